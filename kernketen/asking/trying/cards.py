"""Cards: a school and a day, the teams and members that must come out, and where it differs."""

from __future__ import annotations

import itertools

from kernketen.asking.people.who import Card as Shown
from kernketen.asking.trying.cases import Difference
from kernketen.model import municipality
from kernketen.model.condition import both, facts_in
from kernketen.model.dates import span
from kernketen.model.school import School
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from kernketen.model.condition import Condition
    from kernketen.model.region import Card, Composition, Contact, Member, Partner, Region, Team

    Came: TypeAlias = dict[str, Any]

FACTS = ("school", "schoolgemeente", "postcodegebied", "sector", "woongemeente")
"""What a card may give of a school and of a pupil's home."""
_TOWNS = ("schoolgemeente", "woongemeente")
_UNNAMED = "-"


class Situation:
    """One school, one home and one day that a card is about; ``said`` tells it from the others."""

    __slots__ = ("home", "on", "said", "school", "served")

    def __init__(
        self, school: School, home: str | None, on: str, served: Mapping[str, str], said: str = ""
    ) -> None:
        self.school = school
        self.home = home
        self.on = on
        self.served = served
        self.said = said


def differences(region: Region, card: Card, today: str) -> list[Difference]:
    """Where the teams that come out differ from what a card expects, for each school that it is about."""
    try:
        found = list(situations(region, card, today))
    except Refusal as refusal:
        return [Difference("given", card["given"], refusal.sentence)]
    wrong = []
    for situation in found:
        # What must never come is looked for in all teams.
        came = shown(region, situation, None if card["never"] else card["expect"])
        for entry in (*_expected(card, came), *_never(card, came)):
            wrong.append(
                Difference(": ".join(filter(None, (situation.said, entry.key))), entry.expected, entry.came)
            )
    return wrong


def situations(region: Region, card: Card, today: str) -> Iterator[Situation]:
    """Each combination of what a card gives. Raises ``Refusal`` for a school that cannot be told."""
    given = card["given"]
    several = [fact for fact, values in given.items() if len(values) > 1]
    for values in itertools.product(*(given.get(fact) or [""] for fact in FACTS)):
        known = dict(zip(FACTS, values, strict=True))
        said = ", ".join(
            municipality.name_of(known[fact]) if fact in _TOWNS else known[fact] for fact in several
        )
        yield Situation(
            school(region, known), known["woongemeente"] or None, card["on"] or today, card["served"], said
        )


def school(region: Region, known: Mapping[str, str]) -> School:
    """The school with these facts. Raises ``Refusal`` where they name none."""
    code, town, sector = known["school"], known["schoolgemeente"], known["sector"]
    named = next((entry for entry in region["schools"] if code and entry["code"] == code), None)
    if code and named is None:
        near = sorted(entry["code"] for entry in region["schools"] if entry["code"][:4] == code[:4])
        said = tr("The school {code} is not in schools.yaml.", code=code)
        raise Refusal(said, reason="unknown_school", suggestions=tuple(near))
    if named is None and not town:
        raise Refusal(tr("Give a school, or the municipality of one."), reason="no_school")
    if named is None:
        # A school that the agreement does not name; some of those that it names have no code.
        return School(_UNNAMED, "", town, (sector,) if sector else (), postcode=known["postcodegebied"])
    sectors = (sector,) if sector else tuple(named["sector"])
    postcode = known["postcodegebied"] or named["postcode"]
    return School(code, "", town or named["municipality"], sectors, postcode=postcode)


def shown(region: Region, situation: Situation, only: Collection[str] | None = None) -> dict[str, Came]:
    """The teams that come out (or those of ``only``), by id, as a card writes them."""
    return {team["id"]: team for team in _Told(region, situation).teams(only)}


class _Told(Shown):
    """A card with ids where the answer has words."""

    def __init__(self, region: Region, situation: Situation) -> None:
        super().__init__(region, situation.school, span(situation.on), situation.home, None, None)
        self.served = situation.served

    def teams(self, only: Collection[str] | None) -> Iterator[Came]:
        for team in self.region["teams"]:
            found = self.team(team) if only is None or team["id"] in only else None
            if found is not None:
                yield {
                    "id": team["id"],
                    "composition": found["composition"],
                    "source": found["source"]["id"],
                    "date": found["source"]["date"],
                    "depends_on": self.facts(self.unsettled(team, self.composition(team)[0])),
                    "members": [_plain(member) for member in found["members"]],
                    "flags": _flags(found),
                }

    def composition(self, team: Team) -> tuple[Composition | None, dict[str, Any] | None]:
        wanted = self.served.get(team["id"])
        if not wanted:
            return super().composition(team)
        only: Any = [entry for entry in team["compositions"] if entry["id"] == wanted]
        return super().composition({**team, "compositions": only, "serve": []})

    def member(
        self, member: Member, source: str, name: str, partner: Partner | None, condition: Condition | None
    ) -> dict[str, Any]:
        found = super().member(member, source, name, partner, condition)
        depends = self.facts(both(self.condition(member), condition))
        return {**found, "id": member["id"], "depends_on": depends}

    def contact(self, contact: Contact) -> dict[str, Any]:
        return {**super().contact(contact), "id": contact["id"]}

    def source(self, section: str) -> dict[str, Any]:
        return {**super().source(section), "id": section}

    def facts(self, condition: Condition | None) -> list[str]:
        """The facts on which a condition still depends; none where it is settled."""
        is_open = condition is not None and self.truth(condition) is None
        return sorted(facts_in(condition) - self.given.keys()) if is_open and condition is not None else []


