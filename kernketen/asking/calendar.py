"""Terms and periods on a real Dutch calendar: working days, school days, school weeks.

Public holidays are those of the ``holidays`` library, among them Good Friday; Liberation Day every fifth year.
School holidays come from the table that the user imported. Nothing is converted: a term in school days without
that table has no date, and says so. None of this stands in an agreement: it is ``basis: register``.
"""

from __future__ import annotations

import functools
import re
from datetime import MAXYEAR, date, timedelta

from kernketen.words import language, marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

FIRST_YEAR, LAST_YEAR = 1966, 2099
"""The years whose public holidays are known."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY = 5
_MOST = 2000  # days or weeks; no agreement has a longer term
# No two school holidays lie further apart; where the table has nothing for longer, one is missing.
_FARTHEST = timedelta(weeks=13)
_WINDOW = re.compile(r"(?:([0-9]+) )?(?:(?:aaneengesloten|achtereenvolgende|opeenvolgende) )?([a-z]+)")
_UNITS = {
    "werkdagen": ("werkdag", "werkdagen"),
    "dagen": ("dag", "dagen", "kalenderdag", "kalenderdagen"),
    "weken": ("week", "weken"),
    "maanden": ("maand", "maanden"),
    "jaren": ("jaar", "jaren"),
    "schooldagen": ("schooldag", "schooldagen", "lesdag", "lesdagen"),
    "schoolweken": ("schoolweek", "schoolweken", "lesweek", "lesweken"),
    "schooljaren": ("schooljaar", "schooljaren"),
    "kalenderjaren": ("kalenderjaar", "kalenderjaren"),
    "uren": ("uur", "uren"),
}
_NAMED = {word: unit for unit, words in _UNITS.items() for word in words}
_OF_A_TERM = ("werkdagen", "dagen", "weken", "maanden", "jaren", "schooldagen", "schoolweken", "uren")
# Days about which people differ: their category in the library, their name there, and what was done with them.
_DOUBTED = (
    (
        "public",
        "goede vrijdag",
        marked("{holiday} was left out, as in the Algemene termijnenwet; many people work then."),
    ),
    ("optional", "bevrijdingsdag", marked("{holiday} was counted; not everybody works then.")),
)


class Uncounted(Exception):
    """What cannot be counted on the calendar; the message says why, in the reader's language."""


class SchoolHolidays:
    """The school holidays of one holiday region: (first day, last day, name), both days included, as ISO text.

    The table is taken to be whole between its first and its last holiday, except where two of them lie so far
    apart that one must be missing.
    """

    def __init__(self, spans: Iterable[tuple[str, str, str]]) -> None:
        found = sorted((date.fromisoformat(one), date.fromisoformat(two), name) for one, two, name in spans)
        self._spans = found
        self._holes = [
            (before[1] + _DAY, after[0] - _DAY)
            for before, after in zip(found, found[1:], strict=False)
            if after[0] - before[1] > _FARTHEST
        ]

    @property
    def reach(self) -> tuple[date, date] | None:
        """The first and the last day that the table tells about."""
        return (self._spans[0][0], max(span[1] for span in self._spans)) if self._spans else None

    def require(self, first: date, last: date) -> None:
        """Raise ``Uncounted`` where the table does not tell about all of these days."""
        reach = self.reach
        if reach is None or first < reach[0] or last > reach[1]:
            raise Uncounted(_no_table())
        for start, end in self._holes:
            if start <= last and first <= end:
                raise Uncounted(
                    tr(
                        "The table of school holidays misses one between {first} and {last}.",
                        first=start,
                        last=end,
                    )
                )

    def within(self, first: date, last: date) -> list[tuple[date, date, str]]:
        """The holidays of which a day lies in this period."""
        return [span for span in self._spans if span[0] <= last and first <= span[1]]


def public_holidays(year: int) -> dict[date, str]:
    """The Dutch public holidays of a year, with their names in the reader's language."""
    return _holidays(year, language())


@functools.cache
def _holidays(year: int, lang: str, category: str = "public") -> dict[date, str]:
    # Slow to load, and only a term or a school week needs it.
    from holidays import country_holidays

    named = "nl" if lang == "nl" else "en_US"
    found = country_holidays("NL", years=year, language=named, categories=(category,))
    return {day: name for day, name in found.items() if day.year == year}


