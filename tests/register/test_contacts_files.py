"""Contact lists as people make them: headings, separators, encodings, merged cells, formulas, bombs."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import table, workbook
from kernketen.register.contact_columns import field_of
from kernketen.register.contact_entry import Entry
from kernketen.register.contact_list import read_list
from kernketen.register.table import Remark
from kernketen.register.written_date import written_date

LARGE = "Line 2 cannot be read (field larger than field limit (131072))."
LACKING = "The headings in line 3 lack: role, name. Found: School, Tel, Mail."
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def english() -> None:
    words.choose("en")


def entry(line: int, **fields: Any) -> Entry:
    empty = dict.fromkeys(("code", "phone", "email", "days", "stand_in", "valid_until"), "")
    basis = {"school": "De Parel", "role": "JGZ", "name": "A. Voorbeeld", "problems": ()}
    return Entry(line=line, **{**empty, **basis, **fields})


def saved(folder: Path, *rows: list[Any], merged: tuple[str, ...] = (), name: str = "lijst.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(folder / name)
    return folder / name


def changed(path: Path, part: str, change: Any) -> Path:
    """The workbook with one of its parts rewritten, as a broken or hostile program would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        read_list(str(path))
    assert refused.value.status == 2
    return refused.value.sentence


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("school", ["School", "SCHOOLNAAM", "Vestiging", "naam school", "School (locatie)", "School/BRIN"]),
        ("code", ["BRIN", "BRIN-code", "Brin nummer", "brincode:", "BRIN (6 tekens)"]),
        ("role", ["Rol", "Functie", "Rol/Functie", "functie / rol", "Role", "Job title"]),
        ("name", ["Naam", "Contactpersoon", "Medewerker", "NAME", "Naam / contactpersoon"]),
        ("phone", ["Telefoon", "Tel", "Tel.", "Mobiel", "06", "06-nr", "Tel. (mobiel)", "Telefoon werk"]),
        ("email", ["E-mail", "Mail", "Emailadres", "e-mailadres", "E-Mail adres", "Email werk"]),
        ("days", ["Werkdagen", "Dagen", "Aanwezig", "Aanwezig op", "Dagen aanwezig", "Days present"]),
        ("stand_in", ["Vervanger", "Back-up", "Back up", "Achterwacht", "Stand-in"]),
        ("valid_until", ["Geldig tot", "Tot en met", "t/m", "Einddatum", "geldig tot en met", "Valid until"]),
        (None, ["Opmerking", "Adres school", "Telefoon vervanger", "", "Naam van de hond", "2026", "✓"]),
    ],
)  # fmt: skip
def test_headings_as_people_write_them(field: str | None, headings: list[str]) -> None:
    assert {heading: field_of(heading) for heading in headings} == dict.fromkeys(headings, field)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str, ending: str) -> None:
    rows = [["School", "Functie", "Naam", "E-mail"], ["’t Heike", "JGZ", "Zoë Voorbééld", "z@example.org"]]
    path = tmp_path / "lijst.csv"
    path.write_bytes((ending.join(separator.join(row) for row in rows) + ending).encode(encoding))
    read = read_list(str(path))
    assert read.notes == ()
    assert read.entries == (entry(2, school="’t Heike", name="Zoë Voorbééld", email="z@example.org"),)


def test_line_numbers_count_the_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "sep=;\nContactlijst\n\nSchool;Rol;Naam;Opmerking\n"
        '"De\nParel";JGZ;"Voorbeeld; A.";x\n\nDe Parel;JGZ;B. Proef;\n',
        encoding="utf-8",
    )
    read = read_list(str(path))
    assert read.entries == (entry(5, name="Voorbeeld; A."), entry(8, name="B. Proef"))
    assert read.notes == (
        Remark(5, "Lines 5 to 6 were read as one row, because of the quotation marks."),
        Remark(2, "This line stands above the headings and was not read: “Contactlijst”."),
        Remark(4, "The column “Opmerking” was not read."),
    )


