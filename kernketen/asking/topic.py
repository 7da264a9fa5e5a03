"""A topic compiled: its rules as sets of cells, and what each situation says.

Only rules of one topic can contradict each other. A ladder counts as one rule: in each situation the last
rung whose condition holds is the one that was reached.
"""

from __future__ import annotations

from kernketen.asking.cells import Space
from kernketen.model.condition import both, facts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from kernketen.asking.cells import Given
    from kernketen.model.condition import Condition
    from kernketen.model.region import Doubt, Rule, Then


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
    def condition(self) -> Condition | None:
        """All that must hold, scope included."""
        return both(self.when, *self.scopes)


class Topic:
    """The rules of one topic over the cells of their conditions, with what is given about a case."""

    def __init__(
        self,
        turns: Sequence[Turn],
        given: Given,
        domains: Mapping[str, Sequence[str | bool]],
    ) -> None:
        self.turns = turns
        conditions: list[Condition] = []
        for turn in turns:
            conditions += [c for c in (turn.when, *turn.scopes) if c is not None]
            conditions += [d["when"] for d in turn.doubts if d["when"] is not None]
        self.space = Space(conditions, given, domains)
        self._lay()
        self.known = self.given = self.space.known()
        self.presumed: dict[str, list[Any]] = {}

    def _lay(self) -> None:
        for turn in self.turns:
            turn.cells = self.mask(turn.condition)
        for turn in self.turns:
            # Of a ladder the last rung that holds is reached: a later one takes the cells of an earlier.
            for later in self.turns:
                if later.rule is turn.rule and (later.step or 0) > (turn.step or 0):
                    turn.cells &= ~self.mask(later.condition)
        full = {id(turn): turn.cells for turn in self.turns}
        for turn in self.turns:
            for other in self.turns:
                if turn.rule["id"] in other.rule["overrides"]:
                    turn.cells &= ~full[id(other)]

    def mask(self, condition: Condition | None) -> int:
        """The cells of a condition; all of them for none."""
        return self.space.full if condition is None else self.space.mask(condition)

    def presume(self, given: Given) -> None:
        """Take as given what the rules are about, where nothing was said and they agree about it.

        Where the scopes of two rules exclude each other, nothing is presumed of those facts: they are asked.
        """
        groups: dict[tuple[str, ...], int] = {}
        for turn in self.turns:
            for scope in turn.scopes:
                for part in scope[1] if scope[0] == "all" else [scope]:
                    facts = tuple(sorted(facts_in(part)))
                    groups[facts] = groups.get(facts, self.space.full) & self.space.mask(part)
        for facts, cells in groups.items():
            narrowed = self.known & cells
            if narrowed and narrowed != self.known and not all(fact in given for fact in facts):
                self.known = narrowed
                for fact in facts:
                    if fact not in given:
                        self.presumed[fact] = self.space.values(fact, narrowed)

    def without(self, fact: str) -> int:
        """The cells that would be left if nothing were presumed of this fact."""
        cells = self.known
        for name, stride, count in self.space.dimensions():
            if name == fact:
                cells = self.space.widened(cells, stride, count)
        return cells & self.given

    def partition(self, cells: int | None = None) -> list[tuple[int, list[Turn]]]:
        """The known cells (or these), split by which turns speak in them: (cells, turns)."""
        parts: list[tuple[int, list[Turn]]] = [(self.known if cells is None else cells, [])]
        for turn in self.turns:
            split: list[tuple[int, list[Turn]]] = []
            for area, speaking in parts:
                inside, outside = area & turn.cells, area & ~turn.cells
                if inside:
                    split.append((inside, [*speaking, turn]))
                if outside:
                    split.append((outside, speaking))
            parts = split
        return parts

    def telling(self, parts: Iterable[int]) -> list[str]:
        """The facts that can still decide between these parts of what is known, the most telling first.

        A fact matters when two situations that differ in it alone lie in different parts.
        """
        areas = list(parts)
        scored: list[tuple[float, int, str]] = []
        for order, (fact, stride, count) in enumerate(self.space.dimensions()):
            seen = 0
            for area in areas:
                projected = self.space.projected(area, stride, count)
                if seen & projected:
                    scored.append((self._left(areas, stride, count), order, fact))
                    break
                seen |= projected
        found: list[str] = []
        for _, _, fact in sorted(scored):
            if fact not in found:
                found.append(fact)
        return found

    def _left(self, areas: Sequence[int], stride: int, count: int) -> float:
        """How many parts are left, on average, once this fact is known."""
        left, classes = 0, 0
        for index in range(count):
            cells = self.space.slice(stride, count, index)
            alive = sum(1 for area in areas if area & cells)
            if alive:
                left += alive
                classes += 1
        return left / max(classes, 1)
