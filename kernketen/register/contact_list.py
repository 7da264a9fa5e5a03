"""A region's contact list as it stands in its file: who, in which role, at which school, until when."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kernketen.model.dates import asked, span
from kernketen.refusal import Refusal
from kernketen.register import contact_columns
from kernketen.register.contact_columns import Columns
from kernketen.register.contact_entry import MAX_TEXT, Entry, entry_of
from kernketen.register.spreadsheet import read_sheets
from kernketen.register.table import Remark, Row, Sheet, clean
from kernketen.register.written_date import written_date
from kernketen.words import tr

HEADINGS_WITHIN = 50
_FILE_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})[-_](0[1-9]|1[0-2])(?:[-_]([0-3][0-9]))?(?![0-9])")


@dataclass(frozen=True, slots=True)
class ContactList:
    """A contact list that was read: its rows, and what is worth saying about the file."""

    file: str
    entries: tuple[Entry, ...]
    notes: tuple[Remark, ...]


def read_list(path: str) -> ContactList:
    """Read a contact list, .xlsx or .csv; in a workbook the list is the sheet that has its headings.

    Raises ``Refusal`` (status 2) for a file that is no such list: unreadable, too large, without the columns
    school, role and name, or with nothing below them.
    """
    sheets = read_sheets(path)
    found = [_headings(sheet) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda number: _fit(found[number][1]))
    sheet, (at, columns) = sheets[best], found[best]
    if sheet.broken:
        raise Refusal(sheet.broken, reason="file")
    heading = sheet.rows[at] if columns else None
    _check_headings(heading, columns)
    assert heading is not None
    notes = [
        *sheet.remarks,
        *_not_read(sheets, sheet),
        *(_skipped(row, above=True) for row in sheet.rows[:at]),
    ]
    entries = tuple(_entries(heading, columns, sheet.rows[at + 1 :], notes))
    if not entries:
        raise Refusal(
            tr("There are no people below the headings in line {line}.", line=heading.line), reason="empty"
        )
    return ContactList(clean(os.path.basename(path)), entries, tuple(notes))


def list_date(path: str, given: str | None, today: str) -> tuple[str, Remark | None]:
    """The date of a list: as given, else YYYY-MM(-DD) in the name of its file, else ``today``, with a remark.

    Raises ``Refusal`` for a given date that is none.
    """
    if given is not None:
        try:
            return written_date(given), None
        except ValueError:
            asked(given)  # says how to write it
    for match in _FILE_DATE.finditer(os.path.basename(path)):
        date = "-".join(part for part in match.groups() if part)
        try:
            span(date)
        except ValueError:
            continue
        return date, None
    return today, Remark(
        None,
        tr(
            "Neither --date nor the name of the file says the date of the list: {date} was taken.", date=today
        ),
    )


def _headings(sheet: Sheet) -> tuple[int, dict[str, list[int]]]:
    """The place of the heading row and its columns: the first complete one, else the one that says most."""
    best: tuple[int, dict[str, list[int]]] = (0, {})
    for at, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        columns = contact_columns.columns_of(row.cells)
        if len(columns) > 1 and not contact_columns.missing(columns):
            return at, columns
        if len(columns) > len(best[1]):
            best = at, columns
    return best


def _fit(columns: Columns) -> tuple[bool, int]:
    return not contact_columns.missing(columns), len(columns)


def _check_headings(heading: Row | None, columns: Columns) -> None:
    lacking = ", ".join(contact_columns.missing(columns))
    if heading is None:
        raise Refusal(
            tr("No headings were found. A contact list has at least the columns {columns}.", columns=lacking),
            reason="headings",
        )
    if lacking:
        found = ", ".join(str(cell) for cell in heading.cells if cell != "")
        raise Refusal(
            tr(
                "The headings in line {line} lack: {missing}. Found: {found}.",
                line=heading.line,
                missing=lacking,
                found=found[:MAX_TEXT],
            ),
            reason="headings",
        )


def _not_read(sheets: Sequence[Sheet], chosen: Sheet) -> Iterable[Remark]:
    # The readings of one text have no name: those that were not chosen are not lost.
    for sheet in sheets:
        if sheet is not chosen and sheet.name:
            yield Remark(None, tr("The sheet “{sheet}” was not read.", sheet=sheet.name))


def _skipped(row: Row, *, above: bool = False) -> Remark:
    text = " · ".join(str(cell) for cell in row.cells if cell != "")[:80]
    if above:
        return Remark(
            row.line, tr("This line stands above the headings and was not read: “{text}”.", text=text)
        )
    return Remark(
        row.line, tr("This line is a heading between the rows and was not read: “{text}”.", text=text)
    )


def _entries(heading: Row, columns: Columns, rows: Iterable[Row], notes: list[Remark]) -> Iterable[Entry]:
    _note_unread(heading, columns, notes)
    for row in rows:
        if _is_heading(row, heading):
            notes.append(_skipped(row))
            again = contact_columns.columns_of(row.cells)
            if dict(again) != dict(columns):
                _check_headings(row, again)
                columns, heading = again, row
                notes.append(Remark(row.line, tr("From here on the columns stand in another order.")))
                _note_unread(heading, columns, notes)
        elif row.heading or _says_only_a_school(row, columns):
            notes.append(_skipped(row))
        else:
            yield entry_of(row, heading, columns, notes)


def _is_heading(row: Row, heading: Row) -> bool:
    same = [str(cell).casefold() for cell in row.cells] == [str(cell).casefold() for cell in heading.cells]
    return same or contact_columns.is_heading_row(row.cells)


def _says_only_a_school(row: Row, columns: Columns) -> bool:
    filled = [at for at, cell in enumerate(row.cells) if cell != ""]
    return len(filled) == 1 and any(filled[0] in columns.get(field, ()) for field in ("school", "code"))


def _note_unread(heading: Row, columns: Columns, notes: list[Remark]) -> None:
    for column in contact_columns.unread(heading.cells, columns):
        notes.append(Remark(heading.line, tr("The column “{column}” was not read.", column=column)))
