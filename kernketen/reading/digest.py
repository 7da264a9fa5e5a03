"""A digest of the files of a region or plugin, by which another content is noticed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator

from kernketen.finding import Finding
from kernketen.reading import opening

_LEFT_OUT = (".pyc", ".pyo")


def digest(place: str) -> str:
    """The SHA-256 (hexadecimal) over the names and contents of all files in a folder, or of one file.

    Hidden files and what Python compiles do not count. A file that cannot be read counts by why not.
    """
    total = hashlib.sha256()
    for name, path in sorted(_files(place)):
        content = opening.read(path, name)
        said = content.rule.id.encode() if isinstance(content, Finding) else content
        total.update(f"{name}\0{hashlib.sha256(said).hexdigest()}\n".encode())
    return total.hexdigest()


def _files(place: str) -> Iterator[tuple[str, str]]:
    """(name with ``/``, path) of each file."""
    if not os.path.isdir(place):
        yield os.path.basename(place), place
        return
    for here, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        for name in files:
            path = os.path.join(here, name)
            if not name.startswith(".") and not name.endswith(_LEFT_OUT):
                yield os.path.relpath(path, place).replace(os.sep, "/"), path
