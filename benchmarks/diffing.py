"""How long ``kernketen diff`` takes for the largest region, beside itself and with other numbers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Protocol

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
MUST, GOAL = "100", "60"
"""As multiples of the empty program, which takes some 9 ms: under a second."""


class Bench(Protocol):
    """What a table of measurements offers (``run.Bench``)."""

    folder: Path

    def measure(
        self,
        what: str,
        command: tuple[str, ...],
        environment: dict[str, str],
        must: str,
        goal: str,
        *,
        pairs: int,
    ) -> None:
        """A command against the empty program."""


def measure(bench: Bench, environment: dict[str, str], pairs: int = 5) -> None:
    """Put two rows in the table of ``bench``."""
    largest = max(PLUGINS.glob("*/*/region.yaml"), key=_size).parent
    changed = bench.folder / "changed" / largest.name
    shutil.copytree(largest, changed)
    numbers = 0
    for path in sorted((changed / "rules").glob("*.yaml")):
        text, count = re.subn(r"\b(gt|le): (\d+)", _one_more, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")
        numbers += count
    if not numbers:
        raise SystemExit(f"{largest} has no number to change")
    for what, other in (("itself", largest), (f"a copy with {numbers} other numbers", changed)):
        command = ("diff", str(largest), str(other))
        bench.measure(
            f"`diff` of the largest region and {what}", command, environment, MUST, GOAL, pairs=pairs
        )


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.parent.rglob("*.yaml"))


def _one_more(found: re.Match[str]) -> str:
    return f"{found[1]}: {int(found[2]) + 1}"
