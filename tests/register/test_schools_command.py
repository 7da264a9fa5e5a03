"""``kernketen schools``: what a user sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from composed_registers import NEW, OLD, old_row, row, write
from running import Ran, run, settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in settings(tmp_path / "home").items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    rows = [
        row("01AA00", "De Zeearend"),
        row("01AB00", "De Zeearend", "HEEMSTEDE"),
        row("01AC00", "OBS M.L. Konig"),
    ]
    assert schools("import", write(folder / "bo-2026-08.csv", NEW, rows)).status == 0
    return folder


def schools(*arguments: str) -> Ran:
    return run("schools", *arguments, "--lang", "en")


def test_import_says_what_changed(filled: Path) -> None:
    rows = [row("01AA00", "De Visarend"), row("01AD00", "De Nieuweling"), row("1A", "De Fout")]
    ran = schools("import", write(filled / "bo-2026-09.csv", NEW, rows))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "bo-2026-09.csv: schools bo, date 2026-09, 2 rows",
        "  1 new, 1 renamed, 2 closed, 0 closed before, 1 other name added",
        "  01AA00: De Zeearend is now De Visarend",
        "  01AB00: De Zeearend is closed",
        "  01AC00: OBS M.L. Konig is closed",
        "  1 row was rejected:",
        "    line 4: “1A” is no school code (such as 16WT01)",
    ]


def test_import_as_json(folder: Path) -> None:
    ran = schools(
        "import", write(folder / "bo-2021-10.csv", OLD, [old_row("01AA00", "De Een")]), "--format", "json"
    )
    assert ran.json == {
        "schema": "kernketen/schools-import/1",
        "files": [
            {
                "file": "bo-2021-10.csv",
                "kind": "schools",
                "date": "2021-10",
                "sectors": ["bo"],
                "rows": 1,
                "new": ["01AA00"],
                "closed_before": [],
                "renamed": [],
                "closed": [],
                "names_added": 0,
                "not_closed": 0,
                "rejected": [],
            }
        ],
    }


def test_import_with_a_sector(folder: Path) -> None:
    file = write(folder / "x-2026-08.csv", NEW, [row("01AA00", "De Een")])
    assert schools("import", file, "--sector", "sbo,SO").status == 0
    assert schools("find", "de een", "--format", "json").json["schools"][0]["sector"] == "sbo/so"
    wrong = schools("import", file, "--sector", "hbo")
    assert (wrong.status, wrong.err) == (2, "“hbo” is no sector; choose from bo, sbo, so, vso, vo.\n")


def test_find_one(filled: Path) -> None:
    ran = schools("find", "zeearend heemstede", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json == {
        "schema": "kernketen/schools-find/1",
        "query": "zeearend heemstede",
        "result": "found",
        "schools": [
            {
                "code": "01AB00",
                "name": "De Zeearend",
                "municipality": {"code": "0397", "name": "Heemstede"},
                "sector": "bo",
                "address": "Voorbeeldlaan 1-A, 2000 AB Heemstede",
                "matched": "name",
                "matched_name": "De Zeearend",
            }
        ],
        "closed": [],
        "suggestions": [],
    }


@pytest.mark.parametrize(
    ("arguments", "status", "result", "codes"),
    [
        (("de zeearend",), 3, "ambiguous", ["01AA00", "01AB00"]),
        (("de zeearend", "--municipality", "heemstede"), 0, "found", ["01AB00"]),
        (("de zeearend", "--municipality", "0392"), 0, "found", ["01AA00"]),
        (("de zeearend", "--region", "haaglanden"), 1, "not_found", []),
        (("konig",), 1, "not_found", []),
        (("01ab 00",), 0, "found", ["01AB00"]),
    ],
)
def test_the_document_is_there_at_every_status(
    filled: Path, arguments: tuple[str, ...], status: int, result: str, codes: list[str]
) -> None:
    ran = schools("find", *arguments, "--format", "json")
    assert (ran.status, ran.json["result"]) == (status, result)
    assert sorted(school["code"] for school in ran.json["schools"]) == codes


def test_the_table_and_the_sentence_beside_it(filled: Path) -> None:
    ran = schools("find", "de zeearend")
    assert ran.err == "“de zeearend” fits several schools; use a code to choose one.\n"
    assert ran.out.splitlines()[2].split()[0] == "01AA00"
    none = schools("find", "konig")
    assert (none.status, none.out) == (1, "")
    assert none.err == "No school is called “konig”. Did you mean: OBS M.L. Konig (Haarlem)?\n"


def test_a_closed_school_is_told_as_closed(filled: Path) -> None:
    schools("import", write(filled / "bo-2026-09.csv", NEW, [row("01AA00", "De Zeearend")]))
    ran = schools("find", "01AB00")
    assert (ran.status, ran.err) == (1, "The school that fits “01AB00” is closed: De Zeearend (01AB00).\n")


def test_wrong_use(filled: Path) -> None:
    assert [
        (ran.status, ran.err) for ran in (schools("find", " "), schools("find", "x", "--format", "xml"))
    ] == [
        (2, "Give the name or the code of a school.\n"),
        (2, "The format “xml” does not exist here; choose from table, json.\n"),
    ]
    assert schools("find", "x", "--municipality", "Haarlm").err == (
        "The municipality “Haarlm” does not exist. Did you mean “Haarlem”?\n"
    )


def test_output_to_a_file(filled: Path) -> None:
    out = filled / "antwoord.json"
    ran = schools("find", "zeearend haarlem", "--format", "json", "-o", str(out))
    assert (ran.status, ran.out) == (0, "")
    assert json.loads(out.read_text(encoding="utf-8"))["result"] == "found"


def test_status(filled: Path) -> None:
    state = schools("status", "--format", "json").json
    assert state["schools"] == [{"sector": "bo", "open": 3, "closed": 0}]
    assert [(file["file"], file["date"], file["rows"]) for file in state["files"]] == [
        ("bo-2026-08.csv", "2026-08", 3)
    ]
    assert "bo-2026-08.csv" in schools("status").out


def test_before_any_import(folder: Path) -> None:
    assert schools("status").out == (
        "Nothing was imported yet: kernketen schools import FILE, or kernketen schools update.\n"
    )
    assert schools("find", "de zeearend").err == (
        "No school is called “de zeearend”. No register of schools was imported yet: "
        "kernketen schools import FILE.\n"
    )
    assert not (folder / "home" / "store.db").exists()


def test_update_offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_DUO", "http://127.0.0.1:9/")
    ran = schools("update")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("127.0.0.1 cannot be reached (")
    assert len(ran.err.splitlines()) == 1


def test_every_command_shows_an_example(folder: Path) -> None:
    for command in ("import", "update", "find", "status"):
        assert "Example: kernketen schools " + command in schools(command, "--help").out
