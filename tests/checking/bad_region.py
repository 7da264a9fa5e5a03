"""One region with an error, a warning, a note and a waived note, and two clean files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kernketen.checking.smallest import FILES

BAD: Mapping[str, str] = {
    **FILES,
    "partners.yaml": FILES["partners.yaml"] + "  - {id: cjg, name: CJG Noord, source: team}\n",
    "roles.yaml": FILES["roles.yaml"]
    + "  - {id: logopedist, name: logopedist, source: team}\n"
    + "  # kernketen: toegestaan structure.role_without_employer het document noemt er geen\n"
    + "  - {id: arts, name: arts, source: team}\n",
    "glosary.yaml": "terms: []\n",
}
"""The files by name."""


def write(folder: Path, files: Mapping[str, str] = BAD) -> Path:
    """Write the files; returns their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder
