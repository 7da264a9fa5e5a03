"""How a school is called and how people type it: both folded to the same key.

A name has a *core* (``De Ark``: ``ark``) and around it words that people leave out, add or write otherwise:
the kind of school, the denomination, an article, a title, the place. Two names with the same core are
namesakes, also where one is written ``Sint`` and the other ``St``: no key ever prefers one of them.
"""

from __future__ import annotations

import re

from kernketen.register.folding import flat, joined, words
from kernketen.register.schoolwords import ARTICLES, CONNECTORS, COURSES, KINDS, MARKS, SAME, TAILS, TITLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Spelling", "code_of", "flat", "joined", "key", "spell", "spellings", "without_titles", "words"]

# Words that need a look; all others are part of the core.
_SPECIAL = KINDS | COURSES | CONNECTORS | frozenset(MARKS) | {"vrye"}
_VOWELS = frozenset("aeiouy")
_PARTS = re.compile(r"[(),;:]|(?<![vV])/| [-–—] ")
_CODE = re.compile(r"\s*(\d\d)\s?-?([a-z][a-z])\s?-?(\d\d)?\s*", re.IGNORECASE | re.ASCII)


class Spelling:
    """A name as it is looked up: ``core``, the ``marks`` that tell namesakes apart, the article before it.

    ``marks`` are kinds of school that distinguish (``dalton``, ``lyceum``); ``bare`` says that the name held
    nothing but such words, so that the core is made of them.
    """

    __slots__ = ("article", "bare", "core", "marks")

    def __init__(self, core: str, marks: tuple[str, ...], article: str, bare: bool) -> None:
        self.core = core
        self.marks = marks
        self.article = article
        self.bare = bare


def code_of(text: str) -> str | None:
    """The BRIN (``16WT``) or BRIN with location (``16WT01``) that the text is, in any case and spacing."""
    match = _CODE.fullmatch(text)
    return f"{match[1]}{match[2]}{match[3] or ''}".upper() if match else None


def key(name: str) -> str:
    """The core of a name: letters and figures only. ``key(key(name)) == key(name)``."""
    return spell(words(name)).core


def spell(found: Sequence[str]) -> Spelling:
    """The spelling of a name, given its ``words``."""
    once = _spell(found)
    while once.core in SAME or once.core.endswith(("sch", "school")):
        again = _spell([SAME.get(once.core, once.core)])
        if again.core == once.core:
            break
        once = Spelling(again.core, once.marks, once.article, once.bare)
    return once


def _spell(found: Sequence[str]) -> Spelling:
    kept: list[str] = []
    marks: list[str] = []
    offered = False
    for at, word in enumerate(found):
        if word not in _SPECIAL:
            kept.append(_short(word) if word.endswith(("sch", "school")) else word)
        elif word in KINDS or (offered and word in COURSES):
            continue
        elif word in CONNECTORS:
            offered = offered or (at > 0 and word in ("voor", "v"))
            kept.append(word)
        else:
            mark = _mark(word, found[at + 1] if at + 1 < len(found) else "")
            if mark:
                marks.append(mark)
            else:
                kept.append(word)
    cut = len(kept) < len(found)
    if "bybel" in kept:
        kept = _without_bible(kept)
    while kept and cut and kept[-1] in ("voor", "v"):
        kept.pop()
    article = ""
    while kept and (kept[0] in ARTICLES or (cut and kept[0] in CONNECTORS)):
        article = kept[0] if kept[0] in ARTICLES else article
        kept.pop(0)
    if kept:
        return Spelling(joined(kept), tuple(sorted(set(marks))) if marks else (), article, False)
    if marks:
        return Spelling("".join(sorted(set(marks))), (), article, True)
    return Spelling(joined(found), (), "", True)


def _mark(word: str, after: str) -> str:
    if word == "vrye":
        return "vryeschool" if after in ("school", "sch") else ""
    return MARKS.get(word, "")


def _short(word: str) -> str:
    """A word without ``school`` at its end: ``julianaschool`` and ``juliana`` are one."""
    while word.endswith("sch") and len(word) > 7:
        word = word[:-3]
    while word.endswith("school") and len(word) > 8:
        word = word[:-6]
        if word.endswith("basis") and len(word) > 7:
            word = word[:-5]
    return word


def _without_bible(kept: list[str]) -> list[str]:
    """Without ``met de bijbel``, unless that is the whole name."""
    if "bybel" in kept:
        at = kept.index("bybel")
        if at >= 1 and kept[at - 1] in ("de", "den", "met"):
            first = at - 2 if at >= 2 and kept[at - 2] == "met" else at - 1
            if len(kept) > at + 1 - first:
                return kept[:first] + kept[at + 1 :]
    return kept


def spellings(name: str, places: Iterable[str] = ()) -> list[Spelling]:
    """All spellings under which a school of this name is found.

    The name itself; without the place it stands in; without a title; without what follows ``locatie``; and
    each of two names in one (``De Triangel (Het Mozaïek)``). ``places`` are its place and municipality,
    ``flat``.
    """
    found = words(name)
    result = [spell(found)]
    _shorter(found, places, result)
    if _PARTS.search(name):
        _parts(name, places, result)
    if len(result) == 1:
        return result
    unique: dict[tuple[str, tuple[str, ...]], Spelling] = {}
    for spelling in result:
        unique.setdefault((spelling.core, spelling.marks), spelling)
    return list(unique.values())


def _parts(name: str, places: Iterable[str], result: list[Spelling]) -> None:
    pieces = []
    for part in _PARTS.split(name):
        piece = words(part)
        if piece and piece[0] not in TAILS and "".join(piece) not in places and "voor" not in piece:
            spelling = spell(piece)
            if spelling.bare or spelling.core == "bybel" or COURSES.issuperset(piece):
                continue
            if len(spelling.core) <= 3:  # "De 7 - Sprong" is one name
                return
            pieces.append((piece, spelling))
    for piece, spelling in pieces:
        result.append(spelling)
        _shorter(piece, places, result)


def _shorter(found: list[str], places: Iterable[str], result: list[Spelling]) -> None:
    variants = []
    if not TAILS.isdisjoint(found):
        variants.append(found[: next(at for at, word in enumerate(found) if word in TAILS)])
    tail = ""
    for at in range(len(found) - 1, max(len(found) - 5, 0), -1):
        tail = joined((found[at], tail))
        if tail in places:
            variants.append(found[:at])
    if not TITLES.isdisjoint(found):
        whole = (found, *variants)
        variants.extend(_without_initials(variant) for variant in whole)
        variants.extend(without_titles(variant) for variant in whole)
    for variant in variants:
        spelling = spell(variant)
        if variant and not spelling.bare:
            result.append(spelling)


def _without_initials(found: list[str]) -> list[str]:
    """The words of a name without the initials after a title: ``Dr H Bavinck`` is called ``Dr Bavinck``."""
    return [
        word
        for at, word in enumerate(found)
        if at == 0
        or found[at - 1] not in TITLES
        or word in ARTICLES
        or not (len(word) <= 2 or (len(word) == 3 and _VOWELS.isdisjoint(word)))
    ]


def without_titles(found: list[str]) -> list[str]:
    """The words of a name without ``dr``, ``prof``, ``ds`` … in front of it."""
    for at, word in enumerate(found):
        if word not in KINDS and word not in ARTICLES:
            end = at
            while end < len(found) - 1 and found[end] in TITLES:
                end += 1
            return [*found[:at], *found[end:]] if end > at else found
    return found
