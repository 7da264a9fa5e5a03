"""What is written and never said: rules that are heard in no situation, doubts that never show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kernketen.asking.situations.cells import Space, TooWide
from kernketen.asking.topics.speaking import polarity
from kernketen.model.questions import FORBIDS

if TYPE_CHECKING:
    from kernketen.asking.topics.topic import Turn
    from kernketen.checking.compiled import Table
    from kernketen.model.region import Doubt, Region, Rule

WHY = ("conditions", "document", "others", "dates")
"""Why a rule is silent: no situation fits it, its document is about other ones, other rules come first, or it
is in force on no day."""


class Silent:
    """A rule that is heard in no situation, on no day; ``why`` is one of ``WHY``, ``others`` come first."""

    __slots__ = ("others", "rule", "why")

    def __init__(self, rule: Rule, why: str, others: Iterable[Rule] = ()) -> None:
        self.rule = rule
        self.why = why
        self.others = tuple(others)


def silent(tables: Sequence[Table], rules: Sequence[Rule] = ()) -> Iterator[Silent]:
    """The rules of which nothing is ever heard; those of a topic too wide to be judged are left out.

    Of ``rules`` those are told too that stand in no table.
    """
    there = {id(rule) for table in tables for rule in table.rules}
    for rule in rules:
        if id(rule) not in there:
            yield Silent(rule, "dates")
    turns: dict[int, list[tuple[Table, Turn]]] = {}
    heard = set()
    for table in tables:
        for turn in table.spoken.turns if table.spoken else ():
            turns.setdefault(id(turn.rule), []).append((table, turn))
            if table.heard(turn):
                heard.add(id(turn.rule))
    for number, found in turns.items():
        if number in heard:
            continue
        rule = found[0][1].rule
        others = {other["id"]: other for table, turn in found for other in _before(table, turn)}
        if not any(_holds(table, rule) for table, _ in found):
            yield Silent(rule, "conditions")
        else:
            yield Silent(rule, "others" if others else "document", others.values())


def unreached(tables: Iterable[Table]) -> Iterator[tuple[Rule, int, bool]]:
    """The rungs of a ladder (rule, number) that no situation reaches, though others of it are heard.

    With each stands whether some situation fits it at all, so that a later rung takes it.
    """
    reached: dict[tuple[int, int], bool] = {}
    fits = set()
    rules: dict[int, Rule] = {}
    for table in tables:
        for turn in table.spoken.turns if table.spoken else ():
            if turn.step is not None:
                rules[id(turn.rule)] = turn.rule
                key = (id(turn.rule), turn.step)
                reached[key] = reached.get(key, False) or bool(turn.cells)
                if table.spoken and table.spoken.mask(turn.condition):
                    fits.add(key)
    for (number, step), is_reached in reached.items():
        if not is_reached and any(known for (rule, _), known in reached.items() if rule == number):
            yield rules[number], step, (number, step) in fits


def shows(table: Table, turn: Turn, doubt: Doubt, region: Region) -> bool:
    """Whether there is a situation in which a turn speaks and this doubt bites."""
    when = doubt["when"]
    if when is None or table.spoken is None:
        return True
    if table.spoken.space.knows(when):
        return bool(turn.cells & table.spoken.mask(when))
    try:
        apart = Space([when], {}, region["domains"])
    except TooWide:
        return True
    return bool(apart.mask(when))


def _holds(table: Table, rule: Rule) -> bool:
    """Whether some situation fits a rule, whoever its document speaks for."""
    topic = table.topic
    return topic is not None and any(topic.mask(t.condition) for t in topic.turns if t.rule is rule)


def _before(table: Table, turn: Turn) -> Iterator[Rule]:
    """The rules that come first where a turn holds: those that override it, and those that forbid."""
    assert table.spoken is not None
    own = table.spoken.mask(turn.condition)
    for other in table.spoken.turns:
        comes_first = turn.rule["id"] in other.rule["overrides"] or (
            polarity(table.question, other) == FORBIDS and polarity(table.question, turn) != FORBIDS
        )
        if other.rule is not turn.rule and comes_first and own & other.cells:
            yield other.rule
