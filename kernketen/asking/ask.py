"""A question asked of a region: the answer to each of its topics, or to one of them."""

from __future__ import annotations

from datetime import date

from kernketen.asking.days.terms import due
from kernketen.asking.topics.answer import Asker
from kernketen.model import canonical
from kernketen.model.condition import facts_in, leaves
from kernketen.model.dates import written
from kernketen.model.questions import QUESTIONS, known
from kernketen.model.titles import TURN, question_title, topic_title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from kernketen.asking.days.calendar import SchoolHolidays
    from kernketen.asking.situations.cells import Given
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Region, Rule

SCHEMA = "kernketen/ask/1"
_LAST = {"need_more_facts": 1, "not_regulated": 2}


def needed(region: Region) -> dict[str, Any]:
    """The part of a region that ``ask`` and ``escalate`` use: rules, gaps, sources, facts, names of roles."""
    unused = ("matrix", "partners", "teams", "aliases", "terms", "statements", "cases", "cards")
    roles = [{**role, "tasks": []} for role in region["roles"]]
    return {**region, **{key: [] for key in unused}, "roles": roles}


def topics(region: Region, question: str) -> list[str]:
    """The topics of a question: the canonical ones, the region's own, and those that its rules name."""
    asked = known(region, question)
    found = list(asked.topics) if asked else []
    found += [topic for topic, of in region["topics"].items() if of == question]
    found += [rule["topic"] for rule in region["rules"] if rule["question"] == question]
    return list(dict.fromkeys(found))


def is_canonical(region: Region, question: str, topic: str) -> bool:
    """Whether the core knows a topic, also where the region does not: ``aan_zet.`` and a role of either."""
    asked = known(region, question)
    if asked is None or topic in asked.topics:
        return asked is not None
    turn, role = TURN + topic.removeprefix(TURN), topic.removeprefix(TURN)
    roles = {role["id"] for role in region["roles"]} | set(canonical.ROLES)
    return question == "referral" and topic == turn and role in roles


def questions(region: Region) -> list[str]:
    """The questions that the region has a rule for, in the order of the core and then of the region."""
    having = {rule["question"] for rule in region["rules"]}
    return [name for name in (*QUESTIONS, *sorted(having - set(QUESTIONS))) if name in having]


def listed(region: Region) -> list[dict[str, Any]]:
    """The questions that the region answers, each with its title, its topics and their titles."""
    found = []
    for name in questions(region):
        titles = {topic: topic_title(region, name, topic) for topic in topics(region, name)}
        found.append(
            {
                "question": name,
                "title": question_title(name, region),
                "topics": list(titles),
                "titles": titles,
            }
        )
    return found


def ask(
    region: Region,
    question: str,
    topic: str | None,
    given: Given,
    on: Span,
    school: SchoolHolidays | None = None,
) -> dict[str, Any]:
    """The answers to a question, decided ones first, then those that need facts, then the silent ones.

    Of each the ones that rest on what was told come before those on what is taken for granted alone.

    ``given`` maps facts to their possible values; ``school`` are the school holidays, for terms. A pure
    function: no clock, no files.
    """
    asker = Asker(region, given, on)
    answers = [asker.answer(question, name) for name in ([topic] if topic else topics(region, question))]
    answers.sort(key=lambda answer: (_LAST.get(answer["status"], 0), not _uses(answer, given)))
    quantities = written_quantities(region, question, topic)
    for answer in answers:
        answer["missing"] = [
            {**asker.wanted(fact), "written": quantities.get(fact, [])} for fact in answer["missing"]
        ]
        answer["due"] = _due(answer["within"], given, school)
    return {
        "schema": SCHEMA,
        "region": region["id"],
        "region_name": region["name"],
        "question": question,
        "title": question_title(question, region),
        "on": written(on),
        "answers": answers,
    }


def _uses(answer: dict[str, Any], given: Given) -> bool:
    """Whether an answer rests on what was told, and not only on what is taken for granted."""
    return any(fact in given for entry in answer["because"] for fact in entry["facts"])


def facts_used(region: Region, question: str | None, topic: str | None) -> list[str]:
    """The facts that the rules of a question (or topic, or all rules) mention, in the dictionary's order."""
    used: set[str] = set()
    for rule, condition in _conditions(region, question, topic):
        used |= facts_in(condition) if condition is not None else set()
        used |= {"toestemming"} if rule["question"] == "consent" else set()
    return [fact for fact in region["facts"] if fact in used]


def written_quantities(region: Region, question: str | None, topic: str | None) -> dict[str, list[str]]:
    """How the numbers that rules compare are written: "17/4-schoolweken" without the 17, by fact."""
    found: dict[str, dict[str, None]] = {}
    for _, condition in _conditions(region, question, topic):
        for leaf in leaves(condition) if condition is not None else ():
            if leaf[0] == "num":
                window = "/" + leaf[3].replace(" ", "-") if leaf[3] else ""
                found.setdefault(leaf[1], {})[f"{leaf[2] or ''}{window}"] = None
    return {fact: [text for text in texts if text] for fact, texts in found.items()}


def _conditions(
    region: Region, question: str | None, topic: str | None
) -> Iterator[tuple[Rule, Condition | None]]:
    for rule in region["rules"]:
        if question in (None, rule["question"]) and topic in (None, rule["topic"]):
            yield rule, region["sections"][rule["source"]]["scope"]
            for item in (rule, *rule["steps"]):
                yield rule, item["when"]
                yield rule, item["scope"]
                for doubt in item["doubts"]:
                    yield rule, doubt["when"]


def _due(within: dict[str, Any] | None, given: Given, school: SchoolHolidays | None) -> dict[str, Any] | None:
    """When the term of an answer ends, where the day it began is known (``terms.due``)."""
    began = [value for value in given.get("begonnen_op", ()) if isinstance(value, str)]
    if within is None or len(began) != 1:
        return None
    term = due(date.fromisoformat(began[0]), within, school)
    return term.plain() if term else None
