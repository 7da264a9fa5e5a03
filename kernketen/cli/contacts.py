"""``kernketen contacts``: the contact lists of regions, on this machine only."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Annotated, Any

import typer

from kernketen import home
from kernketen.cli import named, options, output, roof, which_region
from kernketen.model.dates import in_force
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.register import contacts, store
from kernketen.register.table import Remark
from kernketen.showing import contacts as showing
from kernketen.showing.plain import as_json
from kernketen.words import tr, trn

FORMATS = ("table", "json")

app = typer.Typer(no_args_is_help=True)

Region = Annotated[str | None, typer.Option("--region", help=tr("The region whose list it is."))]
Form = Annotated[str | None, options.form(tr("table for people, json for programs."))]
Out = Annotated[str | None, options.output()]
Lang = Annotated[str | None, options.lang()]


@app.command(
    "import",
    help=tr(
        "Read a region's contact list (.xlsx or .csv) in the place of its old one.\n\n"
        "Example: kernketen contacts import contacten-2026-09.xlsx --region haaglanden"
    ),
)
def import_(
    file: Annotated[
        str, typer.Argument(help=tr("The list: columns school, role and name, and what you have."))
    ],
    region: Annotated[str, typer.Option("--region", help=tr("The region whose list it is."))],
    date: Annotated[
        str | None, typer.Option("--date", help=tr("The date of the list, if not in the name of the file."))
    ] = None,
    form: Form = None,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Read a list into the store; status 1 when rows were rejected."""
    # Reading a workbook is slow to load, and only this command does it.
    from kernketen.register.contact_list import list_date, read_list

    form, today = output.checked_format(form, FORMATS), roof.on_day(None)[0]
    region = which_region.region_id(roof.regions(), region)
    read = read_list(file)
    day, note = list_date(file, date, today)
    with closing(store.write(home.store_path())) as connection:
        summary = contacts.import_list(
            connection,
            read,
            region=region,
            list_date=day,
            today=today,
            find_school=lambda text: named.find_school(text, region),
            find_role=lambda text: named.find_role(region, text),
        )
    notes = [*summary.notes, *([note] if note else [])]
    if form == "json":
        counts = {"stored": summary.stored, "replaced": summary.replaced}
        said = {"rejected": _plain(summary.rejected), "notes": _plain(notes)}
        _say_json("import", {"region": region, "list_date": day, **counts, **said}, out)
    else:
        counted = (summary.stored, summary.replaced, summary.rejected)
        output.say(showing.imported(region, day, *counted, notes, output.width()), out)
    return 1 if summary.rejected else 0


@app.command(
    "list",
    help=tr(
        "Show who is on file, of all regions, of one region or of one school.\n\n"
        "Example: kernketen contacts list --region haaglanden --format json"
    ),
)
def list_(
    region: Region = None,
    school: Annotated[str | None, typer.Option("--school", help=tr("The school, by code or name."))] = None,
    form: Form = None,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Show the people on file."""
    form, today = output.checked_format(form, FORMATS), roof.on_day(None)
    with closing(store.read(home.store_path())) as connection:
        region = _region_on_file(region, contacts.people(connection))
        code = _code_of(school, region) if school else None
        people: list[dict[str, Any]] = [
            {**person, "past": not in_force(None, person["valid_until"], today)}
            for person in contacts.people(connection, region, code)
        ]
    if form == "json":
        _say_json("list", {"region": region, "school": code, "people": people}, out)
    else:
        output.say(showing.on_file(people, output.width()), out)
    return 0


@app.command(
    "forget",
    help=tr(
        "Remove people from this machine: everybody, those of one region, or one person by name.\n\n"
        'Example: kernketen contacts forget --person "A. Voorbeeld" --yes'
    ),
)
def forget(
    region: Region = None,
    person: Annotated[
        str | None, typer.Option("--person", help=tr("The person's name; case and accents do not matter."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=tr("Do not ask first."))] = False,
    lang: Lang = None,
) -> int:
    """Remove people from the store for good."""
    with closing(store.write(home.store_path())) as connection:
        people = contacts.people(connection)
        region = _region_on_file(region, people)
        if not yes and not _confirmed(region, person):
            output.say(tr("Nothing was forgotten."))
            return 0
        gone = contacts.forget(connection, region, person)
    if person and not gone:
        raise _unknown_person(
            person, [known["name"] for known in people if region in (None, known["region"])]
        )
    output.say(trn("{number} row was forgotten.", "{number} rows were forgotten.", gone))
    return 0


def _region_on_file(region: str | None, people: Sequence[Mapping[str, str]]) -> str | None:
    # A list can outlive the package of its region, and must still be seen and forgotten.
    if region is None or any(person["region"] == region for person in people):
        return region
    return which_region.region_id(roof.regions(), region)


def _code_of(school: str, region: str | None) -> str:
    found = roof.regions()
    # A list can outlive the package of its region here too.
    known = region if region in found.region_ids() else None
    choice = named.one_school(roof.Register(found), school, known)
    assert choice.school is not None
    return choice.school.code


def _confirmed(region: str | None, person: str | None) -> bool:
    if not _at_a_terminal():
        if region is None and person is None:
            raise Refusal(
                tr("To forget everybody without a terminal to ask at, add --yes."), reason="not_confirmed"
            )
        return True
    if person and region:
        question = tr("Forget {person} on the list of {region}?", person=person, region=region)
    elif person:
        question = tr("Forget {person} on all contact lists?", person=person)
    elif region:
        question = tr("Forget the contact list of {region}?", region=region)
    else:
        question = tr("Forget the contact lists of all regions?")
    return typer.confirm(question, err=True)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _unknown_person(person: str, names: Sequence[str]) -> Refusal:
    near = which_region.nearest(person, names)
    sentence = tr("Nobody on file is called “{person}”.", person=person)
    if near:
        sentence += " " + tr("Did you mean “{word}”?", word=near[0])
    return Refusal(sentence, status=NOT_FOUND, reason="unknown_person", suggestions=tuple(near))


def _plain(remarks: Sequence[Remark]) -> list[dict[str, object]]:
    return [{"line": remark.line, "sentence": remark.sentence} for remark in remarks]


def _say_json(command: str, document: dict[str, object], out: str | None) -> None:
    output.say(as_json({"schema": f"kernketen/contacts-{command}/1", **document}), out)
