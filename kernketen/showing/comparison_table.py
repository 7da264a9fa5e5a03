"""The table of a comparison page: a question a row, and behind each answer where it stands.

Up to ``MOST_COLUMNS`` regions are a column each. Of more, a row shows the regions that say the same as one
answer, the largest group first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kernketen.showing.marks import MARKS, class_name, class_of, differs
from kernketen.showing.page import element, escaped, signed
from kernketen.showing.terms import date
from kernketen.words import tr, trn

MOST_COLUMNS = 8
"""So many regions have a column of their own."""
_MOST_GROUPS = 5
"""So many groups have a column of their own; the rest share one."""
_NARROW = 5
"""With more columns than these the table scrolls inside its frame."""


class _Answer(NamedTuple):
    """What one region says, or several that say the same."""

    regions: Sequence[str]
    cell: dict[str, Any]


def concepts(document: dict[str, Any]) -> dict[str, str]:
    """The concepts and questions that have rows, with their titles."""
    found = dict.fromkeys(row["concept"] for row in document["rows"])
    return {name: str(document["concepts"].get(name, name)) for name in found}


def matrix(document: dict[str, Any]) -> str:
    """The table, and the sentence for when the filter leaves nothing of it."""
    heads = _heads(document)
    titles = concepts(document)
    caption = next(iter(titles.values())) if len(titles) == 1 else tr("One question a row.")
    head = "".join(element("th", escaped(title), scope="col") for title in (tr("Question"), *heads))
    parts = [
        element("caption", escaped(caption)),
        element("colgroup", '<col class="question">' + '<col class="answer">' * len(heads)),
        element("thead", element("tr", head)),
    ]
    for name, title in titles.items():
        rows = [_row(document, row, len(heads)) for row in document["rows"] if row["concept"] == name]
        if len(titles) > 1:
            heading = element("th", escaped(title), scope="rowgroup", colspan=str(len(heads) + 1))
            rows.insert(0, element("tr", heading, class_="concept"))
        parts.append(element("tbody", "\n".join(rows)))
    table = element("table", "\n".join(parts), class_="matrix", id="matrix", tabindex="-1")
    if len(heads) > _NARROW:
        # What scrolls must be reached without a mouse, also where the script does not run.
        framed = element(
            "div", table, class_="table is-wide", tabindex="0", role="region", aria_label=caption
        )
    else:
        framed = element("div", table, class_="table")
    return framed + element("p", escaped(tr("No row fits this choice.")), class_="none", hidden="")


def _is_grouped(document: dict[str, Any]) -> bool:
    return len(document["regions"]) > MOST_COLUMNS


def _heads(document: dict[str, Any]) -> list[str]:
    """The headings of the answers: the regions, or the groups of regions by size."""
    if not _is_grouped(document):
        return [document["names"][name] for name in document["regions"]]
    most = max((len(row["groups"]) for row in document["rows"]), default=1)
    heads = [tr("Largest group"), *(tr("Group {number}", number=n) for n in range(2, _MOST_GROUPS + 1))]
    return heads[:most] + ([tr("Other groups")] if most > _MOST_GROUPS else [])


def _row(document: dict[str, Any], row: dict[str, Any], columns: int) -> str:
    shown, (sign, word) = class_name(row), class_of(row)
    said = tr(word)
    if row["differs"]:
        said += f": {differs(row['differs'])}"
    parts = [element("span", escaped(row["title"]), class_="title")]
    if row["situation"]:
        parts.append(element("span", escaped(row["situation"]), class_="situation"))
    parts.append(element("span", signed(sign, said), class_=f"class is-{shown}"))
    if row["stricter"]:
        stricter = tr("stricter: {regions}", regions=_names(document, row["stricter"]))
        parts.append(element("span", escaped(stricter), class_="same"))
    if not _is_grouped(document):
        parts += [element("span", escaped(same), class_="same") for same in _same(document, row)]
    head = element("th", "".join(parts), scope="row")
    return element(
        "tr",
        head + "".join(_cells(document, row, columns)),
        class_=f"row-{shown}",
        data_class=shown,
        data_concept=row["concept"],
    )


def _names(document: dict[str, Any], wanted: Sequence[str]) -> str:
    """Names of regions in the order of the columns."""
    return ", ".join(document["names"][name] for name in document["regions"] if name in wanted)


def _same(document: dict[str, Any], row: dict[str, Any]) -> list[str]:
    """Which regions say the same, where not all do."""
    return [
        tr("the same: {regions}", regions=_names(document, group))
        for group in row["groups"]
        if 1 < len(group) < len(document["regions"]) and row["cells"][group[0]]["mark"] != "silent"
    ]


def _cells(document: dict[str, Any], row: dict[str, Any], columns: int) -> list[str]:
    if not _is_grouped(document):
        empty = element("td", "", class_="empty")
        return [
            _cell(document, row, [_Answer([name], row["cells"][name])]) if name in row["cells"] else empty
            for name in document["regions"]
        ]
    answers = [_Answer(group, row["cells"][group[0]]) for group in row["groups"]]
    found = [_cell(document, row, [answer]) for answer in answers[:_MOST_GROUPS]]
    if len(answers) > _MOST_GROUPS:
        found.append(_cell(document, row, answers[_MOST_GROUPS:]))
    return found + [element("td", "", class_="empty")] * (columns - len(found))


def _cell(document: dict[str, Any], row: dict[str, Any], answers: Sequence[_Answer]) -> str:
    first = answers[0].cell
    marks = {answer.cell["mark"] for answer in answers}
    mark = first["mark"] if len(marks) == 1 else "depends"
    sign, word = MARKS[mark]
    short = first["short"]
    if len({row["cells"][name]["short"] for name in answers[0].regions}) > 1:
        # What is said is the same; in other words.
        short = tr("{answer} (and in other words)", answer=short)
    if len(answers) > 1:
        short = trn("{number} other group", "{number} other groups", len(answers))
    parts = [element("span", escaped(short), class_="short")]
    if _is_grouped(document):
        number = trn("{number} region", "{number} regions", sum(len(answer.regions) for answer in answers))
        parts.append(element("span", escaped(number), class_="number"))
    parts.append(element("span", signed(sign, tr(word)), class_="mark"))
    more = "".join(_more(document, row, answer, len(answers) > 1) for answer in _together(answers))
    inner = element("summary", "".join(parts)) + element("div", more, class_="more")
    return element("td", element("details", inner), class_=f"mark-{mark}")


def _together(answers: Sequence[_Answer]) -> list[_Answer]:
    """Groups that are told in the same words, for a cell that they share: to be read once."""
    found: dict[tuple[str, str], _Answer] = {}
    for answer in answers:
        told = (answer.cell["short"], answer.cell["mark"])
        before = found.get(told, _Answer((), answer.cell))
        found[told] = _Answer([*before.regions, *answer.regions], before.cell)
    return list(found.values())


def _more(document: dict[str, Any], row: dict[str, Any], answer: _Answer, several: bool) -> str:
    """What is behind an answer: situation, the region's own words, where it stands."""
    cell = answer.cell
    told: list[tuple[str, str]] = []
    if several:
        told.append((tr("Answer"), escaped(cell["short"])))
    if row["situation"]:
        told.append((tr("Situation"), element("span", escaped(row["situation"]), class_="again")))
    if cell["attested"] is not None:
        looked = tr("The text was searched for it.") if cell["attested"] else tr("Nobody noted a search.")
        told.append((tr("Silent"), escaped(looked)))
    if _is_grouped(document):
        told.append((tr("Regions"), _regions(document, row, answer.regions)))
    else:
        if cell["local"]:
            told.append((tr("The region's own word"), escaped(cell["local"])))
        if cell["source"] or cell["attested"] is not False:
            told.append((tr("Source"), _sources(cell)))
    return element("dl", "".join(element("dt", escaped(name)) + element("dd", said) for name, said in told))


