"""``kernketen validate`` against ``check-jsonschema``, which does the schema part alone, on the same files.

In a pair both look at the same files with the same schemas, one after the other. ``check-jsonschema`` takes
one schema at a time, so it is called once for each kind of file, with all files of that kind.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kernketen.reading import schema
from kernketen.reading.bundling import bundled

OTHER = "check-jsonschema"


def other_program(folder: Path) -> tuple[str, str]:
    """Where ``check-jsonschema`` is, installed in ``folder`` where it is not at hand; or why it is not."""
    beside = Path(sys.executable).with_name(OTHER)
    found = str(beside) if beside.exists() else shutil.which(OTHER)
    if found:
        return found, ""
    place = folder / OTHER
    try:
        venv.create(place, with_pip=True)
        python = place / "bin" / "python"
        _run([str(python), "-m", "pip", "install", "--quiet", OTHER], {})
        # It is measured with its bytecode, as ours is.
        _run([str(python), "-m", "compileall", "-q", str(place / "lib")], {})
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        return "", said.strip().splitlines()[-1]
    return str(place / "bin" / OTHER), ""


def measure(
    folders: Sequence[Path], program: str, scratch: Path, environment: Mapping[str, str], pairs: int
) -> tuple[float, float, float]:
    """The median of our time as a share of the other's, and the medians of both in seconds."""
    scratch.mkdir()
    calls = list(_calls(folders, program, scratch))
    ours = [sys.executable, "-m", "kernketen", "validate", *map(str, folders)]
    # Both once to be warm.
    _run(ours, environment)
    if pairs > 1:
        _seconds(calls, environment)
    times = [(_seconds([ours], environment), _seconds(calls, environment)) for _ in range(pairs)]
    share = statistics.median(mine / other for mine, other in times)
    return share, statistics.median(mine for mine, _ in times), statistics.median(o for _, o in times)


def _calls(folders: Sequence[Path], program: str, scratch: Path) -> Iterator[list[str]]:
    for name in schema.names():
        pattern = "rules/*.yaml" if name == "rules" else f"{name}.yaml"
        files = [str(path) for folder in folders for path in sorted(folder.glob(pattern))]
        if files:
            written = scratch / f"{name}.schema.json"
            written.write_text(json.dumps(bundled(name)), encoding="utf-8")
            yield [program, "--schemafile", str(written), *files]


def _seconds(programs: Sequence[Sequence[str]], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    for program in programs:
        _run(program, environment)
    return time.perf_counter() - started


def _run(program: Sequence[str], environment: Mapping[str, str]) -> None:
    # A finding of either would make the two incomparable.
    subprocess.run(
        program, env=dict(environment) or None, check=True, capture_output=True, text=True, encoding="utf-8"
    )
