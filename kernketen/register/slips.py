"""Typing errors: how many letters lie between what was typed and what was meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SHORT = 9


def allowed(core: str, article: str) -> int:
    """How many errors a name of this length bears: none where any would give another word (king, kring).

    The article counts as typed letters: "de arc" is long enough to be a slip of "de ark", "arc" is not.
    """
    if len(core) < 3 or len(core) + len(article) < 5:
        return 0
    return 1 if len(core) < SHORT else 2


def distance(typed: str, meant: str, most: int) -> int:
    """How many letters are wrong, missing, too many or exchanged with a neighbour; ``most + 1`` if more."""
    if typed == meant:
        return 0
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(meant) + 1))
    for i, a in enumerate(typed, 1):
        row = [i]
        for j, b in enumerate(meant, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)


def neighbours(core: str) -> list[str]:
    """All words at one typing error from a short one: each is a look-up in the index."""
    return list(dict.fromkeys(_neighbours(core)))


def _neighbours(core: str) -> Iterator[str]:
    for at in range(len(core) + 1):
        head, tail = core[:at], core[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def pieces(core: str) -> list[str]:
    """The thirds of a long word: two letters that are wrong, or two that changed places, leave one whole."""
    size = len(core) // 3
    return [core[:size], core[size : 2 * size], core[2 * size :]]
