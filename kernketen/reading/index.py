"""The words of a region that ``search`` looks through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernketen.model.region import Region


def rows(name: str, region: Region) -> Iterable[tuple[Any, ...]]:
    """(title, text, region, concept, item id, file, line) for each item that can be found."""

    def row(concept: str, item: Any, title: str, *body: str) -> tuple[Any, ...]:
        return title, " · ".join(b for b in body if b), name, concept, item["id"], *item["where"]

    for role in region["roles"]:
        yield row("roles", role, role["name"], *role["aliases"], role["description"])
        for task in role["tasks"]:
            yield row("tasks", task, role["name"], task["text"])
    for team in region["teams"]:
        yield row("teams", team, team["name"], *team["aliases"], team["description"])
        for task in team["tasks"]:
            yield row("tasks", task, team["name"], task["text"])
    for partner in region["partners"]:
        contacts = [contact["purpose"] for contact in partner["contacts"]]
        yield row(
            "partners", partner, partner["name"], *partner["aliases"], partner["description"], *contacts
        )
    for term in region["terms"]:
        yield row("glossary", term, term["term"], *term["aliases"], term["expansion"], term["description"])
    for school in region["schools"]:
        yield row(
            "schools", school, school["name"], *school["aliases"], school["register_name"], school["group"]
        )
    for statement in region["statements"]:
        yield row("statements", statement, "", statement["text"])
    for gap in region["gaps"]:
        yield row("gaps", gap, "", gap["note"])
