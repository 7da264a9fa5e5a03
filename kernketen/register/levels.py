"""What fits a typed name or code, best way of fitting first; typing errors when nothing fits as typed."""

from __future__ import annotations

from kernketen.register import names
from kernketen.register.asked import asked_for
from kernketen.register.matching import exact, extra_names, with_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from kernketen.model.school import School
    from kernketen.register.fits import Fit


def levels(
    connection: sqlite3.Connection, query: str, named: Sequence[School], spoken: Sequence[tuple[str, str]]
) -> Iterator[list[Fit]]:
    """What fits, best way of fitting first: as typed, without the kind of school typed, with a typing
    error."""
    own = {school.code: school for school in named}
    code = names.code_of(query)
    if code:
        yield with_code(connection, code, own)
        return
    asked = asked_for(connection, query)
    extra = extra_names(connection, own, spoken)
    yield exact(connection, asked, own, extra, strict=True)
    if any(ask.spelling.marks for ask in asked):
        yield exact(connection, asked, own, extra, strict=False)
    # Only where nothing fits as typed: an answer does not load it.
    from kernketen.register.misspelt import slipped

    yield from slipped(connection, query, asked, own, extra)
