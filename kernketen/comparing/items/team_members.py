"""Who is in the teams of a kind: for each canonical role the region's own name and presence.

A list that the maintainer put together from loose sentences is no agreement in so many words. A member that
stands for several roles ("directeur/IB-er") is shown at each of them that the region does not name by itself,
and taken as equal to none.
"""

from __future__ import annotations

from typing import NamedTuple

from kernketen.comparing.sides import Entry, Side, entry, holding, nothing
from kernketen.model.condition import facts_in
from kernketen.model.presence import PRESENCE
from kernketen.model.wording import said
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from kernketen.model.dates import Span
    from kernketen.model.region import Composition, Member, Region, Team

# Each region is asked about its own municipalities; where it draws lines among them is no difference.
_TERRITORY = {"woongemeente", "schoolgemeente", "postcodegebied", "school"}


class Place(NamedTuple):
    """A member with the team and the list in which it stands."""

    team: Team
    composition: Composition
    member: Member


def places(region: Region, own: Sequence[Team], on: Span) -> list[Place]:
    """Every member of every list of these teams that holds on the day."""
    return [Place(team, one, member) for team, one in _lists(region, own, on) for member in one["members"]]


def told(region: Region, place: Place) -> Entry:
    """A member in full: who, how present, on which conditions, in which list."""
    member = place.member
    conditions = [said(c, region) for c in (member["scope"], member["when"]) if c is not None]
    presence = PRESENCE[member["presence"]]
    parts = [tr(presence)]
    if conditions:
        parts.append(tr("if {conditions}", conditions="; ".join(conditions)))
    said_ = f"{_who(region, member)}: {', '.join(parts)} · {_list(place.team, place.composition)}"
    return Entry(said_, member["source"] or place.composition["source"], member["where"])


def mark(found: Sequence[Place]) -> str:
    """How these places are meant, where that is not as the section: left out, or read by the maintainer."""
    if all(place.member["presence"] == "excluded" for place in found):
        return "left_out"
    # A list that the maintainer read together is no agreement in so many words.
    return "ambiguous" if all(place.composition["by"] == "editor" for place in found) else ""


def of_role(region: Region, own: Sequence[Team], canonical: str, on: Span) -> Side:
    """Whether a canonical role is in these teams, under which name and how present."""
    if not own:
        return nothing(said=tr("no such team named"))
    lists = _lists(region, own, on)
    roles = {role["id"]: role for role in region["roles"]}
    fitting = {name: parts for name in roles if (parts := _fitting(region, name, canonical))}
    found = naming(region, own, canonical, on) or [
        place for place in places(region, own, on) if fitting.keys() & set(place.member["who"]["roles"])
    ]
    if not found:
        if _are_whole(own, lists):
            entries = [entry(one, _list(team, one)) for team, one in lists]
            is_like = any(team["match"] != "rough" for team in own)
            key = ("absent",) if is_like else None
            return Side(tr("not in the list"), entries, key=key, mark="left_out", canonical=canonical)
        return nothing(said=tr("not named"))
    named = [name for place in found for name in place.member["who"]["roles"] if name in fitting]
    is_rough = all(roles[part]["match"] == "rough" for name in named for part in fitting[name])
    firm = [place for place in found if _is_firm(region, place, fitting)]
    names = ", ".join(dict.fromkeys(_who(region, place.member) for place in found))
    return Side(
        f"{names}: {_shortly(found, own, lists)}",
        [told(region, place) for place in found],
        key=None if is_rough or not firm else _key(found, firm, lists),
        local=", ".join(dict.fromkeys(roles[name]["name"] for name in named)),
        canonical=canonical,
        mark=mark(found),
    )


def naming(region: Region, own: Sequence[Team], canonical: str, on: Span) -> list[Place]:
    """The places of a canonical role itself, and not of several roles under one name."""
    return [
        place
        for place in places(region, own, on)
        if any(_is_alone(region, name, canonical) for name in place.member["who"]["roles"])
    ]


def others(region: Region, own: Sequence[Team], told_of: Sequence[str], on: Span) -> Side:
    """Who is in these teams and stands in no row of a canonical role; ``told_of`` are those with a row."""
    roles = {role["id"]: role for role in region["roles"]}
    # At these a name for several roles is shown, because the region does not name them by themselves.
    shared = {name for name in told_of if not naming(region, own, name, on)}
    found = []
    for place in places(region, own, on):
        named = place.member["who"]["roles"]
        common = {roles[part]["canonical"] for part in _parts(region, named)} - {""}
        if not common & shared and not any(_is_alone(region, n, c) for n in named for c in common):
            found.append(place)
    if not found:
        return nothing(said=tr("none named") if own else tr("no such team named"))
    words = {presence: tr(word) for presence, word in PRESENCE.items()}
    names = dict.fromkeys(
        f"{roles[name]['name']} ({words[place.member['presence']]})"
        for place in found
        for name in place.member["who"]["roles"]
    )
    return Side(
        "; ".join(names),
        [told(region, place) for place in found],
        local=", ".join(names),
        mark=mark(found),
    )


