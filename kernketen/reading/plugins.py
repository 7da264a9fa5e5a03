"""Which regions are there: installed packages, folders given, and plugins with code, each on its own.

A region that is data is found without being imported. A package whose ``__init__.py`` holds code is loaded
through pluggy; when that fails, the failure is a finding with its name and the others go on.
"""

from __future__ import annotations

import contextlib
import copy
import difflib
import importlib
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import pluggy

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.region import Region
from kernketen.reading import hookspecs, snapshot
from kernketen.words import marked

REGIONS = "kernketen.regions"
PLUGINS = "kernketen.plugins"

_IMPORT = Rule("plugin.import")
_HOOK = Rule("plugin.hook")
_CLAIM = Rule("plugin.two_claimants")
_FOLDER = Rule("plugin.folder")
_METADATA = Rule("plugin.metadata")
_CHECK = Rule("plugin.check", Severity.WARNING)
_REGIONS_HOOK = Rule("plugin.regions")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a region comes from: its folder, and the distribution that installed it (if one did)."""

    id: str
    folder: str
    shown: str
    distribution: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All region sources, the manager with the plugins that bring code, and what went wrong.

    ``places`` are the folders and files that were looked at, also those of plugins that are not used.
    """

    sources: tuple[Source, ...]
    manager: pluggy.PluginManager
    findings: tuple[Finding, ...]
    places: tuple[str, ...]


def find(folders: Iterable[str]) -> Found:
    """Find all regions: the installed ones and the given ``folders``, which take the place of an installed
    region of the same id.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    findings: list[Finding] = []
    places: list[str] = []
    claims: dict[str, list[Source]] = {}
    entries = sorted(_entry_points(findings), key=lambda e: (e.name, e.value))
    for entry in entries:
        folder = _folder_of(entry.value.split(":")[0])
        if folder is not None:
            places.append(folder)
        if entry.group == PLUGINS:
            _load(manager, entry.value, _named(entry), findings)
            continue
        source = _installed(entry, folder, manager, findings)
        if source is not None and source not in claims.setdefault(source.id, []):
            claims[source.id].append(source)
    sources: list[Source] = []
    for name, claimants in claims.items():
        if len(claimants) == 1:
            sources += claimants
        else:
            findings += two_claimants(name, claimants)
    given = [os.path.abspath(folder) for folder in folders]
    extra = {source.folder: source for source in _of_hooks(manager, findings)}
    extra.update((folder, Source("", folder, _shown(folder))) for folder in dict.fromkeys(given))
    places += extra
    return Found((*sources, *extra.values()), manager, tuple(findings), tuple(places))


def _entry_points(findings: list[Finding]) -> Iterator[metadata.EntryPoint]:
    """The entry points of all distributions; one whose list cannot be read does not hide the others."""
    seen: set[str] = set()
    for distribution in metadata.distributions(path=snapshot.package_places()):
        try:
            # Most packages have nothing to do with us, and are not taken apart.
            if "kernketen." not in (distribution.read_text("entry_points.txt") or ""):
                continue
            name = str(distribution.name)
            found = [e for e in distribution.entry_points if e.group in (REGIONS, PLUGINS)]
        except Exception as error:
            shown = os.path.basename(str(getattr(distribution, "_path", distribution)))
            findings.append(
                Finding(
                    _METADATA,
                    Location(shown),
                    marked("The installed package {plugin} cannot be read: {why}."),
                    {"plugin": shown, "why": _why(error)},
                )
            )
            continue
        # Of two installations the first on the path counts, as it does for an import.
        key = name.lower().replace("_", "-").replace(".", "-")
        if key not in seen:
            seen.add(key)
            yield from found


def further_findings(manager: pluggy.PluginManager, region: Region) -> list[Finding]:
    """What plugins find wrong with a region; a plugin whose check crashes is a finding itself."""
    found: list[Finding] = []
    for implementation in manager.hook.kernketen_findings.get_hookimpls():
        try:
            # What it changes in the region stays its own, and what it finds must survive the snapshot.
            for finding in _called(implementation, region=copy.deepcopy(region)):
                json.dumps(finding.as_json())
                assert finding.message
                found.append(finding)
        except Exception as error:
            found.append(
                Finding(
                    _CHECK,
                    Location(implementation.plugin_name),
                    marked("The check of the plugin {plugin} failed: {why}."),
                    {"plugin": implementation.plugin_name, "why": _why(error)},
                )
            )
    return found


def given(manager: pluggy.PluginManager, hook: str) -> Iterator[Any]:
    """What plugins give through a hook without arguments; one that fails gives nothing."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        with contextlib.suppress(Exception):
            yield from list(_called(implementation))


