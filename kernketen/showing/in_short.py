"""What a region says, in a few words: the outcome, who, the term, and how strong it is."""

from __future__ import annotations

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
    what = then["word"] if then["word"] and said.modality != "must_not" else then["outcome"]
    head = word(_CALLED, what) if what in _CALLED else readable(what)
    parts = []
    if then["who"] is not None:
        named = _named(then["who"], region)
        head = f"{head}: {named}" if head else named
    parts.append(head)
    if is_brief:
        decided = then["decided_by"]
        return head or (
            f"{tr('decided by')} {_named(decided, region)}" if decided else _cut(then["text"], _BRIEF)
        )
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
    if then["see"] and not then["outcome"]:
        title = next((p["title"] for p in region["external_references"] if p["id"] == then["see"]), "")
        parts.append(tr("see: {paper}", paper=title or then["see"]))
    if said.steps:
        parts.append(tr("{number} steps", number=len(said.steps)))
    told = "; ".join(part for part in parts if part) or _cut(then["text"])
    return f"{told} ({word(MODALITY, said.modality)})"


def _silence(said: Said, region: Region) -> str:
    if said.status == "external_reference" and said.gap is not None:
        see = said.gap["see"]
        title = next((p["title"] for p in region["external_references"] if p["id"] == see), see)
        return tr("see: {paper}", paper=title)
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
