"""Several conditions that together are one situation, said with as few words as they allow."""

from __future__ import annotations

from kernketen.model.condition import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.asking.situations.cells import Space
    from kernketen.model.condition import Condition


def tightened(space: Space, boxes: Sequence[Condition | None]) -> list[Condition | None]:
    """The same cells together, each condition with no more values than the others leave to it.

    A part of a condition is only said anew where that makes it shorter.
    """
    found = list(boxes)
    if len(found) < 2 or None in found:
        return found
    for place, box in enumerate(found):
        assert box is not None
        others = 0
        for n, other in enumerate(found):
            others |= space.mask(other) if n != place and other is not None else 0
        needed = space.mask(box) & ~others
        for part in parts(box):
            shorter = _shorter(space, part, needed)
            if shorter is not None:
                rest = [one for one in parts(box) if one != part]
                box = both(*rest, shorter) or box
        found[place] = _ordered(box, found[place])
    return found


def together(boxes: Sequence[Condition]) -> tuple[Condition | None, list[Condition]]:
    """What holds in all of these conditions, and what each adds.

    Conditions that differ in one thing are said as one.
    """
    left = [parts(box) for box in boxes]
    done = False
    while not done:
        done = True
        for n, one in enumerate(left):
            other = next((each for each in left[n + 1 :] if _differ_in_one(one, each)), None)
            if other is not None:
                mine = next(part for part in one if part not in other)
                theirs = next(part for part in other if part not in one)
                either: Condition = ["any", sorted([*_any(mine), *_any(theirs)], key=repr)]
                left[n] = [either if part == mine else part for part in one]
                left.remove(other)
                done = False
                break
    if len(left) == 1:
        return both(*left[0]), []
    shared = [part for part in left[0] if all(part in each for each in left)]
    return both(*shared), [
        box for each in left if (box := both(*(part for part in each if part not in shared))) is not None
    ]


def parts(box: Condition) -> list[Condition]:
    """The conditions of which all must hold."""
    return list(box[1]) if box[0] == "all" else [box]


def _any(part: Condition) -> list[Condition]:
    return list(part[1]) if part[0] == "any" else [part]


def _differ_in_one(one: Sequence[Condition], other: Sequence[Condition]) -> bool:
    return len(one) == len(other) > 1 and sum(part not in other for part in one) == 1


def _shorter(space: Space, part: Condition, needed: int) -> Condition | None:
    """A condition on the same fact with only the values that are needed, where that is shorter."""
    if part[0] == "not":
        leaf, negated = part[1], True
    else:
        leaf, negated = part, False
    if leaf[0] != "in":
        return None
    values = leaf[2]
    if negated:
        # "Not one of these" can be "one of those".
        known = [value for value in _values(space, leaf[1]) if value not in values]
    else:
        known = list(values)
    kept = [value for value in known if space.mask(["in", leaf[1], [value]]) & needed]
    named: Condition = ["in", leaf[1], kept]
    within = space.mask(named)
    if not kept or needed & ~within or len(kept) >= len(values):
        return None
    return named


def _values(space: Space, fact: str) -> list[object]:
    return [
        value
        for _, classes in space.classes()
        for condition in classes
        if condition[0] == "in" and condition[1] == fact
        for value in condition[2]
    ]


def _ordered(box: Condition, before: Condition | None) -> Condition:
    """In the order in which the facts stood."""
    facts = [_fact(part) for part in parts(before)] if before is not None else []
    kept = sorted(parts(box), key=lambda part: facts.index(_fact(part)))
    return both(*kept) or box


def _fact(part: Condition) -> object:
    return part[1][1] if part[0] == "not" else part[1]
