"""The cards of ``cases.yaml``: a school and a day, and who must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kernketen.model.condition import leaves
from kernketen.reading.items import Data, File, mapping
from kernketen.reading.places import Document, pointer_step

if TYPE_CHECKING:
    from kernketen.model.region import Card
    from kernketen.reading.vocabulary import Vocabulary

FACTS = ("school", "schoolgemeente", "postcodegebied", "sector", "woongemeente")
"""What a card gives, as a case gives facts."""


def read(documents: Mapping[str, Document], words: Vocabulary) -> list[Card]:
    """The cards of a region; what they name and the region does not have becomes a finding."""
    if "cases" not in documents:
        return []
    return _Cards(documents, words).cards()


class _Cards(File):
    def __init__(self, documents: Mapping[str, Document], words: Vocabulary) -> None:
        super().__init__(documents["cases"], words)
        teams = File(documents.get("teams"), words)
        self.compositions = {
            str(team.get("id")): [str(entry.get("id")) for _, entry in teams.entries("compositions", team)]
            for _, team in teams.entries("teams")
        }
        partners = File(documents.get("partners"), words)
        self.contacts = {
            str(partner.get("id")): [
                str(entry.get("id")) for _, entry in partners.entries("contacts", partner)
            ]
            for _, partner in partners.entries("partners")
        }

    def cards(self) -> list[Card]:
        return [self.card(pointer, data) for pointer, data in self.entries("cards")]

    def card(self, pointer: str, data: Data) -> Card:
        given = mapping(data, "given") or {}
        condition = self._condition(
            pointer, "given", {"given": {k: v for k, v in given.items() if k in FACTS}}
        )
        facts = {leaf[1]: list(leaf[2]) for leaf in leaves(condition or ["all", []]) if leaf[0] == "in"}
        return {
            "id": self.text(pointer, "id", data),
            "given": facts,
            "on": self.date(pointer, "on", data),
            "served": self.served(pointer, mapping(data, "served") or {}),
            "expect": dict(self.expected(pointer, mapping(data, "expect") or {})),
            "never": self.never(pointer, mapping(data, "never") or {}),
            "note": self.text(pointer, "note", data),
            "where": self._where(pointer),
        }

    def served(self, pointer: str, data: Data) -> dict[str, str]:
        """Which composition of which team is looked at."""
        found = {}
        for team in data:
            here = f"{pointer}/served"
            if self.is_team(str(team), here):
                found[str(team)] = self.composition(str(team), here, data, str(team))
        return found

    def never(self, pointer: str, data: Data) -> dict[str, list[str]]:
        """What must not come out."""
        kinds = {"teams": self._words.teams, "roles": self._words.roles, "partners": self._words.partners}
        return {
            key: self._references(key.removesuffix("s"), f"{pointer}/never", data, key, among)
            for key, among in kinds.items()
            if key in data
        }

    def expected(self, pointer: str, data: Data) -> Iterator[tuple[str, Data]]:
        """What is expected of each team."""
        for team, spec in data.items():
            here = f"{pointer}/expect"
            if not self.is_team(str(team), here):
                continue
            found: Data = dict(spec) if isinstance(spec, dict) else {}
            here += pointer_step(str(team))
            if "composition" in found:
                self.composition(str(team), here, found, "composition")
            self._reference("section", here, found, "source", self._words.sections)
            self._references("fact", here, found, "depends_on", self._words.facts)
            for place, member in self.entries("members", found, here):
                self.member(place, member)
            yield str(team), found

    def member(self, pointer: str, data: Data) -> None:
        """Find what a member names and the region does not have."""
        self._reference("role", pointer, data, "role", self._words.roles)
        partner = self._reference("partner", pointer, data, "partner", self._words.partners)
        every = [name for names in self.contacts.values() for name in names]
        among = self.contacts.get(partner) or every
        self._references("contact", pointer, data, "contacts", among)
        self._references("section", pointer, data, "sources", self._words.sections)
        self._references("fact", pointer, data, "depends_on", self._words.facts)

    def is_team(self, team: str, pointer: str) -> bool:
        assert self._document is not None
        place = self._document.location(pointer + pointer_step(team), key=True)
        return self._words.known("team", team, self._words.teams, place)

    def composition(self, team: str, pointer: str, data: Any, key: str) -> str:
        return self._reference("composition", pointer, data, key, self.compositions.get(team, []))
