"""Finding a school in the register: by code, or by a name as people type it."""

from __future__ import annotations

from kernketen.register import names
from kernketen.register.asked import MOST
from kernketen.register.fits import Fit, by_code
from kernketen.register.levels import levels
from kernketen.register.places import places_called

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from kernketen.model.school import School

__all__ = ["Choice", "Fit", "Match", "by_code", "choose", "matches", "places", "wanted"]


class Match:
    """What fits: ``result`` is ``found`` (one), ``ambiguous`` (several) or ``not_found``.

    ``fits`` are schools that exist. ``closed`` are schools of that name which no longer do; they are there
    only when ``fits`` is empty. ``suggestions`` are names to try instead.
    """

    __slots__ = ("closed", "fits", "query", "result", "suggestions")

    def __init__(
        self, query: str, fits: Sequence[Fit], closed: Sequence[Fit] = (), suggestions: Sequence[str] = ()
    ) -> None:
        self.query = query
        self.fits = tuple(fits)
        self.closed = () if fits else tuple(closed)
        self.suggestions = tuple(suggestions)
        self.result = "found" if len(fits) == 1 else "ambiguous" if fits else "not_found"

    @property
    def schools(self) -> tuple[School, ...]:
        """The schools that fit, without how."""
        return tuple(fit.school for fit in self.fits)


class Choice:
    """The school that is meant, seen from the installed regions.

    ``result`` as in ``Match``. ``school`` is there when it is ``found``; ``candidates`` when it is
    ``ambiguous``; ``namesakes`` are schools of the same name outside the regions; ``closed`` as in
    ``Match``.
    """

    __slots__ = ("candidates", "closed", "fit", "namesakes", "result", "school", "suggestions")

    def __init__(self, match: Match, namesakes: Sequence[Fit] = ()) -> None:
        self.result = match.result
        self.fit = match.fits[0] if match.result == "found" else None
        self.school = self.fit.school if self.fit else None
        self.candidates = match.fits if match.result == "ambiguous" else ()
        self.namesakes = tuple(namesakes)
        self.closed = match.closed
        self.suggestions = match.suggestions


def places(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The municipalities (CBS codes) in which places of this name lie, as far as the register tells."""
    return tuple(sorted({place.municipality for place in places_called(connection, text)}))


def wanted(query: str) -> frozenset[str]:
    """All cores under which a school that fits letter for letter may stand (``names.spellings`` of its
    names).

    A caller with many named schools keeps them by core and gives only those under these to ``choose``.
    """
    found = names.words(query)
    cores = set()
    for first in range(min(len(found), MOST + 1)):
        for last in range(max(len(found) - MOST, first + 1), len(found) + 1):
            for piece in (found[first:last], names.without_titles(found[first:last])):
                cores.add(names.spell(piece).core)
    return frozenset(cores)


def matches(
    connection: sqlite3.Connection,
    query: str,
    within: Callable[[School], bool] | Iterable[str] | None = None,
    named: Sequence[School] = (),
    spoken: Sequence[tuple[str, str]] = (),
) -> Match:
    """The schools that fit a code or name, all of them equal.

    ``within`` limits them, by a test or by codes. ``named`` are schools, and ``spoken`` pairs of code and
    name, that installed regions add to the register.
    """
    inside = within if callable(within) else _among(within)
    closed: list[Fit] = []
    for fits in levels(connection, query, named, spoken):
        chosen = [fit for fit in fits if inside(fit.school)]
        living = [fit for fit in chosen if fit.school.is_open]
        if living:
            return Match(query, living)
        closed = [fit for fit in chosen if not fit.school.is_open]
        if fits:
            break
    return Match(query, (), closed, _suggest(connection, query, named, inside))


def choose(
    connection: sqlite3.Connection,
    query: str,
    named: Sequence[School] = (),
    spoken: Sequence[tuple[str, str]] = (),
    covered: Callable[[School], bool] | None = None,
) -> Choice:
    """The one school that is meant: first among those that installed regions name or cover, then elsewhere.

    One fit there is the answer, whatever bears the name elsewhere; two fits there are ambiguous, and so are
    several elsewhere when none is there. A typing error counts only when nothing fits as typed.
    """
    own = {school.code for school in named}

    def near(school: School) -> bool:
        return school.code in own or (covered is not None and covered(school))

    gone: list[Fit] = []
    for fits in levels(connection, query, named, spoken):
        living = [fit for fit in fits if fit.school.is_open]
        gone.extend(fit for fit in fits if not fit.school.is_open)
        here = [fit for fit in living if near(fit.school)]
        if here:
            return Choice(Match(query, here), [fit for fit in living if fit not in here])
        if living:
            return Choice(Match(query, living))
        if gone:
            break
    return Choice(Match(query, (), gone, _suggest(connection, query, named, near)))


def _among(codes: Iterable[str] | None) -> Callable[[School], bool]:
    if codes is None:
        return lambda school: True
    chosen = frozenset(codes)
    return lambda school: school.code in chosen


def _suggest(
    connection: sqlite3.Connection, query: str, named: Sequence[School], near: Callable[[School], bool]
) -> tuple[str, ...]:
    # Only where nothing fits: an answer does not load it.
    from kernketen.register.suggesting import suggest

    return suggest(connection, query, named, near)
