"""``kernketen export``: a region whole, in a format of the core or of a plugin."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from kernketen import home
from kernketen.cli import located, output, plugged, which_region
from kernketen.model.region import Region
from kernketen.reading.brought import CORE
from kernketen.reading.hookspecs import Exported, Exporter
from kernketen.reading.plugins import why
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.register import contacts, store
from kernketen.words import tr, trn


def run(
    region: str | None,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
    concept: str | None = None,
    with_people: bool = False,
) -> int:
    """Print the region in the format, or write it to the file or the folder ``out``."""
    added = plugged.exporters()
    for finding in added.findings:
        output.tell(finding.message)
    known = {exporter.name: (plugin, exporter) for plugin, exporter in added.values}
    plugin, exporter = known[_format(form, list(known))]
    options = _options(exporter, concept, with_people)
    data = _region(region, paths)
    if with_people:
        options["people"] = _people(data)
    _write(exporter, _made(plugin, exporter, data, options), out, with_people)
    if exporter.name in _SUFFIXES.values():
        _warn_of_name(exporter.name, out)
    return 0


def _format(form: str | None, known: Sequence[str]) -> str:
    """The format that is meant; a wrong one is refused with the nearest."""
    try:
        return output.checked_format(form, known)
    except Refusal as refusal:
        near = which_region.nearest(form or os.environ.get("KERNKETEN_FORMAT") or "", known)
        if not near:
            raise
        said = f"{refusal.sentence} " + tr("Did you mean “{word}”?", word=near[0])
        raise Refusal(said, reason="format", suggestions=tuple(near)) from None


def _options(exporter: Exporter, concept: str | None, with_people: bool) -> dict[str, Any]:
    """What the format is handed. Raises ``Refusal`` for an option that it does not take."""
    given = {"concept": ("--concept", bool(concept)), "people": ("--with-people", with_people)}
    for name, (option, is_given) in given.items():
        if is_given and name not in exporter.takes:
            raise Refusal(
                tr("The format {name} has no {option}.", name=exporter.name, option=option),
                reason="wrong_use",
            )
    values = {"concept": concept or "", "people": None}
    return {name: values[name] for name in exporter.takes}


def _region(word: str | None, paths: Sequence[str]) -> Region:
    """The region that is meant: by id or name, or as a folder or a zip. Raises ``Refusal``."""
    if word is not None and _is_path(word, paths):
        found = located.regions([word])
        folder = located.placed(word)[0]
        entry = next((one for one in found.listing() if one["folder"] == folder), None)
        data = found.region(entry["id"]) if entry else None
        if data is None:
            raise Refusal(
                tr("{path} holds no region that can be used; see: kernketen validate {path}", path=word),
                reason="region_has_errors",
            )
        return data
    found = located.regions(paths)
    data = found.region(which_region.one(found, word))
    assert data is not None
    return data


def _is_path(word: str, paths: Sequence[str]) -> bool:
    """Whether a word is a folder or a zip, and not the id of a region. Raises ``Refusal`` for none."""
    separators = (os.sep, os.altsep or os.sep)
    if located.is_archive(word) or (any(s in word for s in separators) and os.path.isdir(word)):
        return True
    if any(s in word for s in separators) or word.lower().endswith(".zip"):
        said = tr("The folder {folder} does not exist.", folder=word)
        raise Refusal(said, status=NOT_FOUND, reason="path")
    return os.path.isdir(word) and word not in located.regions(paths).region_ids()


def _people(region: Region) -> list[dict[str, str]]:
    """The local contact list of a region, with the roles by name."""
    names = {role["id"]: role["name"] for role in region["roles"]}
    with closing(store.read(home.store_path())) as connection:
        found = contacts.people(connection, region["id"])
    if not found:
        output.tell(tr("No contact list of {region} is on file.", region=region["name"]))
    return [
        {**person, "role": names.get(person["role"], person["role"]), "basis": "local"} for person in found
    ]


def _made(plugin: str, exporter: Exporter, region: Region, options: Mapping[str, Any]) -> Exported:
    """What the exporter gives, looked at. Raises ``Refusal`` with the plugin's name where it is no use."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            made = exporter.text(region, **options)
        _checked(made)
    except Refusal:
        raise
    except Exception as error:
        if plugin == CORE:
            raise
        said = tr(
            "The format {name} of the plugin {plugin} failed: {why}.",
            name=exporter.name,
            plugin=plugin,
            why=why(error),
        )
        raise Refusal(said, reason="plugin") from error
    return made


def _checked(made: object) -> None:
    if isinstance(made, Mapping):
        for name, content in made.items():
            if not isinstance(name, str) or os.path.basename(name) != name or name.startswith("."):
                raise TypeError(f"{name!r} is no name of a file")
            if not isinstance(content, (str, bytes)):
                raise TypeError(f"it gave {type(content).__name__} where a text was expected")
    elif not isinstance(made, (str, bytes)):
        raise TypeError(f"it gave {type(made).__name__} where a text was expected")


_SUFFIXES = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".md": "markdown", ".mmd": "mermaid"}


def _warn_of_name(form: str, out: str | None) -> None:
    """Say so where the file's name promises another format: a program that opens it would not read it."""
    promised = _SUFFIXES.get(os.path.splitext(out or "")[1].lower(), form)
    if promised != form:
        output.tell(tr("The name {file} is that of {promised}; in it is {form}.",
                       file=out, promised=promised, form=form))  # fmt: skip


def _write(exporter: Exporter, made: Exported, out: str | None, is_private: bool) -> None:
    if isinstance(made, str):
        output.say(made, out, is_private)
        if made.count("\n") == 1 and exporter.name == "csv":
            output.tell(tr("Nothing is on file here."))
    elif isinstance(made, bytes):
        output.save(made, out, is_private)
    elif out is None:
        raise Refusal(
            tr(
                "The format {name} is several files. Name a folder for them with -o FOLDER, or one table "
                "with --concept: {tables}.",
                name=exporter.name,
                tables=", ".join(name.partition(".")[0] for name in made),
            ),
            reason="output",
        )
    else:
        output.save_folder({name: _bytes(content) for name, content in made.items()}, out, is_private)
        said = trn(
            "{number} table is in {folder}.", "{number} tables are in {folder}.", len(made), folder=out
        )
        output.tell(said)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")