def _installed(
    entry: metadata.EntryPoint, folder: str | None, manager: pluggy.PluginManager, findings: list[Finding]
) -> Source | None:
    shown = _named(entry)
    package = entry.value.split(":")[0]
    if folder is None:
        findings.append(
            Finding(
                _FOLDER,
                Location(shown),
                marked("The region {region} of {plugin} has no package {package}."),
                {"region": entry.name, "plugin": shown, "package": package},
            )
        )
        return None
    if _has_code(folder) and not _load(manager, package, shown, findings):
        return None
    distribution = entry.dist
    return Source(
        entry.name,
        folder,
        package,
        (distribution.name if distribution else "") or shown,
        (distribution.version if distribution else "") or "",
    )


def _folder_of(package: str) -> str | None:
    # find_spec of a top-level name imports nothing; a dotted one would import its parents.
    top, *rest = package.split(".")
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = os.path.join(place, *rest)
        if os.path.isdir(folder):
            return folder
    return None


def _has_code(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "__init__.py"), encoding="utf-8", errors="replace") as file:
            return any(line.strip() and not line.lstrip().startswith("#") for line in file)
    except OSError:
        return False


def _load(manager: pluggy.PluginManager, module: str, shown: str, findings: list[Finding]) -> bool:
    try:
        plugin = importlib.import_module(module.split(":")[0])
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        findings.append(
            Finding(
                _IMPORT,
                Location(shown),
                marked("The plugin {plugin} cannot be loaded: {why}."),
                {"plugin": shown, "why": _why(error)},
            )
        )
        return False
    known = [name for name in dir(hookspecs) if name.startswith(f"{hookspecs.PROJECT}_")]
    wrong = [name for name in _hooks(manager, plugin) if name not in known]
    for name in wrong:
        near = difflib.get_close_matches(name, known, 1)
        findings.append(
            Finding(
                _HOOK,
                Location(shown),
                marked("The plugin {plugin} implements a hook “{hook}” that does not exist."),
                {"plugin": shown, "hook": name},
                near[0] if near else None,
            )
        )
    if wrong:
        return False
    try:
        if not manager.is_registered(plugin):
            manager.register(plugin, shown)
    except Exception as error:
        findings.append(
            Finding(
                _HOOK,
                Location(shown),
                marked("The hooks of the plugin {plugin} do not fit: {why}."),
                # The last line says which argument, the ones above where the program looked.
                {"plugin": shown, "why": str(error).strip().splitlines()[-1]},
            )
        )
        return False
    return True


def _hooks(manager: pluggy.PluginManager, plugin: object) -> Iterator[str]:
    """The names of the hooks that a plugin means to implement."""
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        if options is not None and not options.get("optionalhook"):
            yield options.get("specname") or name


def _called(implementation: pluggy.HookImpl, **values: Any) -> Iterable[Any]:
    # A hook may take fewer arguments than it is offered.
    given: object = implementation.function(*(values[name] for name in implementation.argnames))
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"it gave {type(given).__name__} where a list was expected")
    return given


def _of_hooks(manager: pluggy.PluginManager, findings: list[Finding]) -> Iterable[Source]:
    for implementation in manager.hook.kernketen_regions.get_hookimpls():
        try:
            folders = [os.path.abspath(os.fspath(folder)) for folder in _called(implementation)]
        except Exception as error:
            findings.append(
                Finding(
                    _REGIONS_HOOK,
                    Location(implementation.plugin_name),
                    marked("The plugin {plugin} cannot say which regions it has: {why}."),
                    {"plugin": implementation.plugin_name, "why": _why(error)},
                )
            )
            continue
        for folder in folders:
            yield Source("", folder, _shown(folder), implementation.plugin_name)


def two_claimants(name: str, claimants: Iterable[Source]) -> list[Finding]:
    """The findings, one for each plugin, that say that several have a region of the same id."""
    shown = [source.distribution or source.shown for source in claimants]
    sentence = marked("Two plugins claim the region “{region}” ({plugins}); neither is used. Remove one.")
    values = {"region": name, "plugins": " · ".join(shown)}
    return [Finding(_CLAIM, Location(one), sentence, values) for one in shown]


def _named(entry: metadata.EntryPoint) -> str:
    # A distribution whose metadata was lost has no name.
    return (entry.dist.name if entry.dist else "") or entry.value


def _shown(folder: str) -> str:
    return os.path.basename(os.path.abspath(folder))


def _why(error: BaseException) -> str:
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
