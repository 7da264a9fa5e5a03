"""What regions tell besides agreements: statements, schools, tables, facts, cases, structures of their own.

Each is a text or a list of the region itself. They stand side by side to be read; only what is said in the
very same words is equal.
"""

from __future__ import annotations

from kernketen.comparing.items.role_rows import canonical_title, spoken_rows
from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.model.titles import readable
from kernketen.model.wording import said, spoken
from kernketen.words import language, marked, tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Case, Region, Rule

STATEMENTS = {
    "principle": marked("Principles"),
    "definition": marked("Definitions"),
    "movement": marked("Movements"),
    "action": marked("Actions on the agenda"),
    "indicator": marked("Indicators"),
    "activity": marked("Activities"),
    "cadence": marked("How often things happen"),
    "recommendation": marked("Recommendations, not adopted"),
    "announcement": marked("Announcements"),
    "difference": marked("Differences inside the region"),
    "phase": marked("Phases"),
    "governance": marked("Governance"),
}
SECTORS = ("vve", "bo", "sbo", "so", "vo", "vso", "mbo")
_MARKS = {"recommendation": "recommended", "announcement": "announced", "draft": "proposed"}


def statements(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """What does the text say besides, of each kind?"""
    return _rows(
        "statements", {kind: tr(title) for kind, title in STATEMENTS.items()}, regions, on, _statements
    )


def schools(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Which schools does the agreement name, in each sector?"""
    titles = {sector: tr("Schools named: {sector}", sector=sector) for sector in SECTORS}
    rows = _rows("schools", {**titles, "none": tr("Schools named without a sector")}, regions, on, _schools)
    # Where no region names a school, one row says so.
    return rows or [_row("schools", "all", tr("Schools named"), regions, on, _schools)]


def matrix(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """What does the table say of a role in a phase? A row for each value and canonical role."""
    found: dict[tuple[str, str], str] = {}
    for region in sorted(regions, key=lambda each: each["id"]):
        roles = {role["id"]: role for role in region["roles"]}
        for table in holding(region, region["matrix"], on):
            for value in table["rows"]:
                for column in table["columns"]:
                    own = roles[column]
                    title = canonical_title(own["canonical"]) if own["canonical"] else own["name"]
                    phase = spoken(table["fact"], value, region)
                    found.setdefault((value, own["canonical"] or column), f"{phase} · {title}")
    titles = {f"{value}.{role}": title for (value, role), title in found.items()}
    return _rows("matrix", titles, regions, on, _matrix) or [
        _row("matrix", "all", tr("Tables of phases and partners"), regions, on, _matrix)
    ]


def facts(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Which facts does a region ask for that only it knows?"""
    return [_row("facts", "own", tr("Facts that only this region asks for"), regions, on, _facts)]


def cases(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """With how many cases is the data of a region tested? Cases are no agreements."""
    return [_row("cases", "all", tr("Cases with which the data is tested"), regions, on, _cases)]


def own(name: str, regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """What is in a structure that not every region has?"""
    title = next((each["title"] for r in regions for each in r["structures"] if each["id"] == name), name)
    return [_row(name, "all", title, regions, on, lambda region, _, __: _own(region, name))]


def _row(
    concept: str,
    topic: str,
    title: str,
    regions: Sequence[Region],
    on: Span,
    side: Callable[[Region, str, Span], Side],
) -> dict[str, Any]:
    return row(concept, topic, title, {each["id"]: (each, side(each, topic, on)) for each in regions})


def _rows(
    concept: str,
    titles: dict[str, str],
    regions: Sequence[Region],
    on: Span,
    side: Callable[[Region, str, Span], Side],
) -> list[dict[str, Any]]:
    rows = [_row(concept, topic, title, regions, on, side) for topic, title in titles.items()]
    return spoken_rows(rows)


def _texts(entries: Sequence[Entry], mark: str = "", local: str = "") -> Side:
    """Texts to be read: the first, and how many there are."""
    if not entries:
        return nothing(said=tr("none named"))
    first = entries[0].said
    if len(entries) > 1:
        first = tr("{number}, such as: {first}", number=len(entries), first=first)
    return Side(first, entries, mark=mark, local=local)


def _statements(region: Region, kind: str, on: Span) -> Side:
    found = [one for one in holding(region, region["statements"], on) if one["kind"] == kind]
    return _texts([entry(one, one["text"]) for one in found], _MARKS.get(kind, ""))


def _schools(region: Region, sector: str, on: Span) -> Side:
    found = [
        school
        for school in holding(region, region["schools"], on)
        if sector in (school["sector"] or ["none"])
    ]
    if not found:
        return nothing(said=tr("none named"))
    # A school that the text names in two lists is one school.
    names = "; ".join(dict.fromkeys(school["name"] for school in found))
    return Side(
        names,
        [entry(s, f"{s['name']} ({s['group']})" if s["group"] else s["name"]) for s in found],
        local=names,
    )


def _matrix(region: Region, topic: str, on: Span) -> Side:
    roles = {role["id"]: role for role in region["roles"]}
    for table in holding(region, region["matrix"], on):
        for cell in table["cells"]:
            column = roles[cell["column"]]
            if topic != f"{cell['row']}.{column['canonical'] or column['id']}":
                continue
            entries = [entry(cell, cell["text"] or tr("The cell is empty in the table itself."))]
            if cell["empty"]:
                return Side(
                    tr("empty in the table"), entries, status="not_regulated", mark="silent", attested=True
                )
            short = cell["text"]
            if cell["turns"]:
                turns = [rule for rule in region["rules"] if rule["id"] in cell["turns"]]
                entries = [*entries[: bool(short)], *(entry(rule, _turn(region, rule)) for rule in turns)]
                number = trn("{number} situation in which it is their turn",
                             "{number} situations in which it is their turn", len(turns))  # fmt: skip
                short = f"{short} ({number})" if short else number
            return Side(short, entries, local=column["name"], canonical=column["canonical"] or None)
    return nothing(said=tr("no such table") if not region["matrix"] else tr("not in the table"))


def _turn(region: Region, rule: Rule) -> str:
    """In which situation it is somebody's turn."""
    when = rule["when"]
    return tr("if {conditions}", conditions=said(when, region)) if when is not None else tr("always")


def _facts(region: Region, topic: str, on: Span) -> Side:
    found = [fact for fact in region["facts"].values() if fact["question_nl"]]
    if not found:
        return nothing(said=tr("no facts of its own"))
    place = region["documents"][0]["where"][0] if region["documents"] else "region.yaml"
    dutch = language() == "nl"
    asked = [fact["question_nl"] if dutch else fact["question"] or fact["question_nl"] for fact in found]
    return _texts([Entry(one, "", (place, 1)) for one in asked], "noted")


def _cases(region: Region, topic: str, on: Span) -> Side:
    if not region["cases"]:
        return nothing()
    asked: dict[str, list[Case]] = {}
    for case in region["cases"]:
        asked.setdefault(case["question"], []).append(case)
    entries = [Entry(f"{name}: {len(found)}", "", found[0]["where"]) for name, found in sorted(asked.items())]
    return Side(tr("{number} cases", number=len(region["cases"])), entries, mark="noted")


def _own(region: Region, name: str) -> Side:
    found = next((each for each in region["structures"] if each["id"] == name), None)
    if found is None:
        return nothing(said=tr("no such structure"))
    entries = [
        Entry(readable(item["id"]), item["sources"][0] if item["sources"] else "", item["where"])
        for item in found["items"]
    ]
    return Side(trn("{number} item", "{number} items", len(entries)), entries) if entries else nothing()
