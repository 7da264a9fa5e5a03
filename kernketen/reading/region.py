"""A region's folder becomes a Region, or findings that say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.facts import Fact, dictionary
from kernketen.model.region import Region, Section
from kernketen.reading import document, folder, schema
from kernketen.reading.items import File
from kernketen.reading.places import Document
from kernketen.reading.vocabulary import Vocabulary
from kernketen.words import marked

FILES = ("region", "partners", "roles", "teams", "schools", "glossary", "statements")
_DUPLICATE_ID = Rule("reference.duplicate_id")
_NO_REGION = Rule("region.missing")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a folder gave: the region when nothing is wrong with it, and all findings."""

    folder: str
    region: Region | None
    findings: tuple[Finding, ...]
    name: str = ""


def read(path: str, shown: str) -> Loaded:
    """Read the region in the folder ``path``; ``shown`` is how its files are named to the user.

    A region with an error among its findings is not served: an answer from data known to be wrong
    would be worse than none.
    """
    found = folder.files(path, shown)
    findings = list(found.findings)
    documents: dict[str, Document] = {}
    for stem, file in found.files.items():
        if stem not in FILES:
            continue
        read_document, problems = document.load(file.path, file.shown)
        findings += problems
        if read_document is not None:
            documents[stem] = read_document
            findings += schema.check(read_document, f"{stem}.schema.json")
    if "region" not in documents:
        if not any(f.rule.severity is Severity.ERROR for f in findings):
            place = Location(shown)
            findings.append(Finding(_NO_REGION, place, marked("This folder has no region.yaml.")))
        return Loaded(path, None, tuple(findings))
    region, problems = _build(documents)
    findings += problems
    wrong = any(f.rule.severity is Severity.ERROR for f in findings)
    return Loaded(path, None if wrong else region, tuple(findings), region["name"] or region["id"])


def _build(documents: dict[str, Document]) -> tuple[Region, list[Finding]]:
    vocabulary = _vocabulary(documents)
    files = {stem: File(documents.get(stem), vocabulary) for stem in FILES}
    head = files["region"]
    sections: dict[str, Section] = {}
    papers = []
    for pointer, data in head.entries("documents"):
        paper, its_sections = head.paper(pointer, data)
        papers.append(paper)
        sections.update(its_sections)
    region: Region = {
        "id": head.text("", "id"),
        "name": head.text("", "name"),
        "reviewed_on": head.text("", "reviewed_on"),
        "note": head.text("", "note"),
        "documents": papers,
        "sections": sections,
        "external_references": [head.elsewhere(p, d) for p, d in head.entries("external_references")],
        "areas": {name: list(codes) for name, codes in vocabulary.areas.items()},
        "partners": [files["partners"].partner(p, d) for p, d in files["partners"].entries("partners")],
        "roles": [files["roles"].role(p, d) for p, d in files["roles"].entries("roles")],
        "teams": [files["teams"].team(p, d) for p, d in files["teams"].entries("teams")],
        "schools": [files["schools"].school(p, d) for p, d in files["schools"].entries("schools")],
        "aliases": [files["schools"].spoken(p, d) for p, d in files["schools"].entries("aliases")],
        "terms": [files["glossary"].term(p, d) for p, d in files["glossary"].entries("terms")],
        "statements": [
            files["statements"].statement(p, d) for p, d in files["statements"].entries("statements")
        ],
        "gaps": [files["statements"].gap(p, d) for p, d in files["statements"].entries("gaps")],
        "domains": _domains(vocabulary.facts.values()),
    }
    return region, vocabulary.findings


def _domains(facts: Iterable[Fact]) -> dict[str, list[str | bool]]:
    found: dict[str, list[str | bool]] = {}
    for fact in facts:
        if fact.kind == "bool":
            found[fact.id] = [True, False]
        elif fact.kind == "enum" and fact.values:
            found[fact.id] = list(fact.values)
    return found


def _vocabulary(documents: dict[str, Document]) -> Vocabulary:
    findings: list[Finding] = []

    def ids(stem: str, *keys: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        places: dict[str, Location] = {}
        if stem not in documents:
            return found
        for pointer, entry in _walk(documents[stem], documents[stem].data, "", keys):
            word = entry.get("id")
            if not isinstance(word, str):
                continue
            place = documents[stem].location(pointer + "/id")
            if word in found:
                findings.append(
                    Finding(
                        _DUPLICATE_ID,
                        place,
                        marked("The id “{word}” is used twice."),
                        {"word": word},
                        related=(places[word],),
                    )
                )
                continue
            found[word] = entry
            places[word] = place
        return found

    roles = ids("roles", "roles")
    areas = ids("region", "areas")
    for stem, key in (
        ("region", "documents"),
        ("schools", "schools"),
        ("glossary", "terms"),
        ("statements", "statements"),
        ("statements", "gaps"),
    ):
        ids(stem, key)
    return Vocabulary(
        sections=frozenset(ids("region", "documents", "sections")),
        roles={word: tuple(_texts(entry.get("group"))) for word, entry in roles.items()},
        partners=frozenset(ids("partners", "partners")),
        teams=frozenset(ids("teams", "teams")),
        external=frozenset(ids("region", "external_references")),
        facts=dictionary(_own_facts(documents["region"])),
        areas={word: tuple(_texts(entry.get("postcodes"))) for word, entry in areas.items()},
        findings=findings,
    )


def _walk(
    file: Document, data: object, pointer: str, keys: tuple[str, ...]
) -> Iterable[tuple[str, dict[str, Any]]]:
    entries = data.get(keys[0]) if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            here = f"{pointer}/{keys[0]}/{index}"
            if keys[1:]:
                yield from _walk(file, entry, here, keys[1:])
            else:
                yield here, entry


def _texts(data: object) -> list[str]:
    return [str(word) for word in data] if isinstance(data, list) else []


def _own_facts(region: Document) -> Iterable[Fact]:
    own = region.data.get("facts") if isinstance(region.data, dict) else None
    for name, entry in (own if isinstance(own, dict) else {}).items():
        if isinstance(entry, dict):
            unit = entry.get("unit")
            yield Fact(
                str(name),
                str(entry.get("type", "text")),
                tuple(_texts(entry.get("values"))),
                (unit,) if isinstance(unit, str) else (),
                str(entry.get("question_en") or entry.get("question", "")),
                str(entry.get("question", "")),
            )
