"""Where the rules of a region draw a threshold looser than the law does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernketen.asking.situations.cells import Space, TooWide
from kernketen.asking.topics.topic import Topic, Turn
from kernketen.checking.leerplichtwet import FLOORS, Floor

if TYPE_CHECKING:
    from kernketen.checking.compiled import Table
    from kernketen.model.condition import Condition
    from kernketen.model.region import Region


@dataclass(frozen=True, slots=True)
class Looser:
    """Where a topic asks less than a floor: in these ``cells`` of ``topic``, by these turns."""

    floor: Floor
    topic: Topic
    cells: int
    turns: tuple[Turn, ...]


def looser(table: Table) -> Iterator[Looser]:
    """Where the rules of a topic have a threshold of the law, and draw it looser."""
    name = f"{table.question}/{table.name}"
    for floor in FLOORS:
        if floor.topic == name and table.topic is not None:
            for condition in _thresholds(table.topic, floor):
                yield from _below(table, floor, condition)


def _thresholds(topic: Topic, floor: Floor) -> Iterator[Condition]:
    """The floor as a condition, in each unit and period in which the topic counts its fact."""
    for _, classes in topic.space.classes():
        first = classes[0]
        is_counted = first[0] == "num" and first[1] == floor.fact and first[2] in floor.units
        if is_counted and (floor.window is None or (first[3] and floor.window.fullmatch(first[3]))):
            yield [*first[:4], [[floor.op, floor.number]]]


def _below(table: Table, floor: Floor, threshold: Condition) -> Iterator[Looser]:
    about: Condition = ["in", floor.about[0], [floor.about[1]]]
    conditions = [
        c for turn in table.turns for c in (turn.when, *turn.scopes, threshold, about) if c is not None
    ]
    try:
        space = Space(conditions, {}, table.region["domains"])
    except TooWide:
        return
    turns = [Turn(t.rule, t.then, t.when, t.scopes, [], t.step) for t in table.turns]
    asks, refuses = _asks(floor, table.region), _refuses(floor)
    topic = Topic(turns, {}, table.region, space)
    stride, count = next((s, len(c)) for s, c in space.classes() if c[0][:4] == threshold[:4])
    asked, refused = _union(turns, asks), _union(turns, refuses)
    # Along the number alone: what another fact decides is no threshold of this one.
    begun = space.widened(asked, stride, count)
    ended = refused & space.widened(space.full & ~refused, stride, count)
    cells = topic.mask(threshold) & topic.mask(about) & ~asked & (begun | ended)
    if cells:
        lines = space.widened(cells, stride, count)
        drawn = [t for t in turns if t.cells & lines and (asks(t) or t.cells & cells & refused)]
        yield Looser(floor, topic, cells, tuple(drawn))


def _union(turns: list[Turn], fits: Callable[[Turn], bool]) -> int:
    found = 0
    for turn in turns:
        found |= turn.cells if fits(turn) else 0
    return found


def _asks(floor: Floor, region: Region) -> Callable[[Turn], bool]:
    roles = {role["id"] for role in region["roles"] if floor.left_to and role["canonical"] == floor.left_to}

    def asks(turn: Turn) -> bool:
        holders = [who["roles"] for who in (turn.then["who"], turn.then["decided_by"]) if who]
        is_left = any(role in roles for names in holders for role in names)
        return (
            turn.then["outcome"] in floor.asked
            or is_left
            or (turn.modality == "must_not" and "niet_mogelijk" in floor.asked)
        )

    return asks


def _refuses(floor: Floor) -> Callable[[Turn], bool]:
    return lambda turn: turn.then["outcome"] in floor.refused and turn.modality != "must_not"
