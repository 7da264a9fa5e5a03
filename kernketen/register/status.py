"""What the store holds, and of which date."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3


class File:
    """One import: the ``kind`` and name of the file, its date (empty: unknown), when it was read, how
    many rows."""

    __slots__ = ("as_of", "file", "imported_at", "kind", "rejected", "rows", "sectors")

    def __init__(
        self, kind: str, file: str, as_of: str, imported_at: str, sectors: str, rows: int, rejected: int
    ) -> None:
        self.kind = kind
        self.file = file
        self.as_of = as_of
        self.imported_at = imported_at
        self.sectors = tuple(sectors.split())
        self.rows = rows
        self.rejected = rejected


class Status:
    """The state of the store: ``path`` (empty where there is none), the files read, and what they came to.

    ``sectors`` maps each kind of education (``bo``, ``so vso``) to the numbers of open and closed schools.
    """

    __slots__ = ("files", "holidays", "path", "postcodes", "sectors")

    def __init__(
        self,
        path: str,
        files: tuple[File, ...],
        sectors: dict[str, tuple[int, int]],
        postcodes: int,
        holidays: int,
    ) -> None:
        self.path = path
        self.files = files
        self.sectors = sectors
        self.postcodes = postcodes
        self.holidays = holidays


def status(connection: sqlite3.Connection, path: str) -> Status:
    """The state of the store that ``connection`` reads."""
    files = connection.execute("SELECT * FROM imported ORDER BY imported_at, rowid").fetchall()
    sectors = {
        name: (living, gone)
        for name, living, gone in connection.execute(
            "SELECT sectors, sum(open), sum(1 - open) FROM school GROUP BY sectors ORDER BY sectors"
        )
    }
    postcodes = connection.execute("SELECT count(*) FROM postcode").fetchone()[0]
    holidays = connection.execute("SELECT count(*) FROM holiday").fetchone()[0]
    return Status(path, tuple(File(*row) for row in files), sectors, postcodes, holidays)
