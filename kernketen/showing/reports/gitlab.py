"""A report as GitLab's Code Quality JSON: what a merge request shows beside its lines."""

from __future__ import annotations

import hashlib
from typing import Any

from kernketen.finding import Finding, Report
from kernketen.showing.grades import GRADES
from kernketen.showing.plain import plain
from kernketen.showing.reports.paths import near


def document(report: Report) -> list[dict[str, Any]]:
    """The findings that were not waived; a clean region gives an empty list."""
    return [_finding(finding) for finding in report.open]


def refused(sentence: str) -> list[dict[str, Any]]:
    """Why there is no report: an empty list would say that nothing is wrong."""
    said = plain(sentence)
    return [_entry(said, "kernketen", hashlib.sha256(said.encode()).hexdigest()[:16], "blocker", ".", 1)]


def _finding(finding: Finding) -> dict[str, Any]:
    place, severity = finding.location, GRADES[finding.severity].gitlab
    return _entry(
        plain(finding.message), finding.rule.id, finding.fingerprint, severity, near(place.file), place.line
    )


def _entry(said: str, rule: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": said,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": plain(path), "lines": {"begin": line}},
    }
