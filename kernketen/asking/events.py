"""The first day on which a list of absences passes a threshold of a region, and what was counted.

A threshold is a number in a rule from which another answer follows ("more than 12 times late"). The period is
the rule's own; school weeks are counted on the calendar. A pure function of the region, the events, the
school holidays and the day; nothing is kept.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kernketen.asking import cells
from kernketen.asking.answer import Asker
from kernketen.asking.calendar import Uncounted, is_by_school_weeks, is_school_week, opening
from kernketen.model.condition import both
from kernketen.model.dates import written
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kernketen.asking.calendar import SchoolHolidays
    from kernketen.asking.cells import Given
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.event import Event
    from kernketen.model.region import Region, Rule

SCHEMA = "kernketen/events/1"
QUESTION = "absence"

# The facts that a list of events tells, with the kinds of absence they count; hours count what the rule is about.
_COUNTED: dict[str, tuple[str, ...]] = {
    "te_laat_keer": ("te_laat",),
    "ziekmeldingen": ("ziek",),
    "verzuim_uren": (),
}
_AT_LEAST = {"gt": "gt", "ge": "ge", "is": "ge"}
_TURNED = {"le": "gt", "lt": "ge"}
_HOLIDAY = "vakantie_in_periode"


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


class Count:
    """What lies in the period that ends on a day: its first day, the events and their sum."""

    __slots__ = ("day", "events", "first", "sum")

    def __init__(self, first: date, day: date, events: list[Event], amount: Decimal) -> None:
        self.first = first
        self.day = day
        self.events = events
        self.sum = amount


def count_events(
    region: Region,
    topic: str | None,
    events: Sequence[Event],
    given: Given,
    on: Span,
    school: SchoolHolidays | None,
) -> dict[str, Any]:
    """The thresholds of the absence topics (or of one), as ``schemas/output/events.schema.json`` says.

    ``events`` are in the order of their days; ``given`` is what else is known about the case.
    """
    found = [_counted(region, threshold, events, given, on, school)
             for threshold in thresholds(region, topic, given, on, events)]  # fmt: skip
    found.sort(key=lambda entry: (entry["date"] is None, entry["date"] or ""))
    kinds = dict.fromkeys(event.kind for event in events)
    return {
        "schema": SCHEMA,
        "region": region["id"],
        "region_name": region["name"],
        "question": QUESTION,
        "on": written(on),
        "events": {
            "number": len(events),
            "first": events[0].day.isoformat(),
            "last": events[-1].day.isoformat(),
            "kinds": [{"kind": k, "number": sum(event.kind == k for event in events)} for k in kinds],
        },
        "thresholds": found,
    }


def thresholds(
    region: Region, topic: str | None, given: Given, on: Span, events: Sequence[Event]
) -> list[Threshold]:
    """The thresholds of the rules that speak for this case, on the day or on the day of some event."""
    days = [on, *dict.fromkeys(_span(event.day) for event in events)]
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
            if kinds or threshold.fact not in _COUNTED:
                known = found.setdefault(threshold.key, threshold)
                known.rules += [] if rule in known.rules else [rule]
                known.kinds = list(dict.fromkeys((*known.kinds, *kinds)))
    return list(found.values())


def _of_rule(region: Region, rule: Rule) -> Iterator[tuple[Threshold, Condition | None]]:
    around = both(region["sections"][rule["source"]]["scope"], rule["scope"], rule["when"])
    parts = [both(rule["scope"], rule["when"]), *(both(step["scope"], step["when"]) for step in rule["steps"])]
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
    may = _COUNTED.get(threshold.fact, ()) or region["facts"]["verzuimsoort"]["values"]
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


def _counted(
    region: Region,
    threshold: Threshold,
    events: Sequence[Event],
    given: Given,
    on: Span,
    school: SchoolHolidays | None,
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "topic": threshold.topic,
        "rules": [rule["id"] for rule in threshold.rules],
        "fact": threshold.fact,
        "unit": threshold.unit,
        "window": threshold.window,
        "op": threshold.op,
        "number": float(threshold.number),
        "status": "not_counted",
        "date": None,
        "counted": None,
        "missing": None,
        "remarks": [],
        "answer": None,
    }
    if threshold.fact in given:
        entry["status"] = "given"
        entry["remarks"] = [tr("This number was given; the events were not counted for it.")]
        entry["answer"] = _answer(region, threshold, given, on)
        return entry
    try:
        count, aside = _first(region, threshold, events, given, school)
    except Uncounted as why:
        known = region["facts"][threshold.fact]
        entry["missing"] = {
            "fact": threshold.fact,
            "question": known["question"],
            "question_nl": known["question_nl"],
            "why": str(why),
        }
        return entry
    entry["remarks"] = list(_remarks(threshold, count, aside, school))
    if count is None:
        entry["status"] = "not_passed"
        return entry
    is_passed = threshold.is_passed(count.sum)
    entry["status"] = "passed" if is_passed else "not_passed"
    entry["date"] = count.day.isoformat() if is_passed else None
    entry["counted"] = {
        "sum": float(count.sum),
        "from": count.first.isoformat(),
        "to": count.day.isoformat(),
        "basis": "register" if is_by_school_weeks(threshold.window) else None,
        "events": [
            {
                "line": event.line,
                "date": event.day.isoformat(),
                "kind": event.kind,
                "number": float(_amount(threshold, event)),
            }
            for event in count.events
        ],
    }
    case: dict[str, Any] = {**given, threshold.fact: [(float(count.sum), threshold.unit, threshold.window)]}
    if "verzuimsoort" not in given:
        case["verzuimsoort"] = list(threshold.kinds)
    if threshold.window and school is not None and school.reach and _HOLIDAY not in given:
        case[_HOLIDAY] = [_holiday_matters(threshold, count, school)]
    entry["answer"] = _answer(region, threshold, case, _span(count.day))
    return entry


def _answer(region: Region, threshold: Threshold, case: Mapping[str, Any], on: Span) -> dict[str, Any]:
    answer = Asker(region, case, on).answer(QUESTION, threshold.topic)
    keys = ("status", "outcome", "modality", "who", "by", "decided_by", "within", "text", "presumed",
            "missing", "flags", "because")  # fmt: skip
    return {"on": on[0], **{key: answer[key] for key in keys}}


def _first(
    region: Region, threshold: Threshold, events: Sequence[Event], given: Given, school: SchoolHolidays | None
) -> tuple[Count | None, list[Event]]:
    """The count with which the threshold is passed first, else the highest; and the events left aside."""
    if threshold.fact not in _COUNTED:
        raise Uncounted(tr("A list of events does not tell this number."))
    mine = [event for event in events if event.kind in threshold.kinds]
    lacking = [str(event.line) for event in mine if _amount(threshold, event) is None]
    if lacking:
        raise Uncounted(
            tr("No number of {unit} on line {lines}; nothing is converted.",
               unit=threshold.unit, lines=", ".join(lacking))
        )  # fmt: skip
    weeks = is_by_school_weeks(threshold.window)
    # Without a holiday table the opening says so; a week without school is in no school week.
    aside = [event for event in mine if weeks and school is not None and not is_school_week(event.day, school)]
    mine = [event for event in mine if event not in aside]
    highest: Count | None = None
    start, amount = 0, Decimal(0)
    for index, event in enumerate(mine):
        amount += _amount(threshold, event)
        if index + 1 < len(mine) and mine[index + 1].day == event.day:
            continue
        first = opening(threshold.window, event.day, school) if threshold.window else mine[0].day
        while mine[start].day < first:
            amount -= _amount(threshold, mine[start])
            start += 1
        if not any(Asker(region, given, _span(event.day)).is_in_force(rule) for rule in threshold.rules):
            continue
        if highest is None or amount > highest.sum:
            highest = Count(first, event.day, mine[start : index + 1], amount)
            if threshold.is_passed(amount):
                break
    return highest, aside


def _amount(threshold: Threshold, event: Event) -> Any:
    # Times late and reports of illness are counted, hours are summed.
    if threshold.unit not in event.amounts and threshold.fact == "verzuim_uren":
        return None
    return event.amounts[threshold.unit or ""] if threshold.fact == "verzuim_uren" else Decimal(1)


def _holiday_matters(threshold: Threshold, count: Count, school: SchoolHolidays) -> bool:
    """Whether a school holiday lies between the events, and the number is not reached after it alone."""
    spans = school.within(count.events[0].day, count.day)
    if not spans:
        return False
    after = [event for event in count.events if event.day > max(span[1] for span in spans)]
    return not (
        threshold.is_passed(count.sum)
        and threshold.is_passed(sum((_amount(threshold, event) for event in after), Decimal(0)))
    )


def _remarks(
    threshold: Threshold, count: Count | None, aside: Sequence[Event], school: SchoolHolidays | None
) -> Iterator[str]:
    if threshold.window is None:
        yield tr("The text names no period: all events up to this day were counted.")
    if threshold.fact == "ziekmeldingen":
        yield tr("Each line was counted as one report of illness.")
    for event in aside:
        yield tr("Line {line} ({date}) lies in a week without school and was not counted.",
                 line=event.line, date=event.day)  # fmt: skip
    if count is None:
        return
    if threshold.op == "gt" and count.sum == threshold.number:
        yield tr("Exactly {number} is not more than {number}.", number=f"{threshold.number:f}")
    for first, last, name in school.within(count.first, count.day) if threshold.window and school else ():
        said = tr("In this period lies the school holiday {name} ({first} – {last}).",
                  name=name, first=first, last=last)  # fmt: skip
        if is_by_school_weeks(threshold.window):
            said += " " + tr("Weeks without school were not counted and do not interrupt.")
        yield said


def _span(day: date) -> Span:
    return day.isoformat(), day.isoformat()
