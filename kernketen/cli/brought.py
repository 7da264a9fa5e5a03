"""The commands that plugins add: named in the help without loading them, loaded when one is asked for."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable

import typer

from kernketen.cli import located
from kernketen.cli.helping import Command
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.reading.hookspecs import Command as Brought


def declare(app: typer.Typer, asked: str | None) -> None:
    """Add the commands of plugins to the app: the one that is ``asked`` for whole, of others what they do."""
    named: dict[str, str] = {}
    with contextlib.suppress(Refusal):
        # A folder that is not there is said when a command needs it; the help is always given.
        named = located.regions().commands()
    for name, what in named.items():
        if name != asked:
            app.command(name, cls=Command, help=what)(_unused)
    if asked in named:
        from kernketen.cli import plugged

        found = plugged.command(asked)
        if found is not None:
            plugin, command = found
            _add(app, plugin, command)


def _unused() -> None:
    pass


def _add(app: typer.Typer, plugin: str, command: Brought) -> None:
    function = _kept(plugin, command.name, command.run)
    trial = typer.Typer()
    trial.command(command.name)(function)
    try:
        typer.main.get_command(trial)
    except Exception as error:
        # Its parameters have no types that a command line can give.
        raise _failed(plugin, command.name, error) from error
    app.command(command.name, cls=Command, help=command.what)(function)


def _failed(plugin: str, name: str, error: BaseException) -> Refusal:
    from kernketen.reading.plugins import why

    return Refusal(
        tr(
            "The command {name} of the plugin {plugin} failed: {why}.",
            name=name,
            plugin=plugin,
            why=why(error),
        ),
        reason="plugin",
    )


def _kept(plugin: str, name: str, run: Callable[..., int | None]) -> Callable[..., int | None]:
    """The function of a plugin, whose failure is a sentence with its name and never a traceback."""

    @functools.wraps(run)
    def kept(*arguments: object, **options: object) -> int | None:
        try:
            return run(*arguments, **options)
        except (Refusal, KeyboardInterrupt, SystemExit, BrokenPipeError):
            raise
        except Exception as error:
            if type(error).__module__.startswith(("typer", "click")):
                raise
            raise _failed(plugin, name, error) from error

    return kept
