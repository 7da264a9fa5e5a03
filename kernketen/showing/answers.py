"""The answers to a question as text: decided ones first, then what is still needed, then the silent ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kernketen.model import wording
from kernketen.model.titles import question_title, readable
from kernketen.showing.lines import wrapped
from kernketen.showing.terms import IN_ANSWER, MODALITY, TOGETHER, date, word
from kernketen.words import language, marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import CaseFact, Region
    from kernketen.showing.lines import Line

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
# The same of what stands in a draft only.
_PROPOSED = {
    "decided": marked("proposed"),
    "conditional": marked("proposed, but a person decides"),
}
_VERDICT = {
    "allowed": marked("The consent is there: it is allowed."),
    "ask_first": marked("The consent was not asked yet: ask first."),
    "not_allowed": marked("The consent was refused: it is not allowed; what then is not agreed."),
    "alleen_anoniem": marked("The consent was refused: only without names."),
    "niet_toegestaan": marked("The consent was refused: it is not allowed."),
    "motiveren": marked("The consent was refused: explain to the parents why it matters."),
    "meldcode": marked("The consent was refused: follow the meldcode."),
}
_KINDS = {
    "bool": marked("yes or no"),
    "number": marked("a number"),
    "quantity": marked("a number"),
    "text": marked("text"),
    "date": marked("a day"),
    "role": marked("a role"),
    "municipality": marked("a municipality"),
    "school": marked("a school"),
}
_AMOUNTS = {
    "gt": marked("more than {number}"),
    "ge": marked("at least {number}"),
    "lt": marked("less than {number}"),
    "le": marked("at most {number}"),
    "is": marked("exactly {number}"),
}
# The words of agreements for the lead, spelt as in a text.
_WORDS = {"coordinatie": marked("coördinatie")}


def text(document: dict[str, Any], region: Region, why: bool, width: int, bold: bool) -> str:
    """The document of ``ask`` in at most ``width`` columns; with ``why`` also rule, facts and place."""
    return wrapped(_lines(document, region, why), width, bold)


def _lines(document: dict[str, Any], region: Region, why: bool) -> Iterator[Line]:
    head = tr("Region {region} · as of {date}", region=document["region_name"], date=document["on"])
    yield f"{question_title(document['question'])} ({document['question']}) · {head}", 0, True
    if document.get("overlays"):
        yield concept(document["overlays"]), 0, True
    if language() == "en":
        yield tr("The agreement's own text is in Dutch."), 0, False
    silent = [a for a in document["answers"] if a["status"] == "not_regulated"]
    # One silent topic that was asked for deserves its own words.
    alone = len(document["answers"]) == 1
    for answer in document["answers"]:
        if answer not in silent or alone:
            yield "", 0, False
            yield from _answer(answer, document["question"], region, why)
    if silent and not alone:
        yield "", 0, False
        searched, unsearched = (
            [a for a in silent if bool(a["attested"]) is is_so] for is_so in (True, False)
        )
        if searched:
            yield tr("Not agreed: {topics}.", topics=_named(searched)), 0, False
        if unsearched:
            said = tr("Not agreed, and nobody noted that the text was searched: {topics}.",
                      topics=_named(unsearched))  # fmt: skip
            yield said, 0, False


def concept(files: Sequence[str]) -> str:
    """That drafts were laid over a region, and what their answers are worth."""
    return tr(
        "Concept: {files}. What comes out of it is a proposal, not an agreement.",
        files=", ".join(files),
    )


def _named(answers: Sequence[dict[str, Any]]) -> str:
    return ", ".join(f"{answer['title']} ({answer['topic']})" for answer in answers)


def _answer(answer: dict[str, Any], question: str, region: Region, why: bool) -> Iterator[Line]:
    outcome = readable(str(answer["outcome"] or ""))
    is_draft = any(entry["source"].get("basis") == "draft" for entry in answer["because"])
    status = word(STATUS | _PROPOSED if is_draft else STATUS, answer["status"])
    head = f"{answer['title']}: {outcome or status}"
    marks = [status] if outcome else []
    if answer["modality"]:
        marks.append(word(MODALITY, answer["modality"]))
    head += f" ({', '.join(marks)})" if marks else ""
    # What a reader types to ask this one again.
    yield f"{head} · {question}/{answer['topic']}", 0, True
    if answer["word"] and answer["word"] != answer["outcome"]:
        yield tr("The text calls it: {word}", word=word(_WORDS, answer["word"])), 2, False
    for key, label in IN_ANSWER.items():
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
        yield presumed(fact, value, region), 2, False
    for missing in answer["missing"]:
        yield needed(missing, region), 2, False
    for entry in answer["flags"]:
        yield flag(entry), 2, False
    if answer["status"] == "not_regulated":
        yield from _silence(answer)
    yield from _because(answer, region, why)


def _due(due: dict[str, Any]) -> Iterator[Line]:
    if due["date"]:
        yield tr("At the latest on {date}: {counted}", date=due["date"], counted=due["counted"]), 2, False
    else:
        yield tr("No date: {why}", why=due["counted"]), 2, False
    for remark in due["remarks"]:
        yield remark, 4, False


def presumed(fact: str, value: Any, region: Region) -> str:
    """What was taken for granted about a fact, in words and as it can be typed."""
    said = wording.stated(fact, value, region)
    return tr("Taken for granted that {said}", said=said) + _typed(fact, value, said, region)


def _typed(fact: str, value: Any, said: str, region: Region) -> str:
    """A fact as an argument: " (sector=bo)"; nothing for a quantity or a whole sentence."""
    if isinstance(value, dict) or value == said:
        return ""
    values = value if isinstance(value, list) else [value]
    if region["facts"][fact]["kind"] == "municipality":
        values = [wording.spoken(fact, code, region) for code in values]
    return f" ({fact}={spoken(values)})"


def needed(missing: dict[str, Any], region: Region) -> str:
    """A fact that is still needed: the question, its name and its values."""
    values = choices(missing["fact"], missing["values"], region) or missing["written"]
    said = still_needed(question(missing), missing["fact"])
    return said + (f": {', '.join(values)}" if values else "")


def still_needed(asked: str, fact: str) -> str:
    """A fact that is still needed, by its question and its name."""
    return tr("Still needed: {question} ({fact})", question=asked, fact=fact)


def choices(fact: str, values: Sequence[str | bool], region: Region) -> list[str]:
    """The values to choose from, in words; with the id where that is another word."""
    found = []
    for value in values:
        said = wording.spoken(fact, value, region)
        if isinstance(value, bool):
            found.append(said)
        elif said.split()[1:] == [readable(value)]:
            # An article is no part of what is typed.
            found.append(value)
        else:
            found.append(said if said == readable(value) else f"{said} ({value})")
    return found


def typed_values(fact: str, known: CaseFact, region: Region) -> list[str]:
    """The values as they are typed, with their words where these are others; else the kind of value."""
    if not known["values"]:
        return known["units"] or [word(_KINDS, known["kind"])]
    found = []
    for value in known["values"]:
        said = wording.spoken(fact, value, region)
        found.append(value if said == readable(value) else f"{value} ({said})")
    return found


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


def _silence(answer: dict[str, Any]) -> Iterator[Line]:
    if not answer["attested"]:
        yield tr("Nobody noted that the text was searched for this."), 2, False
        return
    places = [f"“{s['section']}”" if isinstance(s, dict) else s for s in answer["searched"]]
    where = tr("all of it") if places == ["all"] else ", ".join(places)
    yield tr("The text was searched for this: {where}.", where=where), 2, False


def _because(answer: dict[str, Any], region: Region, why: bool) -> Iterator[Line]:
    if answer["status"] == "need_more_facts" and not why:
        return
    seen: list[str] = []
    for entry in answer["because"]:
        source = entry["source"]
        section = f", “{source['section']}”" if source["section"] else ""
        cited = f"{source['title']}{section} ({date(source['date'])})"
        if answer["status"] == "out_of_scope" and not why:
            yield tr("Left out is: {condition}", condition=entry["condition"]), 2, False
        if cited not in seen or why:
            yield tr("Source: {source}", source=cited), 2, False
        seen.append(cited)
        if why:
            place = f"{entry['where']['file']}:{entry['where']['line']}"
            yield tr("Rule {rule}, {place}", rule=entry["rule"] or "—", place=place), 4, False
            if entry["condition"]:
                yield tr("Holds if {condition}", condition=entry["condition"]), 4, False
            for fact, value in entry["facts"].items():
                said = wording.stated(fact, value, region)
                yield tr("Given that {said}", said=said) + _typed(fact, value, said, region), 6, False


def step(number: int, entry: dict[str, Any], reached: str | None) -> Iterator[Line]:
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
    said = " · ".join(s for s in (entry["text"] or "", readable(str(entry["outcome"] or ""))) if s)
    people = [f"{tr(label)}: {roles(entry[key])}" for key, label in IN_ANSWER.items() if entry[key]]
    return (said or str(entry["id"])) + (f" ({'; '.join(people)})" if people else "")


def roles(who: dict[str, Any]) -> str:
    """Roles by name: "directeur en intern begeleider"."""
    names = [role["name"] for role in who["roles"]]
    if len(names) == 1:
        return str(names[0])
    return f"{', '.join(names[:-1])} {word(TOGETHER, who['mode'])} {names[-1]}"


def quantity(value: dict[str, Any]) -> str:
    """A term or amount as printed: "ten hoogste 2 werkdagen, vanaf vraag"."""
    unit = readable(value.get("unit", ""))
    parts = [
        tr(phrase, number=f"{value[op]:g} {unit}".strip()) for op, phrase in _AMOUNTS.items() if op in value
    ]
    said = f" {tr('and')} ".join(parts)
    if value.get("in"):
        said += tr(" per {window}", window=readable(value["in"]))
    if value.get("from"):
        said += tr(", counted from {event}", event=readable(value["from"]))
    if value.get("before"):
        said += tr(" before {event}", event=readable(value["before"]))
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
