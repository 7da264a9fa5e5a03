"""``escalate``: the ladders, the step reached and the next."""

from __future__ import annotations

from typing import Any

import pytest
import small_regions as small
from small_regions import rule, step, then

from kernketen import words
from kernketen.asking.escalate import escalate
from kernketen.model.dates import span
from kernketen.refusal import Refusal
from kernketen.showing import ladders


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def region(**more: Any) -> Any:
    return small.region(
        [
            rule(
                "oud",
                order="ladder",
                question="escalation",
                topic="beleid",
                valid_until="2022-08",
                steps=[step("projectgroep", then("opschalen", who="coach"))],
            ),
            rule(
                "nieuw",
                order="ladder",
                question="escalation",
                topic="beleid",
                valid_from="2022-09",
                steps=[step("platform", then("opschalen", who="jgz"))],
            ),
            rule(
                "casus",
                order="ladder",
                question="escalation",
                topic="casus_vast",
                steps=[
                    step("cjg", then("aanspreekpunt", who="coach", text="Begin bij het CJG.")),
                    step("overleg", then(decided_by=["school", "jgz"]), when=["in", "opp", [True]]),
                    step(
                        "wethouder",
                        then("opschalen", who="leerplicht", within={"le": 2, "unit": "werkdagen"}),
                        when=["in", "zorgen", [True]],
                    ),
                ],
            ),
            rule(
                "verzuim",
                order="ladder",
                question="escalation",
                topic="casus_vast",
                when=["in", "anoniem", [True]],
                steps=[step("een", then("opschalen", who="leerplicht"))],
            ),
            rule("account", order="sequence", question="referral", topic="instrument", steps=[step("vraag")]),
        ],
        **more,
    )


def asked(topic: str | None = None, on: str = "2026", from_step: str | None = None, **facts: Any) -> Any:
    return escalate(region(), topic, {k: [v] for k, v in facts.items()}, span(on), from_step)


def reached(found: Any) -> list[tuple[Any, ...]]:
    return [(ladder["rule"], ladder["status"], ladder["step"], ladder["next"]) for ladder in found["ladders"]]


def test_each_ladder_is_judged_by_itself() -> None:
    assert reached(asked(opp=True, zorgen=False, anoniem=True)) == [
        ("nieuw", "decided", "platform", None),
        ("casus", "human_decision", "overleg", "wethouder"),
        ("verzuim", "decided", "een", None),
    ]
    assert reached(asked("casus_vast", zorgen=True)) == [
        ("casus", "decided", "wethouder", None),
        ("verzuim", "need_more_facts", None, None),
    ]


def test_what_is_missing_is_asked_as_in_ask() -> None:
    ladder = asked("casus_vast")["ladders"][0]
    assert [(m["fact"], m["question"], m["values"]) for m in ladder["missing"]] == [
        ("zorgen", "Is the school worried?", [True, False]),
        ("opp", "Is there an OPP?", [True, False]),
    ]


@pytest.mark.parametrize(("on", "rules"), [("2022-08-31", ["oud"]), ("2022-09-01", ["nieuw"])])
def test_the_ladder_of_the_day(on: str, rules: list[str]) -> None:
    assert [ladder["rule"] for ladder in asked("beleid", on)["ladders"]] == rules


def test_from_a_step_the_next_one_is_shown() -> None:
    assert reached(asked(from_step="cjg"))[0][2:] == ("cjg", "overleg")
    assert reached(asked(from_step="wethouder"))[0][2:] == ("wethouder", None)
    assert len(asked(from_step="cjg")["ladders"]) == 1


def test_a_step_that_no_ladder_has() -> None:
    with pytest.raises(Refusal) as refused:
        asked(from_step="overlegg")
    assert (refused.value.status, refused.value.reason) == (1, "unknown_step")
    assert refused.value.sentence == (
        "No ladder has a step “overlegg”; the steps are platform, cjg, overleg, wethouder, een. "
        "Did you mean “overleg”?"
    )


def test_a_topic_that_nobody_defines_and_one_without_a_ladder() -> None:
    with pytest.raises(Refusal) as refused:
        asked("belied")
    assert (refused.value.status, refused.value.reason) == (1, "unknown_topic")
    assert refused.value.sentence == (
        "There is no ladder for “belied” here; there is one for beleid, casus_vast. Did you mean “beleid”?"
    )
    silent = asked("wachtlijst")
    assert silent["ladders"] == []
    assert (
        ladders.text(silent, region(), 80, False)
        == "Region Klein · as of 2026\nThe agreement has no ladder for this.\n"
    )


def test_the_ladder_as_text() -> None:
    text = ladders.text(asked("casus_vast", opp=True, zorgen=False, anoniem=False), region(), 80, False)
    assert text == (
        "Region Klein · as of 2026\n"
        "\n"
        "A case that gets stuck · casus_vast\n"
        "  1. Begin bij het CJG. · aanspreekpunt (who: coach)\n"
        "  → overleg (decided by: school and jgz)\n"
        "     if there is an OPP\n"
        "  3. opschalen (who: leerplicht)\n"
        "     if the school is worried\n"
        "     Within: at most 2 werkdagen\n"
        "  Next: opschalen (who: leerplicht)\n"
        "  Source: Het plan, “Eerste” (date unknown)\n"
        "\n"
        "A case that gets stuck · casus_vast\n"
        "  1. opschalen (who: leerplicht)\n"
        "  None of these steps is reached.\n"
        "  Source: Het plan, “Eerste” (date unknown)\n"
    )


def test_the_ladder_as_mermaid_escapes_what_would_break_it() -> None:
    rung = step(
        "a", then("opschalen", who="coach", text='Zeg "ja" | <b>nu</b> & #1; [x]'), when=["in", "opp", [True]]
    )
    one = small.region(
        [
            rule(
                "r",
                order="ladder",
                question="escalation",
                topic="beleid",
                steps=[rung, step("b", when=["in", "kwestie", ['x"|y']])],
            )
        ]
    )
    shown = ladders.mermaid(escalate(one, None, {"opp": [True], "kwestie": ["casus"]}, span("2026")))
    assert shown == (
        "flowchart TD\n"
        '  r_a["Zeg #quot;ja#quot; #124; #lt;b#gt;nu#lt;/b#gt; #amp; #35;1; [x]<br/>coach"]:::reached\n'
        '  r_b["b"]\n'
        '  r_a -->|"it is about x#quot;#124;y"| r_b\n'
        "  classDef reached stroke-width:4px\n"
    )
