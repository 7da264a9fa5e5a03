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

_DATE = Rule("date.exists")
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
                Finding(_DATE, place, marked("The date “{date}” does not exist."), {"date": word})
            )
        return word

    def _texts(self, data: Data, key: str) -> list[str]:
        value = data.get(key)
        return [str(word) for word in value] if isinstance(value, list) else []

    def _where(self, pointer: str) -> shape.Where:
        assert self._document is not None
        return self._document.file, self._document.place(pointer)[0]

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

    def _tasks(self, pointer: str, data: Data) -> list[shape.Task]:
        tasks: list[shape.Task] = []
        for p, d in self.entries("tasks", data, pointer):
            self._who(p, d, "with")
            tasks.append(
                {
                    **self._item(p, d),
                    "text": self.text(p, "text", d),
                    "modality": self.text(p, "modality", d),
                    "fase": self.text(p, "fase", d),
                    "presence": self.text(p, "presence", d),
                    "see": self._see(p, d),
                }
            )
        return tasks

    # -- region.yaml ------------------------------------------------------------------------------

    def paper(self, pointer: str, data: Data) -> tuple[shape.Document, dict[str, shape.Section]]:
        """A document and its sections by id."""
        name = self.text(pointer, "id", data)
        date = self.date(pointer, "date", data)
        kind = self.text(pointer, "kind", data)
        paper: shape.Document = {
            "id": name,
            "title": self.text(pointer, "title", data),
            "date": date,
            "kind": kind,
            "parties": self._texts(data, "parties"),
            "valid_from": self.date(pointer, "valid_from", data) or date,
            "valid_until": self.date(pointer, "valid_until", data),
            "covers": self._condition(pointer, "covers", data),
            "excludes": self._condition(pointer, "excludes", data),
            "note": self.text(pointer, "note", data),
            "doubts": self._doubts(pointer, data),
            "where": self._where(pointer),
        }
        sections: dict[str, shape.Section] = {}
        for p, d in self.entries("sections", data, pointer):
            sections[self.text(p, "id", d)] = {
                "id": self.text(p, "id", d),
                "document": name,
                "heading": self.text(p, "heading", d),
                "kind": self.text(p, "kind", d) or kind,
                # A section without dates of its own is as old as its document.
                "valid_from": self.date(p, "valid_from", d) or paper["valid_from"],
                "valid_until": self.date(p, "valid_until", d) or paper["valid_until"],
                "adopted_on": self.date(p, "adopted_on", d),
                "scope": self._condition(p, "scope", d),
                "reason": self.text(p, "reason", d),
                "note": self.text(p, "note", d),
                "doubts": self._doubts(p, d),
                "where": self._where(p),
            }
        return paper, sections

    def area(self, pointer: str, data: Data) -> tuple[str, list[str]]:
        """An area smaller than a municipality: its id and its postcodes."""
        assert self._document is not None
        self._reference("section", pointer, data, "source", self._words.sections)
        town = self.text(pointer, "municipality", data)
        if town:
            self._words.municipality(town, self._document.location(f"{pointer}/municipality"))
        return self.text(pointer, "id", data), self._texts(data, "postcodes")

    def elsewhere(self, pointer: str, data: Data) -> shape.Elsewhere:
        """A paper that is pointed to."""
        self._doubts(pointer, data)
        return {
            "id": self.text(pointer, "id", data),
            "title": self.text(pointer, "title", data),
            "source": self._reference("section", pointer, data, "source", self._words.sections),
            "date": self.date(pointer, "date", data),
            "web": self.text(pointer, "web", data),
            "note": self.text(pointer, "note", data),
            "where": self._where(pointer),
        }

    # -- the other files --------------------------------------------------------------------------

    def partner(self, pointer: str, data: Data) -> shape.Partner:
        """An organisation with its contact points."""
        return {
            **self._item(pointer, data),
            "name": self.text(pointer, "name", data),
            "aliases": self._texts(data, "aliases"),
            "description": self.text(pointer, "description", data),
            "roles": self._references("role", pointer, data, "roles", self._words.roles),
            "contacts": [self._contact(p, d) for p, d in self.entries("contacts", data, pointer)],
        }

    def _contact(self, pointer: str, data: Data) -> shape.Contact:
        absent = data.get("absent")
        return {
            **self._item(pointer, data),
            "purpose": self.text(pointer, "purpose", data),
            "roles": self._references("role", pointer, data, "roles", self._words.roles),
            "web": self.text(pointer, "web", data),
            "email": self.text(pointer, "email", data),
            "phone": self.text(pointer, "phone", data),
            "absent": {str(k): str(v) for k, v in absent.items()} if isinstance(absent, dict) else {},
            "see": self._see(pointer, data),
        }

    def role(self, pointer: str, data: Data) -> shape.Role:
        """A role with its tasks."""
        return {
            **self._item(pointer, data),
            "name": self.text(pointer, "name", data),
            "aliases": self._texts(data, "aliases"),
            "canonical": self.text(pointer, "canonical", data),
            "match": self.text(pointer, "match", data),
            "employer": self._reference("partner", pointer, data, "employer", self._words.partners),
            "group": self._references("role", pointer, data, "group", self._words.roles),
            "description": self.text(pointer, "description", data),
            "tasks": self._tasks(pointer, data),
        }

    def team(self, pointer: str, data: Data) -> shape.Team:
        """A team with its compositions."""
        cadence: list[shape.Cadence] = []
        for p, d in self.entries("cadence", data, pointer):
            self._who(p, d, "initiator")
            cadence.append(
                {
                    **self._item(p, d),
                    "text": self.text(p, "text", d),
                    "modality": self.text(p, "modality", d),
                }
            )
        compositions = [self._composition(p, d) for p, d in self.entries("compositions", data, pointer)]
        names = [c["id"] for c in compositions]
        return {
            **self._item(pointer, data),
            "name": self.text(pointer, "name", data),
            "aliases": self._texts(data, "aliases"),
            "canonical": self.text(pointer, "canonical", data),
            "match": self.text(pointer, "match", data),
            "per": self.text(pointer, "per", data),
            "description": self.text(pointer, "description", data),
            "valid_from": self.date(pointer, "valid_from", data),
            "valid_until": self.date(pointer, "valid_until", data),
            "replaces": self._reference("team", pointer, data, "replaces", self._words.teams),
            "tasks": self._tasks(pointer, data),
            "cadence": cadence,
            "compositions": compositions,
            "serve": [
                {
                    "composition": self._reference("composition", p, d, "composition", names),
                    "by": self.text(p, "by", d),
                    "scope": self._condition(p, "scope", d),
                    "note": self.text(p, "note", d),
                    "doubt": self.text(p, "doubt", d),
                }
                for p, d in self.entries("serve", data, pointer)
            ],
        }

    def _composition(self, pointer: str, data: Data) -> shape.Composition:
        return {
            **self._item(pointer, data),
            "name": self.text(pointer, "name", data),
            "list": self.text(pointer, "list", data),
            "by": self.text(pointer, "by", data) or "text",
            "see": self._see(pointer, data),
            "valid_from": self.date(pointer, "valid_from", data),
            "valid_until": self.date(pointer, "valid_until", data),
            "members": [
                {
                    **self._item(p, d),
                    "who": self._who(p, d, "who"),
                    "presence": self.text(p, "presence", d),
                    "chair": d.get("chair") is True,
                    "see": self._see(p, d),
                }
                for p, d in self.entries("members", data, pointer)
            ],
        }

    def school(self, pointer: str, data: Data) -> shape.NamedSchool:
        """A school that the agreement names."""
        town = self.text(pointer, "municipality", data)
        assert self._document is not None
        place = self._document.location(f"{pointer}/municipality")
        return {
            **self._item(pointer, data),
            "code": self.text(pointer, "code", data),
            "name": self.text(pointer, "name", data),
            "register_name": self.text(pointer, "register_name", data),
            "aliases": self._texts(data, "aliases"),
            "municipality": (self._words.municipality(town, place) or "") if town else "",
            "place": self.text(pointer, "place", data),
            "postcode": self.text(pointer, "postcode", data).replace(" ", ""),
            "sector": self._texts(data, "sector"),
            "basis": self.text(pointer, "basis", data) or "text",
            "cooperation": self._texts(data, "cooperation"),
            "group": self.text(pointer, "group", data),
        }

    def spoken(self, pointer: str, data: Data) -> shape.SpokenName:
        """Names people use for a school of the register."""
        return {
            "code": self.text(pointer, "code", data),
            "names": self._texts(data, "names"),
            "basis": self.text(pointer, "basis", data) or "editor",
            "note": self.text(pointer, "note", data),
            "where": self._where(pointer),
        }

    def term(self, pointer: str, data: Data) -> shape.Term:
        """A term of the glossary."""
        return {
            **self._item(pointer, data),
            "term": self.text(pointer, "term", data),
            "aliases": self._texts(data, "aliases"),
            "expansion": self.text(pointer, "expansion", data),
            "description": self.text(pointer, "description", data),
            "expanded": data.get("expanded") is not False,
            "used": data.get("used") is not False,
        }

    def statement(self, pointer: str, data: Data) -> shape.Statement:
        """A statement."""
        self._who(pointer, data, "who")
        self._reference("team", pointer, data, "team", self._words.teams)
        self._reference("partner", pointer, data, "partner", self._words.partners)
        return {
            **self._item(pointer, data),
            "kind": self.text(pointer, "kind", data),
            "text": self.text(pointer, "text", data),
            "modality": self.text(pointer, "modality", data),
            "origin": self.text(pointer, "origin", data),
            "date": self.date(pointer, "date", data),
            "see": self._see(pointer, data),
        }

    def case(self, pointer: str, data: Data) -> shape.Case:
        """An example with the answer that must come out."""
        given, expect, never = (data.get(key) for key in ("given", "expect", "never"))
        return {
            "id": self.text(pointer, "id", data),
            "question": self.text(pointer, "question", data),
            "topic": self.text(pointer, "topic", data),
            "on": self.text(pointer, "on", data),
            "given": given if isinstance(given, dict) else {},
            "expect": expect if isinstance(expect, dict) else {},
            "never": never if isinstance(never, dict) else {},
            "note": self.text(pointer, "note", data),
            "where": self._where(pointer),
        }

    def gap(self, pointer: str, data: Data) -> shape.Gap:
        """A silence of the text."""
        searched = data.get("searched")
        if isinstance(searched, list):
            words = self._references("section", pointer, data, "searched", self._words.sections)
        else:
            words = [searched] if isinstance(searched, str) else []
        return {
            "id": self.text(pointer, "id", data),
            "topic": self.text(pointer, "topic", data),
            "searched": words,
            "see": self._see(pointer, data),
            "note": self.text(pointer, "note", data),
            "doubts": self._doubts(pointer, data),
            "where": self._where(pointer),
        }
