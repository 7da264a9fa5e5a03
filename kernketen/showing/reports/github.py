"""A report as annotations that GitHub Actions puts beside the lines of a pull request."""

from __future__ import annotations

from kernketen.finding import Finding, Report
from kernketen.showing.grades import GRADES
from kernketen.showing.plain import plain
from kernketen.showing.reports.paths import near
from kernketen.showing.reports.text import summary
from kernketen.words import tr


def text(report: Report) -> str:
    """One workflow command for each finding that was not waived, and a last line with their number."""
    return "".join(f"{line}\n" for line in (*map(_command, report.open), summary(report)))


def refused(sentence: str) -> str:
    """Why there is no report."""
    return f"::error title=kernketen::{escaped(sentence)}\n"


def _command(finding: Finding) -> str:
    place = finding.location
    said = [finding.message, *(tr("See also {place}", place=str(other)) for other in finding.related)]
    properties = {
        "file": near(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.rule.id,
    }
    listed = ",".join(f"{key}={escaped_property(value)}" for key, value in properties.items())
    return f"::{GRADES[finding.severity].github} {listed}::{escaped(*said)}"


def escaped(*lines: str) -> str:
    """The lines as the text of a workflow command."""
    # Each line is made plain first, so that the only line ends are ours.
    return "%0A".join(plain(line).replace("%", "%25") for line in lines)


def escaped_property(value: str) -> str:
    """A value as a property of a workflow command, such as the name of a file."""
    return escaped(value).replace(":", "%3A").replace(",", "%2C")
