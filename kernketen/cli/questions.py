"""The commands that ask: options, help, one call each. What one needs is loaded when it is called."""

from typing import Annotated

import typer

from kernketen.cli import options
from kernketen.cli.helping import Command
from kernketen.refusal import Refusal
from kernketen.words import tr


def declare(app: typer.Typer) -> None:
    """Add the commands to the app, with help in the language that was chosen."""
    Region = Annotated[str | None, options.region()]
    School = Annotated[str | None, options.school()]
    On = Annotated[str | None, options.on()]
    Lang = Annotated[str | None, options.lang()]
    Out = Annotated[str | None, options.output()]
    Form = Annotated[str | None, options.form(tr("Form of the answer: table or json."))]
    Paths = Annotated[list[str] | None, options.paths()]
    Facts = Annotated[
        list[str] | None,
        typer.Argument(metavar=tr("FACT=VALUE"), help=tr("What is known about the case, such as sector=bo.")),
    ]

    File = Annotated[
        str | None,
        typer.Option(
            "--facts",
            metavar=tr("FILE"),
            help=tr('A file with facts, as one JSON object: {"sector": "bo"}.'),
        ),
    ]

    Overlays = Annotated[list[str] | None, options.overlay()]

    @app.command(
        "ask",
        cls=Command,
        help=tr(
            "What was agreed: who has the lead, what must be reported, who pays …\n\n"
            "Example: kernketen ask absence/te_laat --region zuid_kennemerland te_laat_keer=13"
        ),
    )
    def ask_(
        question: Annotated[
            str | None,
            typer.Argument(
                metavar=tr("QUESTION"),
                help=tr("A question, or question/topic; without it, the questions that the region answers."),
            ),
        ] = None,
        facts: Facts = None,
        region: Region = None,
        school: School = None,
        on: On = None,
        file: File = None,
        why: Annotated[
            bool, typer.Option("--why", help=tr("Also show the rule, its facts and its place."))
        ] = False,
        facts_help: Annotated[
            bool,
            typer.Option("--facts-help", help=tr("Show the facts that the question uses, and their values.")),
        ] = False,
        events: Annotated[
            str | None,
            typer.Option(
                "--events",
                metavar=tr("FILE"),
                help=tr(
                    "With the question absence: a list (CSV) with date, hours or lessons, and kind. "
                    "Counts when a number of the region is passed; nothing of it is kept."
                ),
            ),
        ] = None,
        holiday_region: Annotated[
            str | None,
            typer.Option(
                "--holiday-region",
                help=tr("The region of the school holidays, where no school says so: noord, midden or zuid."),
            ),
        ] = None,
        form: Form = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
        overlay: Overlays = None,
    ) -> int:
        from kernketen.cli import ask

        if facts_help:
            return ask.facts_help(question, region, school, form, out, path or (), overlay or ())
        if events is not None and overlay:
            raise Refusal(tr("A list of events and a draft do not go together."), reason="wrong_use")
        if events is not None:
            # What reads a list and knows the calendar is needed here only.
            from kernketen.cli import events as counting

            return counting.run(
                events, question, facts or (), region, school, holiday_region, on, why, form, out, path or ()
            )
        return ask.run(
            question,
            facts or (),
            region,
            school,
            on,
            why,
            form,
            out,
            path or (),
            holiday_region,
            file,
            overlay or (),
        )

    @app.command(
        "escalate",
        cls=Command,
        help=tr(
            "Where a case goes when it gets stuck: the ladders, the step reached and the next.\n\n"
            "Example: kernketen escalate --region veldhoven"
        ),
    )
    def escalate_(
        topic: Annotated[
            str | None,
            typer.Argument(metavar=tr("TOPIC"), help=tr("One ladder, by its topic; without it, all.")),
        ] = None,
        facts: Facts = None,
        region: Region = None,
        school: School = None,
        from_step: Annotated[
            str | None, typer.Option("--from", help=tr("The step where the case is now, by its id."))
        ] = None,
        on: On = None,
        file: File = None,
        form: Annotated[str | None, options.form(tr("Form of the answer: table, json or mermaid."))] = None,
        out: Out = None,
        lang: Lang = None,
        path: Paths = None,
        overlay: Overlays = None,
    ) -> int:
        from kernketen.cli import escalate

        return escalate.run(
            topic, facts or (), region, school, from_step, on, form, out, path or (), file, overlay or ()
        )

    @app.command(
        "test",
        cls=Command,
        help=tr(
            "Run the cases of a region: given facts and the answer that must come out.\n\n"
            "Example: kernketen test --region groningen"
        ),
    )
    def test_(
        paths: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=tr("PATH"), help=tr("Folders with a region; without them, the installed ones.")
            ),
        ] = None,
        region: Region = None,
        words: Annotated[
            str | None, typer.Option("-k", help=tr("Only cases with this word in their id or topic."))
        ] = None,
        mutate: Annotated[
            bool,
            typer.Option("--mutate", help=tr("Also change each rule in turn and name what no case notices.")),
        ] = False,
        suggest: Annotated[
            bool,
            typer.Option(
                "--suggest", help=tr("Draft the boundary cases that are missing, for a person to check.")
            ),
        ] = False,
        on: On = None,
        form: Annotated[str | None, options.form(tr("Form of the report: table, json or junit."))] = None,
        out: Out = None,
        lang: Lang = None,
    ) -> int:
        from kernketen.cli import testing

        if suggest:
            return testing.suggest(paths or (), region, on, out)
        return testing.run(paths or (), region, words, mutate, on, form, out)
