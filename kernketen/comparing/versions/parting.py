"""The situations of a topic, parted by which of its rules speak there and what is unclear."""

from __future__ import annotations

from kernketen.asking.situations.cells import TooWide
from kernketen.asking.topics.speaking import COMPANY, DECISIVE, ordered, polarity, signature
from kernketen.comparing.versions.settled import settled
from kernketen.model.questions import FORBIDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kernketen.asking.situations.cells import Space
    from kernketen.asking.topics.topic import Turn
    from kernketen.model.condition import Condition

MOST_PARTS = 20_000
"""So many ways of speaking together are told apart in one topic."""


class _Voice:
    """Turns that say the same: they, where they speak, where a doubt bites, and their loose doubts."""

    __slots__ = ("cells", "loose", "turns", "unclear")

    def __init__(self, loose: tuple[Condition, ...]) -> None:
        self.turns: list[Turn] = []
        self.cells = 0
        self.unclear = 0
        self.loose = loose


def parted(
    question: str, turns: Sequence[Turn], space: Space
) -> Iterator[tuple[int, list[Turn], bool, tuple[Condition, ...]]]:
    """Situations in which the same is said: their cells, who speaks there, and what is unclear.

    Where something is forbidden, nothing else is heard.
    """
    forbidden = 0
    for turn in turns:
        forbidden |= turn.cells if polarity(question, turn) == FORBIDS else 0
    parts: list[tuple[int, tuple[_Voice, ...], bool]] = [(space.full, (), False)]
    for voice in _voices(question, turns, space, forbidden):
        split: list[tuple[int, tuple[_Voice, ...], bool]] = []
        for area, heard, doubt in parts:
            for part, said, bites in (
                (area & ~voice.cells, heard, doubt),
                (area & voice.cells & ~voice.unclear, (*heard, voice), doubt),
                (area & voice.cells & voice.unclear, (*heard, voice), True),
            ):
                if part:
                    split.append((part, said, bites))
        parts = split
        if len(parts) > MOST_PARTS:
            raise TooWide(f"{len(parts)} parts")
    for area, heard, doubt in parts:
        if heard:
            # Of turns that say the same those that speak somewhere here are the ones to cite.
            there = [turn for voice in heard for turn in voice.turns if turn.cells & area]
            loose = {repr(settled(when)): when for voice in heard for when in voice.loose}
            yield area, ordered(question, there), doubt, tuple(loose[name] for name in sorted(loose))


def _voices(question: str, turns: Iterable[Turn], space: Space, forbidden: int) -> list[_Voice]:
    found: dict[str, _Voice] = {}
    for turn in ordered(question, turns):
        cells = turn.cells if polarity(question, turn) == FORBIDS else turn.cells & ~forbidden
        unclear, loose = 0, []
        for when in (doubt["when"] for doubt in turn.doubts if doubt["when"] is not None):
            if space.knows(when):
                unclear |= space.mask(when)
            else:
                loose.append(when)
        rung = None if turn.step is None else (turn.rule["id"], turn.step)
        listed = turn.rule["id"] if turn.rule["steps"] and turn.step is None else None
        said = (turn.modality, signature(turn.then, (*DECISIVE, *COMPANY)), rung, listed)
        voice = found.setdefault(repr((said, sorted(map(repr, map(settled, loose))))), _Voice(tuple(loose)))
        voice.turns.append(turn)
        voice.cells |= cells
        voice.unclear |= unclear & cells
    return [voice for voice in found.values() if voice.cells]
