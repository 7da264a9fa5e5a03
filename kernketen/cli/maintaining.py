"""The commands for who maintains a region: options, help, one call each."""

from typing import Annotated

import typer

from kernketen.cli import options
from kernketen.cli.helping import Command
from kernketen.showing.reports import FORMATS
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
                help=tr(
                    "Folders or zips with a region, or “-” for a file from stdin; without them the folder "
                    "you are in."
                ),
            ),
        ] = None,
        installed: Annotated[
            bool, typer.Option("--installed", help=tr("All installed regions instead of a folder."))
        ] = False,
        fix: Annotated[
            bool,
            typer.Option("--fix", help=tr("Mend what is safe: quotes, the order of keys; comments stay.")),
        ] = False,
        filename: Annotated[
            str | None,
            typer.Option("--filename", help=tr("With PATH “-”: which file of a region comes from stdin.")),
        ] = None,
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
            typer.Option("--format", help=tr("Form of the report: {forms}.", forms=", ".join(FORMATS))),
        ] = None,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import validate

        return validate.run(paths or (), installed, only, fail_on, on, form, out, fix, filename)

    @app.command(
        "rules",
        cls=Command,
        help=tr("What validate looks at: all rules, also those of plugins.\n\nExample: kernketen rules"),
    )
    def rules_(
        long: Annotated[
            bool, typer.Option("--long", help=tr("In markdown: each rule in full, with its examples."))
        ] = False,
        form: Annotated[
            str | None,
            typer.Option("--format", help=tr("Form of the answer: {forms}.", forms="table, json, markdown")),
        ] = None,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import rules

        return rules.rules(long, form, out)

    @app.command(
        "explain",
        cls=Command,
        help=tr(
            "One rule of validate in full: what it asks for, why, a wrong and a right example.\n\n"
            "Example: kernketen explain dates.not_reviewed"
        ),
    )
    def explain_(
        rule: Annotated[
            str,
            typer.Argument(metavar=tr("RULE"), help=tr("The rule that a finding names, or a family: dates.")),
        ],
        form: Annotated[
            str | None,
            typer.Option("--format", help=tr("Form of the answer: {forms}.", forms="text, json, markdown")),
        ] = None,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import rules

        return rules.explain(rule, form, out)

    @app.command(
        "new-region",
        cls=Command,
        help=tr(
            "A package for a region of your own, with an example of everything, to fill in.\n\n"
            'Example: kernketen new-region de_meierij --name "De Meierij" --municipality Boxtel'
        ),
    )
    def new_region_(
        identifier: Annotated[
            str | None,
            typer.Argument(metavar="ID", help=tr("Short name in small letters: de_meierij.")),
        ] = None,
        name: Annotated[str | None, typer.Option("--name", help=tr("What people call the region."))] = None,
        municipalities: Annotated[
            list[str] | None,
            typer.Option(
                "--municipality", help=tr("A municipality of its schools; may be given several times.")
            ),
        ] = None,
        into: Annotated[
            str, typer.Option("--into", help=tr("The folder in which the folder ID is made."))
        ] = ".",
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import new_region

        return new_region.run(identifier, name, municipalities or (), into)

    @app.command(
        "export",
        cls=Command,
        help=tr(
            "A region whole, for other programs and for readers; plugins can add forms.\n\n"
            "Example: kernketen export veldhoven --format xlsx -o veldhoven.xlsx"
        ),
    )
    def export_(
        region: Annotated[
            str | None, typer.Argument(help=tr("The region, by id or name; or a folder or zip with one."))
        ] = None,
        form: Annotated[
            str | None,
            typer.Option(
                "--format", help=tr("Form: json, csv, xlsx, markdown, mermaid, or one of a plugin.")
            ),
        ] = None,
        concept: Annotated[
            str | None, typer.Option("--concept", help=tr("Only this part: roles, rules, gaps …"))
        ] = None,
        with_people: Annotated[
            bool,
            typer.Option(
                "--with-people",
                help=tr("Also the people of the contact list on this machine; keep it to yourself."),
            ),
        ] = False,
        out: Annotated[
            str | None,
            typer.Option("-o", "--output", help=tr("Write to this file; for csv with all tables a folder.")),
        ] = None,
        lang: Lang = None,
        path: Annotated[list[str] | None, options.paths()] = None,
    ) -> int:
        from kernketen.cli import export

        return export.run(region, form, out, path or (), concept, with_people)

    @app.command(
        "schema",
        cls=Command,
        help=tr(
            "The schema of one of a region's files, in one piece, for an editor; without a name the list.\n\n"
            "Example: kernketen schema roles"
        ),
    )
    def schema_(
        name: Annotated[
            str | None, typer.Argument(metavar=tr("NAME"), help=tr("The file without its ending: roles."))
        ] = None,
        every: Annotated[
            bool, typer.Option("--all", help=tr("Write all schemas into the folder that -o names."))
        ] = False,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import schemas

        return schemas.run(name, every, out)
