"""What each severity is called in each form of a report: the one table of them all."""

from __future__ import annotations

from dataclasses import dataclass

from kernketen.finding import Severity
from kernketen.words import marked


@dataclass(frozen=True, slots=True)
class Grade:
    """A severity in all forms: the word for people with its colour, and the codes of the CI systems."""

    word: str
    colour: str
    github: str
    sarif: str
    gitlab: str


GRADES = {
    Severity.ERROR: Grade(marked("error"), "31", "error", "error", "critical"),
    Severity.WARNING: Grade(marked("warning"), "33", "warning", "warning", "minor"),
    Severity.NOTE: Grade(marked("note"), "36", "notice", "note", "info"),
}
