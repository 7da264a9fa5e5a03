"""A topic compiled: its rules as sets of cells, and what each situation says.

Only rules of one topic can contradict each other. A ladder counts as one rule: in each situation the last
rung whose condition holds is the one that was reached.
"""

from __future__ import annotations

from kernketen.asking.situations.cells import Space, truth
from kernketen.asking.topics.values import one
from kernketen.model.condition import both, facts_in
from kernketen.model.wording import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Given
    from kernketen.model.condition import Condition
    from kernketen.model.region import Doubt, Region, Rule, Then


class Turn:
    """One thing a topic can say: a rule, or one rung of a ladder.

    ``when`` must be known, ``scopes`` are what it is about. ``cells`` are the situations in which it speaks,
    after the rules that override it have taken theirs.
    """

    __slots__ = ("cells", "doubts", "rule", "scopes", "step", "then", "when")

    def __init__(
        self,
        rule: Rule,
        then: Then,
        when: Condition | None,
        scopes: list[Condition],
        doubts: list[Doubt],
        step: int | None = None,
    ) -> None:
        self.rule = rule
        self.then = then
        self.when = when
        self.scopes = scopes
        self.doubts = doubts
        self.step = step
        self.cells = 0

    @property
    def modality(self) -> str:
        """How strong it is: the rung's own word, else the rule's."""
        own = "" if self.step is None else self.rule["steps"][self.step]["modality"]
        return own or self.rule["modality"]

    @property
    def source(self) -> str:
        """The section where it stands: the rung's own, else the rule's."""
        own = "" if self.step is None else self.rule["steps"][self.step]["source"]
        return own or self.rule["source"]

    @property
    def condition(self) -> Condition | None:
        """All that must hold, scope included."""
        return both(self.when, *self.scopes)


