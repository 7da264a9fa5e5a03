"""Does a file have the shape that its JSON Schema asks for: the only door to jsonschema."""

from __future__ import annotations

import difflib
import functools
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Rule, Severity
from kernketen.reading.explaining import Problem, explained
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.scalar import shortened
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import marked, tr

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator
    from referencing import Registry

MAX_FINDINGS = 200
MORE = Rule("schema.more", Severity.NOTE)
REFERENCE = Rule("schema.reference")
INVALID = Rule("schema.invalid")

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ENDING = ".schema.json"


@functools.cache
def names() -> tuple[str, ...]:
    """The names of the schemas, sorted: ``glossary``, ``partners``, ``region`` …"""
    found = (name for name in os.listdir(_folder()) if name.endswith(_ENDING))
    return tuple(sorted(name.removesuffix(_ENDING) for name in found))


def schema_text(name: str) -> str:
    """The JSON text of the schema ``name`` (``roles`` or ``roles.schema.json``).

    Raises ``Refusal`` (status 1) with the nearest name where there is no such schema.
    """
    stem = name.removesuffix(_ENDING)
    if stem not in names():
        near = difflib.get_close_matches(stem.lower(), names(), 1)
        raise Refusal(
            tr("There is no schema “{name}”. The schemas are {names}.", name=name, names=", ".join(names())),
            status=NOT_FOUND,
            reason="unknown_schema",
            suggestions=tuple(near),
        )
    with open(os.path.join(_folder(), stem + _ENDING), encoding="utf-8") as file:
        return file.read()


def check(document: Document, name: str) -> list[Finding]:
    """Everything in which the document differs from the schema ``name``, each with its place.

    Raises ``Refusal`` for an unknown schema.
    """
    stem = name.removesuffix(_ENDING)
    if stem not in _schemas():
        schema_text(stem)
    if _accepts(stem, document.data):
        return []
    return _findings(_explainer(stem), document)


def check_own(document: Document, schema: Document) -> list[Finding]:
    """Everything in which the document differs from a schema that the region itself brings.

    A schema that is none, that refers to anything outside itself and our ``common.schema.json``, or that
    never ends, is a finding at its own place. Nothing is ever fetched.
    """
    from jsonschema import Draft202012Validator, SchemaError
    from referencing.exceptions import Unresolvable

    if not isinstance(schema.data, dict):
        return [Finding(INVALID, schema.location(""), marked("A schema must be a mapping."))]
    findings = list(_foreign(schema, schema.data, ""))
    if findings:
        return findings
    try:
        Draft202012Validator.check_schema(schema.data)
    except SchemaError as error:
        place = schema.location("".join(map(pointer_step, error.absolute_path)))
        sentence = marked("This is not a JSON Schema: {reason}.")
        return [Finding(INVALID, place, sentence, {"reason": shortened(error.message.rstrip("."), 120)})]
    try:
        # Whatever address it claims, it is read here, beside our common.schema.json.
        address = _base() + "own" + _ENDING
        return _findings(_validator({**schema.data, "$schema": _DIALECT, "$id": address}), document)
    except Unresolvable as error:
        sentence = marked("“{reference}” stands for nothing in this schema.")
        return [Finding(REFERENCE, schema.location(""), sentence, {"reference": shortened(error.ref)})]
    except RecursionError:
        return [Finding(INVALID, schema.location(""), marked("This schema refers to itself without an end."))]


@functools.cache
def _folder() -> str:
    # In a wheel the schemas lie in the package, in an editable install beside it.
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "schemas")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "schemas")


@functools.cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {name: json.loads(schema_text(name)) for name in names()}


def _accepts(name: str, data: object) -> bool:
    """Whether the quick validator finds nothing wrong. Its doubts do not count: ``jsonschema`` explains."""
    try:
        return bool(_quick(name).is_valid(data))
    except (ImportError, ValueError, OverflowError, RecursionError):
        return False


