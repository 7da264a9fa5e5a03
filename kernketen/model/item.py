"""What every item of a region has: its id, its place, its section, its doubts and its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

Where = tuple[str, int]


class Doubt(TypedDict):
    """A place where the text is unclear, and the reading that was taken."""

    id: str
    note: str
    reading: str
    against: str
    when: Condition | None


class Item(TypedDict):
    """What every item has."""

    id: str
    where: Where
    source: str
    note: str
    doubts: list[Doubt]
    scope: Condition | None
    when: Condition | None


class Who(TypedDict):
    """Roles: ``all`` together, exactly ``one_of``, or ``any`` (one or more)."""

    mode: str
    roles: list[str]


# "with" is a word of Python, so it is named in the other form of a TypedDict.
With = TypedDict("With", {"with": Who | None})
