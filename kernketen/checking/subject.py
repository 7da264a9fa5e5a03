"""What a check looks at: a region as far as it could be read, with the place of everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kernketen.checking.compiled import Table, dated, tables
from kernketen.checking.tried import Tried, tried
from kernketen.finding import Finding, Location, Severity
from kernketen.model.region import Region, Rule
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.region import Draft

_LISTS = (
    "documents",
    "external_references",
    "partners",
    "roles",
    "teams",
    "schools",
    "aliases",
    "terms",
    "statements",
    "gaps",
    "rules",
    "cases",
    "cards",
)
_DIGIT = re.compile(r"\d")
# What rules and cases name by its id, roles apart.
_REFERRED_TO = ("documents", "external_references", "partners", "teams")


@dataclass(frozen=True, slots=True)
class Text:
    """One text somewhere in a file, under its key (for an entry of a list that of the list)."""

    key: str
    said: str
    document: Document
    pointer: str

    @property
    def place(self) -> Location:
        """Where it stands."""
        return self.document.location(self.pointer)

    @property
    def is_bare(self) -> bool:
        """Whether it stands there without quotes, on one line."""
        place = self.place
        return self.document.line(place.line)[place.column - 1 :].startswith(self.said)


class Subject:
    """A region to be checked on a day (``2026-11-22``).

    ``region`` is without the items that reading found wrong already: what is said of those would be noise.
    ``documents`` are its files as plain data, by what they hold (``roles``, ``rules/absence``).
    """

    def __init__(self, draft: Draft, today: str) -> None:
        assert draft.region is not None
        self.documents: Mapping[str, Document] = draft.documents
        self.today = today
        self._whole: Region = draft.region
        self._wrong = self._wrong_items(draft.findings)
        self.region: Region = self._sound(draft.region)

    def place(self, item: Mapping[str, Any], *steps: str | int, key: bool = False) -> Location:
        """Where an item of the region stands, or a value in it: ``place(rule, "when", "sector")``.

        With ``key`` it is the place of the value's key.
        """
        document, pointer = self._find(item)
        if document is None:
            return Location(item["where"][0], item["where"][1])
        return document.location(pointer + "".join(map(pointer_step, steps)), key=key)

    def data(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """An item as it is written in its file."""
        document, pointer = self._find(item)
        found = document.data if document is not None else {}
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        return found if isinstance(found, dict) else {}

    @cached_property
    def texts(self) -> Sequence[Text]:
        """All texts of all files, in the order in which they stand there."""
        return [t for document in self.documents.values() for t in _texts(document, document.data, "", "")]

    @cached_property
    def with_digits(self) -> Sequence[Text]:
        """Those of the texts in which a digit stands: a tenth of them."""
        return [text for text in self.texts if _DIGIT.search(text.said)]

    @cached_property
    def tables(self) -> Sequence[Table]:
        """The topics of the region, compiled once for all checks."""
        return tables(self.answering)

    @cached_property
    def tried(self) -> Sequence[Tried]:
        """The cases of the region, read once for all checks."""
        return tried(self.answering)

    @cached_property
    def answering(self) -> Region:
        """The region for the evaluator: without wrong rules and cases, with all that the others refer to."""
        roles = {role["id"]: role for role in self._whole["roles"]}
        groups = {name: [other for other in role["group"] if other in roles] for name, role in roles.items()}
        return {
            **self.region,
            "rules": [rule for rule in dated(self.region) if _named(rule) <= roles.keys()],
            "roles": [{**role, "group": groups[role["id"]]} for role in self._whole["roles"]],
            **{name: self._whole[name] for name in _REFERRED_TO},  # type: ignore[typeddict-item,literal-required]
        }

    def _find(self, item: Mapping[str, Any]) -> tuple[Document | None, str]:
        file, line = item["where"]
        return self._places.get((file, line, item.get("id", ""))) or (None, "")

    @cached_property
    def _places(self) -> dict[tuple[str, int, str], tuple[Document, str]]:
        found: dict[tuple[str, int, str], tuple[Document, str]] = {}
        for document in self.documents.values():
            for pointer, data in _entries(document.data, ""):
                name = data.get("id", "")
                key = (
                    document.file,
                    document.place(pointer)[0],
                    name if isinstance(name, str) else str(name),
                )
                found.setdefault(key, (document, pointer))
        return found

    def _wrong_items(self, findings: tuple[Finding, ...]) -> set[tuple[str, int]]:
        """(file, line) of the items of a list in which reading found an error."""
        by_file = {document.file: document for document in self.documents.values()}
        found = set()
        for finding in findings:
            document = by_file.get(finding.location.file)
            if document is None or finding.rule.severity is not Severity.ERROR:
                continue
            steps = finding.location.pointer.split("/")
            for length in range(3, len(steps) + 1):
                if steps[length - 1].isdecimal():
                    found.add((document.file, document.place("/".join(steps[:length]))[0]))
        return found

    def _sound(self, region: Region) -> Region:
        found: Any = dict(region)
        for name in _LISTS:
            found[name] = [item for item in found[name] if tuple(item["where"]) not in self._wrong]
        found["rules"] = [rule for rule in found["rules"] if rule["source"] in region["sections"]]
        sound: Region = found
        return sound


def _named(rule: Rule) -> set[str]:
    """The roles that a rule and its steps name, whatever they do."""
    parts: list[Any] = [rule["then"], *(step["then"] for step in rule["steps"])]
    values = [value for part in parts for value in part.values() if isinstance(value, dict)]
    return {role for value in values for role in value.get("roles", ())}


def _entries(data: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """All mappings that are entries of a list, at any depth, with their pointers."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, (dict, list)):
                yield from _entries(value, pointer + pointer_step(key))
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            if isinstance(entry, dict):
                yield f"{pointer}/{index}", entry
            if isinstance(entry, (dict, list)):
                yield from _entries(entry, f"{pointer}/{index}")


def _texts(document: Document, data: Any, pointer: str, key: str) -> Iterator[Text]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(document, value, pointer + pointer_step(name), str(name))
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            yield from _texts(document, entry, f"{pointer}/{index}", key)
    elif isinstance(data, str):
        yield Text(key, data, document, pointer)
