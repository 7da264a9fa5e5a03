"""Register files for the tests, composed by hand: no school in them exists."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kernketen.model.school import School
from kernketen.register import imported, importing, schools, store

NEW = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;VAKANTIEREGIO"
)
OLD = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE"
)
SECONDARY = NEW.replace("DENOMINATIE", "DENOMINATIE;ONDERWIJSSTRUCTUUR")
PUPILS = (
    "INSTELLINGSCODE;VESTIGINGSCODE;NAAM_VESTIGING;SOORT_VESTIGING;GEMEENTECODE_VESTIGING;"
    "GEMEENTENAAM_VESTIGING;LEERLINGEN_2024;LEERLINGEN_2025"
)
# Where the composed schools stand: place, CBS code, name of the municipality in the register.
PLACES = {
    "HAARLEM": ("0392", "HAARLEM"),
    "HEEMSTEDE": ("0397", "HEEMSTEDE"),
    "BENNEBROEK": ("0377", "BLOEMENDAAL"),
    "'S-GRAVENHAGE": ("0518", "S GRAVENHAGE"),
    "HOOFDDORP": ("0394", "HAARLEMMERMEER"),
    "BEEK LB": ("0888", "BEEK"),
    "NES GEM AMELAND": ("0060", "AMELAND"),
}


def row(code: str, name: str, place: str = "HAARLEM", kind: str | None = None) -> str:
    """A row of the newer generation; with ``kind`` one of the secondary file."""
    number, town = PLACES[place]
    extra = "" if kind is None else f";{kind}"
    address = f"Voorbeeldlaan;1-A;2000 AB;{place};{number};{town}"
    return f"Land;12345;{code[:4]};{code};{name};{address};Openbaar{extra};Midden"


def old_row(code: str, name: str, place: str = "HAARLEM") -> str:
    return row(code, name, place).rpartition(";")[0]


def pupils(code: str, name: str, kind: str, now: int, place: str = "HAARLEM") -> str:
    number, town = PLACES[place]
    return f"{code[:4]};{code};{name};{kind};{int(number)};{town};10;{now}"


def write(
    path: Path, heading: str, rows: Sequence[str], encoding: str = "cp1252", newline: str = "\r\n"
) -> str:
    path.write_bytes((newline.join([heading, *rows]) + newline).encode(encoding))
    return str(path)


class Register:
    """A store in a folder of its own, filled from lists of (code, name[, place])."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = str(folder / "home" / "store.db")

    def import_file(self, *files: str, date: str | None = None) -> list[imported.Imported]:
        return importing.import_files(self.path, files, date=date)

    def fill(self, *entries: Sequence[str], date: str = "2026-08") -> imported.Imported:
        rows = [row(*entry) for entry in entries]
        file = write(self.folder / f"bo-{date}.csv", NEW, rows, "utf-8-sig")
        return self.import_file(file)[0]

    def read(self) -> sqlite3.Connection:
        return store.read(self.path)

    def find(self, query: str) -> schools.Match:
        connection = self.read()
        try:
            return schools.matches(connection, query)
        finally:
            connection.close()

    def said(self, query: str) -> tuple[str, list[str]]:
        """The result and the codes that fit."""
        match = self.find(query)
        return match.result, sorted(school.code for school in match.schools)

    def school(self, code: str) -> School:
        connection = self.read()
        try:
            found = schools.by_code(connection, code)
        finally:
            connection.close()
        assert found is not None
        return found
