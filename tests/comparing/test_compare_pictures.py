"""``kernketen compare`` with ``--concept``, and as a page, a workbook and a drawing: the whole way."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from running import run

TWO = ("zuid_kennemerland", "veldhoven")


@pytest.fixture(autouse=True)
def home(register: Path) -> None:
    """The four regions, in Dutch."""


def test_the_page_of_all_questions(tmp_path: Path) -> None:
    out = tmp_path / "vergelijking.html"
    ran = run("compare", "--format", "html", "-o", str(out))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    page = out.read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert page.count('scope="rowgroup"') == 11
    assert "Zuid-Kennemerland" in page
    # The same bytes each time.
    run("compare", "--format", "html", "-o", str(tmp_path / "nog.html"))
    assert (tmp_path / "nog.html").read_text(encoding="utf-8") == page


def test_a_concept_as_a_page_and_as_json() -> None:
    document = run("compare", *TWO, "--concept", "roles", "--format", "json").json
    assert document["concepts"] == {"roles": "Wie is wie: de rollen"}
    page = run("compare", *TWO, "--concept", "roles", "--format", "html").out
    for row in document["rows"]:
        assert row["title"].replace("&", "&amp;") in page
    assert page.count("<tr class=") == len(document["rows"])


def test_the_workbook_of_all_questions(tmp_path: Path) -> None:
    out = tmp_path / "vergelijking.xlsx"
    assert run("compare", "--format", "xlsx", "-o", str(out)).status == 0
    book = openpyxl.load_workbook(out)
    assert len(book.sheetnames) == 12
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_drawing_of_all_regions() -> None:
    drawing = run("compare", "--similar", "--format", "svg").out
    assert drawing.startswith("<svg ")
    assert drawing.count("<tspan") == 16
    refused = run("compare", "--format", "svg")
    assert refused.status == 2
    assert refused.err.count("\n") == 1


def test_a_concept_that_does_not_exist() -> None:
    ran = run("compare", "--concept", "rolse")
    assert ran.status == 1
    assert "Bedoelde u “roles”?" in ran.err
    assert ran.out == ""
