"""Who belongs to a school's team, how to reach them, and why: one answer, as plain data.

The answer has the shape that ``schemas/output/who.schema.json`` describes; every format shows it.
Nothing here knows files: it gets the region, the school, and what is known about the pupil as values.
"""

from __future__ import annotations

from kernketen.asking import cells
from kernketen.asking.coverage import covers, given
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
    from kernketen.model.region import Composition, Contact, Doubt, Item, Member, Partner, Region, Role, Team
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
    return {**part, "roles": roles, "teams": teams, "schools": region["schools"]}


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
    answer = _Card(region, school, on, home, role, people).answer()
    if role is None:
        return answer
    shown = list(role)
    if not answer["teams"]:
        # People ask for "leerplicht" where the list names the leerplichtambtenaar, and the other way round.
        shown = _colleagues(region, role)
        answer = _Card(region, school, on, home, shown, people).answer()
    return {**answer, "role": {"asked": list(role), "shown": shown if answer["teams"] else []}}


def _colleagues(region: Region, roles: Sequence[str]) -> list[str]:
    """The roles, and those of the same organisations."""
    found = list(roles)
    for partner in region["partners"]:
        if set(roles) & set(partner["roles"]):
            found += [role for role in partner["roles"] if role not in found]
    return found


class _Card:
    """One answer in the making."""

    def __init__(
        self,
        region: Region,
        school: School,
        on: Span,
        home: str | None,
        role: Sequence[str] | None,
        people: People | None,
    ) -> None:
        self.region = region
        self.school = school
        self.on = on
        self.home = home
        self.people = people
        self.given = given(region, school, home)
        self.covered = covers(region, school)
        self.documents = {document["id"]: document for document in region["documents"]}
        self.roles: dict[str, Role] = {entry["id"]: entry for entry in region["roles"]}
        self.wanted = None if role is None else {one for name in role for one in self.inside(name)}

    def answer(self) -> dict[str, Any]:
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

    # -- what holds -------------------------------------------------------------------------------

    def truth(self, condition: Condition | None) -> bool | None:
        return cells.truth(condition, self.given, self.region["domains"])

    def holds(self, item: Item, source: str | None = None) -> bool | None:
        """Whether an item counts here and now: its conditions, and its section's scope, document and dates.

        ``source`` is another section than the item's own, or an empty text for none.
        """
        section = self.region["sections"].get(item["source"] if source is None else source)
        if section is not None:
            if not self.covered[section["document"]]:
                return False
            if not in_force(section["valid_from"], section["valid_until"], self.on):
                return False
            if self.truth(section["scope"]) is False:
                return False
        if self.truth(item["scope"]) is False:
            return False
        return self.truth(item["when"])

    def condition(self, item: Item) -> Condition | None:
        """What the reader must know of an item: its condition, and of what it is about what is presumed."""
        return both(item["when"], item["scope"] if self.truth(item["scope"]) is None else None)

    def flags(self, doubts: Sequence[Doubt], supposing: Condition | None = None) -> list[dict[str, Any]]:
        """The doubts that bite here: those without a condition, and those whose condition holds.

        ``supposing`` is a condition under which something is said, and which counts as true for its doubts.
        """
        return [
            {
                "id": doubt["id"],
                "text": doubt["note"],
                "reading": doubt["reading"] or None,
                "against": self.source(doubt["against"]) if doubt["against"] else None,
            }
            for doubt in doubts
            if self.bites(doubt["when"], supposing)
        ]

    def bites(self, when: Condition | None, supposing: Condition | None) -> bool:
        if when is None or supposing is None:
            return self.truth(when) is True
        try:
            space = cells.Space([when, supposing], self.given, self.region["domains"])
        except cells.TooWide:
            return self.truth(when) is True
        known = space.known() & space.mask(supposing)
        return bool(known) and not known & ~space.mask(when)

    def source(self, section: str) -> dict[str, Any]:
        """How a section is cited."""
        entry = self.region["sections"][section]
        document = self.documents[entry["document"]]
        return {
            "document": document["title"],
            "section": entry["heading"],
            "date": entry["adopted_on"] or entry["valid_from"] or document["date"],
            "kind": entry["kind"],
        }

    # -- teams ------------------------------------------------------------------------------------

    def team(self, team: Team) -> dict[str, Any] | None:
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
            "where": _where(composition or team),
            "see": self.see(composition["see"]) if composition else None,
            "note": (composition["note"] if composition else "") or team["note"] or None,
            "members": members,
            "flags": self.flags(doubts),
        }

    def unknown(self, *items: Item | None) -> str | None:
        """In words, what is still unknown of the conditions of these items, and so taken for granted."""
        open_ = [c for item in items if item for c in (item["when"], item["scope"]) if self.truth(c) is None]
        condition = both(*open_)
        return said(condition) if condition is not None else None

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
        dates = (composition["valid_from"], self.region["sections"][composition["source"]]["valid_from"])
        known = [date for date in dates if date and date != "unknown"]
        return span(known[0])[0] if known else ""

    # -- members ----------------------------------------------------------------------------------

    def members(self, team: Team, composition: Composition) -> Iterator[dict[str, Any]]:
        for member in composition["members"]:
            source = member["source"] or composition["source"]
            if self.holds(member, source) is False:
                continue
            for name in member["who"]["roles"]:
                if self.wanted is not None and not self.wanted & set(self.inside(name)):
                    continue
                yield from self.variants(member, source, name)

    def inside(self, name: str) -> list[str]:
        """A role and the roles of its group."""
        found = [name]
        for one in found:
            group = self.roles[one]["group"] if one in self.roles else ()
            found += [role for role in group if role not in found]
        return found

    def variants(self, member: Member, source: str, name: str) -> Iterator[dict[str, Any]]:
        """One entry for each organisation that may be the one; those that count for sure come first."""
        names = self.inside(name)
        found: list[tuple[Partner | None, Condition | None, bool | None]] = []
        for partner in self.region["partners"]:
            employs = set(names) & set(partner["roles"]) or partner["id"] == self.roles[name]["employer"]
            held = self.holds(partner, "") if employs else False
            if held is not False and self.covered_by(partner["source"]):
                found.append((partner, self.condition(partner), held))
        if not found:
            found.append((None, None, True))
        for one, condition, _ in sorted(found, key=lambda entry: entry[2] is not True):
            yield self.member(member, source, name, one, condition)

    def covered_by(self, section: str) -> bool:
        entry = self.region["sections"].get(section)
        return entry is None or bool(self.covered[entry["document"]])

    def member(
        self, member: Member, source: str, name: str, partner: Partner | None, condition: Condition | None
    ) -> dict[str, Any]:
        role = self.roles[name]
        names = self.inside(name)
        condition = both(self.condition(member), condition)
        sure = self.truth(condition)
        reachable = self.reachable(partner, names) if partner else []
        doubts: list[Doubt] = [*member["doubts"], *role["doubts"], *(partner["doubts"] if partner else [])]
        doubts += [doubt for entry in reachable for doubt in entry["doubts"]]
        return {
            "role": name,
            "name": role["name"],
            "canonical": role["canonical"] or None,
            "match": role["match"] or None,
            "choice": member["who"]["mode"] if len(member["who"]["roles"]) > 1 else None,
            "group": role["group"],
            "presence": member["presence"],
            "chair": member["chair"],
            "condition": said(condition) if condition is not None and sure is None else None,
            "partner": {"id": partner["id"], "name": partner["name"]} if partner else None,
            "contacts": [self.contact(entry) for entry in reachable],
            "later_contacts": partner is not None and not reachable and self.are_later(partner),
            "people": [entry for one in names for entry in self.listed(one)],
            "because": said(condition) if condition is not None and sure else None,
            "notes": self.notes(names),
            "note": member["note"] or None,
            "see": self.see(member["see"]),
            "source": self.source(source),
            "where": _where(member),
            "flags": _once(self.flags(doubts, condition if sure is None else None)),
        }

    def listed(self, role: str) -> Sequence[dict[str, Any]]:
        return self.people(self.school.code, role) if self.people else ()

    def notes(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """What these roles do for a pupil from elsewhere, where the text says it and it is so."""
        return [
            {"text": task["text"], "source": self.source(task["source"]), "where": _where(task)}
            for name in names
            for task in self.roles[name]["tasks"]
            if task["when"] is not None and "woongemeente" in facts_in(task["when"]) and self.holds(task)
        ]

    # -- contact points ---------------------------------------------------------------------------

    def reachable(self, partner: Partner, names: Sequence[str]) -> list[Contact]:
        return [
            entry
            for entry in partner["contacts"]
            if (not entry["roles"] or set(names) & set(entry["roles"])) and self.holds(entry) is not False
        ]

    def are_later(self, partner: Partner) -> bool:
        """Whether the partner has contact points, but only in sections that did not hold on the day."""
        sections = [self.region["sections"].get(entry["source"]) for entry in partner["contacts"]]
        return bool(sections) and not any(
            s is not None and in_force(s["valid_from"], s["valid_until"], self.on) for s in sections
        )

    def contact(self, contact: Contact) -> dict[str, Any]:
        condition = self.condition(contact)
        sure = self.truth(condition)
        words = said(condition) if condition is not None else None
        return {
            "purpose": contact["purpose"],
            "condition": words if sure is None else None,
            "because": words if sure else None,
            "phone": contact["phone"] or None,
            "email": contact["email"] or None,
            "web": contact["web"] or None,
            "absent": contact["absent"],
            "see": self.see(contact["see"]),
            "source": self.source(contact["source"]),
            "where": _where(contact),
        }

    def see(self, name: str) -> dict[str, Any] | None:
        """A paper that the text points to and that is not included."""
        for entry in self.region["external_references"]:
            if entry["id"] == name:
                return {"id": name, "title": entry["title"], "date": entry["date"] or None}
        return None


def _municipality(code: str) -> dict[str, str]:
    return {"code": code, "name": municipality.name_of(code)}


def _where(item: Any) -> dict[str, Any]:
    return {"file": item["where"][0], "line": item["where"][1]}


def _once(flags: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for flag in flags:
        seen.setdefault((flag["id"], flag["text"]), flag)
    return list(seen.values())
