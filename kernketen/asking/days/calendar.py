"""The Dutch calendar: working days, school days and school weeks.

Public holidays are those of the ``holidays`` library: Good Friday is one of them, Liberation Day only every
fifth year. School holidays come from the table that the user imported. Nothing is converted into anything
else, and nothing of this stands in an agreement: it is ``basis: register``.
"""

from __future__ import annotations

import functools
import itertools
from datetime import date, timedelta

from kernketen.words import language, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_YEAR, LAST_YEAR = 1966, 2099
"""The years whose public holidays are known."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SATURDAY = 5
MOST = 2000
"""The most days or weeks that are counted; no agreement has a longer term."""

# No two school holidays lie further apart; where the table has nothing for longer, one is missing.
_FARTHEST = timedelta(weeks=13)
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
UNITS = {word: unit for unit, words in _UNITS.items() for word in words}
"""The units of terms and periods, by each word for them."""


class Uncounted(Exception):
    """What cannot be counted on the calendar; the message says why, in the reader's language."""


def no_table() -> str:
    """What to do where the school holidays are not known."""
    return tr(
        "School days and school weeks need the school holidays of these days: give --school or "
        "--holiday-region, and import the table with kernketen schools import."
    )


class SchoolHolidays:
    """The school holidays of one holiday region: (first day, last day, name) as ISO text, both days included.

    The table is taken to be whole between its first and its last holiday, except where two of them lie so far
    apart that one must be missing.
    """

    def __init__(self, spans: Iterable[tuple[str, str, str]]) -> None:
        found = sorted((date.fromisoformat(one), date.fromisoformat(two), name) for one, two, name in spans)
        self._spans = found
        self._holes = [
            (before[1] + DAY, after[0] - DAY)
            for before, after in itertools.pairwise(found)
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
            raise Uncounted(no_table())
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
    return holidays_of(year, language())


@functools.cache
def holidays_of(year: int, lang: str, category: str = "public") -> dict[date, str]:
    """The days of a category of the library (public, optional) in a year, named in ``nl`` or ``en``."""
    # Slow to load, and only a term or a school week needs it.
    from holidays import country_holidays

    named = "nl" if lang == "nl" else "en_US"
    found = country_holidays("NL", years=year, language=named, categories=(category,))
    return {day: name for day, name in found.items() if day.year == year}


def is_working_day(day: date) -> bool:
    """Whether it is Monday to Friday and no public holiday. Raises ``Uncounted`` outside the known years."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Uncounted(tr("There is no calendar of the year {year}.", year=day.year))
    return day.weekday() < SATURDAY and day not in holidays_of(day.year, "nl")


def is_school_day(day: date, school: SchoolHolidays) -> bool:
    """Whether there is school: a working day outside the school holidays. Raises ``Uncounted``."""
    school.require(day, day)
    return is_working_day(day) and not school.within(day, day)


def monday(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - day.weekday() * DAY


def is_school_week(day: date, school: SchoolHolidays) -> bool:
    """Whether there is school on some day of the week, Monday to Sunday. Raises ``Uncounted``."""
    first = monday(day)
    school.require(first, first + (SATURDAY - 1) * DAY)
    return any(is_school_day(first + number * DAY, school) for number in range(SATURDAY))
