"""``kernketen regions lock`` writes down what is installed; ``check`` says what is different since."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import region_folder
from fake_packages import Installed, alone
from running import run, settings

CODE = "from kernketen import hookimpl\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with alone(tmp_path, monkeypatch) as found:
        for name, value in settings(tmp_path / "home").items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        monkeypatch.setenv("KERNKETEN_LANG", "en")
        monkeypatch.chdir(tmp_path)
        found.region("ander")
        found.plugin("kk_code", CODE)
        yield found


def renamed(installed: Installed, name: str, version: str) -> None:
    info = installed.folder / f"{name}-1.0.dist-info"
    text = (info / "METADATA").read_text(encoding="utf-8").replace("Version: 1.0", f"Version: {version}")
    (info / "METADATA").write_text(text, encoding="utf-8")
    info.rename(installed.folder / f"{name}-{version}.dist-info")


def removed(installed: Installed, name: str) -> None:
    for file in (installed.folder / f"{name}-1.0.dist-info").iterdir():
        file.unlink()
    (installed.folder / f"{name}-1.0.dist-info").rmdir()


def test_what_was_written_down_is_what_is_found(installed: Installed, tmp_path: Path) -> None:
    ran = run("regions", "lock")
    assert (ran.status, ran.out, ran.err) == (0, "Written to kernketen.lock: 2 regions, 1 plugin.\n", "")
    text = (tmp_path / "kernketen.lock").read_text(encoding="utf-8")
    entries = json.loads(text)["entries"]
    assert [(e["kind"], e["name"], e["distribution"], e["version"]) for e in entries] == [
        ("region", "ander", "kk-ander", "1.0"),
        ("region", "goed", "kk-goed", "1.0"),
        ("plugin", "kk-code", "kk-code", "1.0"),
    ]
    assert len({entry["digest"] for entry in entries}) == 3
    ran = run("regions", "check")
    assert (ran.status, ran.out, ran.err) == (0, "As in kernketen.lock: 2 regions, 1 plugin.\n", "")
    assert run("regions", "lock", "--format", "json").json["entries"] == entries
    assert (tmp_path / "kernketen.lock").read_text(encoding="utf-8") == text
    assert run("regions", "check", "--format", "json").json["differences"] == []


def differences(status: int = 1) -> str:
    ran = run("regions", "check")
    assert (ran.status, ran.err) == (status, "")
    return ran.out


def test_each_difference_is_a_sentence(installed: Installed) -> None:
    assert run("regions", "lock").status == 0
    renamed(installed, "kk_ander", "2.0")
    removed(installed, "kk_code")
    installed.region("nieuw")
    with open(installed.folder / "kk_goed" / "roles.yaml", "a", encoding="utf-8") as file:
        file.write("# anders\n")
    assert differences() == (
        "The plugin kk-code is in the list and is not installed.\n"
        "The region ander (kk-ander) is version 2.0 here, and 1.0 in the list.\n"
        "The region goed (kk-goed) has another content than when the list was made.\n"
        "The region nieuw (kk-nieuw) is installed and is not in the list.\n"
    )
    found = run("regions", "check", "--format", "json")
    assert found.status == 1
    assert [(d["name"], d["difference"]) for d in found.json["differences"]] == [
        ("kk-code", "missing"),
        ("ander", "version"),
        ("goed", "content"),
        ("nieuw", "unlisted"),
    ]
    assert run("regions", "lock").status == 0
    assert differences(0) == "As in kernketen.lock: 3 regions.\n"


def test_code_that_was_changed_is_another_content(installed: Installed) -> None:
    assert run("regions", "lock").status == 0
    (installed.folder / "kk_code.py").write_text(CODE + "# anders\n", encoding="utf-8")
    sys.modules.pop("kk_code", None)
    assert differences() == "The plugin kk-code has another content than when the list was made.\n"


def test_a_region_that_has_errors_now_is_a_difference(installed: Installed) -> None:
    roles = installed.folder / "kk_goed" / "roles.yaml"
    roles.write_text(
        roles.read_text(encoding="utf-8").replace("employer: cjg", "employer: cgj"), encoding="utf-8"
    )
    assert run("regions", "lock").status == 0
    said = "The region goed (kk-goed) is installed, but is not used because of errors (kernketen regions).\n"
    assert differences() == said


def test_what_python_compiles_and_hidden_files_do_not_count(installed: Installed) -> None:
    assert run("regions", "lock").status == 0
    package = installed.folder / "kk_goed"
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"1")
    (package / ".swp").write_bytes(b"1")
    assert differences(0) == "As in kernketen.lock: 2 regions, 1 plugin.\n"


def test_a_folder_counts_as_what_it_holds(installed: Installed, tmp_path: Path) -> None:
    region_folder.write(tmp_path / "mijn")
    assert run("regions", "lock", "--path", "mijn", "--lock", "met.lock").status == 0
    assert run("regions", "check", "--path", "mijn", "--lock", "met.lock").status == 0
    ran = run("regions", "check", "--lock", "met.lock")
    assert (ran.status, ran.out) == (
        1,
        "The region testland (a folder) is in the list and is not installed.\n",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "There is no kernketen.lock here. kernketen regions lock writes it.\n"),
        *(
            (text, "kernketen.lock is no list of kernketen. kernketen regions lock writes it anew.\n")
            for text in (
                "", "{", "[]", '{"schema": "kernketen/lock/2", "entries": []}', '{"entries": []}',
                '{"schema": "kernketen/lock/1", "entries": [{"name": "a"}]}', "[" * 100_000,
            )
        ),
    ],
)  # fmt: skip
def test_without_a_list_it_cannot_say(
    text: str | None, said: str, installed: Installed, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "kernketen.lock").write_text(text, encoding="utf-8")
    ran = run("regions", "check", "--format", "json")
    assert (ran.status, ran.err) == (2, said)
    assert "error" in ran.json


def test_regions_alone_lists_as_before(installed: Installed) -> None:
    assert run("regions").out.splitlines()[0].startswith("Region")
    wrong = run("regions", "chek")
    assert wrong.status == 2
    assert wrong.err == "“chek” is nothing that kernketen regions does; choose from check, lock.\n"
