"""``kernketen escalate``: the ladder as a table, for a program, and as a diagram."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked_region import asked_region
from running import Ran, run


@pytest.fixture
def folder(tmp_path: Path, register: Path) -> str:
    return str(asked_region(tmp_path / "testland"))


def escalate(folder: str, *arguments: str) -> Ran:
    return run("escalate", *arguments, "--path", folder, "--region", "testland")


def test_the_ladder_with_the_step_that_was_reached(folder: str) -> None:
    assert escalate(folder, "casus_vast", "zorgen=nee").seen == (
        "exit 0\n"
        "--- out\n"
        "Regio Testland · op 2026-11-22\n"
        "\n"
        "Een zaak die vastloopt · casus_vast\n"
        "  → aanspreekpunt (wie: coach)\n"
        "  2. opschalen (wie: directeur)\n"
        "     als de school zorgen heeft\n"
        "  Daarna: opschalen (wie: directeur)\n"
        "  Bron: Plan van Testland, “Het team” (2024-01)\n"
    )


def test_facts_may_stand_without_a_topic(folder: str) -> None:
    ran = escalate(folder, "zorgen=ja", "--format", "json")
    (ladder,) = ran.json["ladders"]
    assert (ladder["step"], ladder["next"], ladder["status"]) == ("dan", None, "decided")
    assert escalate(folder, "--format", "json").json["ladders"][0]["missing"][0]["fact"] == "zorgen"


def test_from_a_step(folder: str) -> None:
    (ladder,) = escalate(folder, "--from", "eerst", "--format", "json").json["ladders"]
    assert (ladder["step"], ladder["next"]) == ("eerst", "dan")
    last = escalate(folder, "--from", "dan")
    assert "Nog nodig" not in last.out
    assert "  Dit is de laatste trede die de tekst kent.\n" in last.out


def test_the_diagram(folder: str) -> None:
    assert escalate(folder, "zorgen=ja", "--format", "mermaid").out == (
        "flowchart TD\n"
        '  op_eerst["aanspreekpunt<br/>coach"]\n'
        '  op_dan["opschalen<br/>directeur"]:::reached\n'
        '  op_eerst -->|"de school zorgen heeft"| op_dan\n'
        "  classDef reached stroke-width:4px\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status", "words", "near"),
    [
        (["casus_vastt"], 1, "“casus_vastt”", ["casus_vast"]),
        (["--from", "dann"], 1, "Bedoelde u “dan”?", ["dan"]),
        (["casus_vast", "zorg=ja"], 2, "Bedoelde u “zorgen”?", ["zorgen"]),
        (["--format", "csv"], 2, "csv", ["table", "json", "mermaid"]),
    ],
)
def test_wrong_use(folder: str, arguments: list[str], status: int, words: str, near: list[str]) -> None:
    ran = escalate(folder, *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert words in ran.err
    if "--format" not in arguments:
        assert escalate(folder, *arguments, "--format", "json").json["suggestions"] == near


def test_a_topic_of_the_core_without_a_ladder_is_an_answer(folder: str) -> None:
    ran = escalate(folder, "beleid")
    assert (ran.status, ran.err) == (0, "")
    assert escalate(folder, "beleid", "--format", "json").json["ladders"] == []
