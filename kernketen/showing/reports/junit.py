"""A report as JUnit XML: each file is a test, which fails where a finding is bad enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kernketen.finding import Finding, Report, Severity
from kernketen.showing.grades import GRADES
from kernketen.showing.plain import plain
from kernketen.showing.reports.paths import near
from kernketen.showing.reports.text import summary
from kernketen.words import tr

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text(report: Report, worst: Severity) -> str:
    """All files, also the clean ones. Findings from ``worst`` on are failures, others the test's output."""
    failures = set(map(id, report.at_least(worst)))
    files = sorted({*report.files, *(finding.location.file for finding in report.open)})
    cases: list[str] = []
    failed = 0
    for file in files:
        found = [finding for finding in report.open if finding.location.file == file]
        bad = [finding for finding in found if id(finding) in failures]
        failed += bool(bad)
        cases += _case(file, bad, [finding for finding in found if id(finding) not in failures])
    return _suite(cases, len(files), failed, 0, summary(report))


def refused(sentence: str) -> str:
    """Why there is no report."""
    case = f'  <testcase classname="kernketen" name="validate">\n    <error message={_quoted(sentence)}/>'
    return _suite([case, "  </testcase>"], 1, 0, 1, "")


def _suite(cases: Sequence[str], tests: int, failures: int, errors: int, said: str) -> str:
    counted = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    return "\n".join(
        [
            _HEAD,
            f'<testsuites name="kernketen" {counted}>',
            f'<testsuite name="kernketen validate" {counted} skipped="0">',
            *cases,
            *([f"  <system-out>{_escaped(said)}</system-out>"] if said else []),
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(file: str, bad: Sequence[Finding], others: Sequence[Finding]) -> Iterator[str]:
    name = _quoted(near(file))
    head = f'  <testcase classname="kernketen" name={name} file={name}'
    if not bad and not others:
        yield f"{head}/>"
        return
    yield f"{head}>"
    if bad:
        first = f"{bad[0].rule.id}: {bad[0].message}"
        kind = min((finding.severity for finding in bad), key=list(Severity).index).value
        yield f'    <failure type="{kind}" message={_quoted(first)}>{_lines(bad)}</failure>'
    if others:
        yield f"    <system-out>{_lines(others)}</system-out>"
    yield "  </testcase>"


def _lines(findings: Sequence[Finding]) -> str:
    return "\n".join(_escaped(line) for finding in findings for line in _said(finding))


def _said(finding: Finding) -> Iterator[str]:
    word = tr(GRADES[finding.severity].word)
    yield f"{finding.location} {word} [{finding.rule.id}] {finding.message}"
    for place in finding.related:
        yield "  " + tr("See also {place}", place=str(place))


def _escaped(text: str) -> str:
    return escape(plain(text))


def _quoted(text: str) -> str:
    return quoteattr(plain(text))
