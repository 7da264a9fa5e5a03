"""All rules: those of the core, and those that plugins add."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kernketen.checking.check import Check, Example
from kernketen.finding import Finding, Rule
from kernketen.reading import brought
from kernketen.reading.hookspecs import hookimpl

_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")

FAMILIES = (
    "file",
    "yaml_",
    "schema",
    "reference",
    "matrix",
    "structure",
    "decisions",
    "quantities",
    "law",
    "cases",
    "dates",
    "sources",
    "values",
    "privacy",
    "language",
    "layout",
    "waiver",
    "plugin",
)
"""The families of the core: modules in ``checking.families``, in the order in which they are listed."""


@hookimpl
def kernketen_checks() -> Sequence[Check]:
    """The checks of the core, which come in as those of plugins do."""
    found: dict[str, Check] = {}
    for family in FAMILIES:
        module = importlib.import_module(f"kernketen.checking.families.{family}")
        for check in module.CHECKS:
            found.setdefault(check.rule.id, check)
    return tuple(found.values())


def checks(of_plugins: Iterable[Check] = ()) -> Sequence[Check]:
    """The checks of the core and those of plugins; of two with one id the first counts."""
    found = {check.rule.id: check for check in kernketen_checks()}
    for check in of_plugins:
        found.setdefault(check.rule.id, check)
    return tuple(found.values())


def gathered(manager: Any) -> tuple[Sequence[Check], Sequence[Finding]]:
    """The checks that come in through the hook, and what is wrong with those of plugins."""
    found = brought.brought(manager, "kernketen_checks", Check, lambda check: check.rule.id, _wrong)
    named = [replace(check, plugin="" if owner == brought.CORE else owner) for owner, check in found.values]
    return tuple(named), found.findings


def _wrong(check: Check) -> str:
    if not isinstance(check.rule, Rule) or not _ID.fullmatch(str(check.rule.id)):
        return "a rule is called family.name, in small letters"
    said = (check.what, check.why)
    if not all(isinstance(text, str) and text for text in said):
        return f"{check.rule.id} does not say what it asks for, and why"
    if not isinstance(check.wrong, Example) or not isinstance(check.right, Example):
        return f"{check.rule.id} has no examples"
    return "" if callable(check.run) or check.run is None else f"{check.rule.id} has no function"
