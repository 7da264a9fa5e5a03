"""What a region says, in a few words: the outcome, who, the term, and how strong it is."""

from __future__ import annotations

from kernketen.model.questions import DUTY, QUESTIONS
from kernketen.model.titles import readable
from kernketen.showing.answers import quantity
from kernketen.showing.terms import IN_ANSWER, MODALITY, TOGETHER, word
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kernketen.comparing.answers.said import Said
    from kernketen.model.region import Region, Who

_LONGEST = 90
_BRIEF = 40
_SIGNS = {"close": "~", "rough": "?"}
_CALLED = {"coordinatie": marked("coördinatie")}
_SILENT = {
    "not_regulated": marked("not agreed"),
    "out_of_scope": marked("left out by the text"),
    "external_reference": marked("on another paper"),
}


def in_short(said: Said, region: Region, is_brief: bool = False) -> str:
    """What is said, with the region's own names of roles; a role that matches roughly has a sign.

    ``is_brief`` is no more than the outcome and who.
    """
    then = said.then
    if not said.turns:
        return _silence(said, region)
    longest = _BRIEF if is_brief else _LONGEST
    head = _head(said)
    parts = []
    if then["who"] is not None:
        named = _named(then["who"], region)
        # A role without what it does is no answer: the sentence tells.
        head = f"{head}: {named}" if head else (_cut(then["text"], longest) or named)
    if _is_bare(said) and then["text"]:
        head = f"{head}: {_cut(then['text'], longest)}"
    parts.append(head)
    if is_brief:
        found = [head, _seen(then["see"], region)]
        if then["who"] is None and then["decided_by"] is not None:
            found.append(f"{tr('decided by')} {_named(then['decided_by'], region)}")
        return ", ".join(part for part in found if part) or _cut(then["text"], _BRIEF)
    for key, label in IN_ANSWER.items():
        if key != "who" and then[key] is not None:  # type: ignore[literal-required]
            # What the text leaves open is no name of a role.
            colon = ":" if then[key]["mode"] == "unknown" else ""  # type: ignore[literal-required]
            parts.append(f"{tr(label)}{colon} {_named(then[key], region)}")  # type: ignore[literal-required]
    if then["within"]:
        parts.append(quantity(then["within"]))
    if then["money"]:
        parts.append(tr("From: {money}", money=then["money"]))
    if then["if_refused"]:
        parts.append(tr("if refused: {what}", what=readable(then["if_refused"])))
    if then["see"]:
        parts.append(_seen(then["see"], region))
    if said.steps:
        parts.append(tr("{number} steps", number=len(said.steps)))
    told = "; ".join(part for part in parts if part) or _cut(then["text"])
    strength = word(MODALITY, said.modality)
    # "May" that someone may, is said once.
    return told if then["outcome"] and readable(then["outcome"]) == strength else f"{told} ({strength})"


def _is_bare(said: Said) -> bool:
    """Whether a duty is said and nobody and nothing with it: only the text tells what it is."""
    then = said.then
    question = QUESTIONS.get(said.turns[0].rule["question"])
    is_duty = question is not None and question.outcomes.get(then["outcome"]) == DUTY
    named = [then[key] for key in IN_ANSWER]  # type: ignore[literal-required]
    return is_duty and not any((*named, then["see"], then["within"], then["money"], said.steps))


def _head(said: Said) -> str:
    """What is to be done, with the region's own word for it."""
    then = said.then
    own, outcome = then["word"], then["outcome"]
    if said.modality == "must_not" or not own:
        return readable(outcome)
    called = word(_CALLED, own) if own in _CALLED else readable(own)
    # A word for the answer itself stands for it; one for what it is about stands beside it.
    if outcome in ("", own, said.turns[0].rule["question"]):
        return called
    return f"{readable(outcome)} ({called})"


def _seen(see: str, region: Region) -> str:
    """The paper to which is pointed."""
    title = next((p["title"] for p in region["external_references"] if p["id"] == see), see)
    return tr("see: {paper}", paper=title) if see else ""


def _silence(said: Said, region: Region) -> str:
    if said.status == "external_reference" and said.gap is not None:
        return _seen(said.gap["see"], region)
    if said.status == "not_regulated" and not said.attested:
        return tr("nothing on file")
    return tr(_SILENT[said.status])


def _named(who: Who | None, region: Region) -> str:
    if who is None or who["mode"] == "unknown":
        return tr("the text does not say")
    roles: dict[str, Any] = {role["id"]: role for role in region["roles"]}
    names = []
    for name in who["roles"]:
        role = roles.get(name)
        sign = _SIGNS.get(role["match"], "") if role else ""
        names.append(sign + (role["name"] if role else name))
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {word(TOGETHER, who['mode'])} {names[-1]}"


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[: text.rfind(" ", 0, longest)] + " …"
