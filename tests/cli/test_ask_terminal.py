"""``kernketen ask`` on a terminal: one question at a time, only what can still change the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked_region import asked_region

talk = pytest.importorskip("terminal", reason="there are no such terminals on this system").talk


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, list[str]]:
    folder = asked_region(tmp_path / "testland")
    return tmp_path / "home", ["--path", str(folder), "--region", "testland"]


def test_only_what_can_still_change_the_answer_is_asked(place: tuple[Path, list[str]]) -> None:
    home, region = place
    status, lines = talk(home, ["13"], "ask", "absence/te_laat", *region)
    assert status == 0
    assert lines[0] == "Hoe vaak te laat, in welke periode? [keer] 13"
    assert lines[1:5] == [
        "Wat moet er gebeuren bij verzuim? (absence) · Regio Testland · op 2026-11-22",
        "",
        "Te laat komen: melden (afgesproken, moet) · absence/te_laat",
        "  wie: coach",
    ]
    assert not any("?" in line for line in lines[2:])


def test_a_wrong_reply_is_asked_again_and_an_empty_one_leaves_the_fact_unknown(
    place: tuple[Path, list[str]],
) -> None:
    home, region = place
    status, lines = talk(home, ["misschien", ""], "ask", "regie/casus", *region)
    assert status == 0
    values = "onderwijs/opvoedondersteuning/jeugdhulp/betwist"
    assert lines[0] == f"Waar ligt de nadruk? [{values}] misschien"
    assert lines[1].startswith("“misschien” is geen waarde van nadruk; kies uit onderwijs, ")
    assert lines[2] == f"Waar ligt de nadruk? [{values}] "
    assert lines[3:6] == [
        "Wie heeft de regie? (regie) · Regio Testland · op 2026-11-22",
        "",
        "De regie in een zaak: meer feiten nodig · regie/casus",
    ]


def test_a_number_without_its_period_is_asked_again(place: tuple[Path, list[str]]) -> None:
    home, region = place
    replies = ["17", "17/4-schoolweken"]
    status, lines = talk(home, replies, "ask", "absence/ongeoorloofd", *region)
    question = "Hoeveel uur, in welke periode? [uur/4-schoolweken]"
    assert (status, lines[0], lines[1]) == (0, f"{question} 17", f"{question} 17/4-schoolweken")
    assert "Ongeoorloofd verzuim: melden (afgesproken, moet) · absence/ongeoorloofd" in lines


def test_nothing_is_asked_where_facts_were_given_or_all_is_settled(place: tuple[Path, list[str]]) -> None:
    home, region = place
    assert talk(home, [], "ask", "absence/te_laat", "sector=bo", *region)[0] == 0
    assert talk(home, [], "ask", "absence/ziek", *region)[0] == 0
    assert talk(home, [], "ask", "absence/te_laat", "--format", "json", *region)[0] == 0
