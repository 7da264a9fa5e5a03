"""A report for people: each finding with the line of YAML it is about, and how many there are in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kernketen.finding import Finding, Location, Report
from kernketen.reading.places import Document
from kernketen.showing.grades import GRADES
from kernketen.showing.plain import plain
from kernketen.words import tr, trn

_LONGEST = 160


def text(report: Report, documents: Mapping[str, Document], is_coloured: bool = False) -> str:
    """The findings that were not waived, and a last line with their number.

    ``documents`` are the files by the name under which findings know them.
    """
    lines: list[str] = []
    for finding in report.open:
        lines += [*_finding(finding, documents, is_coloured), ""]
    return "\n".join([*lines, summary(report)]) + "\n"


def summary(report: Report) -> str:
    """How many findings there are, in one line."""
    counts = report.counts()
    parts = [
        trn("{number} error", "{number} errors", counts["error"]),
        trn("{number} warning", "{number} warnings", counts["warning"]),
        trn("{number} note", "{number} notes", counts["note"]),
    ]
    if counts["waived"]:
        parts.append(trn("{number} waived", "{number} waived", counts["waived"]))
    files = trn("{number} file", "{number} files", counts["files"])
    return tr("{counts} in {files}", counts=", ".join(parts), files=files)


def _finding(finding: Finding, documents: Mapping[str, Document], is_coloured: bool) -> Iterator[str]:
    grade = GRADES[finding.severity]
    word = tr(grade.word)
    if is_coloured:
        word = f"\x1b[{grade.colour}m{word}\x1b[0m"
    yield f"{plain(str(finding.location))} {word} [{plain(finding.rule.id)}]"
    yield f"  {plain(finding.message)}"
    yield from _shown(finding.location, documents)
    for place in finding.related:
        yield "  " + tr("See also {place}", place=plain(str(place)))
        yield from _shown(place, documents)


def _shown(place: Location, documents: Mapping[str, Document]) -> Iterator[str]:
    document = documents.get(place.file)
    line = document.line(place.line) if document is not None else ""
    if not line.strip():
        return
    start = max(0, place.column - _LONGEST // 2) if len(line) > _LONGEST else 0
    # A tab counts as one column and is shown as one.
    shown = plain(line[start : start + _LONGEST].replace("\t", " ")).rstrip()
    number = str(place.line)
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * (place.column - 1 - start)}^"
