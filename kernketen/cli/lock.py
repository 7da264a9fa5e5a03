"""``kernketen regions lock`` and ``check``: what is installed, held against a list that is kept in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kernketen.cli import output, plugged, roof
from kernketen.reading.digest import digest
from kernketen.refusal import Refusal, reason_of
from kernketen.showing.plain import as_json, plain
from kernketen.words import marked, tr, trn

FILE = "kernketen.lock"
FORMATS = ("table", "json")
SCHEMA = "kernketen/lock/1"
_KEYS = ("kind", "name", "distribution", "version", "digest")
_SAID = {
    "missing": marked("{what} is in the list and is not installed."),
    "errors": marked("{what} is installed, but is not used because of errors (kernketen regions)."),
    "content": marked("{what} has another content than when the list was made."),
    "unlisted": marked("{what} is installed and is not in the list."),
}
_OTHER_VERSION = marked("{what} is version {installed} here, and {listed} in the list.")
_KINDS = {
    "region": marked("The region {name} ({distribution})"),
    "plugin": marked("The plugin {name}"),
}


def write(file: str, form: str | None, paths: Sequence[str]) -> int:
    """Write the list of what is installed to the file, whole."""
    form = output.checked_format(form, FORMATS)
    listed = list(_installed(paths))
    document = as_json({"schema": SCHEMA, "entries": [_entry(one) for one in listed]})
    output.say(document, file)
    if form == "json":
        output.say(document)
    else:
        output.say(tr("Written to {file}: {number}.", file=file, number=_number(listed)))
    return 0


def check(file: str, form: str | None, out: str | None, paths: Sequence[str]) -> int:
    """Print in what the installed set differs from the list; status 1 where it does."""
    form = output.checked_format(form, FORMATS)
    listed = {(one["kind"], one["name"]): one for one in _read(file)}
    installed = {(one["kind"], one["name"]): one for one in _installed(paths)}
    found = [
        {"kind": kind, "name": name, "difference": difference, "sentence": said}
        for kind, name in sorted({*listed, *installed})
        for difference, said in _differences(listed.get((kind, name)), installed.get((kind, name)))
    ]
    if form == "json":
        document = {"schema": "kernketen/regions-check/1", "file": file, "differences": found}
        output.say(as_json(document), out)
    elif found:
        output.say("\n".join(plain(one["sentence"]) for one in found), out)
    else:
        said = tr("As in {file}: {number}.", file=file, number=_number(list(installed.values())))
        output.say(said, out)
    return 1 if found else 0


def _differences(
    listed: dict[str, Any] | None, installed: dict[str, Any] | None
) -> Iterator[tuple[str, str]]:
    one = installed or listed
    assert one is not None
    values = {key: one[key] or tr("a folder") for key in ("name", "distribution")}
    what = tr(_KINDS[one["kind"]], **values)
    if installed is None:
        kind = "missing"
    elif listed is None:
        kind = "unlisted"
    elif not installed["is_used"]:
        kind = "errors"
    elif installed["version"] != listed["version"]:
        said = {"installed": installed["version"] or "–", "listed": listed["version"] or "–"}
        yield "version", tr(_OTHER_VERSION, what=what, **said)
        return
    elif any(installed[key] != listed[key] for key in ("digest", "distribution")):
        kind = "content"
    else:
        return
    yield kind, tr(_SAID[kind], what=what)


def _installed(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The regions that are found and the plugins that bring only code."""
    found = roof.regions(paths)
    broken = found.broken()
    for entry in found.listing():
        yield {
            "kind": "region",
            "name": entry["id"],
            "distribution": entry["distribution"],
            "version": entry["version"],
            "digest": digest(entry["folder"]),
            "is_used": entry["health"] != "error",
        }
    for plugin in plugged.installed().plugins:
        yield {
            "kind": "plugin",
            "name": plugin.distribution,
            "distribution": plugin.distribution,
            "version": plugin.version,
            "digest": digest(plugin.place) if plugin.place else "",
            "is_used": plugin.distribution not in broken,
        }


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    return {key: one[key] for key in _KEYS}


def _number(entries: Sequence[dict[str, Any]]) -> str:
    regions = sum(one["kind"] == "region" for one in entries)
    plugins = len(entries) - regions
    said = [trn("{number} region", "{number} regions", regions)]
    if plugins:
        said.append(trn("{number} plugin", "{number} plugins", plugins))
    return ", ".join(said)


def _read(file: str) -> list[dict[str, Any]]:
    """The entries of the list. Raises ``Refusal`` where there is none that can be read."""
    try:
        with open(file, encoding="utf-8") as opened:
            document = json.load(opened)
    except FileNotFoundError:
        said = tr("There is no {file} here. kernketen regions lock writes it.", file=file)
        raise Refusal(said, reason="no_lock") from None
    except OSError as error:
        said = tr("The file {file} cannot be read: {why}.", file=file, why=reason_of(error))
        raise Refusal(said, reason="lock") from None
    except (ValueError, RecursionError):
        document = None
    entries = document.get("entries") if isinstance(document, dict) else None
    sound = isinstance(entries, list) and all(
        isinstance(one, dict) and set(one) == set(_KEYS) and all(isinstance(v, str) for v in one.values())
        and one["kind"] in _KINDS
        for one in entries
    )  # fmt: skip
    if not sound or document.get("schema") != SCHEMA:
        said = tr("{file} is no list of kernketen. kernketen regions lock writes it anew.", file=file)
        raise Refusal(said, reason="lock")
    assert isinstance(entries, list)
    found: list[dict[str, Any]] = entries
    return found
