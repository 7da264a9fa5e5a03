"""The commands that put agreements beside each other: options, help, one call each."""

from typing import Annotated

import typer

from kernketen.cli import options
from kernketen.cli.helping import Command
from kernketen.showing.differences import FORMATS as _DIFFERENCES
from kernketen.words import tr


def declare(app: typer.Typer) -> None:
    """Add the commands to the app, with help in the language that was chosen."""
    _compare(app)
    _diff(app)


def _compare(app: typer.Typer) -> None:
    @app.command(
        "compare",
        cls=Command,
        help=tr(
            "Where the agreements of regions differ: one question a row, one region a column.\n\n"
            "Example: kernketen compare --question absence/te_laat"
        ),
    )
    def compare_(
        regions: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=tr("REGION"), help=tr("Regions, by id or name; without them, all installed ones.")
            ),
        ] = None,
        question: Annotated[
            str | None,
            typer.Option(
                "--question",
                help=tr("One question, or question/topic: the situations in which the answers differ."),
            ),
        ] = None,
        concept: Annotated[
            str | None,
            typer.Option(
                "--concept", help=tr("A concept instead of a question: roles, teams, partners, terms …")
            ),
        ] = None,
        against: Annotated[
            str | None,
            typer.Option("--against", help=tr("One region beside each of the others, in detail.")),
        ] = None,
        similar: Annotated[
            bool, typer.Option("--similar", help=tr("How much alike the regions behave, each with each."))
        ] = False,
        on: Annotated[str | None, options.on()] = None,
        why: Annotated[
            bool, typer.Option("--why", help=tr("Also show the section, and the place in the data."))
        ] = False,
        form: Annotated[
            str | None,
            options.form(
                tr("Form of the answer: {forms}.", forms="table, markdown, csv, json, html, xlsx, svg")
            ),
        ] = None,
        out: Annotated[str | None, options.output()] = None,
        lang: Annotated[str | None, options.lang()] = None,
        path: Annotated[list[str] | None, options.paths()] = None,
        overlay: Annotated[list[str] | None, options.overlay()] = None,
    ) -> int:
        from kernketen.cli import compare

        return compare.run(
            regions or (),
            question,
            concept,
            against,
            similar,
            on,
            why,
            form,
            out,
            path or (),
            overlay or (),
        )


def _diff(app: typer.Typer) -> None:
    @app.command(
        "diff",
        cls=Command,
        help=tr(
            "What is different between two versions of a region, and which decisions flip: by default the "
            "last tag in git and the folder you are in.\n\n"
            "Example: kernketen diff v0.1.0:plugins/haaglanden plugins/haaglanden"
        ),
    )
    def diff_(
        old: Annotated[
            str | None,
            typer.Argument(
                metavar=tr("OLD"),
                help=tr("A folder, a zip, an installed region, or REF:FOLDER from git; else the last tag."),
            ),
        ] = None,
        new: Annotated[
            str | None,
            typer.Argument(metavar=tr("NEW"), help=tr("Likewise; without it the folder you are in.")),
        ] = None,
        question: Annotated[
            str | None,
            typer.Option("--question", help=tr("Only this question, or question/topic.")),
        ] = None,
        fail_on: Annotated[
            str | None,
            typer.Option(
                "--fail-on",
                help=tr("From which weight on the exit status is 1: breaking or notable."),
            ),
        ] = None,
        changelog: Annotated[
            bool, typer.Option("--changelog", help=tr("A draft for the region's CHANGELOG.md instead."))
        ] = False,
        check_version: Annotated[
            bool,
            typer.Option(
                "--check-version",
                help=tr("Also exit with 1 where the version number was not raised as much as needed."),
            ),
        ] = False,
        overlay: Annotated[list[str] | None, options.overlay()] = None,
        form: Annotated[
            str | None, options.form(tr("Form of the answer: {forms}.", forms=", ".join(_DIFFERENCES)))
        ] = None,
        out: Annotated[str | None, options.output()] = None,
        lang: Annotated[str | None, options.lang()] = None,
    ) -> int:
        from kernketen.cli import diff

        return diff.run(old, new, question, fail_on, changelog, check_version, overlay or (), form, out)
