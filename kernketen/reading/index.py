"""The words of a region that ``search`` looks through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernketen.model.region import Region, Rule
from kernketen.model.titles import TURN, topic_title
from kernketen.words import dutch


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
    for rule in region["rules"]:
        steps = [step["text"] or step["then"]["text"] for step in rule["steps"]]
        steps += [field["text"] for step in rule["steps"] for field in step["form"]]
        topic = topic_title(region, rule["question"], rule["topic"], dutch)
        # What is typed to ask it stands beside what it is called.
        title = f"{topic} ({rule['question']}/{rule['topic']})"
        yield row(_kind(rule), rule, title, rule["then"]["text"], *steps)
    for own in region["structures"]:
        for item in own["items"]:
            called = _called(item["data"])
            texts = dict.fromkeys(_texts(item["data"]))
            yield row(own["id"], item, called or own["title"], *(text for text in texts if text != called))


def _called(data: dict[str, Any]) -> str:
    """What an item of a region's own structure is called, by the key that usually says so."""
    found = (data.get(key) for key in ("name", "title", "term", "naam", "titel", "text", "tekst"))
    return next((text for text in found if isinstance(text, str) and text), "")


def _texts(data: Any, key: str = "") -> Iterable[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, key)
    elif data is not None and key not in ("id", "source"):
        yield str(data)


def _kind(rule: Rule) -> str:
    if rule["topic"].startswith(TURN):
        return "matrix"
    return "ladders" if rule["order"] == "ladder" else "rules"
