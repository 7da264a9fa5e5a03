"""Compile all regions into a snapshot."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.condition import leaves
from kernketen.model.region import Region
from kernketen.reading import index, plugins, snapshot
from kernketen.reading.plugins import Source
from kernketen.reading.region import Loaded, read
from kernketen.reading.snapshot import Snapshot
from kernketen.words import marked

Fold = Callable[[str, str, str], set[str]]

_ID = Rule("plugin.region_id")
_FOLDERS_CLASH = Rule("plugin.two_folders")
_KEEP = 8


def build(
    path: str,
    wanted: str,
    folders: Sequence[str],
    fold: Fold,
    people: Callable[[Region], dict[str, Any]],
) -> Snapshot:
    """Read all regions and write the snapshot file ``path``; in memory where it cannot be written.

    ``fold`` gives the keys under which a school is found by its name, place and municipality, ``people`` the
    part of a region that ``who`` needs.
    """
    connection = sqlite3.connect(":memory:")
    connection.executescript(snapshot.TABLES)
    places = [(place, *snapshot.stamp(place)) for place in snapshot.package_places()]
    found = plugins.find(folders)
    general = list(found.findings)
    for place in (p for source in found.sources for p in _stamped(source.folder)):
        places.append((place, *snapshot.stamp(place)))
    regions = _read(found, general)
    with connection:
        for name, (source, loaded) in sorted(regions.items()):
            _store(connection, name, source, loaded, fold, people)
        broken = sorted(name for name, (_, loaded) in regions.items() if loaded.region is None)
        broken += sorted({finding.location.file for finding in general})
        meta = {
            "key": wanted,
            "findings": json.dumps([f.as_json() for f in general]),
            "broken": json.dumps(broken),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?)", places)
    _write(connection, path)
    return Snapshot(connection)


def _stamped(folder: str) -> Iterable[str]:
    for here, inside, files in os.walk(folder):
        inside[:] = [name for name in inside if name != "__pycache__"]
        yield here
        for name in files:
            yield os.path.join(here, name)


def _read(found: plugins.Found, general: list[Finding]) -> dict[str, tuple[Source, Loaded]]:
    regions: dict[str, tuple[Source, Loaded]] = {}
    for source in found.sources:
        loaded = read(source.folder, source.shown)
        findings = list(loaded.findings)
        if loaded.region is not None:
            findings += plugins.further_findings(found.manager, loaded.region)
            findings += _wrong_id(source, loaded.region)
        wrong = any(f.rule.severity is Severity.ERROR for f in findings)
        name = source.id or (loaded.region["id"] if loaded.region else source.shown)
        before = regions.get(name)
        if before is not None and not source.id and not before[0].id:
            general.append(
                Finding(
                    _FOLDERS_CLASH,
                    Location(source.shown),
                    marked("Two folders hold the region “{region}”; the last one is used."),
                    {"region": name},
                )
            )
        region = None if wrong else loaded.region
        regions[name] = (source, Loaded(loaded.folder, region, tuple(findings), loaded.name))
    return regions


def _wrong_id(source: Source, region: Region) -> list[Finding]:
    if not source.id or source.id == region["id"]:
        return []
    return [
        Finding(
            _ID,
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
    people: Callable[[Region], dict[str, Any]],
) -> None:
    region = loaded.region
    listing = _listing(name, source, loaded)
    connection.execute(
        "INSERT INTO region VALUES (?, ?, ?, ?, ?)",
        (
            name,
            json.dumps(listing),
            json.dumps([f.as_json() for f in loaded.findings]),
            None if region is None else json.dumps(region, ensure_ascii=False),
            None if region is None else json.dumps(people(region), ensure_ascii=False),
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
        named = [
            code
            for leaf in leaves(document["covers"] or ["all", []])
            if leaf[0] == "in" and leaf[1] == "schoolgemeente"
            for code in leaf[2]
        ]
        # A document that names no municipality may speak for any school.
        found.update(named or [""])
    return found


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
    snapshots = [
        os.path.join(folder, name)
        for name in os.listdir(folder)
        if name.startswith("snapshot-") and name.endswith(".db")
    ]
    snapshots.sort(key=lambda path: os.stat(path).st_mtime_ns, reverse=True)
    for old in snapshots[_KEEP:]:
        os.unlink(old)
