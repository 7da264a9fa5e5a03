"""A school location, as the register or an agreement names it."""

from __future__ import annotations


class School:
    """One location of a school, known by its BRIN with location number (``18LW00``).

    ``municipality`` is a CBS code of four digits, ``sectors`` are values of the case fact ``sector``
    (more than one means: one of these), ``postcode`` is written without a space.
    ``region`` is the id of the region whose agreement names the school, if one does.
    """

    __slots__ = (
        "address",
        "aliases",
        "code",
        "holiday_region",
        "is_open",
        "municipality",
        "name",
        "place",
        "postcode",
        "region",
        "sectors",
    )

    def __init__(
        self,
        code: str,
        name: str,
        municipality: str,
        sectors: tuple[str, ...],
        *,
        place: str = "",
        postcode: str = "",
        address: str = "",
        holiday_region: str = "",
        is_open: bool = True,
        aliases: tuple[str, ...] = (),
        region: str | None = None,
    ) -> None:
        self.code = code
        self.name = name
        self.municipality = municipality
        self.sectors = sectors
        self.place = place
        self.postcode = postcode
        self.address = address
        self.holiday_region = holiday_region
        self.is_open = is_open
        self.aliases = aliases
        self.region = region

    def __repr__(self) -> str:
        return f"School({self.code} {self.name!r})"
