"""Who belongs to a school's team, how to reach them, and why: one answer, as plain data.

The answer has the shape that ``schemas/output/who.schema.json`` describes; every format shows it.
Nothing here knows files: it gets the region, the school, and what is known about the pupil as values.
"""

from __future__ import annotations

from kernketen.asking.people.members import Members
from kernketen.asking.people.standing import where
from kernketen.model import municipality
from kernketen.model.condition import both, facts_in
from kernketen.model.dates import in_force, span, written
from kernketen.model.wording import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Composition, Item, Region, Team
    from kernketen.model.school import School

    People = Callable[[str, str], Sequence[dict[str, Any]]]

SCHEMA = "kernketen/who/1"


def needed(region: Region) -> dict[str, Any]:
    """The part of a region that ``who`` uses: people, teams, documents, and what the named schools say."""
    roles = [
        {**role, "tasks": [task for task in role["tasks"] if task["when"] is not None]}
        for role in region["roles"]
    ]
    names = ("id", "name", "documents", "sections", "external_references", "areas", "partners", "domains")
    teams = [{**team, "tasks": [], "cadence": []} for team in region["teams"]]
    part: dict[str, Any] = {name: region[name] for name in names}  # type: ignore[literal-required]
    part |= {"roles": roles, "teams": teams, "schools": region["schools"]}
    # Of the dictionary only what the conditions of these mention.
    mentioned = set(_mentioned(part))
    return {**part, "facts": {name: fact for name, fact in region["facts"].items() if name in mentioned}}


def _mentioned(data: Any, key: str = "") -> Iterator[str]:
    if key in ("when", "scope", "covers", "excludes") and data is not None:
        yield from facts_in(data)
    elif isinstance(data, dict):
        for name, entry in data.items():
            yield from _mentioned(entry, name)
    elif isinstance(data, list):
        for entry in data:
            yield from _mentioned(entry)


def who(
    region: Region,
    school: School,
    on: Span,
    *,
    home: str | None = None,
    role: Sequence[str] | None = None,
    people: People | None = None,
) -> dict[str, Any]:
    """The teams of a school on a day, each member with organisation, contact points, reason and source.

    ``home`` is the CBS code of the municipality where the pupil lives; unknown, all variants are given,
    each with its condition. ``role`` keeps the members with one of these role ids. ``people`` gives the
    entries of the local contact list for (school code, role id).
    """
    answer = Card(region, school, on, home, role, people).answer()
    if role is None:
        return answer
    shown = list(role)
    if not answer["teams"]:
        # People ask for "leerplicht" where the list names the leerplichtambtenaar, and the other way round.
        shown = _colleagues(region, role)
        answer = Card(region, school, on, home, shown, people).answer()
    return {**answer, "role": {"asked": list(role), "shown": shown if answer["teams"] else []}}


def _colleagues(region: Region, roles: Sequence[str]) -> list[str]:
    """The roles, and those of the same organisations."""
    found = list(roles)
    for partner in region["partners"]:
        if set(roles) & set(partner["roles"]):
            found += [role for role in partner["roles"] if role not in found]
    return found


class Card(Members):
    """One answer in the making."""

    def answer(self) -> dict[str, Any]:
        """The whole answer."""
        school = self.school
        teams = [team for team in map(self.team, self.region["teams"]) if team is not None]
        return {
            "schema": SCHEMA,
            "school": {
                "code": school.code,
                "name": school.name,
                "municipality": _municipality(school.municipality),
                "sector": "/".join(school.sectors),
            },
            "region": self.region["id"],
            "region_name": self.region["name"],
            "on": written(self.on),
            "pupil_municipality": _municipality(self.home) if self.home else None,
            "teams": teams,
            "out_of_scope": [
                {"document": document["title"], "date": document["date"]}
                for document in self.region["documents"]
                if self.covered[document["id"]] is None
            ],
            "flags": [
                flag
                for document in self.region["documents"]
                if self.covered[document["id"]]
                for flag in self.flags(document["doubts"])
            ],
        }

    def team(self, team: Team) -> dict[str, Any] | None:
        """A team as it stands in the answer, or nothing where it is not for this school and day."""
        # Where texts list members, each list has its own document and dates; else the team's own count. A
        # body with dates of its own is known for those days, however young the text that tells of it.
        own = not team["compositions"] and not (team["valid_from"] or team["valid_until"])
        if self.holds(team, team["source"] if own else "") is False:
            return None
        if not self.covered_by(team["source"]) and not team["compositions"]:
            return None
        if not in_force(team["valid_from"], team["valid_until"], self.on):
            return None
        composition, reason = self.composition(team)
        if composition is None and team["compositions"]:
            return None
        members = list(self.members(team, composition)) if composition else []
        if self.wanted is not None and not members:
            return None
        doubts = [*team["doubts"], *(composition["doubts"] if composition else [])]
        return {
            "id": team["id"],
            "name": team["name"],
            "per": team["per"],
            "composition": composition["id"] if composition else None,
            "composition_name": (composition["name"] or None) if composition else None,
            "complete": composition["list"] == "exact" if composition else None,
            "condition": self.unknown(team, composition),
            "basis": composition["by"] if composition else "text",
            "chosen": reason,
            "valid_from": team["valid_from"] or None,
            "valid_until": team["valid_until"] or None,
            "source": self.source(composition["source"] if composition else team["source"]),
            "where": where(composition or team),
            "see": self.see(composition["see"]) if composition else None,
            "note": (composition["note"] if composition else "") or team["note"] or None,
            "members": members,
            "flags": self.flags(doubts),
        }

    def unknown(self, *items: Item | None) -> str | None:
        """In words, what is still unknown of the conditions of these items, and so taken for granted."""
        condition = self.unsettled(*items)
        return said(condition, self.region) if condition is not None else None

    def unsettled(self, *items: Item | None) -> Condition | None:
        """Of the conditions of these items what is still unknown."""
        conditions = [c for item in items if item for c in (item["when"], item["scope"])]
        return both(*(condition for condition in conditions if self.truth(condition) is None))

    def composition(self, team: Team) -> tuple[Composition | None, dict[str, Any] | None]:
        """The composition that is served, and who chose it where the region had a choice."""
        usable = {
            entry["id"]: entry
            for entry in team["compositions"]
            if self.holds(entry) is not False and in_force(entry["valid_from"], entry["valid_until"], self.on)
        }
        for choice in team["serve"]:
            if choice["composition"] in usable and self.truth(choice["scope"]) is not False:
                reason = {
                    "by": choice["by"],
                    "note": choice["note"] or None,
                    "doubt": choice["doubt"] or None,
                }
                return usable[choice["composition"]], reason if len(team["compositions"]) > 1 else None
        newest = sorted(usable.values(), key=self.age)
        return (newest[-1] if newest else None), None

    def age(self, composition: Composition) -> str:
        """The first day of a composition, by which the newest is known."""
        dates = (composition["valid_from"], self.region["sections"][composition["source"]]["valid_from"])
        known = [date for date in dates if date and date != "unknown"]
        return span(known[0])[0] if known else ""


def _municipality(code: str) -> dict[str, str]:
    return {"code": code, "name": municipality.name_of(code)}
