"""Dates as people write them in a spreadsheet, in Dutch or in English: ``31-7-2027``, ``31 juli 2027``."""

from __future__ import annotations

import datetime
import re

from kernketen.model.dates import span

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari jan january",
            "februari feb febr february",
            "maart mrt mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}
_DAY_NAME = re.compile(r"(ma|di|wo|do|vr|za|zo|[a-z]+dag|[a-z]+day)\.?,? +", re.ASCII)
_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?z?")
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})")
_WORDS = re.compile(r"(?:([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?[-. ]+)?([a-z]+)\.?[-, ]+([0-9]{4}|[0-9]{2})")


def written_date(value: str | datetime.date) -> str:
    """The date as ISO text; partial where only a month or a year is written (``2027-07``, ``2027``).

    The day stands before the month, as in Dutch; a year of two digits is in this century.
    Raises ``ValueError`` for what is no date, and for a day that does not exist.
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = _DAY_NAME.sub("", _TIME.sub("", value.strip().lower()), count=1).strip()
    iso = _iso(text)
    span(iso)
    return iso


def _iso(text: str) -> str:
    if _ISO.fullmatch(text):
        return text
    if match := _NUMBERS.fullmatch(text):
        return f"{_year(match[4])}-{int(match[3]):02}-{int(match[1]):02}"
    match = _WORDS.fullmatch(text)
    if match is None or match[2] not in _MONTHS:
        raise ValueError(text)
    month = f"{_year(match[3])}-{_MONTHS[match[2]]:02}"
    return f"{month}-{int(match[1]):02}" if match[1] else month


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else "20" + digits
