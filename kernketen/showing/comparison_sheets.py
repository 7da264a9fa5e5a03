"""A comparison as sheets of a workbook: one for each concept or question, and one that tells the signs."""

from __future__ import annotations

from typing import Any

from kernketen.showing.answers import concept
from kernketen.showing.marks import MARKS, MEANINGS, SHOWN, SILENT_ROW, class_of, differs
from kernketen.showing.spreadsheet import Sheet
from kernketen.showing.terms import date
from kernketen.words import tr


def sheets(document: dict[str, Any]) -> list[Sheet]:
    """The rows of each concept, then what the signs mean; of ``--similar`` the table of numbers."""
    if "similar" in document:
        return [_likeness(document)]
    concepts = dict.fromkeys(row["concept"] for row in document["rows"])
    return [*(_concept(document, name) for name in concepts), _legend(document)]


def _concept(document: dict[str, Any], concept: str) -> Sheet:
    """Answers first, one column a region; their own words and sources behind them, to look up."""
    names = [(name, document["names"][name]) for name in document["regions"]]
    head = [tr("Question"), tr("Situation"), tr("Class"), tr("In what"), tr("Stricter")]
    head += [said for _, said in names]
    head += [tr("{region}: mark", region=said) for _, said in names]
    head += [tr("{region}: own word", region=said) for _, said in names]
    head += [tr("{region}: source", region=said) for _, said in names]
    rows = []
    for row in document["rows"]:
        if row["concept"] != concept:
            continue
        # A region that was not laid beside the others here has no cell.
        cells = [row["cells"].get(name) for name, _ in names]
        classed, marks = class_of(row)[1], [MARKS[cell["mark"]][1] if cell else "" for cell in cells]
        stricter = ", ".join(document["names"][name] for name in row["stricter"] or ())
        rows.append(
            [
                row["title"],
                row["situation"] or "",
                tr(classed),
                differs(row["differs"]),
                stricter,
                *(cell["short"] if cell else "" for cell in cells),
                *(tr(mark) if mark else "" for mark in marks),
                *((cell["local"] or "") if cell else "" for cell in cells),
                *(_sources(cell) if cell else "" for cell in cells),
            ]
        )
    return Sheet(str(document["concepts"].get(concept, concept)), head, rows)


def _sources(cell: dict[str, Any]) -> str:
    """Where an answer stands: what is said with its source, one under the other."""
    entries = [entry for entry in cell.get("entries") or () if entry["source"]]
    if entries:
        return "\n".join(f"{entry['said']} [{_cited(entry['source'])}]" for entry in entries)
    return _cited(cell["source"]) if cell["source"] else ""


def _cited(source: dict[str, Any]) -> str:
    place = f"{source['file']}:{source['line']}"
    if not source["document"]:
        return place
    section = f", “{source['section']}”" if source["section"] else ""
    return f"{source['document']}{section} ({date(source['date'])}), {place}"


def _legend(document: dict[str, Any]) -> Sheet:
    classes = [
        [sign, tr(word), tr(SILENT_ROW if name == "silent" else MEANINGS[name])]
        for name, (sign, word) in SHOWN.items()
    ]
    marks = [[sign, tr(word), tr(MEANINGS[name])] for name, (sign, word) in MARKS.items()]
    # A sign such as = must not be the first of its cell.
    rows = [[f"“{sign}”", word, means] for sign, word, means in (*classes, *marks)]
    told = [tr("as of {date}", date=document["on"]), *(document.get("notes") or ())]
    if document.get("overlays"):
        told.append(concept(document["overlays"]))
    rows += [["", "", line] for line in told]
    return Sheet(tr("Legend"), [tr("Sign"), tr("Word"), tr("Meaning")], rows)


def _likeness(document: dict[str, Any]) -> Sheet:
    from kernketen.showing.heat_map import percentage

    similar, names = document["similar"], document["names"]
    order = similar["order"]
    rows = [
        [names[one], *(str(percentage(similar["likeness"][one][other])) for other in order)] for one in order
    ]
    return Sheet(tr("How much alike, in percents"), [tr("Region"), *(names[name] for name in order)], rows)
