"""Conditions judged the slow way: every situation that can be told apart is tried, one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kernketen.model.condition import leaves

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

Situation = dict[Any, Any]
_COMPARE = {
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "is": lambda a, b: a == b,
}


def truth(
    conditions: Sequence[Condition],
    asked: Condition,
    given: Mapping[str, Sequence[Any]],
    domains: Mapping[str, Sequence[Any]],
) -> bool | None:
    """True, false or unknown for one of some conditions, by trying all situations that fit what is given."""
    found = {holds(asked, situation) for situation in situations(conditions, given, domains)}
    return found.pop() if len(found) == 1 else None


def holds(condition: Condition, situation: Situation) -> bool:
    """Whether a condition holds in one situation, in which every fact has one value."""
    kind = condition[0]
    if kind == "all":
        return all(holds(part, situation) for part in condition[1])
    if kind == "any":
        return any(holds(part, situation) for part in condition[1])
    if kind == "not":
        return not holds(condition[1], situation)
    if kind == "in":
        return situation[condition[1]] in condition[2]
    if kind == "has":
        return bool(situation[condition[1]] & set(condition[2]))
    if kind == "same":
        return bool(situation[condition[1]] == situation[condition[2]])
    number = situation[condition[1], condition[2], condition[3]]
    return all(_COMPARE[op](number, limit) for op, limit in condition[4])


def situations(
    conditions: Sequence[Condition], given: Mapping[str, Sequence[Any]], domains: Mapping[str, Sequence[Any]]
) -> Iterator[Situation]:
    """Every situation that fits what is given, as far as these conditions can tell them apart."""
    found = [leaf for condition in conditions for leaf in leaves(condition)]
    values = {value for leaf in found if leaf[0] == "in" for value in leaf[2]}
    values |= {v for said in (*given.values(), *domains.values()) for v in said if isinstance(v, (str, bool))}
    choices: dict[Any, list[Any]] = {}
    for leaf in found:
        if leaf[0] in ("in", "same"):
            for fact in leaf[1:3] if leaf[0] == "same" else leaf[1:2]:
                # Two values that nobody named, so that two facts can be equal or different there.
                anything = [*sorted(values, key=str), "elsewhere", "far away"]
                choices[fact] = list(given.get(fact) or domains.get(fact) or anything)
        elif leaf[0] == "has":
            words = sorted({v for one in found if one[0] == "has" and one[1] == leaf[1] for v in one[2]})
            every = [frozenset(c) for n in range(len(words) + 1) for c in itertools.combinations(words, n)]
            choices[leaf[1]] = list(given.get(leaf[1]) or every)
        else:
            _, fact, unit, window, _ = leaf
            limits = sorted({n for o in found if o[0] == "num" and o[1:4] == leaf[1:4] for _, n in o[4]})
            between = [(a + b) / 2 for a, b in itertools.pairwise(limits)]
            told = list(given.get(fact, ()))
            fits = told and all(u in (None, unit) and window in (None, w) for _, u, w in told)
            choices[fact, unit, window] = (
                [number for number, _, _ in told]
                if fits
                else [limits[0] - 1, *limits, *between, limits[-1] + 1]
            )
    for combination in itertools.product(*choices.values()):
        yield dict(zip(choices, combination, strict=True))
