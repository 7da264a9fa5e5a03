"""A region's folder judged: all that is wrong with it, with editions and waivers taken into account."""

from __future__ import annotations

import contextlib
import copy
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kernketen.checking import waivers
from kernketen.checking.check import EDITION, Check
from kernketen.checking.fingerprints import marked_with
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Location, Report, Severity
from kernketen.reading.places import Document
from kernketen.reading.plugins import CHECK_FAILED, why
from kernketen.reading.region import Draft
from kernketen.reading.schema import MORE
from kernketen.words import marked

MOST_FINDINGS = 1000
"""So many findings of one rule are told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report, and the files it is about, to show their lines."""

    report: Report
    documents: Mapping[str, Document]


def judge(draft: Draft, checks: Sequence[Check], today: str, only: str | None = None) -> Judged:
    """Everything that is wrong with a region that was read, on a day (``2026-11-22``).

    ``only`` keeps the findings of one rule, or of one family (``dates``).
    """
    findings = list(draft.findings)
    edition = EDITION
    if draft.region is not None:
        subject = Subject(draft, today)
        edition = subject.region["checked_with"] or EDITION
        for check in checks:
            if not check.plugin:
                findings += _run(check, subject)
        for plugin in dict.fromkeys(check.plugin for check in checks if check.plugin):
            # What a plugin changes in the region stays its own.
            subject = Subject(copy.deepcopy(draft), today)
            findings += [f for check in checks if check.plugin == plugin for f in _run(check, subject)]
    waivable = {check.rule.id: check.is_waivable for check in checks}
    is_sound = draft.region is not None and not Report.of(draft.findings).errors
    findings = waivers.applied(findings, draft.documents, waivable, today, is_sound)
    findings = [_in_edition(finding, edition) for finding in findings]
    if only is not None:
        findings = [f for f in findings if only in (f.rule.id, f.rule.id.partition(".")[0])]
    report = Report.of(findings, draft.files)
    ordered = marked_with(report.findings, draft.documents)
    # Only lines with a finding are shown; the files of hundreds of regions would fill the memory.
    named = {place.file for f in ordered for place in (f.location, *f.related)}
    shown = {stem: d for stem, d in {**draft.documents, **draft.unread}.items() if d.file in named}
    return Judged(replace(report, findings=tuple(ordered)), shown)


def _run(check: Check, subject: Subject) -> Iterable[Finding]:
    if check.run is None:
        return ()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found = list(islice(check.run(subject), MOST_FINDINGS + 1))
            found = [_sound(check, finding) for finding in found] if check.plugin else found
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # One check that fails, of a plugin or on data broken elsewhere, hides nothing that others find.
        place = Location(
            subject.region["documents"][0]["where"][0] if subject.region["documents"] else "region.yaml"
        )
        sentence = marked("The check {rule} could not be done: {why}.")
        values = {"rule": check.rule.id, "why": why(error)}
        if check.plugin:
            sentence = marked("The check {rule} of the plugin {plugin} could not be done: {why}.")
            values["plugin"] = check.plugin
        return [Finding(CHECK_FAILED, place, sentence, values)]
    if len(found) > MOST_FINDINGS:
        sentence = marked("There may be more: after {number} findings by “{rule}” no others were looked for.")
        values = {"number": str(MOST_FINDINGS), "rule": check.rule.id}
        found[MOST_FINDINGS] = Finding(MORE, found[MOST_FINDINGS].location, sentence, values)
    return found


def _sound(check: Check, finding: Finding) -> Finding:
    """A finding of a plugin, which must be one of its own rule, that can be said."""
    if not isinstance(finding, Finding):
        raise TypeError(f"it gave {type(finding).__name__} where a Finding was expected")
    if finding.rule != check.rule:
        raise ValueError(f"it found {finding.rule.id}, which is not its rule")
    json.dumps(finding.as_json())
    assert finding.message
    return finding


def _in_edition(finding: Finding, edition: int) -> Finding:
    """A rule that is younger than the edition a region was checked with is a note."""
    if finding.rule.since <= edition or finding.waived:
        return finding
    return replace(finding, weight=Severity.NOTE)
