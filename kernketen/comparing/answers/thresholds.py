"""Who is stricter where agreements put a threshold on the very same number: fact, unit and window."""

from __future__ import annotations

from itertools import pairwise, permutations

from kernketen.model.questions import DUTY, FORBIDS, PERMITS, QUESTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.comparing.answers.laid import Laid, Situation


def strictest_number(laid: Laid, situation: Situation) -> set[tuple[str, str]]:
    """(stricter, looser): the one has the duty or ban, or lacks the permission, from an earlier number on."""
    question = QUESTIONS.get(next(iter(laid.voices.values())).question)
    if question is None:
        return set()
    found = set()
    cell = (situation.cells & -situation.cells).bit_length() - 1
    said = {name: profile.one for name, profile in situation.profiles.items()}
    for one, other in permutations(sorted(said), 2):
        mine, theirs = said[one], said[other]
        if mine is None or theirs is None or mine.is_silent or theirs.is_silent:
            continue
        outcome = mine.then["outcome"]
        does = question.outcomes.get(outcome)
        if outcome == theirs.then["outcome"] or does not in (DUTY, FORBIDS, PERMITS):
            continue
        if _is_further(laid, one, other, cell, (outcome, mine.modality)):
            found.add((other, one) if does == PERMITS else (one, other))
    return found


def _is_further(laid: Laid, one: str, other: str, cell: int, what: tuple[str, str]) -> bool:
    """Whether both say it from some number on, or up to one, and the first in more numbers."""
    for stride, classes in laid.space.classes():
        if classes[0][0] != "num":
            continue
        here = cell // stride % len(classes)
        line = [cell + (index - here) * stride for index in range(len(classes))]
        mine, theirs = ([_says(laid, name, at) == what for at in line] for name in (one, other))
        if _is_threshold(mine) and _is_threshold(theirs) and mine[0] == theirs[0] and sum(mine) > sum(theirs):
            return True
    return False


def _is_threshold(line: list[bool]) -> bool:
    """Whether it changes once along the numbers."""
    return sum(a != b for a, b in pairwise(line)) == 1


def _says(laid: Laid, name: str, cell: int) -> tuple[str, str] | None:
    for profile, cells in laid.profiles(name):
        if cells >> cell & 1:
            return (profile.one.then["outcome"], profile.one.modality) if profile.one is not None else None
    return None
