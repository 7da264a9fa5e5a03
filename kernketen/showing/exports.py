"""A region for other programs and for readers: the formats of ``export`` that the core brings itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from kernketen.model.region import Region
from kernketen.reading.hookspecs import Exported, Exporter, hookimpl
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing.plain import as_json
from kernketen.showing.region import as_data
from kernketen.showing.tables import as_csv
from kernketen.showing.terms import word
from kernketen.showing.whole import headings
from kernketen.showing.whole import markdown as document
from kernketen.showing.whole import mermaid as charts
from kernketen.showing.whole.tables import Table, tables
from kernketen.words import tr

People = list[dict[str, str]] | None


@hookimpl
def kernketen_exporters() -> Iterable[Exporter]:
    """JSON, CSV, XLSX, Markdown and Mermaid."""
    both = ("concept", "people")
    return [
        Exporter("json", tr("Everything of the region as one JSON document."), json, ("people",)),
        Exporter("csv", tr("A table for each concept, in a folder of CSV files."), csv, both),
        Exporter("xlsx", tr("A sheet for each concept, in one workbook."), xlsx, both),
        Exporter("markdown", tr("The region as one document to read."), markdown, both),
        Exporter("mermaid", tr("The ladders and the teams as a diagram."), mermaid, ("concept",)),
    ]


def json(region: Region, people: People = None) -> str:
    """The region whole, with its conditions in words beside their plain form."""
    # What a region gives a shape of its own is passed on as it is written.
    own = [
        {
            **structure,
            "where": {"file": structure["where"][0], "line": structure["where"][1]},
            "items": [
                {**item, "where": {"file": item["where"][0], "line": item["where"][1]}}
                for item in structure["items"]
            ],
        }
        for structure in region["structures"]
    ]
    known = as_data({key: value for key, value in region.items() if key not in _PLAIN}, region)
    whole = {**known, **{key: region[key] for key in _PLAIN}, "structures": own}  # type: ignore[literal-required]
    local = {} if people is None else {"people": people}
    return as_json({"schema": "kernketen/export/1", "region": whole, **local})


def csv(region: Region, concept: str, people: People) -> Exported:
    """The tables that are not empty as files by name; of one concept its table, also an empty one."""
    found = tables(region, people)
    if concept:
        one = _one(found, concept)
        return as_csv(one.head, one.rows)
    return {f"{table.name}.csv": as_csv(table.head, table.rows) for table in found if table.rows}


def xlsx(region: Region, concept: str, people: People) -> bytes:
    """The tables that are not empty as the sheets of a workbook; of one concept its table alone."""
    # Loading what writes workbooks costs more than all else together.
    from kernketen.showing.spreadsheet import Sheet, as_xlsx

    found = tables(region, people)
    chosen = [_one(found, concept)] if concept else [table for table in found if table.rows]
    titles = {own["id"]: own["title"] for own in region["structures"]}
    return as_xlsx(
        [
            Sheet(
                titles.get(table.name.removeprefix("own_"), word(headings.TABLES, table.name)),
                [word(headings.COLUMNS, column) for column in table.head],
                [_in_words(table, row) for row in table.rows],
            )
            for table in chosen
        ]
    )


def _in_words(table: Table, row: Sequence[str]) -> list[str]:
    """A row for a reader: the codes of the model by their words."""
    return [headings.spoken(table.name, column, cell) for column, cell in zip(table.head, row, strict=True)]


def markdown(region: Region, concept: str, people: Sequence[Mapping[str, str]] | None) -> str:
    """The region as a document, or only the chapters of one concept."""
    known = [*document.CHAPTERS, *(own["id"] for own in region["structures"])]
    _known(concept, known)
    return document.markdown(region, concept, people)


def mermaid(region: Region, concept: str) -> str:
    """The ladders and the teams as a chart, or one of these."""
    _known(concept, charts.CONCEPTS)
    return charts.mermaid(region, concept)


def _one(found: Sequence[Table], concept: str) -> Table:
    _known(concept, [table.name for table in found])
    return next(table for table in found if table.name == concept)


def _known(concept: str, known: Sequence[str]) -> None:
    """Raises ``Refusal`` (status 1) with the nearest where the format has no such part."""
    if not concept or concept in known:
        return
    near = difflib.get_close_matches(concept, known, 1)
    said = tr("There is no concept “{concept}”.", concept=concept)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    said += " " + tr("Choose from {concepts}.", concepts=", ".join(known))
    raise Refusal(said, status=NOT_FOUND, reason="unknown_concept", suggestions=tuple(near))


_PLAIN = ("structures", "questions", "topics", "titles", "facts", "domains", "areas")