def test_first_names_and_last_names_and_two_phones_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Voornaam;Tussenvoegsel;Achternaam;School;Rol;Telefoon;Mobiel\n"
        "Anna;van;Voorbeeld;De Parel;JGZ;023-1234567;-\n"
        "Bea;;Proef;De Parel;JGZ;023-1234567;06-00000000\n",
        encoding="utf-8",
    )
    assert read_list(str(path)).entries == (
        entry(2, name="Anna van Voorbeeld", phone="023-1234567"),
        entry(3, name="Bea Proef", phone="023-1234567 / 06-00000000"),
    )


def test_a_second_heading_row_in_another_order_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "School,Rol,Naam\nDe Parel,JGZ,A. Voorbeeld\nNaam,Functie,School,Opmerking\nNAAM,ROL,SCHOOL\n"
        "B. Proef,IB,De Parel\n",
        encoding="utf-8",
    )
    read = read_list(str(path))
    # Line 3 has a word that is no heading: it is judged as a row, and rejected by its school and role.
    assert [(found.line, found.school, found.name) for found in read.entries] == [
        (2, "De Parel", "A. Voorbeeld"),
        (3, "Naam", "School"),
        (5, "De Parel", "B. Proef"),
    ]
    assert read.notes[-2:] == (
        Remark(4, "This line is a heading between the rows and was not read: “NAAM · ROL · SCHOOL”."),
        Remark(4, "From here on the columns stand in another order."),
    )


def test_a_workbook_with_title_merged_school_dates_and_numbers(tmp_path: Path) -> None:
    day, until = datetime.datetime(2027, 8, 1, 9), {"valid_until": "2027-08-01"}
    path = saved(
        tmp_path,
        ["Contactlijst 2026-2027"],
        [],
        ["School", "Rol", "Naam", "Tel.", "E-mail", "Dagen", "Back-up", "t/m"],
        ["De Parel", "JGZ", "A. Voorbeeld", 231234567, "a@example.org", "ma\ndi", "B. Proef", day.date()],
        [None, "IB", "B. Proef", 600000000.0, None, None, None, "31 juli 2027"],
        [],
        ["Gemeente Heemstede"],
        ["School", "Rol", "Naam", "Tel.", "E-mail", "Dagen", "Back-up", "t/m"],
        ["De Ark", "JGZ", "C.Fictie\u200b", None, None, True, None, day],
        merged=("A1:H1", "A4:A5", "A7:H7"),
    )  # fmt: skip
    read = read_list(str(path))
    assert read.entries == (
        entry(4, phone="0231234567", email="a@example.org", days="ma di", stand_in="B. Proef", **until),
        entry(5, role="IB", name="B. Proef", phone="0600000000", valid_until="2027-07-31"),
        entry(9, school="De Ark", name="C.Fictie", days="ja", valid_until="2027-08-01"),
    )  # fmt: skip
    between = "This line is a heading between the rows and was not read: “{}”."
    assert read.notes == (
        Remark(4, "The merged cell A4:A5 (“De Parel”) was read into each of its rows."),
        Remark(1, "This line stands above the headings and was not read: “Contactlijst 2026-2027”."),
        Remark(4, "The phone number 231234567 lacks its first 0; it was put back."),
        Remark(5, "The phone number 600000000 lacks its first 0; it was put back."),
        Remark(7, between.format("Gemeente Heemstede")),
        Remark(8, between.format("School · Rol · Naam · Tel. · E-mail · Dagen · Back-up · t/m")),
    )


def test_only_the_sheet_with_the_headings_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Toelichting"
    book.worksheets[0].append(["Lees dit eerst"])
    people = book.create_sheet("Personen")
    people.append(["School", "Rol", "Naam"])
    people.append(["De Parel", "JGZ", "A. Voorbeeld"])
    book.create_sheet("Leeg")
    book.create_sheet("Oud").append(["School", "Rol", "Naam"])
    book["Oud"].sheet_state = "hidden"
    book.save(tmp_path / "lijst.xlsx")
    read = read_list(str(tmp_path / "lijst.xlsx"))
    assert read.entries == (entry(2),)
    assert read.notes == (Remark(None, "The sheet “Toelichting” was not read."),)


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ["School", "Rol", "Naam", "Tel"],
        ["De Parel", "JGZ", "A. Voorbeeld", "=HYPERLINK(1)"],
        ["De Parel", "JGZ", "=A1", "'=2+2"],
    )

    def with_a_saved_value(xml: bytes) -> bytes:
        xml = xml.replace(b"<f>A1</f><v />", b"<f>A1</f><v>B. Proef</v>")
        return xml.replace(b'r="C3"', b'r="C3" t="str"')

    path = changed(path, SHEET, with_a_saved_value)
    read = read_list(str(path))
    assert read.entries == (entry(2), entry(3, name="B. Proef", phone="'=2+2"))
    assert read.notes == (
        Remark(2, "Cell D2 holds a formula without a usable value; it was read as empty."),
        Remark(None, "1 cell holds a formula; the value it was saved with was read."),
    )


