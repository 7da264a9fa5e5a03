"""Does a document that a command printed fit the schema of that command."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Mapping
from typing import Any

from kernketen.reading.schema import folder

_ENDING = ".schema.json"


def unfit(document: Mapping[str, Any]) -> list[str]:
    """In what the document differs from the schema that it names (``kernketen/who/1``), as sentences.

    The refusal of a command without a schema must fit ``error``.
    """
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    known = _schemas()
    name = str(document.get("schema", "")).partition("/")[2].partition("/")[0]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in known.values()
    )
    validator = Draft202012Validator(known.get(name, known["error"]), registry=registry)
    return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(document)]


@functools.cache
def _schemas() -> dict[str, dict[str, Any]]:
    place = os.path.join(folder(), "output")
    found = {}
    for file in sorted(os.listdir(place)):
        with open(os.path.join(place, file), encoding="utf-8") as opened:
            found[file.removesuffix(_ENDING)] = json.load(opened)
    return found
