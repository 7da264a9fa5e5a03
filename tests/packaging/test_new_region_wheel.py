"""A package as ``kernketen new-region`` writes it, built, installed from a folder of wheels: it answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import made_up
import pytest
from running import ROOT, settings

pytestmark = pytest.mark.slow


def uv(*command: str | Path, folder: Path = ROOT) -> None:
    program = os.environ.get("UV") or shutil.which("uv")
    assert program, "uv is not on this machine: python3 -m pip install uv"
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "UV_PYTHON")}
    done = subprocess.run([program, *command], cwd=folder, env=kept, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_a_fresh_package_is_built_installed_without_an_index_and_answers(tmp_path: Path) -> None:
    wheels, venv = tmp_path / "wheels", tmp_path / "venv"
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    uv("build", "--quiet", "--wheel", "--python", sys.executable, "--out-dir", wheels)
    uv("venv", "--quiet", "--python", sys.executable, venv)
    uv("pip", "install", "--quiet", "--python", python, *wheels.glob("kernketen-*.whl"))

    def kernketen(*arguments: str) -> str:
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("KERNKETEN", "PYTHON"))}
        own = {name: value for name, value in settings(tmp_path / "home").items() if value is not None}
        done = subprocess.run(
            [python, "-m", "kernketen", *arguments], cwd=tmp_path, env={**kept, **own, "PYTHONUTF8": "1"},
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    # The templates and schemas that are used here are those of the wheel.
    kernketen("new-region", "kust", "--name", "Kust", "--municipality", "Haarlem", "--municipality", "Velsen")
    kernketen("validate", "kust", "--fail-on", "note")
    kernketen("test", "kust")
    uv("build", "--quiet", "--wheel", "--python", python, "--out-dir", wheels, tmp_path / "kust")
    uv(
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--no-index",
        "--find-links",
        wheels,
        "kernketen-kust",
    )
    (tmp_path / "kust").rename(tmp_path / "gone")

    [wheel] = wheels.glob("kernketen_kust-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info" not in name}
        assert [name for name in opened.namelist() if name.endswith("licenses/LICENSE")]
    data = tmp_path / "gone" / "kernketen_kust"
    assert names == {path.relative_to(data.parent).as_posix() for path in data.rglob("*") if path.is_file()}
    for file in made_up.register_files(tmp_path):
        kernketen("schools", "import", file)
    for school in ("De Zilverreiger", "De Strandloper"):
        assert "Regio Kust · op 2026-11-22" in kernketen("who", "--school", school)
