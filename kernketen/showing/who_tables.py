"""The answer of ``who`` as Markdown and as CSV: one row for each member and contact point."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from kernketen.showing.plain import for_cell, for_markdown
from kernketen.showing.terms import PRESENCE, absent, cited, date, word
from kernketen.words import tr

COLUMNS = (
    "school", "team", "role", "presence", "organisation", "condition", "reason", "person", "purpose",
    "phone", "email", "web", "missing", "document", "section", "date", "file", "line",
)  # fmt: skip


def rows(answer: dict[str, Any]) -> Iterator[dict[str, str]]:
    """One row for each member and contact point, keyed by ``COLUMNS``."""
    for team in answer["teams"]:
        for member in team["members"]:
            base = {
                "school": answer["school"]["code"],
                "team": team["name"],
                "role": member["name"],
                "presence": word(PRESENCE, member["presence"]),
                "organisation": member["partner"]["name"] if member["partner"] else "",
                "condition": member["condition"] or "",
                "reason": member["because"] or "",
                "person": ", ".join(person["name"] for person in member["people"]),
                "document": member["source"]["document"],
                "section": member["source"]["section"],
                "date": date(member["source"]["date"]),
                "file": member["where"]["file"],
                "line": str(member["where"]["line"]),
            }
            for contact in member["contacts"] or [None]:
                yield {**dict.fromkeys(COLUMNS, ""), **base, **(_contact(contact) if contact else {})}


def _contact(contact: dict[str, Any]) -> dict[str, str]:
    found = {name: contact[name] or "" for name in ("purpose", "phone", "email", "web")}
    return {
        **found,
        "missing": absent(contact),
        **({"condition": contact["condition"]} if contact["condition"] else {}),
    }


def as_csv(answer: dict[str, Any]) -> str:
    """The answer as CSV, with cells that cannot become formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(answer):
        writer.writerow(for_cell(row[name]) for name in COLUMNS)
    return out.getvalue()


def as_markdown(answer: dict[str, Any]) -> str:
    """The answer as Markdown: a heading for each team, a table of its members, and the source."""
    school = answer["school"]
    lines = [f"# {for_markdown(school['name'])} ({school['code']})", ""]
    place = (
        f"{school['municipality']['name']} · {school['sector']} · {answer['region_name']} · {answer['on']}"
    )
    lines += [for_markdown(place), ""]
    head = [tr("Role"), tr("Presence"), tr("Organisation"), tr("Condition"), tr("Contact")]
    for team in answer["teams"]:
        lines += [
            f"## {for_markdown(team['name'])}",
            "",
            for_markdown(tr("Source: {source}", source=cited(team["source"]))),
            "",
        ]
        if team["members"]:
            lines += [_bar(head), _bar(["---"] * len(head))]
        for member in team["members"]:
            lines.append(_bar([for_markdown(cell) for cell in _cells(member)]))
        lines += [""] if team["members"] else []
        for flag in team["flags"]:
            lines += [for_markdown(tr("Unclear ({id}): {text}", id=flag["id"], text=flag["text"])), ""]
    return "\n".join(lines)


def _cells(member: dict[str, Any]) -> list[str]:
    contacts = []
    for contact in member["contacts"]:
        channels = [contact[name] for name in ("phone", "email", "web") if contact[name]]
        said = ", ".join(channels) or absent(contact)
        contacts.append(
            f"{contact['purpose']}: {said}" + (f" ({contact['condition']})" if contact["condition"] else "")
        )
    people = [person["name"] for person in member["people"]]
    return [
        member["name"],
        word(PRESENCE, member["presence"]),
        member["partner"]["name"] if member["partner"] else "",
        member["condition"] or member["because"] or "",
        "; ".join([*people, *contacts]),
    ]


def _bar(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
