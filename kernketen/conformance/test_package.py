"""The package around the data: found by kernketen, free of code, and with a licence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kernketen.conformance.looking import none
from kernketen.model.region import Region


@pytest.fixture
def project(given: Path, folder: Path) -> Any:
    """What ``pyproject.toml`` says."""
    for place in (given, folder.parent):
        if (place / "pyproject.toml").is_file():
            return tomllib.loads((place / "pyproject.toml").read_text(encoding="utf-8"))
    pytest.skip("there is no pyproject.toml: this is a region without a package")


def test_the_entry_point_bears_the_id_of_the_region(project: Any, region: Region, folder: Path) -> None:
    """``kernketen`` finds the installed region by it."""
    points = project["project"].get("entry-points", {}).get("kernketen.regions", {})
    assert points == {region["id"]: folder.name}, "entry points of kernketen.regions"


def test_the_package_is_data_only_or_says_nothing_at_import(folder: Path) -> None:
    """``__init__.py`` is there and empty: a region is read, not run."""
    file = folder / "__init__.py"
    assert file.is_file(), f"{file} is missing"
    assert file.read_bytes() == b"", f"{file} must be empty"


def test_it_asks_for_kernketen_within_bounds(project: Any) -> None:
    """A later kernketen that reads otherwise is not taken by itself."""
    asked = [need for need in project["project"].get("dependencies", []) if need.startswith("kernketen")]
    named = [need for need in asked if not need.startswith("kernketen-")]
    assert len(named) == 1, "dependencies must name kernketen once"
    assert ">=" in named[0] and "<" in named[0], f"{named[0]}: give a lower and an upper bound"


def test_it_has_a_name_a_version_and_a_licence(project: Any, given: Path, folder: Path) -> None:
    """Who installs it knows what it is and what it may be used for."""
    about = project["project"]
    none(
        "missing in [project]", [key for key in ("name", "version", "license", "readme") if key not in about]
    )
    home = given if (given / "pyproject.toml").is_file() else folder.parent
    files = [*about.get("license-files", ["LICENSE"]), "README.md", "CHANGELOG.md"]
    none("missing files", [name for name in files if not list(home.glob(name))])
