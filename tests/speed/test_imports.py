"""What a second ``kernketen who`` must not do: load what it does not need, read a region's files, write."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

UNNEEDED = {
    "tabulate", "jsonschema", "jsonschema_rs", "referencing", "pluggy", "ruamel", "typer", "click",
    "dataclasses", "typing", "pathlib", "inspect", "importlib.metadata", "unittest", "csv", "difflib",
    "openpyxl", "platformdirs", "subprocess", "tempfile", "urllib",
}  # fmt: skip

QUESTIONS = {
    "by name": ["--school", "De Parel"],
    "by code": ["--school", "18LW00"],
    "as JSON": ["--school", "18LW00", "--format", "json"],
}

# Runs kernketen with a note of each file that is opened and how, and prints the notes after the answer.
WATCHED = """
import json, runpy, sys
opened = []
sys.addaudithook(lambda event, about: opened.append(about[:3]) if event == "open" else None)
try:
    runpy.run_module("kernketen", run_name="__main__")
finally:
    print(json.dumps([[str(path), mode, flags] for path, mode, flags in opened]), file=sys.stderr)
"""


def run(*command: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KERNKETEN")}
    done = subprocess.run(
        [sys.executable, *command],
        env={**kept, "KERNKETEN_HOME": str(home), "PYTHONUTF8": "1"},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the regions were read once."""
    home = tmp_path_factory.mktemp("home")
    run("-m", "kernketen", *who("by name"), home=home)
    return home


def who(question: str) -> list[str]:
    return ["who", *QUESTIONS[question]]


def imported(*command: str, home: Path) -> set[str]:
    said = run("-X", "importtime", *command, home=home).stderr
    return set(re.findall(r"(?m)^import time:.*\|\s*(\S+)$", said))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_warm_answer_loads_only_what_it_needs(question: str, warm: Path) -> None:
    # What Python itself and this environment load at the start is not ours.
    start = imported("-c", "pass", home=warm)
    loaded = imported("-m", "kernketen", *who(question), home=warm) - start
    assert "kernketen.cli.who" in loaded
    assert sorted(name for name in loaded if {name, name.partition(".")[0]} & UNNEEDED) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_warm_answer_reads_no_region_and_writes_nothing(question: str, warm: Path) -> None:
    notes = run("-c", WATCHED, *who(question), home=warm).stderr.splitlines()[-1]
    opened = [(path, mode or "", flags) for path, mode, flags in json.loads(notes)]
    assert [path for path, _, _ in opened if path.endswith((".yaml", ".yml", ".schema.json"))] == []
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    written = [path for path, _, flags in opened if flags & writing and "__pycache__" not in path]
    assert written == []


def test_the_first_answer_reads_the_regions(tmp_path: Path) -> None:
    """The watch sees what it should see."""
    notes = run("-c", WATCHED, *who("by name"), home=tmp_path).stderr.splitlines()[-1]
    assert any(path.endswith("region.yaml") for path, _, _ in json.loads(notes))
