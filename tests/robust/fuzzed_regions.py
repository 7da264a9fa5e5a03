"""A region's folder, broken somehow: the same one for the same seed and number."""

from __future__ import annotations

import functools
from pathlib import Path
from random import Random

import fuzzed_bytes
import fuzzed_data
import fuzzed_folders
from asked_region import TEXTS
from fuzzed_bytes import Files

from kernketen.checking.smallest import FILES

PLUGINS = Path(__file__).resolve().parent.parent.parent / "plugins"


@functools.cache
def originals() -> tuple[Files, ...]:
    """The regions to break: the smallest ones, and those that are shipped."""
    small = {name: text.encode() for name, text in FILES.items()}
    asked = {f"{name}.yaml": text.encode() for name, text in TEXTS.items()}
    shipped = [
        {path.relative_to(head.parent).as_posix(): path.read_bytes() for path in head.parent.rglob("*.yaml")}
        for head in sorted(PLUGINS.glob("*/*/region.yaml"))
    ]
    return (small, asked, *shipped)


def write(folder: Path, seed: int, number: int) -> None:
    """Write the broken region with this number."""
    chance = Random(f"{seed}/{number}")
    known = originals()
    # A shipped region takes ten times as long; most can be seen in a small one.
    files = chance.choices(known, (30, 50, *(20 / (len(known) - 2) for _ in known[2:])))[0]
    kind = chance.choice(("bytes", "data", "data", "data", "folder"))
    if kind == "bytes":
        files = fuzzed_bytes.broken(chance, files)
    elif kind == "data":
        files = fuzzed_data.broken(chance, files)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if kind == "folder":
        fuzzed_folders.broken(chance, folder)
