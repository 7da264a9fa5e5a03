"""All rules: those of the core, and those that plugins add."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence

from kernketen.checking.check import Check

FAMILIES = ("structure", "dates", "sources", "values", "privacy", "language")
"""The families of the core: modules in ``checking.families``, in the order in which they are listed."""


def checks(of_plugins: Iterable[Check] = ()) -> Sequence[Check]:
    """The checks of the core and those of plugins; of two with one id the first counts."""
    found: dict[str, Check] = {}
    for family in FAMILIES:
        module = importlib.import_module(f"kernketen.checking.families.{family}")
        for check in module.CHECKS:
            found.setdefault(check.rule.id, check)
    for check in of_plugins:
        found.setdefault(check.rule.id, check)
    return tuple(found.values())
