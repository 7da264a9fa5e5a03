"""Distributions that exist only as a folder of a test."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import region_folder

from kernketen import words
from kernketen.reading import snapshot


class Installed:
    """A folder in which packages are installed, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def region(self, region: str, package: str = "", code: str = "", dist: str = "", value: str = "") -> Path:
        """Install a distribution with the package of one region; returns the package's folder."""
        package = package or f"kk_{region}"
        self.distribution(
            dist or package.replace("_", "-"), f"[kernketen.regions]\n{region} = {value or package}\n"
        )
        folder = self.folder / package
        region_folder.write(folder, ("region", "id: testland", f"id: {region}"))
        (folder / "__init__.py").write_text(code, encoding="utf-8")
        return folder

    def distribution(self, name: str, entry_points: str, version: str = "1.0") -> Path:
        """Install the metadata of a distribution."""
        info = self.folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")
        return info

    def plugin(self, name: str, code: str) -> None:
        """Install a module with code that brings no region of its own."""
        self.distribution(name.replace("_", "-"), f"[kernketen.plugins]\n{name} = {name}\n")
        (self.folder / f"{name}.py").write_text(code, encoding="utf-8")


@contextlib.contextmanager
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    """Only the packages that the test installs are there; one region, ``goed``, has nothing wrong with it."""
    folder = tmp_path / "packages"
    # As an installer does, which compiles what it installs; else the first import would change the folder.
    (folder / "__pycache__").mkdir(parents=True)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(snapshot, "package_places", lambda: [str(folder)])
    monkeypatch.setenv("KERNKETEN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KERNKETEN_PATH", raising=False)
    words.choose("en")
    before = set(sys.modules)
    found = Installed(folder)
    found.region("goed")
    yield found
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]
    importlib.invalidate_caches()
