"""What became of an imported file: new, renamed, closed and rejected rows."""

from __future__ import annotations


class Imported:
    """What became of one file.

    ``kind`` is ``schools``, ``list``, ``pupils``, ``postcodes`` or ``holidays``; ``as_of`` its date, empty
    where unknown. ``new`` are codes, and ``past`` those of schools that were closed before; ``closed`` are
    pairs of code and name, ``renamed`` triples of code, old and new name; ``former`` counts names that were
    added to schools known already; ``rejected`` are pairs of line number and reason. ``left`` counts the
    schools on file that a register lacks which can only be a part: they were not closed.
    """

    __slots__ = (
        "as_of",
        "closed",
        "file",
        "former",
        "kind",
        "left",
        "new",
        "past",
        "rejected",
        "renamed",
        "rows",
        "sectors",
    )

    def __init__(self, file: str, kind: str, as_of: str, sectors: tuple[str, ...], rows: int) -> None:
        self.file = file
        self.kind = kind
        self.as_of = as_of
        self.sectors = sectors
        self.rows = rows
        self.new: list[str] = []
        self.past: list[str] = []
        self.closed: list[tuple[str, str]] = []
        self.renamed: list[tuple[str, str, str]] = []
        self.former = 0
        self.left = 0
        self.rejected: list[tuple[int, str]] = []
