"""Situations in as few facts as can be: what is taken for granted need not be said each time."""

from __future__ import annotations

from kernketen.asking.situations.boxes import box, cover
from kernketen.model.condition import both, facts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Space
    from kernketen.model.condition import Condition


def usual(space: Space, spoken: int, scopes: Iterable[Condition]) -> tuple[int, Condition | None]:
    """What is taken for granted, as ``ask`` does: what rules are about (``scopes``), where they agree.

    Of the situations ``spoken`` for, those that are left, and the condition for it.
    """
    groups: dict[tuple[str, ...], list[Condition]] = {}
    for part in scopes:
        parts = groups.setdefault(tuple(sorted(facts_in(part))), [])
        parts += [part] if part not in parts else []
    left = spoken
    granted: list[Condition] = []
    for _, parts in sorted(groups.items(), key=lambda group: (len(group[0]), group[0])):
        narrowed = left
        for part in parts:
            narrowed &= space.mask(part)
        if narrowed and narrowed != left:
            left = narrowed
            granted += parts
    if not granted:
        return left, None
    # Two of them may say the same of one fact, wider and narrower.
    area = space.full
    for part in granted:
        area &= space.mask(part)
    said = box(space, area)
    return left, said if said is not None and space.mask(said) == area else both(*granted)


def together(*conditions: Condition | None) -> Condition | None:
    """One condition that holds when all do, without one within another."""
    parts = [part for part in conditions if part is not None]
    return both(*(one for part in parts for one in (part[1] if part[0] == "all" else [part])))


def either(conditions: Sequence[Condition | None]) -> Condition | None:
    """One condition that holds when one of them does; ``None``, which always holds, where there are none."""
    kept: list[Condition] = []
    for condition in conditions:
        if condition is None:
            return None
        kept += [condition] if condition not in kept else []
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else ["any", kept]


def covered(space: Space, cells: int, within: int) -> list[Condition | None]:
    """The fewest conditions that hold in exactly these cells of those ``within``."""
    if not cells:
        return []
    if not within & ~cells:
        return [None]
    found: list[Condition | None] = []
    left = cells
    while left:
        # Outside of what is granted a condition may hold or not, so that it can be said with fewer facts.
        when = box(space, left, (cells & ~left) | (space.full & ~within))
        held = space.full if when is None else space.mask(when)
        if held & within & ~cells or not held & left:
            return cover(space, cells)
        found.append(None if when is None else _named(space, when, within))
        left &= ~held
    exact = cover(space, cells) if len(found) > 1 else found
    return exact if len(exact) < len(found) else found


def _named(space: Space, when: Condition, within: int) -> Condition:
    """The same within what is granted, with what it is about where that is shorter than what it is not."""
    parts: list[Condition] = list(when[1]) if when[0] == "all" else [when]
    for number, part in enumerate(parts):
        if part[0] != "not" or part[1][0] != "in":
            continue
        others = _others(space, part[1], within)
        if others is None or len(others) >= len(part[1][2]):
            continue
        tried = [*parts[:number], ["in", part[1][1], others], *parts[number + 1 :]]
        if _all_of(space, tried) & within == _all_of(space, parts) & within:
            parts = tried
    return parts[0] if len(parts) == 1 else ["all", parts]


def _all_of(space: Space, parts: Iterable[Condition]) -> int:
    """The situations in which all of these hold."""
    found = space.full
    for part in parts:
        found &= space.mask(part)
    return found


def _others(space: Space, named: Condition, within: int) -> list[Any] | None:
    """The other values that a fact can have in these situations; ``None`` where there are none named."""
    found: list[Any] = []
    for _, classes in space.classes():
        for one in classes:
            if one[0] == "in" and one[1] == named[1] and space.mask(one) & within:
                found += [value for value in one[2] if value not in named[2]]
    return found or None
