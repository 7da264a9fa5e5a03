"""Where ``validate`` holds rules against each other, against dates, and against the law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import run
from test_bad_regions import written

from kernketen.checking.check import Example
from kernketen.checking.example_rules import example

Found = Callable[..., list[str]]

SHORT = """\
  - id: kort
    topic: toestaan
    source: team
    modality: may
    when: {verlof_dagen: {le: 10, unit: lesdagen}}
    then: {outcome: mogelijk, text: Kort verlof kan.}
"""
LONG = """\
  - id: lang
    topic: toestaan
    source: team
    modality: must
    when: {verlof_dagen: {ge: 10, unit: lesdagen}}
    then: {outcome: doorsturen, who: coach, text: Over lang verlof beslist de coach.}
"""
FORBIDDEN = """\
  - id: nooit
    topic: toestaan
    source: team
    modality: must_not
    then: {outcome: niet_mogelijk, text: Dit kan niet.}
"""


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Path) -> Found:
    """``found("decisions", example)``: the findings of a family, each as "rule line: sentence"."""

    def of(family: str, wrong: Example) -> list[str]:
        monkeypatch.chdir(written(tmp_path, wrong))
        monkeypatch.setenv("KERNKETEN_LANG", "en")
        told: list[dict[str, Any]] = run("validate", "--only", family, "--format", "json").json["findings"]
        return [f"{one['rule'].partition('.')[2]} {one['line']}: {one['message']}" for one in told]

    return of


def leave(*rules: str) -> Example:
    return example("leave", "".join(rules))


def until(rule: str, key: str, date: str) -> str:
    return rule.replace("    then:", f'    {key}: "{date}"\n    then:')


AT_TEN = (
    "contradiction 3: If the number of days of leave is exactly 10 lesdagen, “kort” says outcome: mogelijk, "
    "but “lang” says outcome: doorsturen."
)


def test_rules_that_are_in_force_at_different_times_do_not_contradict(found: Found) -> None:
    assert found("decisions", leave(SHORT, LONG)) == [AT_TEN]
    before, after = until(SHORT, "valid_until", "2024"), until(LONG, "valid_from", "2025")
    assert found("decisions", leave(before, after)) == []
    assert found("decisions", leave(before, until(LONG, "valid_from", "2024-12"))) == [AT_TEN]


def test_a_rule_that_ends_before_its_document_begins_never_holds(found: Found) -> None:
    assert found("decisions", leave(until(SHORT, "valid_until", "2023"))) == [
        "never_holds 3: “kort” can never hold: its dates and those of its section have no day in common."
    ]


def test_a_doubt_that_names_the_situation_is_no_contradiction(found: Found) -> None:
    doubt = "    doubts: [{id: A, note: Precies tien is onduidelijk, when: {verlof_dagen: %s}}]\n"
    at_ten, at_nine = "{is: 10, unit: lesdagen}", "{lt: 10, unit: lesdagen}"
    assert found("decisions", leave(SHORT + doubt % at_ten, LONG)) == []
    assert found("decisions", leave(SHORT, LONG + doubt % at_ten)) == []
    assert found("decisions", leave(SHORT + doubt % at_nine, LONG)) == [AT_TEN]


def test_a_doubt_without_a_condition_must_name_the_other_place(found: Found) -> None:
    assert found("decisions", leave(SHORT + "    doubts: [{id: A, note: Twijfel}]\n", LONG)) == [AT_TEN]
    against = "    doubts: [{id: A, note: Twijfel, against: team}]\n"
    assert found("decisions", leave(SHORT + against, LONG)) == []


def test_a_rule_that_goes_first_does_not_contradict(found: Found) -> None:
    assert found("decisions", leave(SHORT, LONG + "    overrides: [kort]\n")) == []


def test_what_keeps_a_rule_from_being_heard_is_named(found: Found) -> None:
    assert found("decisions", leave(SHORT, FORBIDDEN)) == [
        "never_holds 3: “kort” is never heard: wherever it holds, “nooit” comes first."
    ]
    assert found("decisions", leave(SHORT, LONG.replace("ge: 10", "gt: 0") + "    overrides: [kort]\n")) == []
    all_of_it = LONG.replace("ge: 10", "le: 20") + "    overrides: [kort]\n"
    assert found("decisions", leave(SHORT, all_of_it)) == [
        "never_holds 3: “kort” is never heard: wherever it holds, “lang” comes first."
    ]
    elsewhere = SHORT.replace("    when:", "    scope: {schoolgemeente: Zandvoort}\n    when:")
    assert found("decisions", leave(elsewhere)) == [
        "never_holds 3: “kort” can never hold: its document speaks for other situations."
    ]


def test_holes_are_found_among_numbers_and_values_and_a_gap_closes_them(found: Found) -> None:
    by_kind = "".join(
        SHORT.replace("id: kort", f"id: {kind}").replace("{verlof_dagen: {le: 10, unit: lesdagen}}", when)
        for kind, when in (
            ("vakantie", "{verlofsoort: vakantie}"),
            ("gewichtig", "{verlofsoort: gewichtig, opp: true}"),
        )
    )
    hole = (
        "hole 4: “leave/toestaan” has no rule if it is about leave for weighty circumstances and there is "
        "no OPP, though it has one for what lies around it. Add a rule, or a gap."
    )
    assert found("decisions", leave(by_kind)) == [hole]
    gap = "  - {id: stil, topic: leave/toestaan, searched: all, note: Niets over zonder OPP.}\n"
    assert found("decisions", example("leave", by_kind, gaps=gap)) == []
    # One value and no other is no hole, and neither is an open end.
    assert found("decisions", leave(by_kind.partition("  - id: gewichtig")[0])) == []
    assert found("decisions", leave(SHORT)) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("melden {ge: 16, unit: uur, in: 4 weken}", ""),
        ("melden {gt: 12, unit: uur, in: 4 weken}", ""),
        ("melden {gt: 16, unit: lesuur, in: 4 lesweken}", "in 4 lesweken is exactly 16 lesuur"),
        ("melden {ge: 20, unit: uur, in: 4 weken}", "in 4 weken is 16 uur or more and less than 20 uur"),
        (
            "geen_meldplicht {le: 18, unit: uur, in: 4 weken}",
            "in 4 weken is 16 uur or more and 18 uur or less",
        ),
        # Another period is another thing, and so is none.
        ("melden {ge: 20, unit: uur, in: 1 schooljaar}", ""),
        ("melden {ge: 20, unit: uur}", ""),
    ],
)
def test_hours_of_absence_are_held_against_article_21a(found: Found, rule: str, told: str) -> None:
    outcome, _, number = rule.partition(" ")
    text = (
        "  - id: regel\n    topic: ongeoorloofd\n    source: team\n    modality: must\n"
        f"    when: {{verzuim_uren: {number}}}\n    then: {{outcome: {outcome}, text: Zo is het.}}\n"
    )
    law = (
        "This is looser than article 21a of the Leerplichtwet: absence without leave must be reported from "
        "16 hours in 4 weeks."
    )
    comma = "," if " and " in told else ""
    shows = (
        f"The difference shows if it is about unauthorised absence{comma} "
        f"and the number of hours of absence {told}."
    )
    assert found("law", example("absence", text)) == ([f"looser 7: {law} {shows}"] if told else [])


@pytest.mark.parametrize(
    ("article", "when", "then"),
    [
        (
            "",
            "{verlofsoort: vakantie, verlof_dagen: {le: 10, unit: lesdagen}}",
            "{outcome: mogelijk, text: x}",
        ),
        (
            "13a",
            "{verlofsoort: vakantie, verlof_dagen: {le: 12, unit: lesdagen}}",
            "{outcome: mogelijk, text: x}",
        ),
        (
            "13a",
            "{verlofsoort: vakantie, verlof_dagen: {gt: 12, unit: dagen}}",
            "{outcome: niet_mogelijk, text: x}",
        ),
        ("13a", "{verlofsoort: vakantie, schoolweek_na_zomer: {le: 1}}", "{outcome: niet_mogelijk, text: x}"),
        ("", "{verlofsoort: vakantie, schoolweek_na_zomer: {le: 3}}", "{outcome: niet_mogelijk, text: x}"),
        ("13a", "{verlofsoort: vakantie, keer_dit_jaar: {le: 2}}", "{outcome: mogelijk, text: x}"),
        (
            "14",
            "{verlofsoort: gewichtig, verlof_dagen: {le: 15, unit: dagen}}",
            "{outcome: mogelijk, text: x}",
        ),
        (
            "14",
            "{verlofsoort: gewichtig, verlof_dagen: {gt: 14, unit: dagen}}",
            "{outcome: doorsturen, text: x}",
        ),
        (
            "",
            "{verlofsoort: gewichtig, verlof_dagen: {gt: 10, unit: dagen}}",
            "{outcome: doorsturen, text: x}",
        ),
        ("", "{verlofsoort: religieus, verlof_dagen: {le: 15, unit: dagen}}", "{outcome: mogelijk, text: x}"),
        # A rule that counts nothing has no threshold.
        ("", "{verlofsoort: vakantie}", "{outcome: mogelijk, text: x}"),
    ],
)
def test_leave_is_held_against_articles_13a_and_14(found: Found, article: str, when: str, then: str) -> None:
    then = then.replace("doorsturen", "doorsturen, who: coach")
    text = (
        "  - id: regel\n    topic: toestaan\n    source: team\n    modality: may\n"
        f"    when: {when}\n    then: {then}\n"
    )
    told = [one.partition("article ")[2].partition(" ")[0] for one in found("law", leave(text))]
    assert told == ([article] if article else [])


def test_an_unknown_fact_of_a_case_has_its_place_and_the_nearest_word(found: Found) -> None:
    wrong = example("leave", SHORT, "toestaan: verlof_dagn: 9 lesdagen -> status: need_more_facts")
    assert found("cases", wrong) == [
        "given 5: This case cannot be tried. The case fact “verlof_dagn” does not exist. "
        "Did you mean “verlof_dagen”?",
        "rule_without_case 3: No case tries “kort”.",
    ]
    case = run("validate", "--only", "cases.given", "--format", "json").json["findings"][0]
    assert (case["line"], case["column"], case["suggestion"]) == (5, 13, "verlof_dagen")


def test_a_case_that_needs_more_facts_reaches_no_rule(found: Found) -> None:
    case = "toestaan: verlofsoort: vakantie -> status: need_more_facts"
    assert found("cases", example("leave", SHORT, case)) == ["rule_without_case 3: No case tries “kort”."]


def test_a_term_without_a_unit_is_told(found: Found) -> None:
    term = SHORT.replace("outcome: mogelijk", "outcome: mogelijk, within: {le: 2}")
    assert found("quantities", leave(term)) == [
        "without_unit 8: Say what is counted in “within”, such as werkdagen."
    ]
    assert found("quantities", leave(term.replace("le: 2", "ge: 1, in: 1 schooljaar"))) == []
