"""What a draft says is cited as a proposal: with its own file and line, never as the agreement."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kernketen.model.region import Document, Region, Section, Where
from kernketen.words import tr

SOURCED = frozenset(
    ("rules", "roles", "partners", "teams", "schools", "terms", "statements", "matrix", "external_references")
)
"""The lists whose items must have a source; in a draft they may lack it."""
DRAFT = "draft"
_ID = "voorstel"
_KEPT = ("sections", "documents")


def mark(region: Region, files: Sequence[str], unsourced: Collection[Where]) -> None:
    """Give all items that were written in one of ``files`` a section of a proposal as their source.

    Such a section keeps the dates and the scope of the one that the item had, since it would stand there;
    that of an item that stands in ``unsourced`` (file, line) has none. Documents of the draft are proposals.
    """
    made: dict[tuple[str, str], str] = {}
    for paper in region["documents"]:
        if paper["where"][0] in files:
            title = tr(
                "Proposal in {file}: {title}", file=os.path.basename(paper["where"][0]), title=paper["title"]
            )
            paper |= {"title": title, "kind": DRAFT}
    proposed = {paper["id"] for paper in region["documents"] if paper["kind"] == DRAFT}
    for item in _items({key: value for key, value in region.items() if key not in _KEPT}):
        file = item["where"][0]
        if file not in files:
            continue
        source = "" if tuple(item["where"]) in unsourced else item["source"]
        if not source and tuple(item["where"]) not in unsourced:
            # A step or member without a source of its own stands where its rule or composition stands.
            continue
        if source and region["sections"][source]["document"] in proposed:
            continue
        if (source, file) not in made:
            made[source, file] = _section(region, source, file)
        item["source"] = made[source, file]


def _items(part: Any) -> Iterator[dict[str, Any]]:
    """Everything that has a source and a place, at any depth."""
    if isinstance(part, dict):
        if "where" in part and "source" in part:
            yield part
        for value in part.values():
            yield from _items(value)
    elif isinstance(part, list):
        for value in part:
            yield from _items(value)


def _section(region: Region, source: str, file: str) -> str:
    """Add a section of a proposal, and its document where that is new; returns its id."""
    name = os.path.basename(file)
    section: Section = {
        "id": _free(f"{_ID}.{source}" if source else _ID, region["sections"]),
        "document": "",
        "heading": tr("without a place in the agreement"),
        "kind": DRAFT,
        "valid_from": "",
        "valid_until": "",
        "adopted_on": "unknown",
        "scope": None,
        "reason": "",
        "note": "",
        "doubts": [],
        "where": (file, 1),
    }
    paper: Document = {
        "id": "",
        "title": tr("Proposal in {file}", file=name),
        "date": "unknown",
        "kind": DRAFT,
        "parties": [],
        "valid_from": "",
        "valid_until": "",
        "covers": None,
        "excludes": None,
        "note": "",
        "doubts": [],
        "where": (file, 1),
    }
    if source:
        stood = region["sections"][source]
        around = next(d for d in region["documents"] if d["id"] == stood["document"])
        section = {**stood, **{k: section[k] for k in ("id", "kind", "adopted_on", "where")}}  # type: ignore[typeddict-item]
        title = tr("Proposal in {file}, in the place of: {title}", file=name, title=around["title"])
        paper = {**around, "title": title, "kind": DRAFT, "date": "unknown", "where": (file, 1)}
    known = {d["title"]: d["id"] for d in region["documents"] if d["kind"] == DRAFT}
    if paper["title"] not in known:
        ids = {d["id"] for d in region["documents"]}
        paper["id"] = _free(f"{_ID}.{paper['id']}".rstrip("."), ids)
        region["documents"].append(paper)
        known[paper["title"]] = paper["id"]
    section["document"] = known[paper["title"]]
    region["sections"][section["id"]] = section
    return section["id"]


def _free(word: str, taken: Collection[str]) -> str:
    number, found = 1, word
    while found in taken:
        number += 1
        found = f"{word}.{number}"
    return found
