"""The decisions that flip between two versions of a region: the situations whose answer changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kernketen.asking.situations.boxes import cover
from kernketen.asking.situations.cells import Space, TooWide
from kernketen.asking.topics.behaviour import turning_days
from kernketen.comparing.versions.granted import covered, either, together, usual
from kernketen.comparing.versions.settled import digest, settled
from kernketen.comparing.versions.situations import SAID, Stand, compared
from kernketen.comparing.versions.weighing import of_answers
from kernketen.model.condition import facts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from kernketen.asking.situations.classes import Value
    from kernketen.comparing.versions.situations import Saying
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Region

    Name: TypeAlias = tuple[str, str]


MOST_CELLS = 2_000_000
"""So many situations of one topic are compared: two versions have more than one."""
MOST_PAIRS = 100_000
"""So many pairs of answers are looked at in one topic."""


class Flip(NamedTuple):
    """One situation of a topic in which another answer is given than before.

    ``when`` is the situation in a few facts (``None``: always), ``granted`` what is taken for granted with
    it: what the rules are about, and for whom their documents speak. It flips wherever both hold, from the
    day ``since`` until and with ``until`` (empty: without an end).
    """

    question: str
    topic: str
    when: Condition | None
    granted: Condition | None
    scope: Condition | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    differs: Sequence[str]
    weight: str
    touches: str
    since: str
    until: str
    fingerprint: str

    @property
    def condition(self) -> Condition | None:
        """All of it: it flips in exactly these situations."""
        return together(self.when, self.granted)


class Flips(NamedTuple):
    """All flips, and the topics that have too many situations to be compared: (question, topic)."""

    flips: Sequence[Flip]
    too_wide: Sequence[Name]


def flips(old: Region, new: Region, names: Iterable[Name] | None = None) -> Flips:
    """The flips between two versions under the same ids, of all topics or of those in ``names``."""
    found: list[Flip] = []
    wide: list[Name] = []
    for question, topic in _topics(old, new) if names is None else names:
        if _alike(old, question, topic) == _alike(new, question, topic):
            continue
        try:
            found += _of_topic(old, new, question, topic)
        except TooWide:
            wide.append((question, topic))
    return Flips(found, wide)


def _topics(old: Region, new: Region) -> list[Name]:
    """The topics that either version says something of."""
    found: dict[Name, None] = {}
    for region in (new, old):
        found |= dict.fromkeys((rule["question"], rule["topic"]) for rule in region["rules"])
    for region in (new, old):
        for gap in region["gaps"]:
            question, _, topic = gap["topic"].partition("/")
            if topic and question != "who":
                found[question, topic] = None
    return list(found)


def _alike(region: Region, question: str, topic: str) -> str:
    """All that the answers to a topic come from: where that is the same, nothing can flip."""
    rules = [r for r in region["rules"] if (r["question"], r["topic"]) == (question, topic)]
    cited = {rule["source"] for rule in rules}
    sections = [
        {**section, "id": "", "heading": "", "note": "", "reason": ""}
        for name, section in region["sections"].items()
        if name in cited
    ]
    papers = [(p["id"], p["covers"], p["excludes"]) for p in region["documents"]]
    gaps = [gap["see"] for gap in region["gaps"] if gap["topic"] == f"{question}/{topic}"]
    facts = {f for rule in rules for c in _all_conditions(rule) for f in facts_in(c)}
    domains = {fact: region["domains"].get(fact) for fact in sorted(facts)}
    ladders = [(rule["id"], [step["id"] for step in rule["steps"]]) for rule in rules]
    return repr((settled([rules, sections, papers, gaps, domains]), sorted(ladders)))


def _all_conditions(rule: Any) -> Iterator[Condition]:
    for item in (rule, *rule["steps"]):
        for condition in (item["when"], item["scope"], *(doubt["when"] for doubt in item["doubts"])):
            if condition is not None:
                yield condition


def domains(old: Region, new: Region) -> dict[str, Sequence[Value]]:
    """The values that a fact can have in either version; where one of them leaves it open, it is open."""
    found: dict[str, Sequence[Value]] = {}
    for fact in {**old["domains"], **new["domains"]}:
        mine, theirs = old["domains"].get(fact), new["domains"].get(fact)
        if (mine is None and fact in old["facts"]) or (theirs is None and fact in new["facts"]):
            continue
        found[fact] = list(dict.fromkeys([*(theirs or ()), *(mine or ())]))
    return found


def stretches(old: Region, new: Region, question: str, topic: str) -> list[tuple[Span, str, str]]:
    """A day of each stretch of time, with its first and last day; empty where it has no beginning or end."""
    days = [span[0] for span in turning_days([*old["rules"], *new["rules"]], (old, new), question, topic)]
    found = []
    for number, day in enumerate(days):
        after = days[number + 1] if number + 1 < len(days) else ""
        last = (date.fromisoformat(after) - timedelta(days=1)).isoformat() if after else ""
        found.append(((day, day), day if number else "", last))
    return found


class _Found(NamedTuple):
    when: Condition | None
    granted: Condition | None
    scope: Condition | None
    before: Saying
    after: Saying

    @property
    def key(self) -> str:
        return repr((settled(self.when), settled(self.granted), self.before.key, self.after.key))


def _of_topic(old: Region, new: Region, question: str, topic: str) -> list[Flip]:
    seen: dict[str, tuple[_Found, list[int]]] = {}
    times = stretches(old, new, question, topic)
    for number, (day, _, _) in enumerate(times):
        for one in _on(old, new, question, topic, day):
            seen.setdefault(one.key, (one, []))[1].append(number)
    return [
        _flip(new["id"], question, topic, one, times[first][1], times[last][2])
        for one, numbers in seen.values()
        for first, last in _runs(numbers)
    ]


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in a row, as the first and the last of each row."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _flip(region: str, question: str, topic: str, one: _Found, since: str, until: str) -> Flip:
    before, after = one.before.answer, one.after.answer
    differs = [name for name in SAID if _is_other(before[name], after[name])]
    weight, touches = of_answers(question, before, after, differs)
    mark = digest(region, question, topic, one.key, since, until)
    return Flip(
        *(question, topic, one.when, one.granted, one.scope, before, after),
        *(differs, weight, touches, since, until, mark),
    )


def _is_other(before: Any, after: Any) -> bool:
    return repr(settled(compared(before))) != repr(settled(compared(after)))


def _on(old: Region, new: Region, question: str, topic: str, day: Span) -> Iterator[_Found]:
    """What flips on a day, in as few situations as can be."""
    stands = [Stand(region, question, topic, day) for region in (old, new)]
    values = domains(old, new)
    space = Space(conditions(stands), {}, values, most=MOST_CELLS)
    areas: dict[tuple[str, str, str], tuple[Saying, Saying, Condition | None, int]] = {}
    mine, theirs = (stand.sayings(space) for stand in stands)
    if len(mine) * len(theirs) > MOST_PAIRS:
        raise TooWide(f"{len(mine)} and {len(theirs)} answers")
    for before in mine:
        for after in theirs:
            area = before.cells & after.cells
            for one, other, more in _doubted(before, after, values) if area else ():
                if one.key != other.key:
                    key = (one.key, other.key, repr(more))
                    known = areas.get(key)
                    areas[key] = (one, other, more, area | (known[3] if known else 0))
    if not areas:
        return
    # A version without a rule here speaks for nobody in particular.
    speaking = [stand for stand in stands if stand.rules]
    spoken = 0 if speaking else space.full
    for stand in speaking:
        spoken |= stand.spoken_for(space)
    territory = either([stand.territory() for stand in speaking])
    left, scope = usual(space, spoken, (part for stand in stands for part in stand.scopes()))
    for before, after, more, area in areas.values():
        ways: list[list[tuple[int, Condition | None, Condition | None]]] = [
            [(area & left, together(territory, scope), scope), (area & ~left & spoken, territory, None)],
            [(area & spoken, territory, None)],
        ]
        told = [
            [
                _Found(together(when, more), granted, said, before, after)
                for part, granted, said in way
                for when in covered(space, part, space.full if granted is None else space.mask(granted))
            ]
            for way in ways
        ]
        yield from min(told, key=len)
        for when in covered(space, area & ~spoken, space.full):
            yield _Found(together(when, more), None, None, before, after)


def conditions(stands: Sequence[Stand]) -> list[Condition]:
    """The conditions that the situations of a topic are made from.

    Doubts about other facts than all of these are left for later: they would multiply the situations.
    """
    found = [condition for stand in stands for condition in stand.conditions()]
    facts = {fact for condition in found for fact in facts_in(condition)}
    left = [when for stand in stands for when in stand.doubts()]
    near = [when for when in left if not facts.isdisjoint(facts_in(when))]
    while near:
        found += near
        facts |= {fact for when in near for fact in facts_in(when)}
        left = [when for when in left if when not in near]
        near = [when for when in left if not facts.isdisjoint(facts_in(when))]
    return found


def _doubted(
    before: Saying, after: Saying, values: Mapping[str, Sequence[Value]]
) -> Iterator[tuple[Saying, Saying, Condition | None]]:
    """Two answers as they are with and without their loose doubts, each time with the condition for that."""
    if not before.loose and not after.loose:
        yield before, after, None
        return
    space = Space([*before.loose, *after.loose], {}, values)
    bites = []
    for saying in (before, after):
        cells = 0
        for doubt in saying.loose:
            cells |= space.mask(doubt)
        bites.append(cells)
    for one, mine in ((before, ~bites[0]), (before.doubted(), bites[0])):
        for other, theirs in ((after, ~bites[1]), (after.doubted(), bites[1])):
            for when in cover(space, space.full & mine & theirs):
                yield one, other, when
