"""What is wrong with a value, said in one sentence for each kind of demand a schema can make."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kernketen.finding import Finding, Rule
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.scalar import shortened
from kernketen.words import marked

TYPE = Rule("schema.type")
REQUIRED = Rule("schema.required")
UNKNOWN_KEY = Rule("schema.unknown_key")
ENUM = Rule("schema.enum")
PATTERN = Rule("schema.pattern")
EMPTY = Rule("schema.empty")
SIZE = Rule("schema.size")
RANGE = Rule("schema.range")
TOGETHER = Rule("schema.together")
KEY = Rule("schema.key")
OTHER = Rule("schema.other")

_NOTHING = marked("This file is empty.")
_NO_ITEM = marked("An item of “{name}” has no value. Write one behind the “-”, or remove it.")
_NO_VALUE = marked("“{name}” has no value. Write one behind the colon.")
_IS_EMPTY = marked("“{name}” is empty. Fill it in.")
_NOT_ITEMS = marked("“{name}” takes a list. Begin each item with “- ”.")
_QUOTES = marked("“{name}” takes text. Put {value} between quotes.")
# What belongs there, by the types that the schema allows; the first fit counts.
_TYPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"string"}), marked("“{name}” takes text, not “{value}”.")),
    (frozenset({"object"}), marked("“{name}” takes keys with values (“key: value”), not “{value}”.")),
    (frozenset({"array"}), marked("“{name}” takes a list. Put “{value}” behind “- ”.")),
    (frozenset({"integer"}), marked("“{name}” takes a whole number without quotes, not “{value}”.")),
    (frozenset({"integer", "number"}), marked("“{name}” takes a number without quotes, not “{value}”.")),
    (frozenset({"boolean"}), marked("“{name}” takes true or false without quotes, not “{value}”.")),
    (
        frozenset({"string", "integer", "number", "boolean"}),
        marked("“{name}” takes one single value, not “{value}”."),
    ),
    (frozenset({"string", "object"}), marked("“{name}” takes text or keys with values, not “{value}”.")),
    (frozenset({"string", "array"}), marked("“{name}” takes text or a list, not “{value}”.")),
)
# With a suggestion at hand, a longer list of possible words only hides it.
_FEW = 8
_NOT_THIS_TYPE = marked("“{name}” cannot be “{value}”. {expected}")
_BOUNDS = {
    "minLength": marked("Number of characters in “{name}”: at least {number}."),
    "maxLength": marked("Number of characters in “{name}”: at most {number}."),
    "minItems": marked("Number of items in “{name}”: at least {number}."),
    "maxItems": marked("Number of items in “{name}”: at most {number}."),
    "minProperties": marked("Number of keys in “{name}”: at least {number}."),
    "maxProperties": marked("Number of keys in “{name}”: at most {number}."),
    "minimum": marked("“{name}” must be {number} or more, not {value}."),
    "maximum": marked("“{name}” must be {number} or less, not {value}."),
    "exclusiveMinimum": marked("“{name}” must be more than {number}, not {value}."),
    "exclusiveMaximum": marked("“{name}” must be less than {number}, not {value}."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One demand of a schema that a value does not meet, free of the library that found it.

    ``path`` leads to ``value`` in the document; ``schema`` is the part that holds the ``keyword``;
    ``is_key`` means that ``value`` is a key of the mapping at ``path``; ``expected`` is the description
    nearest to the demand (Dutch, from the schema), ``reason`` the library's own words.
    """

    keyword: str
    path: tuple[str | int, ...]
    schema: Mapping[str, Any]
    value: Any
    is_key: bool
    expected: str
    reason: str


