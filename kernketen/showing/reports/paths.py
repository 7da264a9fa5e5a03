"""The name of a file as CI systems want it: from the folder of the job, with forward slashes."""

from __future__ import annotations

import os


def near(file: str) -> str:
    """The file seen from the folder we are in, where it lies in it; otherwise as it was named."""
    if os.path.isabs(file):
        here = os.path.join(os.getcwd(), "")
        file = file[len(here) :] if file.startswith(here) else file
    return (file.replace(os.sep, "/") or ".").removeprefix("./")
