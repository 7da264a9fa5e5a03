"""A comparison for a terminal, as Markdown and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kernketen.showing.heat_map import basis, percentage
from kernketen.showing.lines import wrapped
from kernketen.showing.marks import CLASSES, MARKS, class_of, differs
from kernketen.showing.tables import as_csv, as_markdown, as_table
from kernketen.showing.terms import date
from kernketen.words import tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.showing.lines import Line

MOST_COLUMNS = 5
"""So many regions stand in columns of their own on a terminal."""
_MOST_NAMES = 4
_MOST_SQUARE = 7
_MOST_NEAR = 3


def text(document: dict[str, Any], why: bool, width: int, bold: bool) -> str:
    """The comparison in at most ``width`` columns: topics as a table, situations one under the other."""
    if "similar" in document:
        notes = [(note, 0, False) for note in document["notes"]]
        below = "\n" + wrapped(notes, width, False) if notes else ""
        return wrapped(_head(document), width, bold) + "\n" + _likeness(document, width) + below
    rows = document["rows"]
    detailed = any(row["situation"] for row in rows) or len({row["topic"] for row in rows}) < len(rows)
    wide = len(document["regions"]) > MOST_COLUMNS
    parts = [wrapped(_head(document), width, bold)]
    if detailed or wide or why or len(rows) == 1:
        parts.append(wrapped(_blocks(document, why), width, bold))
    else:
        parts.append(_matrix(document, width, bold))
    parts.append(wrapped(_foot(document), width, bold))
    return "\n".join(part for part in parts if part.strip())


def markdown(document: dict[str, Any], why: bool) -> str:
    """A table for each concept or question, under its title."""
    notes = [wrapped([(note, 0, False)], 10_000, False) for note in document["notes"]]
    if "similar" in document:
        return "\n".join([as_markdown(*_percents(document)), *notes])
    parts = []
    for concept, title in document["concepts"].items():
        found = [row for row in document["rows"] if row["concept"] == concept]
        if found:
            heading = as_markdown([title], []).partition("\n")[0].strip("| ")
            parts += [f"## {heading}\n", as_markdown(*_flat(document, found, why))]
    return "\n".join([*parts, *notes])


def csv(document: dict[str, Any], why: bool) -> str:
    """A row for each row, with the mark and the answer of each region."""
    if "similar" in document:
        return as_csv(*_percents(document))
    head, rows = _flat(document, document["rows"], why)
    concepts = [row["concept"] for row in document["rows"]]
    return as_csv([tr("Concept"), *head], [[name, *row] for name, row in zip(concepts, rows, strict=True)])


def _flat(
    document: dict[str, Any], rows: Sequence[dict[str, Any]], why: bool
) -> tuple[list[str], list[list[str]]]:
    head = [tr("About"), tr("Situation"), tr("Class"), tr("In what"), tr("Stricter")]
    for name in document["regions"]:
        said = document["names"][name]
        head += [said, tr("{region}: mark", region=said)]
        head += [tr("{region}: source", region=said)] if why else []
    found = []
    for row in rows:
        _, classed = class_of(row)
        line = [row["title"], row["situation"] or "", tr(classed), differs(row["differs"])]
        line.append(_names(document, row["stricter"] or ()))
        for name in document["regions"]:
            line += _answer(row["cells"].get(name), why)
        found.append(line)
    return head, found


def _answer(cell: dict[str, Any] | None, why: bool) -> list[str]:
    if cell is None:
        return [""] * (3 if why else 2)
    _, mark = MARKS[cell["mark"]]
    return [_whole(cell), tr(mark), *([_cited(cell)] if why else [])]


def _whole(cell: dict[str, Any]) -> str:
    """An answer with what is taken for granted."""
    short = str(cell["short"])
    return str(cell["entries"][0]["said"]) if short.endswith(" *") else short


def _percents(document: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """How much alike each is to each, in percents, like beside like."""
    similar, names = document["similar"], document["names"]
    order = similar["order"]
    rows = [
        [names[one], *(str(percentage(similar["likeness"][one][other])) for other in order)] for one in order
    ]
    return [tr("Region"), *(names[name] for name in order)], rows


def _likeness(document: dict[str, Any], width: int) -> str:
    """The percents as a table; of many regions those that each is most like."""
    similar, names = document["similar"], document["names"]
    order = similar["order"]
    if len(order) <= _MOST_SQUARE:
        table = as_table(*_percents(document), width)
    else:
        rows = []
        for one in order:
            share = similar["likeness"][one]
            near = sorted((name for name in order if name != one), key=lambda name: (-share[name], name))
            near = [f"{names[name]} {percentage(share[name])}%" for name in near[:_MOST_NEAR]]
            rows.append([names[one], ", ".join(near)])
        table = as_table([tr("Region"), tr("Most alike")], rows, width)
    return table + "\n\n" + wrapped([(basis(similar["basis"]), 0, False)], width, False)


def _head(document: dict[str, Any]) -> Iterator[Line]:
    names = [document["names"][name] for name in document["regions"]]
    shown = (
        ", ".join(names)
        if len(names) <= MOST_COLUMNS
        else trn("{number} region", "{number} regions", len(names))
    )
    yield tr("Compared: {regions} · as of {date}", regions=shown, date=document["on"]), 0, True


def _matrix(document: dict[str, Any], width: int, bold: bool) -> str:
    head = [tr("About"), *(document["names"][name] for name in document["regions"])]
    parts = []
    for concept, title in document["concepts"].items():
        rows = []
        for row in (row for row in document["rows"] if row["concept"] == concept):
            cells = [row["cells"][name] for name in document["regions"]]
            about = f"{class_of(row)[0]} {row['title']}"
            rows.append([about, *(f"{MARKS[c['mark']][0]} {c['short']}" for c in cells)])
        if rows:
            parts += [
                wrapped([(f"{title} · {concept}", 0, True)], width, bold),
                as_table(head, rows, width) + "\n",
            ]
    return "\n".join(parts)


def _blocks(document: dict[str, Any], why: bool) -> Iterator[Line]:
    before = None
    for row in document["rows"]:
        about = (row["concept"], row["topic"])
        if about != before:
            yield "", 0, False
            yield f"{row['title']} · {row['concept']}/{row['topic']}", 0, True
            before = about
        yield from _block(document, row, why)


def _block(document: dict[str, Any], row: dict[str, Any], why: bool) -> Iterator[Line]:
    sign, word = class_of(row)
    said = tr(word) + (f" ({differs(row['differs'])})" if row["differs"] else "")
    yield f"{sign} {said}" + (f" · {row['situation']}" if row["situation"] else ""), 2, False
    if (sign, word) != CLASSES[row["class"]] and row["situation"] and not why:
        # Where nobody says anything there is nothing to tell of each.
        return
    for group in row["groups"]:
        cell = row["cells"][group[0]]
        short = cell["short"]
        if len({row["cells"][name]["short"] for name in group if name in row["cells"]}) > 1:
            short = tr("{answer} (and in other words)", answer=short)
        yield f"{_group(document, group)}: {MARKS[cell['mark']][0]} {short}", 6, False
        if cell["mark"] == "silent":
            continue
        for name in group if why else ():
            for entry in row["cells"].get(name, cell).get("entries") or ():
                yield from _why(document, name if len(group) > 1 else "", entry, cell["mark"] == "depends")
    if row["stricter"]:
        yield tr("Stricter: {regions}", regions=_names(document, row["stricter"])), 6, False


def _why(document: dict[str, Any], name: str, entry: dict[str, Any], told: bool) -> Iterator[Line]:
    source = entry["source"]
    if source is None:
        return
    head = f"{document['names'][name]}: " if name else ""
    said = f"{entry['said']} · " if told or entry["said"].find(" · ") > 0 else ""
    if told and "mark" in entry:
        said = f"{MARKS[entry['mark']][0]} {said}"
    yield head + said + _said_source(source), 10, False


def _said_source(source: dict[str, Any]) -> str:
    section = f", “{source['section']}”" if source["section"] else ""
    cited = f"{source['document']}{section} ({date(source['date'])})" if source["document"] else ""
    return ", ".join(part for part in (cited, f"{source['file']}:{source['line']}") if part)


def _cited(cell: dict[str, Any]) -> str:
    return _said_source(cell["source"]) if cell["source"] else ""


def _group(document: dict[str, Any], names: Sequence[str]) -> str:
    ordered = [document["names"][name] for name in document["regions"] if name in names]
    if len(ordered) < 2:
        return str(ordered[0])
    shown = ", ".join(ordered[:_MOST_NAMES]) + (" …" if len(ordered) > _MOST_NAMES else "")
    return trn("{number} region", "{number} regions", len(ordered)) + f" ({shown})"


def _names(document: dict[str, Any], wanted: Sequence[str]) -> str:
    return ", ".join(document["names"][name] for name in document["regions"] if name in wanted)


def _foot(document: dict[str, Any]) -> Iterator[Line]:
    yield "", 0, False
    if document["rows"]:
        yield from _legend(document)
    for note in document["notes"]:
        yield note, 0, False
    for name, papers in document.get("only", {}).items():
        for paper in papers if _speaks(document, name) else ():
            yield (
                tr(
                    "{region} speaks only ({document}) if {condition}.",
                    region=document["names"][name],
                    **paper,
                ),
                0,
                False,
            )
    for name, papers in document.get("left_out", {}).items():
        for paper in papers if _speaks(document, name) else ():
            yield (
                tr(
                    "{region} leaves out ({document}): if {condition}.",
                    region=document["names"][name],
                    **paper,
                ),
                0,
                False,
            )
    for name, topics in document.get("own", {}).items():
        if topics:
            region, number = document["names"][name], len(topics)
            yield (
                trn(
                    "Of {region} alone, and not compared: {number} topic ({titles}).",
                    "Of {region} alone, and not compared: {number} topics ({titles}).",
                    number,
                    region=region,
                    titles=_some([topic["title"] for topic in topics]),
                ),
                0,
                False,
            )


def _speaks(document: dict[str, Any], name: str) -> bool:
    cells = [row["cells"][name] for row in document["rows"] if name in row["cells"]]
    return any(cell["mark"] != "silent" for cell in cells)


def _legend(document: dict[str, Any]) -> Iterator[Line]:
    classes = {row["class"] for row in document["rows"] if class_of(row) == CLASSES[row["class"]]}
    marks = {cell["mark"] for row in document["rows"] for cell in row["cells"].values()}
    signs = [f"{sign} {tr(word)}" for name, (sign, word) in CLASSES.items() if name in classes]
    yield tr("Rows: {signs}.", signs=", ".join(signs)), 0, False
    signs = [f"{sign} {tr(word)}" for name, (sign, word) in MARKS.items() if name in marks]
    yield (
        tr("Answers: {signs}. ~ a role that is close, ? that looks like it.", signs=", ".join(signs)),
        0,
        False,
    )
    if any(cell["short"].endswith(" *") for row in document["rows"] for cell in row["cells"].values()):
        yield tr("* Taken for granted is what the rule is about; --why shows it."), 0, False


def _some(titles: Sequence[str]) -> str:
    return ", ".join(titles[:_MOST_NAMES]) + (" …" if len(titles) > _MOST_NAMES else "")
