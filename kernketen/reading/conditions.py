"""From the YAML of a condition (SYNTAX.md §1) to the plain form that is evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Location, Rule
from kernketen.model.facts import GROUPS, Fact
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.vocabulary import Vocabulary, nearest
from kernketen.words import marked

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

OPERATORS = ("gt", "ge", "lt", "le", "is")
SHAPE = Rule("condition.shape")


def condition(document: Document, pointer: str, data: object, words: Vocabulary) -> Condition | None:
    """The condition written at ``pointer``, or ``None`` when there is none; wrong words become findings."""
    if not isinstance(data, dict) or not data:
        return None
    parts = [
        _part(document, pointer + pointer_step(key), str(key), value, words) for key, value in data.items()
    ]
    found = [part for part in parts if part is not None]
    if not found:
        return None
    return found[0] if len(found) == 1 else ["all", found]


def _part(document: Document, pointer: str, key: str, value: Any, words: Vocabulary) -> Condition | None:
    if key in ("any", "all"):
        parts = [
            condition(document, f"{pointer}/{index}", part, words)
            for index, part in enumerate(value if isinstance(value, list) else [])
        ]
        return [key, [part for part in parts if part is not None]]
    if key == "not":
        inner = condition(document, pointer, value, words)
        return None if inner is None else ["not", inner]
    if not words.known("fact", key, words.facts, document.location(pointer, key=True)):
        return None
    return _test(document, pointer, words.facts[key], value, words)


def _test(document: Document, pointer: str, fact: Fact, value: Any, words: Vocabulary) -> Condition | None:
    place = document.location(pointer)
    if isinstance(value, dict):
        for alone in ("not", "same_as"):
            if alone in value and len(value) > 1:
                sentence = marked("Beside “{word}” nothing else can stand in the same braces.")
                words.findings.append(Finding(SHAPE, place, sentence, {"word": alone}))
                return None
        if "not" in value:
            inner = _test(document, pointer + "/not", fact, value["not"], words)
            return None if inner is None else ["not", inner]
        if "same_as" in value:
            return _same(document.location(pointer + "/same_as"), fact, str(value["same_as"]), words)
        return _quantity(document, pointer, fact, value, words)
    if fact.kind in ("number", "quantity"):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return ["num", fact.id, fact.usual_unit, None, [["is", value]]]
        return _wrong(words, place, marked("The fact “{fact}” needs a comparison such as gt or le."), fact)
    many = isinstance(value, list)
    values: list[str | bool] = []
    for index, one in enumerate(value if many else [value]):
        spot = document.location(f"{pointer}/{index}") if many else place
        values.extend(_values(spot, fact, one, words))
    kind = "has" if fact.kind == "set" else "in"
    return [kind, fact.id, list(dict.fromkeys(values))] if values else None


def _same(place: Location, fact: Fact, name: str, words: Vocabulary) -> Condition | None:
    if not words.known("fact", name, words.facts, place):
        return None
    other = words.facts[name]
    if fact.kind != other.kind or fact.kind in ("number", "quantity", "set"):
        sentence = marked("The facts “{fact}” and “{other}” cannot be compared with each other.")
        words.findings.append(Finding(SHAPE, place, sentence, {"fact": fact.id, "other": other.id}))
        return None
    return ["same", fact.id, other.id]


def _quantity(
    document: Document, pointer: str, fact: Fact, value: dict[str, Any], words: Vocabulary
) -> Condition | None:
    place = document.location(pointer)
    # Of a number that is none the schema has said so.
    comparisons = [[op, value[op]] for op in OPERATORS if type(value.get(op)) in (int, float)]
    if fact.kind not in ("number", "quantity"):
        return _wrong(words, place, marked("The fact “{fact}” is no number and takes no comparison."), fact)
    if not comparisons:
        return _wrong(words, place, marked("The fact “{fact}” needs a comparison such as gt or le."), fact)
    unit = value.get("unit") or fact.usual_unit
    if unit is not None and fact.units and unit not in fact.units:
        spot, near = document.location(f"{pointer}/unit"), nearest(str(unit), fact.units)
        words.unknown("unit", str(unit), near or fact.units[0], spot, fact=fact.id)
        return None
    return ["num", fact.id, unit, value.get("in"), comparisons]


def _wrong(words: Vocabulary, place: Location, sentence: str, fact: Fact) -> Condition | None:
    words.findings.append(Finding(SHAPE, place, sentence, {"fact": fact.id}))
    return None


def _values(place: Location, fact: Fact, value: object, words: Vocabulary) -> Sequence[str | bool]:
    if fact.kind == "bool":
        if isinstance(value, bool):
            return (value,)
        near = "false" if str(value).lower() in ("false", "no", "nee") else "true"
        words.unknown("value", str(value), near, place, fact=fact.id)
        return ()
    word = str(value).lower() if isinstance(value, bool) else str(value)
    if fact.kind == "municipality":
        code = words.municipality(word, place)
        return (code,) if code else ()
    if fact.kind == "role":
        return words.members(word) if words.known("role", word, words.roles, place) else ()
    if fact.id == "postcodegebied":
        if word.isdigit() and len(word) == 4:
            return (word,)
        return words.areas[word] if words.known("area", word, words.areas, place) else ()
    if (fact.id, word) in GROUPS:
        return GROUPS[fact.id, word]
    if fact.values and not words.known("value", word, fact.values, place, fact=fact.id):
        return ()
    return (word,)
