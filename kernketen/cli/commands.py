"""The commands about regions and their people: options, help, one call each.

What a command needs is loaded when it is called: help and completion need none of it.
"""

from typing import Annotated

import typer

from kernketen import __version__
from kernketen.cli import options, output
from kernketen.cli.helping import Command
from kernketen.words import tr


def _version(wanted: bool) -> None:
    if wanted:
        output.say(f"kernketen {__version__}")
        raise typer.Exit


def declare(app: typer.Typer) -> None:
    """Add the commands to the app, with help in the language that was chosen."""
    Region = Annotated[str | None, options.region()]
    Lang = Annotated[str | None, options.lang()]
    Out = Annotated[str | None, options.output()]
    Form = Annotated[str | None, options.form(tr("Form of the answer: table, json, markdown or csv."))]
    Paths = Annotated[list[str] | None, options.paths()]

    @app.callback()
    def everything(
        version: Annotated[
            bool,
            typer.Option(
                "--version", callback=_version, is_eager=True, help=tr("Show the version and exit.")
            ),
        ] = False,
    ) -> None:
        pass

    @app.command(
        "who",
        cls=Command,
        help=tr(
            "Who belongs to the team of a school, how to reach them, and where that is written.\n\n"
            'Example: kernketen who --school "De Parel"'
        ),
    )
    def who_(
        school: Annotated[str, options.school()],
        region: Region = None,
        role: Annotated[
            str | None, typer.Option("--role", help=tr("Only this role, by name, alias or canonical role."))
        ] = None,
        pupil_municipality: Annotated[
            str | None,
            typer.Option("--pupil-municipality", help=tr("The municipality or place where the pupil lives.")),
        ] = None,
        on: Annotated[str | None, options.on()] = None,
        form: Form = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
    ) -> int:
        from kernketen.cli import who

        return who.run(school, region, role, pupil_municipality, on, form, out, lang, path or ())

    @app.command(
        "regions",
        cls=Command,
        help=tr(
            "Which regions are installed, and how they are. With lock, write down which they are; with "
            "check, say what is different since.\n\n"
            "Example: kernketen regions"
        ),
    )
    def regions_(
        action: Annotated[
            str | None,
            typer.Argument(
                metavar="[check|lock]",
                help=tr(
                    "check: hold what is installed against the file kernketen.lock; lock: write that file."
                ),
            ),
        ] = None,
        lock: Annotated[
            str,
            typer.Option("--lock", metavar=tr("FILE"), help=tr("Another file instead of kernketen.lock.")),
        ] = "kernketen.lock",
        form: Form = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
    ) -> int:
        from kernketen.cli import regions, tabled

        if action is None:
            return regions.run(output.checked_format(form, tabled.FORMATS), out, path or ())
        return regions.locked(action, lock, form, out, path or ())

    @app.command(
        "show",
        cls=Command,
        help=tr(
            "What a region's agreement holds: all of one part, or one item of it.\n\n"
            "Example: kernketen show groningen matrix oza jgz"
        ),
    )
    def show_(
        region: Annotated[str | None, typer.Argument(help=tr("The region, by id or name."))] = None,
        concept: Annotated[
            str | None,
            typer.Argument(
                help=tr("One part: roles, teams, tasks, rules …; without it, which parts there are.")
            ),
        ] = None,
        only: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=tr("ITEM"),
                help=tr("Only this item by its id; a rule by its topic, a cell by its row and column."),
            ),
        ] = None,
        form: Form = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
    ) -> int:
        from kernketen.cli import show, tabled

        return show.run(
            region, concept, only or (), output.checked_format(form, tabled.FORMATS), out, path or ()
        )

    @app.command(
        "search",
        cls=Command,
        help=tr(
            "Find roles, tasks, teams, terms and rules by words, in all regions.\n\n"
            "Example: kernketen search verzuim"
        ),
    )
    def search_(
        words: Annotated[
            list[str],
            typer.Argument(metavar=tr("WORDS"), help=tr("The words; each may be the beginning of one.")),
        ],
        region: Region = None,
        limit: Annotated[
            int | None,
            typer.Option("--limit", min=0, help=tr("So many hits, the best first; 0 for all.")),
        ] = None,
        form: Form = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
    ) -> int:
        from kernketen.cli import search, tabled

        return search.run(words, region, limit, output.checked_format(form, tabled.FORMATS), out, path or ())
