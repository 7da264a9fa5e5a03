"""A region's concepts as rows of text, for tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kernketen.model.titles import topic_title
from kernketen.model.wording import said
from kernketen.showing.answers import quantity
from kernketen.showing.answers import question as asked
from kernketen.showing.terms import MODALITY, PRESENCE, absent, date, word
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Contact, Region, Team, Who

Rows = list[list[str]]


def section(region: Region, name: str) -> str:
    """A section as it is cited in a table: its heading and date."""
    entry = region["sections"].get(name)
    if entry is None:
        return ""
    # With one document its title would say nothing on every line; with more its id is enough.
    paper = f"{entry['document']}: " if len(region["documents"]) > 1 else ""
    return f"{paper}{entry['heading']} ({date(entry['adopted_on'] or entry['valid_from'])})"


def _if(region: Region, *conditions: Any) -> str:
    return "; ".join(said(condition, region) for condition in conditions if condition is not None)


def place(item: Any) -> str:
    """Where an item stands: ``rules/absence.yaml:66``."""
    # The folder is the region's own; its file and line are enough here.
    return f"{item['where'][0].rpartition('/')[2]}:{item['where'][1]}"


def documents(region: Region) -> Rows:
    """Documents as rows."""
    return [
        [
            d["title"],
            date(d["date"]),
            d["kind"],
            _if(region, d["covers"]),
            _if(region, d["excludes"]),
            place(d),
        ]
        for d in region["documents"]
    ]


def citing(region: Region) -> Counter[str]:
    """How many items cite each section: as their source, as where a gap was looked for, or against a doubt.

    A step or member without a source of its own stands where its rule or composition stands.
    """
    found = Counter(item["source"] for item in _sourced(region))
    for gap in region["gaps"]:
        found.update(gap["searched"])
    for own in region["structures"]:
        found.update(source for item in own["items"] for source in item["sources"])
    doubting = [*_sourced(region), *region["gaps"], *region["sections"].values(), *region["documents"]]
    for item in doubting:
        found.update({doubt["against"] for doubt in item.get("doubts", ())})
    return found


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
    for rule in region["rules"]:
        yield from (rule, *rule["steps"])
        for step in rule["steps"]:
            yield from step["form"]


def sources(region: Region) -> Rows:
    """Sources as rows."""
    counted = citing(region)
    titles = {document["id"]: document["title"] for document in region["documents"]}
    return [
        [
            titles[s["document"]],
            s["heading"],
            date(s["adopted_on"] or s["valid_from"]),
            _if(region, s["scope"]),
            str(counted[s["id"]]),
            s["reason"],
            place(s),
        ]
        for s in region["sections"].values()
    ]


def partners(region: Region) -> Rows:
    """Partners as rows."""
    names = {role["id"]: role["name"] for role in region["roles"]}
    rows: Rows = []
    for partner in region["partners"]:
        roles = ", ".join(names[r] for r in partner["roles"])
        contacts: list[Contact | None] = [*partner["contacts"]]
        for contact in contacts or [None]:
            condition = _if(region, partner["when"], contact["when"] if contact else None)
            channels = [contact[c] for c in ("phone", "email", "web") if contact[c]] if contact else []
            rows.append(
                [
                    partner["name"],
                    roles,
                    contact["purpose"] if contact else "",
                    condition,
                    " · ".join(channels),
                    absent(contact) if contact else "",
                    section(region, contact["source"] if contact else partner["source"]),
                    place(contact or partner),
                ]
            )
    return rows


def roles(region: Region) -> Rows:
    """Roles as rows."""
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
            section(region, role["source"]),
            place(role),
        ]
        for role in region["roles"]
    ]


def tasks(region: Region) -> Rows:
    """Tasks as rows."""
    rows: Rows = []
    for holder in (*region["roles"], *region["teams"]):
        for task in holder["tasks"]:
            condition = [
                _if(region, task["when"], task["scope"]),
                task["fase"],
                _together(region, task["with"]),
            ]
            if task["presence"]:
                condition.append(word(PRESENCE, task["presence"]))
            rows.append(
                [
                    holder["name"],
                    task["text"],
                    word(MODALITY, task["modality"]),
                    "; ".join(c for c in condition if c),
                    section(region, task["source"]),
                    place(task),
                ]
            )
    return rows


def _together(region: Region, who: Who | None) -> str:
    names = {role["id"]: role["name"] for role in region["roles"]}
    return tr("with {names}", names=", ".join(names[r] for r in who["roles"])) if who else ""


def cadence(region: Region) -> Rows:
    """Cadence as rows."""
    names = {role["id"]: role["name"] for role in region["roles"]}
    return [
        [
            team["name"],
            cadence["text"],
            word(MODALITY, cadence["modality"]),
            quantity(cadence["frequency"]) if cadence["frequency"] else "",
            ", ".join(names[r] for r in cadence["initiator"]["roles"]) if cadence["initiator"] else "",
            section(region, cadence["source"]),
            place(cadence),
        ]
        for team in region["teams"]
        for cadence in team["cadence"]
    ]


def teams(region: Region) -> Rows:
    """Teams as rows."""
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
                                _if(region, member["when"], member["scope"]),
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
    return [name, composition, role, how, section(region, source), place(item)]


def schools(region: Region) -> Rows:
    """Schools as rows."""
    return [
        [
            s["name"],
            s["code"],
            s["register_name"],
            "/".join(s["sector"]),
            s["group"],
            ", ".join(s["cooperation"]),
            section(region, s["source"]),
            place(s),
        ]
        for s in region["schools"]
    ]


def glossary(region: Region) -> Rows:
    """Glossary as rows."""
    return [
        [
            t["term"],
            t["expansion"] or ("" if t["expanded"] else tr("not explained in the text")),
            t["description"] + ("" if t["used"] else " " + tr("(not used elsewhere in the text)")),
            section(region, t["source"]),
            place(t),
        ]
        for t in region["terms"]
    ]


def statements(region: Region) -> Rows:
    """Statements as rows."""
    return [
        [
            s["kind"],
            s["text"],
            word(MODALITY, s["modality"]),
            s["origin"],
            section(region, s["source"]),
            place(s),
        ]
        for s in region["statements"]
    ]


def gaps(region: Region) -> Rows:
    """Gaps as rows."""
    titles = {paper["id"]: paper["title"] for paper in region["external_references"]}
    return [
        [_topic(region, g["topic"]), g["note"], ", ".join(g["searched"]), titles.get(g["see"], ""), place(g)]
        for g in region["gaps"]
    ]


def _topic(region: Region, path: str) -> str:
    """A topic by its title and by what is typed; a gap in teams and contacts (``who/…``) as it stands."""
    question, _, topic = path.partition("/")
    return path if question == "who" else f"{topic_title(region, question, topic)} ({path})"


def elsewhere(region: Region) -> Rows:
    """Elsewhere as rows."""
    return [
        [
            e["title"],
            date(e["date"]) if e["date"] else "",
            e["note"],
            section(region, e["source"]),
            place(e),
        ]
        for e in region["external_references"]
    ]


def facts(region: Region) -> Rows:
    """Facts as rows."""
    return [
        [
            name,
            fact["kind"],
            ", ".join(fact["values"] or fact["units"]),
            asked(fact),
        ]
        for name, fact in region["facts"].items()
    ]
