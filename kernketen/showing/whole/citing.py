"""What the tables and the document of a whole region share: names, conditions in words, sources, doubts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernketen.model.condition import both
from kernketen.model.region import Region, Serve, Then, Who
from kernketen.model.titles import readable
from kernketen.model.wording import said
from kernketen.showing.answers import quantity
from kernketen.showing.rule_rows import people
from kernketen.showing.terms import IN_ANSWER, date
from kernketen.words import tr


class Names:
    """One region, and what its ids are called."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.roles = {role["id"]: role["name"] for role in region["roles"]}
        self.partners = {partner["id"]: partner["name"] for partner in region["partners"]}
        self.teams = {team["id"]: team["name"] for team in region["teams"]}
        self.papers = {paper["id"]: paper["title"] for paper in region["external_references"]}
        self.documents = {paper["id"]: paper["title"] for paper in region["documents"]}

    def called(self, roles: Iterable[str]) -> str:
        """Roles by name, with commas."""
        return ", ".join(self.roles.get(role, role) for role in roles)

    def who(self, who: Who | None) -> str:
        """Who is meant, as a sentence has it: "directeur en intern begeleider"."""
        return people(self.region, who) if who is not None else ""

    def condition(self, *conditions: Any) -> str:
        """Conditions in words; nothing where there is none."""
        whole = both(*conditions)
        return "" if whole is None else said(whole, self.region)

    def amount(self, value: dict[str, Any] | None) -> str:
        """A quantity as printed; nothing where there is none."""
        return quantity(value) if value else ""

    def day(self, section: str) -> str:
        """The date of a section as it is written; ``unknown`` where the text gives none."""
        entry = self.region["sections"].get(section)
        return entry["adopted_on"] or entry["valid_from"] if entry else ""

    def source(self, section: str) -> str:
        """How a section is cited: title of the document, heading, date; nothing for none."""
        entry = self.region["sections"].get(section)
        if entry is None:
            return ""
        return f"{self.documents[entry['document']]}, “{entry['heading']}” ({date(self.day(section))})"

    def served(self, serve: Serve) -> str:
        """Where a list of a team is the one that counts, and why."""
        said = (
            tr("if {condition}", condition=self.condition(serve["scope"])) if serve["scope"] else tr("always")
        )
        return f"{said} ({serve['note']})" if serve["note"] else said

    def searched(self, sections: Iterable[str]) -> str:
        """Where the text was searched: the headings of the sections."""
        known = self.region["sections"]
        found = [f"“{known[s]['heading']}”" if s in known else s for s in sections]
        return tr("all of it") if found == ["all"] else ", ".join(found)

    def outcome(self, then: Then) -> list[str]:
        """What holds beside the text: outcome, who, term, money, paper; each with its word."""
        found = [readable(then["outcome"])] if then["outcome"] else []
        for key, label in IN_ANSWER.items():
            who: Who | None = then[key]  # type: ignore[literal-required]
            if who is not None:
                found.append(f"{tr(label)}: {self.who(who)}")
        if then["within"]:
            found.append(tr("within {term}", term=quantity(then["within"])))
        if then["money"]:
            found.append(tr("From: {money}", money=then["money"]))
        if then["see"]:
            found.append(tr("on another paper: {paper}", paper=self.papers.get(then["see"], then["see"])))
        return found


def inline(item: Any) -> str:
    """The doubts of an item on one line."""
    return " ".join(
        f"{doubt['id']}: {doubt['note']}"
        + (" " + tr("Reading: {reading}", reading=doubt["reading"]) if doubt["reading"] else "")
        for doubt in item.get("doubts", ())
    )
