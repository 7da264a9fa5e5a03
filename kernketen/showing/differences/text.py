"""A difference for people: first what is decided in another way, then what else changed, then the counts."""

from __future__ import annotations

import os

from kernketen.comparing.versions.difference import is_past
from kernketen.showing.differences import gathering, words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.lines import wrapped
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kernketen.model.region import Region
    from kernketen.showing.differences.gathering import Decision, Subject
    from kernketen.showing.lines import Line


def text(document: Mapping[str, Any], old: Region, new: Region, width: int, bold: bool) -> str:
    """The difference in at most ``width`` columns."""
    return wrapped(_lines(document, old, new), width, bold)


def head(document: Mapping[str, Any]) -> str:
    """Which two versions of which region these are."""
    old, new = (document[side]["shown"] for side in ("old", "new"))
    name = document["new"]["name"]
    if new == os.curdir:
        return tr("{region}: from {old} to this folder", region=name, old=old)
    return tr("{region}: from {old} to {new}", region=name, old=old, new=new)


def is_empty(document: Mapping[str, Any]) -> bool:
    """Whether nothing at all is different."""
    return not (document["flips"] or document["changes"] or document["too_wide"])


def _lines(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[Line]:
    yield head(document), 0, True
    for file in document.get("overlays", ()):
        yield tr("With the draft {file} over it.", file=file), 0, False
    if is_empty(document):
        yield tr("Nothing is different."), 0, False
    for title, flips in by_time(document):
        yield "", 0, False
        yield title, 0, True
        for subject in gathering.gathered(flips):
            yield from _subject(subject, document["on"])
    for topic in document["too_wide"]:
        yield "", 0, False
        yield too_wide(topic), 0, False
    if document["changes"]:
        yield "", 0, False
        yield tr("What changed in the data"), 0, True
        for entry in document["changes"]:
            yield f"- {_kind(entry)}: {words.item(entry, old, new)}", 0, False
            for field in entry["fields"]:
                yield words.field(field, old, new), 4, False
            yield _marks(entry), 4, False
    yield "", 0, False
    for problem in document["waivers"]:
        yield problem["message"], 0, False
    yield words.counted(document), 0, False
    if words.is_too_low(document):
        yield words.version(document), 0, False


def by_time(document: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The flips under a heading: those that count today or later, and those of days that are over."""
    on = document["on"]
    left = [flip for flip in document["flips"] if not is_past(flip, on)]
    over = [flip for flip in document["flips"] if is_past(flip, on)]
    if left:
        yield tr("What is decided in another way"), left
    if over:
        yield tr("What is decided in another way for days that are over"), over


def too_wide(topic: Mapping[str, Any]) -> str:
    """That a topic could not be compared."""
    return tr(
        "{title} ({name}): too many situations to compare. Look at its rules, and split the topic.",
        title=topic["title"],
        name=f"{topic['question']}/{topic['topic']}",
    )


def decided(group: Sequence[Mapping[str, Any]]) -> str:
    """What was, and what comes, as one sentence without the situation."""
    first = group[0]
    before, after = (words.short(first[side], first["differs"]) for side in ("before", "after"))
    return tr("was “{before}”, becomes “{after}”", before=before, after=after)


def named(entry: Mapping[str, Any]) -> str:
    """The topic of a flip by its title, and as it is typed."""
    return f"{entry['title']} ({entry['question']}/{entry['topic']})"


def _subject(subject: Subject, on: str) -> Iterator[Line]:
    """All that is decided in another way on one topic."""
    head = named(subject.first)
    if len(subject.decisions) > 1:
        yield f"- {head}{gathering.condition(subject.shared)}:", 0, False
        yield from _granted(subject.granted, 4)
        for decision in subject.decisions:
            yield from _decision(decision, subject, on)
        return
    decision = subject.decisions[0]
    first = decision.flips[0]
    if len(decision.flips) == 1:
        yield f"- {head}, {words.situation(first, on)}: {decided(decision.flips)}.", 0, False
        yield from _granted(subject.granted, 4)
    else:
        there = tr("in each of these situations:")
        yield f"- {head}{gathering.condition(subject.shared)}: {decided(decision.flips)}, {there}", 0, False
        yield from _granted(subject.granted, 4)
        yield from _situations(decision, subject, on)
    yield _marks(first, len(decision.flips) == 1), 4, False


def _decision(decision: Decision, subject: Subject, on: str) -> Iterator[Line]:
    """One of several decisions on a topic."""
    first = decision.flips[0]
    if len(decision.flips) == 1:
        situation = gathering.own(first, subject.shared, on)
        yield f"· {situation}: {decided(decision.flips)}.", 4, False
        yield from _granted(None if subject.granted else first["granted"], 6)
    else:
        there = tr("in each of these situations:")
        also = gathering.also(decision.shared, subject.shared)
        yield f"· {also}{decided(decision.flips)}, {there}", 4, False
        yield from _situations(decision, subject, on)
    yield _marks(first, len(decision.flips) == 1), 6, False


def _situations(decision: Decision, subject: Subject, on: str) -> Iterator[Line]:
    indent = 4 if len(subject.decisions) == 1 else 8
    told = [*subject.shared, *decision.shared]
    for flip in decision.flips:
        yield f"· {gathering.own(flip, told, on)} [{flip['fingerprint']}]", indent, False
        yield from _granted(None if subject.granted else flip["granted"], indent + 2)


def _granted(said: str | None, indent: int) -> Iterator[Line]:
    if said:
        yield tr("Taken for granted that {said}", said=said), indent, False


def _kind(entry: Mapping[str, Any]) -> str:
    return tr(KIND[entry["kind"]])


def _marks(entry: Mapping[str, Any], with_fingerprint: bool = True) -> str:
    said = words.weighed(entry)
    said = said[:1].upper() + said[1:]
    return f"{said} [{entry['fingerprint']}]" if with_fingerprint else said
