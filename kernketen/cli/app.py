"""The command line as a whole: which commands there are, and wrong use said in the user's language."""

from __future__ import annotations

import difflib
import importlib
import os
import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import Abort, TyperException

from kernketen import words
from kernketen.cli import opened, output
from kernketen.cli.helping import Command, Group
from kernketen.cli.known import COMMANDS
from kernketen.refusal import WRONG_USE, Refusal
from kernketen.words import marked, tr

_DECLARING = ("commands", "questions", "comparing", "maintaining")
_GROUPS = {
    "schools": marked("The register of schools: import it, look in it."),
    "contacts": marked(
        "The contact lists of regions: people's names and numbers, kept on this machine only."
    ),
}
_TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
_WRONG = {
    "NoSuchOption": marked("The option {what} does not exist."),
    "MissingParameter": marked("{what} is missing."),
    "BadOptionUsage": marked("The option {what} needs a value."),
}


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status."""
    words.choose()
    try:
        words.choose(output.checked_language(_given(arguments, "--lang")))
        status = build(arguments)(list(arguments), prog_name="kernketen", standalone_mode=False)
    except Refusal as refusal:
        return _refused(refusal, arguments)
    except Abort:
        output.tell(tr("Stopped."))
        return 1
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            output.tell_lines(error.format_message())
            return WRONG_USE
        return _refused(Refusal(_said(error), reason="wrong_use"), arguments)
    finally:
        opened.close()
    return status if isinstance(status, int) else 0


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """The app with the command that ``arguments`` ask for, or with all where they ask none."""
    first = next((word for word in arguments if not word.startswith("-")), None)
    asked = first if first in COMMANDS else None
    app = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=tr("Who works together around a school, and what was agreed: regional agreements that answer."),
    )
    for module in _DECLARING:
        # The first has the options of the whole; another is loaded for its own commands, and for the help.
        if module == "commands" or asked is None or COMMANDS[asked] == module:
            importlib.import_module(f"kernketen.cli.{module}").declare(app)
    for name, said in _GROUPS.items():
        if asked == name or "_KERNKETEN_COMPLETE" in os.environ:
            app.add_typer(_loaded(name), name=name, help=tr(said))
        elif asked is None:
            # The help of the whole says only what the group is for.
            app.add_typer(typer.Typer(cls=Group), name=name, help=tr(said))
    if asked is None:
        # Only now it may be one of a plugin, or a wrong word, or the help that names them all.
        importlib.import_module("kernketen.cli.brought").declare(app, first)
    return app


def _loaded(name: str) -> typer.Typer:
    group: typer.Typer = importlib.import_module(f"kernketen.cli.{name}").app
    group.info.cls = Group
    for command in group.registered_commands:
        command.cls = Command
    return group


def _given(arguments: Sequence[str], option: str) -> str | None:
    for index, word in enumerate(arguments):
        if word == option and index + 1 < len(arguments):
            return arguments[index + 1]
        if word.startswith(option + "="):
            return word.partition("=")[2]
    return None


def _schema(arguments: Sequence[str]) -> str:
    words_ = [word for word in arguments if not word.startswith("-")][:2]
    name = words_[0] if words_ else "kernketen"
    if name in _GROUPS and len(words_) > 1:
        name = f"{name}-{words_[1]}"
    return f"kernketen/{name}/1"


def _refused(refusal: Refusal, arguments: Sequence[str]) -> int:
    form = _given(arguments, "--format") or os.environ.get("KERNKETEN_FORMAT") or ""
    out = _given(arguments, "-o") or _given(arguments, "--output")
    return output.refuse(refusal, _schema(arguments), form, out)


def _said(error: TyperException) -> str:
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    what = getattr(error, "option_name", None) or (_named(parameter) if parameter else "")
    if kind in _WRONG:
        said = tr(_WRONG[kind], what=str(what).strip("'\""))
    elif parameter is not None:
        said = tr("{what} cannot be used like this: {why}", what=what, why=getattr(error, "message", ""))
    else:
        said = error.format_message()
        found = _TOO_MANY.fullmatch(said)
        said = tr("Too many words: {words}.", words=found[1]) if found else said
    near = difflib.get_close_matches(str(what), getattr(error, "possibilities", None) or (), 1)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    path = context.command_path if context is not None else "kernketen"
    return said + " " + tr("See: {command} --help", command=path)


def _named(parameter: Any) -> str:
    """What the user calls an option or an argument: ``--school``, ``NAME``."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return str(parameter.opts[0])