class Topic:
    """The rules of one topic over the cells of their conditions, with what is given about a case.

    ``region`` is the one whose rules they are; ``space`` knows these conditions already, and perhaps more.
    """

    def __init__(
        self,
        turns: Sequence[Turn],
        given: Given,
        region: Region,
        space: Space | None = None,
    ) -> None:
        self.turns = turns
        self._said = given
        self._region = region
        self._bites: dict[int, bool] = {}
        conditions = [c for turn in turns for c in (turn.when, *turn.scopes) if c is not None]
        self._facts = {fact for condition in conditions for fact in facts_in(condition)}
        # A doubt about other facts than the rules' would multiply the cells and part none of them.
        conditions += [when for when in doubted(turns) if not self._facts.isdisjoint(facts_in(when))]
        self.space = space or Space(conditions, given, region["domains"])
        self._lay()
        self.known = self.given = self.space.known()
        self.presumed: dict[str, list[Any]] = {}

    def _lay(self) -> None:
        full = {}
        for turn in self.turns:
            cells = self.mask(turn.when)
            for scope in turn.scopes:
                cells &= self.mask(scope)
            full[id(turn)] = cells
        for turn in self.turns:
            turn.cells = full[id(turn)]
        rungs = [turn for turn in self.turns if turn.step is not None]
        for turn in rungs:
            # Of a ladder the last rung that holds is reached: a later one takes the cells of an earlier.
            for later in rungs:
                if later.rule is turn.rule and (later.step or 0) > (turn.step or 0):
                    turn.cells &= ~full[id(later)]
        held = {id(turn): turn.cells for turn in self.turns}
        for other in (other for other in self.turns if other.rule["overrides"]):
            for turn in self.turns:
                if turn.rule["id"] in other.rule["overrides"]:
                    turn.cells &= ~held[id(other)]

    def mask(self, condition: Condition | None) -> int:
        """The cells of a condition; all of them for none."""
        return self.space.full if condition is None else self.space.mask(condition)

    def bites(self, doubt: Doubt) -> bool:
        """Whether a conditional doubt surely bites here; one that merely might is left aside."""
        when = doubt["when"]
        if when is None:
            return False
        if id(doubt) not in self._bites:
            if self._facts.isdisjoint(facts_in(when)):
                self._bites[id(doubt)] = truth(when, self._said, self._region["domains"]) is True
            else:
                self._bites[id(doubt)] = not self.known & ~self.mask(when)
        return self._bites[id(doubt)]

    def presume(self, given: Given) -> None:
        """Take as given what the rules are about, where nothing certain was said and they agree about it.

        Where the scopes of two rules exclude each other, nothing is presumed of those facts: they are asked.
        A rule that what is given has made false already has no say in it.
        """
        groups: dict[tuple[str, ...], list[Condition]] = {}
        for turn in (turn for turn in self.turns if turn.cells & self.given):
            for scope in turn.scopes:
                for part in scope[1] if scope[0] == "all" else [scope]:
                    parts = groups.setdefault(tuple(sorted(facts_in(part))), [])
                    parts += [part] if part not in parts else []
        whens = [self.space.mask(turn.when) for turn in self.turns if turn.when is not None]
        # In an order of their own: that of the rules in their file must not matter.
        for facts, parts in sorted(groups.items(), key=lambda group: (len(group[0]), group[0])):
            narrowed = self.known
            for part in parts:
                narrowed &= self.space.mask(part)
            unsure = [fact for fact in facts if len(given.get(fact, ())) != 1]
            # A ``when`` must be known: what would make it true is not taken for granted.
            decides = any(not narrowed & ~cells and self.known & ~cells for cells in whens)
            if unsure and narrowed and narrowed != self.known and not decides:
                self.known = narrowed
                self.presumed |= {fact: self._taken(fact, parts) for fact in unsure}

    def _taken(self, fact: str, parts: Sequence[Condition]) -> Any:
        """What is presumed of a fact: its values, a quantity, or what the scope says in words."""
        values = self.space.values(fact, self.known)
        if values is not None:
            return one(values)
        if len(parts) > 1 or parts[0][0] not in ("num", "has"):
            return said(["all", sorted(parts, key=repr)], self._region)
        if parts[0][0] == "has":
            return one(parts[0][2])
        _, _, unit, window, comparisons = parts[0]
        return {**dict(comparisons), **({"unit": unit} if unit else {}), **({"in": window} if window else {})}

    def without(self, fact: str) -> int:
        """The cells that would be left if nothing were presumed of this fact."""
        cells = self.known
        for name, stride, count in self.space.dimensions():
            if name == fact:
                cells = self.space.widened(cells, stride, count)
        return cells & self.given

    def telling(self, parts: Iterable[int], order: Sequence[str]) -> list[str]:
        """The facts that can still decide between these parts of what is known, the most telling first.

        A fact matters when two situations that differ in it alone lie in different parts; ``order`` decides
        between facts that tell equally much.
        """
        areas = list(parts)
        scored: dict[str, float] = {}
        for fact, stride, count in self.space.dimensions():
            pieces = self._pieces(areas, stride, count)
            if _overlap(pieces, stride):
                scored[fact] = min(_left(pieces), scored.get(fact, len(areas) + 1))
        if not scored:
            # What is presumed together can tie facts to each other, so that none matters by itself.
            open_ = [fact for fact, stride, count in self.space.dimensions() if self._is_open(stride, count)]
            scored = dict.fromkeys(open_, 0.0)
        return sorted(scored, key=lambda fact: (scored[fact], order.index(fact)))

    def tells(self, parts: Iterable[int], fact: str) -> bool:
        """Whether two situations that differ in this fact alone lie in different parts."""
        areas = list(parts)
        return any(
            _overlap(self._pieces(areas, stride, count), stride)
            for name, stride, count in self.space.dimensions()
            if name == fact
        )

    def _pieces(self, areas: Sequence[int], stride: int, count: int) -> list[list[int]]:
        """Each area cut into the classes of a dimension."""
        slices = [self.space.slice(stride, count, index) for index in range(count)]
        return [[area & cells for cells in slices] for area in areas]

    def _is_open(self, stride: int, count: int) -> bool:
        return sum(1 for cells in self._pieces([self.known], stride, count)[0] if cells) > 1


def doubted(turns: Iterable[Turn]) -> list[Condition]:
    """The conditions of the doubts."""
    return [doubt["when"] for turn in turns for doubt in turn.doubts if doubt["when"] is not None]


def _overlap(pieces: Sequence[Sequence[int]], stride: int) -> bool:
    """Whether areas meet once the dimension in which they were cut is left out."""
    seen = 0
    for cut in pieces:
        flat = 0
        for index, cells in enumerate(cut):
            flat |= cells >> (index * stride)
        if seen & flat:
            return True
        seen |= flat
    return False


def _left(pieces: Sequence[Sequence[int]]) -> float:
    """How many areas are left, on average, once the class is known."""
    alive = [sum(1 for cut in pieces if cut[index]) for index in range(len(pieces[0]))]
    return sum(alive) / max(sum(1 for number in alive if number), 1)
