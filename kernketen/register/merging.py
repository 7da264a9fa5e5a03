"""Joining a file of schools with what the store holds: names rot, schools close, and older files come
later."""

from __future__ import annotations

from kernketen.model.municipality import every
from kernketen.register import names, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from kernketen.register.duo import Listed, Listing
    from kernketen.register.imported import Imported

# More closed schools than this, and more than two thirds of all: then the file is a part of a register, and
# there was no wave of closures.
MANY = 100

_COLUMNS = "code, name, municipality, place, postcode, address, sectors, holiday_region, open, as_of, source"
_PUT_SCHOOL = "INSERT OR REPLACE INTO school VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# A name that a school had before is told as such, also where another file gives it as a second name.
_PUT_ALIAS = """INSERT INTO alias VALUES (?, ?, ?, ?)
    ON CONFLICT (code, name) DO UPDATE SET kind = excluded.kind
    WHERE excluded.kind = 'former_name' AND kind <> 'former_name'"""


class Known:
    """A school as the store holds it; ``source`` is the kind of file it comes from, ``as_of`` that
    file's date."""

    __slots__ = (
        "address", "as_of", "code", "holiday_region", "municipality", "name", "open", "place", "postcode",
        "sectors", "source",
    )  # fmt: skip

    def __init__(
        self, code: str, name: str, municipality: str, place: str, postcode: str, address: str, sectors: str,
        holiday_region: str, is_open: int, as_of: str, source: str,
    ) -> None:  # fmt: skip
        self.code = code
        self.name = name
        self.municipality = municipality
        self.place = place
        self.postcode = postcode
        self.address = address
        self.sectors = sectors
        self.holiday_region = holiday_region
        self.open = is_open
        self.as_of = as_of
        self.source = source

    def values(self) -> tuple[str | int, ...]:
        """The row of the table ``school``."""
        return (self.code, self.name, self.municipality, self.place, self.postcode, self.address,
        self.sectors,
                self.holiday_region, self.open, self.as_of, self.source)  # fmt: skip


class Merge:
    """One listing on its way into the store; what happened is written to ``result``."""

    def __init__(self, connection: sqlite3.Connection, listing: Listing, result: Imported) -> None:
        self._connection = connection
        self._listing = listing
        self._result = result
        self._date = result.as_of
        rows = connection.execute(f"SELECT {_COLUMNS} FROM school")  # noqa: S608
        self._known: dict[str, Known] = {row[0]: Known(*row) for row in rows}
        self._fresh = not self._known
        self._latest = _latest(connection)
        self._changed: dict[str, Known] = {}
        self._aliases: list[tuple[str, str, str, str]] = []

    def run(self) -> None:
        """Write the listing."""
        one = self._of_pupils if self._listing.kind == "pupils" else self._of_address
        for row in self._listing.rows:
            known = self._known.get(row.code)
            if known is None:
                self._add(row)
            else:
                one(known, row)
        if self._listing.kind == "schools":
            self._close()
        self._write()

    def _superseded(self, sectors: str) -> bool:
        """Whether a newer register of these sectors is on file, which then does not hold the school."""
        return bool(self._latest) and any(
            before(self._date, self._latest.get(sector, "")) for sector in sectors.split()
        )

    def _add(self, row: Listed) -> None:
        living = row.pupils != 0 and not self._superseded(row.sectors)
        if self._listing.kind == "pupils" and self._latest:
            living = living and not any(
                not before(self._latest.get(sector, ""), self._date) for sector in row.sectors.split()
            )
        known = Known(
            row.code, row.name, row.municipality, row.place, row.postcode, row.address, row.sectors,
            row.holiday_region, int(living), self._date, self._listing.kind,
        )  # fmt: skip
        self._known[row.code] = self._changed[row.code] = known
        (self._result.new if living else self._result.past).append(row.code)

    def _of_address(self, known: Known, row: Listed) -> None:
        source, older = known.source, before(self._date, known.as_of)
        if older and source != "pupils":
            self._also(known, row.name, "former_name", self._date)
            return
        if row.name != known.name:
            kind = "second_name" if source == "pupils" else "former_name"
            self._also(known, known.name, kind, known.as_of, instead=row.name)
            if kind == "former_name":
                self._result.renamed.append((row.code, known.name, row.name))
        known.name, known.municipality, known.place = row.name, row.municipality, row.place or known.place
        known.postcode, known.address = row.postcode or known.postcode, row.address or known.address
        known.holiday_region = row.holiday_region or known.holiday_region
        # A register that knows only "one of these" does not undo what a better one said.
        if not set(known.sectors.split()) < set(row.sectors.split()):
            known.sectors = row.sectors
        known.source = "schools"
        if not older:
            known.as_of = self._date
            known.open = int(not self._superseded(known.sectors))
        else:
            known.open = int(bool(known.open) and not self._superseded(known.sectors))
        self._changed[row.code] = known

    def _of_pupils(self, known: Known, row: Listed) -> None:
        self._also(known, row.name, "second_name", self._date)
        if set(row.sectors.split()) < set(known.sectors.split()):
            known.sectors = row.sectors
            self._changed[row.code] = known
        if before(known.as_of, self._date) and (known.source == "pupils" or row.pupils == 0):
            was = known.open
            known.open = int(row.pupils != 0 and not self._superseded(known.sectors))
            if known.source == "pupils":
                known.as_of = self._date
            if was and not known.open:
                self._result.closed.append((row.code, known.name))
            self._changed[row.code] = known

    def _also(self, known: Known, name: str, kind: str, as_of: str, instead: str = "") -> None:
        if name != (instead or known.name):
            self._aliases.append((known.code, name, kind, as_of))
            self._changed.setdefault(known.code, known)

    def _close(self) -> None:
        sectors = set(self._listing.sectors)
        if any(before(self._date, self._latest.get(sector, "")) for sector in sectors):
            return
        listed = {row.code for row in self._listing.rows} | self._listing.damaged
        living = [
            school for school in self._known.values() if school.open and sectors & set(school.sectors.split())
        ]
        gone = [s for s in living if s.code not in listed and not before(self._date, s.as_of)]
        if len(gone) > MANY and len(gone) * 3 > len(living) * 2:
            # Recorded as a list: it does not speak for the schools that it does not name.
            self._result.kind, self._result.left = "list", len(gone)
            return
        for school in gone:
            school.open = 0
            self._changed[school.code] = school
            self._result.closed.append((school.code, school.name))

    def _write(self) -> None:
        run = self._connection.executemany
        run(_PUT_SCHOOL, [self._changed[code].values() for code in sorted(self._changed)])
        changes = self._connection.total_changes
        run(_PUT_ALIAS, self._aliases)
        self._result.former = self._connection.total_changes - changes
        _respell(self._connection, self._changed, self._fresh)


