"""A condition said in words, for the person who has to see whether it holds."""

from __future__ import annotations

from kernketen.model import municipality
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.model.condition import Condition

# For each fact: how it is said when it has one of the values, and when it has none of them.
_PHRASES = {
    "woongemeente": (marked("the pupil lives in {values}"), marked("the pupil does not live in {values}")),
    "schoolgemeente": (marked("the school is in {values}"), marked("the school is not in {values}")),
    "sector": (marked("it is about {values}"), marked("it is not about {values}")),
    "postcodegebied": (
        marked("the postcode area is {values}"),
        marked("the postcode area is not {values}"),
    ),
}
_SAME = {
    ("schoolgemeente", "woongemeente"): (
        marked("the pupil lives in the municipality of the school"),
        marked("the pupil lives in another municipality than that of the school"),
    )
}
_PLAIN = (marked("{fact} is {values}"), marked("{fact} is not {values}"))
_YES_NO = (marked("{fact}: yes"), marked("{fact}: no"))
_OPERATORS = {
    "gt": marked("more than {number}"),
    "ge": marked("{number} or more"),
    "lt": marked("less than {number}"),
    "le": marked("{number} or less"),
    "is": marked("exactly {number}"),
}


def said(condition: Condition, negated: bool = False) -> str:
    """The condition in words, in the reader's language: "the pupil lives in Haarlem or Zandvoort"."""
    kind = condition[0]
    if kind == "not":
        return said(condition[1], not negated)
    if kind in ("all", "any"):
        parts = [said(part, negated) for part in condition[1]]
        # "not (a and b)" is "not a, or not b".
        return _joined(parts, tr("and") if (kind == "all") != negated else tr("or"))
    if kind == "same":
        return _same(condition[1], condition[2], negated)
    if kind == "num":
        return _number(condition, negated)
    return _value(condition[1], condition[2], negated)


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + f" {word} {parts[-1]}"


def _value(fact: str, values: Sequence[str | bool], negated: bool) -> str:
    if values in ([True], [False]):
        return tr(_YES_NO[(values == [False]) != negated], fact=_name(fact))
    words = _joined([_word(fact, value) for value in values], tr("or"))
    return tr(_PHRASES.get(fact, _PLAIN)[negated], fact=_name(fact), values=words)


def _name(fact: str) -> str:
    return fact.replace("_", " ")


def _word(fact: str, value: str | bool) -> str:
    if fact in ("woongemeente", "schoolgemeente"):
        return municipality.name_of(str(value))
    return str(value).replace("_", " ")


def _same(one: str, other: str, negated: bool) -> str:
    first, second = sorted((one, other))
    phrases = _SAME.get((first, second))
    if phrases:
        return tr(phrases[negated])
    return tr(_PLAIN[negated], fact=_name(one), values=_name(other))


def _number(condition: Condition, negated: bool) -> str:
    _, fact, unit, window, comparisons = condition
    parts = [tr(_OPERATORS[op], number=number) for op, number in comparisons]
    words = " ".join(part for part in (_joined(parts, tr("and")), unit or "", window and f"/ {window}") if part)
    return tr(_PLAIN[negated], fact=_name(fact), values=words)
