"""Cases: what is compared, which changes of a rule they notice, and which boundaries have none."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import small_regions as small
from hypothesis import given, settings
from small_regions import doubt, rule, section, step, then, who
from test_answer_properties import answer as asked
from test_answer_properties import known, tables

from kernketen import words
from kernketen.asking.topics.behaviour import is_same
from kernketen.asking.trying.cases import differences
from kernketen.asking.trying.mutations import mutations, survivors
from kernketen.asking.trying.suggesting import as_yaml, suggested
from kernketen.reading import document, schema

TODAY = "2026-11-22"
MORE_THAN_12 = ["num", "te_laat_keer", "keer", None, [["gt", 12]]]


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def case(given: dict[str, Any], expect: dict[str, Any], **more: Any) -> Any:
    found = {
        "id": "c",
        "question": "absence",
        "topic": "te_laat",
        "on": "",
        "given": given,
        "expect": expect,
        "never": {},
        "note": "",
        "where": ("klein/cases.yaml", 3),
    }
    return {**found, **more}


def region(*cases: Any, **more: Any) -> Any:
    rules = [
        rule(
            "melden",
            then("melden", who="leerplicht", by=["school", "coach"], within={"le": 2, "unit": "dagen"}),
            question="absence",
            topic="te_laat",
            when=MORE_THAN_12,
            source="tweede",
            doubts=[doubt("A-1")],
        ),
    ]
    return small.region(rules, cases=list(cases), **more)


def said(expect: dict[str, Any], given: Any = None, **more: Any) -> list[str]:
    found = case({"te_laat_keer": 13} if given is None else given, expect, **more)
    return [repr(difference) for difference in differences(region(), found, TODAY)[0]]


def test_what_came_as_expected() -> None:
    expect = {
        "status": "decided",
        "outcome": "melden",
        "who": "leerplicht",
        "by": {"all": ["coach", "school"]},
        "within": {"le": 2, "unit": "dagen"},
        "modality": "must",
        "rule": "melden",
        "source": "tweede",
        "flags": ["A-1"],
        "missing": [],
        "presumed": [],
    }
    assert said(expect) == []
    assert said({"status": "need_more_facts", "missing": ["te_laat_keer"]}, {}) == []
    assert said({"status": "not_regulated", "attested": False}, {"te_laat_keer": 12}) == []


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ({"status": "ambiguous"}, "status: expected 'ambiguous', came 'decided'"),
        ({"outcome": "school_houdt"}, "outcome: expected 'school_houdt', came 'melden'"),
        ({"who": "jgz"}, "who: expected 'jgz', came 'leerplicht'"),
        ({"who": "unknown"}, "who: expected 'unknown', came 'leerplicht'"),
        (
            {"by": {"any": ["school", "coach"]}},
            "by: expected {'any': ['school', 'coach']}, came {'all': ['school', 'coach']}",
        ),
        ({"with": "jgz"}, "with: expected 'jgz', came None"),
        ({"rule": "anders"}, "rule: expected 'anders', came ['melden']"),
        ({"source": "eerste"}, "source: expected 'eerste', came ['tweede']"),
        ({"flags": ["A-2"]}, "flags: expected ['A-2'], came ['A-1']"),
        ({"flags": []}, "flags: expected [], came ['A-1']"),
        ({"missing": ["opp"]}, "missing: expected ['opp'], came []"),
        ({"presumed": ["opp"]}, "presumed: expected ['opp'], came []"),
        ({"see": "bijlage"}, "see: expected 'bijlage', came None"),
    ],
)
def test_what_came_otherwise(expect: dict[str, Any], difference: str) -> None:
    assert said(expect) == [difference]


def test_what_must_never_come_and_facts_that_are_wrong() -> None:
    assert said({}, never={"outcome": ["melden"], "who": ["jgz"]}) == [
        "never outcome: expected ['melden'], came 'melden'"
    ]
    assert said({}, never={"who": ["leerplicht"]}) == [
        "never who: expected ['leerplicht'], came 'leerplicht'"
    ]
    sentence = "The case fact “te_laat” does not exist. Did you mean “te_laat_keer”?"
    assert said({}, {"te_laat": 1}) == [f"given: expected {{'te_laat': 1}}, came {sentence!r}"]


def test_the_section_of_a_rung_is_the_one_that_is_cited() -> None:
    rungs = [step("een", then("gesprek"), source="tweede")]
    small_one = small.region([rule("r", order="ladder", steps=rungs)])
    assert not differences(
        small_one, case({}, {"source": "tweede", "step": "een"}, question="leave", topic="toestaan"), TODAY
    )[0]


# -- changes ------------------------------------------------------------------------------------------


def left(*cases: Any, **more: Any) -> list[str]:
    return [mutation.said for mutation in survivors(region(*cases, **more), TODAY)]


def test_every_change_of_a_rule_is_tried() -> None:
    assert left() == [
        "te_laat_keer dropped",
        "te_laat_keer gt 12 → 13",
        "te_laat_keer gt 12 → 11",
        "te_laat_keer gt 12 → ge 12",
        "who → school",
        "by → directeur",
        "within le + 1",
        "doubt A-1 removed",
    ]


WELL_TESTED = [
    case(
        {"te_laat_keer": 13},
        {
            "outcome": "melden",
            "who": "leerplicht",
            "by": {"all": ["school", "coach"]},
            "within": {"le": 2, "unit": "dagen"},
            "flags": ["A-1"],
        },
    ),
    case({"te_laat_keer": 12}, {"status": "not_regulated"}),
]


def test_cases_at_the_boundary_notice_every_change() -> None:
    assert left(*WELL_TESTED) == []
    assert left(WELL_TESTED[0]) == [
        "te_laat_keer dropped",
        "te_laat_keer gt 12 → 11",
        "te_laat_keer gt 12 → ge 12",
    ]


def test_a_change_that_changes_no_answer_is_none() -> None:
    rules = [
        rule(
            "mag",
            then("mogelijk"),
            modality="may",
            when=["all", [["in", "opp", [True]], ["in", "zorgen", [True]]]],
        ),
        rule("niet", then("niet_mogelijk"), modality="must_not", when=["in", "opp", [False]]),
    ]
    # Without "opp" the permission holds in more situations, but there the prohibition goes first.
    assert "opp dropped" not in [m.said for m in survivors(small.region(rules), TODAY) if m.rule == "mag"]
    assert "zorgen dropped" in [m.said for m in survivors(small.region(rules), TODAY) if m.rule == "mag"]


def test_the_steps_of_a_sequence_decide_nothing_and_are_not_changed() -> None:
    steps = [step("een", then("gesprek", by="school"), when=["in", "opp", [True]])]
    sequence = small.region([rule("r", then("mogelijk"), order="sequence", steps=steps)])
    assert [m.said for m in mutations(sequence)] == []
    ladder = small.region([rule("r", order="ladder", steps=steps)])
    assert [m.said for m in mutations(ladder)] == ["een: opp dropped", "een: by → directeur"]


def test_overrides_nested_conditions_and_negations_are_changed_too() -> None:
    rules = [
        rule(
            "a",
            then("mogelijk"),
            when=["not", ["any", [["num", "leeftijd", "jaar", None, [["lt", 19]]], ["in", "opp", [True]]]]],
        ),
        rule("b", then("niet_mogelijk"), overrides=["a"]),
    ]
    assert [m.said for m in mutations(small.region(rules))] == [
        "leeftijd, opp dropped",
        "not: leeftijd dropped",
        "not: leeftijd lt 19 → 20",
        "not: leeftijd lt 19 → 18",
        "not: leeftijd lt 19 → le 19",
        "not: opp dropped",
        "outcome mogelijk → niet_mogelijk",
        "outcome niet_mogelijk → mogelijk",
        "override of a removed",
    ]


def test_a_region_is_not_changed_by_changing_it() -> None:
    before = region(*WELL_TESTED)
    copied = copy.deepcopy(before)
    list(survivors(before, TODAY))
    assert before == copied


# -- behaviour ----------------------------------------------------------------------------------------


def same(one: list[Any], other: list[Any], **more: Any) -> bool:
    return is_same(small.region(one, **more), small.region(other, **more), "leave", "toestaan")


def test_two_ways_to_write_the_same_behave_the_same() -> None:
    either = [rule("a", then("mogelijk"), when=["in", "sector", ["bo", "vo"]])]
    split = [
        rule("x", then("mogelijk"), when=["in", "sector", ["vo"]]),
        rule("y", then("mogelijk"), when=["in", "sector", ["bo"]], source="tweede"),
    ]
    assert same(either, split)
    assert not same(either, split[:1])
    assert not same(either, [rule("a", then("mogelijk", by="school"), when=["in", "sector", ["bo", "vo"]])])


def test_a_doubt_is_a_difference_where_it_bites() -> None:
    doubted = [
        rule("a", then("mogelijk"), when=["in", "opp", [True]], doubts=[doubt("A-1", ["in", "opp", [True]])])
    ]
    never = [
        rule("a", then("mogelijk"), when=["in", "opp", [True]], doubts=[doubt("A-1", ["in", "opp", [False]])])
    ]
    plain = [rule("a", then("mogelijk"), when=["in", "opp", [True]])]
    assert not same(doubted, plain)
    assert same(never, plain)


def test_dates_and_documents_count_as_situations() -> None:
    dated = [rule("a", then("mogelijk"), valid_from="2024")]
    assert not same(dated, [rule("a", then("mogelijk"))])
    assert same(dated, [rule("b", then("mogelijk"), valid_from="2024-01-01")])
    documents = [small.document(), small.document("ander", covers=["in", "opp", [True]])]
    sections = {"eerste": section("eerste"), "tweede": section("tweede", "ander")}
    narrow = [rule("a", then("mogelijk"), source="tweede")]
    wide = [rule("a", then("mogelijk"), when=["in", "opp", [True]])]
    assert same(narrow, wide, documents=documents, sections=sections)
    assert not same(narrow, wide)


def test_a_topic_too_wide_to_compare_counts_as_different() -> None:
    towns = [
        ["in", fact, [str(number)]]
        for fact in ("woongemeente", "schoolgemeente", "school")
        for number in range(99)
    ]
    rules = [
        rule(str(n), then("mogelijk", by="school" if n % 2 else "jgz"), when=c) for n, c in enumerate(towns)
    ]
    assert not same(rules, rules)


@settings(deadline=None, max_examples=60)
@given(tables(), known)
def test_what_behaves_the_same_answers_the_same(table: Any, facts: Any) -> None:
    for mutation in list(mutations(table))[:6]:
        if is_same(table, mutation.region, "leave", "toestaan"):
            before, after = asked(table, facts), asked(mutation.region, facts)
            for answer in (before, after):
                for who_ in filter(None, (answer["who"], answer["decided_by"])):
                    who_["roles"].sort(key=lambda role: role["id"])
                # Which facts matter follows from behaviour; which tells most, from how the rules are cut.
                answer["missing"] = sorted(answer["missing"])
            keys = ("status", "outcome", "modality", "who", "decided_by", "within", "missing")
            assert [after[key] for key in keys] == [before[key] for key in keys], mutation.said


# -- drafts -------------------------------------------------------------------------------------------


def boundaries(of: Any) -> list[Any]:
    return [(draft["id"], draft["on"], draft["given"], draft["expect"]) for draft in suggested(of, TODAY)]


def test_each_boundary_without_a_case_is_drafted_with_the_answer_of_now() -> None:
    assert boundaries(region()) == [
        (
            "te_laat_te_laat_keer_11",
            TODAY,
            {"te_laat_keer": "11 keer"},
            {"status": "not_regulated", "attested": False},
        ),
        (
            "te_laat_te_laat_keer_12",
            TODAY,
            {"te_laat_keer": "12 keer"},
            {"status": "not_regulated", "attested": False},
        ),
        (
            "te_laat_te_laat_keer_13",
            TODAY,
            {"te_laat_keer": "13 keer"},
            {
                "status": "decided",
                "outcome": "melden",
                "who": "leerplicht",
                "by": {"all": ["school", "coach"]},
                "within": {"le": 2, "unit": "dagen"},
            },
        ),
    ]
    assert [draft[0] for draft in boundaries(region(*WELL_TESTED))] == ["te_laat_te_laat_keer_11"]


def test_hours_are_tried_at_the_half_hour_with_their_window() -> None:
    hours = ["all", [["in", "sector", ["bo"]], ["num", "verzuim_uren", "uur", "4 schoolweken", [["gt", 16]]]]]
    drafts = boundaries(small.region([rule("a", then("mogelijk"), when=hours)]))
    assert [draft[2] for draft in drafts] == [
        {"sector": "bo", "verzuim_uren": f"{number} uur/4-schoolweken"} for number in ("15.5", "16", "16.5")
    ]


def test_the_day_before_and_after_a_change_once_for_a_section() -> None:
    sections = {
        "eerste": section("eerste", valid_from="2022-09"),
        "tweede": section("tweede", valid_until="2023"),
    }
    rules = [
        rule("a", then("mogelijk")),
        rule("b", then("aanvragen"), topic="aanvragen"),
        rule("c", then("mogelijk"), source="tweede", topic="aanvragen"),
    ]
    assert [draft[:2] for draft in boundaries(small.region(rules, sections=sections))] == [
        ("toestaan_2022_08_31", "2022-08-31"),
        ("toestaan_2022_09_01", "2022-09-01"),
        ("aanvragen_2023_12_31", "2023-12-31"),
        ("aanvragen_2024_01_01", "2024-01-01"),
    ]


def test_drafts_are_yaml_for_the_file_of_cases(tmp_path: Path) -> None:
    drafts = suggested(region(), TODAY)
    text = as_yaml(drafts)
    assert text.startswith(
        "# Drafts of kernketen test --suggest. Hold each answer against the text first.\ncases:\n"
    )
    (tmp_path / "cases.yaml").write_text(text, encoding="utf-8")
    read, findings = document.load(str(tmp_path / "cases.yaml"), "cases.yaml")
    assert (read and read.data, list(findings)) == ({"cases": drafts}, [])
    assert read is not None
    assert list(schema.check(read, "cases")) == []
    for draft in drafts:
        assert differences(region(), case(draft["given"], draft["expect"], on=draft["on"]), TODAY)[0] == []


def test_every_status_is_drafted_with_what_tells_it_apart() -> None:
    number = ["num", "leeftijd", "jaar", None, [["ge", 12]]]
    for what, expect in (
        (then(decided_by="directeur"), {"status": "human_decision", "decided_by": "directeur"}),
        (
            then("mogelijk", decided_by=who("school", "jgz", mode="any")),
            {"status": "conditional", "outcome": "mogelijk", "decided_by": {"any": ["school", "jgz"]}},
        ),
        (then(see="bijlage"), {"status": "external_reference", "see": "bijlage"}),
        (then("mogelijk", who="unknown"), {"status": "decided", "outcome": "mogelijk", "who": "unknown"}),
    ):
        drafts = suggested(small.region([rule("a", what, when=number)]), TODAY)
        assert drafts[-1]["expect"] == expect
    unclear = small.region([rule("a", then("mogelijk"), doubts=[doubt("A-1", number)])])
    assert suggested(unclear, TODAY)[-1]["expect"] == {
        "status": "ambiguous",
        "outcome": "mogelijk",
        "flags": ["A-1"],
    }
