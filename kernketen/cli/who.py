"""``kernketen who``: who belongs to the team of a school."""

from __future__ import annotations

from kernketen import words
from kernketen.asking.people import who as asking
from kernketen.cli import named, opened, output, roof, which_region
from kernketen.model.dates import span
from kernketen.refusal import Refusal
from kernketen.register import people as contact_list
from kernketen.showing.card import card
from kernketen.showing.plain import as_json
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.register.fits import Fit

FORMATS = ("table", "json", "markdown", "csv")


def run(
    school: str,
    region: str | None = None,
    role: str | None = None,
    home: str | None = None,
    on: str | None = None,
    form: str | None = None,
    out: str | None = None,
    lang: str | None = None,
    paths: Sequence[str] = (),
) -> int:
    """Print the card of a school and return the exit status."""
    words.choose()
    try:
        words.choose(output.checked_language(lang))
        form = output.checked_format(form, FORMATS)
        output.say(_shown(_answer(school, region, role, home, on, paths), form), out)
    except Refusal as refusal:
        return output.refuse(refusal, asking.SCHEMA, form or "", out)
    finally:
        opened.close()
    return 0


def _answer(
    query: str, region: str | None, role: str | None, home: str | None, on: str | None, paths: Sequence[str]
) -> dict[str, Any]:
    day = roof.on_day(on)
    found = roof.regions(paths)
    chosen = which_region.region_id(found, region) if region else None
    register = roof.Register(found)
    choice = named.one_school(register, query, chosen)
    assert choice.fit is not None
    school = choice.fit.school
    name = named.one_region(register, school, chosen)
    data = register.people(name)

    def people(code: str, role: str) -> list[dict[str, Any]]:
        listed = contact_list.people_of(register.connection, name, code)
        return [{**p, "expired": _is_past(p["valid_until"], day[0])} for p in listed if p["role"] == role]

    answer = asking.who(
        data,
        school,
        day,
        home=named.municipality_named(register, home) if home else None,
        role=named.roles_named(data, role) if role else None,
        people=people,
    )
    notices = [*_read_as(query, choice.fit), *roof.notices(found)]
    return {**answer, "namesakes": len(choice.namesakes), "notices": notices}


def _read_as(query: str, fit: Fit) -> list[str]:
    if fit.matched == "typo":
        return [tr("“{query}” was read as “{name}”.", query=query, name=fit.name)]
    if fit.matched == "former_name":
        return [tr("“{name}” is a former name of this school.", name=fit.name)]
    return []


def _is_past(valid_until: str, day: str) -> bool:
    return bool(valid_until) and span(valid_until)[1] < day


def _shown(answer: dict[str, Any], form: str) -> str:
    if form == "json":
        return as_json(answer)
    if form == "table":
        return card(answer, output.width(), output.is_bold())
    from kernketen.showing import who_tables

    return who_tables.as_csv(answer) if form == "csv" else who_tables.as_markdown(answer)
