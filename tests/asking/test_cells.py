"""Conditions in the cases that the agreements' texts turn on."""

from __future__ import annotations

from typing import Any

import pytest

from kernketen.asking.situations.cells import MOST_CELLS, Space, TooWide, truth

MORE_THAN_16 = ["num", "verzuim_uren", "uur", "4 schoolweken", [["gt", 16]]]
DOMAINS: dict[str, list[Any]] = {
    "anoniem": [True, False],
    "opp": [True, False],
    "sector": ["bo", "sbo", "vo"],
}


@pytest.mark.parametrize(
    ("number", "expected"), [(15, False), (16, False), (16.5, True), (17, True), (1000, True)]
)
def test_exactly_16_is_not_more_than_16(number: float, expected: bool) -> None:
    assert truth(MORE_THAN_16, {"verzuim_uren": [(number, "uur", "4 schoolweken")]}) is expected


@pytest.mark.parametrize(
    ("operator", "below", "exactly", "above"),
    [
        ("gt", False, False, True),
        ("ge", False, True, True),
        ("lt", True, False, False),
        ("le", True, True, False),
        ("is", False, True, False),
    ],
)
def test_operators_count_as_printed(operator: str, below: bool, exactly: bool, above: bool) -> None:
    condition = ["num", "te_laat_keer", "keer", None, [[operator, 12]]]
    said = [truth(condition, {"te_laat_keer": [(n, "keer", None)]}) for n in (11, 12, 13)]
    assert said == [below, exactly, above]


@pytest.mark.parametrize(
    "told", [(40, "lesuur", "4 schoolweken"), (40, "uur", "4 weken"), (40, "uur", None), (40, None, None)]
)
def test_a_number_in_another_unit_or_window_says_nothing(told: tuple[Any, ...]) -> None:
    assert truth(MORE_THAN_16, {"verzuim_uren": [told]}) is None
    assert truth(["not", MORE_THAN_16], {"verzuim_uren": [told]}) is None


def test_a_number_that_may_be_in_another_unit_says_nothing() -> None:
    told = [(40, "uur", "4 schoolweken"), (40, "lesuur", "4 schoolweken")]
    assert truth(MORE_THAN_16, {"verzuim_uren": told}) is None


def test_a_condition_without_a_window_takes_a_number_with_any() -> None:
    condition = ["num", "te_laat_keer", "keer", None, [["gt", 12]]]
    assert truth(condition, {"te_laat_keer": [(13, "keer", "1 schooljaar")]}) is True
    assert truth(condition, {"te_laat_keer": [(12, "keer", "1 maand")]}) is False


def test_both_ends_of_a_number() -> None:
    condition = ["num", "leeftijd", "jaar", None, [["ge", 10], ["lt", 12]]]
    assert [truth(condition, {"leeftijd": [(n, "jaar", None)]}) for n in (9, 10, 11, 12)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_unknown_fact_is_neither_true_nor_false() -> None:
    condition = ["in", "anoniem", [True]]
    assert truth(condition, {}, DOMAINS) is None
    assert truth(condition, {"anoniem": []}, DOMAINS) is None
    assert truth(["not", condition], {}, DOMAINS) is None
    assert truth(condition, {"anoniem": [True, False]}, DOMAINS) is None
    assert truth(condition, {"anoniem": [False]}, DOMAINS) is False


def test_what_holds_for_all_possible_values_holds() -> None:
    condition = ["in", "sector", ["bo", "sbo"]]
    assert truth(condition, {"sector": ["bo", "sbo"]}, DOMAINS) is True
    assert truth(condition, {"sector": ["bo", "vo"]}, DOMAINS) is None


def test_complementary_conditions_are_not_unknown() -> None:
    yes, no = ["in", "anoniem", [True]], ["in", "anoniem", [False]]
    assert truth(["any", [yes, no]], {}, DOMAINS) is True
    assert truth(["all", [yes, no]], {}, DOMAINS) is False
    assert truth(["any", [MORE_THAN_16, ["not", MORE_THAN_16]]], {}) is True
    over, under = (
        ["num", "leeftijd", "jaar", None, [["gt", 12]]],
        ["num", "leeftijd", "jaar", None, [["le", 12]]],
    )
    assert truth(["any", [over, under]], {}) is True
    assert truth(["any", [["in", "sector", ["bo"]], ["in", "sector", ["sbo", "vo"]]]], {}, DOMAINS) is True


def test_an_open_fact_can_have_a_value_that_nobody_named() -> None:
    assert truth(["any", [["in", "woongemeente", ["0392"]], ["in", "woongemeente", ["0397"]]]], {}) is None
    assert truth(["in", "woongemeente", ["0392"]], {"woongemeente": ["0518"]}) is False


def test_a_value_that_the_fact_cannot_have_is_none_of_the_named_ones() -> None:
    every = ["in", "anoniem", [True, False]]
    assert truth(every, {}, DOMAINS) is True
    assert truth(every, {"anoniem": ["ja"]}, DOMAINS) is False


def test_no_condition_always_holds_and_empty_lists_are_all_and_none() -> None:
    assert truth(None, {}) is True
    assert truth(["all", []], {}) is True
    assert truth(["any", []], {}) is False
    assert truth(["not", ["any", []]], {}) is True


SAME = ["same", "woongemeente", "schoolgemeente"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, None),
        ({"woongemeente": ["0392"]}, None),
        ({"woongemeente": ["0392"], "schoolgemeente": ["0392"]}, True),
        ({"woongemeente": ["0392"], "schoolgemeente": ["0397"]}, False),
        ({"woongemeente": ["0392", "0397"], "schoolgemeente": ["0397"]}, None),
        ({"woongemeente": ["0392", "0397"], "schoolgemeente": ["0453", "0518"]}, False),
    ],
)
def test_two_facts_with_the_same_value(told: dict[str, list[Any]], expected: bool | None) -> None:
    assert truth(SAME, told) is expected


