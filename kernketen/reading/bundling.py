"""A schema in one piece, for an editor or a program that has no other file at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kernketen.reading.schema import schema_text

_COMMON = "common.schema.json"


def bundled(name: str) -> dict[str, Any]:
    """The schema ``name`` (``roles``) with what it takes from ``common`` in its own ``$defs``.

    Only what it needs comes along; every ``$ref`` then points into the schema itself. Raises ``Refusal``
    where there is no such schema.
    """
    schema = json.loads(schema_text(name))
    shared = json.loads(schema_text("common"))["$defs"]
    own: dict[str, Any] = schema.get("$defs", {})
    waiting = list(_references(schema))
    while waiting:
        word = waiting.pop()
        if word not in own:
            own[word] = shared[word]
            waiting += _references(shared[word])
    if own:
        schema["$defs"] = {word: own[word] for word in sorted(own)}
    bundle: dict[str, Any] = _inside(schema)
    return bundle


def as_text(schema: object) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _references(part: object) -> Iterator[str]:
    """The names in ``common`` that a part of a schema refers to, also from within ``common`` itself."""
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _inside(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: value.removeprefix(_COMMON) if key == "$ref" and isinstance(value, str) else _inside(value)
            for key, value in part.items()
        }
    return [_inside(value) for value in part] if isinstance(part, list) else part
