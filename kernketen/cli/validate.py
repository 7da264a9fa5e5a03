"""``kernketen validate``: everything that is wrong with a region, each with its line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from kernketen.checking import book
from kernketen.checking.judging import Judged, judge
from kernketen.cli import output, roof
from kernketen.finding import Report, Severity
from kernketen.reading.places import Document
from kernketen.reading.region import draft
from kernketen.refusal import Refusal
from kernketen.showing.plain import as_json
from kernketen.showing.reports import json, text
from kernketen.words import tr

FORMATS = ("text", "json")


def run(
    paths: Sequence[str],
    installed: bool,
    only: str | None,
    fail_on: str,
    on: str | None,
    form: str | None,
    out: str | None,
) -> int:
    """Print the findings; the exit status is 1 where one of them is as bad as ``fail_on``."""
    form = output.checked_format(form, FORMATS)
    today = roof.on_day(on)[0]
    worst = _severity(fail_on)
    places = (
        places_of_installed()
        if installed
        else [place for path in paths or (".",) for place in places_in(path)]
    )
    if not places:
        raise Refusal(tr("There is nothing to check here: no region.yaml."), reason="nothing_to_check")
    checks = book.checks(roof.checks())
    judged = [judge(draft(folder, shown), checks, today, only) for folder, shown in dict.fromkeys(places)]
    report, documents = together(judged)
    if form == "json":
        output.say(as_json(json.document(report)), out)
    else:
        output.say(text.text(report, documents, is_coloured=out is None and output.is_bold()), out)
    return 1 if report.at_least(worst) else 0


def places_in(path: str) -> list[tuple[str, str]]:
    """The region's folder that a path means, with its name for the user: (folder, shown).

    ``path`` is a folder with ``region.yaml``, a folder with one package that holds one, or a region's file.
    Raises ``Refusal`` where there is no such path.
    """
    if not os.path.exists(path):
        raise Refusal(tr("The folder {folder} does not exist.", folder=path), reason="path")
    folder = roof.package(path if os.path.isdir(path) else _around(path))
    names = os.listdir(folder)
    if not any(name.endswith((".yaml", ".yml")) for name in names):
        return []
    shown = os.path.relpath(folder) if not os.path.isabs(path) else folder
    return [(os.path.abspath(folder), "" if shown == os.curdir else shown)]


def places_of_installed() -> list[tuple[str, str]]:
    """The folders of all installed regions, each with the name of its package."""
    return [(source.folder, source.shown) for source in roof.installed().sources]


def together(judged: Sequence[Judged]) -> tuple[Report, Mapping[str, Document]]:
    """The reports of several regions as one, and their files by name."""
    findings = [finding for one in judged for finding in one.report.findings]
    files = [file for one in judged for file in one.report.files]
    return Report.of(findings, files), {d.file: d for one in judged for d in one.documents.values()}


def _around(file: str) -> str:
    """The region's folder around a file: its own, or the one around ``rules/``."""
    folder = os.path.dirname(os.path.abspath(file))
    above = os.path.dirname(folder)
    is_inside = not os.path.exists(os.path.join(folder, "region.yaml"))
    found = above if is_inside and os.path.exists(os.path.join(above, "region.yaml")) else folder
    return os.path.relpath(found)


def _severity(word: str) -> Severity:
    names = [severity.value for severity in Severity]
    if word not in names:
        raise Refusal(
            tr("“{word}” is no severity; choose from {words}.", word=word, words=", ".join(names)),
            reason="severity",
            suggestions=tuple(names),
        )
    return Severity(word)
