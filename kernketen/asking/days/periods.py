"""Over which days a threshold is counted: the period that ends on a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kernketen.asking.days.calendar import (
    DAY,
    MOST,
    UNITS,
    WEEK,
    Uncounted,
    is_school_day,
    is_school_week,
    monday,
    no_table,
)
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kernketen.asking.days.calendar import SchoolHolidays

_WINDOW = re.compile(r"(?:([0-9]+) )?(?:(?:aaneengesloten|achtereenvolgende|opeenvolgende) )?([a-z]+)")


def opening(window: str, day: date, school: SchoolHolidays | None) -> date:
    """The first day of the period (``4 schoolweken``, ``1 schooljaar``) that ends on ``day``.

    School weeks run from Monday to Sunday; weeks without school are passed over. Other weeks are seven days
    each, up to and including ``day``. Raises ``Uncounted`` for what a calendar does not tell.
    """
    match = _WINDOW.fullmatch(window.strip().casefold())
    unit = UNITS.get(match[2]) if match else None
    number = int(match[1] or 1) if match else 0
    if not 0 < number <= MOST:
        raise Uncounted(tr("The period “{window}” cannot be counted on a calendar.", window=window))
    try:
        if unit in ("weken", "dagen"):
            return day - (number * (7 if unit == "weken" else 1) - 1) * DAY
        if unit == "schooljaren":
            return date(day.year - (day.month < 8) - number + 1, 8, 1)
        if unit == "kalenderjaren":
            return date(day.year - number + 1, 1, 1)
    except (OverflowError, ValueError):
        return date.min
    if unit not in ("schoolweken", "schooldagen"):
        raise Uncounted(tr("The period “{window}” cannot be counted on a calendar.", window=window))
    if school is None:
        raise Uncounted(no_table())
    if unit == "schoolweken":
        return _back(monday(day), number, WEEK, lambda first: is_school_week(first, school))
    return _back(day, number, DAY, lambda one: is_school_day(one, school))


def _back(day: date, number: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    number -= counts(day)
    while number > 0:
        day -= step
        number -= counts(day)
    return day


def is_by_school_weeks(window: str | None) -> bool:
    """Whether a period is counted in school weeks, so that a week without school is not in it."""
    match = _WINDOW.fullmatch((window or "").strip().casefold())
    return match is not None and UNITS.get(match[2]) == "schoolweken"
