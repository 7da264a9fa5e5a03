"""Teams by their kind and level, never by their name: what they are called, who is in them, when they meet.

A team that is only close to the kind is shown and not taken as equal to another: two things that are both
close to a conference about a case are not close to each other.
"""

from __future__ import annotations

from kernketen.comparing.items import team_members
from kernketen.comparing.items.role_rows import SIGNS, canonical_title, spoken_rows
from kernketen.comparing.items.word_rows import names_alike
from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.model.canonical import ROLES
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Gap, Region, Team

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
    rows, told_of = [], []
    for role in ROLES:
        if not any(team_members.naming(region, own, role, on) for region, own in found.values()):
            continue
        sides = {
            name: (region, team_members.of_role(region, own, role, on))
            for name, (region, own) in found.items()
        }
        if any(side.mark not in ("silent", "left_out") for _, side in sides.values()):
            told_of.append(role)
            member = tr("who is in it: {role}", role=canonical_title(role))
            rows.append(row("teams", topic, title, sides, ["presence"], member))
    rest = {
        name: (region, team_members.others(region, own, told_of, on)) for name, (region, own) in found.items()
    }
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
    meetings = [(team, one) for team in own for one in holding(region, team["cadence"], on)]
    return [
        *(team_members.told(region, place) for place in team_members.places(region, own, on)),
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
        key="named" if kind is None and any(team["match"] == "same" for team in own) else None,
        local=names,
        mark="ambiguous" if kind is None and all(map(_is_read_together, own)) else "",
        canonical=own[0]["canonical"] or None,
    )


def _is_read_together(team: Team) -> bool:
    """Whether the text has no such team, and the maintainer put one together from what it says."""
    lists = team["compositions"]
    return team["match"] == "rough" and bool(lists) and all(one["by"] == "editor" for one in lists)


def _chair(region: Region, own: Sequence[Team], on: Span) -> Side:
    roles = {role["id"]: role for role in region["roles"]}
    places = [place for place in team_members.places(region, own, on) if place.member["chair"]]
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
        [team_members.told(region, place) for place in places],
        key=None if is_rough else tuple(sorted({roles[name]["canonical"] for name in found})),
        local=names,
        mark=team_members.mark(places),
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
