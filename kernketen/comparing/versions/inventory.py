"""All that a region says, item by item: known by its concept and its id, never by its place in a list."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, TypeAlias

    from kernketen.model.item import Where
    from kernketen.model.region import Region

    Inventory: TypeAlias = dict[tuple[str, str], "Piece"]

HEAD = "region"
"""The concept of what a region says of itself: its name, when it was reviewed."""

CONCEPTS = (
    *(HEAD, "documents", "sections", "external_references", "areas"),
    *("partners", "contacts", "roles", "tasks", "teams", "cadence", "compositions", "members", "serve"),
    *("schools", "aliases", "terms", "facts", "topics", "questions"),
    *("rules", "steps", "matrix", "cells", "statements", "gaps", "cases", "cards", "structures", "entries"),
)
"""The kinds of items, in the order in which they are told; what refers comes after what it refers to."""

INSIDE = {
    "contacts": "partners",
    "tasks": "roles",
    "cadence": "teams",
    "compositions": "teams",
    "members": "compositions",
    "serve": "teams",
    "steps": "rules",
    "cells": "matrix",
    "entries": "structures",
}
"""The concepts whose items stand within those of another one; a task may also be a team's."""

_HEAD = ("name", "reviewed_on", "checked_with", "note")
_PLACES = ("where", "id")


class Piece(NamedTuple):
    """One item: ``id`` is its path of ids (``kernteam/nu/coach``), ``content`` what it says itself.

    What stands within it as an item of its own, and where it stands in the files, is no part of that.
    """

    concept: str
    id: str
    content: Mapping[str, Any]
    where: Where

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.concept, self.id

    @property
    def own_id(self) -> str:
        """Its id without those of what it stands in."""
        return self.id.rpartition("/")[2]


def inventory(region: Region) -> Inventory:
    """The items of a region by concept and path of ids; those that share one are numbered."""
    found: Inventory = {}
    for piece in _pieces(region):
        name, again = piece.id, 1
        while (piece.concept, name) in found:
            again += 1
            name = f"{piece.id}+{again}"
        found[piece.concept, name] = piece._replace(id=name)
    return found


def _pieces(region: Region) -> Iterator[Piece]:
    first = next(iter(region["documents"]), None)
    head: Where = first["where"] if first is not None else ("", 1)
    said = {key: region[key] for key in _HEAD if key in region}  # type: ignore[literal-required]
    yield Piece(HEAD, region["id"], said, (head[0], 1))
    yield from _plain("documents", region["documents"])
    yield from _plain("sections", region["sections"].values())
    yield from _plain("external_references", region["external_references"])
    for name, postcodes in region["areas"].items():
        content = {"postcodes": postcodes, "names": region["area_names"].get(name, [])}
        yield Piece("areas", name, content, (head[0], 1))
    yield from _plain("partners", region["partners"], contacts="contacts")
    yield from _plain("roles", region["roles"], tasks="tasks")
    yield from _teams(region)
    yield from _plain("schools", region["schools"])
    for spoken in region["aliases"]:
        yield Piece("aliases", spoken["code"], _without(spoken, ("code",)), spoken["where"])
    yield from _plain("terms", region["terms"])
    for fact, known in region["facts"].items():
        domain = region["domains"].get(fact, [])
        yield Piece("facts", fact, {**known, "domain": domain}, (head[0], 1))
    for topic, question in region["topics"].items():
        title = {"question": question, "title": region["titles"].get(topic, "")}
        yield Piece("topics", topic, title, (head[0], 1))
    for name, own in region.get("questions", {}).items():
        yield Piece("questions", name, dict(own), (head[0], 1))
    yield from _plain("rules", region["rules"], steps="steps")
    for table in region.get("matrix", ()):
        yield Piece("matrix", table["id"], _without(table, ("cells",)), table["where"])
        for cell in table["cells"]:
            path = f"{table['id']}/{cell['row']}/{cell['column']}"
            yield Piece("cells", path, _without(cell), cell["where"])
    yield from _plain("statements", region["statements"])
    yield from _plain("gaps", region["gaps"])
    yield from _plain("cases", region["cases"])
    yield from _plain("cards", region.get("cards", ()))
    for own_kind in region.get("structures", ()):
        # Under which name its file stands is no part of what it says.
        yield Piece("structures", own_kind["id"], _without(own_kind, ("items", "file")), own_kind["where"])
        for entry in own_kind["items"]:
            path = f"{own_kind['id']}/{entry['part']}/{entry['id']}"
            yield Piece("entries", path, _without(entry), entry["where"])


def _teams(region: Region) -> Iterator[Piece]:
    for team in region["teams"]:
        inside = ("tasks", "cadence", "compositions", "serve")
        yield Piece("teams", team["id"], _without(team, inside), team["where"])
        for kind in ("tasks", "cadence"):
            for item in team[kind]:
                yield Piece(kind, f"{team['id']}/{item['id']}", _without(item), item["where"])
        for composition in team["compositions"]:
            path = f"{team['id']}/{composition['id']}"
            yield Piece("compositions", path, _without(composition, ("members",)), composition["where"])
            for member in composition["members"]:
                yield Piece("members", f"{path}/{member['id']}", _without(member), member["where"])
        for serve in team["serve"]:
            # It has no id; what is served is what it is known by.
            yield Piece("serve", f"{team['id']}/{serve['composition']}", dict(serve), team["where"])


def _plain(concept: str, items: Iterable[Any], **parts: str) -> Iterator[Piece]:
    """Items with an id, and the lists within them as concepts of their own."""
    for item in items:
        yield Piece(concept, item["id"], _without(item, tuple(parts)), item["where"])
        for key, kind in parts.items():
            for part in item.get(key, ()):
                yield Piece(kind, f"{item['id']}/{part['id']}", _without(part), part["where"])


def _without(item: Any, besides: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in _PLACES and key not in besides}
