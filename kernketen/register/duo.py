"""The school files of DUO as they are: what is in them, recognised by their headings."""

from __future__ import annotations

import re

from kernketen.model.municipality import find
from kernketen.refusal import Refusal
from kernketen.register.places import written
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.register.csvfile import Sheet

SECTORS = ("bo", "sbo", "so", "vso", "vo")
SPECIAL = ("sbo", "so", "vso")

# What a column means, under the names that the generations of files give it; the newest first.
_NAMES = {
    "code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER"),
    "name": ("VESTIGINGSNAAM", "NAAM VESTIGING"),
    "number": ("GEMEENTENUMMER", "GEMEENTECODE VESTIGING", "GEMEENTECODE"),
    "town": ("GEMEENTENAAM", "GEMEENTENAAM VESTIGING"),
    "street": ("STRAATNAAM",),
    "house": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER"),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM",),
    "holiday": ("VAKANTIEREGIO",),
    "kind": ("SOORT VESTIGING", "SOORT PRIMAIR ONDERWIJS", "TYPE PO", "TYPE"),
    "sector": ("SECTOR",),
    "structure": ("ONDERWIJSSTRUCTUUR",),
}
_KINDS = {
    "BO": ("bo",), "BAO": ("bo",), "BASISSCHOOL": ("bo",), "SBO": ("sbo",), "SBAO": ("sbo",), "SO": ("so",),
    "VSO": ("vso",), "SO/VSO": ("so", "vso"), "(V)SO": ("so", "vso"), "SOVSO": ("so", "vso"), "VO": ("vo",),
}  # fmt: skip
_CODE = re.compile(r"\d\d[A-Z][A-Z]\d\d")
_ANY_CODE = re.compile(r"(?<![0-9A-Z])\d\d[A-Z][A-Z]\d\d(?![0-9A-Z])")
HOLIDAY_REGIONS = {"NOORD": "noord", "MIDDEN": "midden", "ZUID": "zuid"}


class Listed:
    """One school location as a file lists it; ``pupils`` is the last number counted, -1 where none is
    given."""

    __slots__ = (
        "address", "code", "holiday_region", "municipality", "name", "place", "postcode", "pupils", "sectors",
    )  # fmt: skip

    def __init__(self, code: str, name: str, municipality: str, sectors: str, pupils: int = -1) -> None:
        self.code = code
        self.name = name
        self.municipality = municipality
        self.sectors = sectors
        self.pupils = pupils
        self.place = self.postcode = self.address = self.holiday_region = ""


class Listing:
    """All that a file says about schools.

    ``kind`` is ``schools`` (the whole register of its ``sectors``), ``list`` (some schools, which says
    nothing about others) or ``pupils`` (the history of pupil numbers: second names and the kind of
    education). ``rejected`` are pairs of a line number and what is wrong there; ``damaged`` the codes seen
    in such lines.
    """

    __slots__ = ("damaged", "kind", "rejected", "rows", "sectors")

    def __init__(self, kind: str, sectors: tuple[str, ...]) -> None:
        self.kind = kind
        self.sectors = sectors
        self.rows: list[Listed] = []
        self.rejected: list[tuple[int, str]] = []
        self.damaged: set[str] = set()


def is_school_file(sheet: Sheet) -> bool:
    """Whether the headings are those of a school file, perhaps with some missing."""
    return any(name in sheet.headings for key in ("code", "brin", "name") for name in _NAMES[key])


def listing(sheet: Sheet, sectors: tuple[str, ...] = ()) -> Listing:
    """The schools in a file of DUO.

    ``sectors`` are those the user names for a file that does not say. Raises ``Refusal`` with the headings
    that are missing and those that were found.
    """
    columns = _columns(sheet)
    years = [at for at, name in enumerate(sheet.headings) if re.fullmatch(r"LEERLINGEN \d{4}", name)]
    if years and "kind" in columns:
        result = Listing("pupils", ())
    elif "sector" in columns and "structure" not in columns:
        result = Listing("list", ())
    else:
        result = Listing("schools", sectors or _spoken_for(sheet, columns))
    _Reader(sheet, columns, years, result).read()
    found = {sector for row in result.rows for sector in row.sectors.split()}
    if result.kind != "schools":
        result.sectors = tuple(sector for sector in SECTORS if sector in found)
    return result


def _columns(sheet: Sheet) -> dict[str, int]:
    columns = {}
    for key, names in _NAMES.items():
        for name in names:
            if name in sheet.headings:
                columns[key] = sheet.headings.index(name)
                break
    missing = [_NAMES[key][0] for key in ("code", "name") if key not in columns]
    if "number" not in columns and "town" not in columns:
        missing.append(_NAMES["number"][0])
    if missing:
        raise unknown(sheet, missing)
    return columns


