"""A report as SARIF 2.1.0, the form that code scanning of several forges reads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kernketen import __version__
from kernketen.checking.check import Check
from kernketen.finding import Finding, Location, Report
from kernketen.showing.grades import GRADES
from kernketen.showing.reports.paths import near
from kernketen.showing.rules import as_lines
from kernketen.words import language, tr

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def document(report: Report, checks: Sequence[Check]) -> dict[str, Any]:
    """The report with all rules; waived findings are there too, suppressed and with their reason."""
    rules = [_rule(check) for check in checks]
    known = {rule["id"]: number for number, rule in enumerate(rules)}
    for finding in report.findings:
        if finding.rule.id not in known:
            # A plugin may find something under a rule that it does not list.
            known[finding.rule.id] = len(rules)
            level = GRADES[finding.rule.severity].sarif
            rules.append({"id": finding.rule.id, "defaultConfiguration": {"level": level}})
    results = [_result(finding, known[finding.rule.id]) for finding in report.findings]
    files = [{"location": {"uri": _uri(file)}} for file in report.files]
    return _log({"executionSuccessful": True}, rules, {"artifacts": files, "results": results})


def refused(sentence: str, reason: str, status: int) -> dict[str, Any]:
    """Why there is no report: a run that did not succeed."""
    said = {"level": "error", "message": {"text": sentence}, "descriptor": {"id": reason}}
    invocation = {
        "executionSuccessful": False,
        "exitCode": status,
        "toolExecutionNotifications": [said],
    }
    return _log(invocation, [], {"results": []})


def _log(invocation: dict[str, Any], rules: list[dict[str, Any]], more: dict[str, Any]) -> dict[str, Any]:
    driver = {"name": "kernketen", "version": __version__, "language": language(), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "language": language(),
        **more,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: Check) -> dict[str, Any]:
    what, why = tr(check.what), tr(check.why)
    return {
        "id": check.rule.id,
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what} {why}"},
        "help": {"text": "\n".join(as_lines(check)), "markdown": f"{what}\n\n{why}"},
        "defaultConfiguration": {"level": GRADES[check.rule.severity].sarif},
        "properties": {"since": check.rule.since},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "level": GRADES[finding.severity].sarif,
        "message": {"text": finding.message},
        "locations": [_place(finding.location)],
        "partialFingerprints": {"kernketen/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": n, **_place(place), "message": {"text": tr("See also {place}", place=str(place))}}
            for n, place in enumerate(finding.related, 1)
        ]
    if finding.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.waived}]
    return result


def _place(place: Location) -> dict[str, Any]:
    found: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.file)},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }
    if place.pointer:
        found["logicalLocations"] = [{"fullyQualifiedName": place.pointer, "kind": "member"}]
    return found


def _uri(file: str) -> str:
    path = quote(near(file), safe="/", errors="surrogateescape")
    # A path outside the folder of the job stays whole; it must then be seen to be one.
    return f"file://{'' if path.startswith('/') else '/'}{path}" if os.path.isabs(near(file)) else path
