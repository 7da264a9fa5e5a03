"""Which situations mean the same: the known cells of a topic, parted by what its rules say in them."""

from __future__ import annotations

from kernketen.asking.topics.speaking import COMPANY, DECISIVE, clash, merged, ordered, polarity, signature
from kernketen.model.questions import FORBIDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from kernketen.asking.topics.topic import Topic, Turn

    Heard: TypeAlias = tuple[int, ...]


class Meanings:
    """What a topic says in its situations, as far as that can differ.

    Turns that say the same are one *voice*, so that many rules with one outcome do not multiply. Where a
    prohibition is heard no other voice is. All is in an order that does not hang on the region's files.
    """

    def __init__(self, question: str, topic: Topic) -> None:
        self._question = question
        self._topic = topic
        self._turns = ordered(question, topic.turns)
        self._forbidding = {id(turn) for turn in self._turns if polarity(question, turn) == FORBIDS}
        self._cores: dict[Heard, str] = {}
        self._marks: dict[Heard, str] = {}
        voices: dict[str, list[Turn]] = {}
        for turn in sorted(self._turns, key=lambda turn: id(turn) not in self._forbidding):
            voices.setdefault(repr(self._saying(turn)), []).append(turn)
        self._voices = list(voices.values())
        self._areas = [_union(turns) for turns in self._voices]
        self._last = sum(id(turns[0]) in self._forbidding for turns in self._voices)
        self._unclear = [any(map(topic.bites, turns[0].doubts)) for turns in self._voices]

    def _saying(self, turn: Turn) -> tuple[Any, ...]:
        rung = None if turn.step is None else (turn.rule["id"], turn.step)
        said = signature(turn.then, (*DECISIVE, *COMPANY))
        return (turn.modality, said, rung, any(map(self._topic.bites, turn.doubts)))

    def areas(self, cells: int) -> list[int]:
        """These cells, parted by what is decided in them; if that is the same, by who stands beside it."""
        parts = self._parted(cells)
        decided: dict[str, int] = {}
        for area, heard in parts:
            core = self._core(heard) + ("!" if any(self._unclear[index] for index in heard) else "")
            decided[core] = decided.get(core, 0) | area
        if len(decided) > 1:
            return list(decided.values())
        marked: dict[str, int] = {}
        for area, heard in parts:
            mark = self._marked(heard)
            marked[mark] = marked.get(mark, 0) | area
        return list(marked.values())

    def settled(self, cells: int) -> list[Turn] | None:
        """The turns that answer for all of these cells, strongest first; ``None`` where they do not agree.

        What surely holds answers alone, also where a further rule might add company to it; rules of which
        one surely holds, and which say the same, answer together.
        """
        parts = [heard for _, heard in self._parted(cells)]
        sure = self._surely(cells)
        cores = {self._core(heard) for heard in parts}
        if sure and cores == {self._core(sure)}:
            return self._ordered([turn for index in sure for turn in self._holding(index, cells)])
        if len(cores) > 1 or len({self._marked(heard) for heard in parts}) > 1:
            return None
        heard = dict.fromkeys(index for part in parts for index in part)
        rest = cells & ~_union(t for turns in self._voices[: self._last] for t in turns)
        return self._ordered(
            [t for i in heard for t in self._voices[i] if t.cells & (cells if i < self._last else rest)]
        )

    def mark(self, cells: int) -> str | None:
        """What is said in all of these cells, as a mark to compare; ``None`` where it differs."""
        turns = self.settled(cells)
        if turns is None:
            return None
        spoken = {id(turn) for turn in turns}
        heard = [n for n, voice in enumerate(self._voices) if any(id(turn) in spoken for turn in voice)]
        return self._marked(tuple(heard))

    def _ordered(self, turns: list[Turn]) -> list[Turn]:
        wanted = {id(turn) for turn in turns}
        return [turn for turn in self._turns if id(turn) in wanted]

    def _surely(self, cells: int) -> Heard:
        """The voices that are heard in all of these cells."""
        sure = [index for index, area in enumerate(self._areas) if not cells & ~area]
        return tuple([index for index in sure if index < self._last] or sure)

    def _holding(self, index: int, cells: int) -> list[Turn]:
        """The turns of a voice to cite: those that surely hold, else all that may."""
        turns = self._voices[index]
        return [t for t in turns if not cells & ~t.cells] or [t for t in turns if t.cells & cells]

    def _parted(self, cells: int) -> list[tuple[int, Heard]]:
        parts: list[tuple[int, Heard]] = [(cells, ())]
        for index, cells_ in enumerate(self._areas):
            split: list[tuple[int, Heard]] = []
            for part, heard in parts:
                inside = part & cells_
                if not inside or (index >= self._last and heard and heard[0] < self._last):
                    split.append((part, heard))
                elif inside == part:
                    split.append((part, (*heard, index)))
                else:
                    split += [(inside, (*heard, index)), (part & ~cells_, heard)]
            parts = split
        return parts

    def _marked(self, heard: Heard) -> str:
        if heard and heard not in self._marks:
            unclear = any(self._unclear[index] for index in heard)
            company = signature(merged(self._spoken(heard)), COMPANY)
            self._marks[heard] = repr((self._core(heard), unclear, company))
        return self._marks.get(heard, "")

    def _core(self, heard: Heard) -> str:
        """What is decided, without company and doubts."""
        if heard and heard not in self._cores:
            turns = self._spoken(heard)
            said = signature(merged(turns), DECISIVE)
            rungs = sorted({(t.rule["id"], t.step) for t in turns if t.step is not None})
            against = sorted({repr(self._saying(turn)[:3]) for turn in clash(self._question, turns)})
            self._cores[heard] = repr((turns[0].modality, said, rungs, against))
        return self._cores.get(heard, "")

    def _spoken(self, heard: Heard) -> list[Turn]:
        return self._ordered([self._voices[index][0] for index in heard])


def _union(turns: Iterable[Turn]) -> int:
    cells = 0
    for turn in turns:
        cells |= turn.cells
    return cells
