"""Running the program on a terminal, as a person sees it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from running import settings


def talk(home: Path, replies: list[str], *arguments: str) -> tuple[int, list[str]]:
    """Run ``kernketen`` on a terminal, giving a reply whenever it asks; the status and the lines shown."""
    shown = {name: value for name, value in settings(home).items() if value is not None}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KERNKETEN_", "LC_", "LANG"))}
    master, slave = pty.openpty()
    program = [sys.executable, "-m", "kernketen", *arguments]
    done = subprocess.Popen(
        program, stdin=slave, stdout=slave, stderr=slave, env={**kept, **shown}, close_fds=True
    )
    os.close(slave)
    seen, ends, waiting = b"", time.monotonic() + 60, list(replies)
    while time.monotonic() < ends:
        ready, _, _ = select.select([master], [], [], 0.1)
        if ready:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        # A question ends with a space and no line end.
        asked = seen.rsplit(b"\n", 1)[-1]
        if asked.endswith((b"? ", b"] ", b": ")) and not ready and waiting:
            os.write(master, waiting.pop(0).encode() + b"\n")
    status = done.wait(10)
    os.close(master)
    assert waiting == [], "was asked fewer questions"
    return status, seen.decode().replace("\r\n", "\n").split("\n")
