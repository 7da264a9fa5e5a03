"""The local store: one SQLite file, for its user only, that survives a failed import unharmed."""

from __future__ import annotations

import os
import sqlite3

from kernketen.home import make_private
from kernketen.refusal import Refusal
from kernketen.words import tr

VERSION = 1

# ``spelling`` holds each school under every core by which it is found (``names.spellings``); it is derived
# from ``school`` and ``alias``. ``term`` are the cores once each, for looking up a typing error.
TABLES = """
CREATE TABLE school (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, municipality TEXT NOT NULL, place TEXT NOT NULL,
    postcode TEXT NOT NULL, address TEXT NOT NULL, sectors TEXT NOT NULL, holiday_region TEXT NOT NULL,
    open INTEGER NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX school_municipality ON school (municipality);
CREATE TABLE alias (
    code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, as_of TEXT NOT NULL, PRIMARY KEY (code, name)
) WITHOUT ROWID;
CREATE TABLE spelling (
    core TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, marks TEXT NOT NULL,
    PRIMARY KEY (core, code, name)
) WITHOUT ROWID;
CREATE INDEX spelling_code ON spelling (code);
CREATE TABLE term (id INTEGER PRIMARY KEY, core TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE trigram USING fts5 (core, content = 'term', content_rowid = 'id', tokenize = 'trigram');
CREATE TABLE place (
    key TEXT NOT NULL, name TEXT NOT NULL, municipality TEXT NOT NULL, PRIMARY KEY (key, name, municipality)
) WITHOUT ROWID;
CREATE TABLE imported (
    kind TEXT NOT NULL, file TEXT NOT NULL, as_of TEXT NOT NULL, imported_at TEXT NOT NULL,
    sectors TEXT NOT NULL, rows INTEGER NOT NULL, rejected INTEGER NOT NULL
);
CREATE TABLE postcode (
    pc4 TEXT PRIMARY KEY, municipality TEXT NOT NULL, po TEXT NOT NULL, vo TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE holiday (region TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE contact (
    region TEXT NOT NULL, school TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
    email TEXT NOT NULL, days TEXT NOT NULL, stand_in TEXT NOT NULL, valid_until TEXT NOT NULL,
    list_date TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL
);
CREATE INDEX contact_school ON contact (region, school);
"""


def read(path: str) -> sqlite3.Connection:
    """The store for reading; an empty one in memory where there is no file yet."""
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        connection = sqlite3.connect(":memory:")
        connection.executescript(TABLES)
        return connection
    try:
        connection = sqlite3.connect(_uri(path) + "?mode=ro", uri=True)
        _check(connection, path)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from None
    return connection


def write(path: str) -> sqlite3.Connection:
    """The store for writing, made private to its user when new. Transactions are the caller's."""
    make_private(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        # Deleted contacts must be gone from the file, not only from its index.
        connection.execute("PRAGMA secure_delete = ON")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        _check(connection, path)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from None
    return connection


def _uri(path: str) -> str:
    # Only these three mean something in an SQLite URI; a quoting library costs more than the lookup.
    return "file:" + path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _check(connection: sqlite3.Connection, path: str) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise Refusal(
            tr(
                "The store {path} was made by a newer kernketen (version {found}, this one reads {mine}). "
                "Upgrade kernketen, or set KERNKETEN_HOME to another folder.",
                path=path,
                found=found,
                mine=VERSION,
            ),
            reason="newer_store",
        )


def _unreadable(path: str, error: sqlite3.Error) -> Refusal:
    return Refusal(
        tr("The store {path} cannot be used: {why}.", path=path, why=error), reason="store_unusable"
    )
