"""Compile all regions into a snapshot."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.region import Region
from kernketen.reading import brought, index, plugins, snapshot
from kernketen.reading.plugins import Source
from kernketen.reading.region import Loaded, read
from kernketen.reading.snapshot import Snapshot
from kernketen.words import marked

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

Fold = Callable[[str, str, str], set[str]]
Part = Callable[[Region], dict[str, Any]]

REGION_ID = Rule("plugin.region_id")
TWO_FOLDERS = Rule("plugin.two_folders")
_KEEP = 8


def build(
    path: str,
    wanted: str,
    folders: Sequence[tuple[str, str]],
    fold: Fold,
    people: Part,
    answers: Part,
    commands: Collection[str] = (),
    rules: Callable[[plugins.Found], list[dict[str, Any]]] = lambda found: [],
) -> Snapshot:
    """Read all regions and write the snapshot file ``path``; in memory where it cannot be written.

    ``fold`` gives the keys under which a school is found by its name, place and municipality, ``people`` and
    ``answers`` the parts of a region that ``who`` and ``ask`` need; ``commands`` are those of the core;
    ``rules`` gives the rules of ``validate``, those of plugins too.
    """
    connection = sqlite3.connect(":memory:")
    connection.executescript(snapshot.TABLES)
    # Each place is stamped before it is read, so that a change in between is seen the next time.
    places = [
        (place, *snapshot.stamp(place)) for place in [*snapshot.package_places(), *snapshot.program_places()]
    ]
    # What a plugin prints is no part of an answer.
    with contextlib.redirect_stdout(sys.stderr):
        found = plugins.find(folders)
        general = list(found.findings)
        for place in (p for folder in found.places for p in _stamped(folder)):
            places.append((place, *snapshot.stamp(place)))
        regions = _read(found, general)
        added = brought.commands(found.manager, commands)
        general += added.findings
        listed = rules(found)
    with connection:
        for name, (source, loaded) in sorted(regions.items()):
            _store(connection, name, source, loaded, fold, (people, answers))
        broken = sorted(name for name, (_, loaded) in regions.items() if loaded.region is None)
        broken += sorted({finding.location.file for finding in general})
        meta = {
            "key": wanted,
            "findings": json.dumps([f.as_json() for f in general]),
            "broken": json.dumps(broken),
            "rules": json.dumps(listed),
            "commands": json.dumps({command.name: command.what for _, command in added.values}),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?)", places)
    _write(connection, path)
    return Snapshot(connection)


def _stamped(folder: str) -> Iterable[str]:
    yield folder
    for here, inside, files in os.walk(folder):
        inside[:] = [name for name in inside if name != "__pycache__"]
        yield here
        for name in files:
            yield os.path.join(here, name)


def _read(found: plugins.Found, general: list[Finding]) -> dict[str, tuple[Source, Loaded]]:
    regions: dict[str, tuple[Source, Loaded]] = {}
    contested: set[str] = set()
    questions, problems = brought.questions(found.manager)
    general += problems
    for source in found.sources:
        loaded = read(source.folder, source.shown, questions)
        findings = list(loaded.findings)
        if loaded.region is not None:
            findings += _wrong_id(source, loaded.region)
        wrong = any(f.rule.severity is Severity.ERROR for f in findings)
        # A folder with an error takes its place too: the installed region is not what was asked for.
        name = source.id or loaded.id or source.shown
        before = regions.pop(name, None)
        if source.distribution and (before is not None or name in contested):
            contested.add(name)
            general += plugins.two_claimants(name, [before[0], source] if before else [source])
            continue
        if before is not None and not before[0].distribution:
            general.append(
                Finding(
                    TWO_FOLDERS,
                    Location(before[0].shown),
                    marked("Two folders hold the region “{region}”; the last one is used."),
                    {"region": name},
                )
            )
        region = None if wrong else loaded.region
        regions[name] = (source, Loaded(loaded.folder, region, tuple(findings), loaded.name, loaded.id))
    return regions


def _wrong_id(source: Source, region: Region) -> list[Finding]:
    if not source.id or source.id == region["id"]:
        return []
    return [
        Finding(
            REGION_ID,
            Location(f"{source.shown}/region.yaml"),
            marked("The package is installed as region “{installed}”, but region.yaml says “{found}”."),
            {"installed": source.id, "found": region["id"]},
            source.id,
        )
    ]


def _store(
    connection: sqlite3.Connection,
    name: str,
    source: Source,
    loaded: Loaded,
    fold: Fold,
    parts: Sequence[Part],
) -> None:
    region = loaded.region
    listing = _listing(name, source, loaded)
    connection.execute(
        "INSERT INTO region VALUES (?, ?, ?, ?, ?, ?)",
        (
            name,
            json.dumps(listing),
            json.dumps([f.as_json() for f in loaded.findings]),
            None if region is None else json.dumps(region, ensure_ascii=False),
            *(None if region is None else json.dumps(part(region), ensure_ascii=False) for part in parts),
        ),
    )
    if region is None:
        return
    for municipality in _municipalities(region):
        connection.execute("INSERT OR IGNORE INTO covers VALUES (?, ?)", (municipality, name))
    for school in region["schools"]:
        data = json.dumps(school, ensure_ascii=False)
        called = {school["name"], school["register_name"], *school["aliases"]} - {""}
        keys = {key for one in called for key in fold(one, school["place"], school["municipality"])}
        connection.executemany(
            "INSERT INTO school VALUES (?, ?, ?, ?)",
            ((key, name, school["code"], data) for key in sorted(keys)),
        )
    for spoken in region["aliases"]:
        for said in spoken["names"]:
            connection.executemany(
                "INSERT INTO spoken VALUES (?, ?, ?, ?)",
                ((key, spoken["code"], name, said) for key in sorted(fold(said, "", ""))),
            )
    connection.executemany(
        "INSERT INTO search (title, body, region, concept, item, file, line) VALUES (?, ?, ?, ?, ?, ?, ?)",
        index.rows(name, region),
    )


def _municipalities(region: Region) -> set[str]:
    found: set[str] = set()
    for document in region["documents"]:
        named = _named(document["covers"] or ["all", []])
        # A document that names no municipality may speak for any school.
        found.update([""] if named is None else named)
    return found


def _named(condition: Condition) -> set[str] | None:
    """The municipalities in which a condition can hold for a school; ``None`` where it may be any."""
    kind = condition[0]
    if kind == "in" and condition[1] in ("schoolgemeente", "woongemeente"):
        return set(condition[2])
    if kind == "all":
        some = [part for part in map(_named, condition[1]) if part is not None]
        return set.intersection(*some) if some else None
    if kind == "any":
        parts = [_named(part) for part in condition[1]]
        return None if None in parts else set[str]().union(*(part or () for part in parts))
    return None


def _listing(name: str, source: Source, loaded: Loaded) -> dict[str, Any]:
    region = loaded.region
    counts = {"error": 0, "warning": 0, "note": 0}
    for finding in loaded.findings:
        counts[finding.rule.severity.value] += 1
    dates = [d["valid_from"] for d in region["documents"]] if region else []
    return {
        "id": name,
        "name": loaded.name or name,
        "distribution": source.distribution,
        "version": source.version,
        "folder": source.folder,
        "valid_from": min((d for d in dates if d != "unknown"), default="unknown") if dates else "",
        "reviewed_on": (region["reviewed_on"] or "unknown") if region else "",
        "documents": [{"title": d["title"], "date": d["date"]} for d in region["documents"]]
        if region
        else [],
        "items": _count(region) if region else 0,
        "health": "error" if region is None else "warning" if counts["warning"] else "ok",
        **{f"{severity}s": number for severity, number in counts.items()},
    }


def _count(region: Region) -> int:
    return (
        sum(len(partner["contacts"]) + 1 for partner in region["partners"])
        + sum(len(role["tasks"]) + 1 for role in region["roles"])
        + sum(
            1 + len(t["tasks"]) + sum(len(c["members"]) for c in t["compositions"]) for t in region["teams"]
        )
        + len(region["schools"])
        + len(region["terms"])
        + len(region["statements"])
        + len(region["gaps"])
        + len(region["rules"])
        + len(region["cases"])
        + len(region["cards"])
        + sum(len(own["items"]) for own in region["structures"])
    )


def _write(connection: sqlite3.Connection, path: str) -> None:
    folder = os.path.dirname(path)
    temporary = ""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix="snapshot-", suffix=".tmp", dir=folder)
        os.close(handle)
        target = sqlite3.connect(temporary)
        with target:
            connection.backup(target)
        target.close()
        os.replace(temporary, path)
        _tidy(folder)
    except (OSError, sqlite3.Error):
        # No place for a cache is no reason to give no answer.
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def _tidy(folder: str) -> None:
    """Remove all but the youngest snapshots, and what a build that was cut off left behind."""
    mine = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("snapshot-")]
    mine.sort(key=lambda path: snapshot.stamp(path)[0], reverse=True)
    old = [path for path in mine if path.endswith(".db")][_KEEP:]
    yesterday = time.time_ns() - 24 * 3600 * 10**9
    old += [path for path in mine if path.endswith(".tmp") and snapshot.stamp(path)[0] < yesterday]
    for path in old:
        # Another process may be faster, or hold it open.
        with contextlib.suppress(OSError):
            os.unlink(path)
