"""One row of a contact list, as written, with what keeps it from being used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kernketen.register.contact_columns import Columns
from kernketen.register.table import Cell, Remark, Row
from kernketen.register.written_date import written_date
from kernketen.words import tr

MAX_TEXT = 500
_NOTHING = {"-", "–", "—", "?", "nvt", "n.v.t.", "geen", "onbekend", "n/a", "none"}
_EMAIL = re.compile(r"[^@\s,;/]+@[^@\s,;/]+\.[^@\s,;/]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list, as written. ``problems`` are sentences that keep it from being stored."""

    line: int
    school: str
    code: str
    role: str
    name: str
    phone: str
    email: str
    days: str
    stand_in: str
    valid_until: str
    problems: tuple[str, ...]


def entry_of(row: Row, heading: Row, columns: Columns, notes: list[Remark]) -> Entry:
    """The entry of a row below these headings; what is odd about it is added to ``notes``."""

    def cells(field: str) -> list[Cell]:
        return [row.cells[at] for at in columns.get(field, ()) if at < len(row.cells) and row.cells[at] != ""]

    def text(field: str, between: str = " / ") -> str:
        said = [cell if isinstance(cell, str) else written_date(cell) for cell in cells(field)]
        return between.join(cell for cell in said if cell.lower() not in _NOTHING)

    name = text("name") or " ".join(filter(None, map(text, ("first_name", "prefix", "last_name"))))
    phone = " / ".join(_phone(number, row.line, notes) for number in text("phone").split(" / "))
    until, problems = _until(cells("valid_until"))
    for field in ("school", "role", "name"):
        if not (name if field == "name" else text(field) or (field == "school" and text("code"))):
            problems.append(_lacks(field))
    for email in filter(None, text("email").split(" / ")):
        if not _EMAIL.fullmatch(email):
            notes.append(
                Remark(row.line, tr("“{text}” does not look like an e-mail address.", text=email[:80]))
            )
    stray = [
        str(cell)
        for at, cell in enumerate(row.cells)
        if cell != "" and heading.cells[at : at + 1] in ((), ("",))
    ]
    if stray:
        notes.append(
            Remark(
                row.line,
                tr(
                    "“{text}” stands in a column without a heading and was not read.",
                    text=", ".join(stray)[:80],
                ),
            )
        )
    if any(len(str(cell)) > MAX_TEXT for cell in row.cells):
        problems.append(tr("A cell holds more than {number} characters.", number=MAX_TEXT))
    return Entry(
        row.line, text("school"), text("code"), text("role"), name, phone, text("email"), text("days"),
        text("stand_in"), until, tuple(problems),
    )  # fmt: skip


def _lacks(field: str) -> str:
    if field == "school":
        return tr("The row names no school.")
    return tr("The row names no role.") if field == "role" else tr("The row names no person.")


def _until(cells: Sequence[Cell]) -> tuple[str, list[str]]:
    if not cells or (isinstance(cells[0], str) and cells[0].lower() in _NOTHING):
        return "", []
    try:
        return written_date(cells[0]), []
    except ValueError:
        return "", [tr("“{text}” is no date; write it as 31-7-2027.", text=str(cells[0])[:80])]


def _phone(number: str, line: int, notes: list[Remark]) -> str:
    # A spreadsheet drops the first 0 of a number: every Dutch number has ten digits.
    if re.fullmatch(r"[1-9][0-9]{8}", number):
        notes.append(
            Remark(line, tr("The phone number {number} lacks its first 0; it was put back.", number=number))
        )
        return "0" + number
    return number
