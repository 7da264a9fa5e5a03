"""Structures that only one region has: a file and its schema, both in the region's folder."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kernketen.finding import Finding, Location, Rule
from kernketen.model.region import OwnItem, Structure
from kernketen.reading import bounded, folder, own_schema, schema
from kernketen.reading.opening import MISSING
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.vocabulary import DUPLICATE_ID, Vocabulary
from kernketen.words import marked

TAKEN = Rule("structure.name_taken")

MAX_STRUCTURES = 20
RESERVED = frozenset(
    ("documents", "sources", "tasks", "cadence", "gaps", "facts", "elsewhere", "terms", "ladders", "aliases")
)
"""Names under which the core shows something, besides those of its files."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FILE = re.compile(r"[a-z][a-z0-9_-]*\.yaml")
_SCHEMA = re.compile(r"[a-z][a-z0-9_-]*\.schema\.json")
_MOST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Declared:
    """A structure as ``region.yaml`` names it, at ``pointer``."""

    id: str
    title: str
    file: str
    schema: str
    pointer: str

    @property
    def stem(self) -> str:
        """What its file holds: the name without ``.yaml``."""
        return self.file.removesuffix(".yaml")


def declared(region: Document | None, findings: list[Finding]) -> list[Declared]:
    """The structures that ``region.yaml`` declares in the right form; a name that is taken is a finding."""
    data = region.data.get("structures") if region and isinstance(region.data, dict) else None
    found: list[Declared] = []
    files: set[str] = set()
    for index, entry in enumerate(data[:MAX_STRUCTURES] if isinstance(data, list) else []):
        if not isinstance(entry, dict):
            continue
        name, file, own = (entry.get(key) for key in ("id", "file", "schema"))
        if not (isinstance(name, str) and isinstance(file, str) and isinstance(own, str)):
            continue
        if not (_ID.fullmatch(name) and _FILE.fullmatch(file) and _SCHEMA.fullmatch(own)):
            # The schema of region.yaml says so.
            continue
        pointer = f"/structures/{index}"
        one = Declared(name, str(entry.get("title", "")), file, own, pointer)
        wrong = [key for key, word in (("id", one.id), ("file", one.stem)) if is_reserved(word)]
        wrong += ["file"] if one.stem in files else []
        if wrong:
            assert region is not None
            sentence = marked("The name “{word}” is taken already; choose another for the structure.")
            place = region.location(f"{pointer}/{wrong[0]}")
            findings.append(Finding(TAKEN, place, sentence, {"word": str(entry[wrong[0]])}))
            continue
        files.add(one.stem)
        found.append(one)
    return found


def is_reserved(word: str) -> bool:
    """Whether the core uses this name for something of its own."""
    return word in RESERVED or word in schema.names()


def checked(
    own: Sequence[Declared],
    path: str,
    shown: str,
    documents: Mapping[str, Document],
    present: Collection[str],
    findings: list[Finding],
) -> dict[str, Document]:
    """The schemas of the structures by the names of their files, after their files were held against them.

    ``documents`` are the files that could be read, ``present`` those that are there, by what they hold.
    """
    steps = bounded.Steps()
    schemas: dict[str, Document] = {}
    head = documents["region"]
    for one in own:
        # Of a link out of the folder that was said already.
        said = {finding.location.file for finding in findings}
        if one.stem not in present and os.path.join(shown, one.file) not in said:
            findings.append(_missing(head, one, "file"))
        if one.schema not in schemas:
            found, problems = folder.open_inside(path, one.schema, shown)
            if found is None and any(problem.rule == MISSING for problem in problems):
                problems = [_missing(head, one, "schema")]
            findings += problems
            if found is not None:
                schemas[one.schema] = found
        if one.schema in schemas and one.stem in documents:
            findings += own_schema.check(documents[one.stem], schemas[one.schema], steps)
    return schemas


def _missing(head: Document, one: Declared, key: str) -> Finding:
    name = one.file if key == "file" else one.schema
    sentence = marked("The structure “{id}” needs the file {file}, which is not in the region's folder.")
    return Finding(MISSING, head.location(f"{one.pointer}/{key}"), sentence, {"id": one.id, "file": name})


