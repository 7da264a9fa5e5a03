"""Layout: entries that begin with their id, so that a reader and a comparison of versions find it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.reading.places import pointer_step
from kernketen.words import marked

ID_FIRST = Rule("layout.id_first", Severity.NOTE)


def id_first(subject: Subject) -> Iterator[Finding]:
    """Entries of a list that have an id, but further down."""
    for document in subject.documents.values():
        for pointer, entry in _entries(document.data, ""):
            if "id" in entry and next(iter(entry)) != "id":
                sentence = marked("An entry begins with its id (here “{id}”).")
                place = document.location(f"{pointer}/id", key=True)
                yield Finding(ID_FIRST, place, sentence, {"id": str(entry["id"])})


def _entries(data: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _entries(value, pointer + pointer_step(key))
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            if isinstance(entry, dict):
                yield f"{pointer}/{index}", entry
            yield from _entries(entry, f"{pointer}/{index}")


_LATE = "  - name: School\n    id: school\n    source: team\n"
_EARLY = "  - id: school\n    name: School\n    source: team\n"
_REST = FILES["partners.yaml"].replace("  - {id: school, name: School, source: team}\n", "")

CHECKS = (
    Check(
        ID_FIRST,
        marked("An entry of a list begins with its id."),
        marked("Who looks for an id looks at the beginning of the line; `validate --fix` puts it there."),
        Example("partners.yaml", _REST + _LATE),
        Example("partners.yaml", _REST + _EARLY),
        id_first,
    ),
)
