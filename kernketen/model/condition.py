"""Conditions as plain data: what must hold for an item to count (SYNTAX.md §1).

A condition is a nested list, so that it survives JSON as it is::

    ["in", fact, [value, …]]              the fact has one of these values
    ["has", fact, [value, …]]             of what holds at once, one of these is there (facts of type set)
    ["same", fact, fact]                  both facts have the same value
    ["num", fact, unit, window, [[op, number], …]]   all comparisons hold (op: gt ge lt le is)
    ["all", [condition, …]]   ["any", [condition, …]]   ["not", condition]

Values are text, or true/false for a yes-no fact. Municipalities are CBS codes, roles are role ids with
groups written out. Unit and window are text or null; nothing is ever converted.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Condition: TypeAlias = list[Any]


def both(*conditions: Condition | None) -> Condition | None:
    """One condition that holds when all given ones hold; ``None`` means always."""
    parts: list[Condition] = []
    for condition in conditions:
        if condition is not None and condition not in parts:
            parts.append(condition)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else ["all", parts]


def leaves(condition: Condition) -> list[Condition]:
    """The simple conditions inside, in their order: ``in``, ``has``, ``same`` and ``num``."""
    found: list[Condition] = []
    todo = [condition]
    while todo:
        one = todo.pop()
        if one[0] == "not":
            todo.append(one[1])
        elif one[0] in ("all", "any"):
            todo += reversed(one[1])
        else:
            found.append(one)
    return found


def facts_in(condition: Condition) -> set[str]:
    """The ids of the facts that the condition mentions."""
    found: set[str] = set()
    for leaf in leaves(condition):
        found.add(leaf[1])
        if leaf[0] == "same":
            found.add(leaf[2])
    return found
