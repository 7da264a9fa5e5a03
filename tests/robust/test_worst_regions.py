"""The most that a region can ask of ``validate``: within 10 seconds of work and 500 MB, whatever it is."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import worst_regions
from running import settings

SECONDS = 10
MEMORY = 500 << 20


@pytest.mark.slow
@pytest.mark.parametrize("name", worst_regions.WORST)
def test_time_and_memory_are_bounded(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "regio"
    worst_regions.write(name, folder)
    environment = {**os.environ, **settings(tmp_path / "home"), "KERNKETEN_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "kernketen", "validate", str(folder)],
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        preexec_fn=limit,
        text=True,
        encoding="utf-8",
    )
    # A process that works too long is ended with a signal, one that takes too much says MemoryError.
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert done.stdout.rstrip().endswith(("files", "file"))


def limit() -> None:
    """Hold the process to its time of work and its memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
