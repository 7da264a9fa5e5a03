"""A draft of what to write in a region's CHANGELOG.md: one line a change, the decisions first."""

from __future__ import annotations

from kernketen.showing.differences import words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.differences.text import decided, is_empty
from kernketen.showing.plain import for_markdown
from kernketen.words import tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kernketen.model.region import Region

_MOST_SITUATIONS = 3


def text(document: Mapping[str, Any], old: Region, new: Region) -> str:
    """The draft under the heading that the changelogs have."""
    lines = ["## Unreleased", "", *(f"- {for_markdown(line)}" for line in _lines(document, old, new))]
    return "\n".join(lines) + "\n"


def _lines(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[str]:
    if is_empty(document):
        yield tr("Nothing is different.")
    for group in words.grouped(document["flips"]):
        told = [words.situation(entry, document["on"]) for entry in group[:_MOST_SITUATIONS]]
        left = len(group) - len(told)
        said = "; ".join(told) + (
            " " + trn("and in {number} other situation", "and in {number} other situations", left)
            if left
            else ""
        )
        yield f"{group[0]['title']}, {said}: {decided(group)}."
    for entry in document["changes"]:
        if entry["flips"] or entry["concept"] in ("cases", "cards"):
            # The decision says it already; cases only prove it.
            continue
        fields = "; ".join(words.field(field, old, new) for field in entry["fields"])
        what = f"{tr(KIND[entry['kind']])}: {words.item(entry)}"
        yield what + (f" ({fields})" if fields else "") + "."