def _lists(region: Region, own: Sequence[Team], on: Span) -> list[tuple[Team, Composition]]:
    return [(team, one) for team in own for one in holding(region, team["compositions"], on)]


def _parts(region: Region, names: Sequence[str]) -> list[str]:
    """The roles themselves, with those that are in a group for the group."""
    groups = {role["id"]: role["group"] for role in region["roles"] if not role["canonical"]}
    return [part for name in names for part in groups.get(name) or [name]]


def _fitting(region: Region, name: str, canonical: str) -> list[str]:
    """The roles of this canonical one that a name stands for: itself, or those in its group."""
    roles = {role["id"]: role for role in region["roles"]}
    return [part for part in _parts(region, [name]) if roles[part]["canonical"] == canonical]


def _is_alone(region: Region, name: str, canonical: str) -> bool:
    """Whether a name stands for this canonical role and for no other."""
    return len(_fitting(region, name, canonical)) == len(_parts(region, [name]))


def _is_firm(region: Region, place: Place, fitting: Mapping[str, Sequence[str]]) -> bool:
    """Whether the text itself says it, of a team of this kind and of this role alone."""
    who = place.member["who"]
    alone = {name for name, parts in fitting.items() if len(parts) == len(_parts(region, [name]))}
    is_of_role = alone.issuperset(who["roles"]) if who["mode"] != "all" else bool(alone & {*who["roles"]})
    return is_of_role and place.team["match"] != "rough" and place.composition["by"] != "editor"


def _are_whole(own: Sequence[Team], lists: Sequence[tuple[Team, Composition]]) -> bool:
    """Whether the text lists all members of all these teams, so that who is not named is not in them."""
    exact = all(one["list"] == "exact" and one["by"] != "editor" for _, one in lists)
    return exact and {team["id"] for team in own} == {team["id"] for team, _ in lists}


def _key(
    found: Sequence[Place], firm: Sequence[Place], lists: Sequence[tuple[Team, Composition]]
) -> Hashable:
    """What can be compared: the presence, whether in all the lists, and whether on a condition."""
    everywhere = {id(place.composition) for place in found} == {id(one) for _, one in lists}
    return (
        tuple(sorted({place.member["presence"] for place in firm})),
        everywhere,
        any(_is_conditional(place.member) for place in firm),
    )


def _is_conditional(member: Member) -> bool:
    conditions = [c for c in (member["when"], member["scope"]) if c is not None]
    return any(not facts_in(condition) <= _TERRITORY for condition in conditions)


def _shortly(found: Sequence[Place], own: Sequence[Team], lists: Sequence[tuple[Team, Composition]]) -> str:
    """The presence in words; in which team or list, where it is not the same in all."""
    several = len(own) > 1
    by_name: dict[str, list[str]] = {}
    for place in found:
        name = place.team["name"] if several else _list_name(place.composition)
        presence = PRESENCE[place.member["presence"]]
        word = tr(presence)
        if word not in by_name.setdefault(name, []):
            by_name[name].append(word)
    by_presence: dict[str, list[str]] = {}
    for name, words in by_name.items():
        by_presence.setdefault(" / ".join(words), []).append(name)
    every = {team["name"] for team in own} if several else {_list_name(one) for _, one in lists}
    parts = [
        words
        if set(names) == every
        else tr("{presence} in {lists}", presence=words, lists=", ".join(f"“{name}”" for name in names))
        for words, names in by_presence.items()
    ]
    if all(place.composition["by"] == "editor" for place in found):
        parts.append(tr("reading of the maintainer"))
    return "; ".join(parts)


def _who(region: Region, member: Member) -> str:
    names = {role["id"]: role["name"] for role in region["roles"]}
    together = {"all": tr("and"), "one_of": tr("or"), "any": tr("and/or")}[member["who"]["mode"]]
    return f" {together} ".join(names[name] for name in member["who"]["roles"])


def _list_name(one: Composition) -> str:
    return one["name"] or one["id"].replace("_", " ")


def _list(team: Team, one: Composition) -> str:
    name = f"{team['name']}, {one['name']}" if one["name"] else team["name"]
    by_editor = tr("put together by the maintainer")
    return f"{name} ({by_editor})" if one["by"] == "editor" else name
