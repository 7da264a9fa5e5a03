"""The quick door for ``who`` says what the whole command line says, and leaves everything unusual to it."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import ROOT

from kernketen.cli import app, door

SCHOOLS = (
    "18LW00",
    "18lw 00",
    "De Parel",
    "De Sterrenschipper",
    "99AE00",
    "99AF00",
    "99ZZ00",
    "Zilverreiher",
    "",
    " ",
)
VALUES = {
    "--school": SCHOOLS,
    "--region": ("zuid_kennemerland", "Zuid-Kennemerland", "haaglanden", "nergens", ""),
    "--role": ("leerplichtambtenaar", "CJG-coach", "onbekende rol", ""),
    "--pupil-municipality": ("Hillegom", "Hoofddorp", "Hilegom", ""),
    "--on": ("2021", "2024-03-31", "2024-13", "gisteren", ""),
    "--format": ("json", "table", "markdown", "csv", "yaml", ""),
    "--lang": ("nl", "en", "fr", ""),
}
ODD = (
    "-o",
    "--output",
    "--path",
    "--help",
    "--version",
    "extra",
    "--",
    "-x",
    "--scool",
    "--school",
    "--format",
)


def heard(function: Callable[[list[str]], int | None], arguments: list[str]) -> tuple[int | None, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = function(list(arguments))
    return status, out.getvalue(), err.getvalue()


@st.composite
def plain(draw: st.DrawFn) -> list[str]:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=4))
    arguments = ["who"]
    for name in dict.fromkeys([*names, "--school"]):
        value = draw(st.sampled_from(VALUES[name]))
        arguments += [f"{name}={value}"] if draw(st.booleans()) else [name, value]
    return arguments


@st.composite
def anything(draw: st.DrawFn) -> list[str]:
    arguments = draw(plain())
    for word in draw(st.lists(st.sampled_from([*ODD, "18LW00", "who"]), max_size=2)):
        arguments.insert(draw(st.integers(0, len(arguments))), word)
    return arguments


TOGETHER = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)


@TOGETHER
@given(arguments=plain())
def test_door_and_command_line_say_the_same(register: Path, arguments: list[str]) -> None:
    # A value that begins with a dash is none of these, so that all of them are for the door.
    assert door.parse(arguments) is not None
    assert heard(door.answer, arguments) == heard(app.run, arguments)


@TOGETHER
@given(arguments=anything())
def test_whatever_the_door_answers_the_command_line_answers_too(register: Path, arguments: list[str]) -> None:
    if door.parse(arguments) is not None:
        assert heard(door.answer, arguments) == heard(app.run, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["regions"],
        ["who"],
        ["who", "--help"],
        ["who", "--role", "ib"],
        ["who", "--school"],
        ["who", "--school", "--role"],
        ["who", "--school", "-x"],
        ["who", "--school", "a", "--school", "b"],
        ["who", "--school", "a", "--school=b"],
        ["who", "--school", "a", "-o", "file"],
        ["who", "--school", "a", "--output", "file"],
        ["who", "--school", "a", "--path", "folder"],
        ["who", "--school", "a", "--scool", "b"],
        ["who", "--scho", "a"],
        ["who", "a"],
        ["who", "--school", "a", "b"],
        ["--lang", "en", "who", "--school", "a"],
    ],
)
def test_the_door_leaves_everything_unusual_to_the_command_line(arguments: list[str]) -> None:
    assert door.parse(arguments) is None
    assert door.answer(arguments) is None


def test_the_door_leaves_completion_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KERNKETEN_COMPLETE", "complete_bash")
    assert door.parse(["who", "--school", "18LW00"]) is None


def test_a_warm_answer_imports_none_of_the_heavy_libraries(register: Path) -> None:
    first = True
    # The first call of another process reads the regions anew: its packages lie in other places than ours.
    for school in ("18LW00", "18LW00", "De Parel", "99AF00"):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "kernketen", "who", "--school", school],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            cwd=ROOT,
            check=True,
        )
        assert done.stdout
        if first:
            first = False
            continue
        loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
        assert "kernketen" in loaded
        assert not loaded & {"tabulate", "jsonschema", "pluggy", "ruamel", "openpyxl", "typer", "click"}
        assert not loaded & {
            "dataclasses",
            "typing",
            "pathlib",
            "inspect",
            "csv",
            "difflib",
            "importlib_metadata",
        }
