"""``kernketen show``, ``regions`` and ``search``: what is in the regions."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any

from kernketen.cli import named, output, roof
from kernketen.finding import Finding
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing import region as concepts
from kernketen.showing.choosing import chosen
from kernketen.showing.plain import as_json, for_markdown, plain
from kernketen.showing.tables import as_csv, as_markdown, as_table
from kernketen.showing.terms import HEALTH, date, word
from kernketen.words import language, tr

FORMATS = ("table", "json", "markdown", "csv")
USUAL = 25
"""So many hits of a search are shown unless more are asked for."""


def show(
    name: str | None,
    concept: str | None,
    only: Sequence[str],
    form: str,
    out: str | None,
    paths: Sequence[str],
) -> int:
    """Print a region's overview, the items of one concept, or ``only`` some of them."""
    found = roof.regions(paths)
    region = found.region(named.region_id(found, name or named.usual_region(found.region_ids())))
    assert region is not None
    known = concepts.names(region)
    if concept is not None and concept not in known:
        near = named.nearest(concept, known)
        said = tr("There is no concept “{concept}”.", concept=concept)
        if near:
            said += " " + tr("Did you mean “{word}”?", word=near[0])
        said += " " + tr("Choose from {concepts}.", concepts=", ".join(known))
        raise Refusal(said, status=NOT_FOUND, reason="unknown_concept", suggestions=tuple(near))
    if concept is not None:
        region = chosen(region, concept, only)
    if form == "json":
        document: dict[str, Any] = {"schema": "kernketen/show/1", "region": region["id"], "concept": concept}
        if concept is None:
            document["items"] = [{"concept": c, "number": len(concepts.items(region, c))} for c in known]
        else:
            document["items"] = concepts.plain_items(region, concept)
        output.say(as_json(document), out)
        return 0
    if concept is None:
        rows = concepts.overview(region)
        _print(region["name"], (tr("Concept"), tr("Items")), rows, form, out)
        return 0
    head, rows = concepts.table(region, concept)
    _print(f"{region['name']} · {concept}", head, rows, form, out)
    return 0


def _print(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], form: str, out: str | None
) -> None:
    if form == "csv":
        output.say(as_csv(head, rows), out)
        return
    note = [tr("The agreement's own text is in Dutch.")] if language() == "en" else []
    if form == "markdown":
        output.say("\n\n".join([f"# {for_markdown(title)}", *note, as_markdown(head, rows)]), out)
        return
    body = as_table(head, rows, output.width()) if rows else tr("Nothing is on file here.")
    output.say("\n".join([plain(title), *note, "", body]), out)


def regions(form: str, out: str | None, paths: Sequence[str]) -> int:
    """Print which regions are installed and how they are; findings below. Status 1 if one has errors."""
    found = roof.regions(paths)
    listing = found.listing()
    findings = [Finding.from_json(data) for data in found.findings()]
    status = 1 if found.broken() else 0
    if form == "json":
        document = {
            "schema": "kernketen/regions/1",
            "regions": listing,
            "findings": [_finding(finding) for finding in findings],
        }
        output.say(as_json(document), out)
        return status
    head = (
        *(tr("Region"), tr("Name"), tr("Package"), tr("Version")),
        *(tr("Valid from"), tr("Reviewed on"), tr("Items"), tr("Health")),
    )
    rows = [
        [
            entry["id"],
            entry["name"],
            entry["distribution"] or _near(entry["folder"]),
            entry["version"],
            date(entry["valid_from"]),
            date(entry["reviewed_on"]),
            str(entry["items"]),
            word(HEALTH, entry["health"]),
        ]
        for entry in listing
    ]
    if form == "csv":
        output.say(as_csv(head, rows), out)
    elif form == "markdown":
        output.say(as_markdown(head, rows), out)
    else:
        output.say(as_table(head, rows, output.width()) if rows else named.no_region(), out)
    for finding in findings:
        output.tell(
            f"{finding.location}: {finding.rule.severity.value}: {finding.message} [{finding.rule.id}]"
        )
    return status


def locked(action: str, file: str, form: str | None, out: str | None, paths: Sequence[str]) -> int:
    """Write down which regions and plugins are installed, or say what is different since."""
    from kernketen.cli import lock

    if action == "lock":
        return lock.write(file, form, paths)
    if action == "check":
        return lock.check(file, form, out, paths)
    raise Refusal(
        tr("“{word}” is nothing that kernketen regions does; choose from {words}.",
           word=action, words="check, lock"),
        reason="unknown_action",
        suggestions=("check", "lock"),
    )  # fmt: skip


def _near(folder: str) -> str:
    """A folder as seen from here, where that is shorter; of a zip its name and the folders in it."""
    return roof.in_archive(folder) or min(folder, os.path.relpath(folder), key=len)


def _inside(file: str) -> str:
    """A file within the folder of its region: "rules/absence.yaml"."""
    *_, folder, name = ("", *file.split("/"))
    return f"rules/{name}" if folder == "rules" else name


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity.value,
        "message": finding.message,
        "file": finding.location.file,
        "line": finding.location.line,
        "column": finding.location.column,
        "pointer": finding.location.pointer,
        "related": [
            {"file": place.file, "line": place.line, "column": place.column} for place in finding.related
        ],
        "suggestion": finding.suggestion,
    }


def search(
    words: Sequence[str],
    name: str | None,
    limit: int | None,
    form: str,
    out: str | None,
    paths: Sequence[str],
) -> int:
    """Print the roles, tasks, teams, rules … in which all words occur, in one region or in all.

    Of a table only the ``limit`` best are shown (``USUAL``; 0: all).
    """
    found = roof.regions(paths)
    only = named.region_id(found, name) if name else None
    query = " ".join(words)
    parts = re.findall(r"[^\W_]+\+?", query)
    if not parts:
        raise Refusal(tr("Give a word to search for."), reason="no_words")
    # Each word may be the beginning of one: "leerplicht" finds the leerplichtambtenaar.
    expression = " AND ".join(f'"{part.rstrip("+")}"*' for part in parts)
    results = [r for r in found.search(expression) if only in (None, r["region"])]
    every, limit = len(results), USUAL if limit is None and form == "table" else limit
    results = results[: limit or None]
    if form == "json":
        document = {
            "schema": "kernketen/search/1",
            "query": query,
            "results": [
                {
                    **{k: r[k] for k in ("region", "concept", "item", "title")},
                    "text": r["body"],
                    "where": {"file": r["file"], "line": r["line"]},
                }
                for r in results
            ],
        }
        output.say(as_json(document), out)
        return 0
    head = (tr("Region"), tr("Concept"), tr("Name"), tr("Text"), tr("Place"))
    rows = [
        [r["region"], r["concept"], r["title"], r["body"], f"{_inside(r['file'])}:{r['line']}"]
        for r in results
    ]
    if not rows and form == "table":
        output.say(plain(tr("Nothing was found for “{query}”.", query=query)), out)
        return 0
    _print(tr("Found for “{query}”: {number}", query=query, number=every), head, rows, form, out)
    if len(rows) < every:
        output.tell(tr("The best {number} are shown; --limit 0 shows all.", number=len(rows)))
    return 0
