"""How much alike regions behave: of the topics of which one of two speaks, the share in which they agree."""

from __future__ import annotations

from itertools import combinations

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers.alike import EQUAL
from kernketen.comparing.answers.classed import between
from kernketen.comparing.answers.comparison import head
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.matrix import Pairs
from kernketen.comparing.answers.subject import subjects
from kernketen.comparing.answers.voices import Speaker, speakers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kernketen.comparing.answers.subject import Subject
    from kernketen.model.dates import Span
    from kernketen.model.region import Region

MOST_IN_DETAIL = 40
"""Up to so many regions are compared situation by situation; of more it counts which topics are equal."""


def similar(regions: Sequence[Region], on: Span) -> dict[str, Any]:
    """The likeness of each pair from 0 to 1, with the regions in an order in which like stands by like."""
    speakers = speakers_of(regions, on)
    found = subjects(speakers)
    detailed = len(speakers) <= MOST_IN_DETAIL
    ids = sorted(one.id for one in speakers)
    sums: dict[tuple[str, str], float] = dict.fromkeys(combinations(ids, 2), 0.0)
    counts = dict.fromkeys(sums, 0)
    for subject in found:
        speaking = _spoken(subject, speakers)
        pairs = Pairs(subject, speakers)
        shares: dict[tuple[str, str], float] = {}
        for one, other in sums:
            if one in speaking or other in speaking:
                counts[one, other] += 1
                sums[one, other] += _share(pairs, shares, one, other, detailed)
    likeness = {name: {name: 1.0} for name in ids}
    for (one, other), total in sums.items():
        share = round(total / counts[one, other], 4) if counts[one, other] else 1.0
        likeness[one][other] = likeness[other][one] = share
    document = head(speakers, on, ())
    document["similar"] = {
        "order": ordered(likeness),
        "likeness": {one: {other: likeness[one][other] for other in ids} for one in ids},
        "basis": "situations" if detailed else "fingerprint",
    }
    return document


def ordered(likeness: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The regions so that like stands beside like: each next one is most like an end of the row so far."""
    left = sorted(likeness)
    if len(left) < 3:
        return left
    first, second = max(
        combinations(left, 2), key=lambda pair: (likeness[pair[0]][pair[1]], _turned(pair, left))
    )
    row = [first, second]
    left = [name for name in left if name not in row]
    while left:
        best = max(
            ((likeness[row[end]][name], end, name) for end in (0, -1) for name in left),
            key=lambda one: (one[0], one[1] == -1, [-ord(letter) for letter in one[2]]),
        )
        left.remove(best[2])
        row.insert(0 if best[1] == 0 else len(row), best[2])
    return row


def _turned(pair: tuple[str, str], names: Sequence[str]) -> tuple[int, int]:
    return -names.index(pair[0]), -names.index(pair[1])


def _spoken(subject: Subject, speakers: Sequence[Speaker]) -> set[str]:
    return {one.id for one in speakers if subject.is_spoken_of(one)}


def _share(pairs: Pairs, shares: dict[tuple[str, str], float], one: str, other: str, detailed: bool) -> float:
    """The share of the situations of a topic in which two regions say the same."""
    shapes = sorted((pairs.shape(one), pairs.shape(other)))
    key = (shapes[0], shapes[1])
    if key not in shares:
        shares[key] = _found(pairs, one, other, detailed)
    return shares[key]


def _found(pairs: Pairs, one: str, other: str, detailed: bool) -> float:
    if pairs.shape(one) == pairs.shape(other) and not pairs.is_own(one):
        return 1.0
    if not detailed:
        return 0.0
    if not (pairs.speaks(one) and pairs.speaks(other)):
        return 0.0
    try:
        laid = Laid(pairs.voices(one, other))
    except TooWide:
        return 0.0
    same = 0
    some = 0
    for situation in laid.situations():
        profiles = list(situation.profiles.values())
        if not all(profile.is_silent for profile in profiles):
            some += situation.cells.bit_count()
            if between(profiles[0], profiles[1]) == EQUAL:
                same += situation.cells.bit_count()
    return same / some if some else 1.0
