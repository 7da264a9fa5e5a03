"""Lines of text for a terminal: wrapped to its width, headings in bold."""

from __future__ import annotations

from textwrap import wrap

from kernketen.showing.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    # Text, indent, and whether it is a heading.
    Line: TypeAlias = tuple[str, int, bool]

_NARROWEST = 40


def wrapped(lines: Iterable[Line], width: int, bold: bool) -> str:
    """The lines in at most ``width`` columns, each with its indent; ``bold`` marks the headings."""
    found: list[str] = []
    for text, indent, is_heading in lines:
        parts = wrap(
            plain(text),
            max(width, _NARROWEST),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        found += [f"\x1b[1m{part}\x1b[0m" if bold and is_heading else part for part in parts]
    return "\n".join(found) + "\n"
