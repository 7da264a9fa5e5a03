"""Importing a region's contact list: what is stored, what is rejected and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import contacts, store
from kernketen.register.contact_list import list_date, read_list
from kernketen.register.contacts import Summary
from kernketen.register.people import people_of
from kernketen.register.table import Remark

SCHOOLS = {"18lw00": "18LW00", "18lw": "18LW00", "de parel": "18LW00", "16wt01": "16WT01", "de ark": "16WT01"}
ROLES = {"ib'er": "intern_begeleider", "jgz": "jeugdverpleegkundige", "leerplicht": "leerplichtambtenaar"}
HEADINGS = "School;Rol;Naam;Telefoon;E-mail;Werkdagen;Vervanger;Geldig tot\n"
VOORBEELD = "De Parel;IB'er;A. Voorbeeld;023-1234567;a.voorbeeld@example.org;ma, di;B. Proef;31-7-2027\n"


@pytest.fixture(autouse=True)
def english() -> None:
    words.choose("en")


def find_school(text: str) -> tuple[str | None, str]:
    if text == "Sint Jozef":
        return None, "“Sint Jozef” fits 2 schools: 01AA00, 02BB00."
    code = SCHOOLS.get(text.casefold())
    return code, "" if code else f"No school is called “{text}”."


def find_role(text: str) -> tuple[str | None, str]:
    role = ROLES.get(text.casefold())
    return role, "" if role else f"There is no role “{text}”."


def bring(connection: sqlite3.Connection, path: Path, **other: Any) -> Summary:
    given = {"region": "voorbeeldregio", "list_date": "2026-09", "today": "2026-10-01"} | other
    return contacts.import_list(
        connection, read_list(str(path)), find_school=find_school, find_role=find_role, **given
    )


def csv_file(folder: Path, text: str, name: str = "lijst.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture
def connection(tmp_path: Path) -> Any:
    with closing(store.write(str(tmp_path / "home" / "store.db"))) as connection:
        yield connection


def test_a_person_is_stored_and_found_by_school(tmp_path: Path, connection: sqlite3.Connection) -> None:
    summary = bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD))
    assert summary == Summary(stored=1, replaced=0, rejected=(), notes=())
    assert people_of(connection, "voorbeeldregio", "18LW00") == [
        {
            "role": "intern_begeleider",
            "name": "A. Voorbeeld",
            "phone": "023-1234567",
            "email": "a.voorbeeld@example.org",
            "days": "ma, di",
            "stand_in": "B. Proef",
            "valid_until": "2027-07-31",
            "list_date": "2026-09",
        }
    ]
    assert people_of(connection, "andere_regio", "18LW00") == []
    assert people_of(connection, "voorbeeldregio", "16WT01") == []


def test_wrong_rows_are_rejected_with_line_and_sentence_and_the_others_stored(
    tmp_path: Path, connection: sqlite3.Connection
) -> None:
    text = (
        "Contactlijst;;;;;;;\n"
        + HEADINGS
        + VOORBEELD
        + "De Parrel;IB'er;B. Proef;;;;;\n"
        + ";;;;;;;\n"
        + "Sint Jozef;klusser;C. Fictie;;;;;\n"
        + ";JGZ;D. Verzonnen;;;;;\n"
        + HEADINGS
        + "De Ark;JGZ;D. Verzonnen;600000000;d.verzonnen;;;eind schooljaar\n"
        + "De Ark;JGZ;D. Verzonnen;600000000;d.verzonnen;;-;n.v.t.;op afspraak\n"
        + "De Ark;JGZ;D. Verzonnen;0600000000;d.verzonnen;;;\n"
        + "Gemeente Heemstede;;;;;;;\n"
        + "De Ark;Leerplicht;;;;;;30 juni 2026\n"
        + "De Ark;Leerplicht;E. Bedacht;;;;;30 juni 2026\n"
    )
    summary = bring(connection, csv_file(tmp_path, text))
    heading = "School · Rol · Naam · Telefoon · E-mail · Werkdagen · Vervanger · Geldig tot"
    between = "This line is a heading between the rows and was not read: “{}”."
    assert summary == Summary(
        stored=3,
        replaced=0,
        rejected=(
            Remark(4, "No school is called “De Parrel”."),
            Remark(6, "“Sint Jozef” fits 2 schools: 01AA00, 02BB00. There is no role “klusser”."),
            Remark(7, "The row names no school."),
            Remark(9, "“eind schooljaar” is no date; write it as 31-7-2027."),
            Remark(13, "The row names no person."),
        ),
        notes=(
            Remark(None, "1 row is past its date on 2026-10-01."),
            Remark(1, "This line stands above the headings and was not read: “Contactlijst”."),
            Remark(8, between.format(heading)),
            Remark(9, "The phone number 600000000 lacks its first 0; it was put back."),
            Remark(9, "“d.verzonnen” does not look like an e-mail address."),
            Remark(10, "The phone number 600000000 lacks its first 0; it was put back."),
            Remark(10, "“d.verzonnen” does not look like an e-mail address."),
            Remark(10, "“op afspraak” stands in a column without a heading and was not read."),
            Remark(11, "“d.verzonnen” does not look like an e-mail address."),
            Remark(11, "This row says the same as line 10; it was stored once."),
            Remark(12, between.format("Gemeente Heemstede")),
        ),
    )  # fmt: skip


def test_a_new_list_replaces_the_whole_old_one_of_its_region_only(
    tmp_path: Path, connection: sqlite3.Connection
) -> None:
    bring(
        connection, csv_file(tmp_path, HEADINGS + VOORBEELD + VOORBEELD.replace("A. Voorbeeld", "C. Fictie"))
    )
    bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD), region="andere_regio")
    summary = bring(
        connection, csv_file(tmp_path, HEADINGS + "De Ark;JGZ;D. Verzonnen;;;;;\n"), list_date="2025-01-15"
    )
    assert summary == Summary(1, 2, (), (Remark(None, "The list that was replaced was newer, of 2026-09."),))
    assert [(person["region"], person["name"]) for person in contacts.people(connection)] == [
        ("andere_regio", "A. Voorbeeld"),
        ("voorbeeldregio", "D. Verzonnen"),
    ]


def test_a_list_of_which_nothing_fits_leaves_the_old_one(
    tmp_path: Path, connection: sqlite3.Connection
) -> None:
    bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD))
    summary = bring(connection, csv_file(tmp_path, HEADINGS + "Nergens;JGZ;B. Proef;;;;;\n"))
    assert summary == Summary(
        0,
        0,
        (Remark(2, "No school is called “Nergens”."),),
        (Remark(None, "No row could be stored; what was on file for the region has stayed."),),
    )
    assert [person["name"] for person in contacts.people(connection)] == ["A. Voorbeeld"]


def test_a_full_disk_leaves_the_old_list(tmp_path: Path, connection: sqlite3.Connection) -> None:
    bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD))
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    many = "".join(f"De Ark;JGZ;Persoon {number} {'x' * 300};;;;;\n" for number in range(500))
    with pytest.raises(Refusal) as refused:
        bring(connection, csv_file(tmp_path, HEADINGS + many))
    assert refused.value.sentence == (
        "The contact lists in the store cannot be used (database or disk is full). Nothing was changed."
    )
    assert [person["name"] for person in contacts.people(connection)] == ["A. Voorbeeld"]


def test_a_row_that_cannot_be_written_leaves_the_old_list(
    tmp_path: Path, connection: sqlite3.Connection
) -> None:
    bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD))
    connection.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON contact WHEN new.name = 'C. Fictie'"
        " BEGIN SELECT raise(ABORT, 'broken'); END"
    )
    rows = "De Ark;JGZ;D. Verzonnen;;;;;\nDe Ark;JGZ;C. Fictie;;;;;\n"
    with pytest.raises(Refusal):
        bring(connection, csv_file(tmp_path, HEADINGS + rows))
    assert [person["name"] for person in contacts.people(connection)] == ["A. Voorbeeld"]


@pytest.mark.parametrize(
    ("columns", "row", "code"),
    [
        ("BRIN;Vestiging", "18LW;0", "18LW00"),
        ("BRIN;Vestigingsnummer", "18LW;00", "18LW00"),
        ("BRIN;School", "16WT;De Ark", "16WT01"),
        ("BRIN-code;Schoolnaam", "16wt01;De Ark", "16WT01"),
        ("INSTELLINGSCODE;VESTIGINGSCODE", "16WT;16WT01", "16WT01"),
        ("BRIN-code;Schoolnaam", "16WT01;Onze eigen naam", "16WT01"),
    ],
)
def test_a_school_by_code_and_name(
    tmp_path: Path, connection: sqlite3.Connection, columns: str, row: str, code: str
) -> None:
    summary = bring(connection, csv_file(tmp_path, f"{columns};Rol;Naam\n{row};JGZ;A. Voorbeeld\n"))
    assert summary == Summary(1, 0, (), ())
    assert [person["school"] for person in contacts.people(connection)] == [code]


def test_a_code_and_a_name_of_two_schools_are_rejected(
    tmp_path: Path, connection: sqlite3.Connection
) -> None:
    summary = bring(
        connection, csv_file(tmp_path, "BRIN;School;Rol;Naam\n16WT01;De Parel;JGZ;A. Voorbeeld\n")
    )
    said = "The code 16WT01 and the name “De Parel” are of two schools (16WT01, 18LW00)."
    assert summary.rejected == (Remark(2, said),)


def test_each_school_is_looked_up_once(tmp_path: Path, connection: sqlite3.Connection) -> None:
    asked = []

    def counting(text: str) -> tuple[str | None, str]:
        asked.append(text)
        return find_school(text)

    rows = "".join(f"De Ark;JGZ;Persoon {number};;;;;\n" for number in range(50))
    contacts.import_list(
        connection,
        read_list(str(csv_file(tmp_path, HEADINGS + rows))),
        region="r",
        list_date="2026-09",
        today="2026-10-01",
        find_school=counting,
        find_role=find_role,
    )
    assert asked == ["De Ark"]


def test_the_date_of_a_list(tmp_path: Path) -> None:
    today = "2026-10-01"
    assert list_date("lijst-2026-03-01.xlsx", "1 september 2026", today) == ("2026-09-01", None)
    assert list_date("/a/2019-01/lijst-2026-03-01.xlsx", None, today) == ("2026-03-01", None)
    assert list_date("contacten_2026_09.csv", None, today) == ("2026-09", None)
    nothing = Remark(
        None, "Neither --date nor the name of the file says the date of the list: 2026-10-01 was taken."
    )
    for name in ("lijst.csv", "schooljaar 2026-2027.csv", "lijst-2026-02-31.csv", "tel-02312026-091.csv"):
        assert list_date(name, None, today) == (today, nothing)
    with pytest.raises(Refusal) as refused:
        list_date("lijst.csv", "ooit", today)
    assert refused.value.sentence == (
        "“ooit” is no date. Write a day as 2024-03-31, a month as 2024-03 or a year as 2024."
    )


CELLS = st.sampled_from(
    ["De Parel", "18LW00", "IB'er", "JGZ", "A. Voorbeeld", "School", "Rol", "Naam", "Mail",
     "31-7-2027", "Tel", "\n", "\r", ";", ";", ";", ",", "\t", '"', "=1+1", "\x00", "\x1b[31m", "é", "\ufeff",
     "sep=;\n", "06", "٣"]
) | st.text(max_size=6)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(parts=st.lists(CELLS, max_size=40), encoding=st.sampled_from(["utf-8", "cp1252", "utf-16"]))
@example(parts=["School;Rol;Naam\nDe Parel;JGZ;A. Voorbeeld"], encoding="utf-8")
@example(parts=["School;Rol;Naam\nDe Parel;JGZ;A. Voorbeeld\n", '"'], encoding="utf-8")
def test_any_text_is_a_list_or_a_refusal_and_never_half_an_import(
    tmp_path: Path, parts: list[str], encoding: str
) -> None:
    path = tmp_path / "willekeurig.csv"
    path.write_bytes("".join(parts).encode(encoding, errors="ignore"))
    with closing(store.write(str(tmp_path / "home" / "store.db"))) as connection:
        contacts.forget(connection)
        bring(connection, csv_file(tmp_path, HEADINGS + VOORBEELD, "oud.csv"))
        before = contacts.people(connection)
        try:
            summary = bring(connection, path)
        except Refusal as refused:
            assert refused.status == 2
            assert contacts.people(connection) == before
        else:
            now = contacts.people(connection)
            assert len(now) == summary.stored if summary.stored else now == before
            assert summary.replaced == (1 if summary.stored else 0)
            assert all("\x1b" not in value for person in now for value in person.values())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe"]),
)
def test_any_bytes_are_a_list_or_a_refusal(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(start + data)
    try:
        read_list(str(path))
    except Refusal as refused:
        assert refused.status == 2
