"""Many regions are checked on all processors, with the same outcome."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from running import run

from kernketen.checking.smallest import FILES
from kernketen.cli import side_by_side

NUMBER = 2 * side_by_side.FEWEST


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    for number in range(NUMBER):
        folder = tmp_path / f"regio{number:02}"
        folder.mkdir()
        for name, text in FILES.items():
            wrong = text.replace("per: school", f"per: {'' if number % 2 else 'school'}")
            (folder / name).write_text(wrong, encoding="utf-8")
    return [str(folder) for folder in sorted(tmp_path.glob("regio*"))]


@pytest.mark.usefixtures("register")
def test_the_report_is_that_of_one_after_the_other(
    folders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 2)
    together = run("validate", *folders)
    monkeypatch.setattr(side_by_side, "_processors", lambda: 1)
    assert run("validate", *folders) == together
    assert together.out.count("[schema.") == NUMBER // 2
    assert together.out.endswith(f"in {len(FILES) * NUMBER} bestanden\n")


def test_the_work_is_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 2)
    places = list(range(NUMBER))
    found = side_by_side.each(lambda place: (place, os.getpid()), places)
    assert [place for place, _ in found] == places
    assert os.getpid() not in {process for _, process in found}


def test_what_cannot_be_sent_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 2)
    found: list[Any] = side_by_side.each(lambda place: lambda: place, list(range(NUMBER)))
    assert [made() for made in found] == list(range(NUMBER))


def test_a_few_regions_need_no_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 2)
    found = side_by_side.each(lambda _: os.getpid(), [0, 1])
    assert found == [os.getpid()] * 2
