"""Does a file have the shape that its JSON Schema asks for: the only door to jsonschema."""

from __future__ import annotations

import difflib
import functools
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Rule, Severity
from kernketen.reading.explaining import Problem, explained
from kernketen.reading.places import Document
from kernketen.reading.thinning import Thinned
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import marked, tr

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator
    from referencing import Registry

MAX_FINDINGS = 200
MORE = Rule("schema.more", Severity.NOTE)

_ENDING = ".schema.json"
_MOST_REFERENCES = 50


@functools.cache
def names() -> tuple[str, ...]:
    """The names of the schemas, sorted: ``glossary``, ``partners``, ``region`` …"""
    found = (name for name in os.listdir(folder()) if name.endswith(_ENDING))
    return tuple(sorted(name.removesuffix(_ENDING) for name in found))


def of_files() -> tuple[str, ...]:
    """The names of the schemas of a region's files: all but what they share, and what is laid over them."""
    return tuple(name for name in names() if name not in ("common", "overlay"))


def schema_text(name: str) -> str:
    """The JSON text of the schema ``name`` (``roles`` or ``roles.schema.json``).

    Raises ``Refusal`` (status 1) with the nearest name where there is no such schema.
    """
    stem = name.removesuffix(_ENDING)
    if stem not in names():
        near = difflib.get_close_matches(stem.lower(), names(), 1)
        said = tr(
            "There is no schema “{name}”. The schemas are {names}.", name=name, names=", ".join(names())
        )
        if near:
            said += " " + tr("Did you mean “{word}”?", word=near[0])
        raise Refusal(
            said,
            status=NOT_FOUND,
            reason="unknown_schema",
            suggestions=tuple(near),
        )
    with open(os.path.join(folder(), stem + _ENDING), encoding="utf-8") as file:
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
    return findings(_explainer(stem), document, thinned=_thinned(stem, document.data))


@functools.cache
def folder() -> str:
    """The folder of the schemas."""
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


def _thinned(name: str, data: object) -> Thinned | None:
    """What the quick validator finds wrong; nothing where it cannot say."""
    try:
        return Thinned(data, [tuple(error.instance_path) for error in _quick(name).iter_errors(data)])
    except (ImportError, ValueError, OverflowError, RecursionError):
        return None


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
    validator: Validator = strict(schema, registry=registry())
    return validator


def address(name: str) -> str:
    """The address by which schemas refer to the schema ``name``; nothing is ever fetched from there."""
    return str(_schemas()[name]["$id"])


@functools.cache
def registry() -> Registry[Any]:
    """Our schemas by their addresses, for schemas that refer to them."""
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


def findings(
    validator: Validator,
    document: Document,
    found: dict[object, Finding] | None = None,
    thinned: Thinned | None = None,
) -> list[Finding]:
    """The findings, by place; ``found`` is filled as they come, for who stops before the end.

    ``thinned`` is the data without much in which nothing is wrong.
    """
    found = {} if found is None else found
    for error in validator.iter_errors(document.data if thinned is None else thinned.data):
        problem = _problem(validator, error)
        if thinned is not None:
            problem = replace(problem, path=thinned.original(problem.path))
        for finding in explained(problem, document):
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
    resolver = registry().resolver_with_root(Resource.from_contents(schema))
    found = ""
    for step in [*where, None]:
        for _ in range(_MOST_REFERENCES):
            if not (isinstance(schema, dict) and isinstance(schema.get("$ref"), str)) or step in schema:
                break
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
