"""A comparison as one page: a matrix to look at, to filter and to print; of ``--similar`` the picture."""

from __future__ import annotations

from typing import Any

from kernketen.showing import comparison_table, likeness_page
from kernketen.showing.answers import concept
from kernketen.showing.marks import MARKS, MEANINGS, SHOWN, SILENT_ROW, class_name
from kernketen.showing.page import element, escaped, page, signed
from kernketen.words import tr, trn


def html(document: dict[str, Any]) -> str:
    """The comparison as a self-contained page, in the reader's language."""
    if "similar" in document:
        title = tr("How much alike the agreements are")
        parts = [_header(document, title), likeness_page.likeness(document), _footer()]
        return page(title, "\n".join(parts), "comparison.css")
    title = tr("Agreements side by side")
    titles = list(comparison_table.concepts(document).values())
    if len(titles) == 1:
        title = f"{title}: {titles[0]}"
    parts = [
        element("a", escaped(tr("To the table")), class_="skip", href="#matrix"),
        _header(document, title),
        _filter(document),
        _legend(document),
        element("main", comparison_table.matrix(document) + _notes(document)),
        _footer(),
    ]
    return page(title, "\n".join(parts), "comparison.css", "comparison.js")


def _header(document: dict[str, Any], title: str) -> str:
    names = [document["names"][name] for name in document["regions"]]
    told = [trn("{number} region", "{number} regions", len(names))]
    if len(names) <= comparison_table.MOST_COLUMNS:
        told = [f"{told[0]}: {', '.join(names)}"]
    told.append(tr("as of {date}", date=document["on"]))
    counted = []
    for name, (sign, word) in SHOWN.items():
        number = sum(1 for row in document.get("rows") or () if class_name(row) == name)
        if number:
            counted.append(element("li", signed(sign, f"{number} {tr(word)}"), class_=f"is-{name}"))
    draft = concept(document["overlays"]) if document.get("overlays") else ""
    parts = [
        element("h1", escaped(title)),
        element("p", escaped(" · ".join(told)), class_="lead"),
        element("p", element("strong", escaped(draft))) if draft else "",
        element("ul", "".join(counted), class_="counts", aria_label=tr("Rows")) if counted else "",
    ]
    return element("header", "".join(parts))


def _filter(document: dict[str, Any]) -> str:
    """The filter bar; it is hidden until the script shows it."""
    there = {class_name(row) for row in document["rows"]}
    boxes = [element("legend", escaped(tr("Show")))]
    for name, (sign, word) in SHOWN.items():
        if name in there:
            box = f'<input type="checkbox" name="class" value="{name}" checked> '
            boxes.append(element("label", box + signed(sign, tr(word)), class_=f"is-{name}"))
    parts = [element("fieldset", "".join(boxes))]
    concepts = comparison_table.concepts(document)
    if len(concepts) > 1:
        options = [("", tr("all")), *concepts.items()]
        inner = "".join(element("option", escaped(title), value=name) for name, title in options)
        chosen = element("select", inner, name="concept")
        parts.append(element("label", escaped(tr("Subject")) + " " + chosen))
    words = '<input type="search" name="words" autocomplete="off">'
    parts.append(element("label", escaped(tr("With the words")) + " " + words))
    parts.append(element("button", escaped(tr("Show all")), type="reset"))
    parts.append("<output></output>")
    told = tr("{shown} of {all} rows", shown="{shown}", all="{all}")
    return element(
        "form", "".join(parts), class_="filter", hidden="", data_told=told, aria_label=tr("Filter")
    )


def _legend(document: dict[str, Any]) -> str:
    there = {cell["mark"] for row in document["rows"] for cell in row["cells"].values()}
    classes, marks = [], []
    shown = {class_name(row) for row in document["rows"]}
    for name, (sign, word) in SHOWN.items():
        if name == "nowhere" and name not in shown:
            continue
        means = SILENT_ROW if name == "silent" else MEANINGS[name]
        classes.append(_explained(f"class is-{name}", sign, tr(word), tr(means)))
    for name, (sign, word) in MARKS.items():
        means = MEANINGS[name]
        if name in there:
            marks.append(_explained(f"mark mark-{name}", sign, tr(word), tr(means)))
    roles = tr(
        "~ before a role or team: close to it; a role that is close counts as the same. "
        "? before it: looks like it, not to be taken as equal."
    )
    if any(cell["short"].endswith(" *") for row in document["rows"] for cell in row["cells"].values()):
        roles += " " + tr(
            "* behind an answer: it takes for granted what the rule is about; open it to see that."
        )
    parts = [
        element("summary", escaped(tr("What the signs mean"))),
        element("ul", "".join(classes), class_="legend"),
        element("ul", "".join(marks), class_="legend"),
        element("p", escaped(roles), class_="lead"),
    ]
    return element("details", "".join(parts), class_="legend-box", open="")


def _explained(kind: str, sign: str, word: str, means: str) -> str:
    name = element("span", signed(sign, word), class_=kind)
    return element("li", name + " " + element("span", escaped(means), class_="means"))


def _notes(document: dict[str, Any]) -> str:
    """What could not be compared, and what a region has alone."""
    notes = [element("li", escaped(note)) for note in document.get("notes") or ()]
    alone = []
    for name, topics in (document.get("own") or {}).items():
        if topics:
            titles = ", ".join(topic["title"] for topic in topics)
            region = document["names"][name]
            said = tr("Only in {region}, so not compared: {titles}.", region=region, titles=titles)
            alone.append(element("li", escaped(said)))
    if len(alone) > comparison_table.MOST_COLUMNS:
        # Of many regions this is a list to look something up in, and no part of the print.
        door = element("summary", escaped(tr("What only one region has, and is not compared")))
        return element("ul", "".join(notes), class_="notes") + element(
            "details", door + element("ul", "".join(alone)), class_="alone"
        )
    return element("ul", "".join([*notes, *alone]), class_="notes") if notes or alone else ""


def _footer() -> str:
    said = tr(
        "Each answer comes from that region's own agreement. One region's rule is never another region's "
        "default; silence does not mean that it is forbidden or allowed."
    )
    return element("footer", element("p", escaped(said)))
