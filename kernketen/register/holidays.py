"""The school holidays of the three regions, from a table that the user imports."""

from __future__ import annotations

import datetime

from kernketen.register import duo
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from kernketen.register.csvfile import Sheet

_HEADINGS = ("STARTDATE", "ENDDATE", "NAME", "GROUPS")
_REGIONS = {"NO": "noord", "MI": "midden", "ZU": "zuid"}
# The summer holiday lasts six weeks, no other more than two.
_LONGEST = {True: 51, False: 17}


def holidays(connection: sqlite3.Connection, region: str) -> tuple[tuple[str, str, str], ...]:
    """The holidays of a region (``noord``, ``midden``, ``zuid``): first day, last day, name; none if not
    on file."""
    sql = "SELECT first, last, name FROM holiday WHERE region = ? ORDER BY first"
    return tuple(connection.execute(sql, (region,)))


def periods(sheet: Sheet) -> tuple[list[tuple[str, str, str, str]], list[tuple[int, str]]]:
    """The rows of a holiday table, and the lines that were rejected: also those that cannot be true."""
    missing = [heading.title() for heading in _HEADINGS if heading not in sheet.headings]
    if missing:
        raise duo.unknown(sheet, missing)
    at = [sheet.headings.index(heading) for heading in _HEADINGS]
    found: list[tuple[str, str, str, str]] = []
    rejected: list[tuple[int, str]] = []
    for line, cells in sheet.rows():
        if len(cells) <= max(at):
            why = tr("{found} columns instead of {expected}", found=len(cells), expected=len(sheet.headings))
            rejected.append((line, why))
            continue
        start, end, name, groups = (cells[column].strip() for column in at)
        try:
            first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
        except ValueError:
            rejected.append((line, tr("“{text}” is no date", text=f"{start} {end}"[:40])))
            continue
        days = (last - first).days + 1
        if not 1 <= days <= _LONGEST[first.month in (6, 7, 8)]:
            why = tr("a holiday of {days} days from {first} is not plausible", days=days, first=start)
            rejected.append((line, why))
            continue
        regions = [_REGIONS[group] for group in groups.replace("NL-", "").split(",") if group in _REGIONS]
        if not regions:
            rejected.append((line, tr("“{text}” is no holiday region (NO, MI or ZU)", text=groups[:20])))
            continue
        dutch = next((part[3:] for part in name.split(",") if part.startswith("NL ")), name)
        found.extend((region, start, end, dutch) for region in regions)
    return found, rejected


def write(connection: sqlite3.Connection, rows: list[tuple[str, str, str, str]]) -> None:
    """Replace the table on file."""
    connection.execute("DELETE FROM holiday")
    connection.executemany("INSERT INTO holiday VALUES (?, ?, ?, ?)", rows)
