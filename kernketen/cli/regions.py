"""``kernketen regions``: which regions are installed, and how they are."""

from __future__ import annotations

import os

from kernketen.cli import located, output, which_region
from kernketen.finding import Finding
from kernketen.refusal import Refusal
from kernketen.showing.plain import as_json
from kernketen.showing.tables import as_csv, as_markdown, as_table
from kernketen.showing.terms import HEALTH, date, word
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def run(form: str, out: str | None, paths: Sequence[str]) -> int:
    """Print which regions are installed and how they are; findings below. Status 1 if one has errors."""
    found = located.regions(paths)
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
        output.say(as_table(head, rows, output.width()) if rows else which_region.no_region(), out)
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
    return located.in_archive(folder) or min(folder, os.path.relpath(folder), key=len)


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
