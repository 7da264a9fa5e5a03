"""What the cases of a region give and reach, worked out once for all checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kernketen.asking.facts import given
from kernketen.asking.topics.answer import Asker
from kernketen.model.dates import exists, span
from kernketen.model.region import Case, Region
from kernketen.refusal import Refusal

MOST_WORK = 100_000
"""So many pairs of rules are compared for all cases together; the largest region takes 10,000.

Beyond that nothing is said of what the cases reach.
"""

_EACH = 10
_NO_ANSWER = ("need_more_facts", "not_regulated", "out_of_scope")


class Tried:
    """A case with what it gives: ``facts`` as ``cells`` takes them, or why some could not be read."""

    __slots__ = ("case", "facts", "refused")

    def __init__(self, case: Case) -> None:
        self.case = case
        self.facts: dict[str, list[Any]] = {}
        self.refused: dict[str, Refusal] = {}


def tried(region: Region) -> Sequence[Tried]:
    """The cases of a region, read."""
    known: dict[str, dict[str, list[Any]] | Refusal] = {}
    found = []
    for case in region["cases"]:
        one = Tried(case)
        for fact, value in case["given"].items():
            key = f"{fact}={value!r}"
            if key not in known:
                try:
                    known[key] = given(region, {fact: value})
                except Refusal as refusal:
                    known[key] = refusal
            read = known[key]
            if isinstance(read, Refusal):
                one.refused[fact] = read
            else:
                one.facts.update(read)
        found.append(one)
    return found


def unreached(
    region: Region, cases: Sequence[Tried], wanted: set[tuple[str, str]], today: str
) -> set[tuple[str, str]]:
    """Of ``wanted`` rules, each with its rung or an empty text, those that no case reaches."""
    left: dict[tuple[str, str], set[tuple[str, str]]] = {}
    topics = {rule["id"]: (rule["question"], rule["topic"]) for rule in region["rules"]}
    for rule, step in wanted:
        left.setdefault(topics[rule], set()).add((rule, step))
    # Those that expect an answer first: where all is reached, no further case needs to be asked.
    known = Counter(topics.values())
    work = MOST_WORK
    for one in sorted(cases, key=lambda one: one.case["expect"].get("status") in _NO_ANSWER):
        topic = (one.case["question"], one.case["topic"])
        among = left.get(topic)
        if among:
            work -= _EACH + known[topic] ** 2 // 2
            if work < 0:
                return set()
            among.difference_update(_reached(region, one, today))
    return {entry for among in left.values() for entry in among}


def _reached(region: Region, one: Tried, today: str) -> Iterator[tuple[str, str]]:
    """The rules that answer a case; not those that merely may."""
    on = one.case["on"] or today
    if one.refused or not exists(on):
        return
    try:
        answer = Asker(region, one.facts, span(on)).answer(one.case["question"], one.case["topic"])
    except Refusal:
        return
    if answer["status"] != "need_more_facts":
        for entry in answer["because"]:
            yield entry["rule"], ""
            yield entry["rule"], answer["step"] or ""
