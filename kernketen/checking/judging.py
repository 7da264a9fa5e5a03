"""A region's folder judged: all that is wrong with it, with editions and waivers taken into account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kernketen.checking import waivers
from kernketen.checking.check import EDITION, Check
from kernketen.checking.fingerprints import marked_with
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Location, Report, Rule, Severity
from kernketen.reading.places import Document
from kernketen.reading.region import Draft
from kernketen.words import marked

FAILED = Rule("check.failed", Severity.WARNING)


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
            findings += _run(check, subject)
    waivable = {check.rule.id: check.run is not None for check in checks}
    is_sound = draft.region is not None and not Report.of(draft.findings).errors
    findings = waivers.applied(findings, draft.documents, waivable, today, is_sound)
    findings = [_in_edition(finding, edition) for finding in findings]
    if only is not None:
        findings = [f for f in findings if only in (f.rule.id, f.rule.id.partition(".")[0])]
    report = Report.of(findings, draft.files)
    ordered = marked_with(report.findings, draft.documents)
    return Judged(replace(report, findings=tuple(ordered)), draft.documents)


def _run(check: Check, subject: Subject) -> Iterable[Finding]:
    if check.run is None:
        return ()
    try:
        return list(check.run(subject))
    except Exception as error:
        # One check that fails, of a plugin or on data broken elsewhere, hides nothing that others find.
        said = str(error).strip().splitlines()
        why = f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
        place = Location(
            subject.region["documents"][0]["where"][0] if subject.region["documents"] else "region.yaml"
        )
        sentence = marked("The check {rule} could not be done: {why}.")
        return [Finding(FAILED, place, sentence, {"rule": check.rule.id, "why": why})]


def _in_edition(finding: Finding, edition: int) -> Finding:
    """A rule that is younger than the edition a region was checked with is a note."""
    if finding.rule.since <= edition or finding.waived:
        return finding
    return replace(finding, weight=Severity.NOTE)
