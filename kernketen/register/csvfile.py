"""A CSV file as registers publish it: Windows or Unicode text, ``;`` or ``,``, quoted or not."""

from __future__ import annotations

import csv
import os

from kernketen.refusal import Refusal, reason_of
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 200_000_000  # bytes; the largest register file known has 4 million


class Sheet:
    """The text of a file as rows: ``headings`` in capitals with spaces, ``rows`` with their line number."""

    __slots__ = ("_delimiter", "_lines", "file", "headings")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = text.split("\n")
        while self._lines and not self._lines[-1].strip():
            self._lines.pop()
        first = self._lines[0] if self._lines else ""
        self._delimiter = max(";,\t", key=first.count)
        cells = self._single(first.rstrip("\r")) if first else []
        self.headings = [cell.strip().strip('"').upper().replace("_", " ") for cell in cells]

    def __len__(self) -> int:
        return max(len(self._lines) - 1, 0)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the number of its line in the file; empty lines are left out.

        The cells may have spaces around them: an empty field is often one space.
        """
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        line = 1
        try:
            next(reader, None)
            for cells in reader:
                line += 1
                if reader.line_num != line or not cells:
                    break
                yield line, cells
            else:
                return
        except csv.Error:
            # The row that the reader refused is the one after the last that it gave.
            line += 1
        # A quote that is opened and not closed would swallow the rows after it: from here on, line by line.
        for number, text in enumerate(self._lines[line - 1 :], line):
            if text.strip():
                yield number, [cell.strip().strip('"') for cell in self._single(text.rstrip("\r"))]

    def _single(self, text: str) -> list[str]:
        try:
            reader = csv.reader([text], delimiter=self._delimiter, strict=True)
            return next(reader)
        except (csv.Error, StopIteration):
            return text.split(self._delimiter)


def read(path: str) -> Sheet:
    """The sheet of a file on disk. Raises ``Refusal`` where it cannot be read as text."""
    name = os.path.basename(path)
    try:
        if os.path.getsize(path) > LARGEST:
            raise Refusal(tr("{file} is too large to be a register ({size} MB).", file=name,
                             size=os.path.getsize(path) // 1_000_000), reason="file_too_large")  # fmt: skip
        with open(path, "rb") as stream:
            return of_bytes(name, stream.read())
    except OSError as error:
        raise Refusal(
            tr("{file} cannot be read: {why}.", file=path, why=reason_of(error)),
            reason="file_unreadable",
        ) from None


def of_bytes(name: str, data: bytes) -> Sheet:
    """The sheet of a file's content: UTF-8 (with or without a byte-order mark), else Windows-1252."""
    if b"\0" in data:
        raise Refusal(
            tr("{file} is not a text file. Save it as CSV first.", file=name), reason="file_not_text"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    sheet = Sheet(name, text)
    if not any(sheet.headings):
        raise Refusal(tr("{file} is empty.", file=name), reason="file_empty")
    return sheet
