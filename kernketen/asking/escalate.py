"""The ladders of a region: which step a case has reached, and which comes next."""

from __future__ import annotations

import difflib

from kernketen.asking.ask import written_quantities
from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.speaking import status
from kernketen.model.dates import written
from kernketen.model.questions import QUESTIONS
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Given
    from kernketen.model.dates import Span
    from kernketen.model.region import Region, Rule

SCHEMA = "kernketen/escalate/1"


def ladders(region: Region, asker: Asker) -> list[Rule]:
    """The ladders that are in force on the day and whose document speaks for the case."""
    return [
        rule
        for rule in region["rules"]
        if rule["order"] == "ladder"
        and asker.is_in_force(rule)
        and asker.speaks(region["sections"][rule["source"]]["document"])
    ]


def escalate(
    region: Region, topic: str | None, given: Given, on: Span, from_step: str | None = None
) -> dict[str, Any]:
    """The ladders of a topic (or all), each with the step reached and the next one.

    ``from_step`` names the step where the case is now; else it follows from the facts, as far as they tell.
    Raises ``Refusal`` for a topic without a ladder or a step that no ladder has.
    """
    asker = Asker(region, given, on)
    found = [rule for rule in ladders(region, asker) if topic in (None, rule["topic"])]
    known = sorted({rule["topic"] for rule in ladders(region, asker)})
    defined = (*QUESTIONS["escalation"].topics, *region["topics"])
    if topic is not None and not found and topic not in defined:
        sentence = tr(
            "There is no ladder for “{topic}” here; there is one for {topics}.",
            topic=topic,
            topics=", ".join(known),
        )
        raise _unknown(sentence, topic, known, "unknown_topic")
    steps = [step["id"] for rule in found for step in rule["steps"]]
    if from_step is not None and from_step not in steps:
        sentence = tr(
            "No ladder has a step “{step}”; the steps are {steps}.", step=from_step, steps=", ".join(steps)
        )
        raise _unknown(sentence, from_step, steps, "unknown_step")
    shown = [_ladder(asker, rule, from_step) for rule in found]
    if from_step is not None:
        shown = [ladder for ladder in shown if ladder["step"]]
    return {
        "schema": SCHEMA,
        "region": region["id"],
        "region_name": region["name"],
        "on": written(on),
        "ladders": shown,
    }


def _unknown(sentence: str, word: str, known: Sequence[str], reason: str) -> Refusal:
    near = difflib.get_close_matches(word, known, 1)
    if near:
        sentence += " " + tr("Did you mean “{word}”?", word=near[0])
    return Refusal(sentence, status=NOT_FOUND, reason=reason, suggestions=tuple(near or known))


def _ladder(asker: Asker, rule: Rule, from_step: str | None) -> dict[str, Any]:
    ids = [step["id"] for step in rule["steps"]]
    answer = asker.judged(rule["question"], rule["topic"], [rule])
    reached = answer["step"] if from_step is None else None
    if from_step in ids:
        # Where the case is was said; nothing needs to be found out.
        reached = from_step
        then = rule["steps"][ids.index(reached)]["then"]
        answer = {**answer, "status": status(then), "missing": [], "presumed": {}}
    after = ids[ids.index(reached) + 1] if reached in ids[:-1] else None
    section = asker.region["sections"][rule["source"]]
    quantities = written_quantities(asker.region, rule["question"], rule["topic"])
    return {
        "rule": rule["id"],
        "topic": rule["topic"],
        "title": answer["title"],
        "modality": rule["modality"],
        "steps": asker.steps(rule["steps"]),
        "step": reached,
        "next": after,
        "status": answer["status"],
        "missing": [{**asker.wanted(f), "written": quantities.get(f, [])} for f in answer["missing"]],
        "presumed": answer["presumed"],
        "flags": [asker.flag(d) for d in (*rule["doubts"], *section["doubts"]) if d["when"] is None],
        "source": asker.source(rule["source"]),
        "where": {"file": rule["where"][0], "line": rule["where"][1]},
    }
