"""What all tests share: snapshots of whole outputs, and a home with a made-up register."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# The same examples on every machine: a run says something about the change, not about luck.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same")
pytest.register_assert_rewrite("running")

import made_up  # noqa: E402
from running import run, settings  # noqa: E402

from kernketen import words  # noqa: E402

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write tests/snapshots anew")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``snapshot("name", text)``: the text must be that of ``tests/snapshots/name.txt``."""
    update = bool(request.config.getoption("--update-snapshots"))

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if update:
            path.write_text(text, encoding="utf-8", newline="\n")
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != known:
            lines = difflib.unified_diff(
                known.splitlines(), text.splitlines(), f"snapshots/{name}.txt", "now", lineterm=""
            )
            pytest.fail("\n".join(["the output changed (--update-snapshots accepts it)", *lines]), False)

    return compare


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the made-up register was imported and the regions were read once. Do not change it."""
    home = tmp_path_factory.mktemp("home")
    files = made_up.register_files(tmp_path_factory.mktemp("register"))
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, home)
        assert run("schools", "import", *files).status == 0
        assert run("who", "--school", "18LW00").status == 0
    words.choose("en")
    return home


@pytest.fixture
def register(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run with the shared home: four regions, and the made-up register on file."""
    _set(monkeypatch, shared_home)
    yield shared_home
    words.choose("en")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run with a home of one's own, in which nothing was imported yet."""
    home = tmp_path / "home"
    _set(monkeypatch, home)
    yield home
    words.choose("en")


def _set(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name, value in settings(home).items():
        if value is None:
            patch.delenv(name, raising=False)
        else:
            patch.setenv(name, value)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        patch.delenv(name, raising=False)
    assert os.environ["KERNKETEN_HOME"] == str(home)
