"""The matrix of a region: a table of rows and partners, whose turns are rules too."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Any

from kernketen.finding import Finding
from kernketen.finding import Rule as FindingRule
from kernketen.model import region as shape
from kernketen.model.condition import both
from kernketen.reading.items import Data, mapping
from kernketen.reading.rules import ROLES, RuleFile
from kernketen.words import marked

ROW = FindingRule("reference.row")
COLUMN = FindingRule("reference.column")
FOOTNOTE = FindingRule("reference.footnote")
CELL = FindingRule("matrix.cell")

MAX_MISSING = 200
"""So many missing cells are named in one table."""


class MatrixFile(RuleFile):
    """The file with the matrix."""

    def tables(self) -> list[shape.Matrix]:
        """The tables, each with its cells; an empty cell is one that the text leaves empty."""
        return [
            {
                **self._item(table, data),
                "fact": self.text(table, "fact", mapping(data, "rows") or {}),
                "rows": self._texts(mapping(data, "rows") or {}, "values"),
                "columns": self._texts(mapping(data, "columns") or {}, "role"),
                "cells": [self._cell(p, cell, data) for p, cell in self.entries("cells", data, table)],
            }
            for table, data in self.entries("matrix")
        ]

    def _cell(self, pointer: str, data: Data, table: Data) -> shape.Cell:
        notes = mapping(table, "footnotes") or {}
        return {
            **self._item(pointer, data),
            "row": self.text(pointer, "row", data),
            "column": self.text(pointer, "column", data),
            "text": self.text(pointer, "text", data),
            "empty": data.get("empty") is True,
            "footnotes": [
                str(notes[name].get("text", ""))
                for name in self._texts(data, "footnotes")
                if isinstance(notes.get(name), dict)
            ],
            "turns": [self.text(p, "id", d) for p, d in self.entries("turns", data, pointer)],
        }

    def turns(self) -> list[shape.Rule]:
        """The turns of the matrix as rules of ``referral/aan_zet.<column>``; empty cells are left out."""
        found: list[shape.Rule] = []
        for table, data in self.entries("matrix"):
            fact = str((mapping(data, "rows") or {}).get("fact", ""))
            assert self._document is not None
            self._words.known("fact", fact, self._words.facts, self._document.location(f"{table}/rows/fact"))
            for part, key, kind, among in (
                (
                    "rows",
                    "values",
                    "value",
                    self._words.facts[fact].values if fact in self._words.facts else (),
                ),
                ("columns", "role", "role", self._words.roles),
            ):
                if among:
                    self._listed(f"{table}/{part}", mapping(data, part) or {}, key, kind, among, fact)
            self._cells(table, data)
            for cell, entry in self.entries("cells", data, table):
                column = self._reference("role", cell, entry, "column", self._words.roles)
                self._reference("section", cell, entry, "source", self._words.sections)
                for turn, inner in self.entries("turns", entry, cell):
                    self._references("role", turn, inner, "shared_with", self._words.roles)
                    found.append(self._turn(turn, inner, entry, fact, column))
        return found

    def _listed(
        self, pointer: str, data: Data, key: str, kind: str, among: Collection[str], fact: str
    ) -> None:
        assert self._document is not None
        for index, word in enumerate(self._texts(data, key)):
            values = {"fact": fact} if kind == "value" else {}
            self._words.known(
                kind, word, among, self._document.location(f"{pointer}/{key}/{index}"), **values
            )

    def _cells(self, table: str, data: Data) -> None:
        """Find the cells that are missing, are there twice, or lie outside the table."""
        assert self._document is not None
        rows = dict.fromkeys(self._texts(mapping(data, "rows") or {}, "values"))
        columns = dict.fromkeys(self._texts(mapping(data, "columns") or {}, "role"))
        notes = list(mapping(data, "footnotes") or {})
        seen = set()
        for cell, entry in self.entries("cells", data, table):
            row, column = self.text(cell, "row", entry), self.text(cell, "column", entry)
            if row not in rows:
                self._note(ROW, f"{cell}/row", marked("The table has no row “{word}”."), row, rows)
            if column not in columns:
                sentence = marked("The table has no column “{word}”.")
                self._note(COLUMN, f"{cell}/column", sentence, column, columns)
            for index, word in enumerate(self._texts(entry, "footnotes")):
                if word not in notes:
                    sentence = marked("The table has no footnote “{word}”.")
                    self._note(FOOTNOTE, f"{cell}/footnotes/{index}", sentence, word, notes)
            if (row, column) in seen:
                self._of_a_cell(
                    cell, marked("The cell of “{row}” and “{column}” is there twice."), row, column
                )
            seen.add((row, column))
        sentence = marked(
            "The cell of “{row}” and “{column}” is missing; where the text has nothing, write empty: true."
        )
        missing = ((row, column) for row in rows for column in columns if (row, column) not in seen)
        for row, column in islice(missing, MAX_MISSING):
            self._of_a_cell(f"{table}/cells", sentence, row, column)

    def _of_a_cell(self, pointer: str, sentence: str, row: str, column: str) -> None:
        assert self._document is not None
        place = self._document.location(pointer)
        self._words.findings.append(Finding(CELL, place, sentence, {"row": row, "column": column}))

    def _turn(self, pointer: str, data: Data, cell: Data, fact: str, column: str) -> shape.Rule:
        item = self._item(pointer, data)
        row: Any = ["in", fact, [self.text(pointer, "row", cell)]]
        shared = self._texts(data, "shared_with")
        text = " ".join(
            t for t in (self.text(pointer, "text", data), self.text(pointer, "then_text", data)) if t
        )
        then: Any = {
            **dict.fromkeys(ROLES),
            **dict.fromkeys(("money", "if_refused", "see"), ""),
            "outcome": "aan_zet",
            "word": "aan_zet",
            "within": None,
            "who": {"mode": "all", "roles": [column]},
            "with": {"mode": "all", "roles": shared} if shared else None,
            "text": text,
        }
        doubts = [*item["doubts"], *self._doubts(pointer.rsplit("/turns/", 1)[0], cell)]
        rule: Any = {
            **item,
            "source": self.text(pointer, "source", cell),
            "scope": both(row, item["scope"]),
            "doubts": doubts,
            "question": "referral",
            "topic": f"aan_zet.{column}",
            "modality": self.text(pointer, "modality", data) or "must",
            "then": then,
            "order": "",
            "steps": [],
            "overrides": [],
            "valid_from": "",
            "valid_until": "",
        }
        result: shape.Rule = rule
        return result
