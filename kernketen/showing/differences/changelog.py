"""A draft of what to write in a region's CHANGELOG.md: one line a change, the decisions first."""

from __future__ import annotations

from kernketen.showing.differences import gathering, words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.differences.text import decided, is_empty
from kernketen.showing.plain import for_markdown
from kernketen.words import tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kernketen.model.region import Region
    from kernketen.showing.differences.gathering import Decision, Subject

_MOST_SITUATIONS = 3


def text(document: Mapping[str, Any], old: Region, new: Region) -> str:
    """The draft under the heading that the changelogs have."""
    lines = ["## Unreleased", "", *(f"- {for_markdown(line)}" for line in _lines(document, old, new))]
    return "\n".join(lines) + "\n"


def _lines(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[str]:
    if is_empty(document):
        yield tr("Nothing is different.")
    for subject in gathering.gathered(document["flips"]):
        told = "; ".join(_decision(decision, subject, document["on"]) for decision in subject.decisions)
        between = ": " if subject.shared else ", "
        yield f"{subject.first['title']}{gathering.condition(subject.shared)}{between}{told}."
    for entry in document["changes"]:
        if entry["flips"] or entry["concept"] in ("cases", "cards"):
            # The decision says it already; cases only prove it.
            continue
        fields = "; ".join(words.field(field, old, new) for field in entry["fields"])
        what = f"{tr(KIND[entry['kind']])}: {words.item(entry, old, new)}"
        yield what + (f" ({fields})" if fields else "") + "."


def _decision(decision: Decision, subject: Subject, on: str) -> str:
    """One decision with the first of its situations."""
    told = [*subject.shared, *decision.shared]
    situations = [gathering.own(flip, told, on) for flip in decision.flips[:_MOST_SITUATIONS]]
    left = len(decision.flips) - len(situations)
    said = gathering.also(decision.shared, subject.shared) + f", {tr('or')} ".join(situations)
    if left:
        said += " " + trn("and in {number} other situation", "and in {number} other situations", left)
    return f"{said}: {decided(decision.flips)}"
