"""Situations of a comparison as facts of each region, so that ``ask`` can be asked the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kernketen.asking.situations.classes import OTHER
from kernketen.asking.topics.answer import Asker
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.shared import OWN, base
from kernketen.comparing.answers.voices import Speaker
from kernketen.model.condition import facts_in, leaves
from kernketen.model.facts import CORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kernketen.comparing.answers.said import Said

KINDS = {fact.id: fact.kind for fact in CORE}
STRANGE = OTHER[0]


def cells_of(mask: int, most: int) -> Iterator[int]:
    """Some of the cells: the first, the last and some between."""
    cells = [index for index in range(mask.bit_length()) if mask >> index & 1]
    step = max(1, len(cells) // most)
    for index in cells[::step]:
        yield 1 << index


def facts_of(laid: Laid, cell: int) -> dict[str, Any]:
    """What holds in one cell of the shared space, as internal values (a value nobody names: strange)."""
    found: dict[str, Any] = {}
    for stride, classes in laid.space.classes():
        index = next(i for i in range(len(classes)) if cell & laid.space.slice(stride, len(classes), i))
        condition = classes[index]
        if condition[0] == "num":
            found[condition[1]] = [(_number(condition[4]), condition[2], condition[3])]
        elif any(part[0] == "has" for part in leaves(condition)):
            leaf = leaves(condition)[0]
            held = found.setdefault(leaf[1], [frozenset()])
            if condition[0] == "has":
                found[leaf[1]] = [held[0] | {leaf[2][0]}]
        elif condition[0] == "not":
            named = condition[1][2]
            left = [v for v in laid.space._domains.get(condition[1][1], ()) if v not in named]
            found[condition[1][1]] = [left[0] if left else STRANGE]
        else:
            found[condition[1]] = [condition[2][0]]
    return found


def _number(bounds: list[Any]) -> float:
    known = dict(bounds)
    if "is" in known:
        return float(known["is"])
    if "gt" in known and "lt" in known:
        return (float(known["gt"]) + float(known["lt"])) / 2
    return float(known["gt"]) + 1 if "gt" in known else float(known["lt"]) - 1


def local(facts: Mapping[str, Any], speaker: Speaker) -> list[dict[str, Any]]:
    """The same facts with the region's own roles: a case for each role that the canonical one stands for."""
    cases: list[dict[str, Any]] = [{}]
    for fact, values in facts.items():
        if KINDS[fact] == "role":
            standing = speaker.roles.standing().get(values[0])
            # A role that only one region has is, here, one that it does not name.
            choices = [[name] for name in standing] if standing else [[STRANGE]]
        else:
            choices = [[STRANGE] if values == [OWN] else values]
        cases = [{**case, fact: choice} for case in cases for choice in choices]
    return cases


def answered(speaker: Speaker, question: str, topic: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What ``ask`` says there."""
    return Asker(speaker.region, given, speaker.on).answer(question, topic)


def matches(said: Said, answer: Mapping[str, Any]) -> bool:
    """Whether an answer is what the comparison says."""
    who = {
        key: None if answer[key] is None else {role["id"] for role in answer[key]["roles"]}
        for key in ("who", "by", "of", "decided_by")
    }
    mine = {
        key: None if (named := said.then[key]) is None or named["mode"] == "unknown" else set(named["roles"])  # type: ignore[literal-required]
        for key in who
    }
    outcome = said.then["outcome"] or None
    return (said.status, outcome, said.modality or None, mine) == (
        answer["status"],
        answer["outcome"],
        answer["modality"],
        who,
    )


def hangs_on(answer: Mapping[str, Any], facts: set[str]) -> bool:
    """Whether what ``ask`` still needs is among these facts."""
    return set(answer["missing"]) <= facts


__all__ = ["answered", "base", "cells_of", "facts_in", "facts_of", "hangs_on", "local", "matches"]
