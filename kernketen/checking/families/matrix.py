"""The matrix: a table with every row, column and cell that the text has."""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.reading import matrix
from kernketen.words import marked

_MATRIX = """\
matrix:
  - id: taken
    source: team
    rows: {fact: fase, values: [preventie]}
    columns: {role: [ib_er, coach]}
    cells:
      - {row: preventie, column: ib_er, source: team, empty: true}
      - {row: preventie, column: coach, source: team, empty: true}
"""


def _matrix(old: str = "", new: str = "") -> Example:
    assert old in _MATRIX, f"{old!r} is not in the matrix"
    return Example("matrix.yaml", _MATRIX.replace(old, new) if old else _MATRIX)


_CELL = "      - {row: preventie, column: coach, source: team, empty: true}\n"

CHECKS = (
    Check(
        matrix.ROW,
        marked("A cell of the matrix is in a row of the table."),
        marked("Nobody would come upon the cell."),
        _matrix(_CELL, _CELL + _CELL.replace("preventie", "preventief")),
        _matrix(),
    ),
    Check(
        matrix.COLUMN,
        marked("A cell of the matrix is in a column of the table."),
        marked("Nobody would come upon the cell."),
        _matrix("columns: {role: [ib_er, coach]}", "columns: {role: [ib_er]}"),
        _matrix(),
    ),
    Check(
        matrix.FOOTNOTE,
        marked("A footnote that a cell names is one of the table."),
        marked("A reader would look for it in vain."),
        _matrix("column: coach, source: team, ", "column: coach, source: team, footnotes: [ster], "),
        _matrix(),
    ),
    Check(
        matrix.CELL,
        marked("The matrix has one cell for each row and column; where the text has nothing, it is empty."),
        marked("A cell that is missing cannot be told from one that somebody forgot."),
        _matrix(_CELL),
        _matrix(),
    ),
)
