"""When a term of an agreement ends, counted on the Dutch calendar."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from kernketen.asking.days.calendar import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    MOST,
    SATURDAY,
    UNITS,
    WEEK,
    Uncounted,
    holidays_of,
    is_school_day,
    is_school_week,
    is_working_day,
    monday,
    no_table,
    public_holidays,
)
from kernketen.words import language, marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from kernketen.asking.days.calendar import SchoolHolidays

_OF_A_TERM = ("werkdagen", "dagen", "weken", "maanden", "jaren", "schooldagen", "schoolweken", "uren")
# Days about which people differ: category and name in the library, and what was done with them.
_DOUBTED = (
    (
        "public",
        "goede vrijdag",
        marked("{holiday} was left out, as in the Algemene termijnenwet; many people work then."),
    ),
    ("optional", "bevrijdingsdag", marked("{holiday} was counted; not everybody works then.")),
)


def due(start: date, quantity: Mapping[str, Any], school: SchoolHolidays | None = None) -> Due | None:
    """The last day of a term (SYNTAX.md §2) that began on ``start``; that day itself does not count.

    ``None`` for what is no term: a frequency, a number of times, a least time. Where the day cannot be
    counted, ``Due.date`` is ``None`` and ``counted`` says why.
    """
    unit = UNITS.get(str(quantity.get("unit", "")))
    number = _most(quantity)
    if number is None or unit not in _OF_A_TERM or "in" in quantity:
        return None
    written = f"{number:g} {quantity['unit']}"
    try:
        last, skipped = _last(start, number, unit, school)
    except Uncounted as why:
        return Due(None, str(why), [])
    except OverflowError:
        return Due(None, tr("There is no calendar of the year {year}.", year=MAXYEAR), [])
    said = tr("{term} after {start}; that day itself is not counted", term=written, start=start)
    if skipped:
        said += "; " + tr("left out: {days}", days=", ".join(skipped))
    return Due(last, said + ".", list(_remarks(start, last, unit, school)))


class Due:
    """When a term ends: ``date``, what was ``counted``, and ``remarks`` on what the text does not settle."""

    __slots__ = ("counted", "date", "remarks")

    def __init__(self, day: date | None, counted: str, remarks: list[str]) -> None:
        self.date = day
        self.counted = counted
        self.remarks = remarks

    def plain(self) -> dict[str, Any]:
        """As it stands in an answer."""
        day = self.date.isoformat() if self.date else None
        return {"date": day, "counted": self.counted, "remarks": self.remarks, "basis": "register"}


def _most(quantity: Mapping[str, Any]) -> float | None:
    """The number of a term at most; in whole days "less than 3" is at most 2."""
    for op in ("le", "is"):
        if op in quantity:
            return float(quantity[op])
    return float(quantity["lt"]) - 1 if "lt" in quantity else None


def _last(start: date, number: float, unit: str, school: SchoolHolidays | None) -> tuple[date, list[str]]:
    if number != int(number) or number < 0 or unit == "uren":
        raise Uncounted(tr("A term in hours or parts of days cannot be counted on a calendar."))
    count = int(number)
    if count > MOST:
        raise Uncounted(tr("A term of more than {number} days or weeks is not counted.", number=MOST))
    if unit in ("dagen", "weken"):
        return start + count * (DAY if unit == "dagen" else WEEK), []
    if unit in ("maanden", "jaren"):
        return _months_later(start, count * (1 if unit == "maanden" else 12)), []
    if unit == "werkdagen":
        return _walk(start, count, DAY, is_working_day, None)
    if school is None:
        raise Uncounted(no_table())
    if unit == "schooldagen":
        return _walk(start, count, DAY, lambda day: is_school_day(day, school), school)
    return _walk(start, count, WEEK, lambda day: is_school_week(day, school), school)


def _walk(
    start: date, count: int, step: timedelta, counts: Callable[[date], bool], school: SchoolHolidays | None
) -> tuple[date, list[str]]:
    day, skipped = start, []
    while count:
        day += step
        if counts(day):
            count -= 1
        else:
            skipped.append(day)
    return day, _names(skipped, step, school)


def _names(days: list[date], step: timedelta, school: SchoolHolidays | None) -> list[str]:
    found: dict[str, None] = {}
    for day in days:
        first, last = (monday(day), monday(day) + 6 * DAY) if step == WEEK else (day, day)
        spans = school.within(first, last) if school else []
        for start, end, name in spans:
            found[f"{name} ({start} – {end})"] = None
        holiday = public_holidays(day.year).get(day)
        if not spans and step == DAY:
            found[f"{holiday} ({day})" if holiday and day.weekday() < SATURDAY else tr("weekends")] = None
    return list(found)


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError
    for day in range(start.day, 0, -1):
        # A month without that day ends the term on its last day.
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise OverflowError


def _remarks(start: date, last: date, unit: str, school: SchoolHolidays | None) -> Iterable[str]:
    if unit in ("werkdagen", "schooldagen"):
        for category, word, sentence in _DOUBTED:
            for year in range(start.year, last.year + 1):
                for day, name in holidays_of(year, "nl", category).items():
                    if name.casefold() == word and start < day <= last and day.weekday() < SATURDAY:
                        shown = holidays_of(year, language(), category)[day]
                        if category == "public" or day not in holidays_of(year, "nl"):
                            yield tr(sentence, holiday=f"{shown} ({day})")
    elif FIRST_YEAR <= last.year <= LAST_YEAR and not is_working_day(last):
        yield tr("{date} is no working day; the text does not say whether the term then runs on.", date=last)
    if school is not None and unit not in ("schooldagen", "schoolweken"):
        for first, end, name in school.within(start + DAY, last):
            yield tr(
                "In this term lies the school holiday {name} ({first} – {last}); the text does not say "
                "whether those days count.",
                name=name,
                first=first,
                last=end,
            )