def before(one: str, other: str) -> bool:
    """Whether a date lies before another; a month holds all its days, and no date is before any."""
    size = min(len(one), len(other))
    return one[:size] < other[:size] if size else len(one) < len(other)


def _latest(connection: sqlite3.Connection) -> dict[str, str]:
    """The date of the newest register of each sector."""
    latest: dict[str, str] = {}
    for as_of, sectors in connection.execute("SELECT as_of, sectors FROM imported WHERE kind = 'schools'"):
        for sector in sectors.split():
            latest[sector] = max(as_of, latest.get(sector, ""))
    return latest


def _respell(connection: sqlite3.Connection, changed: dict[str, Known], fresh: bool) -> None:
    """Write anew under which cores the changed schools are found, and where places lie."""
    if not changed:
        return
    aliases: dict[str, list[tuple[str, str]]] = {}
    if not fresh:
        connection.executemany("DELETE FROM spelling WHERE code = ?", [(code,) for code in changed])
    for code, name, kind in connection.execute("SELECT code, name, kind FROM alias"):
        if code in changed:
            aliases.setdefault(code, []).append((name, kind))
    around: dict[tuple[str, str], frozenset[str]] = {}
    rows: list[tuple[str, str, str, str, str]] = []
    for code, school in changed.items():
        here = (school.place, school.municipality)
        if here not in around:
            around[here] = places.keys(*here)
        for name, kind in ((school.name, "name"), *aliases.get(code, ())):
            if kind == "name" or name != school.name:
                for spelling in names.spellings(name, around[here]):
                    rows.append((spelling.core, code, name, kind, " ".join(spelling.marks)))
    rows.sort()
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?, ?, ?, ?)", rows)
    last = connection.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]
    cores = [(core,) for core in dict.fromkeys(row[0] for row in rows)]
    connection.executemany("INSERT OR IGNORE INTO term (core) VALUES (?)", cores)
    connection.execute("INSERT INTO trigram (rowid, core) SELECT id, core FROM term WHERE id > ?", (last,))
    _replace_places(connection)


def _replace_places(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM place")
    rows: list[tuple[str, str, str]] = []
    for place, code in connection.execute(
        "SELECT DISTINCT place, municipality FROM school WHERE place <> ''"
    ):
        rows.extend((key, place, code) for key in places.place_keys(place))
    # A municipality is a place without a name of its own: all schools in it count.
    for town in every():
        rows.extend(
            (names.flat(name), "", town.code) for name in (town.name, *town.others) if not town.former
        )
    connection.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?)", rows)
