"""A region's folder becomes a Region, or findings that say what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.facts import dictionary
from kernketen.model.labels import case_fact
from kernketen.model.questions import QUESTIONS, told
from kernketen.model.region import OwnQuestion, Region, Section
from kernketen.reading import cards, document, folder, opening, own_facts, schema, structures
from kernketen.reading.entries import Entries
from kernketen.reading.matrix import MatrixFile
from kernketen.reading.places import Document
from kernketen.reading.rules import RuleFile, overridden
from kernketen.reading.structures import Declared
from kernketen.reading.vocabulary import DUPLICATE_ID, Vocabulary
from kernketen.words import marked

MAX_SIZE = 150_000
"""So many values may all files of a region hold together (see ``Document.size``): four times what the largest
known agreement takes with its cases."""

FILES = ("region", "partners", "roles", "teams", "schools", "glossary", "statements", "matrix", "cases")
CIRCLE = Rule("reference.circle")
NO_REGION = Rule("region.missing")
_MOST_STEPS = 1_000_000
# Where an id counts only within the entry around it.
_PARTS = (
    ("partners", ("partners",), "contacts"),
    ("roles", ("roles",), "tasks"),
    ("teams", ("teams",), "tasks"),
    ("teams", ("teams",), "cadence"),
    ("teams", ("teams",), "compositions"),
    ("teams", ("teams", "compositions"), "members"),
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a folder gave: the region when nothing is wrong with it, and all findings.

    ``name`` and ``id`` are what ``region.yaml`` says, also of a region that is wrong elsewhere.
    """

    folder: str
    region: Region | None
    findings: tuple[Finding, ...]
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder as far as it could be read: its files as plain data with places, and the region they make.

    ``documents`` are the files that are YAML, by what they hold; ``files`` the names of all that were looked
    at; ``unread`` those that hold no data: text that is no YAML, and the schemas of own structures. The
    region may be wrong where findings say so; it is missing where there is no ``region.yaml``.
    """

    region: Region | None
    documents: Mapping[str, Document]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: Mapping[str, Document] = field(default_factory=dict)


def read(path: str, shown: str, questions: Mapping[str, OwnQuestion] | None = None) -> Loaded:
    """Read the region in the folder ``path``; ``shown`` is how its files are named to the user.

    ``questions`` are those that plugins add to the questions of the core.

    A region with an error among its findings is not served: an answer from data known to be wrong
    would be worse than none.
    """
    found = draft(path, shown, questions=questions)
    region = found.region
    if region is None:
        return Loaded(path, None, found.findings)
    wrong = any(f.rule.severity is Severity.ERROR for f in found.findings)
    name = region["name"] or region["id"]
    return Loaded(path, None if wrong else region, found.findings, name, region["id"])


@dataclass(slots=True)
class _Room:
    """So many values may still be read."""

    left: int = MAX_SIZE


def draft(
    path: str,
    shown: str,
    instead: Mapping[str, bytes] | None = None,
    questions: Mapping[str, OwnQuestion] | None = None,
    laid: Callable[[dict[str, Document]], list[Finding]] | None = None,
) -> Draft:
    """Read the region in the folder ``path`` also where it is wrong; ``instead`` has texts for some files.

    ``instead`` maps what a file holds (``roles``, ``rules/absence``) to its content; ``questions`` are those
    of plugins; ``laid`` lays something over the files that were read.
    """
    found = _with_new(folder.files(path, shown), path, shown, instead or {})
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    unread: dict[str, Document] = {}
    room = _Room()
    _load(found, FILES, instead, documents, unread, findings, room)
    own = structures.declared(documents.get("region"), findings)
    if own:
        # Only region.yaml tells which further files there may be.
        stems = [one.stem for one in own]
        found = _with_new(folder.files(path, shown, stems), path, shown, instead or {})
        _load(found, stems, instead, documents, unread, findings, room)
    findings += found.findings
    files = [file.shown for file in found.files.values()]
    if "region" not in documents:
        if not any(f.rule.severity is Severity.ERROR for f in findings):
            place = Location(shown or ".")
            findings.append(Finding(NO_REGION, place, marked("This folder has no region.yaml.")))
        return Draft(None, documents, tuple(files), tuple(findings), unread)
    if laid is not None:
        findings += laid(documents)
    schemas = structures.checked(own, path, shown, documents, found.files, findings)
    files += [document.file for document in schemas.values()]
    region, problems = _build(documents, own, schemas, questions or {})
    return Draft(region, documents, tuple(files), (*findings, *problems), {**unread, **schemas})


def _with_new(found: folder.Files, path: str, shown: str, instead: Mapping[str, bytes]) -> folder.Files:
    """The files of the folder, and those that are to come."""
    new = {
        stem: folder.File(os.path.join(path, f"{stem}.yaml"), os.path.join(shown, f"{stem}.yaml"))
        for stem in instead
        if stem not in found.files and (stem in FILES or stem.startswith("rules/"))
    }
    return folder.Files({**found.files, **new}, found.findings) if new else found


def _load(
    found: folder.Files,
    stems: Collection[str],
    instead: Mapping[str, bytes] | None,
    documents: dict[str, Document],
    unread: dict[str, Document],
    findings: list[Finding],
    room: _Room,
) -> None:
    """Read those of the files that hold one of ``stems``, or rules, and were not read before."""
    for stem, file in found.files.items():
        is_rules = stem.startswith("rules/")
        if (stem not in stems and not is_rules) or stem in documents or stem in unread:
            continue
        if room.left < 0:
            break
        content = instead[stem] if instead and stem in instead else opening.read(file.path, file.shown)
        if isinstance(content, Finding):
            findings.append(content)
            continue
        read_document, problems = document.parse(content, file.shown)
        room.left -= read_document.size if read_document else len(content) >> 4
        if room.left < 0:
            sentence = marked(
                "All files together hold more than {limit} values. This one is not read, nor those after it."
            )
            findings.append(
                Finding(opening.TOO_LARGE, Location(file.shown), sentence, {"limit": str(MAX_SIZE)})
            )
            break
        findings += problems
        if read_document is None:
            lines = opening.decode(content, file.shown)
            if isinstance(lines, str):
                unread[stem] = Document(file.shown, None, lines, (0, 0, 0, 0, None))
        else:
            documents[stem] = read_document
            if is_rules or stem in FILES:
                findings += schema.check(read_document, "rules" if is_rules else stem)


def _build(
    documents: dict[str, Document],
    own: Iterable[Declared],
    schemas: Mapping[str, Document],
    questions: Mapping[str, OwnQuestion],
) -> tuple[Region, list[Finding]]:
    vocabulary = _vocabulary(documents, questions)
    files = {stem: Entries(documents.get(stem), vocabulary) for stem in FILES}
    head = files["region"]
    sections: dict[str, Section] = {}
    papers = []
    for pointer, data in head.entries("documents"):
        paper, its_sections = head.paper(pointer, data)
        papers.append(paper)
        sections.update(its_sections)
    topics = {head.text(p, "id", d): head.text(p, "question", d) for p, d in head.entries("topics")}
    rule_files = [
        RuleFile(document, vocabulary)
        for stem, document in sorted(documents.items())
        if stem.startswith("rules/")
    ]
    rules = [rule for file in rule_files for rule in file.rules(topics)]
    matrix = MatrixFile(documents.get("matrix"), vocabulary)
    rules += matrix.turns()
    seen: dict[str, Location] = {}
    for file in (*rule_files, matrix):
        file.once(seen)
        overridden(rules, file)
    RuleFile(documents.get("cases"), vocabulary).cases(topics)
    RuleFile(documents.get("statements"), vocabulary).gaps(topics)
    region: Region = {
        "id": head.text("", "id"),
        "name": head.text("", "name"),
        "reviewed_on": head.date("", "reviewed_on"),
        "checked_with": _edition(documents["region"].data),
        "note": head.text("", "note"),
        "documents": papers,
        "sections": sections,
        "external_references": [head.elsewhere(p, d) for p, d in head.entries("external_references")],
        "areas": dict(head.area(p, d) for p, d in head.entries("areas")),
        "area_names": {head.text(p, "id", d): head.names(p, d) for p, d in head.entries("areas")},
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
        "rules": rules,
        "matrix": matrix.tables(),
        "cases": [files["cases"].case(p, d) for p, d in files["cases"].entries("cases")],
        "cards": cards.read(documents, vocabulary),
        "topics": topics,
        "titles": {head.text(p, "id", d): head.text(p, "title", d) for p, d in head.entries("topics")},
        "facts": {fact.id: case_fact(fact) for fact in vocabulary.facts.values()},
        "domains": own_facts.domains(vocabulary.facts.values()),
        "structures": [
            structures.built(
                one, documents["region"], documents.get(one.stem), schemas.get(one.schema), vocabulary
            )
            for one in own
        ],
        "questions": dict(questions),
    }
    return region, vocabulary.findings


def _edition(data: object) -> int:
    """The edition of the rules that a region was checked with; 0 where it names none."""
    named = data.get("checked_with") if isinstance(data, dict) else None
    return named if isinstance(named, int) else 0


def _vocabulary(documents: dict[str, Document], questions: Mapping[str, OwnQuestion]) -> Vocabulary:
    findings: list[Finding] = []

    def ids(stem: str, *keys: str) -> dict[str, Any]:
        file = documents.get(stem)
        return {} if file is None else _ids(file, _walk(file.data, "", keys), findings)

    roles = ids("roles", "roles")
    areas = ids("region", "areas")
    for stem, key in (
        ("region", "documents"),
        ("region", "structures"),
        ("schools", "schools"),
        ("glossary", "terms"),
        ("statements", "statements"),
        ("statements", "gaps"),
        ("cases", "cases"),
        ("cases", "cards"),
    ):
        ids(stem, key)
    for stem, keys, inside in _PARTS:
        if stem in documents:
            for pointer, entry in _walk(documents[stem].data, "", keys):
                _ids(documents[stem], _walk(entry, pointer, (inside,)), findings)
    vocabulary = Vocabulary(
        sections=frozenset(ids("region", "documents", "sections")),
        roles={word: tuple(_texts(entry.get("group"))) for word, entry in roles.items()},
        partners=frozenset(ids("partners", "partners")),
        teams=frozenset(ids("teams", "teams")),
        external=frozenset(ids("region", "external_references")),
        facts=dictionary(own_facts.own_facts(documents["region"], findings)),
        areas={word: tuple(_texts(entry.get("postcodes"))) for word, entry in areas.items()},
        questions={**QUESTIONS, **{name: told(name, question) for name, question in questions.items()}},
        findings=findings,
    )
    own_facts.spoken_values(documents["region"], vocabulary)
    if "roles" in documents:
        findings += _circles(documents["roles"], vocabulary.roles)
    return vocabulary


def _ids(
    file: Document, entries: Iterable[tuple[str, dict[str, Any]]], findings: list[Finding]
) -> dict[str, Any]:
    """The entries by their id; an id that is used again becomes a finding with both places."""
    found: dict[str, Any] = {}
    places: dict[str, Location] = {}
    for pointer, entry in entries:
        word = entry.get("id")
        if not isinstance(word, str):
            continue
        place = file.location(pointer + "/id")
        if word in found:
            sentence = marked("The id “{word}” is used twice.")
            findings.append(Finding(DUPLICATE_ID, place, sentence, {"word": word}, related=(places[word],)))
        else:
            found[word] = entry
            places[word] = place
    return found


def _circles(file: Document, groups: Mapping[str, tuple[str, ...]]) -> Iterable[Finding]:
    endless = _endless(groups)
    steps = _MOST_STEPS
    for pointer, entry in _walk(file.data, "", ("roles",)):
        name = str(entry.get("id"))
        inside = set(_texts(entry.get("group"))) if name in endless else set()
        left = list(inside)
        # Where there are thousands of circles, some of them are enough.
        while left and steps > 0:
            members = groups.get(left.pop(), ())
            steps -= len(members) + 1
            new = endless.intersection(members) - inside
            inside |= new
            left += new
        if name in inside:
            yield Finding(
                CIRCLE,
                file.location(pointer + "/group"),
                marked("The group “{word}” contains itself."),
                {"word": name},
            )


def _endless(groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The groups that hold a circle somewhere: what is left when all that end are taken away."""
    left = {name: {member for member in members if member in groups} for name, members in groups.items()}
    around: dict[str, list[str]] = {}
    for name, members in left.items():
        for member in members:
            around.setdefault(member, []).append(name)
    ending = [name for name, members in left.items() if not members]
    for name in ending:
        for group in around.get(name, ()):
            left[group].discard(name)
            ending += [] if left[group] else [group]
    return set(left) - set(ending)


def _walk(data: object, pointer: str, keys: tuple[str, ...]) -> Iterable[tuple[str, dict[str, Any]]]:
    entries = data.get(keys[0]) if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            here = f"{pointer}/{keys[0]}/{index}"
            if keys[1:]:
                yield from _walk(entry, here, keys[1:])
            else:
                yield here, entry


def _texts(data: object) -> list[str]:
    return [str(word) for word in data] if isinstance(data, list) else []
