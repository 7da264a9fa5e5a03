"""Teams by their kind and level, never by their name: what they are called, who is in them, when they meet.

A team that is only roughly of the kind is shown and not taken as equal; a list that the maintainer put
together from loose sentences is marked so.
"""

from __future__ import annotations

from typing import NamedTuple

from kernketen.comparing.items.role_rows import SIGNS, canonical_title, spoken_rows
from kernketen.comparing.items.word_rows import names_alike
from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.model.canonical import ROLES
from kernketen.model.condition import facts_in
from kernketen.model.presence import PRESENCE
from kernketen.model.wording import said
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Composition, Gap, Member, Region, Team

KINDS = {
    "schoolteam": marked("Team around the school"),
    "casusoverleg": marked("Conference about a case"),
    "bestuurlijk_overleg": marked("Governing body"),
    "commissie": marked("Committee"),
}
LEVELS = {
    "school": marked("per school"),
    "case": marked("per case"),
    "municipality": marked("per municipality"),
    "region": marked("for the region"),
    "not_stated": marked("level not stated"),
}
_WORDS = {"chair": ("voorzitter",), "cadence": ("ritme", "frequentie")}
"""By which word in its id a gap is one about the chair, or about how often a team meets."""
# Each region is asked about its own municipalities; where it draws lines among them is no difference.
_TERRITORY = {"woongemeente", "schoolgemeente", "postcodegebied", "school"}


class Place(NamedTuple):
    """A member with the team and the list in which it stands."""

    team: Team
    composition: Composition
    member: Member


