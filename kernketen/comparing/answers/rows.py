"""The rows of one topic: a row for all situations in which every region says one and the same."""

from __future__ import annotations

import contextlib
import re

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers.alike import CLASSES
from kernketen.comparing.answers.classed import classed, groups, strictest, strictest_level
from kernketen.comparing.answers.common_words import covers, nobodys, situations_said
from kernketen.comparing.answers.laid import Laid, Situation
from kernketen.comparing.answers.said import SILENT
from kernketen.comparing.answers.spoken_cells import cell
from kernketen.comparing.answers.thresholds import strictest_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.comparing.answers.voices import Speaker


_MOST_OWN = 6
"""A situation in a region's own words takes at most so many conditions."""


def rows(
    subject: Subject, speakers: Sequence[Speaker], in_short: InShort, may_be_own: bool = True
) -> list[dict[str, Any]]:
    """The rows of a topic, those in which the regions differ first. Raises ``TooWide``.

    Where one region speaks alone its situations are said in its own words, if they ``may_be_own``.
    """
    by_id = {one.id: one for one in speakers}
    speaking = [one for one in speakers if subject.is_spoken_of(one)]
    alone = speaking[0] if len(speaking) == 1 else None
    laid = _laid(subject, speakers, alone is not None and may_be_own)
    situations = _only_depending(laid)
    boxes = covers(laid.space, [one.cells for one in situations])
    if laid.is_own and any(
        len(found) > _MOST_OWN for found, one in zip(boxes, situations, strict=True) if not _is_silent(one)
    ):
        # Its own words would be a list that nobody reads: on what it depends is said instead.
        laid = _laid(subject, speakers, False)
        situations = _only_depending(laid)
        boxes = covers(laid.space, [one.cells for one in situations])
    silent = next((n for n, one in enumerate(situations) if _is_silent(one)), None)
    region = alone.region if alone is not None and laid.is_own else nobodys()
    said, rest = situations_said(boxes, [one.cells for one in situations], silent, region)
    found = [
        _row(subject, laid, situation, words, by_id, in_short)
        for situation, words in zip(situations, said, strict=True)
    ]
    # All other situations come last, whatever is said there.
    last = [found.pop(rest)] if rest is not None else []
    return _sorted(found) + last


def pairwise(
    subject: Subject, speakers: Sequence[Speaker], in_short: InShort
) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a topic of the first region beside each other one; and those with whom it is too wide."""
    found: list[dict[str, Any]] = []
    failed = []
    for other in speakers[1:]:
        try:
            found += rows(subject, [speakers[0], other], in_short)
        except TooWide:
            failed.append(other.id)
    return found, failed


def _row(
    subject: Subject,
    laid: Laid,
    situation: Situation,
    words: str | None,
    speakers: Mapping[str, Speaker],
    in_short: InShort,
) -> dict[str, Any]:
    name, differs = classed(situation.profiles)
    pairs = strictest_level(situation.profiles) | strictest_number(laid, situation)
    return {
        **subject.head(),
        "situation": words,
        "class": name,
        "differs": list(differs),
        "stricter": strictest(pairs) if name == "different" else None,
        "cells": {one: cell(situation.profiles[one], speakers[one], in_short) for one in speakers},
        "groups": groups(situation.profiles),
    }


def _laid(subject: Subject, speakers: Sequence[Speaker], is_alone: bool) -> Laid:
    """The situations; in the words of the only region that speaks, if these are not too many."""
    voices = {one.id: one.voices(*subject.of(one)) for one in speakers}
    if is_alone:
        with contextlib.suppress(TooWide):
            return Laid(voices, is_own=True)
    return Laid(voices)


def _only_depending(laid: Laid) -> list[Situation]:
    """The situations; those in which all that is said depends on more are one for the same speakers.

    Such a row tells by its cells on what it depends. Its situation would tell it apart from its like only.
    """
    found: dict[object, list[Situation]] = {}
    for place, one in enumerate(laid.situations()):
        spoken = [name for name, profile in one.profiles.items() if not profile.is_silent]
        name, _ = classed(one.profiles)
        key: object = place
        if spoken and name != "different" and all(one.profiles[region].one is None for region in spoken):
            silent = [repr(one.profiles[region].key) for region in one.profiles if region not in spoken]
            key = (name, *spoken, *silent)
        found.setdefault(key, []).append(one)
    return [alike[0] if len(alike) == 1 else Situation.of_all(alike, laid.space) for alike in found.values()]


def _is_silent(situation: Situation) -> bool:
    return all(profile.is_silent for profile in situation.profiles.values())


def _sorted(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By class; then where most regions speak, those of the same speakers together, and like situations."""

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        silent = sorted(name for name, cell in row["cells"].items() if cell["status"] in SILENT)
        plain = re.sub(r"[0-9]+", "#", row["situation"] or "")
        return CLASSES.index(row["class"]), len(silent), silent, plain

    return sorted(found, key=place)
