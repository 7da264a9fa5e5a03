"""What stays the same about a finding when lines move: rule, file, and the ids on the way to its place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kernketen.finding import Finding
from kernketen.reading.places import Document

_CHANGING = ("line", "lines", "number", "said")


def marked_with(findings: Iterable[Finding], documents: Mapping[str, Document]) -> list[Finding]:
    """The findings, each with its fingerprint (16 hexadecimal digits); no two are the same.

    ``documents`` are the files of the region by what they hold.
    """
    by_file = {document.file: (stem, document.data) for stem, document in documents.items()}
    # Files of two regions may be in one report, with the same wrong in both.
    head = documents["region"].data if "region" in documents else None
    region = str(head.get("id", "")) if isinstance(head, dict) else ""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        stem, data = by_file.get(finding.location.file, (finding.location.file.rpartition("/")[2], None))
        path = by_ids(data, finding.location.pointer)
        # A sentence may name a line or a number that changes, or what is said in the reader's language; the
        # words of the data are what it is about.
        words = sorted((k, v) for k, v in finding.values.items() if k not in _CHANGING)
        parts = repr((region, finding.rule.id, stem, path, finding.sentence, words))
        again = seen[parts]
        seen[parts] += 1
        digest = hashlib.sha256(f"{parts}#{again}".encode()).hexdigest()
        found.append(replace(finding, fingerprint=digest[:16]))
    return found


def by_ids(data: Any, pointer: str) -> list[str]:
    """The steps of a pointer, with what an entry is called for its number in the list, where it is called."""
    steps = []
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            data = data[int(name)]
            steps.append(_own(data) or name)
        else:
            data = data.get(name) if isinstance(data, dict) else None
            steps.append(name)
    return steps


def _own(entry: Any) -> str:
    """What tells an entry from the others of its list: its id, its place in a table, or its own text."""
    if not isinstance(entry, dict):
        return str(entry) if isinstance(entry, (str, int, float)) else ""
    names = [entry[key] for key in ("id", "row", "column", "code") if entry.get(key)]
    return "/".join(str(name) for name in names if not isinstance(name, (list, dict)))
