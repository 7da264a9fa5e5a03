"""A school that fits, and the rows of the store it is made of."""

from __future__ import annotations

from kernketen.model.school import School
from kernketen.register.names import code_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

COLUMNS = (
    "s.code, s.name, s.municipality, s.place, s.postcode, s.address, s.sectors, s.holiday_region, s.open"
)
BY_CORE = f"""SELECT {COLUMNS}, n.name, n.kind, n.marks FROM spelling n JOIN school s ON s.code = n.code
    WHERE n.core = ?"""  # noqa: S608
RANK = {"code": 0, "name": 1, "alias": 2, "second_name": 3, "former_name": 4}


class Fit:
    """A school that fits what was typed.

    ``matched`` says how: ``code``, ``name``, ``former_name``, ``second_name``, ``alias`` (what people call
    it) or ``typo``; ``name`` is the name that fitted.
    """

    __slots__ = ("matched", "name", "school")

    def __init__(self, school: School, matched: str, name: str) -> None:
        self.school = school
        self.matched = matched
        self.name = name

    def __repr__(self) -> str:
        return f"Fit({self.school.code} {self.matched} {self.name!r})"


def by_code(connection: sqlite3.Connection, code: str) -> School | None:
    """The school location with this code (``16WT01``, any case or spacing), closed or not."""
    wanted = code_of(code)
    row = connection.execute(f"SELECT {COLUMNS} FROM school s WHERE code = ?", (wanted,)).fetchone()  # noqa: S608
    return school_of(row) if row else None


def merged(own: School | None, register: School | None) -> School:
    """A school as its region names it, with what the register adds: the address, and whether it still
    exists."""
    if own is None or register is None:
        found = own or register
        assert found is not None
        return found
    return School(
        own.code,
        own.name,
        register.municipality or own.municipality,
        own.sectors or register.sectors,
        place=register.place or own.place,
        postcode=register.postcode or own.postcode,
        address=register.address or own.address,
        holiday_region=register.holiday_region or own.holiday_region,
        is_open=register.is_open,
        aliases=own.aliases,
        region=own.region,
    )


def school_of(row: tuple[str, str, str, str, str, str, str, str, int]) -> School:
    """The school of a row of ``COLUMNS``."""
    return School(
        row[0],
        row[1],
        row[2],
        tuple(row[6].split()),
        place=row[3],
        postcode=row[4],
        address=row[5],
        holiday_region=row[7],
        is_open=bool(row[8]),
    )
