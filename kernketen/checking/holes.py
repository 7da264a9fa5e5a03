"""Holes between rules: situations without a rule where all around there is one (SYNTAX.md §16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kernketen.asking.topics.topic import Topic
from kernketen.model.condition import facts_in
from kernketen.model.region import Region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Hole:
    """Situations without a rule that differ from situations with one in this ``fact`` alone."""

    fact: str
    cells: int


def holes(topic: Topic, region: Region) -> Iterator[Hole]:
    """The holes of a topic.

    A number of which less and more has a rule; and one value of an enumeration where all other values that
    the rules name have one (at least two are named). Other silence is most of what there is, and no hole.
    """
    covered = 0
    for turn in topic.turns:
        covered |= turn.cells
    for stride, classes in topic.space.classes():
        fact = classes[0][1] if classes[0][0] != "not" else classes[0][1][1]
        flat = [
            (covered & topic.space.slice(stride, len(classes), index)) >> (index * stride)
            for index in range(len(classes))
        ]
        base = topic.space.slice(stride, len(classes), 0)
        found = 0
        if classes[0][0] == "num":
            found = _between(flat, base, stride)
        elif region["facts"][fact]["kind"] == "enum":
            found = _left_out(flat, base, stride, classes)
        if found:
            yield Hole(fact, found)


def _between(flat: Sequence[int], base: int, stride: int) -> int:
    found = 0
    for index in range(1, len(flat) - 1):
        below = above = 0
        for cells in flat[:index]:
            below |= cells
        for cells in flat[index + 1 :]:
            above |= cells
        found |= (base & ~flat[index] & below & above) << (index * stride)
    return found


def _left_out(flat: Sequence[int], base: int, stride: int, classes: Sequence[Condition]) -> int:
    named = [index for index, condition in enumerate(classes) if condition[0] == "in"]
    found = 0
    for index in named if len(named) > 1 else ():
        missed = base & ~flat[index]
        for other in named:
            missed &= flat[other] if other != index else missed
        found |= missed << (index * stride)
    return found


def is_named(hole: Hole, topic: Topic) -> bool:
    """Whether a doubt of the topic is about the fact of a hole and bites in all of it."""
    left = hole.cells
    for turn in topic.turns:
        for doubt in turn.doubts:
            when = doubt["when"]
            if when is not None and hole.fact in facts_in(when) and topic.space.knows(when):
                left &= ~topic.space.mask(when)
    return not left
