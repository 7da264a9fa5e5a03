"""A condition said in words, for the person who has to see whether it holds."""

from __future__ import annotations

from kernketen.model import municipality
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kernketen.model.condition import Condition

# For each fact: how it is said when it has one of the values, and when it has none of them.
_PHRASES = {
    "woongemeente": (marked("the pupil lives in {values}"), marked("the pupil does not live in {values}")),
    "schoolgemeente": (marked("the school is in {values}"), marked("the school is not in {values}")),
    "hulpvraag": (marked("the request is about {values}"), marked("the request is not about {values}")),
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
_SEVERAL = (marked("{fact} includes {values}"), marked("{fact} does not include {values}"))
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
        return _together(condition, negated)
    if kind == "same":
        return _same(condition[1], condition[2], negated)
    if kind == "num":
        return _number(condition, negated)
    return _value(condition, negated)


def _together(condition: Condition, negated: bool) -> str:
    # "not (a and b)" is "not a, or not b".
    is_all = (condition[0] == "all") != negated
    parts = list(_parts(condition, negated, is_all))
    if not parts:
        return tr("always") if is_all else tr("never")
    words = [said(*part) for part in parts]
    if len(parts) > 1:
        # "a, and b or c" could be read in two ways.
        words = [
            f"({word})" if part[0] in ("all", "any") and part[1] else word
            for word, (part, _) in zip(words, parts, strict=True)
        ]
    return _joined(words, tr("and") if is_all else tr("or"))


def _parts(condition: Condition, negated: bool, is_all: bool) -> Iterator[tuple[Condition, bool]]:
    """The parts to be joined by one word, each with whether it is negated; "a and (b and c)" has three."""
    for part in condition[1]:
        turned = negated
        while part[0] == "not":
            part, turned = part[1], not turned
        if part[0] in ("all", "any") and (len(part[1]) == 1 or ((part[0] == "all") != turned) == is_all):
            yield from _parts(part, turned, is_all)
        else:
            yield part, turned


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    comma = "," if any(f" {word} " in part and not part.startswith("(") for part in parts) else ""
    return ", ".join(parts[:-1]) + f"{comma} {word} {parts[-1]}"


def _value(condition: Condition, negated: bool) -> str:
    kind, fact, values = condition
    if values in ([True], [False]):
        return tr(_YES_NO[(values == [False]) != negated], fact=_name(fact))
    words = _joined([_word(fact, value) for value in values], tr("or"))
    phrases = _PHRASES.get(fact, _SEVERAL if kind == "has" else _PLAIN)
    return tr(phrases[negated], fact=_name(fact), values=words)


def _name(fact: str) -> str:
    return fact.replace("_", " ")


def _word(fact: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if fact in ("woongemeente", "schoolgemeente"):
        return municipality.name_of(value)
    return value.replace("_", " ")


def _same(one: str, other: str, negated: bool) -> str:
    first, second = sorted((one, other))
    phrases = _SAME.get((first, second))
    if phrases:
        return tr(phrases[negated])
    return tr(_PLAIN[negated], fact=_name(one), values=_name(other))


def _number(condition: Condition, negated: bool) -> str:
    _, fact, unit, window, comparisons = condition
    parts = [tr(_OPERATORS[op], number=number) for op, number in comparisons]
    words = " ".join(
        part for part in (_joined(parts, tr("and")), unit or "", window and f"in {window}") if part
    )
    return tr(_PLAIN[negated], fact=_name(fact), values=words)
