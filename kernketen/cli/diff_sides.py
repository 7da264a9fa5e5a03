"""Which two versions of a region ``diff`` takes: folders, zips, installed ones, or versions from git."""

from __future__ import annotations

import os
import tomllib
from typing import NamedTuple

from kernketen import home
from kernketen.cli import in_error, located, plugged, which_region
from kernketen.comparing.versions.difference import Side
from kernketen.reading import versions
from kernketen.reading.document import load
from kernketen.reading.region import draft
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from kernketen.model.region import OwnQuestion


class Found(NamedTuple):
    """A version of a region, with its folder and how its files are named to the user."""

    side: Side
    folder: str
    files: str
    let_pass: Any


class Sides:
    """Finds versions; what plugins add to the questions is looked up once."""

    def __init__(self) -> None:
        self._questions: Mapping[str, OwnQuestion] | None = None

    def found(self, text: str) -> Found:
        """The version that a text names. Raises ``Refusal``."""
        if not text.strip():
            raise Refusal(
                tr("A version has an empty name. Name two versions: kernketen diff OLD NEW."), reason="path"
            )
        if os.path.isdir(text) or located.is_archive(text):
            return self._in_folder(text)
        if os.path.basename(text) == "region.yaml" and os.path.isfile(text):
            return self._in_folder(os.path.dirname(text) or ".")
        if versions.is_named(text):
            found = versions.unpacked(text, home.archives_path())
            return self._read(found.folder, text, text, _version(found.project))
        return self._installed(text)

    def is_here(self) -> bool:
        """Whether there is a region in the folder we are in."""
        return os.path.isfile(os.path.join(located.package(os.path.abspath(".")), "region.yaml"))

    def here(self) -> Found:
        """The region in the folder we are in. Raises ``Refusal`` where there is none."""
        if not self.is_here():
            raise Refusal(
                tr("There is no region in this folder. Name two versions: kernketen diff OLD NEW."),
                reason="nothing_to_compare",
            )
        return self._in_folder(".")

    def last_tagged(self, found: Found) -> Found:
        """The version of a folder that last got a tag in git. Raises ``Refusal``."""
        return self.found_in_git(versions.last_tag(found.folder), found.folder)

    def found_in_git(self, text: str, beside: str) -> Found:
        """A version in the repository around a folder. Raises ``Refusal``."""
        found = versions.unpacked(text, home.archives_path(), beside)
        return self._read(found.folder, text, text, _version(found.project))

    def questions(self) -> Mapping[str, OwnQuestion]:
        """The questions that plugins add."""
        if self._questions is None:
            self._questions = plugged.questions(plugged.installed())
        return self._questions

    def _in_folder(self, path: str) -> Found:
        folder, name = located.placed(path)
        if not os.path.isfile(os.path.join(folder, "region.yaml")):
            raise Refusal(
                tr("The folder {folder} holds no region: no region.yaml.", folder=path),
                reason="no_region_here",
            )
        is_zip = located.is_archive(path)
        shown = os.path.relpath(folder) if not os.path.isabs(path) else folder
        files = os.path.join(os.path.dirname(path), name) if is_zip else shown
        version = None if is_zip else _version(_project(folder))
        return self._read(folder, "" if files == os.curdir else files, path, version)

    def _read(self, folder: str, files: str, shown: str, version: str | None) -> Found:
        read = draft(folder, files, questions=self.questions())
        sentence = tr("The version {shown} has errors and cannot be compared.", shown=shown)
        in_error.refused(read.findings, read.region is not None, sentence, "region_has_errors")
        assert read.region is not None
        head = read.documents["region"].data
        let_pass = head.get("allowed_changes") if isinstance(head, dict) else None
        return Found(Side(read.region, shown, version), folder, files, let_pass)

    def _installed(self, text: str) -> Found:
        if os.path.exists(text):
            raise Refusal(
                tr("{file} is no folder and no zip with a region.", file=text), reason="no_region_here"
            )
        known = located.regions()
        if text.lower().endswith(".zip"):
            raise Refusal(tr("The file {file} does not exist.", file=text), status=NOT_FOUND, reason="path")
        if os.sep in text or text == ".":
            raise Refusal(
                tr("The folder {folder} does not exist.", folder=text), status=NOT_FOUND, reason="path"
            )
        try:
            name = which_region.region_id(known, text)
        except Refusal as refusal:
            hint = tr("A version in git is written as REF:FOLDER.")
            folders = [] if refusal.suggestions else which_region.nearest(text, _folders_here(), 1)
            if folders:
                hint += " " + tr("Did you mean the folder “{folder}”?", folder=folders[0])
            raise Refusal(
                f"{refusal.sentence} {hint}",
                status=refusal.status,
                reason=refusal.reason,
                suggestions=(*refusal.suggestions, *folders),
            ) from None
        region = known.region(name)
        assert region is not None
        entry = next(one for one in known.listing() if one["id"] == name)
        folder = entry["folder"]
        read, _ = load(os.path.join(folder, "region.yaml"), "region.yaml")
        data = read.data if read is not None else None
        let_pass = data.get("allowed_changes") if isinstance(data, dict) else None
        files = region["documents"][0]["where"][0].rpartition("/")[0] if region["documents"] else name
        return Found(Side(region, name, entry["version"] or None), folder, files, let_pass)


def _folders_here() -> list[str]:
    with os.scandir(os.curdir) as entries:
        return sorted(entry.name for entry in entries if entry.is_dir())[:1000]


def _project(folder: str) -> bytes:
    """The ``pyproject.toml`` of a region's folder: in it, or in the one above."""
    for place in (folder, os.path.dirname(folder)):
        path = os.path.join(place, "pyproject.toml")
        if os.path.isfile(path) and os.path.getsize(path) < _LARGEST:
            with open(path, "rb") as file:
                return file.read()
    return b""


_LARGEST = 1 << 20


def _version(project: bytes) -> str | None:
    try:
        found = tomllib.loads(project.decode("utf-8")).get("project", {}).get("version")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError):
        return None
    return found if isinstance(found, str) else None
