"""What can be mended safely in a file: quotes around values, the id in front; comments and layout stay.

A file is changed only where it means exactly the same afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kernketen.checking.families import layout, values
from kernketen.finding import Finding
from kernketen.reading import document as yaml
from kernketen.reading.places import Document

QUOTED = (values.CODE, values.YES_NO, values.TIME, values.DATE)
MENDED = (*QUOTED, layout.ID_FIRST)
"""The rules whose findings can be mended."""

_ID_LINE = re.compile(r"( +)id:[ \t]+\S.*")
_FIRST_LINE = re.compile(r"( *- +)\S.*")


def mended(document: Document, findings: Iterable[Finding]) -> tuple[str, Sequence[Finding]]:
    """The text of a file with what can be mended, and the findings that it no longer has."""
    rows = document.text.splitlines(keepends=True) if "\r" in document.text else _rows(document.text)
    done: list[Finding] = []
    # From the end to the beginning, so that what is changed moves nothing that is still to be changed.
    for finding in sorted(findings, key=lambda f: (f.location.line, f.location.column), reverse=True):
        changed = list(rows)
        if finding.rule in QUOTED:
            is_done = _quote(changed, finding)
        elif finding.rule == layout.ID_FIRST:
            is_done = _put_first(changed, document, finding)
        else:
            is_done = False
        if is_done and _means_the_same(document, "".join(changed)):
            rows = changed
            done.append(finding)
    return "".join(rows), done


def _rows(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _quote(rows: list[str], finding: Finding) -> bool:
    value, place = finding.values["value"], finding.location
    if place.line > len(rows):
        return False
    row, start = rows[place.line - 1], place.column - 1
    if not row[start:].startswith(value):
        return False
    rows[place.line - 1] = f'{row[:start]}"{value}"{row[start + len(value) :]}'
    return True


def _put_first(rows: list[str], document: Document, finding: Finding) -> bool:
    """Move the line of an id to the front of its entry, where both stand on lines of their own."""
    entry = finding.location.pointer.removesuffix("/id")
    first, number = document.place(entry)[0] - 1, finding.location.line - 1
    if max(first, number) >= len(rows):
        return False
    line, head = _ID_LINE.fullmatch(rows[number].rstrip("\r\n")), _FIRST_LINE.match(rows[first])
    if line is None or head is None or number <= first or len(line[1]) != len(head[1]):
        return False
    own = rows.pop(number)
    rows[first] = line[1] + rows[first][len(head[1]) :]
    rows.insert(first, head[1] + own[len(line[1]) :])
    return True


def _means_the_same(document: Document, text: str) -> bool:
    again, _ = yaml.parse(text.encode(), document.file)
    return again is not None and again.data == document.data
