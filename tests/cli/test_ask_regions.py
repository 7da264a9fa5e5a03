"""What the regions answer, whole: each question with ``--why``, each ladder; and it fits the schemas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from running import run

from kernketen.model.questions import QUESTIONS

REGIONS = ("zuid_kennemerland", "haaglanden", "veldhoven", "groningen")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("region", REGIONS)
def test_each_question_with_why(region: str, question: str, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"ask-{region}-{question}", run("ask", question, "--region", region, "--why").seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_each_ladder(region: str, snapshot: Callable[[str, str], None]) -> None:
    shown = run("escalate", "--region", region)
    drawn = run("escalate", "--region", region, "--format", "mermaid")
    snapshot(f"escalate-{region}", shown.seen + drawn.seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_each_answer_fits_its_schema(region: str) -> None:
    questions = run("ask", "--region", region, "--format", "json").json["questions"]
    assert [entry["question"] for entry in questions] == [
        name for name in QUESTIONS if any(entry["question"] == name for entry in questions)
    ]
    for entry in questions:
        found = run("ask", entry["question"], "--region", region, "--format", "json").json
        assert {answer["topic"] for answer in found["answers"]} == set(entry["topics"])
        facts = run("ask", entry["question"], "--region", region, "--facts-help", "--format", "json").json
        known = {fact["fact"] for fact in facts["facts"]}
        # What is asked for is among the facts that the question is said to use.
        assert {missing["fact"] for answer in found["answers"] for missing in answer["missing"]} <= known
    assert run("escalate", "--region", region, "--format", "json").json["region"] == region


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_each_case_passes_and_no_change_of_a_rule_goes_unnoticed(region: str) -> None:
    ran = run("test", "--region", region, "--mutate")
    assert (ran.status, ran.out.count("\n")) == (0, 1), ran.out
