"""What a version of a region says in each situation of one topic, as ``ask`` says it there."""

from __future__ import annotations

from typing import NamedTuple

from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.citing import WHO
from kernketen.asking.topics.speaking import clash, leading, merged, status
from kernketen.asking.topics.topic import Topic, Turn, doubted
from kernketen.comparing.versions.parting import parted
from kernketen.comparing.versions.settled import settled
from kernketen.model.condition import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Space
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Region

SAID = (
    *("status", "outcome", "modality", *WHO, "unstated"),
    *("within", "money", "word", "see", "if_refused", "step", "steps"),
)
"""What makes an answer another answer: a situation flips where one of these differs."""


class Saying(NamedTuple):
    """An answer, and the situations (cells) in which it is given; ``key`` tells it from other answers.

    ``loose`` are conditions about facts that the cells do not know: where one of them holds the text is
    unclear there too.
    """

    cells: int
    answer: dict[str, Any]
    key: str
    loose: tuple[Condition, ...] = ()

    def doubted(self) -> Saying:
        """The same where a loose doubt bites."""
        answer = {**self.answer, "status": "ambiguous"}
        return Saying(self.cells, answer, key_of(answer))


def key_of(answer: dict[str, Any]) -> str:
    """What tells an answer from others."""
    return repr([settled(compared(answer[name])) for name in SAID])


