"""A whole region as tables for other tools: one for each concept, each row with its source and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kernketen.model.region import Region
from kernketen.showing import structures
from kernketen.showing.whole import rows
from kernketen.showing.whole.citing import Names

# What every row ends with: where it stands in the text, and where in the data.
CITED = ("document", "section", "date", "file", "line", "note", "doubts")
PLACED = ("file", "line", "note", "doubts")


class Table(NamedTuple):
    """One concept: its name, its columns, and its rows in that order."""

    name: str
    head: list[str]
    rows: list[list[str]]


def tables(region: Region, people: list[dict[str, str]] | None = None) -> list[Table]:
    """All tables of a region, also those that are empty; with ``people`` also the local contact list."""
    names = Names(region)
    found = [_table(name, columns, made(names)) for name, (columns, made) in TABLES.items()]
    for own in region["structures"]:
        name = own["id"] if own["id"] not in NAMES else f"own_{own['id']}"
        found.append(Table(name, structures.head(own), structures.rows(own, region)))
    if people is not None:
        found.append(_table("people", PEOPLE, iter(people)))
    return found


def _table(name: str, columns: tuple[str, ...], found: Iterator[Mapping[str, str]]) -> Table:
    return Table(name, list(columns), [[row.get(column, "") for column in columns] for row in found])


PEOPLE = (
    "school", "role", "name", "phone", "email", "days", "stand_in", "valid_until", "list_date", "basis",
)  # fmt: skip
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Names], Iterator[rows.Row]]]] = {
    "documents": (
        ("id", "title", "date", "kind", "parties", "valid_from", "valid_until", "covers", "excludes",
         *PLACED),
        rows.documents,
    ),
    "sources": (
        ("id", "document", "heading", "kind", "valid_from", "valid_until", "adopted_on", "condition",
         "reason", *PLACED),
        rows.sources,
    ),
    "partners": (("id", "name", "aliases", "description", "roles", "condition", *CITED), rows.partners),
    "contacts": (
        ("id", "partner", "purpose", "roles", "phone", "email", "web", "missing", "see", "condition", *CITED),
        rows.contacts,
    ),
    "roles": (
        ("id", "name", "aliases", "canonical", "match", "employer", "group", "description", *CITED),
        rows.roles,
    ),
    "tasks": (
        ("id", "role", "team", "text", "modality", "condition", "fase", "with", "presence", "see", *CITED),
        rows.tasks,
    ),
    "teams": (
        ("id", "name", "aliases", "canonical", "match", "per", "description", "valid_from", "valid_until",
         "replaces", "condition", *CITED),
        rows.teams,
    ),
    "compositions": (
        ("id", "team", "name", "list", "by", "valid_from", "valid_until", "see", "condition", "served",
         *CITED),
        rows.compositions,
    ),
    "members": (
        ("id", "team", "composition", "list", "by", "who", "presence", "chair", "at_least", "valid_from",
         "valid_until", "see", "condition", *CITED),
        rows.members,
    ),
    "cadence": (
        ("id", "team", "text", "modality", "frequency", "initiator", "condition", *CITED),
        rows.cadence,
    ),
    "schools": (
        ("id", "code", "name", "register_name", "aliases", "municipality", "place", "postcode", "sector",
         "group", "cooperation", "basis", *CITED),
        rows.schools,
    ),
    "rules": (
        ("id", "question", "topic", "title", "condition", "modality", *rows.THEN, "order", "overrides",
         "valid_from", "valid_until", *CITED),
        rows.rules,
    ),
    "steps": (
        ("rule", "number", "id", "condition", "modality", *rows.THEN, "form", "content", *CITED),
        rows.steps,
    ),
    "matrix": (("id", "matrix", "row", "role", "text", "empty", "footnotes", "turns", *CITED), rows.matrix),
    "glossary": (
        ("id", "term", "aliases", "expansion", "description", "expanded", "used", *CITED),
        rows.glossary,
    ),
    "statements": (
        ("id", "kind", "text", "modality", "who", "team", "partner", "order", "frequency", "origin",
         "adopted", "see", "condition", *CITED),
        rows.statements,
    ),
    "gaps": (
        ("id", "question", "topic", "title", "text", "searched", "see", "file", "line", "doubts"),
        rows.gaps,
    ),
    "doubts": (("id", "item", "note", "reading", "against", "condition", "file", "line"), rows.doubts),
    "elsewhere": (("id", "title", "paper_date", "web", *CITED), rows.elsewhere),
    "cases": (
        ("id", "question", "topic", "on", "given", "expect", "never", "file", "line", "note"),
        rows.cases,
    ),
    "cards": (("id", "given", "on", "served", "expect", "never", "file", "line", "note"), rows.cards),
    "facts": (("id", "kind", "values", "units", "question"), rows.facts),
}  # fmt: skip
NAMES = (*TABLES, "people")
