"""What a word in YAML means: what JSON says it means, and otherwise text."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_FIRST = frozenset("-0123456789tfn")
# Beyond this a number says nothing any more, and Python refuses or takes long.
_DIGITS = 40


def plain(text: str) -> str | int | float | bool | None:
    """The value of a scalar without quotes.

    Only JSON's numbers, ``true``, ``false`` and ``null`` are more than text; ``0392``, ``2025-01-01``,
    ``no``, ``~``, ``16:00``, ``1_000``, ``.5`` and ``+1`` stay as they are written. A key with nothing
    behind it has no value (``None``), like ``null``.

    Raises ``OverflowError`` for a number too large to count with.
    """
    if not text:
        return None
    if text[0] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if match[1] or match[2]:
        number = float(text)
        if math.isinf(number):
            raise OverflowError(text)
        return number
    if len(text) > _DIGITS:
        raise OverflowError(text)
    return int(text)


def shortened(value: object, longest: int = 60) -> str:
    """A value as a message shows it: on one line, as it could stand in the file, not longer than ``longest``.

    Lists and mappings are shown as ``[…]`` and ``{…}``: their content is to be seen at the place itself.
    """
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = "".join(c if c.isprintable() else " " for c in str(value)[: longest + 1])
    return text if len(text) <= longest else text[: longest - 1] + "…"
