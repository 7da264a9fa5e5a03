"""All regions, compiled into one SQLite file in the user's cache, so that an answer needs no YAML.

The file remembers a stamp of everything it was made from (each file and folder of each region, and the
places where packages are installed). When one differs, it is made anew, whole, and put in place at once.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kernketen.model.region import NamedSchool, Region

FORMAT = 6

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE stamp (
    path TEXT PRIMARY KEY, modified INTEGER, changed INTEGER, size INTEGER
) WITHOUT ROWID;
CREATE TABLE region (
    id TEXT PRIMARY KEY, listing TEXT, findings TEXT, data TEXT, people TEXT, answers TEXT
) WITHOUT ROWID;
CREATE TABLE covers (municipality TEXT, region TEXT, PRIMARY KEY (municipality, region)) WITHOUT ROWID;
CREATE TABLE school (key TEXT, region TEXT, code TEXT, data TEXT);
CREATE INDEX school_key ON school (key);
CREATE INDEX school_code ON school (code);
CREATE TABLE spoken (key TEXT, code TEXT, region TEXT, name TEXT);
CREATE INDEX spoken_key ON spoken (key);
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, region UNINDEXED, concept UNINDEXED, item UNINDEXED, file UNINDEXED, line UNINDEXED,
    tokenize = "unicode61 remove_diacritics 2"
);
"""


def key(folders: Sequence[str], version: str) -> str:
    """What a snapshot is made for: this program, this set of places for packages, these folders."""
    return json.dumps([FORMAT, version, sys.version, package_places(), [os.path.abspath(f) for f in folders]])


def file_for(path: str, wanted: str) -> str:
    """The snapshot file for a key: one each, so that two environments do not chase each other out."""
    root, extension = os.path.splitext(path)
    return f"{root}-{zlib.crc32(wanted.encode()):08x}{extension}"


def package_places() -> list[str]:
    """The folders in which an installed region can appear."""
    # The first is where the program lies or was started, not a place where packages are installed.
    paths = sys.path if sys.flags.safe_path else sys.path[1:]
    standard = os.path.dirname(os.__file__)
    return [
        place
        for place in dict.fromkeys(os.path.abspath(p) for p in paths if p)
        if place != standard and not place.startswith(standard + os.sep + "lib-")
    ]


def program_places() -> list[str]:
    """The folders of the program that decide what a region is read as."""
    here = os.path.dirname(os.path.abspath(__file__))
    package = os.path.dirname(here)
    schemas = os.path.join(package, "schemas")
    beside = os.path.join(os.path.dirname(package), "schemas")
    families = os.path.join(package, "checking", "families")
    parts = [os.path.join(package, "model"), families, os.path.dirname(families)]
    return [here, *parts, schemas if os.path.isdir(schemas) else beside]


def stamp(path: str) -> tuple[int, int, int]:
    """Time of writing and of change (ns) and size of a file or folder; zeros where there is none.

    The time of writing can be put back (``cp -p``, an archive without times), the time of change cannot: what
    is missed is only a change within one tick of the file system's clock, or with the clock itself set back
    to that very tick, that leaves the size the same.
    """
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