@functools.cache
def _quick(name: str) -> Any:
    import jsonschema_rs

    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in _schemas().values()])
    return jsonschema_rs.Draft202012Validator(_schemas()[name], registry=registry)


@functools.cache
def _explainer(name: str) -> Validator:
    return _validator(_schemas()[name])


def _validator(schema: Mapping[str, Any]) -> Validator:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    strict = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    validator: Validator = strict(schema, registry=_registry())
    return validator


@functools.cache
def _registry() -> Registry[Any]:
    from referencing import Registry, Resource

    # A registry of one's own has no way to the network.
    return Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in _schemas().values())


def _pattern(_: Validator, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not _expression(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@functools.cache
def _expression(pattern: str) -> re.Pattern[str]:
    # Python's $ also fits before a newline at the end, JSON Schema's does not.
    parts = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|\$", lambda m: r"\Z" if m[0] == "$" else m[0], pattern)
    return re.compile(parts)


def _findings(validator: Validator, document: Document) -> list[Finding]:
    found: dict[object, Finding] = {}
    for error in validator.iter_errors(document.data):
        for finding in explained(_problem(validator, error), document):
            # jsonschema reports every missing key apart, and ``explained`` says them all each time.
            same = (finding.location, finding.rule.id, finding.sentence, *finding.values.values())
            found.setdefault(same, finding)
        if len(found) >= MAX_FINDINGS:
            sentence = marked(
                "There may be more: after {number} findings the rest of the file was not checked."
            )
            end = Finding(MORE, document.location(""), sentence, {"number": str(MAX_FINDINGS)})
            return [*list(found.values())[:MAX_FINDINGS], end]
    return sorted(found.values(), key=lambda finding: finding.location)


def _problem(validator: Validator, error: ValidationError) -> Problem:
    where = list(error.absolute_schema_path)
    return Problem(
        keyword=str(error.validator),
        path=tuple(error.absolute_path),
        schema=error.schema if isinstance(error.schema, dict) else {},
        value=error.instance,
        is_key=where[-2:-1] == ["propertyNames"],
        expected=_described(validator, where),
        reason=error.message,
    )


def _described(validator: Validator, where: list[str | int]) -> str:
    """The description nearest to the place in the schema; ``$ref`` is followed where a step needs it."""
    from referencing import Resource

    schema: Any = validator.schema
    resolver = _registry().resolver_with_root(Resource.from_contents(schema))
    found = ""
    for step in [*where, None]:
        while isinstance(schema, dict) and "$ref" in schema and step not in schema:
            resolved = resolver.lookup(schema["$ref"])
            schema, resolver = resolved.contents, resolved.resolver
            found = schema.get("description", found) if isinstance(schema, dict) else found
        try:
            schema = schema[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(schema, dict) and isinstance(schema.get("description"), str):
            found = schema["description"]
    return found


def _base() -> str:
    return str(_schemas()["common"]["$id"]).removesuffix("common" + _ENDING)


def _is_ours(reference: str) -> bool:
    address = reference.partition("#")[0]
    return address in ("", "common" + _ENDING, _base() + "common" + _ENDING)


def _foreign(schema: Document, part: object, pointer: str) -> Iterator[Finding]:
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _foreign(schema, item, f"{pointer}/{index}")
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        here = pointer + pointer_step(key)
        if key in ("$ref", "$dynamicRef") and isinstance(value, str) and not _is_ours(value):
            sentence = marked("This schema refers to {reference}, outside itself. Nothing is fetched.")
            yield Finding(REFERENCE, schema.location(here), sentence, {"reference": shortened(value)})
        elif key == "$schema" and isinstance(value, str) and value.rstrip("#") != _DIALECT:
            sentence = marked("This schema must be of the draft 2020-12 ({dialect}).")
            yield Finding(REFERENCE, schema.location(here), sentence, {"dialect": _DIALECT})
        else:
            yield from _foreign(schema, value, here)
