"""``kernketen contacts``: what a user sees."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from kernketen import words
from kernketen.cli import contacts as command
from kernketen.cli import named, roof, which_region
from kernketen.model.school import School
from kernketen.refusal import Refusal

LIST = """School;Rol;Naam;Tel;Mail;Dagen;Vervanger;Geldig tot
18LW00;ib;A. Voorbeeld;023-1111111;a.voorbeeld@example.org;ma di;B. Proef;31-7-2099
18LW00;jgz;B. Proef;;;;;31-7-2020
"""


class Schools:
    """Stands for the register: one school, whatever the region."""

    def __init__(self, found: object) -> None:
        pass


def region_id(found: object, text: str) -> str:
    if text not in ("noord", "zuid"):
        raise Refusal(f"The region “{text}” is not installed.", status=1)
    return text


def find_school(query: str, region: str) -> tuple[str | None, str]:
    return (query, "") if query == "18LW00" else (None, f"No school is called “{query}”.")


def one_school(register: Schools, query: str, region: str | None) -> SimpleNamespace:
    code, sentence = find_school(query, "")
    if code is None:
        raise Refusal(sentence, status=1)
    return SimpleNamespace(school=School(code, "De Parel", "0000", ("bo",)))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    words.choose("en")
    monkeypatch.setenv("KERNKETEN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(roof, "regions", lambda: SimpleNamespace(region_ids=lambda: ["noord", "zuid"]))
    monkeypatch.setattr(roof, "Register", Schools)
    monkeypatch.setattr(which_region, "region_id", region_id)
    for function in (find_school, one_school):
        monkeypatch.setattr(named, function.__name__, function)
    monkeypatch.setattr(named, "find_role", lambda region, text: (text, ""))
    return tmp_path


def run(*arguments: str, type_in: str | None = None) -> Result:
    return CliRunner().invoke(command.app, list(arguments), input=type_in, standalone_mode=False)


def refused(*arguments: str) -> tuple[int, str]:
    result = run(*arguments)
    assert isinstance(result.exception, Refusal), result.output
    return result.exception.status, result.exception.sentence


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "lijst-2026-09.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_import_and_list(file: str) -> None:
    result = run("import", file, "--region", "noord")
    assert result.return_value == 0
    counts = "  2 rows stored, 0 old rows replaced, 0 rows rejected\n"
    assert result.output.startswith(
        "Contact list of noord, dated 2026-09\n" + counts + "Notes:\n  1 row is past"
    )
    assert run("list").output == (
        "Contact list of noord, dated 2026-09\n"
        "  18LW00\n"
        "    ib: A. Voorbeeld, 023-1111111, a.voorbeeld@example.org\n"
        "      present: ma di; stand-in: B. Proef; valid until 2099-07-31\n"
        "    jgz: B. Proef\n"
        "      was valid until 2020-07-31: past its date\n"
    )
    assert run("list", "--region", "zuid").output == "No contact list is on file.\n"


def test_rejected_rows_give_exit_status_1(file: str) -> None:
    path = Path(file)
    path.write_text("School;Rol;Naam\n18LW00;ib;A. Voorbeeld\nWeg;ib;B. Proef\n", encoding="utf-8")
    result = run("import", file, "--region", "noord", "--date", "1-9-2026")
    assert (result.return_value, result.output) == (
        1,
        "Contact list of noord, dated 2026-09-01\n"
        "  1 row stored, 0 old rows replaced, 1 row rejected\n"
        "Rejected:\n"
        "  line 3: No school is called “Weg”.\n",
    )
    result = run("import", file, "--region", "noord", "--format", "json")
    assert result.return_value == 1
    assert json.loads(result.output) == {
        "schema": "kernketen/contacts-import/1",
        "region": "noord",
        "list_date": "2026-09",
        "stored": 1,
        "replaced": 1,
        "rejected": [{"line": 3, "sentence": "No school is called “Weg”."}],
        "notes": [],
    }


def test_list_as_json(file: str) -> None:
    run("import", file, "--region", "noord")
    document = json.loads(run("list", "--school", "18LW00", "--format", "json").output)
    assert document == {
        "schema": "kernketen/contacts-list/1",
        "region": None,
        "school": "18LW00",
        "people": [
            {
                "region": "noord",
                "school": "18LW00",
                "role": "ib",
                "name": "A. Voorbeeld",
                "phone": "023-1111111",
                "email": "a.voorbeeld@example.org",
                "days": "ma di",
                "stand_in": "B. Proef",
                "valid_until": "2099-07-31",
                "list_date": "2026-09",
                "past": False,
            },
            {
                "region": "noord",
                "school": "18LW00",
                "role": "jgz",
                "name": "B. Proef",
                "phone": "",
                "email": "",
                "days": "",
                "stand_in": "",
                "valid_until": "2020-07-31",
                "list_date": "2026-09",
                "past": True,
            },
        ],
    }


def test_what_does_not_exist_is_refused(file: str, tmp_path: Path) -> None:
    assert refused("import", file, "--region", "oost") == (1, "The region “oost” is not installed.")
    assert refused("list", "--region", "oost") == (1, "The region “oost” is not installed.")
    assert refused("list", "--school", "Weg") == (1, "No school is called “Weg”.")
    missing = str(tmp_path / "weg.csv")
    said = f"{missing} cannot be read (the folder or file does not exist)."
    assert refused("import", missing, "--region", "noord") == (2, said)
    assert not (tmp_path / "home").exists()


def test_forget_asks_where_it_can_and_else_needs_to_be_told(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", file, "--region", "noord")
    said = "To forget everybody without a terminal to ask at, add --yes."
    assert refused("forget") == (2, said)
    status, said = refused("forget", "--person", "A. Voorbeld")
    assert (status, said) == (1, "Nobody on file is called “A. Voorbeld”. Did you mean “A. Voorbeeld”?")
    assert run("forget", "--person", "a voorbeeld").output == "1 row was forgotten.\n"
    assert run("forget", "--region", "noord").output == "1 row was forgotten.\n"
    assert run("forget", "--yes").output == "0 rows were forgotten.\n"
    run("import", file, "--region", "noord")
    monkeypatch.setattr(command, "_at_a_terminal", lambda: True)
    asked = run("forget", "--region", "noord", type_in="n\n")
    assert asked.return_value == 0
    assert asked.stdout.endswith("Nothing was forgotten.\n")
    assert "Forget the contact list of noord? [y/N]" in asked.stderr
    assert run("forget", type_in="y\n").stdout.splitlines()[-1] == "2 rows were forgotten."


def test_a_list_outlives_the_package_of_its_region(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", file, "--region", "noord")

    def gone(found: object, text: str) -> str:
        raise Refusal("No region is installed.", status=1)

    monkeypatch.setattr(which_region, "region_id", gone)
    assert run("forget", "--region", "noord").output == "2 rows were forgotten.\n"


@pytest.mark.parametrize("name", ["import", "list", "forget"])
def test_help_shows_an_example(name: str) -> None:
    result = run(name, "--help")
    assert f"kernketen contacts {name} " in " ".join(result.output.split())


def test_listing_does_not_load_the_workbook_library() -> None:
    import subprocess

    code = "import sys, kernketen.cli.contacts; print('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
