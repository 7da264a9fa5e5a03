"""What a plugin with code can do. A region that is data alone needs none of this.

Every hook gives a list of values and is handed no object of the program. What it gives is looked at before
it is used; what cannot be used is a finding with the plugin's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pluggy

from kernketen.model.questions import Question

PROJECT = "kernketen"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


Exported: TypeAlias = str | bytes | Mapping[str, str | bytes]
"""What an exporter gives: a text, a file, or several files by name, which go into a folder."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format of ``kernketen export``: its name, what it is in one sentence, and a region in it.

    ``text`` gives a text; or bytes, which are written to a file only; or several files by name (no folders).
    ``takes`` names the options that it is handed by their names: ``concept``, the word of ``--concept`` or an
    empty text, and ``people``, the local contact list where ``--with-people`` asks for it, else ``None``.
    """

    name: str
    what: str
    text: Callable[..., Exported]
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A further command ``kernketen NAME``: its name, what it does in one sentence, and what is run.

    The parameters of ``run``, with their types and defaults, become the arguments and options; it prints, and
    returns the exit status or nothing.
    """

    name: str
    what: str
    run: Callable[..., int | None]


@hookspec
def kernketen_regions() -> Iterable[str]:  # type: ignore[empty-body]
    """Folders (paths) that each hold the ``region.yaml`` of a further region."""


@hookspec
def kernketen_checks() -> Iterable[Any]:  # type: ignore[empty-body]
    """Further rules for ``kernketen validate``: ``kernketen.Check`` objects."""


@hookspec
def kernketen_questions() -> Iterable[Question]:  # type: ignore[empty-body]
    """Further questions that regions may have rules for, with their topics and outcomes."""


@hookspec
def kernketen_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Further formats of ``kernketen export``."""


@hookspec
def kernketen_commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """Further commands."""
