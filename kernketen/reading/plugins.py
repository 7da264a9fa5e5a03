"""Which regions are there: installed packages, folders given, and plugins with code, each on its own.

A region that is data is found without being imported. A package whose ``__init__.py`` holds code is loaded
through pluggy; when that fails, the failure is a finding with its name and the others go on.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from typing import cast

import pluggy

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.region import Region
from kernketen.reading import hookspecs
from kernketen.words import marked

REGIONS = "kernketen.regions"
PLUGINS = "kernketen.plugins"

_IMPORT = Rule("plugin.import")
_HOOK = Rule("plugin.hook")
_CLAIM = Rule("plugin.two_claimants")
_FOLDER = Rule("plugin.folder")
_CHECK = Rule("plugin.check", Severity.WARNING)


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
    """All region sources, the manager with the plugins that bring code, and what went wrong."""

    sources: tuple[Source, ...]
    manager: pluggy.PluginManager
    findings: tuple[Finding, ...]


def find(folders: Iterable[str]) -> Found:
    """Find all regions: the installed ones and the given ``folders``, which take the place of an installed
    region of the same id.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    findings: list[Finding] = []
    claims: dict[str, list[Source]] = {}
    for entry in sorted(metadata.entry_points(group=REGIONS), key=lambda e: (e.name, e.value)):
        source = _installed(entry, manager, findings)
        if source is not None and source not in claims.setdefault(source.id, []):
            claims[source.id].append(source)
    for entry in sorted(metadata.entry_points(group=PLUGINS), key=lambda e: (e.name, e.value)):
        _load(manager, entry.value, _named(entry), findings)
    sources = {name: _only(name, found, findings) for name, found in claims.items()}
    for extra in [*_of_hooks(manager, findings), *(Source("", f, _shown(f)) for f in folders)]:
        sources[extra.folder] = extra
    return Found(tuple(s for s in sources.values() if s is not None), manager, tuple(findings))


def further_findings(manager: pluggy.PluginManager, region: Region) -> list[Finding]:
    """What plugins find wrong with a region; a plugin whose check crashes is a finding itself."""
    found: list[Finding] = []
    for implementation in manager.hook.kernketen_findings.get_hookimpls():
        try:
            found.extend(cast(Iterable[Finding], implementation.function(region)))
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


def _installed(
    entry: metadata.EntryPoint, manager: pluggy.PluginManager, findings: list[Finding]
) -> Source | None:
    shown = _named(entry)
    package = entry.value.split(":")[0]
    folder = _folder_of(package)
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
        distribution.name if distribution else "",
        distribution.version if distribution else "",
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
    except (Exception, SystemExit) as error:
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
    wrong = [name for name in dir(plugin) if _is_hook(plugin, name) and name not in known]
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
                {"plugin": shown, "why": _why(error)},
            )
        )
        return False
    return True


def _is_hook(plugin: object, name: str) -> bool:
    value = getattr(plugin, name, None)
    return callable(value) and hasattr(value, f"{hookspecs.PROJECT}_impl")


def _of_hooks(manager: pluggy.PluginManager, findings: list[Finding]) -> Iterable[Source]:
    for implementation in manager.hook.kernketen_regions.get_hookimpls():
        try:
            given = cast(Iterable[str], implementation.function())
            folders = [os.fspath(folder) for folder in given]
        except Exception as error:
            findings.append(
                Finding(
                    _CHECK,
                    Location(implementation.plugin_name),
                    marked("The plugin {plugin} cannot say which regions it has: {why}."),
                    {"plugin": implementation.plugin_name, "why": _why(error)},
                )
            )
            continue
        for folder in folders:
            yield Source("", folder, _shown(folder), implementation.plugin_name)


def _only(name: str, claims: list[Source], findings: list[Finding]) -> Source | None:
    if len(claims) == 1:
        return claims[0]
    plugins = " · ".join(source.distribution or source.shown for source in claims)
    for source in claims:
        findings.append(
            Finding(
                _CLAIM,
                Location(source.distribution or source.shown),
                marked("Two plugins claim the region “{region}” ({plugins}); neither is used. Remove one."),
                {"region": name, "plugins": plugins},
            )
        )
    return None


def _named(entry: metadata.EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.value


def _shown(folder: str) -> str:
    return os.path.basename(os.path.abspath(folder))


def _why(error: BaseException) -> str:
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
