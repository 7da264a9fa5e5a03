"""The wrong and the right example of a rule where they differ, with the lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kernketen.checking.check import Check
from kernketen.words import tr

_WHOLE = 12
"""A file of so many lines is shown whole."""
_AROUND = 3
_MOST = 24
_LONGEST = 110
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an example: its ``lines``, each with whether the other example does not have it."""

    title: str
    note: str
    file: str
    lines: Sequence[tuple[bool, str]]


def parts(check: Check) -> Iterator[Part]:
    """The files in which the wrong and the right example of a rule differ, the wrong ones first."""
    for title, one, other in (
        (tr("Wrong"), check.wrong, check.right),
        (tr("Right"), check.right, check.wrong),
    ):
        beside = {example.file: example.text for example in (other, *other.more)}
        for example in (one, *one.more):
            if example is one or beside.get(example.file) != example.text:
                note = tr(example.note) if example.note else ""
                file = example.file if example.text else ""
                yield Part(title, note, file, _excerpt(example.text, beside.get(example.file)))


def _excerpt(text: str, other: str | None) -> list[tuple[bool, str]]:
    others = other.splitlines() if other else None
    lines = [(others is not None and line not in others, line) for line in text.splitlines()]
    marked = [n for n, (is_own, _) in enumerate(lines) if is_own]
    kept = set(range(len(lines)))
    if len(lines) > _WHOLE and marked:
        kept = {n for own in marked for n in range(own - _AROUND, own + _AROUND + 1)} & kept
    found: list[tuple[bool, str]] = []
    for n, (is_own, line) in enumerate(lines):
        if n in kept and len(found) < _MOST:
            found.append((is_own, _seen(line)))
        elif not found or found[-1][1] != _LEFT_OUT:
            found.append((False, _LEFT_OUT))
    return found


def _seen(line: str) -> str:
    # A character that nobody can see is shown by its number.
    seen = "".join(c if c == " " or c.isprintable() else f"\\x{ord(c):02x}" for c in line)
    return seen if len(seen) <= _LONGEST else seen[: _LONGEST - 1] + _LEFT_OUT
