"""Commands whose help is in the user's language, also where the library has words of its own."""

from __future__ import annotations

import difflib
from typing import Any

from typer.core import TyperCommand, TyperGroup

from kernketen.refusal import Refusal
from kernketen.words import marked, tr

# What the library says in every help text.
_LIBRARY = (
    marked("Usage: "),
    marked("Options:"),
    marked("Arguments:"),
    marked("Commands:"),
    marked("Show this message and exit."),
    marked("Install completion for the current shell."),
    marked("Show completion for the current shell, to copy it or"),
    marked("customize the installation."),
    marked("[required]"),
    marked("[default: "),
    marked("[OPTIONS]"),
    marked("COMMAND [ARGS]..."),
    marked("<str>"),
)


def _translated(text: str) -> str:
    for phrase in _LIBRARY:
        text = text.replace(phrase, tr(phrase))
    return text


class Command(TyperCommand):
    """A command with translated help."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _translated(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands with translated help, which knows the nearest command to a wrong one."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _translated(super().get_help(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is asked for. Raises ``Refusal`` for an unknown one."""
        if args and self.get_command(ctx, args[0]) is None:
            names = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], names, 1)
            said = tr("The command “{command}” does not exist.", command=args[0])
            if near:
                said += " " + tr("Did you mean “{word}”?", word=near[0])
            raise Refusal(
                said + " " + tr("Commands: {commands}.", commands=", ".join(names)),
                reason="unknown_command",
                suggestions=tuple(near),
            )
        return super().resolve_command(ctx, args)
