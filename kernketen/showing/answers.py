"""The answers to a question as text: decided ones first, then what is still needed, then the silent ones."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from kernketen.showing.plain import plain
from kernketen.showing.terms import MODALITY, date, word
from kernketen.words import language, marked, tr

STATUS = {
    "decided": marked("agreed"),
    "conditional": marked("agreed, but a person decides"),
    "human_decision": marked("a person decides"),
    "need_more_facts": marked("more facts needed"),
    "external_reference": marked("on another paper"),
    "not_regulated": marked("not agreed"),
    "out_of_scope": marked("left out by the text"),
    "ambiguous": marked("the text is unclear here"),
}
_ROLES = {
    "who": marked("who"),
    "by": marked("by"),
    "with": marked("with"),
    "of": marked("of"),
    "decided_by": marked("decided by"),
    "among": marked("chosen from"),
    "inform": marked("informs"),
    "via": marked("through"),
}
_MODES = {"all": marked("and"), "one_of": marked("or (one of these)"), "any": marked("and/or")}
_VERDICT = {
    "allowed": marked("The consent is there: it is allowed."),
    "ask_first": marked("The consent was not asked yet: ask first."),
    "not_allowed": marked("The consent was refused: it is not allowed; what then is not agreed."),
    "alleen_anoniem": marked("The consent was refused: only without names."),
    "niet_toegestaan": marked("The consent was refused: it is not allowed."),
    "motiveren": marked("The consent was refused: explain to the parents why it matters."),
    "meldcode": marked("The consent was refused: follow the meldcode."),
}
_NARROWEST = 40


def text(document: dict[str, Any], why: bool, width: int, bold: bool) -> str:
    """The document of ``ask`` in at most ``width`` columns; with ``why`` also rule, facts and place."""
    lines: list[str] = []
    for said, indent, is_heading in _lines(document, why):
        wrapped = wrap(plain(said), max(width, _NARROWEST), initial_indent=" " * indent,
                       subsequent_indent=" " * (indent + 2), break_long_words=False,
                       break_on_hyphens=False) or [""]  # fmt: skip
        lines += [f"\x1b[1m{line}\x1b[0m" if bold and is_heading else line for line in wrapped]
    return "\n".join(lines) + "\n"


def _lines(document: dict[str, Any], why: bool) -> Iterator[tuple[str, int, bool]]:
    head = tr("Region {region} · as of {date}", region=document["region_name"], date=document["on"])
    yield f"{document['question']} · {head}", 0, True
    if language() == "en":
        yield tr("The agreement's own text is in Dutch."), 0, False
    silent = [a for a in document["answers"] if a["status"] == "not_regulated"]
    # One silent topic that was asked for deserves its own words.
    alone = len(document["answers"]) == 1
    for answer in document["answers"]:
        if answer not in silent or alone:
            yield "", 0, False
            yield from _answer(answer, why)
    if silent and not alone:
        yield "", 0, False
        yield tr("Not agreed: {topics}.", topics=", ".join(_silent(answer) for answer in silent)), 0, False


def _silent(answer: dict[str, Any]) -> str:
    return _topic(answer) + ("" if answer["attested"] else " " + tr("(nobody noted a search)"))


def _topic(answer: dict[str, Any]) -> str:
    # A topic of the region's own is called region.topic; its region stands above the answers.
    return str(answer["topic"]).rpartition(".")[2].replace("_", " ")


def _answer(answer: dict[str, Any], why: bool) -> Iterator[tuple[str, int, bool]]:
    topic = _topic(answer)
    outcome = str(answer["outcome"] or "").replace("_", " ")
    status = word(STATUS, answer["status"])
    head = f"{topic[:1].upper()}{topic[1:]}: {outcome or status}"
    marks = [status] if outcome else []
    if answer["modality"]:
        marks.append(word(MODALITY, answer["modality"]))
    yield head + (f" ({', '.join(marks)})" if marks else ""), 0, True
    for key, label in _ROLES.items():
        if answer[key]:
            yield f"{tr(label)}: {roles(answer[key])}", 2, False
        elif key in answer["unstated"]:
            unstated = tr("the text does not say")
            yield f"{tr(label)}: {unstated}", 2, False
    if answer["within"]:
        yield tr("Within: {term}", term=quantity(answer["within"])), 2, False
    if answer["due"]:
        yield from _due(answer["due"])
    if answer["money"]:
        yield tr("From: {money}", money=answer["money"]), 2, False
    if answer["text"]:
        yield answer["text"], 2, False
    if answer["verdict"]:
        yield word(_VERDICT, answer["verdict"]), 2, False
    for number, entry in enumerate(answer["steps"], 1):
        yield from step(number, entry, answer["step"])
    if answer["see"]:
        title = answer["see"]["title"] + (f" ({answer['see']['date']})" if answer["see"]["date"] else "")
        yield tr("On a paper that is not included: {title}", title=title), 2, False
    for fact, value in answer["presumed"].items():
        yield tr("Taken for granted: {fact} = {value}", fact=fact, value=spoken(value)), 2, False
    for missing in answer["missing"]:
        yield needed(missing), 2, False
    for entry in answer["flags"]:
        yield flag(entry), 2, False
    if answer["status"] == "not_regulated":
        yield from _silence(answer)
    yield from _because(answer, why)


def _due(due: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    if due["date"]:
        yield tr("At the latest on {date}: {counted}", date=due["date"], counted=due["counted"]), 2, False
    else:
        yield tr("No date: {why}", why=due["counted"]), 2, False
    for remark in due["remarks"]:
        yield remark, 4, False


def needed(missing: dict[str, Any]) -> str:
    """A fact that is still needed: the question, its name and its values."""
    values = ", ".join(spoken(value) for value in missing["values"] or missing["written"])
    said = tr("Still needed: {question} ({fact})", question=question(missing), fact=missing["fact"])
    return said + (f": {values}" if values else "")


def question(missing: Any) -> str:
    """The question for a missing fact, in the reader's language."""
    if missing["question_nl"] and language() == "nl":
        return str(missing["question_nl"])
    english: str = missing["question"]
    return tr(english)


