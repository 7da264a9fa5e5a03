"""The thresholds of a region: numbers in its rules from which another answer follows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kernketen.asking.situations import cells
from kernketen.asking.topics.answer import Asker
from kernketen.model.condition import both
from kernketen.model.event import WITH_HOURS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Given
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.event import Event
    from kernketen.model.region import Region, Rule

QUESTION = "absence"

# The facts that a list of events tells, with the kinds of absence that they can count.
COUNTED: dict[str, tuple[str, ...]] = {
    "te_laat_keer": ("te_laat",),
    "ziekmeldingen": ("ziek",),
    "verzuim_uren": WITH_HOURS,
}

_AT_LEAST = {"gt": "gt", "ge": "ge", "is": "ge"}
_TURNED = {"le": "gt", "lt": "ge"}


class Threshold:
    """A number from which a rule begins to hold: ``fact`` ``op`` (gt or ge) ``number`` within ``window``."""

    __slots__ = ("fact", "kinds", "number", "op", "rules", "topic", "unit", "window")

    def __init__(
        self, topic: str, fact: str, unit: str | None, window: str | None, op: str, number: Decimal
    ) -> None:
        self.topic = topic
        self.fact = fact
        self.unit = unit
        self.window = window
        self.op = op
        self.number = number
        self.rules: list[Rule] = []
        self.kinds: list[str] = []

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same threshold in two rules."""
        return (self.topic, self.fact, self.unit, self.window, self.op, self.number)

    def is_passed(self, amount: Decimal) -> bool:
        """Whether this much is enough: exactly 16 is not more than 16."""
        return amount > self.number if self.op == "gt" else amount >= self.number


def thresholds(
    region: Region, topic: str | None, given: Given, on: Span, events: Sequence[Event]
) -> list[Threshold]:
    """The thresholds of the rules that speak for this case, on the day or on the day of some event."""
    days = [on, *dict.fromkeys(span_of(event.day) for event in events)]
    askers = [Asker(region, given, day) for day in days]
    found: dict[tuple[object, ...], Threshold] = {}
    for rule in region["rules"]:
        document = region["sections"][rule["source"]]["document"]
        if rule["question"] != QUESTION or topic not in (None, rule["topic"]):
            continue
        if not askers[0].speaks(document) or not any(asker.is_in_force(rule) for asker in askers):
            continue
        for threshold, condition in _of_rule(region, rule):
            kinds = _kinds(region, threshold, condition, given)
            if kinds or threshold.fact not in COUNTED:
                known = found.setdefault(threshold.key, threshold)
                known.rules += [] if rule in known.rules else [rule]
                known.kinds = list(dict.fromkeys((*known.kinds, *kinds)))
    return list(found.values())


def _of_rule(region: Region, rule: Rule) -> Iterator[tuple[Threshold, Condition | None]]:
    around = both(region["sections"][rule["source"]]["scope"], rule["scope"], rule["when"])
    parts = [
        both(rule["scope"], rule["when"]),
        *(both(step["scope"], step["when"]) for step in rule["steps"]),
    ]
    for part in parts:
        for fact, unit, window, op, number in _bounds(part):
            if region["facts"][fact]["kind"] == "quantity":
                yield Threshold(rule["topic"], fact, unit, window, op, number), both(around, part)


def _bounds(condition: Condition | None, turned: bool = False) -> Iterator[tuple[Any, ...]]:
    """The lower bounds in a condition; "not at most 12" is one too."""
    if condition is None:
        return
    if condition[0] in ("all", "any"):
        for part in condition[1]:
            yield from _bounds(part, turned)
    elif condition[0] == "not":
        yield from _bounds(condition[1], not turned)
    elif condition[0] == "num":
        for op, number in condition[4]:
            lower = (_TURNED if turned else _AT_LEAST).get(op)
            if lower:
                yield (*condition[1:4], lower, Decimal(str(number)))


def _kinds(region: Region, threshold: Threshold, condition: Condition | None, given: Given) -> list[str]:
    """The kinds of absence that a threshold counts: those with which its rule can hold."""
    may = COUNTED.get(threshold.fact, ())
    said = given.get("verzuimsoort", ())
    rest = {fact: values for fact, values in given.items() if fact != threshold.fact}
    found = [
        kind
        for kind in may
        if (not said or kind in said)
        and cells.truth(condition, {**rest, "verzuimsoort": [kind]}, region["domains"]) is not False
    ]
    # A rule that names no kind counts that of its topic.
    return [threshold.topic] if threshold.topic in found else found


def span_of(day: date) -> Span:
    """One day as the evaluator takes it."""
    return day.isoformat(), day.isoformat()
