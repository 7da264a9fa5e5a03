"""Dates as agreements give them: a year, a month, a day, or unknown."""

from __future__ import annotations

import re

from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Span: TypeAlias = tuple[str, str]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def span(text: str) -> Span:
    """First and last day (ISO) of a date that may be partial: ``2024-02`` is the whole month.

    Raises ``ValueError`` for a date that does not exist.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    if int(year) < 1 or not 1 <= int(month or 1) <= 12:
        raise ValueError(text)
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = _DAYS[int(month) - 1] + (month == "02" and _is_leap(int(year)))
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
    if not 1 <= int(day) <= last:
        raise ValueError(text)
    return text, text


def written(days: Span) -> str:
    """The shortest way to write these days: a year, a month, a day, or both ends."""
    first, last = days
    for text in (first[:4], first[:7], first):
        if span(text) == days:
            return text
    return f"{first}/{last}"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def exists(text: str) -> bool:
    """Whether there is such a date (or month, or year)."""
    try:
        span(text)
    except ValueError:
        return False
    return True


def asked(text: str) -> Span:
    """The days a user means by ``--on``. Raises ``Refusal`` with the right form."""
    try:
        return span(text.strip())
    except ValueError:
        raise Refusal(
            tr(
                "“{text}” is no date. Write a day as 2024-03-31, a month as 2024-03 or a year as 2024.",
                text=text,
            ),
            reason="date",
        ) from None


def in_force(valid_from: str | None, valid_until: str | None, on: Span) -> bool:
    """Whether something with these dates holds on some day of ``on``; an unknown date excludes nothing."""
    if valid_from and valid_from != "unknown" and span(valid_from)[0] > on[1]:
        return False
    return not (valid_until and valid_until != "unknown" and span(valid_until)[1] < on[0])
