"""Text from data made harmless for where it goes: a terminal, Markdown, a spreadsheet, JSON."""

from __future__ import annotations

import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Control characters, and those that turn the direction of writing around: a terminal obeys them. Half
# characters (of a file name in another encoding) and what is no character at all cannot be written anywhere.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_JSON_CONTROL = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """The text on one line, without anything that a terminal would obey."""
    return _CONTROL.sub(" ", text)


def for_markdown(text: str) -> str:
    """The text as Markdown that shows it as it is: no HTML, no table bars, no emphasis."""
    text = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", text)


def for_cell(text: str) -> str:
    """The text as a spreadsheet cell that cannot become a formula."""
    text = plain(text)
    return "'" + text if text.startswith(_FORMULA) else text


def as_json(document: Any) -> str:
    """A JSON document for people and programs; control characters are written as escapes."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _JSON_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
