"""Small changes to a region's rules, one at a time: each must make some case fail, or a case is missing."""

from __future__ import annotations

import copy

from kernketen.asking.topics.behaviour import is_same
from kernketen.asking.trying.cases import differences
from kernketen.model.condition import facts_in
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.region import Region, Rule

_NEIGHBOUR = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt", "is": "ge"}


class Mutation:
    """A changed region: ``said`` is what was changed, in ``rule``."""

    __slots__ = ("region", "rule", "said")

    def __init__(self, region: Region, rule: str, said: str) -> None:
        self.region = region
        self.rule = rule
        self.said = said


def survivors(region: Region, today: str) -> Iterator[Mutation]:
    """The changes that no case of the region notices, though something else is said in some situation."""
    cases = region["cases"]
    for mutation in mutations(region):
        changed = next(r for r in mutation.region["rules"] if r["id"] == mutation.rule)
        question, topic = changed["question"], changed["topic"]
        concerned = [c for c in cases if (c["question"], c["topic"]) == (question, topic)]
        if any(differences(mutation.region, case, today)[0] for case in concerned):
            continue
        if not is_same(region, mutation.region, question, topic):
            yield mutation


def mutations(region: Region) -> Iterator[Mutation]:
    """Each rule changed in each way: thresholds, operators, keys, outcome, holder, doubts, overrides."""
    for index, rule in enumerate(region["rules"]):
        for said, change in _changes(region, rule):
            changed: Any = copy.deepcopy(rule)
            change(changed)
            rules = [*region["rules"][:index], changed, *region["rules"][index + 1 :]]
            yield Mutation({**region, "rules": rules}, rule["id"], said)


Change = tuple[str, "Callable[[Any], None]"]


def _changes(region: Region, rule: Rule) -> Iterator[Change]:
    places: list[tuple[str, tuple[Any, ...]]] = [("", ())]
    if rule["order"] == "ladder":
        # The steps of a sequence are listed in turn and decide nothing: a case could only repeat them.
        places += [(f"{step['id']}: ", ("steps", n)) for n, step in enumerate(rule["steps"])]
    for label, path in places:
        holder = _at(rule, path)
        if holder.get("when") is not None:
            for said, condition in _conditions(holder["when"]):
                yield f"{label}{said}", _setter(path, "when", condition)
        yield from _outcomes(region, rule, label, path, holder)
        for number, doubt in enumerate(holder["doubts"]):
            left = [d for n, d in enumerate(holder["doubts"]) if n != number]
            yield label + tr("doubt {id} removed", id=doubt["id"]), _setter(path, "doubts", left)
    for word in rule["overrides"]:
        left_over = [w for w in rule["overrides"] if w != word]
        yield tr("override of {rule} removed", rule=word), _setter((), "overrides", left_over)


def _outcomes(region: Region, rule: Rule, label: str, path: tuple[Any, ...], holder: Any) -> Iterator[Change]:
    then = holder["then"]
    others = sorted(
        {r["then"]["outcome"] for r in region["rules"] if r["question"] == rule["question"]}
        - {then["outcome"], ""}
    )
    if then["outcome"] and others:
        yield (
            f"{label}outcome {then['outcome']} → {others[0]}",
            _setter((*path, "then"), "outcome", others[0]),
        )
    for key in ("who", "by", "of", "decided_by"):
        if then[key] is not None:
            other = next((r["id"] for r in region["roles"] if r["id"] not in then[key]["roles"]), None)
            if other:
                who = {"mode": "all", "roles": [other]}
                yield f"{label}{key} → {other}", _setter((*path, "then"), key, who)
    if then["within"]:
        for op in [o for o in _NEIGHBOUR if o in then["within"]]:
            changed = {**then["within"], op: then["within"][op] + 1}
            yield f"{label}within {op} + 1", _setter((*path, "then"), "within", changed)


def _at(rule: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        rule = rule[key]
    return rule


def _setter(path: tuple[Any, ...], key: str, value: Any) -> Callable[[Any], None]:
    def change(rule: Any) -> None:
        _at(rule, path)[key] = value

    return change


def _conditions(condition: Condition) -> Iterator[tuple[str, Condition | None]]:
    """The condition with one thing changed: a threshold, an operator, or a part dropped."""
    kind = condition[0]
    if kind in ("all", "any"):
        for index, part in enumerate(condition[1]):
            rest = [*condition[1][:index], *condition[1][index + 1 :]]
            if rest:
                yield tr("{fact} dropped", fact=_name(part)), rest[0] if len(rest) == 1 else [kind, rest]
            for said, changed in _conditions(part):
                if changed is not None:
                    yield said, [kind, [*condition[1][:index], changed, *condition[1][index + 1 :]]]
        return
    yield tr("{fact} dropped", fact=_name(condition)), None
    if kind == "not":
        for said, changed in _conditions(condition[1]):
            if changed is not None:
                yield tr("not: {change}", change=said), ["not", changed]
    if kind == "num":
        for index, (op, number) in enumerate(condition[4]):
            for said, new in (
                (f"{op} {number:g} → {number + 1:g}", [op, number + 1]),
                (f"{op} {number:g} → {number - 1:g}", [op, number - 1]),
                (f"{op} {number:g} → {_NEIGHBOUR[op]} {number:g}", [_NEIGHBOUR[op], number]),
            ):
                if new[1] < 0:
                    continue
                comparisons = [*condition[4][:index], new, *condition[4][index + 1 :]]
                yield f"{condition[1]} {said}", [*condition[:4], comparisons]


def _name(condition: Condition) -> str:
    return ", ".join(sorted(facts_in(condition)))
