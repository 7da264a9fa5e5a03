"""How ``compare`` grows: 4, 40 and 150 regions with rules that differ, whole process.

Seconds are those of the processor, so that a busy machine does not count.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import generate

NUMBERS = (4, 40, 150)
_RUNS = 3
_MATRIX = ("compare", "--format", "json")
_AGAINST = ("compare", "--against", "zuid_kennemerland", "--format", "json")
_SIMILAR = ("compare", "--similar", "--format", "json")
_MUST = {
    (4, _MATRIX): "1 s",
    (150, _MATRIX): "10 s, 1 GB",
    (150, _AGAINST): "3 s",
}
_THRESHOLD = re.compile(r"\b(gt|ge|lt|le): (\d+)\b")
_MODALITY = re.compile(r"\bmodality: must\b")


def regions(folder: Path, number: int, originals: Sequence[Path]) -> None:
    """Write ``number`` regions of which the rules differ in thresholds and in how strong they are."""
    generate.regions(folder, number, originals)
    for index, region in enumerate(sorted(folder.glob("kernketen_generated_*/"))):
        for path in sorted(region.glob("rules/*.yaml")):
            path.write_text(_varied(path.read_text(encoding="utf-8"), index), encoding="utf-8")


def _varied(text: str, index: int) -> str:
    """Every fifth region has other numbers, every seventh other strengths."""
    text = _THRESHOLD.sub(lambda match: f"{match[1]}: {int(match[2]) + index // 4 % 5}", text)
    return _MODALITY.sub("modality: should", text, count=index // 4 % 7)


def section(folder: Path, originals: Sequence[Path], numbers: Sequence[int] = NUMBERS) -> str:
    """The table in Markdown, with the growth from each number of regions to the next."""
    lines = [
        "| `compare` of | seconds | memory | must | × the line before |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for command, said in (
        (_MATRIX, "the matrix"),
        (_AGAINST, "one against the others"),
        (_SIMILAR, "--similar"),
    ):
        before = 0.0
        for number in numbers:
            place = folder / f"compare-{number}"
            if not place.exists():
                place.mkdir()
                # The originals are installed.
                regions(place, number - len(originals), originals)
            seconds, memory = measured(command, place, folder / f"home-compare-{number}")
            grown = f"{seconds / before:.1f}" if before else ""
            must = _MUST.get((number, command), "")
            lines.append(f"| {said}, {number} regions | {seconds:.2f} | {memory} MB | {must} | {grown} |")
            before = seconds
    return "\n".join(lines)


def measured(command: Sequence[str], place: Path, home: Path) -> tuple[float, int]:
    """Seconds (median) and megabytes of a command on the regions in a folder, after they were read once."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(place),
        "KERNKETEN_HOME": str(home),
        "KERNKETEN_LANG": "nl",
    }
    _run(("regions",), environment)
    found = [_run(command, environment) for _ in range(_RUNS)]
    return statistics.median(seconds for seconds, _ in found), max(memory for _, memory in found)


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[float, int]:
    told = (
        "import resource, sys; from kernketen.__main__ import main\n"
        "try: main()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", told, *command], env=environment, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode:
        sys.exit(f"kernketen {' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return took, int(done.stderr.split()[-1]) // 1024


if __name__ == "__main__":
    import tempfile

    plugins = Path(__file__).resolve().parent.parent / "plugins"
    sources = sorted(path.parent for path in plugins.glob("*/*/region.yaml"))
    with tempfile.TemporaryDirectory() as name:
        print(section(Path(name), sources))
