"""Cards that a region does not have yet, drafted with the teams and members that come out now.

Whatever decides who is shown (a municipality, a kind of school, a named school, the pupil's home, a date)
is tried with each value that the region mentions. Of all schools, homes and days those few are kept that
together show everything: each team with each composition, and each member as it is for each of those values.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from kernketen.asking.people.coverage import covers
from kernketen.asking.trying.cards import FACTS, Situation, differences, school, shown, situations
from kernketen.model import municipality
from kernketen.model.condition import facts_in, leaves
from kernketen.model.dates import span
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from kernketen.model.condition import Condition
    from kernketen.model.region import Card, Region, Team

    Draft: TypeAlias = dict[str, Any]
    Values: TypeAlias = tuple[str, ...]
    """A value of each of ``FACTS``; an empty text where it is not given."""
    Seen: TypeAlias = tuple[str, ...]
    """One thing that a card can show: the team, what of it, and under which value."""

MOST = 600
"""So many situations are tried; a region with more of them gets drafts for the first ones."""
_ELSEWHERE = ("Assen", "Goes", "Venlo")
_OTHER_POSTCODE = "9999"


def suggested(region: Region, today: str) -> list[Draft]:
    """The cards that are missing, each with the shape of ``cases.yaml``.

    What is expected is what comes out now: a draft, to be held against the text by a person.
    """
    maker = _Maker(region, today)
    drafts = maker.drafts()
    taken = {card["id"] for card in region["cards"]}
    for draft in drafts:
        draft["id"] = _name(draft, taken)
        taken.add(draft["id"])
        draft["note"] = tr("Draft: hold it against the text, then remove this line.")
    return drafts


class _Maker:
    def __init__(self, region: Region, today: str) -> None:
        self.region = region
        self.today = today
        self.teams = {team["id"]: team for team in region["teams"]}
        self.roles = {role["id"]: role for role in region["roles"]}
        self.papers = {paper["id"]: paper for paper in region["documents"]}
        self.by_team = {name: self.of_team(team) for name, team in self.teams.items()}
        self.by_own = {name: self.facts([team]) for name, team in self.teams.items()}
        self.by_partner = {partner["id"]: self.facts([partner]) for partner in region["partners"]}
        for partner in region["partners"]:
            for contact in partner["contacts"]:
                self.by_partner[f"{partner['id']}.{contact['id']}"] = self.facts([partner, contact])
        self.by_member = {
            (name, member["id"]): self.facts([member])
            for name, team in self.teams.items()
            for member in _members(team)
        }

    def drafts(self) -> list[Draft]:
        """What no card shows yet: as the region stands, other compositions, and around each date."""
        seen = {one for card in self.region["cards"] for one in self.seen_by(card)}
        picked = self.picked(self.today, {}, list(self.teams), seen)
        for team, name in self.others():
            picked += self.picked(self.today, {team: name}, [team], seen)
        dated: dict[Any, dict[str, Any]] = {}
        for name, day in self.days():
            for values, on, _, teams in self.around(name, day, picked):
                dated.setdefault((values, on), {}).update(teams)
        picked += [(values, on, {}, teams) for (values, on), teams in dated.items()]
        return list(map(self.draft, _merged(picked)))

    # -- what decides -----------------------------------------------------------------------------

    def conditions(self, items: Iterable[Any]) -> Iterator[Condition]:
        """The conditions of items, and of the sections in which they stand."""
        for item in items:
            section: Any = self.region["sections"].get(item.get("source", ""), {})
            for one in (item, section):
                yield from (one[k] for k in ("scope", "when", "covers", "excludes") if one.get(k) is not None)

    def facts(self, items: Iterable[Any]) -> list[str]:
        """The facts of a school and a home on which these items depend."""
        found = {fact for condition in self.conditions(items) for fact in facts_in(condition)}
        return [fact for fact in FACTS if fact in found]

    def of_team(self, team: Team) -> list[str]:
        """The facts on which it depends whether a team is shown, and with which composition."""
        items: list[Any] = [team, *team["serve"], *team["compositions"]]
        sections = [self.region["sections"].get(item.get("source", "")) for item in items]
        papers = [self.papers[section["document"]] for section in sections if section is not None]
        # Whether a document speaks for a school does not hang on where a pupil lives.
        found = {*self.facts(items), *(fact for fact in self.facts(papers) if fact != "woongemeente")}
        return [fact for fact in FACTS if fact in found]

    def of_role(self, name: str) -> list[Any]:
        """The organisations of a role, their contact points, and what it does for pupils from elsewhere."""
        role = self.roles[name]
        names = {name, *role["group"]}
        items: list[Any] = [task for task in role["tasks"] if task["when"] is not None]
        for partner in self.region["partners"]:
            if names & set(partner["roles"]) or partner["id"] == role["employer"]:
                items += [partner, *partner["contacts"]]
        return items

    def values(self) -> Iterator[Values]:
        """The schools and homes to try: those that the region mentions, and one home that it does not."""
        named: dict[str, dict[str, None]] = {fact: {} for fact in FACTS}
        teams = self.region["teams"]
        items: list[Any] = [i for t in teams for i in (t, *t["serve"], *t["compositions"], *_members(t))]
        items += self.region["documents"]
        shown_ = {role for team in teams for m in _members(team) for role in m["who"]["roles"]}
        items += [item for name in self.roles if name in shown_ for item in self.of_role(name)]
        for condition in self.conditions(items):
            for leaf in leaves(condition):
                if leaf[0] == "in" and leaf[1] in named:
                    named[leaf[1]].update(dict.fromkeys(leaf[2]))
        towns = list(named["schoolgemeente"]) or list(named["woongemeente"])
        sectors = list(named["sector"])
        others = [value for value in self.region["domains"].get("sector", []) if value not in sectors]
        sectors += [str(value) for value in others[:1]] if sectors else [""]
        homes = [""]
        if named["woongemeente"]:
            strange = [found.code for found in map(municipality.find, _ELSEWHERE) if found is not None]
            homes += dict.fromkeys([*named["woongemeente"], *towns, strange[0]])
        schools = [
            ("", town, postcode, sector)
            for town in towns
            for sector in sectors
            for postcode in self.postcodes(town, sector, list(named["postcodegebied"]))
        ]
        if named["school"] or not towns:
            schools += [(entry["code"], "", "", "") for entry in self.region["schools"] if entry["code"]]
        yield from ((*one, home) for home in homes for one in schools)

    def postcodes(self, town: str, sector: str, named: Sequence[str]) -> Sequence[str]:
        """A postcode that the region names and another one, where a document speaks for one of both only."""
        tried = [*named[:1], _OTHER_POSTCODE] if named else []
        covered = [
            covers(self.region, self.situation(("", town, postcode, sector, ""), self.today, {}).school)
            for postcode in tried
        ]
        return tried if covered and covered[0] != covered[1] else [""]

    # -- choosing ---------------------------------------------------------------------------------

    def picked(
        self, on: str, served: Mapping[str, str], teams: Sequence[str], seen: set[Seen]
    ) -> list[tuple[Values, str, Mapping[str, str], dict[str, Any]]]:
        """The fewest situations that show what was not ``seen``, each with what it shows of which team."""
        tried = []
        for number, values in enumerate(self.values()):
            if number >= MOST:
                break
            came = shown(self.region, self.situation(values, on, served), teams)
            tried.append((values, came, {name: self.new(name, came, values, served) for name in teams}))
        found = []
        # First what is so wherever the pupil lives.
        for among in ([one for one in tried if not one[0][-1]], tried):
            while among:
                values, came, shows = max(among, key=lambda one: len(set().union(*one[2].values()) - seen))
                showing = []
                for name, new in shows.items():
                    if new - seen:
                        showing.append(name)
                        seen |= new
                if not showing:
                    break
                teams_ = {name: came.get(name) for name in showing}
                found.append((values, "" if on == self.today else on, served, teams_))
        return found

    def situation(self, values: Values, on: str, served: Mapping[str, str]) -> Situation:
        known = dict(zip(FACTS, values, strict=True))
        return Situation(school(self.region, known), known["woongemeente"] or None, on, served)

    def new(self, name: str, came: Mapping[str, Any], values: Values, served: Mapping[str, str]) -> set[Seen]:
        """All that a situation shows of a team, for each fact that decides."""
        known = dict(zip(FACTS, values, strict=True))
        team = came.get(name)
        if team is None:
            # That a team is not there is worth a card where what decides is known.
            return set() if served else {(name, one) for one in _under(self.by_own[name], known, [])}
        chosen = team["composition"] or ""
        found: set[Seen] = {(name, chosen, one) for one in _under(self.by_team[name], known)}
        for member in team["members"]:
            place = [str(member[key]) for key in ("role", "presence", "chair", "choice")]
            own = self.by_member[name, member["id"]]
            found |= {(name, chosen, *place, one) for one in _under(own, known)}
            # Where a role works, and how it is reached, is the same in every team.
            partner = member["partner"] or ""
            for item in (partner, *(f"{partner}.{contact}" for contact in member["contacts"])):
                facts = [] if member["depends_on"] else self.by_partner.get(item, [])
                found |= {("", item, one) for one in _under(facts, known)} | {("", member["role"], item)}
        return found

    def others(self) -> Iterator[tuple[str, str]]:
        """Teams with each of their compositions, for those of which ``who`` may show another one."""
        for team in self.region["teams"]:
            if len(team["compositions"]) > 1:
                yield from ((team["id"], composition["id"]) for composition in team["compositions"])

    def seen_by(self, card: Card) -> Iterator[Seen]:
        """What a card of the region shows already."""
        if differences(self.region, card, self.today):
            return
        given = card["given"]
        try:
            every = list(situations(self.region, card, self.today))
        except Refusal:
            return
        for situation in every:
            came = shown(self.region, situation)
            place = situation.school
            sector = place.sectors[0] if given.get("sector") else ""
            town = place.municipality if given.get("schoolgemeente") else ""
            code = place.code if given.get("school") else ""
            values = (code, town, place.postcode if not code else "", sector, situation.home or "")
            for name in self.named(card):
                if "members" in card["expect"].get(name, {}) or not came.get(name, {}).get("members"):
                    yield from self.new(name, came, values, card["served"])

    # -- dates ------------------------------------------------------------------------------------

    def days(self) -> Iterator[tuple[str, date]]:
        """Each team with the first day of each of its changes."""
        for team in self.region["teams"]:
            items: list[Any] = [team, *team["compositions"], *_members(team)]
            dated: list[Any] = [*items, *(self.region["sections"].get(item["source"]) for item in items)]
            days = set()
            for item in dated:
                for key in ("valid_from", "valid_until"):
                    word = (item or {}).get(key, "")
                    if word not in ("", "unknown"):
                        first, last = map(date.fromisoformat, span(word))
                        days.add(first if key == "valid_from" else last + timedelta(days=1))
            yield from ((team["id"], day) for day in sorted(days))

    def around(
        self, name: str, day: date, picked: Iterable[Any]
    ) -> list[tuple[Values, str, Mapping[str, str], dict[str, Any]]]:
        """The day before a change and the day itself, at the first school where they differ."""
        before, after = (day - timedelta(days=1)).isoformat(), day.isoformat()
        tried = {card["on"] for card in self.region["cards"] if name in self.named(card)}
        if {before, after} <= tried:
            return []
        for values in dict.fromkeys([*(one[0] for one in picked), *self.values()]):
            one, other = (
                shown(self.region, self.situation(values, on, {}), [name]) for on in (before, after)
            )
            if one.get(name) != other.get(name):
                return [
                    (values, on, {}, {name: came.get(name)})
                    for on, came in ((before, one), (after, other))
                    if on not in tried
                ]
        return []

    def named(self, card: Card) -> set[str]:
        """The teams that a card is about."""
        return {*card["expect"], *card["never"].get("teams", ())} & set(self.teams)

    # -- writing ----------------------------------------------------------------------------------

    def draft(self, one: Any) -> Draft:
        given, on, served, teams = one
        shown_ = {name: _team(came) for name, came in teams.items() if came is not None}
        absent = [name for name, came in teams.items() if came is None]
        draft = {
            "id": "",
            "given": given,
            "on": on,
            "served": dict(served),
            "expect": shown_,
            "never": {"teams": absent} if absent else {},
        }
        return {key: value for key, value in draft.items() if value or key == "id"}


def _members(team: Team) -> list[Any]:
    return [member for composition in team["compositions"] for member in composition["members"]]


def _under(facts: Iterable[str], known: Mapping[str, str], otherwise: Sequence[str] = ("",)) -> Sequence[str]:
    """The values under which something is so, of the facts that decide it."""
    return [f"{fact}={known[fact]}" for fact in facts if known[fact]] or otherwise


def _team(came: Mapping[str, Any]) -> dict[str, Any]:
    """A team as it is written: what is empty is left out."""
    found = {key: came[key] for key in ("composition", "source", "date", "depends_on", "flags") if came[key]}
    if came["composition"]:
        found["members"] = [_member(member) for member in came["members"]]
    return found


def _member(came: Mapping[str, Any]) -> dict[str, Any]:
    keys = ["role", "presence", "chair", "choice", "depends_on", "partner", "contacts", "sources"]
    return {key: came[key] for key in keys if came[key] or (key == "contacts" and came["partner"])}


def _merged(picked: Sequence[Any]) -> list[Any]:
    """Situations that show the same as one card: a list of municipalities, sectors or homes."""
    cards: list[tuple[tuple[tuple[str, ...], ...], str, Mapping[str, str], Any]] = [
        (tuple((value,) for value in values), on, served, teams) for values, on, served, teams in picked
    ]
    for index in range(len(FACTS)):
        found: dict[str, Any] = {}
        for values, on, served, teams in cards:
            rest = [*values[:index], *values[index + 1 :]]
            key = json.dumps([rest, values[index] == ("",), on, served, teams], sort_keys=True)
            if key in found:
                more = tuple(dict.fromkeys((*found[key][0][index], *values[index])))
                values = (*values[:index], more, *values[index + 1 :])
            found[key] = (values, on, served, teams)
        cards = list(found.values())
    return [(_given(values), on, served, teams) for values, on, served, teams in cards]


def _given(values: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    given = {}
    for fact, codes in zip(FACTS, values, strict=True):
        towns = fact in ("schoolgemeente", "woongemeente")
        words = [municipality.name_of(code) if towns and code else code for code in codes]
        if words != [""]:
            given[fact] = words[0] if len(words) == 1 else words
    return given


def _name(draft: Draft, taken: set[str]) -> str:
    teams = [*draft.get("expect", ()), *draft.get("never", {}).get("teams", ())]
    words = [teams[0] if len(teams) == 1 else "teams", *draft.get("served", {}).values()]
    for value in draft["given"].values():
        words.append(value if isinstance(value, str) else value[0])
    words += [draft["on"]] if "on" in draft else []
    name = "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in "_".join(words).casefold())
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found
