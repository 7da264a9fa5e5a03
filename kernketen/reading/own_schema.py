"""A schema that a region brings itself: is it one, does it stay within itself, and does a file fit it.

It is checked as data of a stranger: nothing is fetched, and it ends whatever it asks (``bounded``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kernketen.finding import Finding, Rule
from kernketen.reading import bounded, schema
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.scalar import shortened
from kernketen.words import marked

REFERENCE = Rule("schema.reference")
INVALID = Rule("schema.invalid")
TOO_HEAVY = Rule("schema.too_heavy")

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What it costs to see whether a schema is one, for each value in it.
_STEPS_A_VALUE = 4
# They hold patterns against keys in their own way; additionalProperties does it for a schema in one piece.
_UNUSED = ("unevaluatedProperties", "unevaluatedItems")
# Keywords with names of the data, or of parts of the schema, as their keys.
_NAMES = ("properties", "patternProperties", "$defs", "dependentSchemas", "dependentRequired")
_DATA = ("const", "enum", "default", "examples")


def check(document: Document, own: Document, steps: bounded.Steps | None = None) -> list[Finding]:
    """Everything in which the document differs from the schema ``own`` of its region.

    A schema that is none, that refers to anything outside itself and our ``common.schema.json``, that never
    ends or takes more work than there are ``steps``, is a finding at its own place.
    """
    from referencing.exceptions import Unresolvable

    steps = bounded.Steps() if steps is None else steps
    wrong = list(_wrong(own, steps))
    if wrong:
        return wrong
    # Whatever address it claims, it is read here, beside our common.schema.json.
    brought = {**own.data, "$schema": _DIALECT, "$id": f"{_base()}own.schema.json"}
    found: dict[object, Finding] = {}
    try:
        return schema.findings(bounded.validator(brought, schema.registry(), steps), document, found)
    except Unresolvable as error:
        sentence = marked("“{reference}” stands for nothing in this schema.")
        return [Finding(REFERENCE, own.location(""), sentence, {"reference": shortened(error.ref)})]
    except RecursionError:
        return [Finding(INVALID, own.location(""), marked("This schema refers to itself without an end."))]
    except bounded.TooMuch:
        return [*found.values(), _too_heavy(own)]
    except (ArithmeticError, ValueError) as error:
        # A number beyond what can be divided, say.
        return [_invalid(own, "", str(error))]


def _wrong(own: Document, steps: bounded.Steps) -> Iterator[Finding]:
    """What is wrong with the schema itself, before anything is held against it."""
    if not isinstance(own.data, dict):
        yield Finding(INVALID, own.location(""), marked("A schema must be a mapping."))
        return
    number = bounded.size(own.data)
    if number > bounded.MAX_NODES:
        sentence = marked("This schema holds more than {limit} values; it is not used.")
        yield Finding(TOO_HEAVY, own.location(""), sentence, {"limit": str(bounded.MAX_NODES)})
        return
    foreign = list(_foreign(own))
    if foreign:
        yield from foreign
        return
    try:
        steps.take(_STEPS_A_VALUE * number)
    except bounded.TooMuch:
        yield _too_heavy(own)
        return
    problem = bounded.problem(own.data)
    if problem is not None:
        path, reason = problem
        yield _invalid(own, "".join(map(pointer_step, path)), reason)
    else:
        yield from _unusable(own)


def _foreign(own: Document) -> Iterator[Finding]:
    """References out of the schema, and another dialect."""
    for key, value, pointer in _keywords(own.data, ""):
        if key in ("$ref", "$dynamicRef") and isinstance(value, str) and not _is_ours(value):
            sentence = marked("This schema refers to {reference}, outside itself. Nothing is fetched.")
            yield Finding(REFERENCE, own.location(pointer), sentence, {"reference": shortened(value)})
        elif key == "$schema" and isinstance(value, str) and value.rstrip("#") != _DIALECT:
            sentence = marked("This schema must be of the draft 2020-12 ({dialect}).")
            yield Finding(REFERENCE, own.location(pointer), sentence, {"dialect": _DIALECT})


def _is_ours(reference: str) -> bool:
    address = reference.partition("#")[0]
    return address in ("", "common.schema.json", f"{_base()}common.schema.json")


def _base() -> str:
    return schema.address("common").removesuffix("common.schema.json")


def _unusable(own: Document) -> Iterator[Finding]:
    """The patterns and keywords that cannot be used."""
    number = 0
    for key, value, pointer in _keywords(own.data, ""):
        if key in _UNUSED:
            sentence = marked("“{key}” is not used in a region's own schema; write additionalProperties.")
            yield Finding(INVALID, own.location(pointer, key=True), sentence, {"key": key})
        for pattern in [value] if key == "pattern" else value if key == "patternProperties" else ():
            number += 1
            if number > bounded.MAX_PATTERNS:
                yield _too_heavy(own)
                return
            if not bounded.is_usable(pattern):
                is_key = key == "patternProperties"
                place = own.location(pointer + (pointer_step(pattern) if is_key else ""), key=is_key)
                sentence = marked(
                    "The pattern {pattern} cannot be used: it looks ahead or back, or is too large."
                )
                yield Finding(INVALID, place, sentence, {"pattern": shortened(pattern, 100)})


def _keywords(part: object, pointer: str, are_names: bool = False) -> Iterator[tuple[str, Any, str]]:
    """(keyword, value, pointer) for all of a schema; with ``are_names`` the keys are names in the data."""
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _keywords(item, f"{pointer}/{index}")
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        here = pointer + pointer_step(key)
        if not are_names:
            yield key, value, here
        if are_names or key not in _DATA:
            yield from _keywords(value, here, not are_names and key in _NAMES)


def _invalid(own: Document, pointer: str, reason: str) -> Finding:
    sentence = marked("This is not a JSON Schema: {reason}.")
    return Finding(INVALID, own.location(pointer), sentence, {"reason": shortened(reason.rstrip("."), 120)})


def _too_heavy(own: Document) -> Finding:
    sentence = marked(
        "Checking a file with this schema takes too much work and was stopped. Make the file or the schema "
        "simpler."
    )
    return Finding(TOO_HEAVY, own.location(""), sentence)
