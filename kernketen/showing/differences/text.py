"""A difference for people: first what is decided in another way, then what else changed, then the counts."""

from __future__ import annotations

from kernketen.showing.differences import words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.lines import wrapped
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kernketen.model.region import Region
    from kernketen.showing.lines import Line


def text(document: Mapping[str, Any], old: Region, new: Region, width: int, bold: bool) -> str:
    """The difference in at most ``width`` columns."""
    return wrapped(_lines(document, old, new), width, bold)


def head(document: Mapping[str, Any]) -> str:
    """Which two versions of which region these are."""
    old, new = document["old"], document["new"]
    return tr("{region}: from {old} to {new}", region=new["name"], old=old["shown"], new=new["shown"])


def is_empty(document: Mapping[str, Any]) -> bool:
    """Whether nothing at all is different."""
    return not (document["flips"] or document["changes"] or document["too_wide"])


def _lines(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[Line]:
    yield head(document), 0, True
    for file in document.get("overlays", ()):
        yield tr("With the draft {file} over it.", file=file), 0, False
    if is_empty(document):
        yield tr("Nothing is different."), 0, False
    if document["flips"]:
        yield "", 0, False
        yield tr("What is decided in another way"), 0, True
        for group in words.grouped(document["flips"]):
            yield from _decision(group, document["on"])
    for topic in document["too_wide"]:
        yield "", 0, False
        yield too_wide(topic), 0, False
    if document["changes"]:
        yield "", 0, False
        yield tr("What changed in the data"), 0, True
        for entry in document["changes"]:
            yield f"- {_kind(entry)}: {words.item(entry)}", 0, False
            for field in entry["fields"]:
                yield words.field(field, old, new), 4, False
            yield _marks(entry), 4, False
    yield "", 0, False
    for problem in document["waivers"]:
        yield problem["message"], 0, False
    yield words.counted(document), 0, False
    if words.is_too_low(document):
        yield words.version(document), 0, False


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


def _decision(group: Sequence[Mapping[str, Any]], on: str) -> Iterator[Line]:
    first = group[0]
    if len(group) == 1:
        yield f"- {named(first)}, {words.situation(first, on)}: {decided(group)}.", 0, False
        yield from _granted(first)
    else:
        there = tr("in each of these situations:")
        yield f"- {named(first)}: {decided(group)}, {there}", 0, False
        for entry in group:
            yield f"· {words.situation(entry, on)} [{entry['fingerprint']}]", 4, False
            yield from _granted(entry)
    yield _marks(first, len(group) == 1), 4, False


def _granted(entry: Mapping[str, Any]) -> Iterator[Line]:
    if entry["granted"]:
        yield tr("Taken for granted that {said}", said=entry["granted"]), 4, False


def _kind(entry: Mapping[str, Any]) -> str:
    return tr(KIND[entry["kind"]])


def _marks(entry: Mapping[str, Any], with_fingerprint: bool = True) -> str:
    said = words.weighed(entry)
    said = said[:1].upper() + said[1:]
    return f"{said} [{entry['fingerprint']}]" if with_fingerprint else said