def explained(problem: Problem, document: Document) -> Iterator[Finding]:
    """The findings for one problem: one for each missing or unknown key, else one."""
    if problem.is_key:
        yield _wrong_key(problem, document)
    elif problem.keyword in ("additionalProperties", "unevaluatedProperties") and _is_mapping(problem):
        yield from _unknown_keys(problem, document)
    elif problem.keyword == "required" and _is_mapping(problem):
        yield from _missing_keys(problem, document)
    elif problem.keyword == "dependentRequired" and _is_mapping(problem):
        yield from _lonely_keys(problem, document)
    else:
        yield _about_value(problem, document)


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or nothing."""
    by_folded = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(word[:100].casefold().replace("-", "_").replace(" ", "_"), by_folded, 1)
    return by_folded[found[0]] if found else None


def _about_value(problem: Problem, document: Document) -> Finding:
    name = next((step for step in reversed(problem.path) if isinstance(step, str)), document.file)
    values = {"name": shortened(name), "value": shortened(problem.value)}
    demand = problem.schema.get(problem.keyword)
    suggestion = None
    if problem.keyword == "type":
        rule, sentence = TYPE, _type_sentence(problem)
        values["expected"] = problem.expected
    elif problem.keyword == "enum" and isinstance(demand, list):
        rule, sentence = ENUM, marked("“{name}” cannot be “{value}”. Possible: {allowed}.")
        values["allowed"] = ", ".join(shortened(word) for word in demand[:30]) + (" …" if demand[30:] else "")
        if isinstance(problem.value, str):
            suggestion = near(problem.value, (word for word in demand if isinstance(word, str)))
        if suggestion and len(demand) > _FEW:
            sentence = marked("“{name}” cannot be “{value}”.")
    elif problem.keyword == "const":
        rule, sentence = ENUM, marked("“{name}” must be “{allowed}”, not “{value}”.")
        values["allowed"] = shortened(demand)
    elif problem.keyword == "pattern" and problem.expected:
        rule, sentence = PATTERN, marked("“{name}” cannot be written as “{value}”. {expected}")
        values["expected"] = problem.expected
    elif problem.keyword == "pattern":
        rule, sentence = (
            PATTERN,
            marked("“{name}” cannot be “{value}”: it does not fit the pattern {pattern}"),
        )
        values["pattern"] = shortened(demand, 200)
    elif problem.keyword in ("minLength", "minItems", "minProperties") and demand == 1:
        rule, sentence = EMPTY, _IS_EMPTY
    elif problem.keyword in _BOUNDS:
        rule = RANGE if "imum" in problem.keyword else SIZE
        sentence = _BOUNDS[problem.keyword]
        values["number"] = shortened(demand)
    elif problem.keyword == "uniqueItems":
        rule, sentence = OTHER, marked("“{name}” holds the same item twice.")
    elif problem.expected:
        rule, sentence = OTHER, marked("“{name}” does not fit. {expected}")
        values["expected"] = problem.expected
    else:
        rule, sentence = OTHER, marked("“{name}” does not fit the schema: {reason}.")
        values["reason"] = shortened(problem.reason, 200)
    used = {field: text for field, text in values.items() if "{" + field + "}" in sentence}
    return Finding(rule, document.location(_pointer(problem.path)), sentence, used, suggestion)


def _type_sentence(problem: Problem) -> str:
    allowed = problem.schema.get("type")
    types = frozenset(allowed if isinstance(allowed, list) else [str(allowed)])
    if problem.value is None:
        last = problem.path[-1] if problem.path else None
        return _NOTHING if last is None else _NO_ITEM if isinstance(last, int) else _NO_VALUE
    if types == {"string"} and not isinstance(problem.value, list | dict):
        return _QUOTES
    if types == {"array"} and isinstance(problem.value, dict):
        return _NOT_ITEMS
    for kinds, sentence in _TYPES:
        if types <= kinds:
            return sentence
    return _NOT_THIS_TYPE


def _wrong_key(problem: Problem, document: Document) -> Finding:
    key = str(problem.value)
    values = {"key": shortened(key)}
    # Only what the demand itself says of keys helps; what stands around it describes the mapping.
    said = problem.schema.get("description")
    if isinstance(said, str):
        sentence = marked("The key “{key}” is not written as it must be. {expected}")
        values["expected"] = said
    else:
        sentence = marked("The key “{key}” does not fit the pattern {pattern}")
        values["pattern"] = shortened(problem.schema.get(problem.keyword), 200)
    return _at_key(document, problem, key, KEY, sentence, **values)


def _unknown_keys(problem: Problem, document: Document) -> Iterator[Finding]:
    known = [*problem.schema.get("properties", {})]
    free = [key for key in known if key not in problem.value]
    for key in problem.value:
        if key in known:
            continue
        meant = near(key, free) or near(key, known)
        values = {"key": shortened(key)}
        sentence = marked("The key “{key}” does not exist here.")
        if meant is None and known:
            sentence = marked("The key “{key}” does not exist here. Possible: {known}.")
            values["known"] = ", ".join(known)
        yield _at_key(document, problem, key, UNKNOWN_KEY, sentence, meant, **values)


def _missing_keys(problem: Problem, document: Document) -> Iterator[Finding]:
    # The id of an item says more than its place in a list.
    own = problem.value.get("id")
    for key in problem.schema["required"]:
        if key in problem.value:
            continue
        sentence = marked("The key “{key}” is required here and is missing.")
        values = {"key": shortened(key)}
        if isinstance(own, str):
            sentence = marked("“{item}” lacks the required key “{key}”.")
            values["item"] = shortened(own)
        yield Finding(REQUIRED, document.location(_pointer(problem.path)), sentence, values)


def _lonely_keys(problem: Problem, document: Document) -> Iterator[Finding]:
    sentence = marked("“{key}” stands here without “{other}”; the two belong together.")
    for key, others in problem.schema["dependentRequired"].items():
        for other in others if key in problem.value else ():
            if other not in problem.value:
                yield _at_key(
                    document, problem, key, TOGETHER, sentence, key=shortened(key), other=shortened(other)
                )


def _at_key(
    document: Document,
    problem: Problem,
    key: str,
    rule: Rule,
    sentence: str,
    suggestion: str | None = None,
    /,
    **values: str,
) -> Finding:
    pointer = _pointer(problem.path) + pointer_step(key)
    return Finding(rule, document.location(pointer, key=True), sentence, values, suggestion)


def _is_mapping(problem: Problem) -> bool:
    return isinstance(problem.value, dict)


def _pointer(path: Iterable[str | int]) -> str:
    return "".join(map(pointer_step, path))
