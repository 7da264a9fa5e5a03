"""Workbooks that are written: opened again, nothing in them is a formula and nothing is lost."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernketen.cli import output
from kernketen.refusal import Refusal
from kernketen.showing import spreadsheet
from kernketen.showing.spreadsheet import MAX_CELL, MAX_ROWS, Sheet, as_xlsx

FORMULAS = [f"{sign}1+1" for sign in "=+-@＝＋－＠"] + ["\t=1+1", "\r=1+1", "=", "#N/A", "#REF!", "1", "TRUE"]
SIGNS = st.text(st.sampled_from("=+-@\t\r\n\x00\x1b＝＠aé😀\ud800\u202e_x0041'\"<&")) | st.text(max_size=40)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(data: bytes) -> list[tuple[str, str]]:
    return [
        (cell.data_type, str(cell.value or ""))
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
    ]


def test_headings_stay_in_sight_and_filter() -> None:
    book = opened(as_xlsx([Sheet("Rollen", ["Rol", "Bron"], [["ib'er", "§ 3"], ["coach\nGGD", "x" * 300]])]))
    sheet = book["Rollen"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Rol", "Bron"],
        ["ib'er", "§ 3"],
        ["coach\nGGD", "x" * 300],
    ]
    assert [cell.font.bold for row in sheet for cell in row] == [True, True, False, False, False, False]
    assert all(cell.alignment.wrap_text for row in sheet for cell in row)
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (8, 60)


def test_nothing_is_a_formula() -> None:
    data = as_xlsx([Sheet("=1+1", FORMULAS, [FORMULAS])])
    assert {kind for kind, _ in cells(data)} == {"s"}
    texts = [text for _, text in cells(data)]
    assert texts == [text.replace("\t", " ").replace("\r", "\n") for text in FORMULAS] * 2
    # Also after somebody has edited the cell in a spreadsheet.
    quoted = [cell.quotePrefix for cell in opened(data).worksheets[0][2]]
    assert quoted == [True] * 8 + [False, False, True, False, False, False, False]


@settings(max_examples=60)
@given(st.lists(st.lists(SIGNS, min_size=2, max_size=2), max_size=4), st.lists(SIGNS, max_size=4))
def test_whatever_is_in_it_can_be_opened_again(rows: list[list[str]], titles: list[str]) -> None:
    sheets = [Sheet(title, ["a", "b"], rows) for title in [*titles, "last"]]
    data = as_xlsx(sheets)
    assert {kind for kind, text in cells(data) if text} == {"s"}
    names = opened(data).sheetnames
    assert len({name.casefold() for name in names}) == len(sheets)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    for letter, weight in (("é", 1), ("😀", 2)):
        exact, over = letter * (MAX_CELL // weight), letter * (MAX_CELL // weight + 1)
        kept, cut = (text for _, text in cells(as_xlsx([Sheet("t", [exact], [[over]])])))
        assert kept == exact
        assert cut.endswith(" […]")
        assert len(cut.encode("utf-16-le")) // 2 in (MAX_CELL, MAX_CELL - 1)
        assert set(cut.removesuffix(" […]")) == {letter}


def test_a_table_that_no_sheet_holds_is_refused() -> None:
    class Long(list[list[str]]):
        def __len__(self) -> int:
            return MAX_ROWS

    with pytest.raises(Refusal) as refused:
        as_xlsx([Sheet("lang", ["a"], Long())])
    assert "1048577" in refused.value.sentence and "csv" in refused.value.sentence
    with pytest.raises(Refusal):
        as_xlsx([Sheet("breed", ["a"] * 16_385, [])])


def test_the_bytes_are_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [Sheet("Rollen", ["Rol"], [["=1"]]), Sheet("rollen", ["Rol"], [])]
    first = as_xlsx(sheets)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert as_xlsx(sheets) == first
    assert opened(first).sheetnames == ["Rollen", "rollen (2)"]
    assert opened(first).properties.modified.year == 1980


def test_a_letter_written_by_its_number_stays_text() -> None:
    assert spreadsheet.cell_text("_x003D_1+1") == "_x005F_x003D_1+1"


def test_saving_replaces_a_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "uit.bin"
    output.save(b"one", str(out))
    output.save(b"\x00two", str(out), is_private=True)
    assert out.read_bytes() == b"\x00two"
    assert [path.name for path in tmp_path.iterdir()] == ["uit.bin"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    output.say("tekst", str(out), is_private=True)
    assert out.read_text(encoding="utf-8") == "tekst\n"
    with pytest.raises(Refusal) as refused:
        output.save(b"x", str(tmp_path / "nergens" / "uit.bin"))
    assert "nergens" in refused.value.sentence


def test_a_screen_gets_no_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Screen(io.BytesIO()))
    with pytest.raises(Refusal) as refused:
        output.save(b"\x00")
    assert "-o" in refused.value.sentence


def test_a_pipe_gets_the_bytes() -> None:
    code = "from kernketen.cli import output; output.save(b'\\x00\\xff')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout == b"\x00\xff"
