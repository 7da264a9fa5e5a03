"""The rows of one topic: a row for all situations in which every region says one and the same."""

from __future__ import annotations

from kernketen.asking.cells import TooWide
from kernketen.comparing.answers.alike import CLASSES
from kernketen.comparing.answers.classed import classed, groups, strictest, strictest_level
from kernketen.comparing.answers.common_words import situations_said
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.spoken_cells import cell
from kernketen.comparing.answers.thresholds import strictest_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kernketen.comparing.answers.laid import Situation
    from kernketen.comparing.answers.spoken_cells import InShort
    from kernketen.comparing.answers.subject import Subject
    from kernketen.comparing.answers.voices import Speaker


def rows(subject: Subject, speakers: Sequence[Speaker], in_short: InShort) -> list[dict[str, Any]]:
    """The rows of a topic, those in which the regions differ first. Raises ``TooWide``."""
    laid = Laid({one.id: one.voices(*subject.of(one)) for one in speakers})
    by_id = {one.id: one for one in speakers}
    situations = laid.situations()
    silent = next((n for n, one in enumerate(situations) if _is_silent(one)), None)
    said, rest = situations_said(laid.space, [one.cells for one in situations], silent)
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


def _is_silent(situation: Situation) -> bool:
    return all(profile.is_silent for profile in situation.profiles.values())


def _sorted(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: CLASSES.index(row["class"]))