def unknown(sheet: Sheet, missing: list[str]) -> Refusal:
    """A file with other headings: which are missing, and which were found."""
    return Refusal(
        tr(
            "{file} is no register that is known. Headings that are missing: {missing}. Found: {found}.",
            file=sheet.file,
            missing=", ".join(missing),
            found=", ".join(name[:40] for name in sheet.headings[:40]),
        ),
        reason="other_headings",
        more={"missing": missing, "found": sheet.headings[:40]},
    )


def _spoken_for(sheet: Sheet, columns: dict[str, int]) -> tuple[str, ...]:
    """The sectors that a register file is about: its headings say so, else its name."""
    if "structure" in columns:
        return ("vo",)
    name = sheet.file.lower()
    if "kind" in columns or re.search(r"(?<![a-z])(sbo|so|vso)(?![a-z])|speciaal", name):
        return SPECIAL
    return ("bo",)


class _Wrong(Exception):
    """A row that cannot be used, with the reason in the reader's language."""


class _Reader:
    """Reads the rows of one file; a column that the file lacks is read as empty."""

    def __init__(self, sheet: Sheet, columns: dict[str, int], years: list[int], result: Listing) -> None:
        self._sheet = sheet
        self._width = len(sheet.headings)
        # A row gets one empty cell more, which is the last: -1 is where a missing column is found.
        self._at = {key: columns.get(key, -1) for key in _NAMES}
        self._pupils = years[-1] if years else None
        self._result = result
        self._sectors = " ".join(result.sectors)
        self._is_plain = result.kind == "schools" and ("kind" not in columns or result.sectors == ("vo",))
        self._towns: dict[tuple[str, str], str] = {}
        self._places: dict[str, str] = {"": ""}
        self._seen: dict[str, int] = {}

    def read(self) -> None:
        """Fill the listing with rows and rejected lines."""
        result = self._result
        for line, cells in self._sheet.rows():
            try:
                row = self._row(cells)
            except _Wrong as wrong:
                result.rejected.append((line, str(wrong)))
                # Its school is not missing from the file: it must not be taken for closed.
                result.damaged.update(_ANY_CODE.findall(" ".join(cells).upper()))
            else:
                self._seen[row.code] = line
                result.rows.append(row)

    def _row(self, cells: list[str]) -> Listed:
        width, at = self._width, self._at
        if len(cells) != width and (len(cells) < width or any(map(str.strip, cells[width:]))):
            raise _Wrong(tr("{found} columns instead of {expected}", found=len(cells), expected=width))
        cells.append("")
        code = cells[at["code"]].strip().upper()
        if len(code) == 2 and code.isdecimal():
            code = cells[at["brin"]].strip().upper() + code
        if not _CODE.fullmatch(code):
            raise _Wrong(tr("“{code}” is no school code (such as 16WT01)", code=code[:20]))
        if code in self._seen:
            line = self._seen[code]
            raise _Wrong(tr("the school {code} was listed on line {line}", code=code, line=line))
        name = cells[at["name"]].strip().replace('""', '"')
        if not name:
            raise _Wrong(tr("the school {code} has no name", code=code))
        row = Listed(code, name, self._municipality(cells), self._kind(cells))
        if self._pupils is not None:
            count = cells[self._pupils].strip()
            row.pupils = int(count) if count.isdecimal() else 0
        place = cells[at["place"]].strip()
        if place not in self._places:
            self._places[place] = written(place)
        row.place = self._places[place]
        postcode = cells[at["postcode"]].replace(" ", "").upper()
        row.postcode = postcode if len(postcode) == 6 and postcode[:4].isdecimal() else ""
        row.address = f"{cells[at['street']].strip()} {cells[at['house']].strip()}".strip()
        row.holiday_region = HOLIDAY_REGIONS.get(cells[at["holiday"]].strip().upper(), "")
        return row

    def _municipality(self, cells: list[str]) -> str:
        town = (cells[self._at["number"]], cells[self._at["town"]])
        if town not in self._towns:
            self._towns[town] = _municipality(*town)
        if not self._towns[town]:
            raise _Wrong(tr("“{town}” is no municipality", town=" ".join(town).strip()[:40]))
        return self._towns[town]

    def _kind(self, cells: list[str]) -> str:
        if self._is_plain:
            return self._sectors
        said = cells[self._at["kind"]].strip().upper()
        known = _KINDS.get(said) or _KINDS.get(cells[self._at["sector"]].strip().upper())
        if known is None and not self._sectors:
            raise _Wrong(tr("“{kind}” is no kind of school that is known", kind=said[:20]))
        return " ".join(known) if known else self._sectors


def _municipality(number: str, name: str) -> str:
    number, name = number.strip(), name.strip()
    if number.isdecimal() and 0 < len(number) <= 4 and number.strip("0"):
        return number.zfill(4)
    town = find(name) if name else None
    return town.code if town else ""