def is_working_day(day: date) -> bool:
    """Whether it is Monday to Friday and no public holiday. Raises ``Uncounted`` outside the known years."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Uncounted(tr("There is no calendar of the year {year}.", year=day.year))
    return day.weekday() < _SATURDAY and day not in _holidays(day.year, "nl")


def is_school_day(day: date, school: SchoolHolidays) -> bool:
    """Whether there is school: a working day outside the school holidays. Raises ``Uncounted``."""
    school.require(day, day)
    return is_working_day(day) and not school.within(day, day)


def monday(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - day.weekday() * _DAY


def is_school_week(day: date, school: SchoolHolidays) -> bool:
    """Whether there is school on some day of the week, Monday to Sunday. Raises ``Uncounted``."""
    first = monday(day)
    return any([is_school_day(first + number * _DAY, school) for number in range(_SATURDAY)])


# -- terms ------------------------------------------------------------------------------------------


def due(start: date, quantity: Mapping[str, Any], school: SchoolHolidays | None = None) -> Due | None:
    """The last day of a term (SYNTAX.md §2) that began on ``start``; that day itself does not count.

    ``None`` for what is no term: a frequency, a number of times, a least time. Where the day cannot be counted,
    ``Due.date`` is ``None`` and ``counted`` says why.
    """
    unit = _NAMED.get(str(quantity.get("unit", "")))
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
    """When a term ends: the ``date``, what was ``counted`` and left out, and what the text does not settle."""

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
    if count > _MOST:
        raise Uncounted(tr("A term of more than {number} days or weeks is not counted.", number=_MOST))
    if unit in ("dagen", "weken"):
        return start + count * (_DAY if unit == "dagen" else _WEEK), []
    if unit in ("maanden", "jaren"):
        return _months_later(start, count * (1 if unit == "maanden" else 12)), []
    if unit == "werkdagen":
        return _walk(start, count, _DAY, is_working_day, None)
    if school is None:
        raise Uncounted(_no_table())
    if unit == "schooldagen":
        return _walk(start, count, _DAY, lambda day: is_school_day(day, school), school)
    return _walk(start, count, _WEEK, lambda day: is_school_week(day, school), school)


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
        first, last = (monday(day), monday(day) + 6 * _DAY) if step == _WEEK else (day, day)
        spans = school.within(first, last) if school else []
        for start, end, name in spans:
            found[f"{name} ({start} – {end})"] = None
        holiday = public_holidays(day.year).get(day)
        if not spans and step == _DAY:
            found[f"{holiday} ({day})" if holiday and day.weekday() < _SATURDAY else tr("weekends")] = None
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
                for day, name in _holidays(year, "nl", category).items():
                    if name.casefold() == word and start < day <= last and day.weekday() < _SATURDAY:
                        shown = _holidays(year, language(), category)[day]
                        if category == "public" or day not in _holidays(year, "nl"):
                            yield tr(sentence, holiday=f"{shown} ({day})")
    elif FIRST_YEAR <= last.year <= LAST_YEAR and not is_working_day(last):
        yield tr("{date} is no working day; the text does not say whether the term then runs on.", date=last)
    if school is not None and unit not in ("schooldagen", "schoolweken"):
        for first, end, name in school.within(start + _DAY, last):
            yield tr(
                "In this term lies the school holiday {name} ({first} – {last}); the text does not say "
                "whether those days count.",
                name=name,
                first=first,
                last=end,
            )


def _no_table() -> str:
    return tr(
        "School days and school weeks need the school holidays of the school's holiday region for these days: "
        "give --school or --holiday-region, and import the table with kernketen schools import."
    )


# -- periods ----------------------------------------------------------------------------------------


def opening(window: str, day: date, school: SchoolHolidays | None) -> date:
    """The first day of the period (``4 schoolweken``, ``1 schooljaar``) that ends on ``day``.

    School weeks run from Monday to Sunday; weeks without school are passed over. Weeks and days are the last 7
    times so many days, and the last so many days. Raises ``Uncounted`` for what a calendar does not tell.
    """
    match = _WINDOW.fullmatch(window.strip().casefold())
    unit = _NAMED.get(match[2]) if match else None
    number = int(match[1] or 1) if match else 0
    if not 0 < number <= _MOST:
        raise Uncounted(tr("The period “{window}” cannot be counted on a calendar.", window=window))
    try:
        if unit in ("weken", "dagen"):
            return day - (number * (7 if unit == "weken" else 1) - 1) * _DAY
        if unit == "schooljaren":
            return date(day.year - (day.month < 8) - number + 1, 8, 1)
        if unit == "kalenderjaren":
            return date(day.year - number + 1, 1, 1)
    except (OverflowError, ValueError):
        return date.min
    if unit not in ("schoolweken", "schooldagen"):
        raise Uncounted(tr("The period “{window}” cannot be counted on a calendar.", window=window))
    if school is None:
        raise Uncounted(_no_table())
    if unit == "schoolweken":
        return _back(monday(day), number, _WEEK, lambda first: is_school_week(first, school))
    return _back(day, number, _DAY, lambda one: is_school_day(one, school))


def _back(day: date, number: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    number -= counts(day)
    while number > 0:
        day -= step
        number -= counts(day)
    return day


def is_by_school_weeks(window: str | None) -> bool:
    """Whether a period is counted in school weeks, so that a week without school is not in it."""
    match = _WINDOW.fullmatch((window or "").strip().casefold())
    return match is not None and _NAMED.get(match[2]) == "schoolweken"
