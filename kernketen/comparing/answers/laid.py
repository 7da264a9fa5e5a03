"""The situations of a topic laid over each other: for each that some region tells apart, what all say.

The shared facts make one space for all regions; each has its own facts behind it, which are looked through:
if what it says hangs on them, it says several things there (``Profile``).
"""

from __future__ import annotations

from kernketen.asking.situations.cells import Space
from kernketen.comparing.answers.shared import base, domain, is_shared, is_territory, shared_leaves
from kernketen.comparing.answers.voices import opened, projected
from kernketen.model.condition import facts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kernketen.asking.situations.cells import Variable
    from kernketen.asking.situations.classes import Value
    from kernketen.comparing.answers.said import Said
    from kernketen.comparing.answers.voices import Voices
    from kernketen.model.condition import Condition


_MOST = 4_000_000
"""So many cells behind those that are shared: they are soon looked through."""


class Profile:
    """All that a region says in some situations: one thing, or what hangs on its own facts.

    ``key`` is the same for what compares the same, ``own_key`` for what names the region's same roles too.
    ``besides`` are shared facts on which it hangs too, where several situations are one row.
    """

    __slots__ = ("besides", "hangs_on", "key", "own_key", "region", "said")

    def __init__(
        self, region: str, said: Sequence[Said], hangs_on: Sequence[str], besides: Sequence[str] = ()
    ) -> None:
        self.region = region
        self.said = list(said)
        self.hangs_on = list(hangs_on)
        self.besides = list(besides)
        facts = sorted(map(base, hangs_on))
        self.key = repr((sorted({one.key for one in said}), facts))
        self.own_key = repr((sorted(one.own_key for one in said), facts))

    @staticmethod
    def of_all(profiles: Sequence[Profile], besides: Iterable[str]) -> Profile:
        """All that a region says in several situations, which these shared facts tell apart for it."""
        said = {one.own_key: one for profile in profiles for one in profile.said}
        hangs_on = list(dict.fromkeys(fact for profile in profiles for fact in profile.hangs_on))
        also = [fact for fact in dict.fromkeys(besides) if fact not in map(base, hangs_on)]
        return Profile(profiles[0].region, list(said.values()), hangs_on, also)

    @property
    def one(self) -> Said | None:
        """What is said, where it is one thing."""
        return self.said[0] if len(self.said) == 1 else None

    @property
    def is_silent(self) -> bool:
        """Whether nothing is agreed, whatever it hangs on."""
        return all(one.is_silent for one in self.said)

    @property
    def is_by_place(self) -> bool:
        """Whether it hangs on nothing but where the school is and the pupil lives."""
        return all(is_territory(fact) for fact in self.hangs_on)


class Situation:
    """Situations in which each region says one and the same: their cells, and the profiles by region."""

    __slots__ = ("cells", "profiles")

    def __init__(self, cells: int, profiles: dict[str, Profile]) -> None:
        self.cells = cells
        self.profiles = profiles

    @staticmethod
    def of_all(situations: Sequence[Situation], space: Space) -> Situation:
        """Several situations as one."""
        cells = 0
        for one in situations:
            cells |= one.cells
        profiles = {}
        for name in situations[0].profiles:
            parts: dict[str, int] = {}
            for one in situations:
                key = one.profiles[name].own_key
                parts[key] = parts.get(key, 0) | one.cells
            apart = _told_apart(space, list(parts.values()))
            profiles[name] = Profile.of_all([one.profiles[name] for one in situations], apart)
        return Situation(cells, profiles)


