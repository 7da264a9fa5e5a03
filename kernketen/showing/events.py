"""What was counted in a list of absences, as text: the day a threshold was passed, and the answer on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kernketen.model import wording
from kernketen.model.titles import question_title, readable
from kernketen.showing.answers import STATUS, flag, presumed, question, roles, still_needed
from kernketen.showing.lines import wrapped
from kernketen.showing.terms import MODALITY, date, word
from kernketen.words import marked, tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region
    from kernketen.showing.lines import Line

_OPERATORS = {"gt": marked("more than {number}"), "ge": marked("{number} or more")}
_STATES = {
    "not_counted": marked("not counted"),
    "given": marked("number given"),
    "not_passed": marked("not passed"),
}
_KIND = "verzuimsoort"
_SHOWN = 12
"""As many lines of the file are named; of more only the first and the last."""
_PEOPLE = {"who": marked("who"), "by": marked("by"), "decided_by": marked("decided by")}


def text(document: dict[str, Any], region: Region, why: bool, width: int, bold: bool) -> str:
    """The document of ``ask --events`` in at most ``width`` columns; with ``why`` also rule and place."""
    return wrapped(_lines(document, region, why), width, bold)


def _lines(document: dict[str, Any], region: Region, why: bool) -> Iterator[Line]:
    head = tr("Region {region} · as of {date}", region=document["region_name"], date=document["on"])
    yield f"{question_title(document['question'])} ({document['question']}) · {head}", 0, True
    events = document["events"]
    kinds = ", ".join(f"{wording.spoken(_KIND, k['kind'], region)} {k['number']}" for k in events["kinds"])
    yield (
        trn(
            "{number} event on the list, {first} – {last}: {kinds}. Nothing of it is kept.",
            "{number} events on the list, {first} – {last}: {kinds}. Nothing of it is kept.",
            events["number"],
            first=events["first"],
            last=events["last"],
            kinds=kinds,
        ),
        0,
        False,
    )
    if events["ignored"]:
        yield tr("Columns that were not used: {columns}.", columns=", ".join(events["ignored"])), 0, False
    if document["holiday_region"]:
        yield (
            tr("School holidays: region {region} (basis: register, not the agreement).",
               region=document["holiday_region"]),
            0,
            False,
        )  # fmt: skip
    for remark in document["remarks"]:
        yield remark, 0, False
    if not document["thresholds"]:
        yield "", 0, False
        yield tr("No rule here has a number that can be counted on a list of events."), 0, False
    for entry in document["thresholds"]:
        yield "", 0, False
        yield from _threshold(entry, region, why)


def _threshold(entry: dict[str, Any], region: Region, why: bool) -> Iterator[Line]:
    amount = f"{entry['number']:g} {entry['unit'] or ''}".strip()
    operator = _OPERATORS[entry["op"]]
    limit = tr(operator, number=amount)
    limit += tr(" per {window}", window=entry["window"]) if entry["window"] else ""
    passed = tr("passed on {date}", date=entry["date"])
    state = passed if entry["status"] == "passed" else word(_STATES, entry["status"])
    yield f"{entry['title']}, {limit}: {state} · absence/{entry['topic']}", 0, True
    if entry["counted"]:
        yield _counted(entry), 2, False
    elif entry["status"] == "not_passed":
        yield tr("No event of this kind is on the list."), 2, False
    if entry["missing"]:
        yield entry["missing"]["why"], 2, False
        yield still_needed(question(entry["missing"]), entry["fact"]), 2, False
    for remark in entry["remarks"]:
        yield remark, 2, False
    if entry["answer"]:
        yield from _answer(entry["answer"], region, why)


def _counted(entry: dict[str, Any]) -> str:
    counted = entry["counted"]
    lines = [str(event["line"]) for event in counted["events"]]
    if len(lines) > _SHOWN:
        lines = [*lines[: _SHOWN - 1], "…", lines[-1]]
    amount = f"{counted['sum']:g} {entry['unit'] or ''}".strip()
    span = {"first": counted["from"], "last": counted["to"], "lines": ", ".join(lines)}
    if entry["status"] == "passed":
        return tr("Counted: {sum} from {first} to {last} (lines {lines}).", sum=amount, **span)
    return tr("Counted: at most {sum}, from {first} to {last} (lines {lines}).", sum=amount, **span)


def _answer(answer: dict[str, Any], region: Region, why: bool) -> Iterator[Line]:
    status = word(STATUS, answer["status"])
    outcome = readable(str(answer["outcome"] or ""))
    marks = [status] if outcome else []
    if answer["modality"]:
        marks.append(word(MODALITY, answer["modality"]))
    said = tr("Answer on {date}: {outcome}", date=answer["on"], outcome=outcome or status)
    yield said + (f" ({', '.join(marks)})" if marks else ""), 2, False
    for key, label in _PEOPLE.items():
        if answer[key]:
            yield f"{tr(label)}: {roles(answer[key])}", 4, False
    if answer["text"]:
        yield answer["text"], 4, False
    for fact, value in answer["presumed"].items():
        yield presumed(fact, value, region), 4, False
    for fact in answer["missing"]:
        yield still_needed(question(region["facts"][fact]), fact), 4, False
    for entry in answer["flags"]:
        yield flag(entry), 4, False
    seen: list[str] = []
    for entry in answer["because"]:
        source = entry["source"]
        section = f", “{source['section']}”" if source["section"] else ""
        cited = f"{source['title']}{section} ({date(source['date'])})"
        if cited not in seen:
            yield tr("Source: {source}", source=cited), 4, False
            seen.append(cited)
        if why:
            place = f"{entry['where']['file']}:{entry['where']['line']}"
            yield tr("Rule {rule}, {place}", rule=entry["rule"] or "—", place=place), 6, False
