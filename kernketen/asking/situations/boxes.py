"""Situations as people can take them in: some of many cells, as one condition of a few facts."""

from __future__ import annotations

from kernketen.model.condition import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.asking.situations.cells import Space
    from kernketen.model.condition import Condition

_LOWER = {"gt": "gt", "is": "ge"}
_UPPER = {"lt": "lt", "is": "le"}


def box(space: Space, cells: int, besides: int = 0) -> Condition | None:
    """A condition that holds only in these cells (there must be one), with as few facts as one step finds.

    It may hold in cells ``besides`` too, where that makes it simpler. ``None`` where they are all situations.
    Other cells than those of the condition may be left.
    """
    here = cells & -cells
    cells |= besides
    parts: dict[int, Condition | None] = {}
    dimensions = space.classes()
    # What can be left open wholly is left open first, so that few facts remain.
    dimensions.sort(key=lambda found: -len(_open(cells, here, found[0], found[1], space)))
    for stride, classes in dimensions:
        taken = _open(cells, here, stride, classes, space)
        flat = space.projected(here, stride, len(classes))
        here = 0
        for index in taken:
            here |= flat << (index * stride)
        if len(taken) < len(classes):
            parts[stride] = _said([classes[index] for index in taken], classes)
    return both(*(parts[stride] for stride in sorted(parts)))


def _open(cells: int, here: int, stride: int, classes: Sequence[Condition], space: Space) -> list[int]:
    """The classes that a box can take in without leaving the cells; of numbers those next to each other."""
    count = len(classes)
    flat = space.projected(here, stride, count)
    fits = [index for index in range(count) if not (flat << (index * stride)) & ~cells]
    if classes[0][0] != "num":
        return fits
    first = last = next(index for index in range(count) if here & space.slice(stride, count, index))
    while first - 1 in fits:
        first -= 1
    while last + 1 in fits:
        last += 1
    return list(range(first, last + 1))


def _said(taken: Sequence[Condition], classes: Sequence[Condition]) -> Condition | None:
    """One condition for several classes of a dimension; ``None`` where it would leave none out."""
    if len(taken) == 1:
        return taken[0]
    if taken[0][0] == "num":
        # From the lower end of the first to the upper end of the last.
        bounds = [[_LOWER[op], n] for op, n in taken[0][4] if op in _LOWER]
        bounds += [[_UPPER[op], n] for op, n in taken[-1][4] if op in _UPPER]
        return [*taken[0][:4], bounds]
    if any(condition[0] == "not" for condition in taken):
        # Facts that are compared have several classes of values that nobody names.
        left_out = [condition for condition in classes if condition not in taken and condition[0] == "in"]
        values = [value for part in left_out for value in part[2]]
        return ["not", ["in", left_out[0][1], values]] if values else None
    return ["in", taken[0][1], [value for condition in taken for value in condition[2]]]


def cover(space: Space, cells: int) -> list[Condition | None]:
    """The fewest readable conditions that together hold in exactly these cells.

    Numbers are intervals; conditions may hold at once. ``None`` is a condition that always holds; no cells
    give no condition.
    """
    found: list[tuple[Condition | None, int]] = []
    left = cells
    while left:
        tries = [_tried(space, seed, cells, left) for seed in _seeds(left)]
        condition, held = min(tries, key=lambda one: (-(one[1] & left).bit_count(), _length(one[0])))
        found.append((condition, held))
        left &= ~held
    # A later condition may hold in all that an earlier one was needed for.
    for one in list(found):
        rest = 0
        for other in found:
            rest |= other[1] if other is not one else 0
        if len(found) > 1 and not one[1] & ~rest:
            found.remove(one)
    return [condition for condition, _ in found]


def _seeds(left: int) -> list[int]:
    """Cells to grow a box from: the first and the last one that is left."""
    return list(dict.fromkeys((left & -left, 1 << (left.bit_length() - 1))))


def _tried(space: Space, seed: int, cells: int, left: int) -> tuple[Condition | None, int]:
    """A box around a cell that stays within ``cells``, and the cells in which it holds."""
    condition = box(space, seed, cells)
    held = _held(space, condition)
    if not held & ~cells:
        return condition, held
    # Values that no condition names can still be the same or not for two facts: that must be said too.
    parts: list[Condition] = []
    free = cells
    for same in space.same:
        part: Condition = same if seed & space.mask(same) else ["not", same]
        parts.append(part)
        free |= space.full & ~space.mask(part)
    condition = both(*parts, box(space, seed, free))
    return condition, _held(space, condition)


def _held(space: Space, condition: Condition | None) -> int:
    return space.full if condition is None else space.mask(condition)


def _length(condition: Condition | None) -> int:
    return 0 if condition is None else len(repr(condition))
