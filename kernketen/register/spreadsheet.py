"""Opening a table file, .xlsx or .csv, whichever its content says it is."""

from __future__ import annotations

import os
import stat

from kernketen.refusal import Refusal, reason_of
from kernketen.register.delimited import text_sheets
from kernketen.register.table import Sheet, clean, too_large
from kernketen.register.workbook import workbook_sheets
from kernketen.words import tr

MAX_BYTES = 10_000_000


def read_sheets(path: str) -> tuple[Sheet, ...]:
    """All sheets of a workbook, or a text once for each separator it may be meant with; never empty.

    What the file is follows from its content, not from its name. Raises ``Refusal`` (status 2) for a file
    that is missing, too large, protected, or neither a workbook nor a text.
    """
    data = _bytes(path)
    if data.startswith(b"PK"):
        return workbook_sheets(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(
            tr("The file is an old .xls workbook or has a password. Save it as .xlsx without a password."),
            reason="file",
        )
    return text_sheets(data)


def _bytes(path: str) -> bytes:
    try:
        # A pipe or a device would be read for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Refusal(tr("{file} is not a file.", file=clean(path)), reason="file")
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except ValueError:
        # A path with a NUL in it names nothing.
        raise Refusal(tr("{file} is not a file.", file=clean(path)), reason="file") from None
    except OSError as error:
        raise Refusal(
            tr("{file} cannot be read ({why}).", file=clean(path), why=reason_of(error)), reason="file"
        ) from None
    if len(data) > MAX_BYTES:
        raise too_large(tr("The file is larger than {size} MB.", size=MAX_BYTES // 1_000_000))
    return data