class Laid:
    """One topic of several regions over one space of shared facts. Raises ``TooWide``.

    With ``is_own`` the space is of the facts as the one region that speaks calls them: nothing is shared.
    """

    def __init__(self, voices: Mapping[str, Voices], is_own: bool = False) -> None:
        self.voices = voices
        self.is_own = is_own
        numbers = {name: one.numbers() for name, one in voices.items()}
        facts = {fact for one in voices.values() for fact in one.facts}
        self._terms = {
            name: one.own_terms() if is_own else one.terms(facts, _foreign(name, numbers))
            for name, one in voices.items()
        }
        told = {name: one.told(self._terms[name]) for name, one in voices.items()}
        # In an order of their own: that of the regions must not matter.
        leaves = shared_leaves(condition for conditions in told.values() for condition in conditions)
        self._leaves = leaves
        self._domains = _domains(leaves)
        if is_own:
            self._domains |= {fact: d for terms in self._terms.values() for fact, d in terms.domains.items()}
        self.space = Space(leaves, {}, self._domains)
        self._profiles = {name: self._of(name, told[name]) for name in voices}

    def own(self, name: str, told: Sequence[Condition]) -> Space:
        """The space of a region: the shared one, with the region's own facts behind it."""
        last = {fact for condition in told for fact in facts_in(condition) if not is_shared(fact)}
        return Space([*self._leaves, *told], {}, {**self._domains, **self._terms[name].domains}, last, _MOST)

    def profiles(self, name: str) -> list[tuple[Profile, int]]:
        """What a region says, with the shared cells; all of these are in one of them."""
        return self._profiles[name]

    def _of(self, name: str, told: Sequence[Condition]) -> list[tuple[Profile, int]]:
        space, terms, voices = self.own(name, told), self._terms[name], self.voices[name]
        speaker = voices.speaker.id
        home = voices.home(space, terms)
        areas = [(said, cells & home) for said, cells in voices.areas(space, terms) if cells & home]
        parts: list[tuple[int, list[int]]] = [(self.space.full, [])]
        for index, (_, cells) in enumerate(areas):
            here = projected(space, cells)
            found: list[tuple[int, list[int]]] = []
            for area, heard in parts:
                if area & here:
                    found.append((area & here, [*heard, index]))
                if area & ~here:
                    found.append((area & ~here, heard))
            parts = found
        return [
            (Profile(speaker, [areas[i][0] for i in heard], _hangs_on(space, areas, heard, area)), area)
            for area, heard in parts
        ]

    def situations(self) -> list[Situation]:
        """All situations, those in which every region says the same together."""
        parts: list[tuple[int, dict[str, Profile]]] = [(self.space.full, {})]
        for name in sorted(self.voices):
            parts = [
                (area & cells, {**known, name: profile})
                for area, known in parts
                for profile, cells in self.profiles(name)
                if area & cells
            ]
        found: dict[tuple[str, ...], Situation] = {}
        for area, profiles in parts:
            key = tuple(profile.own_key for profile in profiles.values())
            if key in found:
                found[key].cells |= area
            else:
                found[key] = Situation(area, profiles)
        return sorted(found.values(), key=lambda one: one.cells & -one.cells)


def _hangs_on(space: Space, areas: Sequence[tuple[Said, int]], heard: Sequence[int], area: int) -> list[str]:
    """The region's own facts of which another value makes it say another thing."""
    if len(heard) < 2:
        return []
    here = opened(space, area)
    cut = [areas[index][1] & here for index in heard]
    own = [found for found in space.dimensions() if found[1] >= space.before]
    found = []
    for fact, stride, count in own:
        seen = 0
        for cells in cut:
            flat = space.projected(cells, stride, count)
            if seen & flat:
                found.append(fact)
                break
            seen |= flat
    return list(dict.fromkeys(found or sorted(fact for fact, _, _ in own)))


def _told_apart(space: Space, parts: Sequence[int]) -> list[str]:
    """The facts of which some of these parts have other values than others."""
    found = []
    for fact, stride, count in space.dimensions():
        seen = {
            tuple(bool(part & space.slice(stride, count, index)) for index in range(count)) for part in parts
        }
        if len(seen) > 1:
            found.append(fact)
    return found


def _foreign(name: str, numbers: Mapping[str, set[Variable]]) -> set[Variable]:
    """The numbers of a region that another counts too, but in another unit or window."""
    return {
        number
        for number in numbers[name]
        for other, theirs in numbers.items()
        if other != name and number not in theirs and any(number[0] == one[0] for one in theirs)
    }


def _domains(leaves: Iterable[Condition]) -> dict[str, Sequence[Value]]:
    named: dict[str, list[Value]] = {}
    for leaf in leaves:
        named.setdefault(leaf[1], []).extend(leaf[2] if leaf[0] == "in" else [])
    found = {fact: domain(fact, values) for fact, values in named.items()}
    return {fact: values for fact, values in found.items() if values is not None}
