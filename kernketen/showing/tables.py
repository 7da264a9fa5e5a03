"""Rows as a table that fits the terminal, as Markdown, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kernketen.showing.plain import for_cell, for_markdown, plain

_LEAST = 8
_LONGEST_WORD = 26
_GAP = 2


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """The rows under their headings in at most ``width`` columns; long cells go on over several lines."""
    # Loading it costs more than making the table, and most of what is shown is none.
    from tabulate import tabulate

    cells = [[plain(str(cell)) for cell in row] for row in rows]
    widths = _widths(head, cells, width)
    return tabulate(
        cells, headers=list(head), tablefmt="simple", maxcolwidths=list(widths), disable_numparse=True
    )


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    natural = [max([len(title), *(len(row[i]) for row in rows)]) for i, title in enumerate(head)]
    least = [_least([title, *(row[i] for row in rows)]) for i, title in enumerate(head)]
    room = width - _GAP * (len(head) - 1)
    # The widest column gives way first: it is the one with running text. No column becomes so narrow that
    # an ordinary word is broken, as long as the terminal has room for it.
    while sum(natural) > room:
        able = [i for i in range(len(natural)) if natural[i] > least[i]]
        if not able:
            break
        natural[max(able, key=natural.__getitem__)] -= 1
    return natural


def _least(cells: Sequence[str]) -> int:
    words = [len(word) for cell in cells for word in cell.split()]
    return max(min(max(words, default=0), _LONGEST_WORD), _LEAST)


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
