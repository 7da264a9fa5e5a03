"""The members of a team, each with its organisation, contact points, people and reason."""

from __future__ import annotations

from kernketen.asking.people.standing import Standing, where
from kernketen.model.condition import both, facts_in
from kernketen.model.dates import in_force
from kernketen.model.wording import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.region import Composition, Contact, Doubt, Member, Partner, Team


class Members(Standing):
    """The members of the teams of one school."""

    def members(self, team: Team, composition: Composition) -> Iterator[dict[str, Any]]:
        """The members of a composition that count here, one entry for each possible organisation."""
        for member in composition["members"]:
            source = member["source"] or composition["source"]
            if self.holds(member, source) is False:
                continue
            for name in member["who"]["roles"]:
                if self.wanted is not None and not self.wanted & set(self.inside(name)):
                    continue
                yield from self.variants(member, source, name)

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

    def member(
        self, member: Member, source: str, name: str, partner: Partner | None, condition: Condition | None
    ) -> dict[str, Any]:
        """One member with one organisation (or none), as it stands in the answer."""
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
            "condition": said(condition, self.region) if condition is not None and sure is None else None,
            "partner": {"id": partner["id"], "name": partner["name"]} if partner else None,
            "contacts": [self.contact(entry) for entry in reachable],
            "later_contacts": partner is not None and not reachable and self.are_later(partner),
            "people": [entry for one in names for entry in self.listed(one)],
            "because": said(condition, self.region) if condition is not None and sure else None,
            "notes": self.notes(names),
            "note": member["note"] or None,
            "see": self.see(member["see"]),
            "source": self.source(source),
            "where": where(member),
            "flags": _once(self.flags(doubts, condition if sure is None else None)),
        }

    def listed(self, role: str) -> Sequence[dict[str, Any]]:
        """The people of a role on the local contact list."""
        return self.people(self.school.code, role) if self.people else ()

    def notes(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """What these roles do for a pupil from elsewhere, where the text says it and it is so."""
        return [
            {"text": task["text"], "source": self.source(task["source"]), "where": where(task)}
            for name in names
            for task in self.roles[name]["tasks"]
            if task["when"] is not None and "woongemeente" in facts_in(task["when"]) and self.holds(task)
        ]

    def reachable(self, partner: Partner, names: Sequence[str]) -> list[Contact]:
        """The contact points of a partner that these roles have and that are not surely for another case."""
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
        """A contact point as it stands in the answer, with why it counts or when."""
        condition = self.condition(contact)
        sure = self.truth(condition)
        words = said(condition, self.region) if condition is not None else None
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
            "where": where(contact),
        }


def _once(flags: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for flag in flags:
        seen.setdefault((flag["id"], flag["text"]), flag)
    return list(seen.values())
