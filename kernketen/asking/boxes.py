"""Situations as people can take them in: some of many cells, as one condition of a few facts."""

from __future__ import annotations

from kernketen.model.condition import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.asking.cells import Space
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
    parts: dict[int, Condition] = {}
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


def _said(taken: Sequence[Condition], classes: Sequence[Condition]) -> Condition:
    """One condition for several classes of a dimension."""
    if len(taken) == 1:
        return taken[0]
    if taken[0][0] == "num":
        # From the lower end of the first to the upper end of the last.
        bounds = [[_LOWER[op], n] for op, n in taken[0][4] if op in _LOWER]
        bounds += [[_UPPER[op], n] for op, n in taken[-1][4] if op in _UPPER]
        return [*taken[0][:4], bounds]
    if any(condition[0] == "not" for condition in taken):
        left_out = [condition for condition in classes if condition not in taken]
        return ["not", ["in", left_out[0][1], [value for part in left_out for value in part[2]]]]
    return ["in", taken[0][1], [value for condition in taken for value in condition[2]]]
