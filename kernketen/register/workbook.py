"""Workbooks (.xlsx): values as they were last saved. The only module that knows openpyxl."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter, range_boundaries

from kernketen.refusal import Refusal
from kernketen.register.table import (
    MAX_COLUMNS,
    Cell,
    Remark,
    Row,
    Sheet,
    clean,
    too_large,
    too_many,
)
from kernketen.words import tr, trn

MAX_UNPACKED = 16_000_000
MAX_PARTS = 1_000
MAX_MERGED_CELLS = 100_000
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']"
)

Merge = tuple[int, int, int, int]


def workbook_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook with something in them; one empty sheet where there is none.

    Cells that are merged downwards repeat their value in each row. A formula gives the value it was saved
    with. Raises ``Refusal`` (status 2) for what is no workbook, or one that grows too large unpacked.
    """
    _check_archive(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it does not keep; none of them is read here.
            warnings.simplefilter("ignore")
            sheets = tuple(_sheets(data))
    except Refusal:
        raise
    except Exception as error:  # openpyxl raises anything from KeyError to its own on a damaged file
        raise _no_workbook(error) from None
    return sheets or (Sheet("", ()),)


def _check_archive(data: bytes) -> None:
    """Refuse a bomb before the library unpacks it: by its size, and by entities that its XML defines."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise too_large(
                    tr("The workbook is larger than {size} MB unpacked.", size=MAX_UNPACKED // 1_000_000)
                )
            if "xl/workbook.xml" not in archive.namelist():
                raise _no_workbook(tr("it may be another kind of file; save it as .xlsx"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part).replace(
                    b"\0", b""
                ):
                    raise _no_workbook(tr("it defines entities of its own"))
    except Refusal:
        raise
    except Exception as error:  # zipfile raises BadZipFile, but also zlib's, NotImplementedError, EOFError …
        raise _no_workbook(error) from None


def _no_workbook(why: object) -> Refusal:
    return Refusal(tr("The workbook cannot be read ({why}).", why=clean(str(why))), reason="file")


def _sheets(data: bytes) -> Iterator[Sheet]:
    # Read-only: the ordinary way builds every cell of a merged range, and one range can name milliards.
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for shown, typed in zip(values.worksheets, formulas.worksheets, strict=True):
            if shown.sheet_state == "visible":
                sheet = _sheet(shown, typed, _merges(archive, shown))
                if sheet.rows or sheet.broken:
                    yield sheet


def _merges(archive: zipfile.ZipFile, sheet: Any) -> list[Merge]:
    # The read-only sheet does not tell its merged cells, but where it stands in the archive.
    xml = archive.read(sheet._worksheet_path)
    found = (range_boundaries(match.decode("ascii")) for match in _MERGED.findall(xml))
    return [(left, top, right, bottom) for left, top, right, bottom in found]  # type: ignore[misc]


def _sheet(shown: Any, typed: Any, merges: list[Merge]) -> Sheet:
    grid: dict[int, list[Cell]] = {}
    remarks: list[Remark] = []
    computed = 0
    blank: object = None
    for sheet in (shown, typed):
        # The size that a workbook claims to have may be wrong, and hide rows.
        sheet.reset_dimensions()
    pairs = zip(
        shown.iter_rows(max_col=MAX_COLUMNS + 1), typed.iter_rows(max_col=MAX_COLUMNS + 1), strict=True
    )
    for line, (cells, origins) in enumerate(pairs, start=1):
        # Up to a stray cell in the last row one and the same empty row stands for all.
        if cells is blank:
            continue
        if all(cell is EMPTY_CELL for cell in cells):
            blank = cells
            continue
        row: list[Cell] = []
        for column, (cell, origin) in enumerate(zip(cells, origins, strict=True), start=1):
            value = _value(cell)
            if origin.data_type == "f" or cell.data_type == "e":
                computed += value != ""
                if value == "":
                    place = f"{get_column_letter(column)}{line}"
                    remarks.append(Remark(line, _unsaved(place)))
            row.append(value)
        while row and row[-1] == "":
            row.pop()
        if row:
            grid[line] = row
            if broken := too_many(len(grid), line, len(row)):
                return Sheet(clean(shown.title), (), (), broken)
    if computed:
        remarks.append(Remark(None, _saved(computed)))
    headings = {top for left, top, right, bottom in merges if right > left and _alone(grid.get(top), left)}
    remarks += _fill_down(grid, merges)
    rows = tuple(Row(line, tuple(row), line in headings) for line, row in grid.items())
    return Sheet(clean(shown.title), rows, tuple(remarks))


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _unsaved(place: str) -> str:
    return tr("Cell {cell} holds a formula without a usable value; it was read as empty.", cell=place)


def _saved(number: int) -> str:
    return trn(
        "{number} cell holds a formula; the value it was saved with was read.",
        "{number} cells hold a formula; the values they were saved with were read.",
        number,
    )


def _alone(row: list[Cell] | None, column: int) -> bool:
    return row is not None and [at for at, value in enumerate(row, start=1) if value != ""] == [column]


def _fill_down(grid: dict[int, list[Cell]], merges: list[Merge]) -> list[Remark]:
    remarks: list[Remark] = []
    left_to_fill = MAX_MERGED_CELLS
    last = max(grid, default=0)
    for left, top, _, bottom in merges:
        bottom = min(bottom, last)
        value = grid[top][left - 1] if top in grid and left <= len(grid[top]) else ""
        if bottom <= top or value == "":
            continue
        left_to_fill -= bottom - top
        if left_to_fill < 0:
            raise too_large(tr("More than {number} cells are merged.", number=MAX_MERGED_CELLS))
        # An empty row stays empty, also under a merged cell.
        below = [grid[line] for line in range(top + 1, bottom + 1) if line in grid]
        for row in below:
            row += [""] * (left - len(row))
            row[left - 1] = value
        if below:
            place = f"{get_column_letter(left)}{top}:{get_column_letter(left)}{bottom}"
            text = value if isinstance(value, str) else value.isoformat()[:10]
            remarks.append(Remark(top, _merged(place, text)))
    return remarks


def _merged(place: str, value: str) -> str:
    return tr("The merged cell {cells} (“{value}”) was read into each of its rows.", cells=place, value=value)
