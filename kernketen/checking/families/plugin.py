"""Plugins: every package with a region or with code can be loaded, and they do not get in each other's way.

These are found by ``kernketen regions``: a folder that is checked by itself has no package around it.
"""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.reading import brought, build, plugins
from kernketen.words import marked

_PROJECT = "pyproject.toml"
_CODE = "__init__.py"
_REGION = '[project.entry-points."kernketen.regions"]\nvoorbeeld = "kernketen_voorbeeld"\n'
_HOOK = "from kernketen import hookimpl\n\n\n@hookimpl\ndef {}\n"
_FOLDERS = "kernketen_regions():\n    return {}"
_EMPTY = Example(_CODE, "# Alleen gegevens.\n")
_ONE = Example(_PROJECT, _REGION)


def _code(text: str) -> Example:
    return Example(_CODE, _HOOK.format(text))


CHECKS = (
    Check(
        plugins.IMPORT,
        marked("A plugin with code can be loaded."),
        marked("What it brings is not used; all other regions still answer."),
        Example(_CODE, "import bestaat_niet\n"),
        _EMPTY,
    ),
    Check(
        plugins.HOOK,
        marked("A hook that a plugin implements exists, with these arguments."),
        marked("A hook with a typing error in its name would never be called."),
        _code("kernketen_check():\n    return []"),
        _code("kernketen_checks():\n    return []"),
    ),
    Check(
        plugins.GIVES,
        marked("What a plugin gives through a hook is a list of what the hook asks for."),
        marked("Anything else cannot be used; what other plugins give still is."),
        _code('kernketen_checks():\n    return ["een regel"]'),
        _code("kernketen_checks():\n    return []"),
    ),
    Check(
        brought.NAME_TAKEN,
        marked("A rule, a question, a format or a command of a plugin has a name of its own."),
        marked("Of two with one name nobody knows which is meant; the first is used."),
        Example("", "", marked("a plugin that brings a rule with the name of a rule of the core")),
        Example("", "", marked("a plugin that brings a rule with a name of its own")),
    ),
    Check(
        plugins.REGIONS_HOOK,
        marked("A plugin that says which regions it has gives a list of folders."),
        marked("Its regions are not found otherwise."),
        _code(_FOLDERS.format('"/map"')),
        _code(_FOLDERS.format('["/map"]')),
    ),
    Check(
        plugins.FOLDER,
        marked("The package that a region's entry point names is there."),
        marked("The region is installed by name, but nothing of it can be read."),
        Example(_PROJECT, _REGION.replace("kernketen_voorbeeld", "kernketen_vorbeeld")),
        _ONE,
    ),
    Check(
        plugins.METADATA,
        marked("The list of what an installed package brings can be read."),
        marked("A package that is half installed hides its region. Install it again."),
        Example("", "", marked("a package of which the files with its name and version were lost")),
        _ONE,
    ),
    Check(
        build.REGION_ID,
        marked("A package is installed under the id that its region.yaml gives."),
        marked("Who asks for the region by its id would get another one, or none."),
        Example(_PROJECT, _REGION.replace("voorbeeld =", "voorbeeldland =")),
        _ONE,
    ),
    Check(
        plugins.CLAIM,
        marked("A region is installed by one package."),
        marked("Nobody can say which of two is right, so neither is used."),
        Example("", "", marked("two packages that install the same region")),
        _ONE,
    ),
    Check(
        build.TWO_FOLDERS,
        marked("Of two folders that are given, only one holds a region of the same id."),
        marked("The last one is used; the other is left out."),
        Example("", "", marked("`--path` twice, with the same region in both folders")),
        Example("", "", marked("`--path` once for each region")),
    ),
    Check(
        plugins.CHECK_FAILED,
        marked("Every check can be carried out."),
        marked("What a check would have found is not known. Tell whoever made the check or the plugin."),
        Example("", "", marked("a check of a plugin that fails on a region")),
        Example("", "", marked("a check that also knows what to do where something is missing")),
    ),
)
