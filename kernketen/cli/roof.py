"""The roof: joins regions (reading), answers (asking) and schools (register), and decides nothing itself."""

from __future__ import annotations

import os
import time

from kernketen import home
from kernketen.asking.people.coverage import covers, speaks
from kernketen.cli import opened
from kernketen.cli.located import VERSION, in_archive, is_archive, package, placed, regions
from kernketen.model.dates import asked
from kernketen.model.school import School
from kernketen.reading.snapshot import Snapshot
from kernketen.register import names, schools, store
from kernketen.words import trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kernketen.model.dates import Span
    from kernketen.model.region import NamedSchool, Region

__all__ = [
    "VERSION",
    "Register",
    "in_archive",
    "is_archive",
    "notices",
    "on_day",
    "package",
    "placed",
    "regions",
]


def on_day(text: str | None) -> Span:
    """The day asked about: the option, ``KERNKETEN_ON``, or today."""
    return asked(text or os.environ.get("KERNKETEN_ON") or time.strftime("%Y-%m-%d"))


class Register:
    """The schools on file and the schools that regions name, asked together."""

    def __init__(self, found: Snapshot) -> None:
        self.snapshot = found
        self.connection = store.read(home.store_path())
        opened.keep(self.connection)
        self._people: dict[str, Region] = {}

    def people(self, region: str) -> Region:
        """The part of a region that ``who`` needs."""
        if region not in self._people:
            data = self.snapshot.people(region)
            assert data is not None
            self._people[region] = data
        return self._people[region]

    def regions_of(self, school: School) -> list[str]:
        """The regions whose agreement speaks for the school."""
        may = set(self.snapshot.may_cover(school.municipality))
        may.update(region for region, _ in self.snapshot.named_schools(code=school.code))
        return [r for r in sorted(may) if speaks(self.people(r), school)]

    def leaving_out(self, school: School) -> list[tuple[str, str]]:
        """(region, document title) for the documents that leave the school out in so many words."""
        return [
            (region, document["title"])
            for region in self.snapshot.may_cover(school.municipality)
            for document in self.people(region)["documents"]
            if covers(self.people(region), school)[document["id"]] is None
        ]

    def covered(self, region: str | None) -> Callable[[School], bool]:
        """Whether a school is covered: by this region, or by any installed one."""
        if region is None:
            return lambda school: bool(self.regions_of(school))
        return lambda school: speaks(self.people(region), school)

    def choose(self, query: str, region: str | None = None) -> schools.Choice:
        """The school that a user means, among those regions name or cover first (DESIGN.md §6)."""
        cores = sorted(schools.wanted(query))
        named = self.snapshot.named_schools(cores) + self.snapshot.named_schools(
            code=names.code_of(query) or "-"
        )
        choice = self._choose(query, region, named, self.snapshot.spoken_names(cores))
        if not any(fit.matched != "typo" for fit in (choice.fit, *choice.candidates) if fit):
            # A typing error needs all names to compare with, or a school elsewhere would come first.
            choice = self._choose(query, region, self.snapshot.named_schools(), self.snapshot.spoken_names())
        return choice

    def _choose(
        self,
        query: str,
        region: str | None,
        named: Sequence[tuple[str, NamedSchool]],
        spoken: Sequence[tuple[str, str, str]],
    ) -> schools.Choice:
        own = [entry for name, entry in named if region in (None, name)]
        aliases = [(code, name) for code, name, at in spoken if region in (None, at)]
        given = [_school(entry) for entry in own if entry["code"]]
        return schools.choose(self.connection, query, given, aliases, self.covered(region))

    def is_empty(self) -> bool:
        """Whether no register of schools was imported yet."""
        return self.connection.execute("SELECT 1 FROM school LIMIT 1").fetchone() is None

    def partnership(self, school: School) -> str:
        """The samenwerkingsverband of a school by its postcode, as far as that table is on file."""
        row = self.connection.execute(
            "SELECT po, vo FROM postcode WHERE pc4 = ?", (school.postcode[:4],)
        ).fetchone()
        if row is None:
            return ""
        return str(row[1] if set(school.sectors) <= {"vo", "vso"} else row[0])


def _school(entry: NamedSchool) -> School:
    return School(
        entry["code"],
        entry["register_name"] or entry["name"],
        entry["municipality"],
        tuple(entry["sector"]),
        place=entry["place"],
        postcode=entry["postcode"],
        aliases=(entry["name"], *entry["aliases"]),
    )


def notices(found: Snapshot) -> list[str]:
    """What the user should know beside an answer: regions and plugins that were found but are not used."""
    broken = found.broken()
    if not broken:
        return []
    return [
        trn(
            "{number} region or plugin is not used because of errors: {names} (kernketen regions).",
            "{number} regions or plugins are not used because of errors: {names} (kernketen regions).",
            len(broken),
            names=", ".join(broken),
        )
    ]
