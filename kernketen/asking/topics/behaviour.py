"""How a topic behaves: what it says in every situation there can be, so that two versions can be compared."""

from __future__ import annotations

from datetime import date, timedelta

from kernketen.asking.situations.cells import Space, TooWide
from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.speaking import COMPANY, DECISIVE, clash, leading, merged, ordered, signature
from kernketen.asking.topics.topic import Topic, doubted
from kernketen.model.dates import span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from kernketen.asking.topics.topic import Turn
    from kernketen.model.dates import Span
    from kernketen.model.region import Region, Rule

_ONE_DAY = timedelta(days=1)


def is_same(one: Region, other: Region, question: str, topic: str) -> bool:
    """Whether two versions of a region say the same about a topic, in every situation and on every day.

    What is said is the status, the outcome, who, the term and the doubts; not which rule says it, nor its
    explanation. A topic that is too wide to compare counts as different.
    """
    try:
        return all(
            _says(one, other, question, topic, day) == _says(other, one, question, topic, day)
            for day in turning_days([*one["rules"], *other["rules"]], (one, other), question, topic)
        )
    except TooWide:
        return False


def _says(region: Region, beside: Region, question: str, topic: str, on: Span) -> dict[str, int]:
    """The cells of a topic by what is said in them, in the partition of both versions."""
    turns, others = (_turns(r, question, topic, on) for r in (region, beside))
    every = sorted([*turns, *others], key=_place)
    conditions = [c for turn in every for c in (turn.when, *turn.scopes) if c is not None]
    both = Space([*conditions, *doubted(every)], {}, region["domains"])
    mine = Topic(turns, {}, region, both)
    parts: list[tuple[int, list[tuple[Turn, tuple[str, ...]]]]] = [(both.full, [])]
    for turn, cells, doubts in _voices(question, mine):
        split = []
        for area, heard in parts:
            if area & cells:
                split.append((area & cells, [*heard, (turn, doubts)]))
            if area & ~cells:
                split.append((area & ~cells, heard))
        parts = split
    found: dict[str, int] = {}
    for area, heard in parts:
        mark = _mark(question, heard)
        found[mark] = found.get(mark, 0) | area
    return found


def _turns(region: Region, question: str, topic: str, on: Span) -> list[Turn]:
    """The turns of a topic on a day; that their document speaks for the case is one of their conditions."""
    asker = Asker(region, {}, on)
    turns = asker.turns(asker.rules(question, topic))
    for turn in turns:
        paper = asker.documents[region["sections"][turn.rule["source"]]["document"]]
        turn.scopes += [paper["covers"]] if paper["covers"] is not None else []
        turn.scopes += [["not", paper["excludes"]]] if paper["excludes"] is not None else []
    return turns


def _voices(question: str, topic: Topic) -> Iterable[tuple[Turn, int, tuple[str, ...]]]:
    """The turns with their cells, split by the doubts that bite there; those that say the same together."""
    found: dict[str, list[Any]] = {}
    for turn in ordered(question, topic.turns):
        parts: list[tuple[int, tuple[str, ...]]] = [(turn.cells, ())]
        for doubt in turn.doubts:
            bites = topic.mask(doubt["when"])
            name = doubt["id"] + ("" if doubt["when"] is None else "!")
            parts = [(area & bites, (*names, name)) for area, names in parts] + [
                (area & ~bites, names) for area, names in parts
            ]
        for area, names in parts:
            if area:
                said = signature(turn.then, (*DECISIVE, *COMPANY))
                key = repr((turn.modality, said, _rung(turn), sorted(set(names))))
                found.setdefault(key, [turn, 0, tuple(sorted(set(names)))])[1] |= area
    return [(turn, cells, names) for turn, cells, names in found.values()]


def _mark(question: str, heard: list[tuple[Turn, tuple[str, ...]]]) -> str:
    if not heard:
        return ""
    turns = leading(question, (turn for turn, _ in heard))
    doubts = sorted({name for turn, names in heard if turn in turns for name in names})
    said = signature(merged(turns), (*DECISIVE, *COMPANY))
    against = sorted({repr((turn.modality, turn.then["outcome"])) for turn in clash(question, turns)})
    rungs = sorted({_rung(turn) for turn in turns})
    return repr((turns[0].modality, said, rungs, against, doubts))


def _rung(turn: Turn) -> tuple[str, int]:
    return ("", -1) if turn.step is None else (turn.rule["id"], turn.step)


def _place(turn: Turn) -> str:
    return repr((turn.rule["id"], turn.step, turn.when, turn.scopes))


def turning_days(rules: Iterable[Rule], regions: Iterable[Region], question: str, topic: str) -> list[Span]:
    """One day of each stretch of time in which the same rules of a topic are in force."""
    days = {date.min}
    sections = [region["sections"] for region in regions]
    for rule in rules:
        if (rule["question"], rule["topic"]) == (question, topic):
            for item in (rule, *(part[rule["source"]] for part in sections if rule["source"] in part)):
                if item["valid_from"] not in ("", "unknown"):
                    days.add(date.fromisoformat(span(item["valid_from"])[0]))
                if item["valid_until"] not in ("", "unknown"):
                    last = date.fromisoformat(span(item["valid_until"])[1])
                    # After the last day that there is nothing begins.
                    days.update([last + _ONE_DAY] if last < date.max else [])
    return [(day.isoformat(), day.isoformat()) for day in sorted(days)]
