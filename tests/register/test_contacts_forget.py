"""People on file are private, and forgotten without a trace."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import contacts, store
from kernketen.register.contact_list import read_list
from kernketen.register.person_name import folded, names_in

ROWS = """School;Rol;Naam;Tel;Mail;Vervanger
18LW00;ib;A. Voorbeeld;023-1111111;a.voorbeeld@example.org;
18LW00;jgz;B. Proef;023-2222222;b.proef@example.org;Á. VOORBEELD (ma)
16WT01;ib;A. Voorbeeld / C. Fictie;;c.fictie@example.org;
16WT01;jgz;D. Verzonnen;;d.verzonnen@example.org;E. Bedacht
"""


@pytest.fixture(autouse=True)
def english() -> None:
    words.choose("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map" / "huis" / "store.db"


@pytest.fixture
def connection(path: Path, tmp_path: Path) -> Any:
    with closing(store.write(str(path))) as connection:
        for region in ("noord", "zuid"):
            bring(connection, tmp_path, ROWS, region)
        yield connection


def bring(connection: sqlite3.Connection, folder: Path, text: str, region: str) -> contacts.Summary:
    file = folder / "lijst A. Voorbeeld.csv"
    file.write_text(text, encoding="utf-8")
    read = read_list(str(file))
    file.unlink()
    return contacts.import_list(
        connection,
        read,
        region=region,
        list_date="2026-09",
        today="2026-10-01",
        find_school=lambda text: (text, ""),
        find_role=lambda text: (text, ""),
    )


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()).lower()


def test_the_store_is_readable_by_its_user_only(path: Path, connection: sqlite3.Connection) -> None:
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700


def test_a_store_that_others_could_read_is_closed_to_them_before_people_come_in(
    path: Path, connection: sqlite3.Connection, tmp_path: Path
) -> None:
    os.chmod(path, 0o644)
    bring(connection, tmp_path, ROWS, "noord")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_nothing_is_written_anywhere_else(
    path: Path, connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(elsewhere))
    elsewhere.chmod(0o500)
    bring(connection, tmp_path, ROWS, "noord")
    contacts.forget(connection, region="noord")
    elsewhere.chmod(0o700)
    assert sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()) == [
        "map/huis/store.db"
    ]


def test_forgetting_a_region_leaves_the_others_and_no_trace(
    path: Path, connection: sqlite3.Connection, tmp_path: Path
) -> None:
    bring(
        connection, tmp_path, ROWS.replace("Fictie", "Uitgevonden").replace("fictie", "uitgevonden"), "zuid"
    )
    assert b"fictie" in on_disk(path.parent)
    assert b"uitgevonden" in on_disk(path.parent)
    assert contacts.forget(connection, region="noord") == 4
    assert {person["region"] for person in contacts.people(connection)} == {"zuid"}
    assert b"fictie" not in on_disk(path.parent)
    assert b"uitgevonden" in on_disk(path.parent)
    assert contacts.forget(connection, region="noord") == 0


def test_forgetting_everybody_leaves_no_trace(path: Path, connection: sqlite3.Connection) -> None:
    assert contacts.forget(connection) == 8
    assert contacts.people(connection) == []
    left = on_disk(path.parent)
    for trace in (b"voorbeeld", b"proef", b"fictie", b"verzonnen", b"bedacht", b"example.org", b"023-"):
        assert trace not in left


def test_forgetting_a_person_also_as_stand_in_and_in_the_name_of_the_file(
    path: Path, connection: sqlite3.Connection
) -> None:
    assert contacts.forget(connection, person="a voorbeeld") == 8
    assert [(p["region"], p["name"], p["stand_in"]) for p in contacts.people(connection)] == [
        ("noord", "D. Verzonnen", "E. Bedacht"),
        ("noord", "B. Proef", ""),
        ("zuid", "D. Verzonnen", "E. Bedacht"),
        ("zuid", "B. Proef", ""),
    ]
    left = on_disk(path.parent)
    assert b"voorbeeld" not in left
    assert b"fictie" not in left
    assert b"d.verzonnen@example.org" in left


def test_forgetting_a_person_of_one_region(connection: sqlite3.Connection) -> None:
    assert contacts.forget(connection, region="noord", person="Mevr. D. Verzonnen") == 1
    assert [p["region"] for p in contacts.people(connection) if p["name"] == "D. Verzonnen"] == ["zuid"]
    assert contacts.forget(connection, person="V. Voorbeeld") == 0
    assert contacts.forget(connection, person="...") == 0


def test_an_old_list_leaves_no_trace_when_a_new_one_comes(
    path: Path, connection: sqlite3.Connection, tmp_path: Path
) -> None:
    for region in ("noord", "zuid"):
        bring(connection, tmp_path, "School;Rol;Naam\n18LW00;ib;F. Nieuw\n", region)
    assert b"f. nieuw" in on_disk(path.parent)
    assert b"verzonnen" not in on_disk(path.parent)


def test_many_people_leave_no_trace(path: Path, connection: sqlite3.Connection, tmp_path: Path) -> None:
    rows = "".join(f"18LW00;ib;Spoor {number} {'x' * (number % 400)}\n" for number in range(1000))
    bring(connection, tmp_path, "School;Rol;Naam\n" + rows, "noord")
    for number in range(0, 1000, 250):
        contacts.forget(connection, person=f"Spoor {number} {'x' * (number % 400)}")
    assert len(contacts.people(connection, "noord")) == 996
    contacts.forget(connection, region="noord")
    assert b"spoor" not in on_disk(path.parent)


def test_another_program_that_holds_the_store_is_said(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal) as refused:
            contacts.forget(connection)
        assert refused.value.sentence == (
            "The contact lists in the store cannot be used (database is locked). Nothing was changed."
        )
    assert len(contacts.people(connection)) == 8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Voorbeeld", "a.voorbeeld"),
        ("Zoë Voorbééld", "ZOE VOORBEELD"),
        ("Mevr. A. Voorbeeld", "A Voorbeeld"),
        ("A. van ’t Voorbeeld", "A. van 't Voorbeeld"),
        ("Voorbeeld-Proef, A.", "A. Voorbeeld Proef"),
    ],
)
def test_one_person_written_in_two_ways(one: str, other: str) -> None:
    assert folded(other) in names_in(one)


def test_people_who_only_share_a_part_of_a_name_are_others() -> None:
    assert folded("J. de Vries") not in names_in("A.J. de Vries")
    assert folded("Jan") not in names_in("Jan Voorbeeld")
    assert names_in("A. Voorbeeld / B. Proef (06-00000000)") >= {"a voorbeeld", "b proef"}