def flag(entry: dict[str, Any]) -> str:
    """A doubt in one line."""
    said = tr("Unclear ({id}): {text}", id=entry["id"], text=entry["text"])
    if entry["reading"]:
        said += " " + tr("Reading: {reading}", reading=entry["reading"])
    return said


def _silence(answer: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    if not answer["attested"]:
        yield tr("Nobody noted that the text was searched for this."), 2, False
        return
    places = [f"“{s['section']}”" if isinstance(s, dict) else s for s in answer["searched"]]
    where = tr("all of it") if places == ["all"] else ", ".join(places)
    yield tr("The text was searched for this: {where}.", where=where), 2, False


def _because(answer: dict[str, Any], why: bool) -> Iterator[tuple[str, int, bool]]:
    if answer["status"] == "need_more_facts" and not why:
        return
    seen: list[str] = []
    for entry in answer["because"]:
        source = entry["source"]
        section = f", “{source['section']}”" if source["section"] else ""
        cited = f"{source['title']}{section} ({date(source['date'])})"
        if cited not in seen or why:
            yield tr("Source: {source}", source=cited), 2, False
        seen.append(cited)
        if why:
            place = f"{entry['where']['file']}:{entry['where']['line']}"
            yield tr("Rule {rule}, {place}", rule=entry["rule"] or "—", place=place), 4, False
            if entry["condition"]:
                yield tr("Holds if {condition}", condition=entry["condition"]), 4, False
            for fact, value in entry["facts"].items():
                yield f"{fact} = {spoken(value)}", 6, False


def step(number: int, entry: dict[str, Any], reached: str | None) -> Iterator[tuple[str, int, bool]]:
    """The lines of one step; an arrow marks the one that was reached."""
    mark = "→" if entry["id"] == reached else f"{number}."
    yield f"{mark} {summary(entry)}", 2, False
    if entry["condition"]:
        yield tr("if {condition}", condition=entry["condition"]), 5, False
    if entry["within"]:
        yield tr("Within: {term}", term=quantity(entry["within"])), 5, False
    if entry["form"]:
        yield tr("Asked on the form: {fields}", fields=", ".join(entry["form"])), 5, False
    if not entry["included"]:
        yield tr("What is in it stands on a paper that is not included."), 5, False


def summary(entry: dict[str, Any]) -> str:
    """A step in one line: what happens, and who is there."""
    said = " · ".join(s for s in (entry["text"] or "", str(entry["outcome"] or "").replace("_", " ")) if s)
    people = [f"{tr(label)}: {roles(entry[key])}" for key, label in _ROLES.items() if entry[key]]
    return (said or str(entry["id"])) + (f" ({'; '.join(people)})" if people else "")


def roles(who: dict[str, Any]) -> str:
    """Roles by name: "directeur en intern begeleider"."""
    names = [role["name"] for role in who["roles"]]
    if len(names) == 1:
        return str(names[0])
    return f"{', '.join(names[:-1])} {word(_MODES, who['mode'])} {names[-1]}"


def quantity(value: dict[str, Any]) -> str:
    """A term or amount as printed: "ten hoogste 2 werkdagen, vanaf vraag"."""
    signs = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "is": "="}
    parts = [f"{sign} {value[op]:g}" for op, sign in signs.items() if op in value]
    said = " ".join([*parts, value.get("unit", "")]).strip()
    if value.get("in"):
        said += tr(" per {window}", window=value["in"])
    if value.get("from"):
        said += tr(", counted from {event}", event=value["from"])
    return said


def spoken(value: Any) -> str:
    """A value as people say it: yes and no, or the word itself."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, dict):
        return quantity(value)
    if isinstance(value, list):
        return ", ".join(spoken(one) for one in value)
    return str(value)
