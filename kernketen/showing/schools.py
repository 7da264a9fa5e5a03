"""The register of schools as text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kernketen.model.municipality import name_of
from kernketen.model.school import School
from kernketen.showing.plain import plain
from kernketen.words import marked, tr, trn

Text = Callable[[], str]

MATCHED = {
    "code": marked("code"),
    "name": marked("name"),
    "second_name": marked("other name"),
    "former_name": marked("former name"),
    "alias": marked("spoken name"),
    "typo": marked("typing error"),
}
KINDS = {
    "schools": marked("schools"),
    "list": marked("some schools"),
    "pupils": marked("pupil numbers"),
    "postcodes": marked("postcodes"),
    "holidays": marked("school holidays"),
}
# More than this is listed in the JSON only.
SHOWN = 20


class Fit(Protocol):
    """A school with how it was found."""

    @property
    def school(self) -> School:
        """The school."""

    @property
    def matched(self) -> str:
        """How: a key of ``MATCHED``."""

    @property
    def name(self) -> str:
        """The name that fitted."""


class Match(Protocol):
    """What a query came to."""

    @property
    def query(self) -> str:
        """What was typed."""

    @property
    def result(self) -> str:
        """``found``, ``ambiguous`` or ``not_found``."""

    @property
    def fits(self) -> Sequence[Fit]:
        """The schools that fit."""

    @property
    def closed(self) -> Sequence[Fit]:
        """Schools of that name that no longer exist."""

    @property
    def suggestions(self) -> Sequence[str]:
        """Names to try instead."""


class Imported(Protocol):
    """What became of a file."""

    file: str
    kind: str
    as_of: str
    sectors: tuple[str, ...]
    rows: int
    new: list[str]
    past: list[str]
    closed: list[tuple[str, str]]
    renamed: list[tuple[str, str, str]]
    former: int
    left: int
    rejected: list[tuple[int, str]]


class File(Protocol):
    """One import on file."""

    kind: str
    file: str
    as_of: str
    imported_at: str
    sectors: tuple[str, ...]
    rows: int
    rejected: int


class Status(Protocol):
    """What the store holds."""

    path: str
    sectors: dict[str, tuple[int, int]]
    postcodes: int
    holidays: int

    @property
    def files(self) -> Sequence[File]:
        """The imports."""


def address(school: School) -> str:
    """Street and number, postcode and place, as far as they are known."""
    code = f"{school.postcode[:4]} {school.postcode[4:]}".strip()
    return ", ".join(part for part in (school.address, f"{code} {school.place}".strip()) if part)


def find_document(match: Match) -> dict[str, object]:
    """What fits, as ``kernketen/schools-find/1``."""
    return {
        "schema": "kernketen/schools-find/1",
        "query": match.query,
        "result": match.result,
        "schools": [_fit(fit) for fit in match.fits],
        "closed": [_fit(fit) for fit in match.closed],
        "suggestions": list(match.suggestions),
    }


def _fit(fit: Fit) -> dict[str, object]:
    school = fit.school
    return {
        "code": school.code,
        "name": school.name,
        "municipality": {"code": school.municipality, "name": name_of(school.municipality)},
        "sector": "/".join(school.sectors),
        "address": address(school),
        "matched": fit.matched,
        "matched_name": fit.name,
    }


def found(match: Match, width: int) -> str:
    """The schools that fit, as a table."""
    # Only a table needs the library that makes it.
    from kernketen.showing.tables import as_table

    head = (tr("Code"), tr("School"), tr("Address"), tr("Municipality"), tr("Sector"), tr("Fits by"))
    rows = []
    for fit in match.fits:
        school, how = fit.school, tr(MATCHED[fit.matched])
        if fit.matched != "code" and fit.name != school.name:
            how += f": {fit.name}"
        town = name_of(school.municipality)
        rows.append((school.code, school.name, address(school), town, "/".join(school.sectors), how))
    return as_table(head, rows, width)


def not_found(match: Match, empty: bool) -> str:
    """Why nothing fits, and what to try."""
    said = [tr("No school is called “{query}”.", query=match.query)]
    if match.closed:
        names = ", ".join(f"{fit.school.name} ({fit.school.code})" for fit in match.closed[:3])
        said = [tr("The school that fits “{query}” is closed: {schools}.", query=match.query, schools=names)]
    elif match.suggestions:
        said.append(tr("Did you mean: {words}?", words="; ".join(match.suggestions[:3])))
    if empty:
        said.append(tr("No register of schools was imported yet: kernketen schools import FILE."))
    return " ".join(said)


def import_document(done: Sequence[Imported]) -> dict[str, object]:
    """What was imported, as ``kernketen/schools-import/1``."""
    return {
        "schema": "kernketen/schools-import/1",
        "files": [
            {
                "file": one.file,
                "kind": one.kind,
                "date": one.as_of or None,
                "sectors": list(one.sectors),
                "rows": one.rows,
                "new": one.new,
                "closed_before": one.past,
                "renamed": [{"code": c, "from": old, "to": new} for c, old, new in one.renamed],
                "closed": [{"code": code, "name": name} for code, name in one.closed],
                "names_added": one.former,
                "not_closed": one.left,
                "rejected": [{"line": line, "why": why} for line, why in one.rejected],
            }
            for one in done
        ],
    }


def imported(done: Sequence[Imported]) -> str:
    """What was imported: per file a line, its changes, and each row that was rejected."""
    return "\n".join(line for one in done for line in _lines(one))


def _lines(one: Imported) -> list[str]:
    about = " ".join(one.sectors)
    lines = [
        f"{plain(one.file)}: {tr(KINDS[one.kind])}{' ' + about if about else ''}, "
        + (tr("date {date}", date=one.as_of) if one.as_of else tr("date unknown"))
        + ", "
        + trn("{number} row", "{number} rows", one.rows)
    ]
    if one.kind in ("schools", "list", "pupils"):
        counts = (
            trn("{number} new", "{number} new", len(one.new)),
            trn("{number} renamed", "{number} renamed", len(one.renamed)),
            trn("{number} closed", "{number} closed", len(one.closed)),
            trn("{number} closed before", "{number} closed before", len(one.past)),
            trn("{number} other name added", "{number} other names added", one.former),
        )
        lines.append("  " + ", ".join(counts))
    if one.left:
        lines.append(
            "  "
            + tr(
                "{number} schools on file are not in it: it is a part only, and closes none.", number=one.left
            )
        )
    for code, old, new in one.renamed[:SHOWN]:
        lines.append("  " + plain(tr("{code}: {old} is now {new}", code=code, old=old, new=new)))
    lines += _more(len(one.renamed))
    for code, name in one.closed[:SHOWN]:
        lines.append("  " + plain(tr("{code}: {name} is closed", code=code, name=name)))
    lines += _more(len(one.closed))
    if one.rejected:
        lines.append(
            "  " + trn("{number} row was rejected:", "{number} rows were rejected:", len(one.rejected))
        )
        lines += [
            "    " + plain(tr("line {line}: {why}", line=n, why=why)) for n, why in one.rejected[:SHOWN]
        ]
        lines += _more(len(one.rejected))
    return lines


def _more(number: int) -> list[str]:
    rest = number - SHOWN
    return ["    " + trn("and {number} more", "and {number} more", rest)] if rest > 0 else []


def status_document(state: Status) -> dict[str, object]:
    """What is on file, as ``kernketen/schools-status/1``."""
    return {
        "schema": "kernketen/schools-status/1",
        "store": state.path or None,
        "schools": [
            {"sector": name.replace(" ", "/"), "open": living, "closed": gone}
            for name, (living, gone) in state.sectors.items()
        ],
        "postcodes": state.postcodes,
        "holidays": state.holidays,
        "files": [
            {
                "file": one.file,
                "kind": one.kind,
                "date": one.as_of or None,
                "sectors": list(one.sectors),
                "rows": one.rows,
                "rejected": one.rejected,
                "imported_at": one.imported_at,
            }
            for one in state.files
        ],
    }


def status(state: Status, width: int) -> str:
    """What is on file, as tables."""
    if not state.files:
        return tr("Nothing was imported yet: kernketen schools import FILE, or kernketen schools update.")
    from kernketen.showing.tables import as_table

    schools = as_table(
        (tr("Sector"), tr("Open"), tr("Closed")),
        [(name.replace(" ", "/"), str(living), str(gone)) for name, (living, gone) in state.sectors.items()],
        width,
    )
    files = as_table(
        (tr("File"), tr("What"), tr("Date"), tr("Rows"), tr("Rejected"), tr("Imported")),
        [
            (
                one.file,
                " ".join((tr(KINDS[one.kind]), *one.sectors)),
                one.as_of or tr("unknown"),
                str(one.rows),
                str(one.rejected),
                one.imported_at[:10],
            )
            for one in state.files
        ],
        width,
    )
    other = [
        trn("{number} postcode area", "{number} postcode areas", state.postcodes),
        trn("{number} school holiday", "{number} school holidays", state.holidays),
    ]
    head = [schools, ""] if state.sectors else []
    return "\n".join([*head, files, "", ", ".join(other), tr("Store: {path}", path=plain(state.path))])