def test_a_formula_in_a_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("School;Rol;Naam;Tel\nDe Parel;JGZ;=cmd|' /C calc'!A0;+31 23 123\n", encoding="utf-8")
    assert read_list(str(path)).entries == (entry(2, name="=cmd|' /C calc'!A0", phone="+31 23 123"),)


def test_rows_beyond_the_size_that_a_workbook_claims_are_read(tmp_path: Path) -> None:
    path = saved(
        tmp_path, ["School", "Rol", "Naam"], *[["De Parel", "JGZ", f"Persoon {n}"] for n in range(5)]
    )
    path = changed(path, SHEET, lambda xml: xml.replace(b'<dimension ref="A1:C6"', b'<dimension ref="A1:B2"'))
    assert [found.name for found in read_list(str(path)).entries] == [f"Persoon {n}" for n in range(5)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("\ufeff \n\n", "The file is empty."),
        ("tekst\n", "No headings were found. A contact list has at least the columns school, role, name."),
        ("Naam;Tel\nA;1\n", "The headings in line 1 lack: school, role. Found: Naam, Tel."),
        ("\nSchool;Naam;E-mail\n", "The headings in line 2 lack: role. Found: School, Naam, E-mail."),
        ("School;Rol;Naam\n\n;;\n", "There are no people below the headings in line 1."),
        ('School;Rol;Naam\na;b;"c\nd;e;f\n', "A quotation mark that opens in line 2 is never closed."),
        ("School;Rol;Naam\n" + "a;b;c\n" * (table.MAX_ROWS + 1), "The table has more than 20000 rows."),
        ("School;Rol;Naam" + ";" * 300 + "\na;b;c\n", "Line 1 has more than 200 columns."),
        ("School;Rol;Naam\na;b;" + 200_000 * "c", LARGE),
        ("School;Rol;Naam\na;b;c\nSchool;Tel;Mail\n", LACKING),
    ],
)  # fmt: skip
def test_texts_that_are_no_list(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    assert refusal(path) == said


def test_files_that_are_no_list(tmp_path: Path) -> None:
    missing = tmp_path / "weg.csv"
    assert refusal(missing) == f"{missing} cannot be read (the folder or file does not exist)."
    assert refusal(tmp_path) == f"{tmp_path} is not a file."
    os.mkfifo(tmp_path / "pijp")
    assert refusal(tmp_path / "pijp") == f"{tmp_path / 'pijp'} is not a file."
    assert refusal(Path("a\0b")) == "ab is not a file."
    path = tmp_path / "lijst.xlsx"
    old = "The file is an old .xls workbook or has a password. Save it as .xlsx without a password."
    no_text = "The file is neither a workbook (.xlsx) nor a text with separators (.csv)."
    for data, said in (
        (b"\xd0\xcf\x11\xe0rest", old),
        (b"\x89PNG\r\n\x1a\n\0\0\0", no_text),
        (b"\x81\x8d", no_text),
        (b"\xff\xfeA", no_text),
        (b"PK\x03\x04", "The workbook cannot be read (File is not a zip file)."),
        (b"a" * 10_000_001, "The file is larger than 10 MB. That is no contact list."),
    ):
        path.write_bytes(data)
        assert refusal(path) == said
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    other = "The workbook cannot be read (it may be another kind of file; save it as .xlsx)."
    assert refusal(path) == other


def test_bombs_are_refused_quickly(tmp_path: Path) -> None:
    started = time.process_time()
    rows = (["School", "Rol", "Naam"], ["De Parel", "JGZ", "A. Voorbeeld"])
    large = changed(saved(tmp_path, *rows), SHEET, lambda xml: xml + b" " * 20_000_000)
    assert refusal(large) == "The workbook is larger than 16 MB unpacked. That is no contact list."
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol">]>'
    entities = changed(saved(tmp_path, *rows), SHEET, lambda xml: laughs + xml)
    assert refusal(entities) == "The workbook cannot be read (it defines entities of its own)."
    merged = b'<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells></worksheet>'
    wide = changed(saved(tmp_path, *rows), SHEET, lambda xml: xml.replace(b"</worksheet>", merged))
    assert read_list(str(wide)).entries == (entry(2),)
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    distant = changed(saved(tmp_path, *rows), SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert read_list(str(distant)).entries == (entry(2),)
    assert time.process_time() - started < 60


def test_too_many_rows_or_merged_cells_in_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["School", "Rol", "Naam"], *[["De Parel", "JGZ", f"Persoon {number}"] for number in range(9)]]
    path = saved(tmp_path, *rows, merged=("A2:A10",))
    monkeypatch.setattr(workbook, "MAX_MERGED_CELLS", 5)
    assert refusal(path) == "More than 5 cells are merged. That is no contact list."
    monkeypatch.setattr(table, "MAX_ROWS", 6)
    assert refusal(path) == "The table has more than 6 rows."


@settings(deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("kapot")
    path = saved(folder, ["School", "Rol", "Naam"], ["De Parel", "JGZ", "A. Voorbeeld"], merged=("A2:A3",))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    part = data.draw(st.sampled_from(names))

    def damage(xml: bytes) -> bytes:
        at = data.draw(st.integers(0, len(xml)))
        return xml[:at] + data.draw(st.binary(max_size=8)) + xml[at + data.draw(st.integers(0, 40)) :]

    changed(path, part, damage)
    try:
        read_list(str(path))
    except Refusal as refused:
        assert refused.status == 2


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31-7-2027", "2027-07-31"), ("31/07/27", "2027-07-31"), ("31.7.2027", "2027-07-31"),
        ("31 juli 2027", "2027-07-31"), ("31 JUL. 2027", "2027-07-31"), ("31-jul-27", "2027-07-31"),
        ("vr 31 juli 2027", "2027-07-31"),
        ("Vrijdag 31 juli 2027", "2027-07-31"), ("1 mrt 2027", "2027-03-01"),
        ("2027-07-31", "2027-07-31"), ("2027-07-31 00:00:00", "2027-07-31"), ("31st July 2027", "2027-07-31"),
        ("juli 2027", "2027-07"), ("2027-07", "2027-07"), ("2027", "2027"), ("29-2-2028", "2028-02-29"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str, iso: str) -> None:
    assert written_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ooit",
        "31-6-2027",
        "29-2-2027",
        "7/31/2027",
        "31 7 2027x",
        "2026/2027",
        "46234",
        "juli",
        "٣-7-2027",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        written_date(text)


def test_the_warm_path_loads_nothing_heavy() -> None:
    heavy = "{'openpyxl', 'dataclasses', 'typing', 'pathlib', 'inspect'}"
    code = (
        f"import sys; before = set(sys.modules); import kernketen.register.people; "
        f"print(sorted({heavy} & (set(sys.modules) - before)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert said.stdout == "[]\n", said.stderr


def test_a_date_merged_over_rows_that_end_before_it(tmp_path: Path) -> None:
    day = datetime.date(2027, 8, 1)
    headings = ["School", "Rol", "Naam", "t/m"]
    rows = [["De Parel", "JGZ", name, None] for name in ("A. Voorbeeld", "B. Proef")]
    rows[0][3] = day  # type: ignore[call-overload]
    read = read_list(str(saved(tmp_path, headings, *rows, merged=("D2:D3",))))
    assert [found.valid_until for found in read.entries] == ["2027-08-01", "2027-08-01"]
    assert read.notes == (Remark(2, "The merged cell D2:D3 (“2027-08-01”) was read into each of its rows."),)
