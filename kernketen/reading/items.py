"""One file of a region: its entries become items of the model; what is left out gets its empty value.

The schema has said already what is missing or of a wrong type; this reader takes what it can use, so
that wrong references elsewhere in the file are found in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Rule
from kernketen.model import region as shape
from kernketen.model.dates import exists
from kernketen.reading.conditions import condition
from kernketen.reading.places import Document
from kernketen.reading.vocabulary import Vocabulary
from kernketen.words import marked

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

Data = dict[str, Any]

DATE = Rule("dates.exists")
# What the schema cannot tell: that a month is shorter.
_LATE_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(29|30|31)|0000.*")


class File:
    """One parsed file (or none) and the words its entries may use."""

    def __init__(self, document: Document | None, words: Vocabulary) -> None:
        self._document = document
        self._words = words

    # -- reaching in ------------------------------------------------------------------------------

    def entries(self, key: str, data: object = None, pointer: str = "") -> Iterator[tuple[str, Data]]:
        """The mappings in the list ``key`` of the file or of ``data`` at ``pointer``, with their pointers."""
        if data is None and self._document is not None:
            data = self._document.data
        listed = data.get(key) if isinstance(data, dict) else None
        for index, entry in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(entry, dict):
                yield f"{pointer}/{key}/{index}", entry

    def text(self, pointer: str, key: str, data: Data | None = None) -> str:
        """The text under ``key``, or an empty string."""
        if data is None:
            data = self._document.data if self._document and isinstance(self._document.data, dict) else {}
        value = data.get(key)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def date(self, pointer: str, key: str, data: Data | None = None) -> str:
        """The date under ``key``, or an empty string; a day that no calendar has becomes a finding."""
        word = self.text(pointer, key, data)
        if _LATE_DAY.fullmatch(word) and not exists(word) and self._document is not None:
            place = self._document.location(f"{pointer}/{key}")
            self._words.findings.append(
                Finding(DATE, place, marked("The date “{date}” does not exist."), {"date": word})
            )
        return word

    def _texts(self, data: Data, key: str) -> list[str]:
        value = data.get(key)
        return [str(word) for word in value] if isinstance(value, list) else []

    def _where(self, pointer: str) -> shape.Where:
        assert self._document is not None
        return self._document.where(pointer)

    def _condition(self, pointer: str, key: str, data: Data) -> Condition | None:
        assert self._document is not None
        return condition(self._document, f"{pointer}/{key}", data.get(key), self._words)

    def _reference(self, kind: str, pointer: str, data: Data, key: str, among: Any) -> str:
        word = self.text(pointer, key, data)
        if word and self._document is not None:
            self._words.known(kind, word, among, self._document.location(f"{pointer}/{key}"))
        return word

    def _references(self, kind: str, pointer: str, data: Data, key: str, among: Any) -> list[str]:
        words = self._texts(data, key)
        for index, word in enumerate(words):
            assert self._document is not None
            self._words.known(kind, word, among, self._document.location(f"{pointer}/{key}/{index}"))
        return words

    # -- shared parts -----------------------------------------------------------------------------

    def _doubts(self, pointer: str, data: Data) -> list[shape.Doubt]:
        return [
            {
                "id": self.text(p, "id", d),
                "note": self.text(p, "note", d),
                "reading": self.text(p, "reading", d),
                "against": self._reference("section", p, d, "against", self._words.sections),
                "when": self._condition(p, "when", d),
            }
            for p, d in self.entries("doubts", data, pointer)
        ]

    def _item(self, pointer: str, data: Data) -> shape.Item:
        return {
            "id": self.text(pointer, "id", data),
            "where": self._where(pointer),
            "source": self._reference("section", pointer, data, "source", self._words.sections),
            "note": self.text(pointer, "note", data),
            "doubts": self._doubts(pointer, data),
            "scope": self._condition(pointer, "scope", data),
            "when": self._condition(pointer, "when", data),
        }

    def _see(self, pointer: str, data: Data) -> str:
        return self._reference("external", pointer, data, "see", self._words.external)

    def _who(self, pointer: str, data: Data, key: str) -> shape.Who:
        value = data.get(key)
        if isinstance(value, dict) and value:
            mode = next(iter(value))
            return {
                "mode": mode,
                "roles": self._references("role", f"{pointer}/{key}", value, mode, self._words.roles),
            }
        word = self._reference("role", pointer, data, key, self._words.roles)
        return {"mode": "all", "roles": [word] if word else []}

    def _roles_at(self, pointer: str, data: Data, key: str) -> shape.Who | None:
        return self._who(pointer, data, key) if key in data else None

    def _tasks(self, pointer: str, data: Data) -> list[shape.Task]:
        return [
            {
                **self._item(p, d),
                "text": self.text(p, "text", d),
                "modality": self.text(p, "modality", d),
                "fase": self.text(p, "fase", d),
                "presence": self.text(p, "presence", d),
                "with": self._roles_at(p, d, "with"),
                "see": self._see(p, d),
            }
            for p, d in self.entries("tasks", data, pointer)
        ]


def mapping(data: Data, key: str) -> Data | None:
    """The mapping under ``key``, or nothing."""
    value = data.get(key)
    return value if isinstance(value, dict) else None
