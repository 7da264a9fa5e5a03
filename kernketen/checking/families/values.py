"""Values that a plain YAML reader takes for something else: codes, yes and no, times, days without quotes.

Kernketen reads them as they are written; other tools that use the same files may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

CODE = Rule("values.code", Severity.WARNING)
YES_NO = Rule("values.yes_no", Severity.WARNING)
TIME = Rule("values.time", Severity.WARNING)
DATE = Rule("values.date", Severity.WARNING)

_CODE = re.compile(r"[-+]?0[0-9_]+|0[xob][0-9A-Fa-f_]+|[-+]?[1-9][0-9]*_[0-9_]*")
_YES_NO = re.compile(r"y|n|yes|no|on|off|true|false|~", re.IGNORECASE)
_TIME = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?")


def code(subject: Subject) -> Iterator[Finding]:
    """Codes with a zero in front: some readers drop the zero, or count to eight."""
    yield from _bare(
        subject, CODE, _CODE, marked("Put {value} between quotes: some readers take it for a number.")
    )


def yes_no(subject: Subject) -> Iterator[Finding]:
    """Words such as ``no`` that some readers take for true or false."""
    sentence = marked("Put {value} between quotes: some readers take it for true, false or nothing.")
    yield from _bare(subject, YES_NO, _YES_NO, sentence)


def time(subject: Subject) -> Iterator[Finding]:
    """Times such as ``16:00`` that some readers take for 960."""
    sentence = marked("Put {value} between quotes: some readers take it for a number of seconds or minutes.")
    yield from _bare(subject, TIME, _TIME, sentence)


def day(subject: Subject) -> Iterator[Finding]:
    """Days such as ``2024-01-15`` that some readers take for a date of their own kind."""
    sentence = marked("Put {value} between quotes: some readers make a date of another form of it.")
    yield from _bare(subject, DATE, _DATE, sentence)


def _bare(subject: Subject, rule: Rule, pattern: re.Pattern[str], sentence: str) -> Iterator[Finding]:
    for text in subject.texts if rule is YES_NO else subject.with_digits:
        if pattern.fullmatch(text.said) and text.is_bare:
            yield Finding(rule, text.place, sentence, {"value": text.said})


def _school(head: str, code: str) -> Example:
    return Example(
        "schools.yaml",
        f"schools:\n  - {{id: school, name: {head}, municipality: {code}, sector: [bo], source: team}}\n",
    )


def _note(value: str) -> Example:
    return Example("region.yaml", FILES["region.yaml"] + f"note: {value}\n")


CHECKS = (
    Check(
        CODE,
        marked("A code that begins with 0 stands between quotes."),
        marked("Other tools read 0392 as the number 392 or 258, and the municipality is another one."),
        _school("De Linde", "0392"),
        _school("De Linde", '"0392"'),
        code,
    ),
    Check(
        YES_NO,
        marked("Words such as no, yes, on and off stand between quotes where they are text."),
        marked("Other tools read them as true or false."),
        _note("no"),
        _note('"no"'),
        yes_no,
    ),
    Check(
        TIME,
        marked("A time stands between quotes."),
        marked("Other tools read 16:00 as the number 960."),
        _note("16:00"),
        _note('"16:00"'),
        time,
    ),
    Check(
        DATE,
        marked("A day stands between quotes."),
        marked(
            "Other tools read 2026-09-01 as a date of their own kind, and not as the text that is compared."
        ),
        Example("region.yaml", FILES["region.yaml"].replace('"2026-09-01"', "2026-09-01")),
        Example("region.yaml", FILES["region.yaml"]),
        day,
    ),
)
