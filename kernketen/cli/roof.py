"""The roof: joins regions (reading), answers (asking) and schools (register), and decides nothing itself."""

from __future__ import annotations

import os
import time

from kernketen import __version__, home
from kernketen.asking.coverage import covers, speaks
from kernketen.asking.who import needed
from kernketen.cli import opened
from kernketen.cli.known import COMMANDS
from kernketen.model.dates import asked
from kernketen.model.school import School
from kernketen.reading import snapshot
from kernketen.reading.snapshot import Snapshot
from kernketen.refusal import Refusal
from kernketen.register import names, places, schools, store
from kernketen.words import tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kernketen.checking.check import Check
    from kernketen.finding import Finding
    from kernketen.model.dates import Span
    from kernketen.model.region import NamedSchool, OwnQuestion, Region
    from kernketen.reading.brought import Brought
    from kernketen.reading.hookspecs import Command, Exporter
    from kernketen.reading.plugins import Found

VERSION = __version__


def folders(option: Sequence[str] = ()) -> list[str]:
    """The folders and zips with regions that were given, by option or in ``KERNKETEN_PATH``."""
    given = list(option) or [p for p in os.environ.get("KERNKETEN_PATH", "").split(os.pathsep) if p]
    for folder in given:
        if not os.path.isdir(folder) and not is_archive(folder):
            raise Refusal(tr("The folder {folder} does not exist.", folder=folder), reason="path")
    # The snapshot may be asked from elsewhere.
    return [os.path.abspath(folder) for folder in given]


def regions(paths: Sequence[str] = ()) -> Snapshot:
    """All regions, from the snapshot where it is fresh, read anew where it is not."""
    given = [placed(path) for path in folders(paths)]
    wanted = snapshot.key([folder for folder, _ in given], VERSION)
    path = snapshot.file_for(home.snapshot_path(), wanted)

    def anew() -> Snapshot:
        # Reading YAML needs its libraries; an answer from the snapshot does not.
        from kernketen.asking import ask
        from kernketen.reading.build import build

        return build(path, wanted, given, _cores, needed, ask.needed, COMMANDS)

    found = snapshot.fresh(path, wanted, anew) or anew()
    opened.keep(found)
    return found


def _cores(name: str, place: str, municipality_code: str) -> set[str]:
    """The keys under which a school of this name is looked up."""
    around = places.keys(place, municipality_code) if municipality_code else ()
    return {spelling.core for spelling in names.spellings(name, around)}


def installed() -> Found:
    """The installed regions and plugins, found anew; what they print while they load is no part of an answer."""
    import contextlib
    import sys

    from kernketen.reading import plugins

    with contextlib.redirect_stdout(sys.stderr):
        return plugins.find(())


def questions(found: Found) -> dict[str, OwnQuestion]:
    """The questions that plugins add to those of the core."""
    from kernketen.reading import brought

    return brought.questions(found.manager)[0]


def command(name: str) -> tuple[str, Command] | None:
    """(plugin, command) for a command that a plugin adds."""
    from kernketen.reading import brought

    found = brought.commands(installed().manager, COMMANDS).values
    return next((pair for pair in found if pair[1].name == name), None)


def exporters() -> Brought[Exporter]:
    """The formats of ``export``: those of the core, and those that plugins add."""
    from kernketen.reading import brought
    from kernketen.showing import exports

    manager = installed().manager
    manager.register(exports, brought.CORE)
    return brought.exporters(manager)


def gathered(found: Found) -> tuple[Sequence[Check], Sequence[Finding]]:
    """The checks of the core and of plugins, and what is wrong with those of plugins."""
    from kernketen.checking import book
    from kernketen.reading import brought

    found.manager.register(book, brought.CORE)
    return book.gathered(found.manager)


def checks() -> Sequence[Check]:
    """All checks: those of the core, and those that plugins add."""
    return gathered(installed())[0]


def is_archive(path: str) -> bool:
    """Whether a path is meant to be a zip: a file with that ending."""
    return path.lower().endswith(".zip") and os.path.isfile(path)


def placed(path: str) -> tuple[str, str]:
    """The folder of the region that a path means, with its name in findings; a zip is unpacked for it."""
    if not is_archive(path):
        folder = package(path)
        return folder, os.path.basename(os.path.abspath(folder))
    from kernketen.reading import archive

    folder, inside = archive.unpacked(path, home.archives_path())
    return folder, "/".join((os.path.basename(path), *inside))


def package(folder: str) -> str:
    """The folder itself, or the one package in it that holds a region."""
    if os.path.exists(os.path.join(folder, "region.yaml")):
        return folder
    try:
        inside = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
    except OSError:
        # Reading it will say what is wrong with it.
        return folder
    found = [path for path in sorted(inside) if os.path.exists(os.path.join(path, "region.yaml"))]
    return found[0] if len(found) == 1 else folder


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
