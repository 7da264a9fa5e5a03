"""A day on which a pupil was absent or late, without any pupil: what a list of events holds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

WORDS = {
    "late": "te_laat",
    "too_late": "te_laat",
    "unauthorised": "ongeoorloofd",
    "unauthorized": "ongeoorloofd",
    "authorised": "geoorloofd",
    "authorized": "geoorloofd",
    "ziekmelding": "ziek",
    "ziek_gemeld": "ziek",
    "ill": "ziek",
    "sick": "ziek",
    "absolute": "absoluut",
}
"""Other words for the values of the fact ``verzuimsoort``, as lists of events use them."""

WITH_HOURS = ("ongeoorloofd", "geoorloofd")
"""The kinds of absence of which the hours must be known."""


class Event:
    """One line of a list: its ``line`` in the file, the ``day``, the ``kind`` (a value of ``verzuimsoort``).

    ``amounts`` gives how much, by unit: ``uur``, ``lesuur``. Decimal, so that 16 hours stay exactly 16.
    """

    __slots__ = ("amounts", "day", "kind", "line")

    def __init__(self, line: int, day: date, kind: str, amounts: Mapping[str, Decimal]) -> None:
        self.line = line
        self.day = day
        self.kind = kind
        self.amounts = amounts

    def __repr__(self) -> str:
        return f"Event({self.line}: {self.day} {self.kind} {dict(self.amounts)})"
