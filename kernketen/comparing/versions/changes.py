"""What was added, removed, changed or renamed between two versions of a region, item by item."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kernketen.comparing.versions.inventory import CONCEPTS, INSIDE, Piece, inventory
from kernketen.comparing.versions.settled import digest, settled
from kernketen.comparing.versions.weighing import TOUCHES, heaviest, of_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

    from kernketen.comparing.versions.flips import Flip
    from kernketen.comparing.versions.inventory import Inventory
    from kernketen.comparing.versions.renaming import Names
    from kernketen.model.item import Where
    from kernketen.model.region import Region

KINDS = ("removed", "added", "changed", "renamed")
_RULES = ("rules", "steps")


class Field(NamedTuple):
    """One field of an item with what it was and what it is."""

    name: str
    before: Any
    after: Any


class Change(NamedTuple):
    """One item that is not as it was; ``id`` is its id in the new version, ``old_id`` where that was another.

    ``own_weight`` is its weight without ``flips``, the fingerprints of the flips it has a part in. ``where``
    is its place in the new version, of what was removed that in the old one. ``parts`` is how many items
    within it came or went with it.
    """

    kind: str
    concept: str
    id: str
    old_id: str
    fields: Sequence[Field]
    said: Mapping[str, Any]
    where: Where
    own_weight: str
    weight: str
    touches: str
    flips: Sequence[str]
    parts: int
    fingerprint: str


def changes(old: Region, new: Region, names: Names, flipped: Sequence[Flip]) -> list[Change]:
    """The changes from ``old``, which has the ids of ``new`` already, with the ``names`` that it had before.

    Where an item stands, and in which order, is no change. What stands within an item that came or went does
    not count by itself.
    """
    mine, theirs = inventory(old), inventory(new)
    orders = _orders(old, new)
    drafts = _drafts(new)
    by_rule = _by_rule(flipped)
    found = [
        _change(new["id"], *one, names, by_rule, _questions(old, new))
        for one in _different(mine, theirs, names, orders, drafts)
    ]
    return sorted(found, key=lambda one: (CONCEPTS.index(one.concept), one.id, KINDS.index(one.kind)))


def _different(
    old: Inventory,
    new: Inventory,
    names: Names,
    orders: Mapping[str, Field],
    drafts: Collection[tuple[str, str]],
) -> Iterator[tuple[str, Piece, list[Field], int]]:
    renamed = {(concept, to) for concept, pairs in names.items() for to in pairs.values()}
    for side, other, kind in ((old, new, "removed"), (new, old, "added")):
        lost = {key for key in side if key not in other and key not in drafts}
        inside = Counter(holder for key in lost for holder in set(_holders(key)) if holder in lost)
        for key in lost:
            if lost.isdisjoint(_holders(key)):
                yield kind, side[key], [], inside[key]
    for key, piece in new.items():
        before = old.get(key)
        if before is None:
            continue
        # That something stands in a draft now is no change of what it says.
        fields = [
            f for f in _fields(before, piece) if f.name != "source" or ("sections", f.after) not in drafts
        ]
        if piece.concept == "sections":
            fields = [f for f in fields if f.name != "valid_from" or not _follows(f, piece, old, new)]
        fields += [orders[piece.id]] if piece.concept == "rules" and piece.id in orders else []
        if key in renamed:
            yield "renamed", piece, fields, 0
        elif fields:
            yield "changed", piece, fields, 0


def _follows(field: Field, section: Piece, old: Inventory, new: Inventory) -> bool:
    """Whether the day from which a section holds is that of its document, and changed with it."""
    papers = [side.get(("documents", str(section.content["document"]))) for side in (old, new)]
    days = [None if paper is None else paper.content["valid_from"] for paper in papers]
    return days == [field.before, field.after]


def _drafts(region: Region) -> set[tuple[str, str]]:
    """The papers and sections that a draft laid over the region brings with it."""
    papers = {paper["id"] for paper in region["documents"] if paper["kind"] == "draft"}
    sections = {name for name, section in region["sections"].items() if section["document"] in papers}
    return {("documents", name) for name in papers} | {("sections", name) for name in sections}


def _holders(key: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The items around an item."""
    concept, path = key
    if concept not in INSIDE:
        return
    above = INSIDE[concept]
    holder = path.split("/", 1)[0] if concept in ("cells", "entries") else path.rpartition("/")[0]
    for kind in (above, "teams") if concept == "tasks" else (above,):
        yield kind, holder
        yield from _holders((kind, holder))


def _fields(before: Piece, after: Piece) -> list[Field]:
    return list(_compared(before.content, after.content, ""))


def _compared(before: Mapping[str, Any], after: Mapping[str, Any], prefix: str) -> Iterator[Field]:
    for name in dict.fromkeys([*before, *after]):
        was, comes = before.get(name), after.get(name)
        if was == comes or settled(was) == settled(comes):
            continue
        if name == "then" and isinstance(was, dict) and isinstance(comes, dict):
            yield from _compared(was, comes, "then.")
        else:
            yield Field(prefix + name, was, comes)


def _orders(old: Region, new: Region) -> dict[str, Field]:
    """The rules whose steps stand in another order; those that came or went aside."""
    found = {}
    mine = {rule["id"]: [step["id"] for step in rule["steps"]] for rule in old["rules"]}
    for rule in new["rules"]:
        before, after = mine.get(rule["id"], []), [step["id"] for step in rule["steps"]]
        if [name for name in before if name in after] != [name for name in after if name in before]:
            found[rule["id"]] = Field("steps", before, after)
    return found


def _by_rule(flipped: Sequence[Flip]) -> dict[str, list[Flip]]:
    """The flips by the rules that answer before or after."""
    found: dict[str, list[Flip]] = {}
    for flip in flipped:
        rules = {entry["rule"] for answer in (flip.before, flip.after) for entry in answer["because"]}
        for rule in rules:
            found.setdefault(rule, []).append(flip)
    return found


def _questions(old: Region, new: Region) -> dict[str, str]:
    return {rule["id"]: rule["question"] for region in (old, new) for rule in region["rules"]}


def _change(
    region: str,
    kind: str,
    piece: Piece,
    fields: Sequence[Field],
    parts: int,
    names: Names,
    by_rule: Mapping[str, Sequence[Flip]],
    questions: Mapping[str, str],
) -> Change:
    was = {to: before for before, to in names.get(piece.concept, {}).items()}
    old_id = was.get(piece.id, "") if kind == "renamed" else ""
    rule = piece.id.split("/")[0] if piece.concept in _RULES else ""
    flipped = by_rule.get(rule, ())
    # Who is kept out of a team from now on is no member any more.
    weighed = "removed" if any((f.name, f.after) == ("presence", "excluded") for f in fields) else kind
    own, touches = of_item(piece.concept, weighed, [field.name for field in fields], questions.get(rule, ""))
    touches = min((flip.touches for flip in flipped), key=TOUCHES.index, default=touches)
    if rule and kind in ("added", "removed") and flipped:
        # What it adds or takes away is what flips, and that is weighed there.
        own = heaviest(())
    said = piece.content if kind in ("added", "removed") else [tuple(field) for field in fields]
    return Change(
        *(kind, piece.concept, piece.id, old_id, fields, piece.content, piece.where),
        *(own, heaviest([own, *(flip.weight for flip in flipped)]), touches),
        *([flip.fingerprint for flip in flipped], parts, digest(region, kind, piece.key, old_id, said)),
    )
