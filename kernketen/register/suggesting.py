"""What to try instead of a name that no school bears."""

from __future__ import annotations

from kernketen.model.municipality import name_of
from kernketen.register import names, slips
from kernketen.register.asked import asked_for
from kernketen.register.fits import BY_CORE, school_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from kernketen.model.school import School

MOST = 5


def suggest(
    connection: sqlite3.Connection, query: str, named: Sequence[School], near: Callable[[School], bool]
) -> tuple[str, ...]:
    """At most five names to try, each with its place, those that ``near`` holds for first.

    They bear the name in another place, hold what was typed as a part, or look like it.
    """
    if names.code_of(query):
        return ()
    scores: dict[str, float] = {}
    labels: dict[str, str] = {}
    for core in dict.fromkeys(ask.spelling.core for ask in asked_for(connection, query)):
        grams = _grams(core)
        others = [(school, names.key(school.name)) for school in named]
        for other in _like(connection, core, grams):
            rows = connection.execute(BY_CORE + " LIMIT 40", (other,)).fetchall()
            others.extend((school_of(row), other) for row in rows)
        for school, other in others:
            score = _score(core, grams, other)
            if school.is_open and score > 0.4:
                score += 0.5 if near(school) else 0
                scores[school.code] = max(score, scores.get(school.code, 0))
                place = school.place or name_of(school.municipality)
                labels[school.code] = f"{school.name} ({place})" if place else school.name
    best = sorted(scores, key=lambda code: (-scores[code], labels[code]))
    return tuple(dict.fromkeys(labels[code] for code in best))[:MOST]


def _score(core: str, grams: set[str], other: str) -> float:
    theirs = _grams(other)
    alike = 2 * len(grams & theirs) / (len(grams) + len(theirs) or 1)
    return alike + (2 if core == other else 1 if core in other else 0)


def _grams(core: str) -> set[str]:
    return {core[at : at + 3] for at in range(len(core) - 2)}


def _like(connection: sqlite3.Connection, core: str, grams: set[str]) -> list[str]:
    """The cores most like this one: they share a third of it, or all of it."""
    pieces = {core, core[: len(core) // 2], core[len(core) // 2 :], *slips.pieces(core)}
    phrases = " OR ".join(f'"{piece}"' for piece in sorted(pieces) if len(piece) > 2)
    if not phrases:
        return []
    sql = "SELECT core FROM trigram WHERE trigram MATCH ? LIMIT 500"
    found = [other for (other,) in connection.execute(sql, (phrases,))]
    return sorted(found, key=lambda other: (-_score(core, grams, other), other))[:20]
