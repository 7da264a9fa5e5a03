"""The contact lists of regions in the local store: imported whole, listed, and forgotten without a trace."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernketen.model.dates import in_force, span
from kernketen.refusal import Refusal, reason_of
from kernketen.register.contact_rows import Finder, Stored, resolved
from kernketen.register.people import KEYS, unusable
from kernketen.register.person_name import folded, names_in
from kernketen.register.table import Remark
from kernketen.words import tr, trn

if TYPE_CHECKING:
    # Reading a list needs openpyxl; showing and forgetting one must not wait for it.
    from kernketen.register.contact_list import ContactList

_COLUMNS = "region, school, role, name, phone, email, days, stand_in, valid_until, list_date, file, line"


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did: rows stored and replaced, rows rejected, and what else is worth knowing."""

    stored: int
    replaced: int
    rejected: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def import_list(
    connection: sqlite3.Connection,
    contact_list: ContactList,
    *,
    region: str,
    list_date: str,
    today: str,
    find_school: Finder,
    find_role: Finder,
) -> Summary:
    """Put a region's list in the place of its old one, whole or not at all.

    A row whose school or role is not known or fits several is rejected, the others are stored; if none can
    be stored the old list stays. ``list_date`` and ``today`` are ISO dates. Raises ``Refusal`` when the store
    cannot be written; the old list is then unharmed.
    """
    rows, rejected, notes = resolved(contact_list.entries, find_school, find_role)
    notes = [*contact_list.notes, *notes, *_about_dates(rows, list_date, today)]
    if not rows:
        notes.append(Remark(None, tr("No row could be stored; what was on file for the region has stayed.")))
        return Summary(0, 0, tuple(rejected), tuple(notes))
    stored = [(region, *row[:-1], list_date, contact_list.file, row[-1]) for row in rows]
    with _transaction(connection):
        old = connection.execute("SELECT list_date FROM contact WHERE region = ?", (region,)).fetchall()
        connection.execute("DELETE FROM contact WHERE region = ?", (region,))
        connection.executemany(f"INSERT INTO contact ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", stored)  # noqa: S608
    newest = max((date for (date,) in old), default="")
    if newest and span(newest)[0] > span(list_date)[1]:
        notes.append(Remark(None, tr("The list that was replaced was newer, of {date}.", date=newest)))
    try:
        _wipe(connection)
    except sqlite3.Error as error:
        notes.append(Remark(None, _not_wiped(error)))
    return Summary(
        len(stored), len(old), tuple(rejected), tuple(sorted(notes, key=lambda note: note.line or 0))
    )


def people(
    connection: sqlite3.Connection, region: str | None = None, school: str | None = None
) -> list[dict[str, str]]:
    """Everybody on file, or of one region or school (a code): these two and the keys of ``people_of``."""
    keys = ("region", "school", *KEYS)
    try:
        rows = connection.execute(
            f"SELECT {', '.join(keys)} FROM contact"  # noqa: S608
            " WHERE region = coalesce(?, region) AND school = coalesce(?, school)"
            " ORDER BY region, school, line, rowid",
            (region, school),
        ).fetchall()
    except sqlite3.Error as error:
        raise unusable(error) from None
    return [dict(zip(keys, row, strict=True)) for row in rows]


def forget(connection: sqlite3.Connection, region: str | None = None, person: str | None = None) -> int:
    """Forget all people, those of one region, or one person; returns how many rows that concerned.

    A person is known by the name without case, accents and titles. Rows that bear the name are removed, also
    where several names stand in one; where another's row names the person (as stand-in, in the name of the
    file) that field is emptied. Afterwards nothing of it is left in the file of the store. Raises ``Refusal``
    when the store cannot be written.
    """
    with _transaction(connection):
        if person is None:
            gone = connection.execute(
                "DELETE FROM contact WHERE region = coalesce(?, region)", (region,)
            ).rowcount
        else:
            gone = _forget_person(connection, region, folded(person))
    try:
        _wipe(connection)
    except sqlite3.Error as error:
        raise Refusal(_not_wiped(error), reason="not_wiped") from None
    return gone


def _about_dates(rows: list[Stored], list_date: str, today: str) -> Iterator[Remark]:
    if span(list_date)[0] > today:
        yield Remark(None, tr("The list is dated {date}, which is still to come.", date=list_date))
    past = sum(not in_force(None, str(row[7]), (today, today)) for row in rows)
    if past:
        said = trn(
            "{number} row is past its date on {date}.",
            "{number} rows are past their date on {date}.",
            past,
            date=today,
        )
        yield Remark(None, said)


def _forget_person(connection: sqlite3.Connection, region: str | None, name: str) -> int:
    rows = connection.execute(
        "SELECT rowid, name, phone, email, days, stand_in, file FROM contact"
        " WHERE region = coalesce(?, region)",
        (region,),
    ).fetchall()
    concerned = 0
    for row, named, *others in rows:
        if name in names_in(named):
            connection.execute("DELETE FROM contact WHERE rowid = ?", (row,))
            concerned += 1
            continue
        emptied = ["" if _mentions(other, name) else other for other in others]
        if emptied != others:
            change = (
                "UPDATE contact SET phone = ?, email = ?, days = ?, stand_in = ?, file = ? WHERE rowid = ?"
            )
            connection.execute(change, (*emptied, row))
            concerned += 1
    return concerned


def _mentions(text: str, name: str) -> bool:
    return name in names_in(text) or (" " in name and f" {name} " in f" {folded(text)} ")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        # People must not end up in a temporary file elsewhere, nor in a file that others may read.
        connection.execute("PRAGMA temp_store = MEMORY")
        for _, _, path in connection.execute("PRAGMA database_list").fetchall():
            _make_private(path)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise unusable(error) from None
    finally:
        if connection.in_transaction:
            connection.rollback()


def _make_private(path: str) -> None:
    # A store that was copied or restored may have become readable for others.
    mode = os.stat(path).st_mode if path else 0
    if not mode & 0o077:
        return
    try:
        os.chmod(path, mode & 0o700)
    except OSError as error:
        raise Refusal(
            tr(
                "Others can read the store {path}, and that cannot be changed ({why}).",
                path=path,
                why=reason_of(error),
            ),
            reason="store_not_private",
        ) from None


def _wipe(connection: sqlite3.Connection) -> None:
    # secure_delete blanks what was deleted; what moved between pages goes with the old file.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _not_wiped(error: sqlite3.Error) -> str:
    return tr(
        "The old rows are deleted, but the file of the store could not be cleared of their traces ({why}). "
        "Close other programs that use it and run “kernketen contacts forget” again for what should be gone.",
        why=error,
    )
