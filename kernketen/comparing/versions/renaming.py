"""Items that got another id: found by what they say, and followed by all that refers to them."""

from __future__ import annotations

from kernketen.asking.topics.citing import WHO
from kernketen.comparing.versions.inventory import CONCEPTS, INSIDE, inventory
from kernketen.comparing.versions.settled import settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from kernketen.comparing.versions.inventory import Inventory, Piece
    from kernketen.model.condition import Condition
    from kernketen.model.region import Region

    Names: TypeAlias = dict[str, dict[str, str]]

_ANCHORS: dict[str, tuple[str, ...]] = {
    "documents": ("title",),
    "sections": ("document", "heading"),
    "external_references": ("title",),
    "areas": ("postcodes",),
    "partners": ("name",),
    "contacts": ("purpose", "email", "phone", "web"),
    "roles": ("name", "canonical"),
    "tasks": ("text",),
    "teams": ("name", "canonical"),
    "cadence": ("text",),
    "compositions": ("source", "list", "name"),
    "members": ("who",),
    "schools": ("code",),
    "terms": ("term",),
    "facts": ("kind", "question_nl"),
    "topics": ("question", "title"),
    "rules": ("question", "topic", "scope", "when", "then", "order"),
    "steps": ("when", "scope", "then", "text"),
    "statements": ("kind", "text"),
    "gaps": ("topic",),
    "cases": ("question", "topic", "given"),
    "cards": ("given", "on"),
}
"""What must be the same for an item with another id to be the same one; others must be the same wholly."""

_REFERENCES: dict[str, tuple[str, ...]] = {
    "documents": ("document",),
    "sections": ("source", "sources", "searched", "against"),
    "external_references": ("see",),
    "partners": ("employer", "partner"),
    "roles": ("roles", "group", "columns", "column"),
    "teams": ("team", "replaces"),
    "compositions": ("composition",),
    "rules": ("overrides", "turns", "rule"),
    "facts": ("fact",),
    "topics": ("topic",),
}
"""The fields that name an item of a concept."""

_CONDITIONS = ("when", "scope", "covers", "excludes")
_OF_A_CASE = ("given", "expect", "never")
_KEYED = {
    "sections": ("sections",),
    "areas": ("areas", "area_names"),
    "facts": ("facts", "domains"),
    "topics": ("topics", "titles"),
}
_NEAR = 0.6
_MOST_ALIKE = 10


def renamed(old: Region, new: Region) -> tuple[Region, Names]:
    """The old version under the ids of the new one, and the ids that changed: (old, new) by concept.

    The old ids are paths in which all above them has its new id already.
    """
    found: Names = {}
    mine, theirs = inventory(old), inventory(new)
    for concept in CONCEPTS:
        names = _matched(concept, mine, theirs)
        if names:
            found[concept] = names
            old = followed(old, concept, names)
            mine = inventory(old)
    return old, found


def _matched(concept: str, old: Inventory, new: Inventory) -> dict[str, str]:
    gone = [piece for key, piece in old.items() if key[0] == concept and key not in new]
    come = [piece for key, piece in new.items() if key[0] == concept and key not in old]
    if not gone or not come or concept in ("region", "aliases", "serve", "cells"):
        return {}
    by_anchor: dict[str, list[Piece]] = {}
    for piece in come:
        by_anchor.setdefault(_anchor(piece), []).append(piece)
    scored = [
        (-_likeness(one, other), one.id, other.id)
        for one in gone
        for other in by_anchor.get(_anchor(one), ())[:_MOST_ALIKE]
    ]
    names: dict[str, str] = {}
    taken: set[str] = set()
    for score, one, other in sorted(scored):
        if one not in names and other not in taken and -score >= _NEAR:
            names[one] = other
            taken.add(other)
    return names


def _anchor(piece: Piece) -> str:
    above = piece.id.rpartition("/")[0]
    said = piece.content
    kept: dict[str, Any] = {key: said[key] for key in _ANCHORS.get(piece.concept, ()) if key in said}
    if not any(kept.values()):
        kept = {key: value for key, value in said.items() if key != "data"}
        kept["data"] = _without_id(said.get("data"))
    return repr((above, settled(kept)))


def _likeness(one: Piece, other: Piece) -> float:
    """Which part of what either says is said by both."""
    keys = [key for key in one.content if one.content[key] or other.content.get(key)]
    same = sum(
        settled(_without_id(one.content[key])) == settled(_without_id(other.content.get(key))) for key in keys
    )
    return same / len(keys) if keys else 1.0


def _without_id(value: Any) -> Any:
    return {k: v for k, v in value.items() if k != "id"} if isinstance(value, dict) else value


