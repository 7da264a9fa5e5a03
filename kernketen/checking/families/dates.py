"""Dates: periods that end before they begin, lie outside their document, overlap or leave a hole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.model.dates import exists, span
from kernketen.words import marked

BACKWARDS = Rule("dates.backwards")
OUTSIDE = Rule("dates.outside", Severity.WARNING)
OVERLAP = Rule("dates.overlap", Severity.WARNING)
HOLE = Rule("dates.hole", Severity.WARNING)
NOT_REVIEWED = Rule("dates.not_reviewed", Severity.NOTE)

_ONE_DAY = timedelta(days=1)
_ALWAYS = ("0001-01-01", "9999-12-31")
_YEAR = 365


def backwards(subject: Subject) -> Iterator[Finding]:
    """Periods whose end lies before their beginning."""
    for item in _dated(subject):
        start, end = _written(subject, item)
        if start and end and span(end)[1] < span(start)[0]:
            sentence = marked("This ends ({until}) before it begins ({start}).")
            yield Finding(
                BACKWARDS, subject.place(item, "valid_until"), sentence, {"until": end, "start": start}
            )


def outside(subject: Subject) -> Iterator[Finding]:
    """Items in force on days on which what they stand in is not."""
    sections = subject.region["sections"]
    papers = {paper["id"]: paper for paper in subject.region["documents"]}
    for item in _dated(subject):
        around: Any = sections.get(item.get("source", "")) or papers.get(item.get("document", ""))
        if around is None or around is item:
            continue
        # The date of a document says when it was written; an agreement in it may be older.
        within = _written(subject, around)
        for key, own, other in zip(
            ("valid_from", "valid_until"), _written(subject, item), within, strict=True
        ):
            if own and other and _sticks_out(key, own, other):
                sentence = marked("This is in force outside the dates of “{around}” ({date}).")
                yield Finding(
                    OUTSIDE,
                    subject.place(item, key),
                    sentence,
                    {"around": str(around["id"]), "date": other},
                    related=(subject.place(around, key),),
                )


def overlap(subject: Subject) -> Iterator[Finding]:
    """Teams that begin before the one they replace has ended."""
    for new, old in _successions(subject):
        end, start = _written(subject, old)[1], _written(subject, new)[0]
        if not end and start:
            sentence = marked("“{old}” has no end, though “{new}” replaces it from {start} on.")
        elif end and start and span(end)[1] >= span(start)[0]:
            sentence = marked("“{old}” lasts until {until}, though “{new}” replaces it from {start} on.")
        else:
            continue
        values = {"old": str(old["id"]), "new": str(new["id"]), "until": end, "start": start}
        place = subject.place(old, "valid_until" if end else "id")
        yield Finding(OVERLAP, place, sentence, values, related=(subject.place(new, "valid_from"),))


def hole(subject: Subject) -> Iterator[Finding]:
    """Days on which neither a team nor its successor exists, or neither of two versions of a rule holds."""
    pairs = [(old, new) for new, old in _successions(subject)]
    for old, new in [*pairs, *_versions(subject)]:
        end, start = _written(subject, old)[1], _written(subject, new)[0]
        if end and start and _day(span(end)[1]) + _ONE_DAY < _day(span(start)[0]):
            first, last = _day(span(end)[1]) + _ONE_DAY, _day(span(start)[0]) - _ONE_DAY
            sentence = marked("From {start} until {until} neither “{old}” nor “{new}” is in force.")
            values = {"start": str(first), "until": str(last), "old": str(old["id"]), "new": str(new["id"])}
            place = subject.place(new, "valid_from")
            yield Finding(HOLE, place, sentence, values, related=(subject.place(old, "valid_until"),))


def not_reviewed(subject: Subject) -> Iterator[Finding]:
    """A region that nobody has held against its documents for a year."""
    reviewed = subject.region["reviewed_on"]
    document = subject.documents["region"]
    if not reviewed or reviewed == "unknown":
        place = document.location("/id")
        yield Finding(
            NOT_REVIEWED, place, marked("Nobody noted when this region was last reviewed (reviewed_on).")
        )
    elif exists(reviewed) and (_day(subject.today) - _day(span(reviewed)[1])).days > _YEAR:
        sentence = marked("This region was last reviewed on {date}, more than a year ago.")
        yield Finding(NOT_REVIEWED, document.location("/reviewed_on"), sentence, {"date": reviewed})


def _dated(subject: Subject) -> Iterable[Any]:
    region = subject.region
    yield from region["documents"]
    yield from region["sections"].values()
    yield from region["teams"]
    for team in region["teams"]:
        yield from team["compositions"]
    yield from region["rules"]


def _written(subject: Subject, item: Mapping[str, Any]) -> tuple[str, str]:
    """The dates of an item as they stand in its file; empty where there is none, or none that exists."""
    data = subject.data(item)
    start, end = (str(data.get(key) or "") for key in ("valid_from", "valid_until"))
    return start if exists(start) else "", end if exists(end) else ""


def _sticks_out(key: str, own: str, other: str) -> bool:
    if key == "valid_from":
        return span(own)[0] < span(other)[0]
    return span(own)[1] > span(other)[1]


def _successions(subject: Subject) -> Iterator[tuple[Any, Any]]:
    """(new, old) for the teams that replace another."""
    teams = {team["id"]: team for team in subject.region["teams"]}
    for team in teams.values():
        if team["replaces"] in teams and team["replaces"] != team["id"]:
            yield team, teams[team["replaces"]]


def _versions(subject: Subject) -> Iterator[tuple[Any, Any]]:
    """(old, new) for rules of a topic about the same situation, one after the other."""
    alike: dict[str, list[Any]] = {}
    for rule in subject.region["rules"]:
        key = repr((rule["question"], rule["topic"], rule["when"], rule["scope"]))
        alike.setdefault(key, []).append(rule)
    for rules in alike.values():
        rules.sort(key=lambda rule: span(_written(subject, rule)[0] or _ALWAYS[0])[0])
        yield from pairwise(rules)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _region(*changes: tuple[str, str]) -> Example:
    text = FILES["region.yaml"]
    for old, new in changes:
        text = text.replace(old, new)
    return Example("region.yaml", text)


def _teams(old: str, new: str) -> Example:
    head = "teams:\n"
    return Example(
        "teams.yaml",
        f"{head}  - {{id: platform, name: platform, per: region, source: team{old}}}\n"
        f"  - {{id: stuurgroep, name: stuurgroep, per: region, source: team, replaces: platform{new}}}\n",
    )


_SECTION = "{id: team, heading: Het team}"

CHECKS = (
    Check(
        BACKWARDS,
        marked("A period does not end before it begins."),
        marked("Nothing would ever be in force: the agreement disappears from every answer."),
        _region((_SECTION, '{id: team, heading: Het team, valid_from: "2024-08", valid_until: "2024-01"}')),
        _region((_SECTION, '{id: team, heading: Het team, valid_from: "2024-01", valid_until: "2024-08"}')),
        backwards,
    ),
    Check(
        OUTSIDE,
        marked("An item is not in force on days on which its section or document is not."),
        marked("On those days the item is never part of an answer, though its own dates say that it is."),
        _region(
            ("    kind: agreement\n", '    kind: agreement\n    valid_until: "2025"\n'),
            (_SECTION, '{id: team, heading: Het team, valid_until: "2026"}'),
        ),
        _region(
            ("    kind: agreement\n", '    kind: agreement\n    valid_until: "2026"\n'),
            (_SECTION, '{id: team, heading: Het team, valid_until: "2026"}'),
        ),
        outside,
    ),
    Check(
        OVERLAP,
        marked("A team that is replaced has ended when its successor begins."),
        marked("Otherwise both are named on the same day, and a case goes to a body that no longer exists."),
        _teams(', valid_until: "2024-12"', ', valid_from: "2024-09"'),
        _teams(', valid_until: "2024-08"', ', valid_from: "2024-09"'),
        overlap,
    ),
    Check(
        HOLE,
        marked("What replaces a team or a rule begins on the day after it ended."),
        marked("In between nobody is named, though the text means one of the two."),
        _teams(', valid_until: "2024-06"', ', valid_from: "2024-09"'),
        _teams(', valid_until: "2024-08"', ', valid_from: "2024-09"'),
        hole,
    ),
    Check(
        NOT_REVIEWED,
        marked(
            "Once a year somebody holds the region against its documents and notes the day (reviewed_on)."
        ),
        marked("Agreements change without a new document; who reads an answer should see how old it is."),
        _region(('"2026-09-01"', '"2024-09-01"')),
        _region(),
        not_reviewed,
    ),
)
