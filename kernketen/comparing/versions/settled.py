"""What is said without the order in which it happens to stand: for telling whether two texts say the same."""

from __future__ import annotations

import hashlib
import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_UNORDERED = ("in", "has")
_TOGETHER = ("all", "any")


def settled(value: Any) -> Any:
    """The value with its lists of words, roles, doubts and conditions in one order, and without places.

    Quantities and texts stay as they are; the two forms of nothing (``""`` and ``None``) are one.
    """
    if isinstance(value, dict):
        return {key: settled(inner) for key, inner in sorted(value.items()) if key != "where"}
    if isinstance(value, (list, tuple)):
        if value and value[0] in _TOGETHER and len(value) == 2 and isinstance(value[1], list):
            return [value[0], sorted((settled(part) for part in value[1]), key=repr)]
        if value and value[0] in _UNORDERED and len(value) == 3 and isinstance(value[2], list):
            return [value[0], value[1], sorted(value[2], key=repr)]
        if value and value[0] in ("num", "same", "not"):
            return [settled(part) if isinstance(part, list) else part for part in value]
        return sorted((settled(part) for part in value), key=repr)
    return None if value == "" else value


def digest(*parts: Any) -> str:
    """A fingerprint of what is said: 16 hexadecimal digits."""
    written = json.dumps([settled(part) for part in parts], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
