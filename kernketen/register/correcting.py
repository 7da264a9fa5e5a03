"""Typing errors outside the core of a name: in ``basisschool``, ``Sint``, the article or the place."""

from __future__ import annotations

import re

from kernketen.register import names, slips
from kernketen.register.asked import Ask, readings, titled
from kernketen.register.places import where
from kernketen.register.schoolwords import ARTICLES, KINDS, MARKS, SAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_BROKEN_IJ = re.compile(r"ji|i[a-z]j")
_SMALL = ("de", "het", "van", "met", "voor", "een", "it")
_ABBREVIATIONS = tuple(word for word in sorted(KINDS) if len(word) <= 4)
_WORDS = tuple(word for word in (*SAME, *MARKS, *sorted(KINDS), "bybel") if len(word) > 4)
_KNOWN = KINDS | ARTICLES | frozenset(MARKS) | frozenset(SAME.values())
_LONG = 12  # letters; a longer place is not looked up with every letter replaced


def corrected(connection: sqlite3.Connection, query: str) -> list[Ask]:
    """Other readings of what was typed, each with one word put right; none where every word is known."""
    found = names.words(query)
    asked = [ask for reading in _readings(found) for ask in readings(connection, reading)]
    asked.extend(_elsewhere(connection, found))
    return [ask for ask in asked if not ask.spelling.bare]


def _readings(found: list[str]) -> Iterator[list[str]]:
    for at, word in enumerate(found):
        if word not in _KNOWN:
            for meant in _meant(word, alone=len(found) == 1):
                yield [*found[:at], *meant, *found[at + 1 :]]
    for at, other in enumerate(found[1:]):
        one = found[at]
        # A space one letter too early or too late.
        for first, second in ((one + other[0], other[1:]), (one[:-1], one[-1] + other)):
            if first in _KNOWN or second in _KNOWN:
                yield [*found[:at], *filter(None, (first, second)), *found[at + 2 :]]


def _meant(word: str, *, alone: bool) -> Iterator[list[str]]:
    """The words that an unknown one may be a slip of."""
    size = len(word)
    if size > 3:
        most = 1 if size < slips.SHORT else 2
        for other in (*_WORDS, "sint"):
            if (size > 4 or word[0] == other[0]) and slips.distance(word, other, most) <= most:
                yield [SAME.get(other, other)]
                break
        if _BROKEN_IJ.search(word):
            yield [_BROKEN_IJ.sub("y", word)]
    if size > 7:
        for length in (5, 6, 7):
            if slips.distance(word[-length:], "school", 1) == 1:
                yield [word[:-length] + "school"]
    for article in ("de", "het"):
        if word.startswith(article) and size > len(article) + 2:
            yield [article, word[len(article) :]]
    if size <= 4 and not alone:
        for other in _SMALL:
            if slips.distance(word, other, 1) == 1:
                yield [other]
        if any(slips.distance(word, other, 1) == 1 for other in _ABBREVIATIONS):
            yield []


def _elsewhere(connection: sqlite3.Connection, found: Sequence[str]) -> Iterator[Ask]:
    """A name with a misspelt place after or before it."""
    for size in range(1, min(3, len(found) - 1) + 1):
        for place, rest in ((found[-size:], found[:-size]), (found[:size], found[size:])):
            key = names.joined(place)
            if not 4 < len(key) <= _LONG:
                continue
            words = slips.neighbours(key)
            for at in range(0, len(words), 500):
                some = words[at : at + 500]
                sql = f"SELECT DISTINCT key FROM place WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                for (other,) in connection.execute(sql, some).fetchall():
                    there = where(connection, other)
                    if there is not None:
                        yield from (Ask(names.spell(piece), there) for piece in titled(list(rest)))
