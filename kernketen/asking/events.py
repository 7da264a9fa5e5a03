"""The first day on which a list of absences passes a threshold of a region, and what was counted.

A threshold is a number in a rule from which another answer follows ("more than 12 times late"). The period is
the rule's own; school weeks are counted on the calendar. A pure function of the region, the events, the
school holidays and the day; nothing is kept.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kernketen.asking.days.calendar import Uncounted, is_school_week, is_working_day
from kernketen.asking.days.periods import is_by_school_weeks, opening
from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.thresholds import COUNTED, QUESTION, Threshold, span_of, thresholds
from kernketen.model.dates import written
from kernketen.model.titles import topic_title
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kernketen.asking.days.calendar import SchoolHolidays
    from kernketen.asking.situations.cells import Given
    from kernketen.model.dates import Span
    from kernketen.model.event import Event
    from kernketen.model.region import Region

SCHEMA = "kernketen/events/1"
_HOLIDAY = "vakantie_in_periode"


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
    holiday_region: str | None = None,
    ignored: Sequence[str] = (),
) -> dict[str, Any]:
    """The thresholds of the absence topics (or of one), as ``schemas/output/events.schema.json`` says.

    ``events`` are in the order of their days, at least one; ``given`` is what else is known about the case;
    ``ignored`` are headings of the list that were not used.
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
            "ignored": list(ignored),
        },
        "holiday_region": holiday_region,
        "remarks": [
            tr("Line {line}: {date} is no working day.", line=event.line, date=event.day)
            for event in events
            if not is_working_day(event.day)
        ],
        "thresholds": found,
    }


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
        "title": topic_title(region, QUESTION, threshold.topic),
        "rules": [rule["id"] for rule in threshold.rules],
        "fact": threshold.fact,
        "unit": threshold.unit,
        "window": threshold.window,
        "kinds": threshold.kinds,
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
            "question_nl": known["question_nl"] or None,
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
    entry["answer"] = _answer(region, threshold, case, span_of(count.day))
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
    if threshold.fact not in COUNTED:
        raise Uncounted(tr("A list of events does not tell this number."))
    mine = [event for event in events if event.kind in threshold.kinds]
    lacking = [str(event.line) for event in mine if _amount(threshold, event) is None]
    if lacking:
        raise Uncounted(
            tr("No number of {unit} on line {lines}; nothing is converted.",
               unit=threshold.unit or "–", lines=", ".join(lacking))
        )  # fmt: skip
    weeks = is_by_school_weeks(threshold.window)
    # Without a holiday table the opening says so; a week without school is in no school week.
    aside = [
        event for event in mine if weeks and school is not None and not is_school_week(event.day, school)
    ]
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
        if not any(Asker(region, given, span_of(event.day)).is_in_force(rule) for rule in threshold.rules):
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
    if threshold.window is None and count is not None:
        yield tr("The text names no period: all events up to this day were counted.")
    if threshold.fact == "ziekmeldingen" and count is not None:
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
