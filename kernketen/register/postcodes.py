"""Which samenwerkingsverband a postcode belongs to, from a table that the user imports."""

from __future__ import annotations

from kernketen.model.municipality import find
from kernketen.register import duo
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from kernketen.register.csvfile import Sheet

_HEADINGS = ("PC4", "GEMEENTE", "PO SWV", "VO SWV")


class Area:
    """A postcode area: its four figures, municipality (CBS code), and the samenwerkingsverband for po
    and for vo."""

    __slots__ = ("municipality", "pc4", "po", "vo")

    def __init__(self, pc4: str, municipality: str, po: str, vo: str) -> None:
        self.pc4 = pc4
        self.municipality = municipality
        self.po = po
        self.vo = vo


def area(connection: sqlite3.Connection, postcode: str) -> Area | None:
    """The area of a postcode (``2023EA`` or its four figures); ``None`` where it is not on file."""
    row = connection.execute("SELECT * FROM postcode WHERE pc4 = ?", (postcode.strip()[:4],)).fetchone()
    return Area(*row) if row else None


def areas(sheet: Sheet) -> tuple[list[tuple[str, str, str, str]], list[tuple[int, str]]]:
    """The rows of a postcode table, and the lines that were rejected with the reason."""
    missing = [heading.replace(" ", "_") for heading in _HEADINGS if heading not in sheet.headings]
    if missing:
        raise duo.unknown(sheet, missing)
    at = [sheet.headings.index(heading) for heading in _HEADINGS]
    found: dict[str, tuple[str, str, str, str]] = {}
    rejected: list[tuple[int, str]] = []
    for line, cells in sheet.rows():
        if len(cells) <= max(at):
            why = tr("{found} columns instead of {expected}", found=len(cells), expected=len(sheet.headings))
            rejected.append((line, why))
            continue
        pc4, name, po, vo = (cells[column].strip() for column in at)
        if not (len(pc4) == 4 and pc4.isdecimal()):
            rejected.append((line, tr("“{text}” is no postcode area of four figures", text=pc4[:20])))
            continue
        town = find(name)
        found[pc4] = (pc4, town.code if town else "", po, vo)
    return list(found.values()), rejected


def write(connection: sqlite3.Connection, rows: list[tuple[str, str, str, str]]) -> None:
    """Replace the table on file."""
    connection.execute("DELETE FROM postcode")
    connection.executemany("INSERT INTO postcode VALUES (?, ?, ?, ?)", rows)
