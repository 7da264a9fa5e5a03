"""The structures that only one region has, for ``show``: headings from the schema's titles, rows, data."""

from __future__ import annotations

from typing import Any

from kernketen.showing.terms import date
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import OwnItem, Region, Structure

Rows = list[list[str]]


def structure(region: Region, name: str) -> Structure | None:
    """The region's own structure of this id."""
    return next((own for own in region["structures"] if own["id"] == name), None)


def head(own: Structure) -> list[str]:
    """The headings: the titles that the region's schema gives its keys."""
    part = [own["title"]] if _has_parts(own) else []
    return [*part, *(title for _, title in own["columns"]), tr("Source"), tr("Place")]


def rows(own: Structure, region: Region) -> Rows:
    """The items as rows of text."""
    return [_row(own, item, region) for item in own["items"]]


def data(own: Structure) -> list[dict[str, Any]]:
    """The items for programs: each as it is written, with its place and the sections it cites."""
    return [{**item, "where": {"file": item["where"][0], "line": item["where"][1]}} for item in own["items"]]


def _row(own: Structure, item: OwnItem, region: Region) -> list[str]:
    part = [own["parts"].get(item["part"], item["part"])] if _has_parts(own) else []
    cells = [_said(item["data"].get(key)) for key, _ in own["columns"]]
    cited = dict.fromkeys(_section(region, source) for source in item["sources"])
    place = f"{item['where'][0].rpartition('/')[2]}:{item['where'][1]}"
    return [*part, *cells, "; ".join(cited), place]


def _has_parts(own: Structure) -> bool:
    return len(own["parts"]) > 1


def _section(region: Region, name: str) -> str:
    section = region["sections"][name]
    return f"{section['heading']} ({date(section['adopted_on'] or section['valid_from'])})"


def _said(value: Any) -> str:
    """A value on one line: what is in a list or a mapping, one after the other."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(inside)}" for key, inside in value.items())
    if isinstance(value, list):
        return (" / " if any(isinstance(v, (dict, list)) for v in value) else ", ").join(map(_said, value))
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return "" if value is None else str(value)
