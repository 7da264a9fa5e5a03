"""The files of a new region, from the templates, and how they come into a folder: whole or not at all."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kernketen.model.municipality import Municipality
from kernketen.publishing.questions import with_questions
from kernketen.reading import schema
from kernketen.reading.bundling import as_text, bundled

_TEMPLATE = os.path.join(os.path.dirname(__file__), "template")
_SPOT = re.compile(r"\{\{(\w+)\}\}")
# In a list between brackets, other signs would mean something.
_PLAIN = re.compile(r"[A-Za-z][\w -]*[\w]")


@dataclass(frozen=True, slots=True)
class NewRegion:
    """What a new region is called and where it is.

    ``today`` is the day (``2026-11-22``), ``edition`` that of the rules, ``version`` that of kernketen.
    """

    id: str
    name: str
    municipalities: Sequence[Municipality]
    today: str
    edition: int
    version: str

    @property
    def distribution(self) -> str:
        """The name of its package: ``kernketen-de-meierij``."""
        return "kernketen-" + self.id.replace("_", "-")

    @property
    def package(self) -> str:
        """The folder in it with the data: ``kernketen_de_meierij``."""
        return f"kernketen_{self.id}"


def files(new: NewRegion) -> dict[str, str]:
    """The files of the package by their path in it (``/`` between the parts), with their text."""
    values = _values(new)
    found = {f"{new.package}/__init__.py": ""}
    for path, template in templates().items():
        text = _SPOT.sub(lambda spot: values[spot[1]], template)
        if path.startswith("package/"):
            # rules/absence.yaml lies one folder deeper, and its schema is that of all questions.
            parts = path.split("/")[1:]
            name = parts[0] if len(parts) > 1 else parts[0].removesuffix(".yaml")
            way = "../" * len(parts)
            first = f"# yaml-language-server: $schema={way}schemas/{name}.schema.json\n"
            found[f"{new.package}/{'/'.join(parts)}"] = first + with_questions(text, name)
        else:
            found[path.replace("dot_", ".").removesuffix(".template")] = text
    return {**dict(sorted(found.items())), **schemas("schemas/")}


def templates() -> dict[str, str]:
    """The templates by their path in the folder ``template``, with their text."""
    found = {}
    for folder, _, names in os.walk(_TEMPLATE):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", newline="") as file:
                found[os.path.relpath(path, _TEMPLATE).replace(os.sep, "/")] = file.read()
    return dict(sorted(found.items()))


def schemas(folder: str = "") -> dict[str, str]:
    """Each schema of a region's files in one piece, by its file name."""
    return {f"{folder}{name}.schema.json": as_text(bundled(name)) for name in schema.of_files()}


def write(texts: Mapping[str, str], target: str) -> None:
    """Write the files into the new folder ``target``: all of them, or none where something goes wrong.

    ``target`` does not exist, or is an empty folder. Raises ``OSError``.
    """
    parent = os.path.dirname(os.path.abspath(target))
    # Beside the target, so that moving it there is one step.
    with tempfile.TemporaryDirectory(prefix=".kernketen-", dir=parent) as beside:
        built = os.path.join(beside, "new")
        for path, text in texts.items():
            file = os.path.join(built, *path.split("/"))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "w", encoding="utf-8", newline="") as opened:
                opened.write(text)
        if os.path.isdir(target):
            os.rmdir(target)  # Windows moves nothing onto a folder, be it empty.
        os.rename(built, target)


def _values(new: NewRegion) -> dict[str, str]:
    names = [_in_list(place) for place in new.municipalities]
    major, minor, *_ = new.version.split(".")
    return {
        "id": new.id,
        "name": new.name,
        "quoted_name": _quoted(new.name),
        "description": _quoted(
            f"Afspraken tussen scholen en jeugdhulp in {new.name}, als gegevens voor kernketen."
        ),
        "distribution": new.distribution,
        "municipality": names[0],
        "municipalities": names[0] if len(names) == 1 else f"[{', '.join(names)}]",
        "today": new.today,
        "edition": str(new.edition),
        "bounds": f">={major}.{minor},<{int(major) + 1}",
    }


def _in_list(place: Municipality) -> str:
    return place.name if _PLAIN.fullmatch(place.name) else _quoted(place.name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