def built(
    one: Declared, head: Document, document: Document | None, own: Document | None, words: Vocabulary
) -> Structure:
    """The structure with its items; a source that is no section is noted in ``words``."""
    data = document.data if document is not None else None
    described = own.data if own is not None else {}
    items = list(_items(document, data)) if document is not None else []
    if document is not None:
        for pointer, word in _sources(data, ""):
            words.known("section", word, words.sections, document.location(pointer))
        _once(document, words)
    keys = dict.fromkeys(key for item in items for key in item["data"])
    parts = {item["part"]: _of_part(described, item["part"]) for item in items}
    titles: dict[str, str] = {}
    for part in parts.values():
        for key, demand in _properties(described, part).items():
            titles.setdefault(key, _title(described, demand) or key)
    ordered = [*(key for key in titles if key in keys), *(key for key in keys if key not in titles)]
    return {
        "id": one.id,
        "title": one.title or one.id,
        "file": one.file,
        "where": head.where(one.pointer),
        "columns": [(key, titles.get(key, key)) for key in ordered if key != "source"],
        "parts": {name: _title(described, _demand(described, name)) or name for name in parts},
        "items": items,
    }


def _once(document: Document, words: Vocabulary) -> None:
    """Find the ids that stand twice in one list."""
    lists = document.data if isinstance(document.data, dict) else {"": document.data}
    for part, entries in lists.items():
        above = pointer_step(part) if isinstance(document.data, dict) else ""
        seen: dict[str, Location] = {}
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            name = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(name, str):
                continue
            place = document.location(f"{above}/{index}/id")
            if name in seen:
                sentence = marked("The id “{word}” is used twice.")
                finding = Finding(DUPLICATE_ID, place, sentence, {"word": name}, related=(seen[name],))
                words.findings.append(finding)
            seen.setdefault(name, place)


def _items(document: Document, data: Any) -> Iterator[OwnItem]:
    """The entries of the lists at the top of the file; what else stands there is one item together."""
    if isinstance(data, list):
        yield from _listed(document, data, "", "")
    if not isinstance(data, dict):
        return
    rest = {key: value for key, value in data.items() if not isinstance(value, list)}
    if rest:
        yield _item(document, rest, "", "")
    for key, value in data.items():
        if isinstance(value, list):
            yield from _listed(document, value, key, pointer_step(key))


def _listed(document: Document, entries: list[Any], part: str, pointer: str) -> Iterator[OwnItem]:
    for index, entry in enumerate(entries):
        data = entry if isinstance(entry, dict) else {"value": entry}
        yield _item(document, data, part, f"{pointer}/{index}")


def _item(document: Document, data: dict[str, Any], part: str, pointer: str) -> OwnItem:
    name = data.get("id", "")
    return {
        "id": name if isinstance(name, str) else "",
        "part": part,
        "where": document.where(pointer),
        "sources": [word for _, word in _sources(data, "")],
        "data": data,
    }


def _sources(data: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """What stands under a key ``source``, at any depth: one section, or a list of them."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = pointer + pointer_step(key)
            if key == "source" and isinstance(value, str):
                yield here, value
            elif key == "source" and isinstance(value, list):
                yield from ((f"{here}/{n}", word) for n, word in enumerate(value) if isinstance(word, str))
            else:
                yield from _sources(value, here)
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            yield from _sources(entry, f"{pointer}/{index}")


# -- what the schema calls things -----------------------------------------------------------------


def _of_part(described: Any, part: str) -> Any:
    """What the schema says of the entries of the list ``part``; of the file itself where that is none."""
    top = _followed(described, described)
    demand = _followed(described, _demand(described, part)) if part else top
    items = demand.get("items") if isinstance(demand, dict) else None
    return _followed(described, items) if isinstance(items, dict) else demand


def _demand(described: Any, key: str) -> Any:
    return _properties(described, _followed(described, described)).get(key)


def _properties(described: Any, demand: Any) -> dict[str, Any]:
    found = _followed(described, demand)
    inside = found.get("properties") if isinstance(found, dict) else None
    return inside if isinstance(inside, dict) else {}


def _title(described: Any, demand: Any) -> str:
    for part in (demand, _followed(described, demand)):
        title = part.get("title") if isinstance(part, dict) else None
        if isinstance(title, str) and title:
            return title
    return ""


def _followed(described: Any, demand: Any) -> Any:
    """The part of the schema that a reference within it leads to."""
    for _ in range(_MOST_REFERENCES):
        reference = demand.get("$ref") if isinstance(demand, dict) else None
        if not isinstance(reference, str) or not reference.startswith("#"):
            return demand
        demand = described
        for step in reference[1:].split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            demand = demand.get(name) if isinstance(demand, dict) else None
    return {}
