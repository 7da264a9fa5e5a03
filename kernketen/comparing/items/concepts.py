"""The concepts of an agreement that are no rules, side by side: a table of rows for each.

A row is a question that a policy officer asks of every region ("who is the leerplichtambtenaar?"), with
identity by canonical role or kind, never by a word that happens to be the same.
"""

from __future__ import annotations

from kernketen.comparing.items import gap_rows, listed_rows, paper_rows, role_rows, team_rows, word_rows
from kernketen.model.dates import written
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeAlias

    from kernketen.model.dates import Span
    from kernketen.model.region import Region

    Rows: TypeAlias = list[dict[str, Any]]

CONCEPTS: dict[str, Callable[[Sequence[Region], Span], Rows]] = {
    "documents": paper_rows.documents,
    "sources": paper_rows.sources,
    "partners": role_rows.partners,
    "roles": role_rows.roles,
    "tasks": role_rows.tasks,
    "cadence": team_rows.cadence,
    "teams": team_rows.teams,
    "schools": listed_rows.schools,
    "glossary": word_rows.words,
    "statements": listed_rows.statements,
    "matrix": listed_rows.matrix,
    "cases": listed_rows.cases,
    "gaps": gap_rows.gaps,
    "facts": listed_rows.facts,
    "elsewhere": paper_rows.elsewhere,
}
"""Every concept that ``show`` knows, except the rules: those are compared by what they decide."""

TITLES = {
    "documents": marked("The papers and their dates"),
    "sources": marked("The parts of the papers"),
    "partners": marked("Organisations, and how to reach them"),
    "roles": marked("Who is who: the roles"),
    "tasks": marked("Tasks of each role"),
    "cadence": marked("How often teams meet"),
    "teams": marked("Teams and who is in them"),
    "schools": marked("Schools that are named"),
    "glossary": marked("Words and abbreviations"),
    "statements": marked("Principles, recommendations and other statements"),
    "matrix": marked("Tables of phases and partners"),
    "cases": marked("Cases with which the data is tested"),
    "gaps": marked("Where the texts are silent"),
    "facts": marked("Facts that only this region asks for"),
    "elsewhere": marked("Papers that the text points to"),
}

ALSO = {"terms": "glossary"}
"""Other names that people type."""


def names(regions: Sequence[Region]) -> list[str]:
    """What can be compared: the concepts of the core, and the structures that a region has of its own."""
    own = sorted({structure["id"] for region in regions for structure in region["structures"]})
    return [*CONCEPTS, *ALSO, *(name for name in own if name not in CONCEPTS)]


def rows(concept: str, regions: Sequence[Region], on: Span) -> Rows:
    """The rows of a concept, in an order that does not hang on that of the regions.

    Raises ``KeyError`` for a concept that ``names`` does not have.
    """
    concept = ALSO.get(concept, concept)
    if concept in CONCEPTS:
        return CONCEPTS[concept](regions, on)
    if concept not in names(regions):
        raise KeyError(concept)
    return listed_rows.own(concept, regions, on)


def document(concept: str, regions: Sequence[Region], on: Span) -> dict[str, Any]:
    """The comparison of a concept, in the shape of ``schemas/output/compare.schema.json``.

    Raises ``KeyError`` for a concept that ``names`` does not have.
    """
    concept = ALSO.get(concept, concept)
    own = [s["title"] for region in regions for s in region["structures"] if s["id"] == concept]
    found = rows(concept, regions, on)
    speaking = max((_speakers(row) for row in found), default=0)
    notes = [] if speaking > 1 else [tr("About none of this two of these regions say anything.")]
    return {
        "schema": "kernketen/compare/1",
        "on": written(on),
        "regions": [region["id"] for region in regions],
        "names": {region["id"]: region["name"] for region in regions},
        "concepts": {concept: _title(concept, own)},
        "rows": found,
        "own": {},
        "notes": notes,
    }


def _speakers(row: dict[str, Any]) -> int:
    return sum(1 for cell in row["cells"].values() if cell["status"] != "not_regulated")


def _title(concept: str, own: Sequence[str]) -> str:
    return tr(TITLES[concept]) if concept in TITLES else next(iter(own), concept)
