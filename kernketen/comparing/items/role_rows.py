"""Who is who: a row for each canonical role, with the region's own names, organisations and tasks."""

from __future__ import annotations

from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.model.canonical import ROLES, TITLES
from kernketen.model.wording import said
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Gap, Partner, Region, Role

SIGNS = {"same": "", "close": "~\u00a0", "rough": "?\u00a0"}
"""How well a region's own role is the canonical one: before its name."""
_MATCHED = {
    "same": marked("the same role"),
    "close": marked("close to it"),
    "rough": marked("looks like it: not to be taken as equal"),
}


def roles(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Who is it in each region? A row a canonical role, and one for whom has none."""
    rows = _by_role("roles", regions, lambda region, name: _named(region, name, on))
    others = {region["id"]: (region, _others(region, on)) for region in regions}
    rows.append(row("roles", "other", tr("Others, without a canonical role"), others))
    return spoken_rows(rows)


def tasks(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """What does the role do? Texts stand side by side; only equal words are equal."""
    return spoken_rows(_by_role("tasks", regions, lambda region, name: _tasks(region, name, on)))


def partners(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Of which organisation is the role, and how does the text say to reach it?"""
    rows = _by_role("partners", regions, lambda region, name: _organisations(region, name, on))
    others = {region["id"]: (region, _other_organisations(region, on)) for region in regions}
    rows.append(row("partners", "other", tr("Other organisations"), others))
    return spoken_rows(rows)


def canonical_title(name: str) -> str:
    """A canonical role as people say it."""
    return tr(TITLES[name]) if name in TITLES else name


def gap(region: Region, topic: str) -> Gap | None:
    """What the region notes as looked for and not found."""
    return next((found for found in region["gaps"] if found["topic"] == topic), None)


def _by_role(
    concept: str, regions: Sequence[Region], side: Callable[[Region, str], Side]
) -> list[dict[str, Any]]:
    return [
        row(
            concept,
            name,
            canonical_title(name),
            {region["id"]: (region, side(region, name)) for region in regions},
            ["contact"] if concept == "partners" else (),
        )
        for name in ROLES
    ]


def spoken_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the rows about which no region says or notes anything."""
    return [
        each
        for each in rows
        if any(cell["status"] != "not_regulated" or cell["attested"] for cell in each["cells"].values())
    ]


def _named(region: Region, canonical: str, on: Span) -> Side:
    found = _of(region, canonical, on)
    if not found:
        return nothing(gap(region, f"who/{canonical}"), tr("none named"))
    entries = [entry(role, _told(region, role)) for role in found]
    return Side(
        "; ".join(SIGNS[role["match"] or "same"] + role["name"] for role in found),
        entries,
        # A role that matches only roughly is not taken as equal.
        key="named" if any(role["match"] != "rough" for role in found) else None,
        local=", ".join(role["name"] for role in found),
        canonical=canonical,
    )


def _of(region: Region, canonical: str, on: Span) -> list[Role]:
    """The roles of a region for a canonical one, the best match first."""
    found = [role for role in holding(region, region["roles"], on) if role["canonical"] == canonical]
    order = list(SIGNS)
    return sorted(found, key=lambda role: order.index(role["match"] or "same"))


def _told(region: Region, role: Role) -> str:
    """A role with how well it matches, where it works and when it counts."""
    matched = _MATCHED[role["match"] or "same"]
    parts = [tr(matched)] if role["canonical"] else []
    if role["employer"]:
        names = {partner["id"]: partner["name"] for partner in region["partners"]}
        own = {other["id"]: other["name"] for other in region["roles"]}
        employer = names.get(role["employer"]) or own.get(role["employer"]) or role["employer"]
        parts.append(tr("works for {organisation}", organisation=employer))
    conditions = [said(c, region) for c in (role["scope"], role["when"]) if c is not None]
    if conditions:
        parts.append(tr("if {conditions}", conditions="; ".join(conditions)))
    return f"{role['name']} ({'; '.join(parts)})" if parts else role["name"]


def _others(region: Region, on: Span) -> Side:
    found = [
        role
        for role in holding(region, region["roles"], on)
        # A group is no role of its own: its members stand in their own rows.
        if not role["canonical"] and not role["group"]
    ]
    if not found:
        return nothing(said=tr("none named"))
    names = [role["name"] for role in found]
    return Side(
        "; ".join(names), [entry(role, _told(region, role)) for role in found], local=", ".join(names)
    )


def _tasks(region: Region, canonical: str, on: Span) -> Side:
    entries: list[Entry] = []
    found = _of(region, canonical, on)
    several = sum(1 for role in found if role["tasks"]) > 1
    for role in found:
        for task in holding(region, role["tasks"], on):
            name = f"{role['name']}: " if several else ""
            entries.append(entry(task, name + task["text"]))
    if not entries:
        return nothing(said=tr("none named") if not found else tr("no tasks named"))
    first = entries[0].said
    more = tr("{number} tasks, such as: {first}", number=len(entries), first=first)
    return Side(
        first if len(entries) == 1 else more,
        entries,
        local=", ".join(role["name"] for role in found),
        canonical=canonical,
    )


def _organisations(region: Region, canonical: str, on: Span) -> Side:
    mine = _of(region, canonical, on)
    names = {role["id"] for role in mine}
    employers = {role["employer"] for role in mine if role["employer"]}
    found = [
        partner
        for partner in holding(region, region["partners"], on)
        if names & set(partner["roles"]) or partner["id"] in employers
    ]
    if not found:
        return nothing(gap(region, f"who/{canonical}"), tr("no organisation named"))
    ways = sorted({way for partner in found for way in _ways(partner)})
    names_ = "; ".join(partner["name"] for partner in found)
    return Side(
        f"{names_} ({_reached(ways)})",
        [entry(partner, _organisation(region, partner)) for partner in found],
        # Organisations are a region's own; what can be compared is how the text says to reach them.
        key=tuple(ways) if any(role["match"] != "rough" for role in mine) else None,
        local=names_,
        canonical=canonical,
    )


def _other_organisations(region: Region, on: Span) -> Side:
    known = {role["id"] for role in region["roles"] if role["canonical"]}
    employers = {role["employer"] for role in region["roles"] if role["canonical"]}
    found = [
        partner
        for partner in holding(region, region["partners"], on)
        if not known & set(partner["roles"]) and partner["id"] not in employers
    ]
    if not found:
        return nothing(said=tr("none named"))
    names = "; ".join(partner["name"] for partner in found)
    return Side(names, [entry(partner, _organisation(region, partner)) for partner in found], local=names)


_WAYS = {"phone": marked("phone"), "email": marked("e-mail"), "web": marked("website")}


def _ways(partner: Partner) -> set[str]:
    """The ways that the text gives; where it gives none, whether another paper does."""
    contacts = partner["contacts"]
    found = {way for contact in contacts for way in _WAYS if contact[way]}  # type: ignore[literal-required]
    return found or {"elsewhere" for contact in contacts if "elsewhere" in contact["absent"].values()}


def _reached(ways: Sequence[str]) -> str:
    said_ = [tr(word) for way, word in _WAYS.items() if way in ways]
    if "elsewhere" in ways:
        said_.append(tr("contact points in another paper"))
    return ", ".join(said_) or tr("no contact point in the text")


def _organisation(region: Region, partner: Partner) -> str:
    parts = [_reached(sorted(_ways(partner)))]
    if partner["when"] is not None:
        parts.append(tr("if {conditions}", conditions=said(partner["when"], region)))
    return f"{partner['name']} ({'; '.join(parts)})"
