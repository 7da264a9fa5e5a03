"""Which schools fit what was typed, letter for letter."""

from __future__ import annotations

from kernketen.register import names, places
from kernketen.register.asked import Ask
from kernketen.register.fits import BY_CORE, COLUMNS, RANK, Fit, by_code, merged, school_of
from kernketen.register.schoolwords import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kernketen.model.school import School

    # A name that a region adds: code of the school, name, kind of name, spelling.
    Extra = tuple[str, str, str, names.Spelling]


def with_code(connection: sqlite3.Connection, code: str, own: dict[str, School]) -> list[Fit]:
    """The schools with this BRIN, with or without location."""
    sql = f"SELECT {COLUMNS} FROM school s WHERE code >= ? AND code < ?"  # noqa: S608
    found = {row[0]: school_of(row) for row in connection.execute(sql, (code, code + "~"))}
    for school in own.values():
        if school.code.startswith(code):
            found[school.code] = merged(school, found.get(school.code))
    return [Fit(school, "code", school.name) for school in found.values()]


def extra_names(
    connection: sqlite3.Connection, own: dict[str, School], spoken: Sequence[tuple[str, str]]
) -> list[Extra]:
    """The names that regions add: code, name, kind and spelling of each."""
    extra: list[Extra] = []
    for school in own.values():
        around = places.keys(school.place, school.municipality)
        for name, kind in ((school.name, "name"), *((alias, "alias") for alias in school.aliases)):
            extra.extend((school.code, name, kind, spelling) for spelling in names.spellings(name, around))
    for code, name in spoken:
        extra.extend((code, name, "alias", spelling) for spelling in names.spellings(name))
    return extra


def exact(
    connection: sqlite3.Connection,
    asked: Sequence[Ask],
    own: dict[str, School],
    extra: Sequence[Extra],
    *,
    strict: bool,
) -> list[Fit]:
    """The schools whose name has the same core; ``strict`` where the kind of school typed must be theirs."""
    fits: dict[str, Fit] = {}
    for ask in asked:
        core, marks = ask.spelling.core, ask.spelling.marks
        for row in connection.execute(BY_CORE, (core,)):
            if marked(marks, row[-1].split(), strict):
                add(fits, ask, merged(own.get(row[0]), school_of(row)), row[-2], row[-3])
        for code, name, kind, spelling in extra:
            if spelling.core == core and marked(marks, spelling.marks, strict):
                add_extra(connection, fits, ask, own, code, kind, name)
    return list(fits.values())


def marked(typed: Sequence[str], has: Sequence[str], strict: bool) -> bool:
    """Whether the kind of school that was typed (dalton, lyceum) is that of the name."""
    if not typed or all(mark in has for mark in typed):
        return True
    return not strict and not has and LEVELS.isdisjoint(typed)


def add(fits: dict[str, Fit], ask: Ask, school: School, kind: str, name: str) -> None:
    """Add a school that stands where it was asked for, by its best name."""
    if ask.where is not None and not ask.where.holds(school):
        return
    known = fits.get(school.code)
    if known is None or RANK.get(kind, 9) < RANK.get(known.matched, 9):
        fits[school.code] = Fit(school, kind, name)


def add_extra(
    connection: sqlite3.Connection,
    fits: dict[str, Fit],
    ask: Ask,
    own: dict[str, School],
    code: str,
    kind: str,
    name: str,
) -> None:
    """The same for a name that a region adds."""
    school = own.get(code)
    register = by_code(connection, code)
    if school is not None:
        add(fits, ask, merged(school, register), kind, name)
    elif register is not None:
        add(fits, ask, register, kind, name)
