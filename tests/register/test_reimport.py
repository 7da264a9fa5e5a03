"""Importing again: names rot, schools close, older files come later, and a failed import changes nothing."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import pytest
from composed_registers import NEW, OLD, PUPILS, Register, old_row, pupils, row, write

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import importing, store
from kernketen.register.merging import Merge


@pytest.fixture(autouse=True)
def english() -> None:
    words.choose("en")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


def content(path: str) -> dict[str, list[tuple[object, ...]]]:
    """All that the store holds, but when it was read."""
    connection = sqlite3.connect(path)
    tables = ("school", "alias", "spelling", "place", "postcode", "holiday", "contact")
    found = {table: sorted(connection.execute(f"SELECT * FROM {table}")) for table in tables}
    found["imported"] = sorted(connection.execute("SELECT kind, file, as_of, sectors, rows FROM imported"))
    connection.close()
    return found


def test_a_newer_file_renames_and_closes(register: Register) -> None:
    register.fill(("01AA00", "De Oude"), ("01AB00", "De Weg"), ("01AC00", "De Zelfde"), date="2025-08")
    done = register.fill(
        ("01AA00", "De Jonge"), ("01AC00", "De Zelfde"), ("01AD00", "De Extra"), date="2026-08"
    )
    assert (done.new, done.renamed, done.closed) == (
        ["01AD00"],
        [("01AA00", "De Oude", "De Jonge")],
        [("01AB00", "De Weg")],
    )
    assert register.said("de oude") == ("found", ["01AA00"])
    assert register.said("de weg") == ("not_found", [])


def test_an_older_file_adds_former_names_only(register: Register) -> None:
    register.fill(("01AA00", "De Jonge"), ("01AD00", "De Extra"), date="2026-08")
    file = write(
        register.folder / "bo-2021-10.csv", OLD, [old_row("01AA00", "De Oude"), old_row("01AB00", "De Weg")]
    )
    (done,) = register.import_file(file)
    assert (done.new, done.past, done.renamed, done.closed, done.former) == ([], ["01AB00"], [], [], 1)
    assert (register.school("01AA00").name, register.school("01AD00").is_open) == ("De Jonge", True)
    assert register.said("de oude") == ("found", ["01AA00"])
    assert register.said("de weg") == ("not_found", [])
    assert [fit.school.code for fit in register.find("de weg").closed] == ["01AB00"]


def test_the_same_file_twice_changes_nothing(register: Register) -> None:
    register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"))
    before = content(register.path)
    done = register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"))
    assert (done.new, done.renamed, done.closed) == ([], [], [])
    after = content(register.path)
    assert {**after, "imported": []} == {**before, "imported": []}


def test_a_name_that_came_back_is_not_a_former_name(register: Register) -> None:
    for date, name in (("2024-08", "De Een"), ("2025-08", "De Ander"), ("2026-08", "De Een")):
        register.fill(("01AA00", name), date=date)
    assert [(fit.school.code, fit.matched) for fit in register.find("de een").fits] == [("01AA00", "name")]
    assert [(fit.school.code, fit.matched) for fit in register.find("de ander").fits] == [
        ("01AA00", "former_name")
    ]


def test_a_school_that_reopens(register: Register) -> None:
    register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"), date="2024-08")
    register.fill(("01AA00", "De Een"), date="2025-08")
    register.fill(("01AA00", "De Een"), ("01AB00", "De Twee"), date="2026-08")
    assert register.said("de twee") == ("found", ["01AB00"])


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    of_2021 = [old_row("01AA00", "De A"), old_row("01AB00", "De Weg"), old_row("01AC00", "De Eerder")]
    of_pupils = [pupils("01AA00", "A tot Z", "BO", 9), pupils("01AB00", "De Weg", "BO", 0)]
    files = [
        write(tmp_path / "bo-2021-10.csv", OLD, of_2021),
        write(tmp_path / "bo-2024-08.csv", NEW, [row("01AA00", "De B"), row("01AC00", "De Eerder")]),
        write(tmp_path / "bo-2026-08.csv", NEW, [row("01AA00", "De C"), row("01AD00", "De Nieuwe")]),
        write(tmp_path / "historie-2025-10.csv", PUPILS, of_pupils),
    ]
    states = []
    for number, order in enumerate(itertools.permutations(files)):
        register = Register(tmp_path / str(number))
        for file in order:
            register.import_file(file)
        state = content(register.path)
        states.append(
            (
                [(line[0], line[1], line[8]) for line in state["school"]],
                sorted({(line[0], line[1]) for line in state["spelling"]}),
            )
        )
    assert all(state == states[0] for state in states)
    assert states[0][0] == [
        ("01AA00", "De C", 1),
        ("01AB00", "De Weg", 0),
        ("01AC00", "De Eerder", 0),
        ("01AD00", "De Nieuwe", 1),
    ]


def test_a_part_of_a_register_closes_none(register: Register) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    many = [(f"{a:02d}{b}{b}00", f"School {b}{a}") for a in range(10) for b in letters]
    register.fill(*many, date="2025-08")
    done = register.fill(*many[:20], date="2026-08")
    assert (done.kind, done.closed, done.left) == ("list", [], 240)
    assert register.school(many[-1][0]).is_open


def test_all_files_or_none(register: Register) -> None:
    register.fill(("01AA00", "De Een"))
    before = content(register.path)
    good = write(register.folder / "bo-2026-09.csv", NEW, [row("01AA00", "De Ander")])
    bad = write(register.folder / "x-2026-09.csv", "A;B", ["1;2"])
    with pytest.raises(Refusal):
        register.import_file(good, bad)
    assert content(register.path) == before


def test_a_failure_while_writing_changes_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.fill(("01AA00", "De Een"))
    before = content(register.path)
    one = write(register.folder / "bo-2026-09.csv", NEW, [row("01AA00", "De Ander")])
    two = write(
        register.folder / "vo-2026-09.csv",
        NEW.replace("DENOMINATIE", "DENOMINATIE;ONDERWIJSSTRUCTUUR"),
        [row("02AA00", "Het College", kind="PRO")],
    )
    real = Merge

    class Broken(real):  # type: ignore[misc, valid-type]
        def run(self) -> None:
            super().run()
            if self._result.file.startswith("vo"):
                raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(importing, "Merge", Broken)
    with pytest.raises(Refusal) as caught:
        register.import_file(one, two)
    assert (
        caught.value.sentence
        == f"The store {register.path} could not be written (disk I/O error); nothing was changed."
    )
    assert content(register.path) == before


def test_a_full_disk_loses_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.fill(("01AA00", "De Een"))
    before = content(register.path)
    real = store.write

    def full(path: str) -> sqlite3.Connection:
        connection = real(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(store, "write", full)
    rows = [
        row(f"{a:02d}B{b}00", f"Een school met een lange naam {a} {b}") for a in range(90) for b in "ABCDEFG"
    ]
    file = write(register.folder / "bo-2026-09.csv", NEW, [row("01AA00", "De Een"), *rows])
    with pytest.raises(Refusal) as caught:
        register.import_file(file)
    assert (
        caught.value.sentence
        == f"There is no room on the disk for the store {register.path}; nothing was changed."
    )
    monkeypatch.undo()
    assert content(register.path) == before
    assert register.said("de een") == ("found", ["01AA00"])


def test_a_store_that_may_not_be_written(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.fill(("01AA00", "De Een"))
    monkeypatch.setattr(
        store, "write", lambda path: sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    )
    file = write(register.folder / "bo-2026-09.csv", NEW, [row("01AA00", "De Ander")])
    with pytest.raises(Refusal) as caught:
        register.import_file(file)
    assert caught.value.sentence == f"The store {register.path} cannot be written; nothing was changed."


def test_contacts_stay_when_schools_are_imported(register: Register) -> None:
    register.fill(("01AA00", "De Een"))
    connection = store.write(register.path)
    connection.execute(
        "INSERT INTO contact VALUES ('r', '01AA00', 'ib', 'A. Voorbeeld', '', '', '', '', '', '', 'f', 2)"
    )
    connection.close()
    register.fill(("01AB00", "De Twee"), date="2026-09")
    assert len(content(register.path)["contact"]) == 1
