"""The options that several commands have; each call says its help in the language that was chosen."""

from typing import Any

import typer

from kernketen.words import tr


def region() -> Any:
    """``--region``: which region is meant."""
    return typer.Option("--region", help=tr("The region, by id or name."))


def school() -> Any:
    """``--school``: which school is meant."""
    return typer.Option("--school", help=tr("The school: its name, or its code such as 18LW00."))


def on() -> Any:
    """``--on``: the day, month or year of the answer."""
    return typer.Option("--on", help=tr("The day the answer is for: 2024-03-31, 2024-03 or 2024."))


def form(said: str) -> Any:
    """``--format``; ``said`` names the forms of the command."""
    return typer.Option("--format", help=said)


def output() -> Any:
    """``-o``: a file instead of the screen."""
    return typer.Option("-o", "--output", help=tr("Write to this file instead of the screen."))


def overlay() -> Any:
    """``--overlay``: a draft that is laid over its region."""
    return typer.Option(
        "--overlay",
        metavar=tr("FILE"),
        help=tr("A draft (YAML) laid over the region: what if this were agreed? May be given several times."),
    )


def lang() -> Any:
    """``--lang``: the language of the program."""
    return typer.Option("--lang", help=tr("Language of the program: nl or en."))


def paths() -> Any:
    """``--path``: folders with a region."""
    return typer.Option(
        "--path", help=tr("A folder with a region, which takes the place of an installed one.")
    )
