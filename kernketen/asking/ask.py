"""A question asked of a region: the answer to each of its topics, or to one of them."""

from __future__ import annotations

from datetime import date

from kernketen.asking.answer import Asker
from kernketen.asking.terms import due
from kernketen.model.condition import facts_in
from kernketen.model.dates import written
from kernketen.model.questions import QUESTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kernketen.asking.calendar import SchoolHolidays
    from kernketen.asking.cells import Given
    from kernketen.model.dates import Span
    from kernketen.model.region import Region

SCHEMA = "kernketen/ask/1"
_LAST = {"need_more_facts": 1, "not_regulated": 2}


def topics(region: Region, question: str) -> list[str]:
    """The topics of a question: the canonical ones, the region's own, and those that its rules name."""
    known = QUESTIONS.get(question)
    found = list(known.topics) if known else []
    found += [topic for topic, of in region["topics"].items() if of == question]
    found += [rule["topic"] for rule in region["rules"] if rule["question"] == question]
    return list(dict.fromkeys(found))


def questions(region: Region) -> list[str]:
    """The questions that the region has a rule for, in the order of the core and then of the region."""
    having = {rule["question"] for rule in region["rules"]}
    return [name for name in (*QUESTIONS, *sorted(having - set(QUESTIONS))) if name in having]


def ask(
    region: Region,
    question: str,
    topic: str | None,
    given: Given,
    on: Span,
    school: SchoolHolidays | None = None,
) -> dict[str, Any]:
    """The answers to a question, decided ones first, then those that need facts, then the silent ones.

    ``given`` maps facts to their possible values; ``school`` are the school holidays, for terms. A pure
    function: no clock, no files.
    """
    asker = Asker(region, given, on)
    answers = [asker.answer(question, name) for name in ([topic] if topic else topics(region, question))]
    answers.sort(key=lambda answer: _LAST.get(answer["status"], 0))
    for answer in answers:
        answer["missing"] = [_missing(region, fact) for fact in answer["missing"]]
        answer["due"] = _due(answer["within"], given, school)
    return {
        "schema": SCHEMA,
        "region": region["id"],
        "region_name": region["name"],
        "question": question,
        "on": written(on),
        "answers": answers,
    }


def facts_used(region: Region, question: str | None, topic: str | None) -> list[str]:
    """The facts that the rules of a question (or topic, or all rules) mention, in the dictionary's order."""
    used: set[str] = set()
    for rule in region["rules"]:
        if question not in (None, rule["question"]) or topic not in (None, rule["topic"]):
            continue
        conditions = [rule["when"], rule["scope"], region["sections"][rule["source"]]["scope"]]
        conditions += [c for step in rule["steps"] for c in (step["when"], step["scope"])]
        used |= {fact for condition in conditions if condition is not None for fact in facts_in(condition)}
        used |= {"toestemming"} if rule["question"] == "consent" else set()
    return [fact for fact in region["facts"] if fact in used]


def _due(within: dict[str, Any] | None, given: Given, school: SchoolHolidays | None) -> dict[str, Any] | None:
    """When the term of an answer ends, where the day it began is known (``terms.due``)."""
    began = [value for value in given.get("begonnen_op", ()) if isinstance(value, str)]
    if within is None or len(began) != 1:
        return None
    term = due(date.fromisoformat(began[0]), within, school)
    return term.plain() if term else None


def _missing(region: Region, fact: str) -> dict[str, Any]:
    known = region["facts"][fact]
    values: list[Any] = [True, False] if known["kind"] == "bool" else list(known["values"])
    questions = {"question": known["question"], "question_nl": known["question_nl"]}
    return {"fact": fact, **questions, "values": values}
