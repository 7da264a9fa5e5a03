"""Plain data with the line and column of every value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kernketen.finding import Location
from kernketen.reading import opening

# Where a value stands: line, column, line and column of its key, and the same for what is in it (all from 0).
Marks: TypeAlias = tuple[int, int, int, int, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML file: ``file`` is its name as the user knows it, ``data`` plain dicts, lists and scalars.

    A *pointer* is a JSON pointer (RFC 6901): ``/roles/0/id``. Lines and columns count from 1. Values behind
    an alias (``*name``) stand where the alias stands. ``size`` is the number of keys and values, aliases
    followed, and one more for every 32 characters of the file.
    """

    file: str
    data: Any
    text: str = field(repr=False)
    _marks: Marks = field(repr=False)
    size: int = 0
    _lines: list[str] = field(init=False, repr=False, default_factory=list)

    def place(self, pointer: str) -> tuple[int, int]:
        """Line and column of the value at ``pointer``; of the nearest value around it where it is unknown."""
        marks, _ = self._find(pointer)
        return marks[0] + 1, marks[1] + 1

    def key_place(self, pointer: str) -> tuple[int, int]:
        """Line and column of the key of the value at ``pointer``; of the value itself in a list."""
        marks, known = self._find(pointer)
        return (marks[2] + 1, marks[3] + 1) if known else (marks[0] + 1, marks[1] + 1)

    def location(self, pointer: str, key: bool = False) -> Location:
        """The place of the value at ``pointer`` (or of its key), as findings and answers name it."""
        line, column = self.key_place(pointer) if key else self.place(pointer)
        return Location(self.file, line, column, pointer)

    def where(self, pointer: str) -> tuple[str, int]:
        """File and line of the value at ``pointer``, as an item keeps them."""
        return self.file, self.place(pointer)[0]

    @property
    def lines(self) -> list[str]:
        """The lines of the file without their ends; line 1 has index 0."""
        # A report shows many lines of one file.
        if not self._lines:
            self._lines.extend(opening.lines(self.text))
        return self._lines

    def line(self, number: int) -> str:
        """The text of one line, counted from 1; empty where the file has no such line."""
        rows = self.lines
        return rows[number - 1] if 0 < number <= len(rows) else ""

    def _find(self, pointer: str) -> tuple[Marks, bool]:
        marks = self._marks
        for step in pointer.split("/")[1:]:
            inside = marks[4]
            if type(inside) is dict:
                found = inside.get(step.replace("~1", "/").replace("~0", "~"))
            elif (
                type(inside) is list
                and step.isascii()
                and step.isdecimal()
                and len(step) < 8
                and int(step) < len(inside)
            ):
                found = inside[int(step)]
            else:
                found = None
            if found is None:
                return marks, False
            marks = found
        return marks, True


def pointer_step(key: str | int) -> str:
    """One step of a JSON pointer, with its slash: ``/a~1b`` for the key ``a/b``."""
    return "/" + str(key).replace("~", "~0").replace("/", "~1")
