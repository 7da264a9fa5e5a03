"""Tables fit the terminal, and the three forms of a table hold the same rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from running import run

from kernketen.showing.region import CONCEPTS

REGIONS = ("groningen", "haaglanden", "veldhoven", "zuid_kennemerland")
TABLES = {
    "regions": ("regions",),
    "search": ("search", "leerplicht"),
    "status": ("schools", "status"),
    "find": ("schools", "find", "De Sterrenschipper"),
    **{f"{region} {concept}": ("show", region, concept) for region in REGIONS for concept in CONCEPTS},
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_fits_the_terminal(name: str, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (100, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        ran = run(*TABLES[name])
        assert ran.status in (0, 3)
        # The last line of the status is a path, which is not broken.
        lines = [line for line in ran.out.splitlines() if str(register) not in line]
        assert [line for line in lines if len(line) > width] == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_every_item_stands_in_every_form(region: str) -> None:
    for concept in ("documents", "roles", "tasks", "glossary", "gaps"):
        items = run("show", region, concept, "--format", "json").json["items"]
        text = run("show", region, concept, "--format", "csv").out
        head, *rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == len(items)
        assert {len(row) for row in rows} == {len(head)}
        lines = run("show", region, concept, "--format", "markdown").out.splitlines()
        assert len([line for line in lines if line.startswith("| ")]) == len(items) + 2


@pytest.mark.usefixtures("register")
def test_headings_are_in_the_reader_s_language() -> None:
    for concept in CONCEPTS:
        heads = {
            language: run(
                "show", "haaglanden", concept, "--format", "csv", "--lang", language
            ).out.splitlines()[0]
            for language in ("nl", "en")
        }
        assert heads["nl"] != heads["en"]