class Snapshot:
    """The compiled regions, to be asked.

    ``anew`` reads them again where the file turns out to be damaged: a cache is no reason to give no answer.
    """

    def __init__(self, connection: sqlite3.Connection, anew: Callable[[], Snapshot] | None = None) -> None:
        self._connection = connection
        self._anew = anew
        self._laid: dict[str, Region] = {}

    def __del__(self) -> None:
        self._connection.close()

    def close(self) -> None:
        """Close the file; the snapshot can be asked no more."""
        self._connection.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            # Only the words of a search can be what is wrong; all else is the file.
            is_question = "MATCH" in statement and isinstance(error, sqlite3.OperationalError)
            if self._anew is None or (is_question and "decode" not in str(error)):
                raise
            made, self._anew = self._anew(), None
            self._connection, made._connection = made._connection, self._connection
            return self._connection.execute(statement, values).fetchall()

    def region_ids(self) -> list[str]:
        """The ids of the regions that can be asked."""
        return [row[0] for row in self._rows("SELECT id FROM region WHERE data IS NOT NULL ORDER BY id")]

    def region(self, name: str) -> Region | None:
        """A region, whole."""
        return self._json("data", name)

    def people(self, name: str) -> Region | None:
        """The part of a region that ``who`` needs."""
        return self._json("people", name)

    def answers(self, name: str) -> Region | None:
        """The part of a region that ``ask`` and ``escalate`` need."""
        return self._json("answers", name)

    def lay(self, region: Region) -> None:
        """From now on answer with this region where its id is asked for: a draft was laid over it."""
        self._laid[region["id"]] = json.loads(json.dumps(region))

    def _json(self, column: str, name: str) -> Region | None:
        if name in self._laid:
            return self._laid[name]
        rows = self._rows(f"SELECT {column} FROM region WHERE id = ?", name)  # noqa: S608
        if not rows or rows[0][0] is None:
            return None
        data: Region = json.loads(rows[0][0])
        return data

    def listing(self) -> list[dict[str, Any]]:
        """One entry for each region found, also for those that cannot be asked."""
        return [json.loads(row[0]) for row in self._rows("SELECT listing FROM region ORDER BY id")]

    def findings(self, name: str | None = None) -> list[dict[str, Any]]:
        """The findings of one region, or all of them with those about plugins first, as plain data."""
        if name is not None:
            rows = self._rows("SELECT findings FROM region WHERE id = ?", name)
        else:
            rows = self._rows("SELECT value FROM meta WHERE key = 'findings'")
            rows += self._rows("SELECT findings FROM region ORDER BY id")
        return [finding for row in rows for finding in json.loads(row[0])]

    def rules(self) -> list[dict[str, Any]]:
        """What is told of the rules of ``validate``, as plain data."""
        return list(json.loads(self._rows("SELECT value FROM meta WHERE key = 'rules'")[0][0]))

    def broken(self) -> list[str]:
        """The regions that were found but cannot be asked, and the plugins that failed."""
        value = self._rows("SELECT value FROM meta WHERE key = 'broken'")
        return list(json.loads(value[0][0]))

    def commands(self) -> dict[str, str]:
        """The commands that plugins add, each with what it does."""
        value = self._rows("SELECT value FROM meta WHERE key = 'commands'")
        return dict(json.loads(value[0][0]))

    def may_cover(self, municipality: str) -> list[str]:
        """The regions whose documents may speak for schools in a municipality (CBS code)."""
        rows = self._rows(
            "SELECT DISTINCT region FROM covers WHERE municipality IN (?, '') ORDER BY region", municipality
        )
        return [row[0] for row in rows]

    def named_schools(
        self, keys: Sequence[str] | None = None, code: str | None = None
    ) -> list[tuple[str, NamedSchool]]:
        """The schools that regions name, with the region: all, those with a folded name, or one code."""
        if code is not None:
            rows = self._rows("SELECT region, data FROM school WHERE code LIKE ?", code + "%")
        elif keys is not None:
            marks = ", ".join("?" * len(keys))
            rows = self._rows(f"SELECT DISTINCT region, data FROM school WHERE key IN ({marks})", *keys)  # noqa: S608
        else:
            rows = self._rows("SELECT DISTINCT region, data FROM school")
        return [(region, json.loads(data)) for region, data in rows]

    def spoken_names(self, keys: Sequence[str] | None = None) -> list[tuple[str, str, str]]:
        """(code, name, region) for the names people use: all, or those with a folded name."""
        if keys is None:
            return self._rows("SELECT DISTINCT code, name, region FROM spoken")
        marks = ", ".join("?" * len(keys))
        return self._rows(f"SELECT DISTINCT code, name, region FROM spoken WHERE key IN ({marks})", *keys)  # noqa: S608

    def search(self, expression: str) -> list[dict[str, Any]]:
        """The items that match a full-text expression, best first."""
        names = ("region", "concept", "item", "title", "body", "file", "line")
        rows = self._rows(
            f"SELECT {', '.join(names)} FROM search WHERE search MATCH ? "  # noqa: S608
            "ORDER BY bm25(search, 8.0, 1.0), rowid",
            expression,
        )
        return [dict(zip(names, row, strict=True)) for row in rows]


def fresh(path: str, wanted: str, anew: Callable[[], Snapshot] | None = None) -> Snapshot | None:
    """The snapshot in the file ``path`` if it was made for ``wanted`` and nothing has changed since.

    ``anew`` makes another where this one is damaged further inside.
    """
    if not os.path.isfile(path):
        return None
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error:
        return None
    try:
        if _is_fresh(connection, wanted):
            return Snapshot(connection, anew)
    except sqlite3.Error:
        # A damaged cache is no loss: it is made anew.
        pass
    connection.close()
    return None


def _is_fresh(connection: sqlite3.Connection, wanted: str) -> bool:
    found = connection.execute("SELECT value FROM meta WHERE key = 'key'").fetchone()
    if found is None or found[0] != wanted:
        return False
    stamps = connection.execute("SELECT path, modified, changed, size FROM stamp")
    return all(stamp(path) == (modified, changed, size) for path, modified, changed, size in stamps)