def _sources(cell: dict[str, Any]) -> str:
    lines = []
    for entry in cell.get("entries") or ():
        said = escaped(entry["said"])
        lines.append(element("li", f"{said} {_source(entry['source'])}" if entry["source"] else said))
    if lines:
        return element("ul", "".join(lines))
    return _source(cell["source"]) if cell["source"] else escaped(tr("none"))


def _regions(document: dict[str, Any], row: dict[str, Any], names: Sequence[str]) -> str:
    """The regions of a group by their own words, and where each says it behind one more door."""
    by_word: dict[str, list[str]] = {}
    places = []
    for name in names:
        cell = row["cells"][name]
        by_word.setdefault(cell["local"] or "", []).append(document["names"][name])
        if cell["source"]:
            said = escaped(document["names"][name])
            places.append(element("li", f"{said} {_place(cell['source'])}"))
    lines = [
        element("li", escaped(f"{word}: {', '.join(found)}" if word else ", ".join(found)))
        for word, found in by_word.items()
    ]
    door = element("summary", escaped(tr("Source"))) + element("ul", "".join(places))
    return element("ul", "".join(lines), class_="regions") + (
        element("details", door, class_="places") if places else ""
    )


def _source(source: dict[str, Any]) -> str:
    section = f", “{source['section']}”" if source["section"] else ""
    cited = f"{source['document']}{section} ({date(source['date'])})" if source["document"] else ""
    return element("span", f"{escaped(cited)} {_place(source)}", class_="source")


def _place(source: dict[str, Any]) -> str:
    return element("span", escaped(f"{source['file']}:{source['line']}"), class_="place")
