"""A region's concepts as rows: documents, sources, partners, roles, tasks, teams, schools, words, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from kernketen.model.region import Contact, Region, Team
from kernketen.model.wording import said
from kernketen.showing.answers import question as asked
from kernketen.showing.terms import MODALITY, PRESENCE, absent, date, word
from kernketen.words import marked, tr

Rows = list[list[str]]
Concept = tuple[str, Callable[[Region], Rows]]

# The headings that occur below, for the catalogue.
TITLES = (
    marked("Fact"),
    marked("Values"),
    marked("Question"),
    marked("About"),
    marked("Also called"),
    marked("Canonical"),
    marked("Code"),
    marked("Composition"),
    marked("Contact"),
    marked("Cooperation"),
    marked("Date"),
    marked("Document"),
    marked("For"),
    marked("Group"),
    marked("If"),
    marked("In full"),
    marked("Items"),
    marked("Kind"),
    marked("Leaves out"),
    marked("Meaning"),
    marked("Missing"),
    marked("Name in the register"),
    marked("Note"),
    marked("Organisation"),
    marked("Origin"),
    marked("Other paper"),
    marked("Paper"),
    marked("Place"),
    marked("Presence"),
    marked("Role"),
    marked("Roles"),
    marked("School"),
    marked("Searched"),
    marked("Section"),
    marked("Sector"),
    marked("Source"),
    marked("Speaks for"),
    marked("Strength"),
    marked("Subject"),
    marked("Task"),
    marked("Tasks"),
    marked("Team"),
    marked("Term"),
    marked("Text"),
    marked("What is missing"),
    marked("Why none"),
)


def _section(region: Region, name: str) -> str:
    entry = region["sections"].get(name)
    if entry is None:
        return ""
    title = next((d["title"] for d in region["documents"] if d["id"] == entry["document"]), "")
    return f"{title}, {entry['heading']} ({date(entry['adopted_on'] or entry['valid_from'])})"


def _if(*conditions: Any) -> str:
    return "; ".join(said(condition) for condition in conditions if condition is not None)


def _place(item: Any) -> str:
    # The folder is the region's own; its file and line are enough here.
    return f"{item['where'][0].rpartition('/')[2]}:{item['where'][1]}"


def _documents(region: Region) -> Rows:
    return [
        [d["title"], date(d["date"]), d["kind"], _if(d["covers"]), _if(d["excludes"]), _place(d)]
        for d in region["documents"]
    ]


def citing(region: Region) -> Counter[str]:
    """How many items cite each section."""
    return Counter(item["source"] for item in _sourced(region))


def _sourced(region: Region) -> Iterator[Any]:
    yield from region["external_references"]
    for partner in region["partners"]:
        yield from (partner, *partner["contacts"])
    for role in region["roles"]:
        yield from (role, *role["tasks"])
    for team in region["teams"]:
        yield from (team, *team["tasks"], *team["cadence"], *team["compositions"])
        for composition in team["compositions"]:
            yield from composition["members"]
    for items in (region["schools"], region["terms"], region["statements"]):
        yield from items


def _sources(region: Region) -> Rows:
    counted = citing(region)
    titles = {document["id"]: document["title"] for document in region["documents"]}
    return [
        [
            titles[s["document"]],
            s["heading"],
            date(s["adopted_on"] or s["valid_from"]),
            _if(s["scope"]),
            str(counted[s["id"]]),
            s["reason"],
            _place(s),
        ]
        for s in region["sections"].values()
    ]


def _partners(region: Region) -> Rows:
    names = {role["id"]: role["name"] for role in region["roles"]}
    rows: Rows = []
    for partner in region["partners"]:
        roles = ", ".join(names[r] for r in partner["roles"])
        contacts: list[Contact | None] = [*partner["contacts"]]
        for contact in contacts or [None]:
            condition = _if(partner["when"], contact["when"] if contact else None)
            channels = [contact[c] for c in ("phone", "email", "web") if contact[c]] if contact else []
            rows.append(
                [
                    partner["name"],
                    roles,
                    contact["purpose"] if contact else "",
                    condition,
                    " · ".join(channels),
                    absent(contact) if contact else "",
                    _section(region, contact["source"] if contact else partner["source"]),
                    _place(contact or partner),
                ]
            )
    return rows


def _roles(region: Region) -> Rows:
    names = {partner["id"]: partner["name"] for partner in region["partners"]}
    return [
        [
            role["name"],
            ", ".join(role["aliases"]),
            f"{role['canonical']} ({role['match']})" if role["canonical"] else "",
            names.get(
                role["employer"], ", ".join(p["name"] for p in region["partners"] if role["id"] in p["roles"])
            ),
            str(len(role["tasks"])),
            _section(region, role["source"]),
            _place(role),
        ]
        for role in region["roles"]
    ]


def _tasks(region: Region) -> Rows:
    rows: Rows = []
    for holder in (*region["roles"], *region["teams"]):
        for task in holder["tasks"]:
            condition = [_if(task["when"], task["scope"]), task["fase"]]
            if task["presence"]:
                condition.append(word(PRESENCE, task["presence"]))
            rows.append(
                [
                    holder["name"],
                    task["text"],
                    word(MODALITY, task["modality"]),
                    "; ".join(c for c in condition if c),
                    _section(region, task["source"]),
                    _place(task),
                ]
            )
    return rows


def _teams(region: Region) -> Rows:
    names = {role["id"]: role["name"] for role in region["roles"]}
    rows: Rows = []
    for team in region["teams"]:
        if not team["compositions"]:
            rows.append(_team(region, team, "", "", "", team["source"], team))
        for composition in team["compositions"]:
            for member in composition["members"]:
                rows.append(
                    _team(
                        region,
                        team,
                        composition["name"] or composition["id"],
                        " / ".join(names[r] for r in member["who"]["roles"]),
                        "; ".join(
                            p
                            for p in (
                                word(PRESENCE, member["presence"]),
                                _if(member["when"], member["scope"]),
                            )
                            if p
                        ),
                        member["source"] or composition["source"],
                        member,
                    )
                )
    return rows


def _team(
    region: Region, team: Team, composition: str, role: str, how: str, source: str, item: Any
) -> list[str]:
    dates = f"{team['valid_from'] or '…'} – {team['valid_until'] or '…'}"
    name = f"{team['name']} [{dates}]" if team["valid_from"] or team["valid_until"] else team["name"]
    return [name, composition, role, how, _section(region, source), _place(item)]


def _schools(region: Region) -> Rows:
    return [
        [
            s["name"],
            s["code"],
            s["register_name"],
            "/".join(s["sector"]),
            s["group"],
            ", ".join(s["cooperation"]),
            _section(region, s["source"]),
            _place(s),
        ]
        for s in region["schools"]
    ]


def _glossary(region: Region) -> Rows:
    return [
        [
            t["term"],
            t["expansion"] or ("" if t["expanded"] else tr("not explained in the text")),
            t["description"] + ("" if t["used"] else " " + tr("(not used elsewhere in the text)")),
            _section(region, t["source"]),
            _place(t),
        ]
        for t in region["terms"]
    ]


def _statements(region: Region) -> Rows:
    return [
        [
            s["kind"],
            s["text"],
            word(MODALITY, s["modality"]),
            s["origin"],
            _section(region, s["source"]),
            _place(s),
        ]
        for s in region["statements"]
    ]


def _gaps(region: Region) -> Rows:
    titles = {paper["id"]: paper["title"] for paper in region["external_references"]}
    return [
        [g["topic"], g["note"], ", ".join(g["searched"]), titles.get(g["see"], ""), _place(g)]
        for g in region["gaps"]
    ]


def _elsewhere(region: Region) -> Rows:
    return [
        [
            e["title"],
            date(e["date"]) if e["date"] else "",
            e["note"],
            _section(region, e["source"]),
            _place(e),
        ]
        for e in region["external_references"]
    ]


def _facts(region: Region) -> Rows:
    return [
        [
            name,
            fact["kind"],
            ", ".join(fact["values"] or fact["units"]),
            asked(fact),
        ]
        for name, fact in region["facts"].items()
    ]


CONCEPTS: dict[str, Concept] = {
    "documents": ("Document · Date · Kind · Speaks for · Leaves out · Place", _documents),
    "sources": ("Document · Section · Date · About · Items · Why none · Place", _sources),
    "partners": ("Organisation · Roles · For · If · Contact · Missing · Source · Place", _partners),
    "roles": ("Role · Also called · Canonical · Organisation · Tasks · Source · Place", _roles),
    "tasks": ("Role · Task · Strength · If · Source · Place", _tasks),
    "teams": ("Team · Composition · Role · Presence · Source · Place", _teams),
    "schools": (
        "School · Code · Name in the register · Sector · Group · Cooperation · Source · Place",
        _schools,
    ),
    "glossary": ("Term · In full · Meaning · Source · Place", _glossary),
    "statements": ("Kind · Text · Strength · Origin · Source · Place", _statements),
    "gaps": ("Subject · What is missing · Searched · Other paper · Place", _gaps),
    "facts": ("Fact · Kind · Values · Question", _facts),
    "elsewhere": ("Paper · Date · Note · Source · Place", _elsewhere),
}


def head(concept: str) -> list[str]:
    """The headings of a concept's rows, in the reader's language."""
    return [tr(title) for title in CONCEPTS[concept][0].split(" · ")]


def items(region: Region, concept: str) -> list[Any]:
    """The items of a concept as plain data."""
    if concept == "tasks":
        return [
            {"holder": holder["id"], **task}
            for holder in (*region["roles"], *region["teams"])
            for task in holder["tasks"]
        ]
    if concept == "facts":
        return [{"id": name, **fact} for name, fact in region["facts"].items()]
    if concept == "sources":
        counted = citing(region)
        return [{**section, "cited_by": counted[section["id"]]} for section in region["sections"].values()]
    keys = {"glossary": "terms", "elsewhere": "external_references"}
    found: list[Any] = dict(region)[keys.get(concept, concept)]  # type: ignore[assignment]
    return found


_CONDITIONS = ("when", "scope", "covers", "excludes")


def as_data(data: Any) -> Any:
    """Items for programs: places as ``{"file", "line"}``, conditions in words beside their plain form."""
    if isinstance(data, dict):
        return {key: _value(key, value) for key, value in data.items()}
    return [as_data(entry) for entry in data] if isinstance(data, list) else data


def _value(key: str, value: Any) -> Any:
    if key == "where":
        return {"file": value[0], "line": value[1]}
    if key in _CONDITIONS:
        return None if value is None else {"said": said(value), "condition": value}
    return as_data(value)


def overview(region: Region) -> Rows:
    """How many items each concept has."""
    return [[concept, str(len(items(region, concept)))] for concept in CONCEPTS]
