"""The entries of a region's files: documents, partners, roles, teams, schools, terms, statements, cases."""

from __future__ import annotations

from kernketen.model import region as shape
from kernketen.reading.items import Data, File, mapping


class Entries(File):
    """One parsed file (or none) whose entries become items of the model."""

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

    def names(self, pointer: str, data: Data) -> list[str]:
        """What people call an entry: its name and the other ones."""
        return [name for name in (self.text(pointer, "name", data), *self._texts(data, "aliases")) if name]

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
        cadence: list[shape.Cadence] = [
            {
                **self._item(p, d),
                "text": self.text(p, "text", d),
                "modality": self.text(p, "modality", d),
                "frequency": mapping(d, "frequency"),
                "initiator": self._roles_at(p, d, "initiator"),
            }
            for p, d in self.entries("cadence", data, pointer)
        ]
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
                    "at_least": mapping(d, "at_least"),
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
        order = data.get("order")
        return {
            **self._item(pointer, data),
            "kind": self.text(pointer, "kind", data),
            "text": self.text(pointer, "text", data),
            "modality": self.text(pointer, "modality", data),
            "who": self._roles_at(pointer, data, "who"),
            "team": self._reference("team", pointer, data, "team", self._words.teams),
            "partner": self._reference("partner", pointer, data, "partner", self._words.partners),
            "order": order if isinstance(order, int) else None,
            "frequency": mapping(data, "frequency"),
            "origin": self.text(pointer, "origin", data),
            "adopted": data.get("adopted") is not False,
            "date": self.text(pointer, "date", data),
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
