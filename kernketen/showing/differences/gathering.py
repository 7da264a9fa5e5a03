"""Flips told together: what several of them share is said once, and each then says only what is its own."""

from __future__ import annotations

from typing import NamedTuple

from kernketen.showing.differences import words
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    Flip: TypeAlias = Mapping[str, Any]


class Decision(NamedTuple):
    """The same change of an answer in one or more situations; ``shared`` is what holds in all of these."""

    flips: Sequence[Flip]
    shared: Sequence[str]


class Subject(NamedTuple):
    """All flips of one topic. ``shared`` holds in all of them, ``granted`` is taken for granted in all."""

    decisions: Sequence[Decision]
    shared: Sequence[str]
    granted: str | None

    @property
    def first(self) -> Flip:
        """The heaviest of its flips."""
        return self.decisions[0].flips[0]


def gathered(flips: Iterable[Flip]) -> list[Subject]:
    """The flips by topic, and within it by what changes; in the order of the first of each."""
    topics: dict[tuple[str, str], list[Flip]] = {}
    for flip in flips:
        topics.setdefault((flip["question"], flip["topic"]), []).append(flip)
    return [_subject(group) for group in topics.values()]


def _subject(flips: Sequence[Flip]) -> Subject:
    shared = _shared(flips)
    decisions = [
        Decision(group, [part for part in _shared(group) if part not in shared])
        for group in words.grouped(flips)
    ]
    said = {flip["granted"] for flip in flips}
    return Subject(decisions, shared, said.pop() if len(said) == 1 else None)


def _shared(flips: Sequence[Flip]) -> list[str]:
    """What is said in the situation of each; nothing of one alone."""
    if len(flips) < 2:
        return []
    return [part for part in flips[0]["parts"] if all(part in flip["parts"] for flip in flips)]


def condition(shared: Sequence[str]) -> str:
    """What is shared, behind the name of a topic: ", if …"."""
    return ", " + tr("if {condition}", condition=listed(shared)) if shared else ""


def own(flip: Flip, told: Sequence[str], on: str) -> str:
    """The situation of a flip without what was ``told`` of it already."""
    left = [part for part in flip["parts"] if part not in told]
    if not told:
        return words.situation(flip, on)
    said = tr("and if {condition}", condition=listed(left)) if left else tr("always then")
    return said + words.dates(flip, on)


def also(shared: Sequence[str], told: Sequence[str]) -> str:
    """What a decision shares beside what was ``told`` of its topic: "and if …: "; empty for nothing."""
    if not shared:
        return ""
    said = listed(shared)
    phrase = tr("and if {condition}", condition=said) if told else tr("if {condition}", condition=said)
    return f"{phrase}: "


def listed(parts: Sequence[str]) -> str:
    """Conditions that hold together, as a sentence has them."""
    if len(parts) < 2:
        return "".join(parts)
    word = tr("and")
    comma = "," if any(f" {word} " in part and not part.startswith("(") for part in parts) else ""
    return ", ".join(parts[:-1]) + f"{comma} {word} {parts[-1]}"
