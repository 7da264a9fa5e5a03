"""Classes of values: what no condition tells apart is one class (SYNTAX.md §16)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from kernketen.model.condition import Condition

    Value: TypeAlias = str | bool

# "Any other value" is one class; facts that are compared with each other need one each, so that all of them
# can differ outside the values named.
OTHER = tuple(f"<other {number}>" for number in range(1, 9))


def alike_together(named: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The values, those together that no condition tells apart."""
    found: dict[tuple[bool, ...], list[Any]] = {}
    for value in dict.fromkeys(value for values in named for value in values):
        found.setdefault(tuple(value in values for values in named), []).append(value)
    return [tuple(values) for values in found.values()]


def own_condition(fact: str, alike: tuple[Value, ...], named: Sequence[Value]) -> Condition:
    """The condition of a class of values; that of any other is to be none of those named."""
    return ["not", ["in", fact, list(named)]] if alike[0] in OTHER else ["in", fact, list(alike)]


def places_of(classes: Sequence[tuple[Value, ...]], value: Value) -> list[int]:
    """The classes in which a value can be: its own, else those of any other."""
    own = [index for index, alike in enumerate(classes) if value in alike]
    return own or [index for index, alike in enumerate(classes) if alike[0] in OTHER]


def compares(index: int, point: int, op: str) -> bool:
    """Whether a class of numbers compares so with a point.

    Class 2p+1 is exactly point p; the even classes lie between the points.
    """
    exact = 2 * point + 1
    if op == "is":
        return index == exact
    if op == "gt":
        return index > exact
    if op == "ge":
        return index >= exact
    if op == "lt":
        return index < exact
    return index <= exact