def teams(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Per kind and level: what is it called, who is in it, who is in the chair, how often does it meet?"""
    rows = []
    for kind, level in _kinds(regions, on):
        title = f"{tr(KINDS[kind])}, {tr(LEVELS[level])}"
        topic = f"{kind}.{level}"
        found = {region["id"]: (region, _of(region, kind, level, on)) for region in regions}
        alone = sum(1 for _, own in found.values() if own) == 1
        named = {
            n: (region, _named(own, members=_all(region, own, alone, on)))
            for n, (region, own) in found.items()
        }
        rows.append(row("teams", topic, title, named))
        if not alone or len(regions) == 1:
            rows += _inside(found, topic, title, on)
    loose = {region["id"]: (region, _named(_of(region, "", None, on), "")) for region in regions}
    rows += spoken_rows([row("teams", "other", tr("Other teams, without a canonical kind"), loose)])
    return [*rows, *names_alike(regions, on)]


def _inside(
    found: dict[str, tuple[Region, list[Team]]], topic: str, title: str, on: Span
) -> list[dict[str, Any]]:
    """Who is in the teams of a kind, who is in the chair, how often they meet."""
    rows = []
    for role in ROLES:
        sides = {name: (region, _member(region, own, role, on)) for name, (region, own) in found.items()}
        if any(side.mark not in ("silent", "left_out") for _, side in sides.values()):
            member = tr("who is in it: {role}", role=canonical_title(role))
            rows.append(row("teams", topic, title, sides, ["presence"], member))
    rest = {name: (region, _others(region, own, on)) for name, (region, own) in found.items()}
    rows += spoken_rows([row("teams", topic, title, rest, (), tr("who is in it: others"))])
    chairs = {name: (region, _chair(region, own, on)) for name, (region, own) in found.items()}
    rows += spoken_rows([row("teams", topic, title, chairs, ["who"], tr("who is in the chair"))])
    return rows + _cadence("teams", found, topic, title, on)


def cadence(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """How often does each kind of team meet?"""
    rows: list[dict[str, Any]] = []
    for kind, level in _kinds(regions, on):
        found = {region["id"]: (region, _of(region, kind, level, on)) for region in regions}
        rows += _cadence("cadence", found, f"{kind}.{level}", f"{tr(KINDS[kind])}, {tr(LEVELS[level])}", on)
    return rows


def _cadence(
    concept: str, found: dict[str, tuple[Region, list[Team]]], topic: str, title: str, on: Span
) -> list[dict[str, Any]]:
    sides = {name: (region, _often(region, own, on)) for name, (region, own) in found.items()}
    return spoken_rows([row(concept, topic, title, sides, ["frequency"], tr("how often it meets"))])


def _kinds(regions: Sequence[Region], on: Span) -> list[tuple[str, str]]:
    there = {
        (team["canonical"], team["per"])
        for region in regions
        for team in holding(region, region["teams"], on)
    }
    return [(kind, level) for kind in KINDS for level in LEVELS if (kind, level) in there]


def _of(region: Region, kind: str, level: str | None, on: Span) -> list[Team]:
    found = [
        team
        for team in holding(region, region["teams"], on)
        if team["canonical"] == kind and level in (None, team["per"])
    ]
    order = list(SIGNS)
    return sorted(found, key=lambda team: order.index(team["match"] or "same"))


def _all(region: Region, own: Sequence[Team], wanted: bool, on: Span) -> list[Entry]:
    """The members and meetings of the teams, where no rows of their own tell them."""
    if not wanted:
        return []
    places = [Place(team, one, member) for team, one in _lists(region, own, on) for member in one["members"]]
    meetings = [(team, one) for team in own for one in holding(region, team["cadence"], on)]
    return [
        *(_entry(region, place) for place in places),
        *(entry(one, f"{team['name']}: {one['text']}") for team, one in meetings),
    ]


def _named(own: Sequence[Team], kind: str | None = None, members: Sequence[Entry] = ()) -> Side:
    if not own:
        return nothing(said=tr("no such team named") if kind is None else tr("none named"))
    names = ", ".join(team["name"] for team in own)
    levels = {level: tr(word) for level, word in LEVELS.items()}
    return Side(
        "; ".join(SIGNS[team["match"] or "same"] + team["name"] for team in own),
        [
            entry(team, f"{team['name']} ({levels[team['per']]}): {team['description']}".rstrip(": "))
            for team in own
        ]
        + list(members),
        key="named" if kind is None and any(team["match"] != "rough" for team in own) else None,
        local=names,
        mark="ambiguous" if kind is None and all(map(_is_read_together, own)) else "",
        canonical=own[0]["canonical"] or None,
    )


def _is_read_together(team: Team) -> bool:
    """Whether the text has no such team, and the maintainer put one together from what it says."""
    lists = team["compositions"]
    return team["match"] == "rough" and bool(lists) and all(one["by"] == "editor" for one in lists)


def _lists(region: Region, own: Sequence[Team], on: Span) -> list[tuple[Team, Composition]]:
    return [(team, one) for team in own for one in holding(region, team["compositions"], on)]


def _member(region: Region, own: Sequence[Team], canonical: str, on: Span) -> Side:
    if not own:
        return nothing(said=tr("no such team named"))
    lists = _lists(region, own, on)
    roles = {role["id"]: role for role in region["roles"]}
    fitting = {name for name, common in _canonical(region).items() if common == canonical}
    places = [
        Place(team, one, member)
        for team, one in lists
        for member in one["members"]
        if fitting & set(member["who"]["roles"])
    ]
    if not places:
        if _are_whole(own, lists):
            entries = [entry(one, _list(region, team, one)) for team, one in lists]
            is_like = any(team["match"] != "rough" for team in own)
            key = ("absent",) if is_like else None
            return Side(tr("not in the list"), entries, key=key, mark="left_out", canonical=canonical)
        return nothing(said=tr("not named"))
    named = [name for place in places for name in place.member["who"]["roles"] if name in fitting]
    members = [part for name in named for part in roles[name]["group"] or [name]]
    is_rough = all(roles[part]["match"] == "rough" for part in members)
    return Side(
        _shortly(places, own, lists),
        [_entry(region, place) for place in places],
        key=None if is_rough else _key(places, lists),
        local=", ".join(dict.fromkeys(roles[name]["name"] for name in named)),
        canonical=canonical,
        mark=_mark(places),
    )


def _mark(places: Sequence[Place]) -> str:
    if all(place.member["presence"] == "excluded" for place in places):
        return "left_out"
    # A list that the maintainer read together is no agreement in so many words.
    return "ambiguous" if all(place.composition["by"] == "editor" for place in places) else ""


def _are_whole(own: Sequence[Team], lists: Sequence[tuple[Team, Composition]]) -> bool:
    """Whether the text lists all members of all these teams, so that who is not named is not in them."""
    exact = all(one["list"] == "exact" and one["by"] != "editor" for _, one in lists)
    return exact and {team["id"] for team in own} == {team["id"] for team, _ in lists}


def _key(places: Sequence[Place], lists: Sequence[tuple[Team, Composition]]) -> Hashable:
    """What can be compared: the presence in lists of the text itself, in teams that are of this kind."""
    firm = [p for p in places if p.team["match"] != "rough" and p.composition["by"] != "editor"]
    if not firm:
        return None
    everywhere = {id(place.composition) for place in places} == {id(one) for _, one in lists}
    return (
        tuple(sorted({place.member["presence"] for place in firm})),
        everywhere,
        any(_is_conditional(place.member) for place in firm),
    )


def _is_conditional(member: Member) -> bool:
    conditions = [c for c in (member["when"], member["scope"]) if c is not None]
    return any(not facts_in(condition) <= _TERRITORY for condition in conditions)


def _shortly(places: Sequence[Place], own: Sequence[Team], lists: Sequence[tuple[Team, Composition]]) -> str:
    """The presence in words; in which team or list, where it is not the same in all."""
    several = len(own) > 1
    found: dict[str, list[str]] = {}
    for place in places:
        name = place.team["name"] if several else _list_name(place.composition)
        presence = PRESENCE[place.member["presence"]]
        word = tr(presence)
        if word not in found.setdefault(name, []):
            found[name].append(word)
    by_presence: dict[str, list[str]] = {}
    for name, words in found.items():
        by_presence.setdefault(" / ".join(words), []).append(name)
    every = {team["name"] for team in own} if several else {_list_name(one) for _, one in lists}
    parts = [
        words
        if set(names) == every
        else tr("{presence} in {lists}", presence=words, lists=", ".join(f"“{name}”" for name in names))
        for words, names in by_presence.items()
    ]
    if all(place.composition["by"] == "editor" for place in places):
        parts.append(tr("reading of the maintainer"))
    return "; ".join(parts)


def _list_name(one: Composition) -> str:
    return one["name"] or one["id"].replace("_", " ")


def _entry(region: Region, place: Place) -> Entry:
    names = {role["id"]: role["name"] for role in region["roles"]}
    member = place.member
    together = {"all": tr("and"), "one_of": tr("or"), "any": tr("and/or")}[member["who"]["mode"]]
    who = f" {together} ".join(names[name] for name in member["who"]["roles"])
    conditions = [said(c, region) for c in (member["scope"], member["when"]) if c is not None]
    presence = PRESENCE[member["presence"]]
    parts = [tr(presence)]
    if conditions:
        parts.append(tr("if {conditions}", conditions="; ".join(conditions)))
    said_ = f"{who}: {', '.join(parts)} · {_list(region, place.team, place.composition)}"
    return Entry(said_, member["source"] or place.composition["source"], member["where"])


def _list(region: Region, team: Team, one: Composition) -> str:
    name = f"{team['name']}, {one['name']}" if one["name"] else team["name"]
    by_editor = tr("put together by the maintainer")
    return f"{name} ({by_editor})" if one["by"] == "editor" else name


def _canonical(region: Region) -> dict[str, str]:
    """The canonical role of each role; of a group the one that all in it have."""
    found = {role["id"]: role["canonical"] for role in region["roles"]}
    for role in region["roles"]:
        common = {found.get(name, "") for name in role["group"]}
        if not role["canonical"] and len(common) == 1:
            found[role["id"]] = common.pop()
    return found


def _others(region: Region, own: Sequence[Team], on: Span) -> Side:
    roles = {role["id"]: role for role in region["roles"]}
    common = _canonical(region)
    places = [
        Place(team, one, member)
        for team, one in _lists(region, own, on)
        for member in one["members"]
        if not any(common[name] for name in member["who"]["roles"])
    ]
    if not places:
        return nothing(said=tr("none named") if own else tr("no such team named"))
    words = {presence: tr(word) for presence, word in PRESENCE.items()}
    names = dict.fromkeys(
        f"{roles[name]['name']} ({words[place.member['presence']]})"
        for place in places
        for name in place.member["who"]["roles"]
    )
    return Side(
        "; ".join(names), [_entry(region, place) for place in places], local=", ".join(names),
        mark=_mark(places),
    )  # fmt: skip


def _chair(region: Region, own: Sequence[Team], on: Span) -> Side:
    roles = {role["id"]: role for role in region["roles"]}
    places = [
        Place(team, one, member)
        for team, one in _lists(region, own, on)
        for member in one["members"]
        if member["chair"]
    ]
    if not places:
        return _unsaid(region, own, "chair")
    found = list(dict.fromkeys(name for place in places for name in place.member["who"]["roles"]))
    is_rough = any(roles[name]["match"] not in ("same", "close") for name in found) or not any(
        place.team["match"] != "rough" and place.composition["by"] != "editor" for place in places
    )
    names = ", ".join(roles[name]["name"] for name in found)
    said_ = (
        names if len(own) == 1 else f"{names} ({', '.join(dict.fromkeys(p.team['name'] for p in places))})"
    )
    return Side(
        said_,
        [_entry(region, place) for place in places],
        key=None if is_rough else tuple(sorted({roles[name]["canonical"] for name in found})),
        local=names,
        mark=_mark(places),
    )


def _often(region: Region, own: Sequence[Team], on: Span) -> Side:
    found = [(team, one) for team in own for one in holding(region, team["cadence"], on)]
    if not found:
        return _unsaid(region, own, "cadence")
    several = len({team["id"] for team, _ in found}) > 1
    entries = [entry(one, f"{team['name']}: {one['text']}") for team, one in found]
    counted = tuple(sorted(str(sorted(one["frequency"].items())) for _, one in found if one["frequency"]))
    is_rough = all(team["match"] == "rough" for team, _ in found)
    texts = [each.said for each in entries] if several else [one["text"] for _, one in found]
    return Side(" ".join(texts), entries, key=(counted or None) if not is_rough else None)


def _unsaid(region: Region, own: Sequence[Team], what: str) -> Side:
    return nothing(_gap(region, own, what)) if own else nothing(said=tr("no such team named"))


def _gap(region: Region, own: Sequence[Team], what: str) -> Gap | None:
    """The gap about this: of these teams, or of all; ``who/voorzitter_kernteam`` is about one team."""
    mine = {word for team in own for word in team["id"].split("_")}
    for found in region["gaps"]:
        question, _, subject = found["topic"].partition("/")
        words = set(subject.split("_"))
        if question == "who" and words & set(_WORDS[what]) and words - set(_WORDS[what]) <= mine:
            return found
    return None