def _plain(member: dict[str, Any]) -> Came:
    contacts = member["contacts"]
    cited = [member["source"], *(entry["source"] for entry in (*contacts, *member["notes"]))]
    return {
        "id": member["id"],
        "role": member["role"],
        "presence": member["presence"],
        "chair": member["chair"],
        "choice": member["choice"],
        "depends_on": member["depends_on"],
        "partner": member["partner"]["id"] if member["partner"] else None,
        "contacts": sorted(entry["id"] for entry in contacts),
        "sources": sorted({source["id"] for source in cited}),
    }


def _flags(team: dict[str, Any]) -> list[str]:
    flags = [*team["flags"], *(flag for member in team["members"] for flag in member["flags"])]
    return sorted({flag["id"] for flag in flags})


# -- comparing ------------------------------------------------------------------------------------


def _expected(card: Card, came: Mapping[str, Came]) -> Iterator[Difference]:
    for name, expected in card["expect"].items():
        team = came.get(name)
        if team is None:
            yield Difference(name, tr("this team"), tr("nothing"))
            continue
        for key in ("composition", "source", "date"):
            if key in expected and expected[key] != team[key]:
                yield Difference(f"{name}, {key}", expected[key], team[key] or tr("nothing"))
        wanted = expected.get("depends_on", [])
        if sorted(wanted) != team["depends_on"]:
            yield Difference(f"{name}, depends_on", _listed(wanted), _listed(team["depends_on"]))
        if "flags" in expected and not _are_flags(expected["flags"], team["flags"]):
            yield Difference(f"{name}, flags", _listed(expected["flags"]), _listed(team["flags"]))
        if "members" in expected:
            yield from _members(name, expected["members"], team["members"])


def _are_flags(expected: Sequence[str], came: Sequence[str]) -> bool:
    # As in a case: an empty list expects none; others may come besides those named.
    return set(expected) <= set(came) if expected else not came


def _members(team: str, expected: Sequence[Came], came: Sequence[Came]) -> Iterator[Difference]:
    left = list(came)
    unmet = []
    for one in sorted(expected, key=len, reverse=True):
        fits = next((entry for entry in left if not _wrong(one, entry)), None)
        if fits is None:
            unmet.append(one)
        else:
            left.remove(fits)
    for one in unmet:
        # The one that is most like it is meant.
        alike = sorted((e for e in left if e["role"] == one["role"]), key=lambda e: len(_wrong(one, e)))
        if not alike:
            yield Difference(f"{team}, {one['role']}", tr("this member"), tr("nothing"))
            continue
        left.remove(alike[0])
        for key in _wrong(one, alike[0]):
            yield Difference(f"{team}, {one['role']}, {key}", _listed(one.get(key)), _listed(alike[0][key]))
    for entry in left:
        where = f" ({entry['partner']})" if entry["partner"] else ""
        yield Difference(f"{team}, members", tr("no {role}", role=entry["role"] + where), entry["presence"])


def _wrong(expected: Came, came: Came) -> list[str]:
    """The keys under which a member that came differs from one that was expected."""
    wanted = {"depends_on": [], **expected}
    return [
        key
        for key, value in wanted.items()
        if (sorted(value) if isinstance(value, list) else value) != came[key]
    ]


def _never(card: Card, came: Mapping[str, Came]) -> Iterator[Difference]:
    members = [member for team in came.values() for member in team["members"]]
    there = {
        "teams": set(came),
        "roles": {member["role"] for member in members if member["presence"] != "excluded"},
        "partners": {member["partner"] for member in members if member["presence"] != "excluded"},
    }
    for key, words in card["never"].items():
        for word in words:
            if word in there[key]:
                yield Difference(f"never {key}", tr("no {role}", role=word), word)


def _listed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) if value else tr("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value else tr("nothing")
