"""Bad examples that no text of a region's file can show: a test makes them, and says what to run on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import region_folder
from fake_packages import Installed

from kernketen.checking import book
from kernketen.checking.check import Check
from kernketen.checking.smallest import FILES
from kernketen.reading import opening

CHECKS = {check.rule.id: check for check in book.checks()}


def written(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


# -- files ----------------------------------------------------------------------------------------


def no_region(folder: Path) -> None:
    (folder / "region.yaml").unlink()


def dangling(folder: Path) -> None:
    (folder / "glossary.yaml").symlink_to(folder / "weg.yaml")


def a_folder(folder: Path) -> None:
    (folder / "glossary.yaml").mkdir()


def outside(folder: Path) -> None:
    (folder.parent / "elders.yaml").write_text("terms: []\n", encoding="utf-8")
    (folder / "glossary.yaml").symlink_to("../elders.yaml")


def many(folder: Path) -> None:
    (folder / "bijlagen").mkdir()
    for number in range(1001):
        (folder / "bijlagen" / f"{number}.txt").touch()


def large(folder: Path) -> None:
    (folder / "glossary.yaml").write_bytes(b"# x\n" * (opening.MAX_BYTES // 4 + 1))


def utf16(folder: Path) -> None:
    (folder / "glossary.yaml").write_text("terms: []\n", encoding="utf-16")


FOLDERS: dict[str, Callable[[Path], None]] = {
    "region.missing": no_region,
    "file.missing": dangling,
    "file.not_a_file": a_folder,
    "file.outside": outside,
    "file.too_many": many,
    "yaml.too_large": large,
    "yaml.encoding": utf16,
}
"""What is done to the smallest region, for ``kernketen validate``."""

UNREADABLE = "file.unreadable"
"""The administrator of a computer may read every file: here the system is made to say no."""

OWN = ("schema.other", "schema.reference", "schema.invalid", "schema.too_heavy")
"""About a schema that a region brings itself: the example is that schema."""


def no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "glossary.yaml").write_text("terms: []\n", encoding="utf-8")
    real = os.open

    def refusing(path: str, *arguments: int) -> int:
        if path.endswith("glossary.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)


# -- plugins: found by ``kernketen regions`` ------------------------------------------------------


def _code(check: Check) -> Callable[[Installed], Sequence[str]]:
    def install(installed: Installed) -> Sequence[str]:
        installed.region("voorbeeld", code=check.wrong.text)
        return ()

    return install


def _entries(rule: str) -> str:
    # The example is of a pyproject.toml; what is installed has a list of its own form.
    head, _, entry = CHECKS[rule].wrong.text.partition("\n")
    assert head == '[project.entry-points."kernketen.regions"]'
    return "[kernketen.regions]\n" + entry.replace('"', "")


def no_package(installed: Installed) -> Sequence[str]:
    installed.distribution("kernketen-voorbeeld", _entries("plugin.folder"))
    return ()


def other_id(installed: Installed) -> Sequence[str]:
    region_folder.write(installed.folder / "kernketen_voorbeeld", ("region", "id: testland", "id: voorbeeld"))
    installed.distribution("kernketen-voorbeeld", _entries("plugin.region_id"))
    return ()


def half(installed: Installed) -> Sequence[str]:
    info = installed.distribution("kernketen-voorbeeld", "[kernketen.regions]\nvoorbeeld = kk_voorbeeld\n")
    (info / "METADATA").write_bytes(b"\xff\xfe")
    (info / "entry_points.txt").write_bytes(b"kernketen.\xff")
    return ()


def two_packages(installed: Installed) -> Sequence[str]:
    installed.region("voorbeeld", "kk_een")
    installed.region("voorbeeld", "kk_twee")
    return ()


def two_folders(installed: Installed) -> Sequence[str]:
    folders = [str(region_folder.write(installed.folder.parent / name)) for name in ("een", "twee")]
    return "--path", folders[0], "--path", folders[1]


def validated(code: str) -> Callable[[Installed], Sequence[str]]:
    def install(installed: Installed) -> Sequence[str]:
        installed.plugin("kk_code", code)
        written(installed.folder.parent / "regio")
        return "validate", "regio"

    return install


_CHECK = """\
from kernketen import Rule, hookimpl
from kernketen.checking.check import Check, Example

EXAMPLES = Example("roles.yaml", "a"), Example("roles.yaml", "b")


@hookimpl
def kernketen_checks():
    return [Check(Rule("RULE"), "A name is long.", "Short is short.", *EXAMPLES, lambda subject: 1 / 0)]
"""

PLUGINS: dict[str, Callable[[Installed], Sequence[str]]] = {
    **{rule: _code(CHECKS[rule]) for rule in ("plugin.import", "plugin.hook", "plugin.regions")},
    "plugin.folder": no_package,
    "plugin.region_id": other_id,
    "plugin.metadata": half,
    "plugin.two_claimants": two_packages,
    "plugin.two_folders": two_folders,
    "plugin.gives": validated(CHECKS["plugin.gives"].wrong.text),
    "plugin.name_taken": validated(_CHECK.replace("RULE", "reference.role")),
    "check.failed": validated(_CHECK.replace("RULE", "own.name")),
}
"""What is installed, and the command that is run on it; where there are only options, ``regions``."""

MADE = {*FOLDERS, UNREADABLE, *OWN, *PLUGINS}
