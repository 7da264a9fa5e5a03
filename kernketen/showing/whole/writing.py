"""Markdown as it grows, in which nothing from the data is markup; with a table of contents in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kernketen.showing import plain
from kernketen.showing.tables import as_markdown
from kernketen.words import tr


class Writing:
    """Markdown as it grows: headings with places to jump to, items, lines below them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._contents: list[tuple[int, str, str]] = []

    def heading(self, level: int, title: str, is_listed: bool = True) -> None:
        """A heading, which stands in the table of contents where it ``is_listed``."""
        if is_listed:
            place = f"k{len(self._contents) + 1}"
            self._contents.append((level, title, place))
            self._lines += ["", f'<a id="{place}"></a>']
        self._lines += ["", f"{'#' * level} {for_markdown(title)}", ""]

    def item(self, text: str, strong: str = "", depth: int = 0) -> None:
        """An item of a list, with what it begins with in bold."""
        start = f"**{for_markdown(strong)}** " if strong else ""
        self._lines.append(f"{'  ' * depth}- {start}{for_line(text)}".rstrip())

    def below(self, label: str, text: str, depth: int = 0) -> None:
        """A line below an item; nothing where there is no text."""
        if text:
            self._lines.append(f"{'  ' * (depth + 1)}- *{for_markdown(label)}:* {for_line(text)}")

    def paragraph(self, text: str) -> None:
        """A paragraph."""
        self._lines += ["", for_line(text), ""]

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table; a sentence where it is empty."""
        if rows:
            self._lines += ["", as_markdown(head, rows)]
        else:
            self.paragraph(tr("Nothing is on file here."))

    def text(self, title: str, intro: Sequence[str]) -> str:
        """The whole, with the table of contents in front."""
        contents = [
            f"{'  ' * (level - 2)}- [{for_markdown(name)}](#{place})" for level, name, place in self._contents
        ]
        front = [f"# {for_markdown(title)}", "", *_apart(for_line(line) for line in intro)]
        lines = [*front, "## " + for_markdown(tr("Contents")), "", *contents, *self._lines]
        kept: list[str] = []
        for line in lines:
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).rstrip("\n") + "\n"


def for_markdown(text: str) -> str:
    """The text within a line of Markdown, also where somebody adds strike-through or formulas to it."""
    return plain.for_markdown(text).replace("~", "\\~").replace("$", "\\$")


def for_line(text: str) -> str:
    """The text as a line of Markdown: what would begin a list, a heading or a quote does not."""
    safe = for_markdown(text).strip()
    first = safe[:1]
    digits = len(safe) - len(safe.lstrip("0123456789"))
    if first in ("#", "+", "-", "=", ":"):
        return "\\" + safe
    if digits and safe[digits : digits + 1] in (".", ")"):
        return f"{safe[:digits]}\\{safe[digits:]}"
    return safe


def _apart(lines: Iterator[str]) -> list[str]:
    return [part for line in lines for part in (line, "")]
