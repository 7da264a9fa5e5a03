"""Which YAML files a region's folder holds; nothing outside that folder is ever read."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.reading import document, opening, schema
from kernketen.reading.document import Document
from kernketen.reading.scalar import shortened
from kernketen.words import marked

MAX_ENTRIES = 1000
"""So many names in one folder are looked at; a region has about twenty."""

OUTSIDE = Rule("file.outside")
NAME = Rule("file.name")
UNKNOWN = Rule("file.unknown", Severity.WARNING)
TOO_MANY = Rule("file.too_many")

_RULES = "rules"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a region: where it is, and its name as the user knows it."""

    path: str
    shown: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a region by what they hold (``roles``, ``rules/absence``), and what is wrong elsewhere."""

    files: dict[str, File]
    findings: tuple[Finding, ...]


def files(path: str, shown: str, also: Collection[str] = ()) -> Files:
    """The YAML files of the region in the folder ``path``, in the order of their names.

    ``shown`` is the folder's name in findings. Known are the files that have a schema, ``rules/*.yaml``, and
    the names in ``also`` (a region's own structures, without ``.yaml``). Any other YAML file is a warning.
    """
    known = {*schema.of_files(), *also} - {_RULES}
    found: dict[str, File] = {}
    findings: list[Finding] = []
    for name in _names(path, shown, findings):
        place = Location(os.path.join(shown, shortened(name)))
        stem, ending = os.path.splitext(name)
        parent, _, base = stem.rpartition("/")
        right = base in known if not parent else parent == _RULES and _RULES in schema.of_files()
        if ending != ".yaml" or not right:
            findings.append(_unknown(place, stem, ending, right, known))
            continue
        inside = resolve(path, name, shown)
        if isinstance(inside, Finding):
            findings.append(inside)
        else:
            found[stem] = File(inside, place.file)
    return Files(found, tuple(findings))


def open_inside(path: str, name: str, shown: str) -> tuple[Document | None, list[Finding]]:
    """Read the YAML file ``name`` of the folder ``path``, if it lies in that folder: ``document.load``."""
    inside = resolve(path, name, shown)
    if isinstance(inside, Finding):
        return None, [inside]
    return document.load(inside, os.path.join(shown, name))


def resolve(path: str, name: str, shown: str) -> str | Finding:
    """The real path of ``name`` in the folder ``path``, or a finding where it leads out of that folder.

    ``name`` has ``/`` between its parts, at most one; links that stay inside are followed.
    """
    place = Location(os.path.join(shown, shortened(name.lstrip("/"))))
    if not name or opening.HIDDEN.search(name) or not name.replace("/", "a").isprintable():
        return Finding(
            NAME, place, marked("A file cannot have this name: it is empty or holds hidden characters.")
        )
    parts = name.split("/")
    real, root = os.path.realpath(os.path.join(path, name)), os.path.realpath(path)
    wrong = ".." in parts or "\\" in name or os.path.isabs(name) or os.path.splitdrive(name)[0]
    if wrong or len(parts) > 2 or not real.startswith(os.path.join(root, "")):
        return Finding(OUTSIDE, place, marked("This file lies outside the region's folder and is not read."))
    return real


def _names(path: str, shown: str, findings: list[Finding]) -> Iterator[str]:
    """The YAML files of the folder and of the folders in it, sorted, with ``/`` between their parts."""
    folders: list[str] = []
    for entry in _entries(path, Location(shown or os.curdir), findings):
        if entry.name.startswith((".", "__")):
            continue
        if _is_yaml(entry.name):
            yield entry.name
        elif os.path.isdir(entry.path):
            folders.append(entry.name)
    for folder in folders:
        place = Location(os.path.join(shown, shortened(folder)))
        inside = resolve(path, folder, shown)
        if isinstance(inside, Finding):
            findings.append(inside)
            continue
        for entry in _entries(inside, place, findings):
            if _is_yaml(entry.name) and not entry.name.startswith("."):
                yield f"{folder}/{entry.name}"


def _entries(path: str, place: Location, findings: list[Finding]) -> list[os.DirEntry[str]]:
    entries: list[os.DirEntry[str]] = []
    try:
        with os.scandir(path) as listing:
            for entry in listing:
                if len(entries) == MAX_ENTRIES:
                    sentence = marked("This folder holds more than {number} files; the rest is not read.")
                    findings.append(Finding(TOO_MANY, place, sentence, {"number": str(MAX_ENTRIES)}))
                    break
                entries.append(entry)
    except FileNotFoundError:
        findings.append(Finding(opening.MISSING, place, marked("This folder does not exist.")))
    except NotADirectoryError:
        findings.append(Finding(opening.NOT_A_FILE, place, marked("This is not a folder.")))
    except (OSError, ValueError) as error:
        sentence = marked("This folder cannot be read ({why}).")
        why = getattr(error, "strerror", None) or type(error).__name__
        findings.append(Finding(opening.UNREADABLE, place, sentence, {"why": why}))
    return sorted(entries, key=lambda entry: entry.name)


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _unknown(place: Location, stem: str, ending: str, right: bool, known: Collection[str]) -> Finding:
    if right:
        sentence = marked("This file is not read: its name must end in “.yaml”, not “{ending}”.")
        return Finding(UNKNOWN, place, sentence, {"ending": ending}, f"{stem}.yaml")
    near = difflib.get_close_matches(stem.lower(), sorted(known), 1)
    if near:
        return Finding(
            UNKNOWN, place, marked("This file is not read: no file has this name."), {}, f"{near[0]}.yaml"
        )
    sentence = marked("This file is not read: a region consists of {known}.")
    return Finding(UNKNOWN, place, sentence, {"known": ", ".join(f"{name}.yaml" for name in sorted(known))})
