"""``kernketen validate -``: one file from stdin, for editors that check what is not saved yet."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kernketen.checking.check import Check
from kernketen.checking.judging import Judged, judge
from kernketen.finding import Report
from kernketen.model.region import OwnQuestion
from kernketen.reading import document, opening, schema
from kernketen.reading.region import Draft, draft
from kernketen.refusal import Refusal
from kernketen.words import tr

SHOWN = "stdin"

_NAMED = re.compile(rb"^#\s*yaml-language-server:\s*\$schema=\S*?([a-z]+)\.schema\.json", re.MULTILINE)


def judged(
    filename: str | None,
    checks: Sequence[Check],
    questions: Mapping[str, OwnQuestion],
    today: str,
    only: str | None,
) -> Judged:
    """What is wrong with the text on stdin.

    ``filename`` is the file that it will be: with it the text is judged in its place in the region around it,
    without it by itself, against the schema that its first line names or that its keys fit.
    """
    content = sys.stdin.buffer.read(opening.MAX_BYTES + 1)
    if filename is None:
        return judge(_alone(content), checks, today, only)
    folder, stem = _around(filename)
    found = draft(
        folder, os.path.relpath(folder) if folder != os.getcwd() else "", {stem: content}, questions
    )
    whole = judge(found, checks, today, only)
    mine = found.documents[stem].file if stem in found.documents else os.path.relpath(filename)
    findings = [f for f in whole.report.findings if f.location.file == mine]
    return replace(whole, report=Report.of(findings, [mine]))


def _alone(content: bytes) -> Draft:
    read, findings = document.parse(content, SHOWN)
    if read is None:
        return Draft(None, {}, (SHOWN,), tuple(findings))
    kind = _kind(content, read.data)
    return Draft(None, {kind: read}, (SHOWN,), (*findings, *schema.check(read, kind)))


def _kind(content: bytes, data: object) -> str:
    """What a file holds: by its first line, else by the key at its top."""
    named = _NAMED.search(content)
    kinds = schema.of_files()
    if named is not None and named[1].decode() in kinds:
        return named[1].decode()
    keys = set(data) if isinstance(data, dict) else set()
    if "documents" in keys:
        return "region"
    fits = ["glossary"] if "terms" in keys else [kind for kind in kinds if kind in keys]
    if len(fits) != 1:
        said = tr("Say with --filename which file of a region this is: rules/absence.yaml.")
        raise Refusal(said, reason="which_file")
    return fits[0]


def _around(filename: str) -> tuple[str, str]:
    """The region's folder around a file that need not be there yet, and what the file holds."""
    path = os.path.abspath(filename)
    folder, name = os.path.split(path)
    stem = os.path.splitext(name)[0]
    if os.path.basename(folder) == "rules" and not os.path.exists(os.path.join(folder, "region.yaml")):
        folder, stem = os.path.dirname(folder), f"rules/{stem}"
    if stem != "region" and not os.path.exists(os.path.join(folder, "region.yaml")):
        raise Refusal(
            tr("There is no region around {file}: no region.yaml.", file=filename), reason="nothing_to_check"
        )
    return folder, stem
