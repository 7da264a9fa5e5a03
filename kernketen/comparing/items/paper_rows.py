"""The papers in which agreements stand: how old, of what kind, for whom, signed by whom."""

from __future__ import annotations

from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.model.condition import facts_in
from kernketen.model.wording import said
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Document, Region

_KINDS = {
    "agreement": marked("agreement"),
    "school_rule": marked("rule of schools"),
    "recommendation": marked("recommendation"),
    "law_cited": marked("law that is cited"),
    "announcement": marked("announcement"),
}


def documents(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Which papers are these, how old, of what kind, for whom and of whom?"""
    asked: list[tuple[str, str, Callable[[Region], Side]]] = [
        ("title", tr("Which papers"), _titles),
        ("date", tr("Of which date"), _dates),
        ("kind", tr("Of what kind"), _kinds),
        ("parties", tr("Agreed by whom"), _parties),
        ("covers", tr("For whom it speaks"), _covers),
        ("excludes", tr("What it leaves out"), _excludes),
        ("reviewed", tr("When the data was last reviewed"), _reviewed),
    ]
    return [
        row(
            "documents",
            topic,
            title,
            {region["id"]: (region, side(region)) for region in regions},
            [topic],
        )
        for topic, title, side in asked
    ]


def sources(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Which parts do the papers have? Each region divides its papers itself: nothing to compare."""
    return [_listed("sources", tr("Parts of the papers"), regions, on, _sections)]


def elsewhere(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """To which papers does the text point without including them?"""
    return [_listed("elsewhere", tr("Papers that the text points to"), regions, on, _elsewhere)]


def _listed(
    concept: str,
    title: str,
    regions: Sequence[Region],
    on: Span,
    side: Callable[[Region, Span], Side],
) -> dict[str, Any]:
    return row(concept, "all", title, {region["id"]: (region, side(region, on)) for region in regions})


def _paper(document: Document, told: str) -> Entry:
    return Entry(f"{document['title']}: {told}" if told else document["title"], "", document["where"])


def _side(region: Region, told: Callable[[Document], str], key: Hashable, without: str) -> Side:
    """What is told of each paper that has it; several papers each with their title."""
    found = [(document, told(document)) for document in region["documents"] if told(document)]
    if not found:
        return nothing(said=without)
    several = len({text for _, text in found}) > 1 or len(found) < len(region["documents"])
    short = [f"{document['title']}: {text}" if several else text for document, text in found]
    entries = [_paper(document, text) for document, text in found]
    return Side("; ".join(dict.fromkeys(short)), entries, key=key, mark="noted")


def _titles(region: Region) -> Side:
    titles = "; ".join(document["title"] for document in region["documents"])
    entries = [_paper(document, "") for document in region["documents"]]
    return Side(titles, entries, local=titles, mark="noted") if entries else nothing()


def _dates(region: Region) -> Side:
    known = tuple(sorted(d["date"] for d in region["documents"] if d["date"] not in ("", "unknown")))
    if not known:
        return nothing(said=tr("date unknown"))
    return _side(
        region,
        lambda d: tr("date unknown") if d["date"] in ("", "unknown") else d["date"],
        known,
        tr("date unknown"),
    )


def _kinds(region: Region) -> Side:
    key = tuple(sorted({document["kind"] for document in region["documents"]}))
    words = {kind: tr(word) for kind, word in _KINDS.items()}
    return _side(region, lambda d: words[d["kind"]], key, tr("not noted"))


def _parties(region: Region) -> Side:
    return _side(region, lambda d: ", ".join(d["parties"]), None, tr("not told"))


def _covers(region: Region) -> Side:
    return _conditions(region, "covers", tr("not told"))


def _excludes(region: Region) -> Side:
    return _conditions(region, "excludes", tr("nothing is left out in so many words"))


def _conditions(region: Region, name: str, without: str) -> Side:
    # In which municipalities it holds is what makes a region; the sectors can be held against each other,
    # but not apart from the municipalities.
    def told(document: Document) -> str:
        condition = document[name]  # type: ignore[literal-required]
        return tr("if {conditions}", conditions=said(condition, region)) if condition is not None else ""

    conditions = [document[name] for document in region["documents"]]  # type: ignore[literal-required]
    facts = {fact for condition in conditions if condition is not None for fact in facts_in(condition)}
    return _side(region, told, None if facts else "always", without)


def _reviewed(region: Region) -> Side:
    if region["reviewed_on"] in ("", "unknown"):
        return nothing(said=tr("date unknown"))
    place = region["documents"][0]["where"] if region["documents"] else ("region.yaml", 1)
    entries = [Entry(region["reviewed_on"], "", place)]
    return Side(region["reviewed_on"], entries, key=region["reviewed_on"], mark="noted")


def _sections(region: Region, on: Span) -> Side:
    found = list(region["sections"].values())
    if not found:
        return nothing()
    entries = [
        Entry(section["heading"], name, section["where"]) for name, section in region["sections"].items()
    ]
    return Side(tr("{number} parts", number=len(found)), entries, mark="noted")


def _elsewhere(region: Region, on: Span) -> Side:
    found = holding(region, region["external_references"], on)
    if not found:
        return nothing(said=tr("none named"))
    titles = "; ".join(paper["title"] for paper in found)
    entries = [entry(paper, paper["title"]) for paper in found]
    return Side(titles, entries, local=titles, mark="elsewhere", status="external_reference")
