"""Which regions are there: installed packages, folders given, and plugins with code, each on its own.

A region that is data is found without being imported. A package whose ``__init__.py`` holds code is loaded
through pluggy; when that fails, the failure is a finding with its name and the others go on.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

import pluggy

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.reading import hookspecs, snapshot
from kernketen.words import marked

REGIONS = "kernketen.regions"
PLUGINS = "kernketen.plugins"

IMPORT = Rule("plugin.import")
HOOK = Rule("plugin.hook")
CLAIM = Rule("plugin.two_claimants")
FOLDER = Rule("plugin.folder")
METADATA = Rule("plugin.metadata")
CHECK_FAILED = Rule("check.failed", Severity.WARNING)
REGIONS_HOOK = Rule("plugin.regions")
GIVES = Rule("plugin.gives", Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a region comes from: its folder, and the distribution that installed it (if one did)."""

    id: str
    folder: str
    shown: str
    distribution: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A package with code that brings no region of its own: where it lies, and who installed it."""

    distribution: str
    version: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """All region sources, the manager with the plugins that bring code, and what went wrong.

    ``places`` are the folders and files that were looked at, also those of plugins that are not used.
    """

    sources: tuple[Source, ...]
    plugins: tuple[Plugin, ...]
    manager: pluggy.PluginManager
    findings: tuple[Finding, ...]
    places: tuple[str, ...]


def find(folders: Iterable[tuple[str, str]]) -> Found:
    """Find all regions: the installed ones and the given ``folders`` (with their names in findings), which
    take the place of an installed region of the same id.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    findings: list[Finding] = []
    places: list[str] = []
    claims: dict[str, list[Source]] = {}
    entries = sorted(_entry_points(findings), key=lambda e: (e.name, e.value))
    coded: list[Plugin] = []
    for entry in entries:
        folder = _folder_of(entry.value.split(":")[0])
        place = folder or _file_of(entry.value.split(":")[0])
        if place is not None:
            places.append(place)
        if entry.group == PLUGINS:
            coded.append(Plugin(_named(entry), (entry.dist.version if entry.dist else "") or "", place or ""))
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
    extra = {source.folder: source for source in _of_hooks(manager, findings)}
    for folder, shown in folders:
        extra[os.path.abspath(folder)] = Source("", os.path.abspath(folder), shown)
    places += extra
    return Found((*sources, *extra.values()), tuple(coded), manager, tuple(findings), tuple(places))


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
                    METADATA,
                    Location(shown),
                    marked("The installed package {plugin} cannot be read: {why}."),
                    {"plugin": shown, "why": why(error)},
                )
            )
            continue
        # Of two installations the first on the path counts, as it does for an import.
        key = name.lower().replace("_", "-").replace(".", "-")
        if key not in seen:
            seen.add(key)
            yield from found


def given(manager: pluggy.PluginManager, hook: str) -> tuple[list[tuple[str, Any]], list[Finding]]:
    """(plugin, value) for all that plugins give through a hook; one that fails is a finding with its name."""
    values: list[tuple[str, Any]] = []
    findings: list[Finding] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        name = implementation.plugin_name
        try:
            values += [(name, value) for value in _called(implementation)]
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            findings.append(gives(name, hook, why(error)))
    return values, findings


def gives(plugin: str, hook: str, reason: str) -> Finding:
    """The finding that what a plugin gives through a hook cannot be used."""
    sentence = marked("What the plugin {plugin} gives for {hook} cannot be used: {why}.")
    return Finding(GIVES, Location(plugin), sentence, {"plugin": plugin, "hook": hook, "why": reason})


def _installed(
    entry: metadata.EntryPoint, folder: str | None, manager: pluggy.PluginManager, findings: list[Finding]
) -> Source | None:
    shown = _named(entry)
    package = entry.value.split(":")[0]
    if folder is None:
        findings.append(
            Finding(
                FOLDER,
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
    # Looking for a top-level name imports nothing; a dotted one would import its parents.
    top, *rest = package.split(".")
    spec = _spec(top)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = os.path.join(place, *rest)
        if os.path.isdir(folder):
            return folder
    return None


def _spec(name: str) -> ModuleSpec | None:
    """Where a package lies that is installed; one of that name in the folder we are in is none."""
    try:
        # The second knows the packages that only a hook of an installer can find.
        return PathFinder.find_spec(name, snapshot.package_places()) or importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None


def _file_of(module: str) -> str | None:
    """The file of a module that is no package."""
    if "." in module:
        return None
    spec = _spec(module)
    return spec.origin if spec and spec.origin and os.path.isfile(spec.origin) else None


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
                IMPORT,
                Location(shown),
                marked("The plugin {plugin} cannot be loaded: {why}."),
                {"plugin": shown, "why": why(error)},
            )
        )
        return False
    known = [name for name in dir(hookspecs) if name.startswith(f"{hookspecs.PROJECT}_")]
    wrong = [name for name in _hooks(manager, plugin) if name not in known]
    for name in wrong:
        near = difflib.get_close_matches(name, known, 1)
        findings.append(
            Finding(
                HOOK,
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
                HOOK,
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
                    REGIONS_HOOK,
                    Location(implementation.plugin_name),
                    marked("The plugin {plugin} cannot say which regions it has: {why}."),
                    {"plugin": implementation.plugin_name, "why": why(error)},
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
    return [Finding(CLAIM, Location(one), sentence, values) for one in shown]


def _named(entry: metadata.EntryPoint) -> str:
    # A distribution whose metadata was lost has no name.
    return (entry.dist.name if entry.dist else "") or entry.value


def _shown(folder: str) -> str:
    return os.path.basename(os.path.abspath(folder))


def why(error: BaseException) -> str:
    """An exception in one line: its kind, and the first line of what it says."""
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
