"""Regions beside each other as one plain document: ``schemas/output/compare.schema.json`` describes it."""

from __future__ import annotations

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers import matrix, rows
from kernketen.comparing.answers.shared import is_territory
from kernketen.comparing.answers.subject import own, subjects, titles
from kernketen.comparing.answers.voices import Speaker, left_out, speakers_of
from kernketen.model.condition import facts_in
from kernketen.model.dates import written
from kernketen.model.wording import said
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.model.dates import Span
    from kernketen.model.region import Document, Region

SCHEMA = "kernketen/compare/1"


def compare(
    regions: Sequence[Region],
    on: Span,
    in_short: InShort,
    question: str | None = None,
    topic: str | None = None,
) -> dict[str, Any]:
    """The topics of all questions, a row each; or the situations of one question or topic.

    ``in_short`` says what a region says in a few words.
    """
    speakers = speakers_of(regions, on)
    found = [one for one in subjects(speakers, question) if topic in (None, one.topic)]
    document = head(speakers, on, found)
    for subject in found:
        if question is None:
            row, whole = matrix.row(subject, speakers, in_short)
            document["rows"].append(row)
            if not whole:
                document["notes"].append(
                    tr("{topic}: too many different agreements to compare all of them.", topic=subject.title)
                )
        else:
            _detailed(document, subject, speakers, in_short)
    document["own"] = own(speakers, question) if topic is None else {}
    if not any(sum(one.is_spoken_of(s) for s in speakers) > 1 for one in found):
        document["notes"].insert(0, tr("About none of this two of these regions have an agreement."))
    return document


def head(speakers: Sequence[Speaker], on: Span, found: Sequence[Subject]) -> dict[str, Any]:
    """A document without rows yet."""
    concepts = list(dict.fromkeys(one.question for one in found))
    return {
        "schema": SCHEMA,
        "on": written(on),
        "regions": [one.id for one in speakers],
        "names": {one.id: one.region["name"] for one in speakers},
        "concepts": titles(speakers, concepts),
        "rows": [],
        "own": {},
        "only": {one.id: _only(_papers(one, found), one) for one in speakers},
        "left_out": {one.id: _left_out(_papers(one, found), one) for one in speakers},
        "notes": [],
    }


def _papers(speaker: Speaker, topics: Sequence[Subject]) -> list[Document]:
    """The papers in which a region speaks of these topics."""
    wanted = {subject.of(speaker) for subject in topics}
    sections = speaker.region["sections"]
    named = {
        sections[rule["source"]]["document"]
        for rule in speaker.region["rules"]
        if (rule["question"], rule["topic"]) in wanted
    }
    return [paper for paper in speaker.region["documents"] if paper["id"] in named]


def _only(papers: Sequence[Document], speaker: Speaker) -> list[dict[str, str]]:
    """What the papers of a region are about and nothing else, but for places."""
    found = []
    for paper in papers:
        covers = paper["covers"] or ["all", []]
        parts = covers[1] if covers[0] == "all" else [covers]
        parts = [part for part in parts if not any(map(is_territory, facts_in(part)))]
        if parts:
            found.append({"document": paper["title"], "condition": said(["all", parts], speaker.region)})
    return found


def _left_out(papers: Sequence[Document], speaker: Speaker) -> list[dict[str, str]]:
    """What the papers of a region leave out in so many words, but for places: no situation of any topic."""
    found = []
    for paper in papers:
        parts = left_out(paper)
        if parts:
            told = said(parts[0] if len(parts) == 1 else ["any", parts], speaker.region)
            found.append({"document": paper["title"], "condition": told})
    return found


def _detailed(
    document: dict[str, Any], subject: Subject, speakers: Sequence[Speaker], in_short: InShort
) -> None:
    try:
        document["rows"] += rows.rows(subject, speakers, in_short)
    except TooWide:
        found, failed = rows.pairwise(subject, speakers, in_short)
        aside = {
            **dict.fromkeys(("local", "canonical", "attested", "source")),
            "status": "need_more_facts",
            "mark": "depends",
            "short": tr("not in this row"),
        }
        for row in found:
            row["cells"] = {one.id: row["cells"].get(one.id, aside) for one in speakers}
        document["rows"] += found
        names = [document["names"][name] for name in failed]
        document["notes"].append(
            tr(
                "{topic}: too many situations for all regions at once; {region} stands beside each.",
                topic=subject.title,
                region=speakers[0].region["name"],
            )
        )
        if names:
            document["notes"].append(
                tr(
                    "{topic}: too many situations to compare with {regions}.",
                    topic=subject.title,
                    regions=", ".join(names),
                )
            )
