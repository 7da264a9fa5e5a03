"""What one region says of a whole topic, as its cell in the matrix: one answer, or on what it depends.

It is what ``ask`` answers while nothing is told: what rules are about is taken for granted, and said.
"""

from __future__ import annotations

from kernketen.comparing.answers.said import Said
from kernketen.comparing.answers.spoken_cells import asked, briefly, cell_of, entry, hangs_on
from kernketen.model.wording import stated
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.asking.topics.topic import Turn
    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.comparing.answers.voices import Speaker


def topic_cell(subject: Subject, speaker: Speaker, in_short: InShort) -> dict[str, Any]:
    """The cell of a region in the row of a topic."""
    region = speaker.region
    question, topic = subject.of(speaker)
    voices = speaker.voices(question, topic)
    if not voices.turns:
        silence = voices.silence()
        found = entry(silence, region, in_short(silence, region, False))
        return cell_of(silence, speaker, found["said"], [found])
    answer = speaker.asker.answer(question, topic)
    by_rule = _turns(voices.turns)
    turns = [by_rule[place] for because in answer["because"] if (place := _place(because)) in by_rule]
    doubts = [flag["id"] for flag in answer["flags"]]
    if answer["status"] == "need_more_facts" or not turns:
        # All that can be said, and first what leads as long as nothing is told.
        every = [*turns, *(turn for turn in voices.turns if turn not in turns)]
        said = [Said(question, [turn], (), region, speaker.roles) for turn in every]
        each = {one.own_key: entry(one, region, in_short(one, region, False)) for one in said}
        facts = [asked(fact, region) for fact in answer["missing"]]
        answers = briefly(said, region, in_short)
        return {
            **cell_of(said[0], speaker, hangs_on(facts, answers), list(each.values())),
            "status": answer["status"],
            "mark": "depends",
            "attested": None,
        }
    said_ = Said(question, turns, (), region, speaker.roles)
    short = in_short(said_, region, False)
    presumed = [stated(fact, value, region) for fact, value in answer["presumed"].items()]
    found = entry(said_, region, short)
    if presumed:
        found["said"] += " · " + tr("if {condition}", condition="; ".join(presumed))
        short += " *"
    cell = cell_of(said_, speaker, short, [found])
    if answer["status"] == "ambiguous":
        cell |= {"status": "ambiguous", "mark": "ambiguous"}
    return {**cell, "doubts": doubts}


def _turns(turns: Sequence[Turn]) -> dict[tuple[str, str, int], Turn]:
    """The turns by the rule and the place that an answer names for them."""
    found = {}
    for turn in turns:
        where = (turn.rule if turn.step is None else turn.rule["steps"][turn.step])["where"]
        found[turn.rule["id"], where[0], where[1]] = turn
    return found


def _place(because: dict[str, Any]) -> tuple[str, str, int]:
    return because["rule"], because["where"]["file"], because["where"]["line"]
