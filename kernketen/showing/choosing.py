"""One item of a concept instead of all: by its id, a rule by its topic, a cell by its row and column."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region

_KEYS = {"glossary": "terms", "elsewhere": "external_references"}
_LISTS = ("documents", "partners", "roles", "teams", "schools", "statements", "gaps", *_KEYS)


def chosen(region: Region, concept: str, words: Sequence[str]) -> Region:
    """The region with only what the words name in this concept. Raises ``Refusal`` with the nearest."""
    if not words:
        return region
    found: Any = dict(region)
    if concept == "rules":
        found["rules"] = _those(region["rules"], words, _of_rule)
    elif concept == "matrix":
        called = {role["id"]: (role["name"], *role["aliases"]) for role in region["roles"]}
        tables: list[Any] = [dict(table) for table in region["matrix"]]
        for word in words:
            cells = [cell for table in tables for cell in table["cells"]]
            left = _those(cells, [word], lambda cell: (cell["row"], cell["column"], *called[cell["column"]]))
            tables = [{**t, "cells": [cell for cell in t["cells"] if cell in left]} for t in tables]
        found["matrix"] = tables
    elif concept == "facts":
        names = _those(list(region["facts"]), words, lambda name: (name,))
        found["facts"] = {name: region["facts"][name] for name in names}
    elif concept == "cases":
        both = _those([*region["cases"], *region["cards"]], words, lambda item: (item["id"],))
        for key in ("cases", "cards"):
            found[key] = [item for item in found[key] if item in both]
    elif concept in _LISTS:
        key = _KEYS.get(concept, concept)
        found[key] = _those(found[key], words, lambda item: (item["id"], item.get("name", item["id"])))
    else:
        said = tr("Of “{concept}” all items are shown; leave “{word}” out.", concept=concept, word=words[0])
        raise Refusal(said, reason="unknown_item")
    narrowed: Region = found
    return narrowed


def _of_rule(rule: Any) -> tuple[str, ...]:
    topic = f"{rule['question']}/{rule['topic']}"
    return rule["id"], topic, rule["question"], f"{rule['question']}/{rule['topic'].rpartition('.')[2]}"


def _those(items: Iterable[Any], words: Sequence[str], names: Callable[[Any], Iterable[str]]) -> list[Any]:
    """The items that bear one of the names."""
    every = list(items)
    wanted = {word.casefold() for word in words}
    found = [item for item in every if wanted & {name.casefold() for name in names(item)}]
    known = {name.casefold() for item in every for name in names(item)}
    strange = [word for word in words if word.casefold() not in known]
    if strange:
        near = difflib.get_close_matches(strange[0].casefold(), sorted(known), 1)
        said = tr("There is no “{word}” here.", word=strange[0])
        if near:
            said += " " + tr("Did you mean “{word}”?", word=near[0])
        raise Refusal(said, status=NOT_FOUND, reason="unknown_item", suggestions=tuple(near))
    return found
