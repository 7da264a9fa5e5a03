"""Situations as cells: the one evaluator of conditions (SYNTAX.md §16).

The facts that some conditions mention are split into classes: the values that occur and one class for
any other, numbers at their thresholds. A cell is one combination of classes. A condition is the set of
cells in which it holds, kept as the bits of an ``int``; what is known about a case is such a set too.
So "true", "false" and "unknown" are subset, disjoint and neither, which is exact three-valued logic.
"""

from __future__ import annotations

from kernketen.asking.situations.classes import OTHER, alike_together, compares, own_condition, places_of
from kernketen.model.condition import leaves

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from kernketen.asking.situations.classes import Value
    from kernketen.model.condition import Condition

    Number: TypeAlias = tuple[float, str | None, str | None]
    Several: TypeAlias = frozenset[str]
    Given: TypeAlias = Mapping[str, Sequence[Value | Number | Several]]
    Variable: TypeAlias = tuple[str, str | None, str | None]

MOST_CELLS = 500_000


class TooWide(Exception):
    """A topic with more cells than the evaluator takes (``MOST_CELLS``): it must be split."""


class Space:
    """The cells of some conditions, and what is known about a case placed among them.

    ``domains`` gives the values a fact can have at all, where these are all there are (``sector``, a
    yes-no fact); a fact that is not in it is open. ``given`` maps a fact to its *possible* values: text,
    true/false, ``(number, unit, window)``, or for a fact of which several may hold at once the frozenset of
    all that do (a text is that value alone); an absent fact, or one without a possible value, is unknown.
    Raises ``TooWide`` for more than ``most`` cells.
    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        given: Given | None = None,
        domains: Mapping[str, Sequence[Value]] | None = None,
        last: Iterable[str] = (),
        most: int = MOST_CELLS,
    ) -> None:
        self._most = most
        self._last = frozenset(last)
        self._given = given or {}
        self._named: dict[str, list[Sequence[Value]]] = {}
        self._wanted: dict[str, list[Sequence[str]]] = {}
        self._points: dict[Variable, set[float]] = {}
        self._twins: set[str] = set()
        self.same: list[Condition] = []
        for condition in conditions:
            self._collect(condition)
        self._domains = domains or {}
        self._complete(self._domains)
        self._place()

    def _collect(self, condition: Condition) -> None:
        for leaf in leaves(condition):
            if leaf[0] == "in":
                self._named.setdefault(leaf[1], []).append(leaf[2])
            elif leaf[0] == "has":
                self._wanted.setdefault(leaf[1], []).append(leaf[2])
            elif leaf[0] == "same":
                for fact in leaf[1:3]:
                    self._named.setdefault(fact, [])
                self._twins.update(leaf[1:3])
                self.same += [] if leaf in self.same else [leaf]
            else:
                key = (leaf[1], leaf[2], leaf[3])
                self._points.setdefault(key, set()).update(n for _, n in leaf[4])

    def _complete(self, domains: Mapping[str, Sequence[Value]]) -> None:
        # Facts that are compared must know each other's values, or equality could not be told.
        shared: list[Value] = []
        for fact in sorted(self._twins):
            shared += [v for values in self._named[fact] for v in values]
            shared += [*domains.get(fact, ()), *self._said(fact)]
        others = OTHER[: max(2, sum(fact not in domains for fact in self._twins))]
        self._classes: dict[str, list[tuple[Value, ...]]] = {}
        for fact, named in self._named.items():
            domain = domains.get(fact)
            if fact in self._twins:
                seen = dict.fromkeys([*(v for values in named for v in values), *self._said(fact)])
                self._classes[fact] = [(v,) for v in dict.fromkeys([*seen, *(domain or (*shared, *others))])]
                continue
            classes = alike_together(named)
            left = [value for value in domain or () if not any(value in values for values in named)]
            strange = any(value not in domain for value in self._said(fact)) if domain else True
            self._classes[fact] = [*classes, (OTHER[0], *left)] if left or strange else classes
        self._marks = {fact: alike_together(wanted) for fact, wanted in self._wanted.items()}

    def _said(self, fact: str) -> list[Value]:
        return [v for v in self._given.get(fact, ()) if not isinstance(v, (tuple, frozenset))]

    def _place(self) -> None:
        self._strides: dict[str, int] = {}
        self._number_strides: dict[Variable, int] = {}
        self._mark_strides: dict[tuple[str, int], int] = {}
        total = self._lay(1, False)
        self.before = total
        total = self._lay(total, True)
        if total > self._most:
            raise TooWide(f"{total} cells")
        self.size = total
        self.full = (1 << total) - 1
        self._slices: dict[tuple[int, int, int], int] = {}
        self._masks: dict[int, tuple[Condition, int]] = {}
        self._havings: dict[tuple[Value, ...], int] = {}

    def _lay(self, total: int, last: bool) -> int:
        """Place the facts that come last, or all others, behind the ``total`` cells that there are."""
        for fact, classes in self._classes.items():
            if (fact in self._last) is last:
                self._strides[fact] = total
                total *= len(classes)
        for key, points in self._points.items():
            if (key[0] in self._last) is last:
                self._number_strides[key] = total
                total *= 2 * len(points) + 1
        for fact, marks in self._marks.items():
            if (fact in self._last) is last:
                for index in range(len(marks)):
                    self._mark_strides[fact, index] = total
                    total *= 2
        return total

    def _cells(self, stride: int, count: int, index: int) -> int:
        found = self._slices.get((stride, count, index))
        if found is None:
            found = ((1 << stride) - 1) << (index * stride)
            width = stride * count
            while width < self.size:
                found |= found << width
                width *= 2
            found &= self.full
            self._slices[stride, count, index] = found
        return found

    def mask(self, condition: Condition) -> int:
        """The cells in which the condition holds."""
        # The condition is kept beside its cells, so that no other can come to have its id.
        known = self._masks.get(id(condition))
        if known is None:
            known = self._masks[id(condition)] = condition, self._masked(condition)
        return known[1]

    def _masked(self, condition: Condition) -> int:
        kind = condition[0]
        if kind == "all":
            found = self.full
            for part in condition[1]:
                found &= self.mask(part)
            return found
        if kind == "any":
            found = 0
            for part in condition[1]:
                found |= self.mask(part)
            return found
        if kind == "not":
            return self.full & ~self.mask(condition[1])
        if kind == "in":
            return self._having(condition[1], condition[2])
        if kind == "has":
            return self._holding_any(condition[1], condition[2])
        if kind == "same":
            return self._same(condition[1], condition[2])
        return self._compared(condition)

    def _having(self, fact: str, values: Sequence[Value]) -> int:
        key = (fact, *values)
        found = self._havings.get(key)
        if found is None:
            found, classes = 0, self._classes[fact]
            for index in {index for value in values for index in places_of(classes, value)}:
                found |= self._cells(self._strides[fact], len(classes), index)
            self._havings[key] = found
        return found

    def _holding_any(self, fact: str, values: Sequence[str]) -> int:
        found = 0
        for index, alike in enumerate(self._marks[fact]):
            if alike[0] in values:
                found |= self._cells(self._mark_strides[fact, index], 2, 1)
        return found

    def _same(self, one: str, other: str) -> int:
        found = 0
        for (value,) in self._classes[one]:
            if (value,) in self._classes[other]:
                found |= self._having(one, [value]) & self._having(other, [value])
        return found

    def _compared(self, condition: Condition) -> int:
        key = (condition[1], condition[2], condition[3])
        points = sorted(self._points[key])
        found = 0
        for index in range(2 * len(points) + 1):
            if all(compares(index, points.index(n), op) for op, n in condition[4]):
                found |= self._cells(self._number_strides[key], 2 * len(points) + 1, index)
        return found

    def known(self) -> int:
        """The cells that what is given leaves possible."""
        left = self.full
        for fact in self._classes:
            values = self._said(fact)
            if values:
                left &= self._having(fact, values)
        for fact in self._marks:
            given = [v for v in self._given.get(fact, ()) if not isinstance(v, (bool, tuple))]
            several = [frozenset((v,)) if isinstance(v, str) else v for v in given]
            if several:
                left &= self._holding(fact, several)
        for key in self._points:
            numbers = [v for v in self._given.get(key[0], ()) if isinstance(v, tuple)]
            # A number in another unit or window says nothing here: nothing is converted. Without a unit it
            # is taken in the unit of the rule, as a person means it.
            if numbers and all(v[1] in (None, key[1]) and key[2] in (None, v[2]) for v in numbers):
                left &= self._at(key, [v[0] for v in numbers])
        return left

    def _holding(self, fact: str, several: Sequence[Several]) -> int:
        found = 0
        for values in several:
            these = self.full
            for index, alike in enumerate(self._marks[fact]):
                holds = any(value in values for value in alike)
                these &= self._cells(self._mark_strides[fact, index], 2, int(holds))
            found |= these
        return found

    def _at(self, key: Variable, numbers: Sequence[float]) -> int:
        points = sorted(self._points[key])
        found = 0
        for number in numbers:
            index = 2 * sum(p < number for p in points) + (number in points)
            found |= self._cells(self._number_strides[key], 2 * len(points) + 1, index)
        return found

    def dimensions(self) -> list[tuple[str, int, int]]:
        """The facts that split the cells: (fact, stride, number of classes); more units, more entries."""
        found = [(fact, self._strides[fact], len(classes)) for fact, classes in self._classes.items()]
        for key, points in self._points.items():
            found.append((key[0], self._number_strides[key], 2 * len(points) + 1))
        found += [(fact, stride, 2) for (fact, _), stride in self._mark_strides.items()]
        return found

    def knows(self, condition: Condition) -> bool:
        """Whether the condition can be told by these cells: all that it mentions is among theirs."""
        for leaf in leaves(condition):
            if leaf[0] == "num":
                key = (leaf[1], leaf[2], leaf[3])
                if not all(number in self._points.get(key, ()) for _, number in leaf[4]):
                    return False
            elif leaf[0] == "has":
                if not all(any(v in alike for alike in self._marks.get(leaf[1], ())) for v in leaf[2]):
                    return False
            elif leaf[0] == "same":
                if not self._twins.issuperset(leaf[1:3]):
                    return False
            elif not all(value in self._told(leaf[1]) for value in leaf[2]):
                return False
        return True

    def _told(self, fact: str) -> list[Value]:
        """The values of a fact that are told from any other."""
        classes = self._classes.get(fact, ())
        return [value for alike in classes if alike[0] not in OTHER for value in alike]

    def classes(self) -> list[tuple[int, list[Condition]]]:
        """The dimensions once more: (stride, the condition under which each class holds)."""
        found: list[tuple[int, list[Condition]]] = []
        for fact, classes in self._classes.items():
            named = self._told(fact)
            found.append((self._strides[fact], [own_condition(fact, alike, named) for alike in classes]))
        for key, points in self._points.items():
            ordered = sorted(points)
            parts: list[Condition] = [["num", *key, [["lt", ordered[0]]]]]
            for index, point in enumerate(ordered):
                above = [["lt", n] for n in ordered[index + 1 : index + 2]]
                parts += [["num", *key, [["is", point]]], ["num", *key, [["gt", point], *above]]]
            found.append((self._number_strides[key], parts))
        for (fact, index), stride in self._mark_strides.items():
            has: Condition = ["has", fact, list(self._marks[fact][index])]
            found.append((stride, [["not", has], has]))
        return found

    def slice(self, stride: int, count: int, index: int) -> int:
        """The cells of one class of a dimension."""
        return self._cells(stride, count, index)

    def projected(self, cells: int, stride: int, count: int) -> int:
        """The cells with one dimension left out: what is told apart by that alone falls together."""
        found = 0
        for index in range(count):
            found |= (cells & self._cells(stride, count, index)) >> (index * stride)
        return found

    def widened(self, cells: int, stride: int, count: int) -> int:
        """The cells with one dimension left open: all of its classes for what is in any."""
        flat = self.projected(cells, stride, count)
        found = 0
        for index in range(count):
            found |= flat << (index * stride)
        return found

    def values(self, fact: str, cells: int) -> list[Value] | None:
        """The values that a fact can have within these cells; ``None`` where they cannot be listed."""
        classes = self._classes.get(fact)
        if classes is None:
            return None
        found: list[Value] = []
        for index, alike in enumerate(classes):
            if cells & self._cells(self._strides[fact], len(classes), index):
                if alike[0] in OTHER and len(alike) == 1:
                    return None
                found += [value for value in alike if value not in OTHER]
        # In the order of the dictionary, not in that of the rules.
        order = self._domains.get(fact, ())
        return sorted(found, key=lambda v: (order.index(v) if v in order else len(order), str(v)))

    def example(self, cell: int) -> dict[str, Any]:
        """The facts of one cell, as a case gives them; a fact with any other value is left out."""
        found: dict[str, Any] = {}
        for fact, classes in self._classes.items():
            for index, alike in enumerate(classes):
                named = [value for value in alike if value not in OTHER]
                if named and cell & self._cells(self._strides[fact], len(classes), index):
                    found[fact] = named[0]
        for key, points in self._points.items():
            ordered = sorted(points)
            above = [*ordered[1:], ordered[-1] + 2]
            inside = [n for a, b in zip(ordered, above, strict=True) for n in (a, (a + b) / 2)]
            for index, number in enumerate([ordered[0] - 1, *inside]):
                if cell & self._cells(self._number_strides[key], 2 * len(points) + 1, index):
                    fact, unit, window = key
                    found[fact] = f"{number:g}" + (f" {unit}" if unit else "")
                    found[fact] += "/" + window.replace(" ", "-") if window else ""
        for fact, marks in self._marks.items():
            found[fact] = [
                alike[0]
                for index, alike in enumerate(marks)
                if cell & self._cells(self._mark_strides[fact, index], 2, 1)
            ]
            if not found[fact]:
                del found[fact]
        return found

    def truth(self, condition: Condition | None) -> bool | None:
        """Whether the condition holds for what is given: true, false, or ``None`` for unknown."""
        if condition is None:
            return True
        cells = self.mask(condition)
        known = self.known()
        if not known & ~cells:
            return True
        return None if known & cells else False


def truth(
    condition: Condition | None, given: Given, domains: Mapping[str, Sequence[Value]] | None = None
) -> bool | None:
    """Whether one condition holds for what is given: true, false, or ``None`` for unknown."""
    if condition is None:
        return True
    try:
        return Space([condition], given, domains).truth(condition)
    except TooWide:
        return _apart(condition, given, domains)


def _apart(condition: Condition, given: Given, domains: Mapping[str, Sequence[Value]] | None) -> bool | None:
    # Part by part: what it says is right, but it does not see that unknown parts complement each other.
    if condition[0] == "not":
        inner = truth(condition[1], given, domains)
        return None if inner is None else not inner
    parts = [truth(part, given, domains) for part in condition[1]]
    decides = bool(condition[0] == "any")
    if decides in parts:
        return decides
    return None if None in parts else not decides
