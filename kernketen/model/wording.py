"""A condition said in words, for the person who has to see whether it holds.

The sentences stand behind "if", "that" or "because". How a fact is said comes with the region: a label, or a
sentence for yes and for no; a fact of a region that has none is said with its question.
"""

from __future__ import annotations

from kernketen.model import municipality
from kernketen.words import language, marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.region import CaseFact, Region

# For each fact: how it is said when it has one of the values, and when it has none of them.
_PHRASES = {
    "woongemeente": (marked("the pupil lives in {values}"), marked("the pupil does not live in {values}")),
    "schoolgemeente": (marked("the school is in {values}"), marked("the school is not in {values}")),
    "hulpvraag": (marked("the request is about {values}"), marked("the request is not about {values}")),
    **dict.fromkeys(
        ("sector", "verzuimsoort", "verlofsoort", "onderzoek", "handeling", "kwestie", "instrument"),
        (marked("it is about {values}"), marked("it is not about {values}")),
    ),
    "onderwerp": (marked("it concerns {values}"), marked("it does not concern {values}")),
    "postcodegebied": (
        marked("the postcode area is {values}"),
        marked("the postcode area is not {values}"),
    ),
    "van": (marked("{values} acts or asks"), marked("another than {values} acts or asks")),
    "naar": (marked("it is with or towards {values}"), marked("it is not with or towards {values}")),
    "nadruk": (marked("the emphasis is on {values}"), marked("the emphasis is not on {values}")),
    "nodig_voor": (marked("{values} needs it"), marked("it is not {values} who needs it")),
    "ouders_wens": (
        marked("there is {values} from the parents"),
        marked("there is something else than {values} from the parents"),
    ),
    "overstap_naar": (
        marked("the pupil transfers to {values}"),
        marked("the pupil does not transfer to {values}"),
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
_OPERATORS = {
    "gt": marked("more than {number}"),
    "ge": marked("{number} or more"),
    "lt": marked("less than {number}"),
    "le": marked("{number} or less"),
    "is": marked("exactly {number}"),
}


def said(condition: Condition, region: Region) -> str:
    """The condition in words, in the reader's language: "the pupil lives in Haarlem or Zandvoort"."""
    return _said(condition, region, False)


def stated(fact: str, value: Any, region: Region) -> str:
    """That a fact has a value as it stands in an answer: "it is about bo or sbo".

    ``value`` is what was given or presumed: yes or no, a word, a list of possible words, a quantity, several
    words at once ("crisis, gezin"), or a sentence already.
    """
    known = region["facts"][fact]
    if known["kind"] in ("number", "quantity"):
        return _amount(fact, value, region)
    if known["kind"] == "set" and isinstance(value, str):
        words = value.split(", ")
        if any(word not in known["values"] for word in words):
            return value
        together = _joined([spoken(fact, word, region) for word in words], tr("and"))
        return tr(_PHRASES.get(fact, _SEVERAL)[0], fact=label(fact, region), values=together)
    kind = "has" if known["kind"] == "set" else "in"
    return _value([kind, fact, value if isinstance(value, list) else [value]], region, False)


def spoken(fact: str, value: str | bool, region: Region) -> str:
    """A value of a fact as people say it: yes, Haarlem, the name of a role."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    known = region["facts"].get(fact)
    kind = known["kind"] if known else ""
    if kind == "municipality" or fact in ("woongemeente", "schoolgemeente"):
        return municipality.name_of(value)
    if kind == "role":
        return next((role["name"] for role in region["roles"] if role["id"] == value), value)
    said_ = known["words"].get(value) if known else None
    return tr(said_) if said_ else value.replace("_", " ")


def _said(condition: Condition, region: Region, negated: bool) -> str:
    kind = condition[0]
    if kind == "not":
        return _said(condition[1], region, not negated)
    if kind in ("all", "any"):
        return _together(condition, region, negated)
    if kind == "same":
        return _same(condition[1], condition[2], region, negated)
    if kind == "num":
        return _number(condition, region, negated)
    return _value(condition, region, negated)


def _together(condition: Condition, region: Region, negated: bool) -> str:
    # "not (a and b)" is "not a, or not b".
    is_all = (condition[0] == "all") != negated
    parts = list(_parts(condition, negated, is_all))
    if not parts:
        return tr("always") if is_all else tr("never")
    words = [_said(part, region, turned) for part, turned in parts]
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


def _value(condition: Condition, region: Region, negated: bool) -> str:
    kind, fact, values = condition
    if values in ([True], [False]):
        is_yes = (values == [True]) != negated
        sentence = _yes_no(fact, is_yes, region)
        if sentence:
            return sentence
        values, negated = [is_yes], False
    words = _joined([spoken(fact, value, region) for value in values], tr("or"))
    phrases = _PHRASES.get(fact, _SEVERAL if kind == "has" else _PLAIN)
    return tr(phrases[negated], fact=label(fact, region), values=words)


def _yes_no(fact: str, is_yes: bool, region: Region) -> str:
    known = region["facts"].get(fact)
    return _own(known, known["yes" if is_yes else "no"]) if known else ""


def label(fact: str, region: Region) -> str:
    """What a fact is called: "the number of times late"; one without a name by its question."""
    known = region["facts"].get(fact)
    if known is None:
        return fact.replace("_", " ")
    if known["label"]:
        return _own(known, known["label"])
    asked = known["question_nl"] if language() == "nl" else ""
    english = known["question"]
    return tr("the answer to “{question}”", question=asked or tr(english))


def _own(known: CaseFact, text: str) -> str:
    """A text of the core in the reader's language; a region's own as it is."""
    return text if known["question_nl"] or not text else tr(text)


def _same(one: str, other: str, region: Region, negated: bool) -> str:
    first, second = sorted((one, other))
    phrases = _SAME.get((first, second))
    if phrases:
        return tr(phrases[negated])
    return tr(_PLAIN[negated], fact=label(one, region), values=label(other, region))


def _number(condition: Condition, region: Region, negated: bool) -> str:
    _, fact, unit, window, comparisons = condition
    amounts = [(op, f"{number:g} {unit or ''}".strip()) for op, number in comparisons]
    words = _joined([tr(_OPERATORS[op], number=amount) for op, amount in amounts], tr("and"))
    return tr(_PLAIN[negated], fact=label(fact, region) + _within(window), values=words)


def _amount(fact: str, value: Any, region: Region) -> str:
    """A quantity that was given ("17 uur/4-schoolweken") or presumed ({"gt": 16, …}), or a sentence."""
    if isinstance(value, dict):
        comparisons = [[op, value[op]] for op in _OPERATORS if op in value]
        return _number(["num", fact, value.get("unit"), value.get("in"), comparisons], region, False)
    given = value if isinstance(value, list) else [value]
    if any(not one[:1].isdigit() for one in given):
        return str(value)
    amounts = []
    for one in given:
        amount, _, window = one.partition("/")
        amounts.append(amount + _within(window.replace("-", " ")))
    return tr(_PLAIN[0], fact=label(fact, region), values=_joined(amounts, tr("or")))


def _within(window: str | None) -> str:
    """The period in which is counted: " in 4 schoolweken", " per schooljaar"."""
    if not window:
        return ""
    return f" in {window}" if window[:1].isdigit() else f" per {window}"
