"""Help in both languages, with an example for each command that really works; completion; version."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import made_up
import openpyxl
import pytest
from running import run

COMMANDS = (
    *(("who",), ("regions",), ("show",), ("search",)),
    *(("schools", "import"), ("schools", "update"), ("schools", "find"), ("schools", "status")),
    *(("contacts", "import"), ("contacts", "list"), ("contacts", "forget")),
)
GROUPS = ((), ("schools",), ("contacts",))
# Words that stand in every Dutch help text, and words that may stand in none.
DUTCH, ENGLISH = ("Gebruik: ", "Opties:", "Toon deze uitleg en stop."), ("Usage: ", "Options:", "Show this")


def helped(command: tuple[str, ...]) -> str:
    ran = run(*command, "--help")
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def example(text: str, word: str) -> str:
    """The example in a help text; a long one goes on over several lines."""
    match = re.search(rf"^  {word}: (kernketen .+?)\n\n", text, re.MULTILINE | re.DOTALL)
    assert match, text
    return " ".join(match[1].split())


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("command", [*GROUPS, *COMMANDS], ids=" ".join)
def test_help_is_in_the_user_s_language(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {}
    for language in ("nl", "en"):
        monkeypatch.setenv("KERNKETEN_LANG", language)
        texts[language] = helped(command)
    for word in DUTCH:
        assert word in texts["nl"]
        assert word not in texts["en"]
    for word in ENGLISH:
        assert word in texts["en"]
        assert word not in texts["nl"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_both_languages_show_the_same_example(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "nl")
    dutch = example(helped(command), "Voorbeeld")
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    assert example(helped(command), "Example") == dutch
    assert dutch.split()[: len(command) + 1] == ["kernketen", *command]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != ("schools", "update")], ids=" ".join)
def test_the_example_works(
    command: tuple[str, ...],
    shared_home: Path,
    register: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = example(helped(command), "Voorbeeld")
    home = tmp_path / "home"
    shutil.copytree(shared_home, home)
    monkeypatch.setenv("KERNKETEN_HOME", str(home))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    made_up.register_files(work)
    (work / "bo-2026-10.csv").rename(work / "bo-2026-08.csv")
    sheet = openpyxl.Workbook()
    assert sheet.active is not None
    for row in (("School", "Rol", "Naam"), ("99AG00", "adviseur_sppoh", "A. Voorbeeld")):
        sheet.active.append(row)
    sheet.save(work / "contacten-2026-09.xlsx")
    if command == ("contacts", "forget"):
        assert run("contacts", "import", "contacten-2026-09.xlsx", "--region", "haaglanden").status == 0
    arguments = shlex.split(line)[1:]
    if command == ("schools", "find"):
        (work / "vo-2026-09.csv").write_text(
            "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PLAATSNAAM;POSTCODE\n"
            "99DA;99DA00;Basisschool de Ark;0397;HEEMSTEDE;HEEMSTEDE;2102 AB\n",
            encoding="utf-8",
        )
        (work / "vo-2026-09.csv").rename(work / "bo-2026-11.csv")
        assert run("schools", "import", "bo-2026-11.csv").status == 0
    ran = run(*arguments)
    assert ran.status == 0, ran.err
    assert ran.out


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("kernketen ", "1", {"who", "regions", "show", "search", "schools", "contacts"}),
        ("kernketen schools ", "2", {"import", "update", "find", "status"}),
        ("kernketen contacts ", "2", {"import", "list", "forget"}),
        (
            "kernketen who --",
            "2",
            {"--school", "--region", "--role", "--pupil-municipality", "--on", "--format"},
        ),
    ],
)
def test_the_shell_completes_commands_and_options(
    register: Path, words: str, at: str, offered: set[str]
) -> None:
    environment = {
        **os.environ,
        "_KERNKETEN_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": at,
    }
    done = subprocess.run(
        [sys.executable, "-m", "kernketen"],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert set(done.stdout.split()) >= offered, done.stderr
    assert done.stderr == ""


@pytest.mark.usefixtures("register")
def test_the_version_is_that_of_the_package() -> None:
    from importlib import metadata

    ran = run("--version")
    assert (ran.status, ran.out, ran.err) == (0, f"kernketen {metadata.version('kernketen')}\n", "")


@pytest.mark.usefixtures("register")
def test_no_arguments_show_what_there_is() -> None:
    ran = run()
    assert ran.status == 2
    assert "kernketen" in ran.err
    for command in ("who", "regions", "schools"):
        assert command in ran.err
