"""What plugins with code bring, joined with what the core has of the same kind."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from typing import Any

from kernketen.checking import book
from kernketen.checking.check import Check
from kernketen.cli.known import COMMANDS
from kernketen.finding import Finding
from kernketen.model.region import OwnQuestion
from kernketen.reading import brought, plugins
from kernketen.reading.brought import Brought
from kernketen.reading.hookspecs import Command, Exporter
from kernketen.reading.plugins import Found
from kernketen.showing import exports


def installed() -> Found:
    """The installed regions and plugins, found anew; what these print while they load is no answer."""
    with contextlib.redirect_stdout(sys.stderr):
        return plugins.find(())


def listed(found: Found) -> list[dict[str, Any]]:
    """What is told of all rules: those of the core, and those that plugins add."""
    return [check.as_json() for check in gathered(found)[0]]


def gathered(found: Found) -> tuple[Sequence[Check], Sequence[Finding]]:
    """All checks, and what is wrong with those of plugins: also the plugins that could not be loaded."""
    found.manager.register(book, brought.CORE)
    with contextlib.redirect_stdout(sys.stderr):
        return book.gathered(found.manager)


def questions(found: Found) -> dict[str, OwnQuestion]:
    """The questions that plugins add to those of the core."""
    with contextlib.redirect_stdout(sys.stderr):
        return brought.questions(found.manager)[0]


def exporters() -> Brought[Exporter]:
    """The formats of ``export``: those of the core, and those that plugins add."""
    found = installed()
    found.manager.register(exports, brought.CORE)
    return brought.exporters(found.manager)


def command(name: str) -> tuple[str, Command] | None:
    """(plugin, command) for a command that a plugin adds."""
    added = brought.commands(installed().manager, COMMANDS).values
    return next((pair for pair in added if pair[1].name == name), None)
