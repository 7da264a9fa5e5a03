"""How much alike regions are, as a page: the picture, and the numbers as a table for who cannot see it."""

from __future__ import annotations

from typing import Any

from kernketen.showing import heat_map
from kernketen.showing.page import element, escaped
from kernketen.words import tr


def likeness(document: dict[str, Any]) -> str:
    """The picture of a ``--similar`` comparison with what its numbers are."""
    similar = document["similar"]
    parts = [
        element("p", escaped(heat_map.basis(similar["basis"]))),
        *(element("p", escaped(note)) for note in document["notes"]),
        element("figure", heat_map.svg(document)),
    ]
    if len(similar["order"]) <= heat_map.MOST_IN_DETAIL:
        said = element("summary", escaped(tr("The numbers as a table")))
        parts.append(element("details", said + _numbers(document)))
    return element("main", "".join(parts))


def _numbers(document: dict[str, Any]) -> str:
    similar, names = document["similar"], document["names"]
    order = similar["order"]
    head = "".join(element("th", escaped(names[name]), scope="col") for name in order)
    rows = []
    for one in order:
        found = [heat_map.percentage(similar["likeness"][one][other]) for other in order]
        cells = "".join(element("td", str(number)) for number in found)
        rows.append(element("tr", element("th", escaped(names[one]), scope="row") + cells))
    body = element("thead", element("tr", "<td></td>" + head)) + element("tbody", "".join(rows))
    return element("table", body, class_="likeness")
