"""The real registers, where they are at hand (KERNKETEN_TEST_DATA): all names, all former names."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from composed_registers import Register

from kernketen.register import holidays, postcodes, schools, store

DATA = os.environ.get("KERNKETEN_TEST_DATA")
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA, reason="the real registers are not at hand (KERNKETEN_TEST_DATA)"),
]


def file(name: str) -> str:
    return str(Path(DATA or "") / name)


def rows(name: str, code: str) -> dict[str, str]:
    with open(file(name), encoding="cp1252", newline="") as stream:
        return {row[code]: row["VESTIGINGSNAAM"] for row in csv.DictReader(stream, delimiter=";")}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    made = Register(tmp_path_factory.mktemp("real"))
    made.import_file(file("duo/bo-2021-10.csv"), file("duo/bo-2026-08.csv"))
    return made


def test_what_changed_between_two_years(tmp_path: Path) -> None:
    old, new = Register(tmp_path).import_file(file("duo/bo-2021-10.csv"), file("duo/bo-2026-08.csv"))
    assert (len(old.new), old.rejected) == (6215, [])
    assert (len(new.new), len(new.renamed), len(new.closed), new.rejected) == (132, 878, 225, [])


def test_every_school_is_found_by_its_name(register: Register) -> None:
    connection = store.read(register.path)
    lost = []
    for code, name in rows("duo/bo-2026-08.csv", "VESTIGINGSCODE").items():
        match = schools.matches(connection, name)
        if code not in {school.code for school in match.schools}:
            lost.append((code, name, match.fits[:3]))
    connection.close()
    assert lost == []


def test_every_former_name_finds_its_school(register: Register) -> None:
    connection = store.read(register.path)
    now = rows("duo/bo-2026-08.csv", "VESTIGINGSCODE")
    lost = []
    for code, name in rows("duo/bo-2021-10.csv", "VESTIGINGSNUMMER").items():
        if code in now and now[code] != name:
            match = schools.matches(connection, name)
            if code not in {school.code for school in match.schools}:
                lost.append((code, name, now[code]))
    connection.close()
    assert lost == []


def test_a_name_with_its_place_finds_its_school(register: Register) -> None:
    connection = store.read(register.path)
    lost = []
    for code, name in list(rows("duo/bo-2026-08.csv", "VESTIGINGSCODE").items())[::3]:
        school = schools.by_code(connection, code)
        assert school is not None
        match = schools.matches(connection, f"{name} {school.place}")
        if code not in {found.code for found in match.schools}:
            lost.append((code, name, school.place))
    connection.close()
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "result", "code"),
    [
        ("de ark heemstede", "found", "09XW00"),
        ("16wt 01", "found", "16WT01"),
        ("de molenwiek montessori", "found", "16WT01"),
        ("M.L. King haarlem", "found", "16KG00"),
        ("King", "not_found", ""),
        ("st bavo haarlem", "ambiguous", "19RK00"),
        ("dr bavinckschool haarlem", "found", "14GK00"),
        ("al iklaas", "found", "31LC00"),
        ("OBS de Kring", "ambiguous", "17DV00"),
    ],
)
def test_what_people_type(register: Register, typed: str, result: str, code: str) -> None:
    match = register.find(typed)
    assert match.result == result
    assert not code or code in {school.code for school in match.schools}


def test_all_other_files(tmp_path: Path) -> None:
    register = Register(tmp_path)
    history, some, secondary = register.import_file(
        file("duo/leerlingen-historie.csv"),
        file("duo/scholen-regio.csv"),
        file("duo/vo-sample.csv"),
        date="2025-10",
    )
    assert (history.kind, history.rows, history.rejected) == ("pupils", 9737, [])
    assert (some.kind, some.rows, some.rejected) == ("list", 599, [])
    assert (secondary.sectors, secondary.rows, secondary.rejected) == (("vo",), 6, [])
    areas, free = register.import_file(
        file("swv/pc4-gemeente-swv-2015.csv"), file("vakantie/schoolvakanties.csv")
    )
    assert (areas.rows, areas.rejected) == (4046, [])
    assert [line for line, _ in free.rejected] == [66, 84]
    connection = store.read(register.path)
    area = postcodes.area(connection, "2064AB")
    assert area is not None and area.municipality == "0393"
    assert len(holidays.holidays(connection, "midden")) > 40
    connection.close()
