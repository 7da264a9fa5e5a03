"""Whether two regions say the same in a situation, and if not in what they differ.

Where two things cannot be held against each other, that is the answer: a role that only looks like another, a
term in another unit, a paper that nobody has here.
"""

from __future__ import annotations

from kernketen.model.questions import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from kernketen.comparing.answers.said import Named, Said

    # The class of a pair, and in what they differ, or why they cannot be compared.
    Verdict: TypeAlias = tuple[str, tuple[str, ...]]

CLASSES = ("different", "not_comparable", "silent", "equal")
"""What a pair or a row can be; of a row it is the first that holds for any of its pairs."""

_TELLS = "info"

EQUAL: Verdict = ("equal", ())
SILENT: Verdict = ("silent", ())


def verdict(one: Said, other: Said) -> Verdict:
    """How what two regions say compares."""
    if one.key == other.key or (one.is_silent and other.is_silent):
        return EQUAL
    if one.is_silent or other.is_silent:
        return SILENT
    for status, why in (("external_reference", "elsewhere"), ("ambiguous", "unclear")):
        if status in (one.status, other.status):
            return "not_comparable", (why,)
    if one.is_words or other.is_words:
        return "not_comparable", ("words",)
    surely: list[str] = []
    perhaps: list[str] = []
    if one.then["outcome"] != other.then["outcome"]:
        surely.append(_outcome(one.then["outcome"], other.then["outcome"]))
    if _is_other_word(one, other):
        surely.append("word")
    if one.modality != other.modality:
        # A text that tells how it is, does not say how strong that is meant.
        (perhaps if _TELLS in (one.modality, other.modality) else surely).append("modality")
    if one.mark != other.mark:
        surely.append("kind")
    if one.then["if_refused"] != other.then["if_refused"]:
        surely.append("if_refused")
    for key, found in (
        *(
            (key, _named(key, one.who.get(key), other.who.get(key)))
            for key in dict.fromkeys((*one.who, *other.who))
        ),
        ("term", _term(one.then["within"], other.then["within"])),
        # Steps and budgets are said in words of their own.
        ("steps", "perhaps" if one.steps != other.steps else ""),
        ("money", "perhaps" if one.then["money"].casefold() != other.then["money"].casefold() else ""),
    ):
        if found:
            (surely if found == "surely" else perhaps).append(key)
    if surely:
        return "different", tuple(dict.fromkeys(surely))
    return ("not_comparable", tuple(perhaps)) if perhaps else EQUAL


def first(classes: Sequence[str]) -> str:
    """The class of a row from those of its pairs."""
    return next((name for name in CLASSES if name in classes), "equal")


def _outcome(one: str, other: str) -> str:
    if not one or not other:
        return "decided_by"
    return "level" if one in LEVELS and other in LEVELS else "outcome"


def _is_other_word(one: Said, other: Said) -> bool:
    """Whether the texts call one outcome by two words: the lead, coordination, the lead of a case."""
    mine, theirs = one.then, other.then
    if mine["outcome"] != theirs["outcome"] and not (mine["word"] and theirs["word"]):
        # A word for the one is no other word for something else.
        return False
    if mine["outcome"] and theirs["outcome"] and mine["outcome"] != theirs["outcome"]:
        return False
    words = mine["word"] or mine["outcome"], theirs["word"] or theirs["outcome"]
    return all(words) and words[0] != words[1]


def _named(key: str, one: Named | None, other: Named | None) -> str:
    """Whether two regions name other roles: surely, perhaps, or not."""
    if one is None or other is None:
        if one is other:
            return ""
        # Who it is, is the answer. Of the rest a text that names nobody need not mean another.
        return "surely" if key == "who" else "perhaps"
    left, right = one[1] - other[1], other[1] - one[1]
    if not left and not right:
        # The same roles together, or one of them.
        return "surely" if one[0] != other[0] and len(one[1]) > 1 else ""
    if (one[2] or other[2]) and one[1] & other[1]:
        # A group of roles that is nearly another.
        return "perhaps"
    if left and right and any(":" in token for token in (*left, *right)):
        # A role that no other region has may be another's under its own name.
        return "perhaps"
    return "surely"


def _term(one: dict[str, Any] | None, other: dict[str, Any] | None) -> str:
    if one == other:
        return ""
    if one is None or other is None:
        return "surely"
    same = all(one.get(key) == other.get(key) for key in ("unit", "in", "from", "before"))
    return "surely" if same else "perhaps"
