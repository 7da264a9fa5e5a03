"""What was typed, in the ways it can be read: a name, or a name with a place."""

from __future__ import annotations

from kernketen.register import names
from kernketen.register.places import Where, where

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

# Words in the longest name of a place ("Beek gem Berg en Dal").
MOST = 5


class Ask:
    """One reading of what was typed: a name, and the place that was typed with it, if any."""

    __slots__ = ("spelling", "where")

    def __init__(self, spelling: names.Spelling, where: Where | None) -> None:
        self.spelling = spelling
        self.where = where


def asked_for(connection: sqlite3.Connection, query: str) -> list[Ask]:
    """All readings of what was typed: as a name, and as a name with a place after or before it."""
    return readings(connection, names.words(query))


def readings(connection: sqlite3.Connection, found: list[str]) -> list[Ask]:
    """The same for ``names.words``."""
    asked = [Ask(names.spell(piece), None) for piece in titled(found)]
    for size in range(1, min(MOST, len(found) - 1) + 1):
        for place, rest in ((found[-size:], found[:-size]), (found[:size], found[size:])):
            there = where(connection, names.joined(place))
            if there is None:
                continue
            if len(rest) > 1 and rest[-1] in ("in", "te"):
                rest = rest[:-1]
            for piece in titled(rest):
                asked.append(Ask(names.spell(piece), there))
    return [ask for ask in asked if ask.spelling.core]


def titled(found: list[str]) -> list[list[str]]:
    """The words, and the words without the titles in front of them."""
    plain = names.without_titles(found)
    return [found] if plain == found else [found, plain]