def followed(region: Region, concept: str, names: Mapping[str, str]) -> Region:
    """The region with other ids for some items of a concept, wherever these are named."""
    own = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in names.items()}
    rewriting = _Rewriting(region, concept, own)
    if concept in INSIDE:
        # What stands within an item is named there, and by the cards.
        near = [key for key in ("teams", "cards") if key in region]
        found: Any = {**region, **{key: rewriting.rewritten(region[key]) for key in near}}
    else:
        found = rewriting.rewritten(dict(region))
    for key in _KEYED.get(concept, ()):
        found[key] = {own.get(name, name): value for name, value in found[key].items()}
    _give_ids(found, concept, names)
    result: Region = found
    return result


class _Rewriting:
    def __init__(self, region: Region, concept: str, names: Mapping[str, str]) -> None:
        self._facts = region["facts"]
        self._concept = concept
        self._names = names
        self._keys = _REFERENCES.get(concept, ())

    def rewritten(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            if "served" in value:
                return {k: v if k in ("id", "note") else self._anywhere(v) for k, v in value.items()}
            if key in _OF_A_CASE and self._concept in ("facts", "roles"):
                return self._of_a_case(value)
            return {k: self.rewritten(v, k) for k, v in value.items()}
        if key in _CONDITIONS and isinstance(value, list):
            return self._condition(value)
        if key in self._keys and isinstance(value, str) and key != "group":
            return self._named(value)
        if isinstance(value, list):
            if key in self._keys and all(isinstance(one, str) for one in value):
                return [self._named(one) for one in value]
            return [self.rewritten(one) for one in value]
        if key == "topic" and self._concept == "roles" and isinstance(value, str):
            # Whose turn it is, is a topic named after the role.
            return ".".join(self._names.get(part, part) for part in value.split("."))
        return value

    def _of_a_case(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a case gives and expects, which is kept as it is written."""
        if self._concept == "facts":
            return {self._names.get(fact, fact): value for fact, value in said.items()}
        return {key: self._role_in(value) if self._names_roles(key) else value for key, value in said.items()}

    def _names_roles(self, key: str) -> bool:
        known = self._facts.get(key)
        return key in WHO or (known is not None and known["kind"] == "role")

    def _role_in(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._names.get(value, value)
        if isinstance(value, dict):
            return {key: self._role_in(inner) for key, inner in value.items()}
        return [self._role_in(inner) for inner in value] if isinstance(value, list) else value

    def _anywhere(self, value: Any) -> Any:
        """What a card holds: ids as keys and as values."""
        if isinstance(value, dict):
            return {self._names.get(key, key): self._anywhere(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._anywhere(inner) for inner in value]
        return self._names.get(value, value) if isinstance(value, str) else value

    def _named(self, name: str) -> str:
        if self._concept == "topics":
            question, slash, topic = name.rpartition("/")
            return question + slash + self._names.get(topic, topic)
        return self._names.get(name, name)

    def _condition(self, condition: Condition) -> Condition:
        kind = condition[0]
        if kind in ("all", "any"):
            return [kind, [self._condition(part) for part in condition[1]]]
        if kind == "not":
            return [kind, self._condition(condition[1])]
        if self._concept == "facts":
            facts = 2 if kind == "same" else 1
            named = [self._names.get(fact, fact) for fact in condition[1 : 1 + facts]]
            return [kind, *named, *condition[1 + facts :]]
        known = self._facts.get(condition[1])
        if self._concept == "roles" and kind == "in" and known is not None and known["kind"] == "role":
            return [kind, condition[1], [self._names.get(value, value) for value in condition[2]]]
        return condition


def _give_ids(region: Any, concept: str, names: Mapping[str, str]) -> None:
    """Put the new ids in place of the old ones; the region's own lists are copied, not changed."""
    if concept == "tasks":
        for holder in ("roles", "teams"):
            region[holder] = [_inside(item, "tasks", names) for item in region[holder]]
    elif concept == "members":
        region["teams"] = [
            {
                **team,
                "compositions": [
                    _inside(composition, "members", names, f"{team['id']}/")
                    for composition in team["compositions"]
                ],
            }
            for team in region["teams"]
        ]
    elif concept == "entries":
        region["structures"] = [
            {**own, "items": [_entry(own["id"], item, names) for item in own["items"]]}
            for own in region["structures"]
        ]
    elif concept in INSIDE:
        holder = INSIDE[concept]
        region[holder] = [_inside(item, concept, names) for item in region[holder]]
    elif concept == "sections":
        region[concept] = {name: {**item, "id": name} for name, item in region[concept].items()}
    elif isinstance(region.get(concept), list):
        region[concept] = [{**item, "id": names.get(item["id"], item["id"])} for item in region[concept]]


def _inside(holder: Any, part: str, names: Mapping[str, str], above: str = "") -> Any:
    path = f"{above}{holder['id']}/"
    return {**holder, part: [_called(item, path, names) for item in holder[part]]}


def _entry(structure: str, item: Any, names: Mapping[str, str]) -> Any:
    return _called(item, f"{structure}/{item['part']}/", names)


def _called(item: Any, path: str, names: Mapping[str, str]) -> Any:
    new = names.get(path + item["id"])
    return item if new is None else {**item, "id": new.rpartition("/")[2]}
