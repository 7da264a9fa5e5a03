"""A region's folder, broken somehow: the same one for the same seed and number."""

from __future__ import annotations

import functools
from pathlib import Path
from random import Random

import breaks
import fuzzed_bytes
import fuzzed_data
import fuzzed_folders
from asked_region import TEXTS
from fuzzed_bytes import Files
from region_folder import FILES as SMALL

from kernketen.checking.smallest import FILES

PLUGINS = Path(__file__).resolve().parent.parent.parent / "plugins"
# Breaks after which a region often loads, so that what comes after loading is tried too.
_TAME = (
    *("", "operator swapped", "threshold one off", "outcome changed", "modality changed"),
    *("condition dropped", "doubt dropped", "value in a condition changed", "yes and no swapped"),
)


@functools.cache
def originals() -> tuple[Files, ...]:
    """The regions to break: the smallest ones, and those that are shipped."""
    small = {name: text.encode() for name, text in FILES.items()}
    asked = {f"{name}.yaml": text.encode() for name, text in {**SMALL, **TEXTS}.items()}
    shipped = [
        {path.relative_to(head.parent).as_posix(): path.read_bytes() for path in head.parent.rglob("*.yaml")}
        for head in sorted(PLUGINS.glob("*/*/region.yaml"))
    ]
    return (small, asked, *shipped)


@functools.cache
def _trees(number: int) -> breaks.Region:
    return breaks.Region({name: content.decode() for name, content in originals()[number].items()})


def slipped(chance: Random, number: int) -> Files:
    """A region in which a hand slipped a few times: what most regions with an error look like."""
    region = _trees(number)
    found = dict(originals()[number])
    for turn in range(chance.choice((1, 1, 1, 2))):
        _, (name, text) = breaks.one(region, chance.randrange(10**9), turn, chance.choice(_TAME))
        found[name] = text.encode()
    return found


def write(folder: Path, seed: int, number: int) -> None:
    """Write the broken region with this number."""
    chance = Random(f"{seed}/{number}")
    known = originals()
    # A shipped region takes ten times as long; most can be seen in a small one.
    which = chance.choices(range(len(known)), (20, 60, *(20 / (len(known) - 2) for _ in known[2:])))[0]
    files = known[which]
    kind = chance.choice(("bytes", "data", "data", "slips", "slips", "slips", "folder"))
    if kind == "slips":
        files = slipped(chance, which)
    elif kind == "bytes":
        files = fuzzed_bytes.broken(chance, files)
    elif kind == "data":
        files = fuzzed_data.broken(chance, files)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if kind == "folder":
        fuzzed_folders.broken(chance, folder)
