"""docs/regio-publiceren.md, followed to the letter: from an empty folder to an installed region."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, settings

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "regio-publiceren.md"
WINDOWS = sys.platform == "win32"
# A named file and what is to be done with it, or commands with what they print.
STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`(?:, (?P<how>wijzigen|onderaan))?:\n\n```\w+\n(?P<text>.*?)^```$"
    r"|^```console\n(?P<commands>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def uv(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    program = os.environ.get("UV") or shutil.which("uv")
    assert program, "uv is not on this machine: python3 -m pip install uv"
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "UV_PYTHON")}
    return subprocess.run([program, *command], cwd=folder, env=kept, capture_output=True, encoding="utf-8")


class Reader:
    """Somebody who follows the page, in an empty folder, with the wheel of the core at hand."""

    def __init__(self, folder: Path) -> None:
        self.desk = folder / "desk"
        self.desk.mkdir()
        self.home = folder / "home"
        self.wheels = folder / "wheels"
        self.venv = folder / "venv"
        self.python = self.venv / ("Scripts/python.exe" if WINDOWS else "bin/python")
        for done in (
            uv("build", "--quiet", "--wheel", "--python", sys.executable, "--out-dir", self.wheels),
            uv("venv", "--quiet", "--python", sys.executable, self.venv),
        ):
            assert done.returncode == 0, done.stderr

    def carry_out(self, line: str) -> subprocess.CompletedProcess[str]:
        program, *arguments = shlex.split(line)
        if program == "kernketen":
            return self._run(str(self.python), "-m", "kernketen", *arguments)
        assert (program, arguments[0]) == ("python3", "-m"), line
        if arguments[1] != "pip":
            return self._run(str(self.python), *arguments)
        # uv does what pip does, and keeps what it once fetched.
        verb, *rest = arguments[2:]
        if verb == "wheel":
            folder, target = rest[-1], rest[rest.index("--wheel-dir") + 1]
            return uv("build", "--quiet", "--wheel", folder, "--python", self.python, "--out-dir", target,
                      folder=self.desk)  # fmt: skip
        assert verb == "install", line
        local = () if "--no-index" in rest else ("--find-links", str(self.wheels))
        return uv("pip", "install", "--quiet", "--python", self.python, *local, *rest, folder=self.desk)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("KERNKETEN", "PYTHON", "PYTEST"))}
        own = {name: value for name, value in settings(self.home).items() if value is not None}
        return subprocess.run(
            command, cwd=self.desk, env={**kept, **own, "PYTHONUTF8": "1"},
            capture_output=True, encoding="utf-8",
        )  # fmt: skip

    def write(self, name: str, how: str | None, text: str) -> None:
        file = self.desk / name
        if how is None:
            file.parent.mkdir(parents=True, exist_ok=True)
            assert not file.exists(), name
            file.write_text(text, encoding="utf-8")
            return
        before = file.read_text(encoding="utf-8")
        if how == "onderaan":
            file.write_text(before + text, encoding="utf-8")
            return
        for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.MULTILINE):
            was, becomes = (re.sub(r"(?m)^.", "", part) for part in (old, new))
            assert before.count(was) == 1, f"{name}: {was}"
            before = before.replace(was, becomes)
        file.write_text(before, encoding="utf-8")


def commands(block: str) -> list[tuple[str, str]]:
    """(command, what it prints) of a console block."""
    first, *parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert first == ""
    return [(line, output) for line, _, output in (part.partition("\n") for part in parts)]


def check(line: str, printed: str, done: subprocess.CompletedProcess[str]) -> None:
    seen = " ".join((done.stdout + "\n" + done.stderr).split())
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    after = 0
    # … stands for what is left out; how lines are wrapped does not matter.
    for piece in re.split(r"…", printed):
        wanted = " ".join(piece.split())
        at = seen.find(wanted, after)
        assert at >= 0, f"{line} does not print\n{piece}\nbut\n{done.stdout}{done.stderr}"
        after = at + len(wanted)


def test_the_page_leads_from_nothing_to_an_installed_region(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    steps = list(STEP.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(steps) == PAGE.read_text(encoding="utf-8").count("\n```") // 2 - 2, "a block is no step"
    for step in steps:
        if step["file"]:
            reader.write(step["file"], step["how"], step["text"])
            continue
        for line, printed in commands(step["commands"]):
            check(line, printed, reader.carry_out(line))
    assert {path.name for path in (reader.desk / "dist").glob("*.whl")} == {
        "kernketen_zilverrand-0.1.0-py3-none-any.whl"
    }
