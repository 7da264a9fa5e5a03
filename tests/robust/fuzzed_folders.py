"""Breaking a region's folder: files missing, elsewhere, as folders, as pipes, behind links, and too many."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

_NAMES = (
    "een\nnaam.yaml",
    "spatie .yaml",
    "é.yaml",
    "\u202egnp.yaml",
    "roles.yml",
    "Roles.yaml",
    "rolse.yaml",
    ".verborgen.yaml",
    "-rf.yaml",
    "a" * 200 + ".yaml",
    "%0A.yaml",
    "'.yaml",
    "{x}.yaml",
    "\x1b[31m.yaml",
    "x.schema.yaml",
    "common.yaml",
    "rules.yaml",
)


def remove(chance: Random, folder: Path) -> None:
    """A file is missing."""
    _some_file(chance, folder).unlink()


def as_folder(chance: Random, folder: Path) -> None:
    """A folder where a file must be."""
    path = _some_file(chance, folder)
    path.unlink()
    path.mkdir()


def as_pipe(chance: Random, folder: Path) -> None:
    """A pipe that nobody writes to."""
    path = _some_file(chance, folder)
    path.unlink()
    os.mkfifo(path)


def link_out(chance: Random, folder: Path) -> None:
    """A link out of the folder, to a file, a folder, a device or nothing."""
    path = _some_file(chance, folder)
    path.unlink()
    path.symlink_to(
        chance.choice(("/etc/passwd", "/dev/zero", "/dev/null", "/proc/self/mem", "/", "..", "niets"))
    )


def link_loop(chance: Random, folder: Path) -> None:
    """Links that go round."""
    path = _some_file(chance, folder)
    path.unlink()
    if chance.random() < 0.5:
        path.symlink_to(path.name)
    else:
        other = path.with_suffix(".x.yaml")
        path.symlink_to(other.name)
        other.symlink_to(path.name)
    with contextlib.suppress(FileExistsError):
        (folder / "rondom").symlink_to(folder)


def link_in(chance: Random, folder: Path) -> None:
    """One file under two names."""
    path = _some_file(chance, folder)
    (folder / "rules").mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (folder / "rules" / "gekoppeld.yaml").symlink_to(path)


def unreadable(chance: Random, folder: Path) -> None:
    """A file, or the folder of the rules, that may not be read."""
    _some_file(chance, folder).chmod(0)
    if chance.random() < 0.3 and (folder / "rules").is_dir():
        (folder / "rules").chmod(0)


def many(chance: Random, folder: Path) -> None:
    """More files than anybody reads."""
    (folder / "rules").mkdir(exist_ok=True)
    text = chance.choice(("question: absence\nrules: []\n", "", "{", "- a"))
    for number in range(chance.choice((20, 300, 1200))):
        (folder / chance.choice(("", "rules")) / f"meer{number}.yaml").write_text(text, encoding="utf-8")


def odd_name(chance: Random, folder: Path) -> None:
    """A file with a name that no region has."""
    path = _some_file(chance, folder)
    (path.parent / chance.choice(_NAMES)).write_bytes(path.read_bytes())
    if chance.random() < 0.5:
        (folder / chance.choice(("Rules", "rules\n", "rules ", "regels", "rules/dieper"))).mkdir(
            parents=True, exist_ok=True
        )


def structure(chance: Random, folder: Path) -> None:
    """A structure of the region's own, with a schema that is of no use."""
    with (folder / "region.yaml").open("a", encoding="utf-8") as head:
        name = chance.choice(("spreekuren", "../x", "roles", "rules/x", "a b", "x\ny"))
        head.write(
            f"\nstructures:\n  - {{id: eigen, title: E, file: '{name}.yaml', schema: eigen.schema.json}}\n"
        )
    (folder / "spreekuren.yaml").write_text(
        "a: [[[[[[[1]]]]]]]\nitems: [{id: a, tekst: x}]\n", encoding="utf-8"
    )
    (folder / "eigen.schema.json").write_text(
        chance.choice(
            (
                '{"$ref": "#"}',
                '{"$ref": "http://example.org/x.json"}',
                '{"$ref": "file:///etc/passwd"}',
                '{"type": 5}',
                '{"pattern": "("}',
                '{"additionalProperties": {"pattern": "(a+)+$"}}',
                '{"properties": {"a": {"multipleOf": 0}}}',
                '{"properties": {"items": {"items": {"$dynamicRef": "#x"}}}}',
                '{"unevaluatedProperties": false}',
                "[]",
                "",
                '{"anyOf": ['
                + ",".join(['{"$ref": "#/$defs/a"}'] * 9)
                + '], "$defs": {"a": {"anyOf": ['
                + ",".join(['{"items": {"$ref": "#"}}'] * 9)
                + "]}}}",
                '{"allOf": ' * 30 + "1" + "}" * 30,
            )
        ),
        encoding="utf-8",
    )


WAYS: tuple[Callable[[Random, Path], None], ...] = (
    remove,
    remove,
    as_folder,
    as_pipe,
    link_out,
    link_loop,
    link_in,
    unreadable,
    many,
    odd_name,
    odd_name,
    structure,
)


def broken(chance: Random, folder: Path) -> None:
    """Break the folder in one or two ways."""
    for _ in range(chance.choice((1, 1, 2))):
        with contextlib.suppress(FileNotFoundError, PermissionError, IsADirectoryError, FileExistsError):
            chance.choice(WAYS)(chance, folder)


def _some_file(chance: Random, folder: Path) -> Path:
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file() and not path.is_symlink())
    return chance.choice(files) if files else folder / "region.yaml"
