"""Texts with separators (.csv): once for each separator that may be meant, in any usual encoding."""

from __future__ import annotations

import csv
import io

from kernketen.refusal import Refusal
from kernketen.register.table import Remark, Row, Sheet, clean, too_many
from kernketen.words import tr

SEPARATORS = (";", ",", "\t")


def text_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The rows of a text, once for each separator. Raises ``Refusal`` (status 2) for what is no text."""
    text = _text(data)
    if not text.strip():
        raise Refusal(tr("The file is empty."), reason="file")
    return tuple(_reading(text, separator) for separator in SEPARATORS)


def _text(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal(
        tr("The file is neither a workbook (.xlsx) nor a text with separators (.csv)."), reason="file"
    )


def _reading(text: str, separator: str) -> Sheet:
    rows: list[Row] = []
    remarks: list[Remark] = []
    broken = ""
    first = 1
    # Excel writes this line for itself; it is no row.
    if text[:4].lower() == "sep=" and len(text) > 4:
        first, text = 2, text.partition("\n")[2]
    ended = False
    # A row of our own at the end shows whether a quotation mark was left open before it.
    reader = csv.reader(io.StringIO(text + "\n\x03", newline=""), delimiter=separator)
    offset = first - 1
    try:
        for cells in reader:
            last = reader.line_num + offset
            ended = cells == ["\x03"]
            if ended:
                break
            if any(cell.strip() for cell in cells):
                rows.append(Row(first, tuple(clean(cell) for cell in cells)))
                if last > first:
                    remarks.append(Remark(first, _spanning(first, last)))
            broken = broken or too_many(len(rows), first, len(cells))
            first = last + 1
    except csv.Error as error:
        broken = tr("Line {line} cannot be read ({why}).", line=reader.line_num + offset, why=error)
    if not ended and not broken:
        broken = tr("A quotation mark that opens in line {line} is never closed.", line=rows[-1].line)
    return Sheet("", tuple(rows), tuple(remarks), broken)


def _spanning(first: int, last: int) -> str:
    return tr(
        "Lines {first} to {last} were read as one row, because of the quotation marks.",
        first=first,
        last=last,
    )
