"""A table as people keep it: rows with their line numbers, and how large one may be."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kernketen.refusal import Refusal
from kernketen.words import tr

MAX_ROWS = 20_000
MAX_COLUMNS = 200

Cell: TypeAlias = str | datetime.date


class Row(NamedTuple):
    """A row and the line (in a workbook: the row number) on which it begins, from 1.

    ``heading`` is true for a row that is one merged cell: a heading between the rows.
    """

    line: int
    cells: tuple[Cell, ...]
    heading: bool = False


class Remark(NamedTuple):
    """Something the reader of the table should know, at a line or about the whole file (``None``)."""

    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one reading of a text. ``broken`` says why it cannot be used, if so."""

    name: str
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()
    broken: str = ""


def clean(text: str) -> str:
    """The text on one line, without control, invisible and unassigned characters."""
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join(shown.split())


def too_large(sentence: str) -> Refusal:
    """The refusal for a file that no contact list needs to be."""
    return Refusal(sentence + " " + tr("That is no contact list."), reason="too_large")


def too_many(rows: int, line: int, columns: int) -> str:
    """Why this is more than a contact list can have, or an empty text; ``line`` is the last of the rows."""
    if rows > MAX_ROWS:
        return tr("The table has more than {number} rows.", number=MAX_ROWS)
    if columns > MAX_COLUMNS:
        return tr("Line {line} has more than {number} columns.", line=line, number=MAX_COLUMNS)
    return ""