class Stand:
    """The rules of one topic that are in force on a day, before they are laid over situations."""

    def __init__(self, region: Region, question: str, topic: str, on: Span) -> None:
        self.region = region
        self.question = question
        self.topic = topic
        self.asker = Asker(region, {}, on)
        self.rules = self.asker.rules(question, topic)
        self.turns = self.asker.turns(self.rules)
        sections = region["sections"]
        self.papers = list(dict.fromkeys(sections[rule["source"]]["document"] for rule in self.rules))

    def doubts(self) -> list[Condition]:
        """The conditions under which the text is unclear."""
        return doubted(self.turns)

    def conditions(self) -> Iterator[Condition]:
        """The conditions of the rules, and of the documents that speak for a case or leave it out."""
        for turn in self.turns:
            yield from (c for c in (turn.when, *turn.scopes) if c is not None)
        for name, paper in self.asker.documents.items():
            # A document that leaves a case out does so for every topic.
            kept = (paper["covers"] if name in self.papers else None, paper["excludes"])
            yield from (c for c in kept if c is not None)

    def scopes(self) -> list[Condition]:
        """What the rules are about, part by part: taken for granted where nothing else is said."""
        found = [scope for turn in self.turns for scope in turn.scopes]
        return [part for scope in found for part in (scope[1] if scope[0] == "all" else [scope])]

    def spoken_for(self, space: Space) -> int:
        """The situations for which one of the topic's documents speaks; all where it has no rules."""
        if not self.papers:
            return space.full
        found = 0
        for name in self.papers:
            found |= self._speaks(space, name)
        return found

    def territory(self) -> Condition | None:
        """For whom the documents of the topic speak; ``None`` for everybody."""
        found: list[Condition] = []
        for name in self.papers:
            paper = self.asker.documents[name]
            excludes = paper["excludes"]
            part = both(paper["covers"], None if excludes is None else ["not", excludes])
            if part is None:
                return None
            found += [part] if part not in found else []
        if not found:
            return None
        return found[0] if len(found) == 1 else ["any", found]

    def _speaks(self, space: Space, document: str) -> int:
        paper = self.asker.documents[document]
        covers = space.full if paper["covers"] is None else space.mask(paper["covers"])
        return covers & ~self._leaves_out(space, document)

    def _leaves_out(self, space: Space, document: str) -> int:
        excludes = self.asker.documents[document]["excludes"]
        return 0 if excludes is None else space.mask(excludes)

    def sayings(self, space: Space) -> list[Saying]:
        """The answers, each with all situations in which it is the one. Raises ``TooWide``."""
        found: dict[str, Saying] = {}
        for cells, answer, loose in self._answers(space):
            key = key_of(answer)
            name = key + repr(loose)
            known = found.get(name)
            found[name] = (
                known._replace(cells=cells | known.cells) if known else Saying(cells, answer, key, loose)
            )
        return list(found.values())

    def _answers(self, space: Space) -> Iterator[tuple[int, dict[str, Any], tuple[Condition, ...]]]:
        turns = self._laid(space)
        silent = space.full
        for cells, heard, unclear, loose in parted(self.question, turns, space):
            silent &= ~cells
            yield cells, self._answer(heard, unclear), loose
        left_out = self._left_out(space) & silent
        if left_out:
            yield left_out, {**_silence("out_of_scope"), "attested": None}, ()
        if silent & ~left_out:
            said = self.asker.silence(self.question, self.topic)
            plain = _silence(said["status"])
            yield silent & ~left_out, {**plain, "see": said.get("see"), "attested": said["attested"]}, ()

    def _laid(self, space: Space) -> list[Turn]:
        """The turns over the situations: a turn speaks only where its document speaks for the case."""
        laid = [
            Turn(t.rule, t.then, t.when, [*t.scopes, *self._paper_of(t)], t.doubts, t.step)
            for t in self.turns
        ]
        Topic(laid, {}, self.region, space)
        for turn, placed in zip(self.turns, laid, strict=True):
            turn.cells = placed.cells
        return self.turns

    def _paper_of(self, turn: Turn) -> list[Condition]:
        paper = self.asker.documents[self.region["sections"][turn.rule["source"]]["document"]]
        excludes = paper["excludes"]
        return [c for c in (paper["covers"], excludes and ["not", excludes]) if c is not None]

    def _left_out(self, space: Space) -> int:
        """The situations that the documents leave out in so many words."""
        out = [self._leaves_out(space, name) for name in self.asker.documents]
        found = 0 if self.rules else space.full
        for cells in out:
            found = found | cells if self.rules else found & cells
        return found & ~self.spoken_for(space) if self.rules else found * bool(out)

    def _answer(self, heard: Sequence[Turn], unclear: bool) -> dict[str, Any]:
        turns = leading(self.question, heard)
        then = merged(turns)
        against = clash(self.question, turns)
        rung = next((turn for turn in turns if turn.step is not None), None)
        steps = next((t.rule["steps"] for t in turns if t.rule["steps"] and t.step is None), [])
        return {
            "status": "ambiguous" if unclear or against else status(then),
            "outcome": then["outcome"] or None,
            "modality": turns[0].modality,
            **{name: self.asker.who(then[name]) for name in WHO},  # type: ignore[literal-required]
            "unstated": [n for n in WHO if (then[n] or {}).get("mode") == "unknown"],  # type: ignore[literal-required]
            "within": then["within"],
            "money": then["money"] or None,
            "word": then["word"] or None,
            "see": self.asker.paper(then["see"]),
            "if_refused": then["if_refused"] or None,
            "step": None if rung is None or rung.step is None else rung.rule["steps"][rung.step]["id"],
            "steps": self.asker.steps(steps),
            "attested": None,
            "against": sorted({turn.rule["id"] for turn in against}),
            "because": [self.asker.because(turn) for turn in turns],
        }


def _silence(said: str) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(SAID)
    return {**found, "status": said, "unstated": [], "steps": [], "against": [], "because": []}


def compared(value: Any) -> Any:
    """A field of an answer as it is compared: roles by id, a paper by id, steps without their texts."""
    if isinstance(value, dict) and "roles" in value:
        return [value["mode"], sorted(role["id"] for role in value["roles"])]
    if isinstance(value, dict) and "title" in value:
        return value["id"]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        kept = ("outcome", "within", *WHO)
        # In a list of steps the order is what is agreed.
        return repr([(step["id"], *(settled(compared(step[name])) for name in kept)) for step in value])
    return value
