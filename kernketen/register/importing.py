"""Bringing register files into the local store: all files of a call or none."""

from __future__ import annotations

import datetime
import os
import re
import sqlite3

from kernketen.refusal import Refusal
from kernketen.register import csvfile, duo, holidays, postcodes, store
from kernketen.register.imported import Imported
from kernketen.register.merging import Merge
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kernketen.register.csvfile import Sheet

_DATE = re.compile(r"(?<!\d)(20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def import_files(
    path: str,
    files: Sequence[str],
    *,
    date: str | None = None,
    sectors: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[Imported]:
    """Read register files into the store at ``path``, in one transaction.

    ``date`` is that of a single file, or of those files of a call whose name bears none (``YYYY-MM`` or
    ``YYYY-MM-DD``). ``sectors`` are those of a file that does not say. Raises ``Refusal``, and then leaves
    the store as it was.
    """
    return import_sheets(path, [csvfile.read(file) for file in files], date, sectors, progress)


def import_sheets(
    path: str,
    sheets: Sequence[Sheet],
    date: str | None = None,
    sectors: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[Imported]:
    """As ``import_files``, for sheets that were read already."""
    total = sum(len(sheet) for sheet in sheets) * 2
    tell = progress or (lambda done, total: None)
    tell(0, total)
    done = 0
    jobs: list[tuple[Imported, Callable[[sqlite3.Connection, Imported], None]]] = []
    for sheet in sheets:
        jobs.append(_job(sheet, _date_of(sheet.file, date, len(sheets) == 1), sectors))
        done += len(sheet)
        tell(done, total)
    connection = store.write(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for (imported, write), sheet in zip(jobs, sheets, strict=True):
            write(connection, imported)
            now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            connection.execute(
                "INSERT INTO imported VALUES (?, ?, ?, ?, ?, ?, ?)",
                (imported.kind, imported.file, imported.as_of, now, " ".join(imported.sectors), imported.rows,
                 len(imported.rejected)),
            )  # fmt: skip
            done += len(sheet)
            tell(done, total)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise _not_written(path, error) from None
    finally:
        # Closing without COMMIT rolls back; an explicit ROLLBACK may fail on the same full disk.
        connection.close()
    return [imported for imported, _ in jobs]


def _job(
    sheet: Sheet, date: str, sectors: tuple[str, ...]
) -> tuple[Imported, Callable[[sqlite3.Connection, Imported], None]]:
    """What a sheet is, and how it is written."""
    if "PC4" in sheet.headings:
        areas, rejected = postcodes.areas(sheet)
        imported = Imported(sheet.file, "postcodes", date or _year(sheet.file), (), len(areas))
        imported.rejected = rejected
        return imported, lambda connection, _: postcodes.write(connection, areas)
    if "STARTDATE" in sheet.headings or "ENDDATE" in sheet.headings:
        free, rejected = holidays.periods(sheet)
        imported = Imported(sheet.file, "holidays", date or _year(sheet.file), (), len(free))
        imported.rejected = rejected
        return imported, lambda connection, _: holidays.write(connection, free)
    if not duo.is_school_file(sheet):
        raise duo.unknown(sheet, ["VESTIGINGSCODE", "VESTIGINGSNAAM", "GEMEENTENUMMER"])
    listing = duo.listing(sheet, sectors)
    if not date:
        raise Refusal(
            tr("The date of {file} is not known. Give it with --date YYYY-MM, or put it in the file's name.",
               file=sheet.file),
            reason="date_missing",
        )  # fmt: skip
    if not listing.rows or (len(listing.rows) > 100 and len(listing.rejected) > len(listing.rows)):
        line, why = listing.rejected[0] if listing.rejected else (2, tr("there are no rows"))
        raise Refusal(
            tr("{file} holds no usable register; line {line}: {why}.", file=sheet.file, line=line, why=why),
            reason="nothing_usable",
        )
    imported = Imported(sheet.file, listing.kind, date, listing.sectors, len(listing.rows))
    imported.rejected = listing.rejected
    return imported, lambda connection, result: Merge(connection, listing, result).run()


def checked_date(text: str) -> str:
    """A date as ``YYYY-MM`` or ``YYYY-MM-DD``. Raises ``Refusal`` for anything else."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        datetime.date.fromisoformat(text if len(text) == 10 else text + "-01")
    except ValueError:
        raise Refusal(
            tr("“{text}” is no date; write YYYY-MM or YYYY-MM-DD, such as 2026-08.", text=text),
            reason="wrong_date",
        ) from None
    return text


def _date_of(file: str, date: str | None, single: bool) -> str:
    match = _DATE.search(os.path.basename(file))
    if date and (single or not match):
        return checked_date(date)
    return match[1] if match else ""


def _year(file: str) -> str:
    match = _YEAR.search(os.path.basename(file))
    return match[1] if match else ""


def _not_written(path: str, error: sqlite3.Error) -> Refusal:
    said = str(error)
    if "full" in said:
        sentence = tr("There is no room on the disk for the store {path}; nothing was changed.", path=path)
    elif "readonly" in said:
        sentence = tr("The store {path} cannot be written; nothing was changed.", path=path)
    elif "locked" in said:
        sentence = tr("Another kernketen is writing the store {path}; try again in a moment.", path=path)
    else:
        sentence = tr(
            "The store {path} could not be written ({why}); nothing was changed.", path=path, why=said
        )
    return Refusal(sentence, reason="store_not_written")
