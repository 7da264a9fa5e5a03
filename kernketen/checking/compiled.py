"""The topics of a region compiled: for each stretch of time its rules as sets of situations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kernketen.asking.situations.cells import TooWide
from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.behaviour import turning_days
from kernketen.asking.topics.speaking import clash, polarity
from kernketen.asking.topics.topic import Topic, Turn
from kernketen.model.condition import both
from kernketen.model.dates import exists
from kernketen.model.questions import FORBIDS
from kernketen.model.region import Document, Region, Rule, Section

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

MOST_RULES = 250
"""So many rules, or rungs of ladders, are compared within one topic."""
MOST_WORK = 200_000
"""So many pairs of them in all topics, a pair in a wide topic counting for several. The largest region takes
10,000."""

_CHEAP = 500


@dataclass(frozen=True)
class Table:
    """The rules of one topic that are in force together.

    ``topic`` has their cells; it is missing where there are too many of them.
    """

    region: Region
    question: str
    name: str
    rules: Sequence[Rule]
    turns: Sequence[Turn]
    topic: Topic | None

    @cached_property
    def spoken(self) -> Topic | None:
        """The topic with what the documents speak for among the conditions of their rules."""
        if self.topic is None or not any(self._around):
            return self.topic
        turns = []
        for turn, condition in zip(self.turns, self._around, strict=True):
            scopes = [*turn.scopes, *([condition] if condition else [])]
            turns.append(Turn(turn.rule, turn.then, turn.when, scopes, turn.doubts, turn.step))
        return _compiled(turns, self.region) or self.topic

    @cached_property
    def elsewhere(self) -> int:
        """The situations (of ``spoken``) for which none of the documents of the topic speaks."""
        if self.spoken is None or self.spoken is self.topic:
            return 0
        found = self.spoken.space.full
        for condition in self._around:
            found &= ~self.spoken.mask(condition)
        return found

    @cached_property
    def _around(self) -> list[Condition | None]:
        """For each turn whom its document speaks for."""
        papers = {paper["id"]: paper for paper in self.region["documents"]}
        sections = self.region["sections"]
        return [spoken_for(papers.get(sections[turn.rule["source"]]["document"])) for turn in self.turns]

    @cached_property
    def forbidden(self) -> int:
        """The situations (of ``spoken``) in which a rule forbids: there no other is heard."""
        found = 0
        for turn in self.spoken.turns if self.spoken else ():
            found |= turn.cells if polarity(self.question, turn) == FORBIDS else 0
        return found

    def heard(self, turn: Turn) -> int:
        """The situations in which a turn of ``spoken`` is heard: where it speaks, and nothing forbids."""
        return turn.cells if polarity(self.question, turn) == FORBIDS else turn.cells & ~self.forbidden

    def contradictions(self) -> Iterator[tuple[Turn, Turn, int]]:
        """Two turns that contradict each other, and the situations in which they do without a doubt said."""
        if self.spoken is None or len(self.turns) < 2:
            return
        for index, one in enumerate(self.spoken.turns):
            for other in self.spoken.turns[index + 1 :]:
                area = self.heard(one) & self.heard(other)
                if area and clash(self.question, [one, other]):
                    area &= ~(self._doubted(one, other) | self._doubted(other, one))
                    if area:
                        yield one, other, area

    def _doubted(self, turn: Turn, other: Turn) -> int:
        """Where a turn says itself that it is not sure, or that the other's text says something else."""
        assert self.spoken is not None
        space, found = self.spoken.space, 0
        for doubt in turn.doubts:
            if doubt["when"] is not None:
                found |= space.mask(doubt["when"]) if space.knows(doubt["when"]) else 0
            elif doubt["against"] == other.source:
                found = space.full
        return found


def tables(region: Region) -> tuple[Table, ...]:
    """All topics of a region, each as often as other rules come into force."""
    rules = dated(region)
    sound: Region = {**region, "rules": rules}
    found = []
    left = MOST_WORK
    for question, name in dict.fromkeys((rule["question"], rule["topic"]) for rule in rules):
        seen = set()
        alike = [rule for rule in rules if (rule["question"], rule["topic"]) == (question, name)]
        if len(alike) > MOST_RULES:
            found.append(Table(sound, question, name, alike, (), None))
            continue
        for day in turning_days(alike, (sound,), question, name):
            asker = Asker(sound, {}, day)
            there = [rule for rule in alike if asker.is_in_force(rule)]
            key = tuple(id(rule) for rule in there)
            if there and key not in seen:
                seen.add(key)
                turns = asker.turns(there)
                topic = _compiled(turns, sound) if left > 0 and len(turns) <= MOST_RULES else None
                left -= len(turns) ** 2 * (1 + topic.space.size // _CHEAP) if topic else 0
                found.append(Table(sound, question, name, there, turns, topic if left > 0 else None))
    return tuple(found)


def dated(region: Region) -> list[Rule]:
    """The rules whose dates exist, and those of their section; what is said of others would be noise."""
    sections = region["sections"]
    return [rule for rule in region["rules"] if _is_dated(rule) and _is_dated(sections[rule["source"]])]


def spoken_for(paper: Document | None) -> Condition | None:
    """Whom a document speaks for: what it covers without what it excludes; ``None`` for everybody."""
    if paper is None:
        return None
    excludes = paper["excludes"]
    return both(paper["covers"], None if excludes is None else ["not", excludes])


def _compiled(turns: Sequence[Turn], region: Region) -> Topic | None:
    try:
        return Topic(turns, {}, region)
    except TooWide:
        return None


def _is_dated(item: Rule | Section) -> bool:
    """Whether the dates of an item exist."""
    dates = (item["valid_from"], item["valid_until"])
    return all(text in ("", "unknown") or exists(text) for text in dates)
