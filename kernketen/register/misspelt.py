"""Schools whose name was typed with one or two wrong letters."""

from __future__ import annotations

from kernketen.register import names, slips
from kernketen.register.asked import Ask
from kernketen.register.correcting import corrected
from kernketen.register.fits import BY_CORE, Fit, merged, school_of
from kernketen.register.matching import add, add_extra, exact, marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from kernketen.model.school import School
    from kernketen.register.matching import Extra


def slipped(
    connection: sqlite3.Connection,
    query: str,
    asked: Sequence[Ask],
    own: dict[str, School],
    extra: Sequence[Extra],
) -> Iterator[list[Fit]]:
    """What fits with one error, in the name or in a word around it; then what fits with two."""
    once = {fit.school.code: fit for fit in _with_errors(connection, asked, own, extra, 1)}
    for fit in exact(connection, corrected(connection, query), own, extra, strict=False):
        once.setdefault(fit.school.code, Fit(fit.school, "typo", fit.name))
    yield list(once.values())
    yield _with_errors(connection, asked, own, extra, 2)


def _with_errors(
    connection: sqlite3.Connection,
    asked: Sequence[Ask],
    own: dict[str, School],
    extra: Sequence[Extra],
    errors: int,
) -> list[Fit]:
    fits: dict[str, Fit] = {}
    for ask in asked:
        spelling = ask.spelling
        if slips.allowed(spelling.core, spelling.article) < errors:
            continue
        for core in _near_cores(connection, ask, errors):
            for row in connection.execute(BY_CORE, (core,)):
                if _alike(spelling, row[-3], core) and marked(spelling.marks, row[-1].split(), False):
                    add(fits, ask, merged(own.get(row[0]), school_of(row)), "typo", row[-3])
        for code, name, _, other in extra:
            if slips.distance(spelling.core, other.core, errors) == errors and _alike(
                spelling, name, other.core
            ):
                add_extra(connection, fits, ask, own, code, "typo", name)
    return list(fits.values())


def _near_cores(connection: sqlite3.Connection, ask: Ask, errors: int) -> list[str]:
    core = ask.spelling.core
    if ask.where is not None:
        near = ask.where.cores(connection)
    elif errors == 1 and len(core) < slips.SHORT:
        words = slips.neighbours(core)
        near = []
        for at in range(0, len(words), 500):
            some = words[at : at + 500]
            sql = f"SELECT core FROM term WHERE core IN ({','.join('?' * len(some))})"  # noqa: S608
            near.extend(core for (core,) in connection.execute(sql, some))
    else:
        phrases = " OR ".join(f'"{piece}"' for piece in slips.pieces(core) if len(piece) > 2)
        near = [
            row[0] for row in connection.execute("SELECT core FROM trigram WHERE trigram MATCH ?", (phrases,))
        ]
    return [word for word in near if slips.distance(core, word, errors) == errors]


def _alike(typed: names.Spelling, name: str, core: str) -> bool:
    """Whether a short name may be meant: then its article must be the one that was typed."""
    if len(typed.core) > 4 and len(core) > 4:
        return True
    return names.spell(names.words(name)).article == typed.article
