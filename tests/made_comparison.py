"""Comparisons made by hand, in the shape of the command's document: a few regions, or as many as wanted."""

from __future__ import annotations

from typing import Any

HOSTILE = "<script>document.title='gehackt'</script><img src=x onerror=\"document.title='gehackt'\">"
"""What a page must show as text, and never run."""
_CLASSES = ("different", "not_comparable", "silent", "equal")
_MARKS = ("agreed", "recommended", "announced", "elsewhere", "silent", "ambiguous", "depends", "left_out")


def source(line: int = 7) -> dict[str, Any]:
    return {
        "document": "Handreiking",
        "section": "Verzuim",
        "date": "2024-01",
        "file": "kernketen_kust/rules/absence.yaml",
        "line": line,
    }


def cell(short: str, mark: str = "agreed", **more: Any) -> dict[str, Any]:
    """A cell; one that is silent says so in its status too."""
    is_silent = mark == "silent"
    return {
        "status": "not_regulated" if is_silent else "decided",
        "mark": mark,
        "short": short,
        "local": "" if is_silent else f"eigen woord voor {short}",
        "canonical": None,
        "attested": True if is_silent else None,
        "source": None if is_silent else source(),
        **more,
    }


def row(
    title: str, cells: dict[str, dict[str, Any]], classed: str = "different", **more: Any
) -> dict[str, Any]:
    """A row; regions with the same words are a group."""
    same: dict[str, list[str]] = {}
    for name in sorted(cells):
        same.setdefault(cells[name]["short"], []).append(name)
    return {
        "concept": "absence",
        "topic": title.lower().replace(" ", "_"),
        "title": title,
        "situation": None,
        "class": classed,
        "differs": ["outcome"] if classed == "different" else [],
        "stricter": None,
        "cells": cells,
        "groups": sorted(same.values(), key=lambda names: (-len(names), names)),
        **more,
    }


def comparison(rows: list[dict[str, Any]], names: dict[str, str], **more: Any) -> dict[str, Any]:
    titles = {"absence": "Wat moet er bij verzuim?", "leave": "Wanneer mag verlof?"}
    return {
        "schema": "kernketen/compare/1",
        "on": "2026-11-22",
        "regions": list(names),
        "names": names,
        "concepts": {each["concept"]: titles[each["concept"]] for each in rows},
        "rows": rows,
        "own": {},
        "notes": [],
        **more,
    }


def three() -> dict[str, Any]:
    """Three regions and four rows, one of each class, in two questions; with text that must not run."""
    names = {"kust": "De Kust", "bos": "Het Bos & <Veld>", "wad": "Het Wad"}
    said = ("melden bij leerplicht (moet)", "school houdt het zelf", "niet in de tekst")
    rows = [
        row(
            "Te laat komen",
            {
                "kust": cell(said[0]),
                "bos": cell(said[1], local=HOSTILE),
                "wad": cell(said[2], "silent"),
            },
            situation="het aantal keren te laat is meer dan 12",
            stricter=["kust"],
        ),
        row(
            "Ziek melden",
            {"kust": cell("binnen 3 dagen"), "bos": cell("binnen 16 uur", "depends"), "wad": cell(HOSTILE)},
            "not_comparable",
        ),
        row(
            "Verlof vragen",
            {"kust": cell("8 weken vooraf"), "bos": cell("8 weken vooraf"), "wad": cell("–", "silent")},
            "silent",
            concept="leave",
        ),
        row(
            "Verlof geven",
            {name: cell("de schoolleider beslist", "recommended") for name in names},
            "equal",
            concept="leave",
        ),
    ]
    return comparison(rows, names)


def many(regions: int, rows: int = 60) -> dict[str, Any]:
    """So many regions; in each row some say the same, in up to nine groups."""
    names = {f"regio_{at:03}": f"Regio {at:03}" for at in range(regions)}
    found = []
    for number in range(rows):
        groups = 1 + number % 9
        cells = {
            name: cell(f"antwoord {at % groups}", _MARKS[at % groups % len(_MARKS)])
            for at, name in enumerate(names)
        }
        found.append(row(f"Vraag {number}", cells, _CLASSES[number % 4]))
    return comparison(found, names)


def similar(regions: int, basis: str = "situations") -> dict[str, Any]:
    """How much alike so many regions are: neighbours in the list the most."""
    names = {f"regio_{at:03}": f"Regio {at:03}" for at in range(regions)}
    order = list(names)
    likeness = {
        one: {other: max(0.0, 1 - abs(at - to) / regions) for to, other in enumerate(order)}
        for at, one in enumerate(order)
    }
    told = {"order": order, "likeness": likeness, "basis": basis}
    return {**comparison([], names), "similar": told}
