"""Tables as one workbook (.xlsx) in which nothing from the data can become a formula.

The only door to openpyxl for writing. The bytes are the same each time for the same tables.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kernketen.refusal import Refusal
from kernketen.words import tr

MAX_ROWS = 1_048_576
"""So many rows fit on a sheet, the headings with them."""
MAX_COLUMNS = 16_384
MAX_CELL = 32_767
"""So many characters fit in a cell, as a spreadsheet counts them: one beyond U+FFFF counts twice."""
MAX_TITLE = 31

# What begins a formula in some spreadsheet, in full-width letters too.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
# What XML cannot hold, and what turns the direction of writing around; a line end may stay.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# How a workbook writes a letter by its number: the text itself may look like that.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60
_NARROWEST = 8
# The button of the filter stands on top of the heading.
_BUTTON = 4
_CUT = " […]"
# Before this day a zip has no dates; it stands for none.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class Sheet(NamedTuple):
    """A table: its title, its headings, its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The tables as a workbook: headings stay in sight and filter, long text is wrapped, all cells are text.

    A cell that is too long is cut, and says so. Raises ``Refusal`` (status 2) for a table that no sheet can
    hold.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "kernketen"
    book.properties.created = datetime.datetime(*_NO_DAY)
    for (_, head, rows), title in zip(sheets, titles(sheet.title for sheet in sheets), strict=True):
        if len(rows) >= MAX_ROWS or len(head) > MAX_COLUMNS:
            raise Refusal(
                tr(
                    "The table “{title}” has {rows} rows and {columns} columns; a sheet holds {most_rows} "
                    "and {most_columns}. Write it as csv.",
                    title=title,
                    rows=len(rows) + 1,
                    columns=len(head),
                    most_rows=MAX_ROWS,
                    most_columns=MAX_COLUMNS,
                ),
                reason="too_large",
            )
        _fill(book.create_sheet(title), [cell_text(str(word)) for word in head], rows)
    written = io.BytesIO()
    book.save(written)
    return _undated(written.getvalue())


def titles(wanted: Iterable[str]) -> list[str]:
    """The titles as a workbook allows them: short, each once, without signs that stand in an address."""
    found: list[str] = []
    taken = {"history"}
    for number, title in enumerate(wanted, 1):
        base = _NOT_IN_TITLE.sub(" ", cell_text(title).replace("\n", " ")).strip().strip("'").strip()
        short, again = _short(base) or f"{number}", 1
        while short.casefold() in taken:
            again += 1
            short = _short(base, f" ({again})")
        taken.add(short.casefold())
        found.append(short)
    return found


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no control characters but the end of a line, and cut where too long."""
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE.sub("_x005F_", text)
    if len(text) * 2 <= MAX_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= MAX_CELL * 2:
        return text
    return units[: (MAX_CELL - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT


def _fill(page: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    # Before the first row: what comes later is not written any more.
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(head), 1))}{len(rows) + 1}"
    for number, width in enumerate(_widths(head, rows), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate((head, *rows)):
        cells = []
        for value in row:
            text = cell_text(str(value))
            cell = WriteOnlyCell(page, text)
            # Whatever it looks like, it is text, also after somebody has edited it.
            cell.data_type = "s"
            cell.alignment = wrapped
            if text.startswith(_FORMULA):
                cell.quotePrefix = True
            if line == 0:
                cell.font = bold
            cells.append(cell)
        page.append(cells)


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = [max(_NARROWEST, _longest(str(title)) + _BUTTON) for title in head]
    for row in rows:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], min(_longest(str(value)) + 2, _WIDEST))
    return [min(width, _WIDEST) for width in widths]


def _longest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _short(title: str, ending: str = "") -> str:
    # A sheet's title is counted as its cells are.
    room = (MAX_TITLE - len(ending)) * 2
    return title.encode("utf-16-le")[:room].decode("utf-16-le", "ignore").strip() + ending


def _undated(book: bytes) -> bytes:
    """The workbook without the moment at which it was made."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\3", part)
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return found.getvalue()
