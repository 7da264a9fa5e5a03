"""The region that is looked at, read once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kernketen import words
from kernketen.checking.judging import Judged, judge
from kernketen.cli import plugged, roof
from kernketen.conformance.looking import lines
from kernketen.model.region import Region
from kernketen.reading.region import Draft, draft


@pytest.fixture(scope="session")
def given(request: pytest.FixtureRequest) -> Path:
    """The folder that was given with ``--region``."""
    folder = Path(request.config.getoption("--region"))
    if not folder.is_dir():
        pytest.exit(f"--region: {folder} is no folder", 2)
    return folder


@pytest.fixture(scope="session")
def folder(given: Path) -> Path:
    """The folder with ``region.yaml``: the one that was given, or the package in it."""
    return Path(roof.package(str(given)))


@pytest.fixture(scope="session")
def found(folder: Path) -> Draft:
    """The region as far as it can be read."""
    words.choose()
    return draft(str(folder.absolute()), str(folder))


@pytest.fixture(scope="session")
def region(found: Draft) -> Region:
    """The region. It fails where there is none."""
    wrong = [finding for finding in found.findings if finding.severity.value == "error"]
    if found.region is None or wrong:
        pytest.fail("\n".join(["the region cannot be read", *lines(wrong)]), pytrace=False)
    return found.region


@pytest.fixture(scope="session")
def judged(found: Draft, today: str) -> Judged:
    """All that ``kernketen validate`` says of it."""
    return judge(found, plugged.gathered(plugged.installed())[0], today)


@pytest.fixture(scope="session")
def today() -> str:
    """The day of this run."""
    return roof.on_day(None)[0]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own for the program, so that nothing on this machine has a say in the answers."""
    path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("KERNKETEN_")]:
            patch.delenv(name)
        patch.setenv("KERNKETEN_HOME", str(path))
        yield path
