"""Rows as a table that fits the terminal, as Markdown, or as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from kernketen.showing.plain import for_cell, for_markdown, plain
from kernketen.words import tr

_LEAST = 8
_LONGEST_WORD = 26
_GAP = 2
# Where a line may end: at a space, and after a hyphen between letters (not inside a date).
_BREAK = re.compile(r"\s+|(?<=[^\W\d_]-)(?=[^\W\d_])")
# tabulate makes a column at least this much wider than its heading.
_PADDING = 2


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """The rows under their headings in at most ``width`` columns; long cells go on over several lines."""
    # Loading it costs more than making the table, and most of what is shown is none.
    from tabulate import tabulate

    if not rows:
        return tr("Nothing is on file here.")
    cells = [[plain(str(cell)) for cell in row] for row in rows]
    widths = _widths(head, cells, width)
    return tabulate(
        cells,
        headers=list(head),
        tablefmt="simple",
        maxcolwidths=list(widths),
        maxheadercolwidths=[width - _PADDING for width in widths],
        disable_numparse=True,
    )


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    columns = [[row[i] for row in rows] for i in range(len(head))]
    widths = [max([len(t) + _PADDING, *map(len, c)]) for t, c in zip(head, columns, strict=True)]
    words = [_least(title, cells) for title, cells in zip(head, columns, strict=True)]
    room = width - _GAP * (len(head) - 1)
    # The widest column gives way first: it is the one with running text. No ordinary word is broken as long
    # as the terminal has room for it.
    for least in (words, [_LEAST] * len(head)):
        while sum(widths) > room:
            able = [i for i in range(len(widths)) if widths[i] > least[i]]
            if not able:
                break
            widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _least(title: str, cells: Sequence[str]) -> int:
    words = [len(word) for cell in cells for word in _BREAK.split(cell)]
    heading = max((len(word) + _PADDING for word in title.split()), default=0)
    return max(min(max(words, default=0), _LONGEST_WORD), heading, _LEAST)


def as_markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows as a Markdown table in which nothing from the data is markup."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(cell if cell == "---" else for_markdown(str(cell)) for cell in line) + " |\n"
        for line in lines
    )


def as_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows as CSV in which no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in (head, *rows):
        writer.writerow([for_cell(str(cell)) for cell in line])
    return out.getvalue()
