"""Tables of postcodes and of school holidays: recognised by their headings, checked row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from composed_registers import Register, write

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import holidays, postcodes

HOLIDAYS = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups"
NAME = "NL Voorjaarsvakantie,EN Spring Holidays"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    words.choose("en")
    return Register(tmp_path)


def test_postcodes(register: Register) -> None:
    rows = [
        "2011;Haarlem;PO2705;VO2705",
        "2064;Haarlemmerliede en Spaarnwoude;PO2705;VO2705",
        "20;X;P;V",
        "2012;Haarlem",
    ]
    (done,) = register.import_file(
        write(register.folder / "pc4-2015.csv", "PC4;GEMEENTE;PO_SWV;VO_SWV", rows)
    )
    assert (done.kind, done.as_of, done.rows) == ("postcodes", "2015", 2)
    assert done.rejected == [
        (4, "“20” is no postcode area of four figures"),
        (5, "2 columns instead of 4"),
    ]
    connection = register.read()
    for typed in ("2064AB", "2064 ab", "2064"):
        found = postcodes.area(connection, typed)
        assert found is not None
        assert (found.municipality, found.po, found.vo) == ("0393", "PO2705", "VO2705")
    assert postcodes.area(connection, "1234AB") is None
    connection.close()


def test_a_new_table_takes_the_place_of_the_old_one(register: Register) -> None:
    heading = "PC4;GEMEENTE;PO_SWV;VO_SWV"
    register.import_file(write(register.folder / "pc4-2015.csv", heading, ["2011;Haarlem;PO1;VO1"]))
    register.import_file(write(register.folder / "pc4-2026.csv", heading, ["2012;Haarlem;PO2;VO2"]))
    connection = register.read()
    assert postcodes.area(connection, "2011") is None
    assert postcodes.area(connection, "2012") is not None
    connection.close()


def test_holidays(register: Register) -> None:
    rows = [
        f"a;NL;2027-02-20;2027-02-28;School;Regional;{NAME};NO,ZU",
        f"b;NL;2027-02-13;2027-03-21;School;Regional;{NAME};MI",
        "c;NL;2027-07-10;2027-08-22;School;Regional;NL Zomervakantie;MI",
        f"d;NL;2027-02-30;2027-03-01;School;Regional;{NAME};MI",
        f"e;NL;2027-03-02;2027-03-01;School;Regional;{NAME};MI",
        f"f;NL;2027-03-02;2027-03-03;School;Regional;{NAME};XX",
    ]
    (done,) = register.import_file(write(register.folder / "vakanties.csv", HOLIDAYS, rows, "utf-8-sig"))
    assert (done.kind, done.as_of, done.rows) == ("holidays", "", 3)
    assert done.rejected == [
        (3, "a holiday of 37 days from 2027-02-13 is not plausible"),
        (5, "“2027-02-30 2027-03-01” is no date"),
        (6, "a holiday of 0 days from 2027-03-02 is not plausible"),
        (7, "“XX” is no holiday region (NO, MI or ZU)"),
    ]
    connection = register.read()
    assert holidays.holidays(connection, "noord") == (("2027-02-20", "2027-02-28", "Voorjaarsvakantie"),)
    assert holidays.holidays(connection, "midden") == (("2027-07-10", "2027-08-22", "Zomervakantie"),)
    connection.close()


@pytest.mark.parametrize(
    ("heading", "missing"),
    [("PC4;GEMEENTE;PO_SWV", "VO_SWV"), ("StartDate;EndDate;Name", "Groups")],
)
def test_a_table_with_a_heading_missing(register: Register, heading: str, missing: str) -> None:
    with pytest.raises(Refusal) as caught:
        register.import_file(write(register.folder / "t-2026-08.csv", heading, ["1;2;3"]))
    assert f"Headings that are missing: {missing}." in caught.value.sentence
