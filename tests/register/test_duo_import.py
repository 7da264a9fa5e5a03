"""DUO's files as they are: generations, encodings, sectors, dates, and rows that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from composed_registers import NEW, OLD, PUPILS, SECONDARY, Register, old_row, pupils, row, write

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import importing


@pytest.fixture(autouse=True)
def english() -> None:
    words.choose("en")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


def refused(register: Register, *files: str, date: str | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        register.import_file(*files, date=date)
    return caught.value


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize(("heading", "make"), [(NEW, row), (OLD, old_row)])
def test_both_generations_in_every_encoding(
    register: Register, encoding: str, newline: str, heading: str, make: object
) -> None:
    rows = [row("01AA00", "Reinbôge"), row("01AA01", "'t Eiland", "'S-GRAVENHAGE")]
    if heading == OLD:
        rows = [old_row("01AA00", "Reinbôge"), old_row("01AA01", "'t Eiland", "'S-GRAVENHAGE")]
    (done,) = register.import_file(
        write(register.folder / "bo-2026-08.csv", heading, rows, encoding, newline)
    )
    assert (done.kind, done.as_of, done.sectors, done.rows, done.new, done.rejected) == (
        "schools", "2026-08", ("bo",), 2, ["01AA00", "01AA01"], [],
    )  # fmt: skip
    first, second = register.school("01AA00"), register.school("01AA01")
    assert (first.name, first.municipality, first.place, first.postcode, first.address, first.sectors) == (
        "Reinbôge", "0392", "Haarlem", "2000AB", "Voorbeeldlaan 1-A", ("bo",),
    )  # fmt: skip
    assert (second.municipality, second.place) == ("0518", "Den Haag")
    assert first.holiday_region == ("midden" if heading == NEW else "")


def test_one_space_is_empty_and_quoted_names(register: Register) -> None:
    rows = [
        row("01AA00", '"BS """"De Komma; met""""; zo"').replace("Voorbeeldlaan;1-A;2000 AB", " ; ; "),
        row("01AB00", 'Basisschool "De Punt"'),
    ]
    register.import_file(write(register.folder / "bo-2026-08.csv", NEW, rows))
    school = register.school("01AA00")
    assert (school.name, school.address, school.postcode) == ('BS "De Komma; met"; zo', "", "")
    assert register.school("01AB00").name == 'Basisschool "De Punt"'
    assert register.said("de punt") == ("found", ["01AB00"])


def test_secondary_and_special_files_speak_for_their_sectors(register: Register) -> None:
    register.fill(("01AA00", "De Basis"))
    secondary = write(
        register.folder / "vo-2026-09.csv", SECONDARY, [row("02AA00", "Voorbeeld College", kind="PRO")]
    )
    heading = NEW.replace("DENOMINATIE", "DENOMINATIE;SOORT PRIMAIR ONDERWIJS")
    special = write(
        register.folder / "speciaal-2026-09.csv",
        heading,
        [row("03AA00", "De Sbo", kind="SBAO"), row("03AA01", "De Vso", kind="(V)SO")],
    )
    first, second = register.import_file(secondary, special)
    assert (first.sectors, second.sectors) == (("vo",), ("sbo", "so", "vso"))
    assert (first.closed, second.closed) == ([], [])
    assert register.school("01AA00").is_open
    assert [register.school(code).sectors for code in ("02AA00", "03AA00", "03AA01")] == [
        ("vo",),
        ("sbo",),
        ("so", "vso"),
    ]


def test_a_special_file_that_does_not_say_which_kind(register: Register) -> None:
    file = write(
        register.folder / "09.-alle-vestigingen-sbo-so-en-vso-2026-09.csv", NEW, [row("03AA00", "De Weg")]
    )
    register.import_file(file)
    assert register.school("03AA00").sectors == ("sbo", "so", "vso")
    history = write(
        register.folder / "historie-2025-10.csv", PUPILS, [pupils("03AA00", "SO De Weg", "SO", 50)]
    )
    register.import_file(history)
    assert register.school("03AA00").sectors == ("so",)


def test_the_history_of_pupils_gives_second_names_and_special_schools(register: Register) -> None:
    register.fill(("01AA00", "Openbare Basisschool De Lange Naam"))
    rows = [
        pupils("01AA00", "De Spoel", "BO", 100),
        pupils("03AA00", "SSBO De Punt", "SBO", 40),
        pupils("03AB00", "De Streep", "SO/VSO", 12),
        pupils("03AC00", "De Leegte", "VSO", 0),
        pupils("03AD00", "De Vergeten Basis", "BO", 7),
    ]
    (done,) = register.import_file(
        write(register.folder / "historie.csv", PUPILS, rows, "utf-8-sig"), date="2025-10"
    )
    assert (done.kind, done.new, done.past) == ("pupils", ["03AA00", "03AB00"], ["03AC00", "03AD00"])
    (fit,) = register.find("de spoel").fits
    assert (fit.school.name, fit.matched) == ("Openbare Basisschool De Lange Naam", "second_name")
    assert register.school("03AB00").sectors == ("so", "vso")
    assert register.said("de leegte") == register.said("de vergeten basis") == ("not_found", [])


def test_a_list_of_some_schools_closes_none(register: Register) -> None:
    register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"))
    heading = (
        "GEMEENTENAAM;SECTOR;TYPE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER;POSTCODE;PLAATSNAAM"
    )
    rows = [
        "HAARLEM;BO;basisschool;01AA00;De Een;Laan;4;2000 AB;HAARLEM",
        "HAARLEM;VO;PRO;02AA00;De Drie;Laan;4;;HAARLEM",
    ]
    (done,) = register.import_file(write(register.folder / "lijst-2026-09.csv", heading, rows))
    assert (done.kind, done.sectors, done.new, done.closed) == ("list", ("bo", "vo"), ["02AA00"], [])
    assert register.school("01AB00").is_open


def test_rows_that_are_wrong_are_rejected_with_their_line(register: Register) -> None:
    rows = [
        row("01AA00", "De Goede"),
        row("1AA00", "De Korte Code"),
        "Land;12345;01AB;01AB00;De Afgebroken",
        row("01AC00", " "),
        row("01AD00", "De Nergens").replace("0392;HAARLEM", " ; "),
        row("01AA00", "De Dubbele"),
        row("01AE00", "De Laatste"),
    ]
    (done,) = register.import_file(write(register.folder / "bo-2026-08.csv", NEW, rows))
    assert done.new == ["01AA00", "01AE00"]
    assert done.rejected == [
        (3, "“1AA00” is no school code (such as 16WT01)"),
        (4, "5 columns instead of 13"),
        (5, "the school 01AC00 has no name"),
        (6, "“” is no municipality"),
        (7, "the school 01AA00 was listed on line 2"),
    ]


def test_an_open_quote_swallows_no_rows(register: Register) -> None:
    rows = [
        row("01AA00", "De Eerste"),
        row("01AB00", '"De Open Quote'),
        row("01AC00", "De Derde"),
        row("01AD00", "De Vierde"),
    ]
    (done,) = register.import_file(write(register.folder / "bo-2026-08.csv", NEW, rows))
    assert done.new == ["01AA00", "01AB00", "01AC00", "01AD00"]
    assert register.school("01AB00").name == "De Open Quote"


def test_a_damaged_row_does_not_close_its_school(register: Register) -> None:
    register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"))
    rows = [row("01AA00", "De Een"), "Land;12345;01AB;01AB00"]
    (done,) = register.import_file(write(register.folder / "bo-2026-09.csv", NEW, rows))
    assert (done.closed, [line for line, _ in done.rejected]) == ([], [3])
    assert register.school("01AB00").is_open


@pytest.mark.parametrize(
    ("name", "date", "as_of"),
    [
        ("bo-2026-08.csv", None, "2026-08"),
        ("bo_2026-08-15_utf8.csv", None, "2026-08-15"),
        ("bo.csv", "2026-08", "2026-08"),
        ("bo-2021-10.csv", "2026-08-01", "2026-08-01"),
        ("02.-alle-2026-08.csv", None, "2026-08"),
    ],
)
def test_the_date_of_a_file(register: Register, name: str, date: str | None, as_of: str) -> None:
    (done,) = register.import_file(write(register.folder / name, NEW, [row("01AA00", "De Een")]), date=date)
    assert done.as_of == as_of


def test_a_date_for_the_files_of_a_call_that_have_none(register: Register) -> None:
    one = write(register.folder / "bo-2021-10.csv", OLD, [old_row("01AA00", "De Een")])
    two = write(register.folder / "bo.csv", NEW, [row("01AA00", "De Een")])
    assert [done.as_of for done in register.import_file(one, two, date="2026-08")] == ["2021-10", "2026-08"]


NO_DATE = "The date of {} is not known. Give it with --date YYYY-MM, or put it in the file's name."
WRONG_DATE = "“{}” is no date; write YYYY-MM or YYYY-MM-DD, such as 2026-08."


@pytest.mark.parametrize(
    ("name", "date", "sentence"),
    [
        ("bo.csv", None, NO_DATE.format("bo.csv")),
        ("bo-2026-13.csv", None, NO_DATE.format("bo-2026-13.csv")),
        ("bo.csv", "2026-13", WRONG_DATE.format("2026-13")),
        ("bo.csv", "2026-02-30", WRONG_DATE.format("2026-02-30")),
        ("bo.csv", "augustus", WRONG_DATE.format("augustus")),
    ],
)
def test_without_a_date_it_is_refused(register: Register, name: str, date: str | None, sentence: str) -> None:
    file = write(register.folder / name, NEW, [row("01AA00", "De Een")])
    assert refused(register, file, date=date).sentence == sentence


def test_other_headings(register: Register) -> None:
    file = write(
        register.folder / "x-2026-08.csv", "VESTIGINGSCODE;NAAM;PLAATSNAAM", ["01AA00;De Een;HAARLEM"]
    )
    refusal = refused(register, file)
    assert refusal.sentence == (
        "x-2026-08.csv is no register that is known. "
        "Headings that are missing: VESTIGINGSNAAM, GEMEENTENUMMER. Found: VESTIGINGSCODE, NAAM, PLAATSNAAM."
    )
    assert refusal.more == {
        "missing": ["VESTIGINGSNAAM", "GEMEENTENUMMER"],
        "found": ["VESTIGINGSCODE", "NAAM", "PLAATSNAAM"],
    }


def test_files_that_are_no_registers(register: Register) -> None:
    folder = register.folder
    (folder / "leeg-2026-08.csv").write_bytes(b"")
    (folder / "werkblad-2026-08.csv").write_bytes(b"PK\x03\x04\x00\x00")
    kop = write(folder / "kop-2026-08.csv", NEW, [])
    assert [
        refused(register, str(folder / "leeg-2026-08.csv")).sentence,
        refused(register, str(folder / "werkblad-2026-08.csv")).sentence,
        refused(register, kop).sentence,
        refused(register, str(folder / "weg.csv")).sentence,
    ] == [
        "leeg-2026-08.csv is empty.",
        "werkblad-2026-08.csv is not a text file. Save it as CSV first.",
        "kop-2026-08.csv holds no usable register; line 2: there are no rows.",
        f"{folder / 'weg.csv'} cannot be read: the folder or file does not exist.",
    ]


def test_progress_reaches_the_end(register: Register) -> None:
    file = write(register.folder / "bo-2026-08.csv", NEW, [row("01AA00", "De Een"), row("01AB00", "De Twee")])
    seen: list[tuple[int, int]] = []
    importing.import_files(register.path, [file], progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
