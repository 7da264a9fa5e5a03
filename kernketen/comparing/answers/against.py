"""One region beside each of the others, in detail: only where two differ, and with whom it is the same."""

from __future__ import annotations

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers import rows
from kernketen.comparing.answers.comparison import head
from kernketen.comparing.answers.subject import subjects
from kernketen.comparing.answers.voices import Speaker, speakers_of
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.model.dates import Span
    from kernketen.model.region import Region


def compare(
    regions: Sequence[Region],
    on: Span,
    in_short: InShort,
    question: str | None = None,
    topic: str | None = None,
) -> dict[str, Any]:
    """The first region beside each other one: the rows of all situations in which the two are not equal.

    Regions whose agreement is written alike share their rows: the cell is that of the first of them by id.
    """
    speakers = speakers_of(regions, on)
    found = [one for one in subjects(speakers, question) if topic in (None, one.topic)]
    document = head(speakers, on, found)
    equal: dict[str, int] = {one.id: 0 for one in speakers[1:]}
    for subject in found:
        for alike in _alike(subject, speakers[1:]):
            both = [speakers[0], alike[0]]
            if not any(subject.is_spoken_of(one) for one in both):
                continue
            names = sorted(one.id for one in alike)
            try:
                # What one calls its places is not what the others call theirs.
                told = rows.rows(subject, both, in_short, may_be_own=len(alike) == 1)
            except TooWide:
                said = tr("{topic}: too many situations to compare with {regions}.", topic=subject.title,
                          regions=", ".join(document["names"][name] for name in names))  # fmt: skip
                document["notes"].append(said)
                continue
            different = [_shared(row, alike[0].id, names) for row in told if row["class"] != "equal"]
            document["rows"] += different
            for name in names if not different else ():
                equal[name] += 1
    document["against"] = speakers[0].id
    document["equal"] = equal
    if not document["rows"]:
        document["notes"].append(tr("In nothing that is compared they differ."))
    return document


def _alike(subject: Subject, speakers: Sequence[Speaker]) -> list[list[Speaker]]:
    """The regions, those together whose rules about it are written alike."""
    found: dict[str, list[Speaker]] = {}
    for speaker in sorted(speakers, key=lambda one: one.id):
        found.setdefault(speaker.voices(*subject.of(speaker)).shape, []).append(speaker)
    return list(found.values())


def _shared(row: dict[str, Any], name: str, names: Sequence[str]) -> dict[str, Any]:
    """A row with one region, as that of all that are alike."""
    groups = [
        [one for each in group for one in (names if each == name else [each])] for group in row["groups"]
    ]
    stricter = row["stricter"] and [
        one for each in row["stricter"] for one in (names if each == name else [each])
    ]
    return {**row, "groups": groups, "stricter": stricter}
