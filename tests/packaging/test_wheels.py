"""The wheels of the core and of the regions, installed in an empty environment: the same answers as here."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from running import settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
REGIONS = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))
WINDOWS = sys.platform == "win32"


def uv(*command: str | Path) -> None:
    """Run uv, the one that runs these tests where it does."""
    program = os.environ.get("UV") or shutil.which("uv")
    assert program, "uv is not on this machine: python3 -m pip install uv"
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "UV_PYTHON")}
    # A warning (a link across file systems, say) is no failure; the status is.
    done = subprocess.run([program, *command], cwd=ROOT, env=kept, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheels of all distributions."""
    folder = tmp_path_factory.mktemp("wheels")
    uv("build", "--quiet", "--wheel", "--all-packages", "--python", sys.executable, "--out-dir", folder)
    return folder


class Place:
    """An environment of its own, with a home of its own, outside the checkout."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self.python = python
        self.home = folder / "home"
        self.home.mkdir(parents=True)

    def run(self, *command: str) -> tuple[int, str, str]:
        """Status, output and errors of ``kernketen``, without the names of folders."""
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("KERNKETEN", "PYTHON"))}
        own = {name: value for name, value in settings(self.home).items() if value is not None}
        done = subprocess.run(
            [self.python, "-m", "kernketen", *command],
            cwd=self.home,
            env={**kept, **own, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, self._bare(done.stdout), self._bare(done.stderr)

    def _bare(self, text: str) -> str:
        for name in REGIONS:
            text = text.replace(str(ROOT / "plugins" / name), "…")
        for folder in self.folder.glob("**/site-packages"):
            text = text.replace(str(folder), "…")
        return text


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """This environment."""
    return Place(tmp_path_factory.mktemp("here"), sys.executable)


def environment(folder: Path, wheels: Path, *names: str) -> Place:
    venv = folder / "venv"
    uv("venv", "--quiet", "--python", sys.executable, venv)
    python = venv / ("Scripts/python.exe" if WINDOWS else "bin/python")
    files = [path for name in names for path in wheels.glob(f"{name}-*.whl")]
    assert len(files) == len(names)
    uv("pip", "install", "--quiet", "--python", python, *files)
    return Place(folder, str(python))


@pytest.fixture(scope="module")
def installed(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An empty environment with the core and all regions, from their wheels."""
    names = ["kernketen", *(f"kernketen_{name}" for name in REGIONS)]
    return environment(tmp_path_factory.mktemp("installed"), wheels, *names)


def test_each_distribution_builds_a_wheel(wheels: Path) -> None:
    expected = ["kernketen", *(f"kernketen_{name}" for name in REGIONS)]
    assert sorted(path.name.partition("-")[0] for path in wheels.glob("*.whl")) == sorted(expected)


@pytest.mark.parametrize(
    "command",
    [
        ("who", "--school", "De Parel"),
        ("who", "--school", "18LW00", "--format", "json"),
        ("who", "--school", "18LW00", "--lang", "en"),
        ("regions",),
        ("show", "haaglanden", "roles"),
        ("search", "leerplicht", "--limit", "0"),
        ("--help",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_the_wheels_answer_as_the_checkout_does(
    command: tuple[str, ...], here: Place, installed: Place
) -> None:
    status, output, errors = here.run(*command)
    assert (status, errors) == (0, "")
    assert output.strip()
    assert installed.run(*command) == (status, output, errors)


def test_a_broken_file_is_found_with_the_schemas_of_the_wheel(installed: Place, here: Place) -> None:
    folder = installed.folder / "broken"
    folder.mkdir()
    (folder / "region.yaml").write_text("id: proef\ntitel: Proef\n", encoding="utf-8")
    command = ("regions", "--path", str(folder), "--format", "json")
    status, output, errors = installed.run(*command)
    assert '"schema.' in output
    assert here.run(*command) == (status, output, errors)


def test_the_core_alone_brings_no_region(wheels: Path, tmp_path: Path) -> None:
    alone = environment(tmp_path, wheels, "kernketen")
    status, output, errors = alone.run("who", "--school", "De Parel")
    assert status == 1
    assert output == ""
    assert "pip install kernketen-" in errors


def members(wheels: Path, name: str) -> tuple[set[str], Message]:
    """The files of a wheel, and its metadata."""
    [path] = wheels.glob(f"{name}-*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        [metadata] = [entry for entry in names if entry.endswith(".dist-info/METADATA")]
        return names, email.message_from_bytes(wheel.read(metadata))


def test_the_wheel_of_the_core_holds_its_data(wheels: Path) -> None:
    names, metadata = members(wheels, "kernketen")
    schemas = {
        f"kernketen/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "schemas").rglob("*.json")
    }
    assert schemas
    assert schemas <= names
    assert {
        "kernketen/py.typed",
        "kernketen/model/municipalities.tsv",
        "kernketen/locale/nl/LC_MESSAGES/kernketen.mo",
    } <= names
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"kernketen"}
    assert metadata["License-Expression"] == "EUPL-1.2"
    assert metadata.get_all("License-File") == ["LICENSE"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_wheel_of_a_region_holds_its_data_and_the_licence(region: str, wheels: Path) -> None:
    names, metadata = members(wheels, f"kernketen_{region}")
    package = ROOT / "plugins" / region / f"kernketen_{region}"
    data = {f"{package.name}/{path.relative_to(package).as_posix()}" for path in package.rglob("*.yaml")}
    assert {name for name in names if ".dist-info" not in name} == {*data, f"{package.name}/__init__.py"}
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert metadata["License-Expression"] == "EUPL-1.2"
    assert metadata.get_all("Requires-Dist") == ["kernketen<1,>=0.1"]
