"""``validate --fix``: what is safe is mended, comments and layout stay, and the file means the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import run
from test_bad_regions import written

from kernketen.checking.check import Example
from kernketen.checking.mending import MENDED, mended
from kernketen.checking.smallest import FILES
from kernketen.finding import Finding, Location
from kernketen.reading.document import parse

BEFORE = """\
# De partners; school eerst.
partners:
  - name: School   # de school zelf
    # het kenmerk
    id: school
    source: team

  - {name: CJG, id: cjg, source: team, note: no}
  - name: >-
      Een lange
      naam
    id: lang   # kort
    source: team
    note: 16:00
"""
AFTER = """\
# De partners; school eerst.
partners:
  - id: school
    name: School   # de school zelf
    # het kenmerk
    source: team

  - {name: CJG, id: cjg, source: team, note: "no"}
  - id: lang   # kort
    name: >-
      Een lange
      naam
    source: team
    note: "16:00"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Path) -> Path:
    monkeypatch.chdir(written(tmp_path, Example("partners.yaml", BEFORE)))
    return tmp_path


def test_quotes_and_ids_are_mended_and_all_else_stays(folder: Path) -> None:
    ran = run("validate", "--fix", "--fail-on", "note", "--only", "layout")
    assert (folder / "partners.yaml").read_text(encoding="utf-8") == AFTER.replace('"no"', "no").replace(
        '"16:00"', "16:00"
    )
    assert ran.err == "2 bevindingen zijn hersteld.\n"
    ran = run("validate", "--fix", "--fail-on", "warning")
    assert (folder / "partners.yaml").read_text(encoding="utf-8") == AFTER
    assert (ran.status, ran.err) == (0, "2 bevindingen zijn hersteld.\n")
    # What stands in braces is left as it is, and still said.
    assert "partners.yaml:8:17 opmerking [layout.id_first]" in ran.out


def test_nothing_to_mend_changes_no_file(folder: Path) -> None:
    (folder / "partners.yaml").write_text(FILES["partners.yaml"], encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert run("validate", "--fix").err == "0 bevindingen zijn hersteld.\n"
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_line_ends_of_windows_stay(folder: Path) -> None:
    (folder / "partners.yaml").write_bytes(BEFORE.replace("\n", "\r\n").encode())
    run("validate", "--fix")
    assert (folder / "partners.yaml").read_bytes() == AFTER.replace("\n", "\r\n").encode()


def test_a_waived_finding_is_left_alone(folder: Path) -> None:
    text = BEFORE.replace("note: 16:00", "note: 16:00  # kernketen: toegestaan values.time zo bedoeld")
    (folder / "partners.yaml").write_text(text, encoding="utf-8")
    run("validate", "--fix")
    assert "note: 16:00  # kernketen" in (folder / "partners.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("paths", [("--installed",), ("-",)])
def test_what_is_no_folder_is_refused(paths: tuple[str, ...], folder: Path) -> None:
    ran = run("validate", "--fix", *paths)
    assert (ran.status, ran.err) == (2, "Alleen bestanden in een map kunnen worden hersteld (--fix).\n")


@given(st.text("ab:-{}[]'\"#0 16no\n|>&*", max_size=60), st.integers(1, 6), st.integers(1, 12), st.data())
def test_a_file_never_means_anything_else_afterwards(
    text: str, line: int, column: int, data: st.DataObject
) -> None:
    read, _ = parse(text.encode(), "roles.yaml")
    if read is None:
        return
    rule = data.draw(st.sampled_from(MENDED))
    finding = Finding(rule, Location("roles.yaml", line, column, "/roles/0/id"), "", {"value": "no"})
    again, _ = parse(mended(read, [finding])[0].encode(), "roles.yaml")
    assert again is not None
    assert again.data == read.data