def test_two_unknown_facts_of_few_values_are_not_taken_to_be_the_same() -> None:
    assert truth(["same", "anoniem", "opp"], {}, DOMAINS) is None
    assert truth(["same", "anoniem", "opp"], {"anoniem": [True]}, DOMAINS) is None
    assert truth(["same", "anoniem", "opp"], {"anoniem": [True], "opp": [False]}, DOMAINS) is False


def test_three_facts_can_all_differ_in_values_that_nobody_named() -> None:
    pairs = [["same", a, b] for a, b in (("van", "naar"), ("naar", "derde"), ("van", "derde"))]
    assert truth(["any", pairs], {}) is None
    assert truth(["any", pairs], {"van": ["a"], "naar": ["b"]}) is None
    assert truth(["any", pairs], {"van": ["a"], "naar": ["b"], "derde": ["c"]}) is False


MEDICAL, CRISIS = ["has", "hulpvraag", ["medisch"]], ["has", "hulpvraag", ["crisis"]]


@pytest.mark.parametrize(
    ("told", "medical", "crisis", "both"),
    [
        ([frozenset({"medisch"})], True, False, False),
        ([frozenset({"medisch", "crisis"})], True, True, True),
        ([frozenset({"medisch", "crisis"}), frozenset({"medisch"})], True, None, None),
        ([frozenset({"gezin"})], False, False, False),
        ([frozenset()], False, False, False),
        (["medisch"], True, False, False),
        ([], None, None, None),
    ],
)
def test_of_a_set_several_may_hold_at_once(
    told: list[Any], medical: bool | None, crisis: bool | None, both: bool | None
) -> None:
    space = Space([MEDICAL, CRISIS], {"hulpvraag": told})
    assert space.truth(MEDICAL) is medical
    assert space.truth(CRISIS) is crisis
    assert space.truth(["all", [MEDICAL, CRISIS]]) is both


def test_two_values_of_a_set_do_not_exclude_each_other() -> None:
    space = Space([MEDICAL, CRISIS])
    assert space.size == 4
    assert space.truth(["all", [MEDICAL, CRISIS]]) is None
    assert space.mask(MEDICAL) & space.mask(CRISIS)
    assert truth(["has", "hulpvraag", ["medisch", "crisis"]], {"hulpvraag": [frozenset({"crisis"})]}) is True


def test_a_number_splits_at_its_thresholds_into_points_and_what_lies_between() -> None:
    condition = ["num", "te_laat_keer", "keer", None, [["ge", 4]]]
    other = ["num", "te_laat_keer", "keer", None, [["ge", 8]]]
    assert Space([condition, other]).size == 5


def test_a_topic_that_is_too_wide_says_how_wide() -> None:
    many = [["in", f"feit_{index}", [True]] for index in range(19)]
    with pytest.raises(TooWide, match="524288 cells"):
        Space(many)
    assert Space(many[:18]).size == 2**18 < MOST_CELLS


def test_one_condition_that_is_too_wide_is_judged_part_by_part() -> None:
    many = [["in", f"feit_{index}", [True]] for index in range(19)]
    known: dict[str, list[Any]] = {f"feit_{index}": [True] for index in range(19)}
    assert truth(["all", many], known) is True
    assert truth(["all", many], {**known, "feit_7": [False]}) is False
    assert truth(["all", many], {**known, "feit_7": []}) is None
    assert truth(["not", ["any", many]], known) is False
    assert truth(["any", many], {"feit_3": [True]}) is True
    assert truth(["any", many], {}) is None
