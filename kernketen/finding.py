"""The only way to say that data is wrong: findings with a rule, a sentence and a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kernketen.words import tr


class Severity(Enum):
    """How bad it is: an error stops the item from being used, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: lines and columns count from 1, the pointer is a JSON pointer (RFC 6901)."""

    file: str
    line: int = 1
    column: int = 1
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem, known by its id (``family.name``), with its usual severity.

    ``since`` is the edition of the rules in which it came.
    """

    id: str
    severity: Severity = Severity.ERROR
    since: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the data. ``sentence`` is an English key of the catalogue, ``values`` fill it.

    ``weight`` is its severity where that is not the usual one, ``waived`` the reason for which it is let
    pass, and ``fingerprint`` what is the same for the same problem after lines have moved.
    """

    rule: Rule
    location: Location
    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    related: tuple[Location, ...] = ()
    weight: Severity | None = None
    waived: str = ""
    fingerprint: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is here."""
        return self.weight or self.rule.severity

    @property
    def message(self) -> str:
        """The problem in one sentence, in the reader's language, with the nearest right word."""
        said = tr(self.sentence, **self.values) if self.values else tr(self.sentence)
        if self.suggestion:
            said += " " + tr("Did you mean “{word}”?", word=self.suggestion)
        return said

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data, to be stored and read back by ``from_json``."""
        return {
            "rule": self.rule.id,
            "severity": self.rule.severity.value,
            "sentence": self.sentence,
            "values": dict(self.values),
            "suggestion": self.suggestion,
            "location": _place(self.location),
            "related": [_place(place) for place in self.related],
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Finding:
        """The finding that ``as_json`` wrote."""
        return Finding(
            rule=Rule(data["rule"], Severity(data["severity"])),
            location=Location(**data["location"]),
            sentence=data["sentence"],
            values=data["values"],
            suggestion=data["suggestion"],
            related=tuple(Location(**place) for place in data["related"]),
        )


def _place(place: Location) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer}


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, in the order of file and line, and the files that were looked at."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()

    @staticmethod
    def of(findings: Iterable[Finding], files: Iterable[str] = ()) -> Report:
        """A report with the findings sorted by place."""
        ordered = sorted(findings, key=lambda f: (f.location, f.rule.id, f.message))
        return Report(tuple(ordered), tuple(sorted(set(files))))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that were not waived."""
        return tuple(f for f in self.findings if not f.waived)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The open findings that stop their item from being used."""
        return self.at_least(Severity.ERROR)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The open findings of a severity or a worse one."""
        order = list(Severity)
        return tuple(f for f in self.open if order.index(f.severity) <= order.index(severity))

    def counts(self) -> dict[str, int]:
        """The number of open findings by severity, of waived ones and of files."""
        found = {s.value: sum(f.severity is s for f in self.open) for s in Severity}
        return {**found, "waived": len(self.findings) - len(self.open), "files": len(self.files)}
