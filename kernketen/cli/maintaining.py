"""The commands for who maintains a region: options, help, one call each."""

from typing import Annotated

import typer

from kernketen.cli.helping import Command
from kernketen.words import tr


def declare(app: typer.Typer) -> None:
    """Add the commands to the app, with help in the language that was chosen."""
    Lang = Annotated[str | None, typer.Option("--lang", help=tr("Language of the program: nl or en."))]
    Out = Annotated[
        str | None, typer.Option("-o", "--output", help=tr("Write to this file instead of the screen."))
    ]

    @app.command(
        "validate",
        cls=Command,
        help=tr(
            "Everything that is wrong with a region: each finding with its file and line, and with the "
            "nearest right word.\n\n"
            "Example: kernketen validate plugins/haaglanden"
        ),
    )
    def validate_(
        paths: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=tr("PATH"),
                help=tr("Folders with a region; without them, the folder you are in."),
            ),
        ] = None,
        installed: Annotated[
            bool, typer.Option("--installed", help=tr("All installed regions instead of a folder."))
        ] = False,
        only: Annotated[
            str | None, typer.Option("--only", help=tr("Only this rule, or this family: dates."))
        ] = None,
        fail_on: Annotated[
            str,
            typer.Option(
                "--fail-on",
                envvar="KERNKETEN_FAIL_ON",
                help=tr("From which severity on the exit status is 1: error, warning or note."),
            ),
        ] = "error",
        on: Annotated[
            str | None,
            typer.Option("--on", help=tr("The day the answer is for: 2024-03-31, 2024-03 or 2024.")),
        ] = None,
        form: Annotated[
            str | None,
            typer.Option("--format", help=tr("Form of the report: {forms}.", forms="text, json")),
        ] = None,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import validate

        return validate.run(paths or (), installed, only, fail_on, on, form, out)
