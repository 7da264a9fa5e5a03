"""A list of absences (CSV) that a user gives with a question: read, never stored, with no pupil in it."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kernketen.model.event import WITH_HOURS, WORDS, Event
from kernketen.refusal import Refusal
from kernketen.register import csvfile
from kernketen.register.written_date import written_date
from kernketen.words import marked, tr

MOST = 5_000
_HOURS_IN_A_DAY = 24
_COLUMNS = {
    "date": ("datum", "date", "dag", "day", "verzuimdatum"),
    "uur": ("uren", "uur", "hours", "hour", "aantal uren", "klokuren", "number of hours"),
    "lesuur": ("lesuren", "lesuur", "lessen", "les", "lessons", "lesson", "aantal lesuren", "aantal lessen"),
    "kind": ("soort", "soort verzuim", "verzuimsoort", "kind", "type", "kind of absence", "absence type"),
}
_MEANING = {word: column for column, words in _COLUMNS.items() for word in words}
_NAMES = {
    "date": marked("date"),
    "uur": marked("hours"),
    "lesuur": marked("lessons"),
    "kind": marked("kind"),
}
# A heading with one of these in it is about a person.
_PERSON = re.compile(
    r"naam|name|leerling|pupil|student|scholier|child|jongere|jeugdige|bsn|burgerservice|sofi|geboorte|birth"
    r"|initia|voorletter|adres|address|mail|telefoon|phone|mobiel|postcode|woonplaats|ouder|parent|eck.?id|pgn"
    r"|onderwijsnummer|stamnummer|\bgeb\b|\bdob\b|\bvader\b|\bmoeder\b"
)
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,4})?")


def read_events(path: str, kinds: Sequence[str], until: str) -> tuple[list[Event], list[str]]:
    """The events of a file, in the order of their days, and the headings that were not used.

    ``kinds`` are the values of ``verzuimsoort``; ``until`` is the day (ISO) after which no event can lie.
    Raises ``Refusal`` (status 2) with one sentence for the first thing that is wrong, with its line.
    """
    try:
        return _events(csvfile.read(path), kinds, until)
    except csv.Error as error:
        raise _wrong(tr("{file} cannot be read: {why}.", file=path, why=error)) from None


def _events(sheet: csvfile.Sheet, kinds: Sequence[str], until: str) -> tuple[list[Event], list[str]]:
    at, ignored = _columns(sheet)
    found: list[Event] = []
    for line, cells in _rows(sheet):
        if len(found) == MOST:
            raise _wrong(tr("There are more than {number} events; one list is about one case.", number=MOST))
        found.append(_event(line, cells, at, kinds, until))
    if not found:
        raise _wrong(tr("{file} has headings but no events.", file=sheet.file))
    for event in found:
        if event.kind in WITH_HOURS and not event.amounts:
            raise _at(event.line, tr("the hours or lessons are missing"))
    return sorted(found, key=lambda event: (event.day, event.line)), ignored


def _columns(sheet: csvfile.Sheet) -> tuple[dict[str, int], list[str]]:
    headings = [" ".join(heading.casefold().split()) for heading in sheet.headings]
    for heading in headings:
        # "Kind" is a child in Dutch, unless it is the only column that can say which absence it was.
        is_child = heading == "kind" and any(
            _MEANING.get(other) == "kind" and other != "kind" for other in headings
        )
        if is_child or _PERSON.search(heading):
            raise Refusal(
                tr(
                    "The column “{heading}” says who it is about; take it out: "
                    "kernketen needs no pupil's name or number.",
                    heading=heading[:40],
                ),
                reason="personal_data",
            )
    at: dict[str, int] = {}
    ignored: list[str] = []
    for index, heading in enumerate(headings):
        column = _MEANING.get(heading)
        if column is None:
            ignored += [heading] if heading else []
        elif column in at:
            raise _wrong(tr("Two columns say the same: {columns}.",
                            columns=f"{headings[at[column]]}, {heading}"))  # fmt: skip
        else:
            at[column] = index
    missing = [column for column in ("date", "kind") if column not in at]
    if missing:
        raise Refusal(
            tr(
                "{file} is no list of absences: missing {missing}; found {found}.",
                file=sheet.file,
                missing=", ".join(tr(_NAMES[column]) for column in missing),
                found=", ".join(heading[:40] for heading in headings[:20] if heading) or "–",
            ),
            reason="file_headings",
            more={"missing": missing, "found": [heading[:40] for heading in headings[:20]]},
        )
    return at, ignored


def _rows(sheet: csvfile.Sheet) -> Iterator[tuple[int, list[str]]]:
    width = len(sheet.headings)
    for line, cells in sheet.rows():
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            raise _at(line, tr("{found} columns instead of {expected}", found=len(cells), expected=width))
        yield line, cells


def _event(line: int, cells: Sequence[str], at: dict[str, int], kinds: Sequence[str], until: str) -> Event:
    day = _day(line, cells[at["date"]], until)
    amounts: dict[str, Decimal] = {
        unit: amount
        for unit in ("uur", "lesuur")
        if unit in at and (amount := _amount(line, cells[at[unit]])) is not None
    }
    return Event(line, day, _kind(line, cells[at["kind"]], kinds), amounts)


def _day(line: int, text: str, until: str) -> date:
    try:
        iso = written_date(text)
        day = date.fromisoformat(iso)
        if not 1970 <= day.year < 2100:
            raise ValueError(text)
    except ValueError:
        raise _at(
            line, tr("“{text}” is no day; write it as 2026-03-31 or 31-3-2026", text=text[:40])
        ) from None
    if iso > until:
        raise _at(line, tr("{date} lies after {until}, the day the answer is for (--on)",
                           date=iso, until=until))  # fmt: skip
    return day


def _amount(line: int, text: str) -> Decimal | None:
    if not text:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise _at(line, tr("“{text}” is no number of hours or lessons; write 2 or 1,5", text=text[:40]))
    amount = Decimal(text.replace(",", "."))
    if amount < 0:
        raise _at(line, tr("{number} hours or lessons cannot be less than zero", number=text))
    if amount > _HOURS_IN_A_DAY:
        raise _at(line, tr("{number} hours or lessons do not fit in a day", number=text))
    return amount


def _kind(line: int, text: str, kinds: Sequence[str]) -> str:
    word = re.sub(r"[\s_-]+", "_", text.casefold())
    for ending in ("_verzuim", "_afwezig", "_absence", "_absent", "_komen", "_gekomen"):
        word = word.removesuffix(ending)
    word = WORDS.get(word, word)
    if word in kinds:
        return word
    near = difflib.get_close_matches(word, [*kinds, *WORDS], 1)
    said = tr("“{text}” is no kind of absence; choose from {kinds}", text=text[:40], kinds=", ".join(kinds))
    raise _at(line, said, WORDS.get(near[0], near[0]) if near else "")


def _at(line: int, what: str, near: str = "") -> Refusal:
    sentence = tr("Line {line}: {what}.", line=line, what=what)
    if near:
        sentence += " " + tr("Did you mean “{word}”?", word=near)
    return Refusal(sentence, reason="event", suggestions=(near,) if near else ())


def _wrong(sentence: str) -> Refusal:
    return Refusal(sentence, reason="events_file")
