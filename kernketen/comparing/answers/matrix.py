"""All topics of many regions: a row a topic, with what each region says in short, and who behave the same.

Regions whose rules are written alike are not compared twice. For a pair of such shapes it is found out once
how they compare; their situations are not shown, but all of them count.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers.alike import EQUAL, SILENT, first, verdict
from kernketen.comparing.answers.classed import between
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.topic_cells import topic_cell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kernketen.comparing.answers.alike import Verdict
    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.comparing.answers.voices import Speaker, Voices

MOST_PAIRS = 300
"""So many pairs of shapes of one topic are compared; the others count as compared by their shape only."""
TOO_WIDE: Verdict = ("not_comparable", ("too_wide",))


class Pairs:
    """How regions compare in the whole of one topic."""

    def __init__(self, subject: Subject, speakers: Sequence[Speaker]) -> None:
        self._subject = subject
        self._voices = {one.id: one.voices(*subject.of(one)) for one in speakers}
        self._known: dict[tuple[str, str, bool], Verdict] = {}
        self.spoken = 0

    def shape(self, name: str) -> str:
        """What a region says and when, whatever it is called; the same for those that say the same."""
        return self._voices[name].shape

    def is_own(self, name: str) -> bool:
        """Whether what a region says has roles or facts that are its own."""
        return self._voices[name].is_own

    def voices(self, one: str, other: str) -> dict[str, Voices]:
        """What two regions say, by their place."""
        return {"": self._voices[one], " ": self._voices[other]}

    def speaks(self, name: str) -> bool:
        """Whether a region has rules about it."""
        return bool(self._voices[name].turns)

    def verdict(self, one: str, other: str) -> Verdict:
        """How two regions compare: the first class that holds in any situation."""
        mine, theirs = sorted((one, other), key=self.shape)
        shapes = self.shape(mine), self.shape(theirs)
        if shapes[0] == shapes[1] and not self._voices[mine].is_own:
            return EQUAL
        key = (*shapes, one == other)
        if key not in self._known:
            self._known[key] = self._found(mine, theirs)
        return self._known[key]

    def _found(self, one: str, other: str) -> Verdict:
        mine, theirs = self._voices[one], self._voices[other]
        if not mine.turns or not theirs.turns:
            return _one_sided(bool(mine.turns), bool(theirs.turns), mine, theirs)
        self.spoken += 1
        try:
            laid = Laid(self.voices(one, other))
        except TooWide:
            return TOO_WIDE
        found = []
        both = False
        for situation in laid.situations():
            a, b = situation.profiles.values()
            both = both or not (a.is_silent or b.is_silent)
            found.append(between(a, b))
        name = first([each for each, _ in found])
        if name == "silent":
            # They say the same, but not in the same situations; or there is none of which both speak.
            return ("different" if both else "not_comparable"), ("situation",)
        parts = {part for each, parts in found for part in parts if each == name}
        return name, tuple(sorted(parts))


def row(subject: Subject, speakers: Sequence[Speaker], in_short: InShort) -> tuple[dict[str, Any], bool]:
    """The row of a topic, and whether all of its pairs were looked at."""
    pairs = Pairs(subject, speakers)
    shapes: dict[str, list[str]] = {}
    for name in sorted(one.id for one in speakers):
        shapes.setdefault(pairs.shape(name), []).append(name)
    heads = [names[:2] for names in shapes.values()]
    verdicts = []
    whole = True
    for one, other in combinations_with_replacement(heads, 2):
        if one is other and len(one) == 1:
            continue
        if pairs.spoken >= MOST_PAIRS:
            whole = False
            break
        verdicts.append(pairs.verdict(one[0], other[-1] if one is other else other[0]))
    name = first([each for each, _ in verdicts])
    parts = {part for each, parts in verdicts for part in parts if each == name}
    return {
        **subject.head(),
        "situation": None,
        "class": name,
        "differs": sorted(parts),
        "stricter": None,
        "cells": {one.id: topic_cell(subject, one, in_short) for one in speakers},
        "groups": _groups(pairs, shapes),
    }, whole


def _groups(pairs: Pairs, shapes: Mapping[str, Sequence[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for names in shapes.values():
        if len(names) > 1 and pairs.verdict(names[0], names[1]) != EQUAL:
            # Each has roles or facts of its own that only look the same.
            found += [[name] for name in names]
            continue
        for group in found:
            known = pairs.speaks(group[0]) and pairs.speaks(names[0]) and pairs.spoken < MOST_PAIRS
            if known and pairs.verdict(group[0], names[0]) == EQUAL:
                group += names
                break
        else:
            found.append(list(names))
    return sorted((sorted(names) for names in found), key=lambda names: (-len(names), names))


def _one_sided(mine: bool, theirs: bool, one: Voices, other: Voices) -> Verdict:
    if mine == theirs:
        return verdict(one.silence(), other.silence())
    silent = other if mine else one
    return ("not_comparable", ("elsewhere",)) if not silent.silence().is_silent else SILENT
