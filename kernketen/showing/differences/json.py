"""A difference as one JSON document, as ``schemas/output/diff.schema.json`` describes it."""

from __future__ import annotations

from kernketen.showing.differences.words import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def document(found: Mapping[str, Any]) -> dict[str, Any]:
    """The difference with each answer also in a few words."""
    return {**found, "flips": [_flip(entry) for entry in found["flips"]]}


def _flip(entry: Mapping[str, Any]) -> dict[str, Any]:
    sides = {
        side: {"short": short(entry[side], entry["differs"]), **entry[side]} for side in ("before", "after")
    }
    return {**{key: value for key, value in entry.items() if key != "parts"}, **sides}
