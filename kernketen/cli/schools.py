"""``kernketen schools``: the register of schools on this machine."""

from __future__ import annotations

import os
from contextlib import closing
from typing import Annotated

import typer

from kernketen import home, words
from kernketen.cli import options, output, which_region
from kernketen.cli.progress import Bar
from kernketen.model.school import School
from kernketen.refusal import NOT_FOUND, SEVERAL, Refusal
from kernketen.showing import schools as showing
from kernketen.showing.plain import as_json
from kernketen.words import tr

FORMATS = ("table", "json")

app = typer.Typer(no_args_is_help=True)

Form = Annotated[str | None, options.form(tr("table for people, json for programs."))]
Out = Annotated[str | None, options.output()]
Lang = Annotated[str | None, options.lang()]


@app.command(
    "import",
    help=tr(
        "Read DUO's school files as they are, or a table of postcodes or holidays: all files or none.\n\n"
        "Example: kernketen schools import bo-2026-08.csv"
    ),
)
def import_(
    files: Annotated[list[str], typer.Argument(help=tr("The files, recognised by their headings."))],
    date: Annotated[
        str | None, typer.Option("--date", help=tr("The date of a file that has none in its name: YYYY-MM."))
    ] = None,
    sector: Annotated[
        str | None,
        typer.Option("--sector", help=tr("The sector of a file that does not say: bo, sbo, so, vso or vo.")),
    ] = None,
    form: Form = None,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Import files."""
    # Reading CSV is for the import only.
    from kernketen.register.importing import import_files

    words.choose(lang)
    chosen = output.checked_format(form, FORMATS)
    path, sectors = home.store_path(), _sectors(sector)
    with Bar(tr("Importing")) as bar:
        done = import_files(path, files, date=date, sectors=sectors, progress=bar.advance)
    output.say(_written(chosen, showing.import_document(done), lambda: showing.imported(done)), out)
    return 0


@app.command(
    "update",
    help=tr("Fetch DUO's current files and import them.\n\nExample: kernketen schools update"),
)
def update(form: Form = None, out: Out = None, lang: Lang = None) -> int:
    """Fetch and import."""
    # The network is for this command only.
    from kernketen.register import fetching

    words.choose(lang)
    chosen = output.checked_format(form, FORMATS)
    with Bar(tr("Fetching")) as bar:
        done, missing = fetching.update(home.store_path(), progress=bar.advance)
    document = {**showing.import_document(done), "missing": missing}
    output.say(_written(chosen, document, lambda: showing.imported(done)), out)
    for address in missing:
        output.tell(tr("There is no file at {address}; its schools were left as they were.", address=address))
    return NOT_FOUND if missing else 0


@app.command(
    "find",
    help=tr(
        "Look up a school by name or code, in the whole country or in one region.\n\n"
        'Example: kernketen schools find "de ark heemstede"'
    ),
)
def find(
    name: Annotated[str, typer.Argument(help=tr("A name as you would say it, or a code such as 16WT01."))],
    region: Annotated[
        str | None, typer.Option("--region", help=tr("Only schools that this region covers."))
    ] = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", help=tr("Only schools in this municipality."))
    ] = None,
    form: Form = None,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Look up a school; exit 0 when one fits, 3 when several do, 1 when none does."""
    # The regions are for this command only.
    from kernketen.cli import named, roof
    from kernketen.register import schools

    words.choose(lang)
    chosen = output.checked_format(form, FORMATS)
    found = roof.regions()
    register = roof.Register(found)
    covered = register.covered(which_region.region_id(found, region)) if region else None
    town = named.municipality_named(register, municipality) if municipality else None

    def inside(school: School) -> bool:
        return (town is None or school.municipality == town) and (covered is None or covered(school))

    if not name.strip():
        raise Refusal(tr("Give the name or the code of a school."), reason="empty_query")
    own = [roof._school(entry) for _, entry in found.named_schools() if entry["code"]]
    spoken = [(code, alias) for code, alias, _ in found.spoken_names()]
    match = schools.matches(register.connection, name, inside, own, spoken)
    if chosen == "json":
        output.say(as_json(showing.find_document(match)), out)
    elif match.fits:
        output.say(showing.found(match, output.width()), out)
    if match.result == "ambiguous":
        output.tell(tr("“{query}” fits several schools; use a code to choose one.", query=name))
    elif match.result == "not_found":
        output.tell(showing.not_found(match, register.is_empty()))
    return {"found": 0, "ambiguous": SEVERAL}.get(match.result, NOT_FOUND)


@app.command(
    "status",
    help=tr("What is on file, and of which date.\n\nExample: kernketen schools status"),
)
def status(form: Form = None, out: Out = None, lang: Lang = None) -> int:
    """Say what is on file."""
    from kernketen.register import store
    from kernketen.register.status import status as on_file

    words.choose(lang)
    chosen = output.checked_format(form, FORMATS)
    path = home.store_path()
    with closing(store.read(path)) as connection:
        state = on_file(connection, path if os.path.exists(path) else "")
    output.say(
        _written(chosen, showing.status_document(state), lambda: showing.status(state, output.width())), out
    )
    return 0


def _sectors(text: str | None) -> tuple[str, ...]:
    # Reading files is for the import only.
    from kernketen.register import duo

    named = tuple(word.strip().lower() for word in (text or "").split(",") if word.strip())
    for word in named:
        if word not in duo.SECTORS:
            raise Refusal(
                tr(
                    "“{word}” is no sector; choose from {sectors}.", word=word, sectors=", ".join(duo.SECTORS)
                ),
                reason="unknown_sector",
                suggestions=duo.SECTORS,
            )
    return named


def _written(form: str, document: dict[str, object], table: showing.Text) -> str:
    return as_json(document) if form == "json" else table()
