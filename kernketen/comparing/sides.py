"""Regions side by side in one row: what each says, what can be compared of it, and how the row is classed.

For what is no rule: roles, teams, words, papers. Rules are compared by what they decide.
"""

from __future__ import annotations

from typing import NamedTuple

from kernketen.model.dates import in_force
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Gap, Region, Where

_OF_KIND = {"recommendation": "recommended", "announcement": "announced", "draft": "proposed"}


class Entry(NamedTuple):
    """One thing that a region says, with the section it cites and the place of its data."""

    said: str
    section: str
    where: Where


class Side(NamedTuple):
    """What one region says in answer to a row's question.

    ``key`` is what is compared, ``None`` where there is nothing that could be: then only what is said in the
    very same words is equal. ``local`` are the region's own words.
    """

    short: str
    entries: Sequence[Entry] = ()
    key: Hashable = None
    local: str = ""
    canonical: str | None = None
    mark: str = ""
    status: str = "decided"
    attested: bool | None = None
    is_list: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether the region says nothing here; a list of what it does not tell says something."""
        return self.status == "not_regulated" and not self.is_list


def nothing(gap: Gap | None = None, said: str = "") -> Side:
    """A region that says nothing: searched for (a gap), or not noted."""
    if gap is None:
        return Side(said or tr("not noted"), status="not_regulated", mark="silent", attested=False)
    searched = next((name for name in gap["searched"] if name != "all"), "")
    entry = Entry(gap["note"] or tr("The text says nothing about it."), searched, gap["where"])
    return Side(tr("not in the text"), [entry], status="not_regulated", mark="silent", attested=True)


def holding(region: Region, items: Iterable[Any], on: Span) -> list[Any]:
    """The items of which the section, and the item itself where it has dates, holds on the day."""
    found = []
    for item in items:
        section: Any = region["sections"].get(item["source"], {})
        if in_force(section.get("valid_from"), section.get("valid_until"), on) and in_force(
            item.get("valid_from"), item.get("valid_until"), on
        ):
            found.append(item)
    return found


def entry(item: Any, said: str, source: str = "") -> Entry:
    """An item of a region as what is said, with its section and its place."""
    return Entry(said, source or item["source"], item["where"])


def mark(region: Region, entries: Iterable[Entry]) -> str:
    """How what is said is meant: agreed, unless all of it is only recommended or announced.

    What a draft (``--overlay``) has a part in is a proposal.
    """
    sections: Any = region["sections"]
    found = {_OF_KIND.get(sections[each.section]["kind"] if each.section in sections else "", "agreed")
             for each in entries}  # fmt: skip
    if "proposed" in found:
        return "proposed"
    return found.pop() if len(found) == 1 else "agreed"


def row(
    concept: str,
    topic: str,
    title: str,
    sides: Mapping[str, tuple[Region, Side]],
    differs: Sequence[str] = (),
    situation: str | None = None,
) -> dict[str, Any]:
    """A row of a comparison: its class, its cells, and the regions that say the same.

    ``differs`` is in what they differ where they do.
    """
    classed, groups = _classed({name: side for name, (_, side) in sides.items()})
    return {
        "concept": concept,
        "topic": topic,
        "title": title,
        "situation": situation,
        "class": classed,
        "differs": list(differs) if classed == "different" else [],
        "stricter": None,
        "cells": {name: _cell(region, side) for name, (region, side) in sides.items()},
        "groups": groups,
    }


def _classed(sides: Mapping[str, Side]) -> tuple[str, list[list[str]]]:
    same: dict[Hashable, list[str]] = {}
    for name in sorted(sides):
        side = sides[name]
        # A group is shown as one answer, so it is of one: not of two names that stand for the same role, and
        # not of a silence that was looked for and one that nobody noted.
        found: Hashable = ("silent", side.attested) if side.is_silent else _token(side)
        same.setdefault((found, " ".join(side.short.casefold().split())), []).append(name)
    groups = sorted(same.values(), key=lambda names: (-len(names), names))
    speaking = [side for side in sides.values() if not side.is_silent]
    said = {_token(side) for side in speaking}
    if len({side.key for side in speaking} - {None}) > 1:
        return "different", groups
    if len(said) > 1:
        return "not_comparable", groups
    return ("silent" if speaking and len(speaking) < len(sides) else "equal"), groups


def _token(side: Side) -> Hashable:
    if side.key is not None:
        return ("key", side.key)
    return ("text", side.short, tuple(each.said for each in side.entries))


def _cell(region: Region, side: Side) -> dict[str, Any]:
    entries = [{"said": each.said, "source": source(region, each)} for each in side.entries]
    return {
        "status": side.status,
        "mark": side.mark or mark(region, side.entries),
        "short": side.short,
        "local": side.local,
        "canonical": side.canonical,
        "attested": side.attested,
        "source": next((each["source"] for each in entries), None),
        "entries": entries,
    }


def source(region: Region, cited: Entry) -> dict[str, Any]:
    """How an entry is cited: its document and section with the date, and the file and line of the data."""
    section = region["sections"].get(cited.section)
    titles = {document["id"]: document["title"] for document in region["documents"]}
    return {
        "document": titles.get(section["document"], "") if section else "",
        "section": section["heading"] if section else "",
        "date": (section["adopted_on"] or section["valid_from"] or "unknown") if section else "unknown",
        "file": cited.where[0],
        "line": cited.where[1],
    }
