"""How heavy a change is, and whom it touches (docs/verschillen.md has these tables in words)."""

from __future__ import annotations

from kernketen.asking.topics.citing import WHO
from kernketen.comparing.versions.settled import settled
from kernketen.comparing.versions.situations import compared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

BREAKING, NOTABLE, EDITORIAL = "breaking", "notable", "editorial"
WEIGHTS = (BREAKING, NOTABLE, EDITORIAL)
"""From heavy to light."""

CHILD, PROFESSIONAL, MAINTAINER = "child_or_parent", "professional", "maintainer"
TOUCHES = (CHILD, PROFESSIONAL, MAINTAINER)
"""Whom a change touches, the child first."""

_SILENT = ("not_regulated", "out_of_scope", "external_reference")
_NOTHING = ("not_regulated", "out_of_scope")
_HARD = ("must", "must_not")

_DECIDES = ("outcome", "who", "by", "of", "decided_by", "among", "money", "word", "if_refused", "step")
"""What is decided, and by or for whom: another one is another agreement, one that is added is new."""

_AMONG_PROFESSIONALS = ("regie", "referral", "jurisdiction", "escalation")
_HOW = ("by", "with", "inform", "via", "word", "see", "steps", "unstated")
_PARENTS = ("ouders", "leerling")


def of_answers(
    question: str, before: Mapping[str, Any], after: Mapping[str, Any], differs: Sequence[str]
) -> tuple[str, str]:
    """The weight of another answer, and whom it touches."""
    return _weight(before, after, differs), _touched(question, before, after, differs)


def _weight(before: Mapping[str, Any], after: Mapping[str, Any], differs: Sequence[str]) -> str:
    was, comes = before["status"], after["status"]
    if was in _NOTHING and comes in _NOTHING:
        # There was no answer and there is none: only why is another.
        return EDITORIAL
    if was in _SILENT:
        return NOTABLE
    if comes in _SILENT:
        return BREAKING
    if "within" in differs:
        return BREAKING
    if "modality" in differs and (before["modality"] in _HARD or after["modality"] in _HARD):
        return BREAKING
    if any(before[name] for name in _DECIDES if name in differs):
        return BREAKING
    return NOTABLE


def _touched(
    question: str, before: Mapping[str, Any], after: Mapping[str, Any], differs: Sequence[str]
) -> str:
    if any(_names_parents(answer[name]) for answer in (before, after) for name in differs):
        return CHILD
    if "steps" in differs and _with_parents(before["steps"]) != _with_parents(after["steps"]):
        return CHILD
    if question in _AMONG_PROFESSIONALS or all(name in _HOW for name in differs):
        return PROFESSIONAL
    return CHILD


def _names_parents(value: Any) -> bool:
    roles = value.get("roles", ()) if isinstance(value, dict) else ()
    return any(role["canonical"] in _PARENTS for role in roles if isinstance(role, dict))


def _with_parents(steps: Sequence[Mapping[str, Any]] | None) -> list[str]:
    """The steps of a protocol in which the parents or the pupil are named, and how."""
    return [
        repr([step["id"], *(settled(compared(step[key])) for key in WHO)])
        for step in steps or ()
        if any(_names_parents(step[key]) for key in WHO)
    ]


_LOST_IS_HEAVY = ("teams", "compositions", "members")
_WORDS = frozenset(
    (
        *("note", "text", "description", "aliases", "title", "heading", "names", "reason", "purpose"),
        *("label", "yes", "no", "words", "question", "question_nl", "web", "basis", "register_name"),
        *("reviewed_on", "checked_with", "footnotes", "match", "canonical", "expansion", "parties", "origin"),
    )
)
"""Fields that tell something in other words, and what only the one who maintains the region looks at."""

_BOOKKEEPING = ("cases", "cards", "gaps", "terms", "aliases", "topics", "questions", "facts")
_ITS_KEEPER = ("region", "documents", "sections", "external_references", "areas", "structures", "entries")
_BEHAVING = ("question", "topic", "scope", "when", "then", "overrides", "steps", "order", "modality")


def of_item(concept: str, kind: str, fields: Iterable[str], question: str) -> tuple[str, str]:
    """The weight of a changed item by itself, and whom it touches; what it flips comes on top of it.

    ``fields`` are those that changed, ``question`` is that of a rule or step, else empty.
    """
    changed = {field.partition(".")[0] for field in fields}
    return _weight_of_item(concept, kind, changed), _touched_by_item(concept, changed, question)


def _weight_of_item(concept: str, kind: str, changed: set[str]) -> str:
    if concept in _BOOKKEEPING or (kind == "renamed" and not changed):
        return EDITORIAL
    if kind in ("added", "removed"):
        return BREAKING if kind == "removed" and concept in _LOST_IS_HEAVY else NOTABLE
    if concept == "documents" and changed & {"covers", "excludes"}:
        return BREAKING
    if concept == "members" and "who" in changed:
        return BREAKING
    if concept in ("rules", "steps", "cells"):
        # What a rule decides in another way is told by what flips; the rest is how it is put.
        changed = changed - set(_BEHAVING)
    return NOTABLE if changed - _WORDS else EDITORIAL


def _touched_by_item(concept: str, changed: set[str], question: str) -> str:
    if concept in _BOOKKEEPING or concept in _ITS_KEEPER:
        return PROFESSIONAL if changed & {"covers", "excludes", "postcodes"} else MAINTAINER
    if question:
        return PROFESSIONAL if question in _AMONG_PROFESSIONALS else CHILD
    return PROFESSIONAL


def heaviest(weights: Iterable[str]) -> str:
    """The heaviest of some weights; the lightest of all where there are none."""
    return min(weights, key=WEIGHTS.index, default=EDITORIAL)


def at_least(weight: str, limit: str) -> bool:
    """Whether a weight is as heavy as a limit, or heavier."""
    return WEIGHTS.index(weight) <= WEIGHTS.index(limit)
