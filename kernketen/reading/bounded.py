"""Validation by a schema that a stranger wrote: it counts its steps and ends, whatever the schema asks.

A schema can ask for more steps than there are seconds (references that double at each turn, a pattern that
tries all ways to read a text). Here each demand costs a step, patterns run in time that grows with the text
alone, and after ``MAX_STEPS`` it is over.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

MAX_STEPS = 100_000
"""So many demands may be held against the values of a region's own files; an ordinary file takes some
thousands."""
MAX_NODES = 5_000
"""So many values may a schema hold itself."""
MAX_PATTERNS = 100

# How large the automaton of a pattern may become, in bytes.
_MOST_OF_A_PATTERN = 1 << 20

Keyword = Callable[["Validator", Any, Any, Any], Iterator["ValidationError"]]


class TooMuch(Exception):
    """The schema asks for more steps than are allowed."""


class Steps:
    """The steps that are left."""

    def __init__(self, most: int = MAX_STEPS) -> None:
        self._left = most

    def take(self, number: int) -> None:
        """Use some steps. Raises ``TooMuch`` where they are not left."""
        self._left -= number
        if self._left < 0:
            raise TooMuch


def validator(schema: Mapping[str, Any], registry: Any, steps: Steps) -> Validator:
    """A validator that raises ``TooMuch`` where no ``steps`` are left."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    ours: dict[str, Keyword] = {
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional_properties,
        "uniqueItems": _unique_items,
    }
    keywords = {**Draft202012Validator.VALIDATORS, **ours}
    counted = {name: _counted(keyword, steps) for name, keyword in keywords.items()}
    made: Validator = extend(Draft202012Validator, counted)(schema, registry=registry)  # type: ignore[no-untyped-call]
    return made


def problem(schema: Mapping[str, Any]) -> tuple[tuple[str | int, ...], str] | None:
    """Where a schema is no JSON Schema, and why, in English; ``None`` where it is one."""
    from jsonschema import Draft202012Validator, SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return tuple(error.absolute_path), error.message
    except (RecursionError, OverflowError) as error:
        return (), type(error).__name__
    return None


@functools.lru_cache(MAX_PATTERNS)
def expression(pattern: str) -> Callable[[str], bool]:
    """Whether a text fits the pattern, in linear time. Raises ``ValueError`` for one that cannot be used.

    A pattern that looks ahead or back, or that becomes too large, cannot.
    """
    import jsonschema_rs

    try:
        made = jsonschema_rs.Draft202012Validator(
            {"pattern": pattern},
            pattern_options=jsonschema_rs.RegexOptions(
                size_limit=_MOST_OF_A_PATTERN, dfa_size_limit=_MOST_OF_A_PATTERN
            ),
        )
    except jsonschema_rs.ValidationError:
        raise ValueError(pattern) from None
    fits: Callable[[str], bool] = made.is_valid
    return fits


def is_usable(pattern: str) -> bool:
    """Whether texts can be held against a pattern in linear time."""
    try:
        expression(pattern)
    except ValueError:
        return False
    return True


def size(data: object) -> int:
    """How many values there are in plain data; a long text counts for several."""
    found, todo = 0, [data]
    while todo:
        part = todo.pop()
        found += 1
        if isinstance(part, dict):
            todo += part.values()
            found += len(part)
        elif isinstance(part, list):
            todo += part
        elif isinstance(part, str):
            found += len(part) >> 6
    return found


def _counted(keyword: Keyword, steps: Steps) -> Keyword:
    def run(validator: Validator, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        steps.take(size(value) if keyword.__name__ in ("enum", "const") else 1)
        if keyword in (_unique_items, _pattern):
            steps.take(size(instance))
        elif keyword in (_pattern_properties, _additional_properties) and isinstance(instance, dict):
            patterns = schema.get("patternProperties", ())
            steps.take(len(instance) * (1 + len(patterns)))
        for error in keyword(validator, value, instance, schema) or ():
            # Its message holds the value, written out.
            steps.take(size(instance))
            yield error

    return run


def _pattern(_: Validator, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not expression(pattern)(instance):
        yield ValidationError("it does not match the pattern")


def _pattern_properties(
    validator: Validator, patterns: Mapping[str, Any], instance: object, _: object
) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for pattern, schema in patterns.items():
        fits = expression(pattern)
        for key, value in instance.items():
            if fits(key):
                yield from validator.descend(value, schema, path=key, schema_path=pattern)  # type: ignore[attr-defined]


def _additional_properties(
    validator: Validator, demand: object, instance: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    from jsonschema import ValidationError

    if not isinstance(instance, dict):
        return
    known = schema.get("properties", {})
    fitting = [expression(pattern) for pattern in schema.get("patternProperties", {})]
    others = [key for key in instance if key not in known and not any(fits(key) for fits in fitting)]
    if isinstance(demand, dict):
        for key in others:
            yield from validator.descend(instance[key], demand, path=key)  # type: ignore[attr-defined]
    elif demand is False and others:
        yield ValidationError("other keys are not allowed")


def _unique_items(_: Validator, demand: object, instance: object, __: object) -> Iterator[ValidationError]:
    from jsonschema import ValidationError

    if demand is True and isinstance(instance, list):
        seen = {json.dumps(item, sort_keys=True) for item in instance}
        if len(seen) < len(instance):
            yield ValidationError("it holds the same item twice")
