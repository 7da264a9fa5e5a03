"""Whatever lies in a region's folder, ``validate`` tells it: never a traceback, never a long wait.

``KERNKETEN_FUZZ=10000`` breaks so many folders (100 without it, 2,000 in ``.ci/run``),
``KERNKETEN_FUZZ_SEED=7`` others; a failure names both.
"""

from __future__ import annotations

import os
import shutil
import time
from importlib import metadata
from pathlib import Path

import fuzzed_regions
import pytest
from running import Ran, run

SEED = int(os.environ.get("KERNKETEN_FUZZ_SEED", "2026"))
FOLDERS = int(os.environ.get("KERNKETEN_FUZZ", "100"))
BATCH = 100
FORMATS = ("text", "github", "sarif", "junit", "gitlab")
MOST_SECONDS = 10
ASKED = (
    ("test", "."),
    ("who", "--region", "{region}"),
    ("show", "{region}"),
    ("show", "{region}", "roles"),
    ("show", "{region}", "rules"),
    ("ask", "absence", "--region", "{region}"),
    ("ask", "consent", "--region", "{region}", "van=school"),
    ("escalate", "--region", "{region}"),
    ("search", "school"),
    ("regions",),
)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, FOLDERS, BATCH), ids=lambda first: f"seed-{SEED}-from-{first}")
def test_any_folder(first: int, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The installed regions would be read again for each folder.
    monkeypatch.setattr(metadata, "distributions", lambda **_: iter(()))
    loaded = 0
    for number in range(first, min(first + BATCH, FOLDERS)):
        folder = tmp_path / "regio"
        folder.mkdir()
        fuzzed_regions.write(folder, SEED, number)
        monkeypatch.chdir(folder)
        try:
            loaded += check(folder, number, monkeypatch)
        except (Exception, SystemExit) as error:
            error.add_note(f"KERNKETEN_FUZZ_SEED={SEED}, folder {number}")
            raise
        finally:
            monkeypatch.chdir(tmp_path)
            shutil.rmtree(folder)
            shutil.rmtree(bare, ignore_errors=True)
    # Enough of them load for what comes after loading to be tried.
    assert loaded >= BATCH // 5


def check(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Look at one folder; whether its region can be asked."""
    started = time.process_time()
    found = run("validate", "--format", "json")
    took = time.process_time() - started
    assert took < MOST_SECONDS
    assert found.status in (0, 1, 2)
    findings = found.json.get("findings", [])
    assert all(finding["line"] >= 1 and finding["column"] >= 1 for finding in findings)
    assert [finding for finding in findings if finding["rule"] == "check.failed"] == []
    errors = [finding for finding in findings if finding["severity"] == "error" and not finding["waived"]]
    assert found.status == (2 if "error" in found.json else 1 if errors else 0)
    other = run("validate", "--format", FORMATS[number % len(FORMATS)])
    assert other.status == found.status
    if errors or found.status == 2:
        return False
    return asked(folder, number, monkeypatch)


def asked(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Ask a region that loads one thing."""
    monkeypatch.setenv("KERNKETEN_PATH", str(folder))
    listed = run("regions", "--format", "json").json["regions"]
    command = ASKED[number % len(ASKED)]
    words = [word.format(region=listed[0]["id"]) for word in command]
    answered: Ran = run(*words)
    assert answered.status in (0, 1, 2, 3)
    monkeypatch.delenv("KERNKETEN_PATH")
    return True


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("which", range(len(fuzzed_regions.originals())))
def test_what_is_broken_was_sound(which: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A region that never loads would try nothing of what comes after loading.
    for name, content in fuzzed_regions.originals()[which].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert run("validate").status == 0


def test_the_same_number_makes_the_same_folder(tmp_path: Path) -> None:
    for number in range(40):
        for name in ("een", "twee"):
            (tmp_path / name / str(number)).mkdir(parents=True)
            fuzzed_regions.write(tmp_path / name / str(number), SEED, number)
    assert seen(tmp_path / "een") == seen(tmp_path / "twee")


def seen(folder: Path) -> dict[str, bytes]:
    """All files of a folder that can be read, with their content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)
    }
