"""A report as one JSON document, as ``schemas/output/validate.schema.json`` describes it."""

from __future__ import annotations

from typing import Any

from kernketen.finding import Finding, Location, Report

SCHEMA = "kernketen/validate/1"


def document(report: Report) -> dict[str, Any]:
    """The report as plain data; messages are in the reader's language."""
    return {
        "schema": SCHEMA,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": report.counts(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.location),
        "related": [_place(place) for place in finding.related],
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived or None,
    }


def _place(place: Location) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer}
