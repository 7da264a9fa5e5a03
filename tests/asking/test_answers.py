"""The engine where agreements turn: boundaries, windows, doubts, silence, dates, ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import small_regions as small
from small_regions import doubt, rule, section, step, then, who

from kernketen import words
from kernketen.asking.ask import ask, facts_used, questions, topics, written_quantities
from kernketen.asking.facts import given
from kernketen.asking.topics.answer import Asker
from kernketen.model.dates import span
from kernketen.refusal import Refusal

if TYPE_CHECKING:
    from kernketen.model.region import Region

TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def answer(
    rules: Any,
    on: str = TODAY,
    question: str = "leave",
    topic: str = "toestaan",
    more: Any = None,
    **facts: Any,
) -> dict[str, Any]:
    """The answer to a topic of a region with these rules; facts as a user says them."""
    region: Any = rules if isinstance(rules, dict) else small.region(rules, **(more or {}))
    return Asker(region, given(region, facts), span(on)).answer(question, topic)


def brief(found: dict[str, Any]) -> tuple[Any, ...]:
    return found["status"], found["outcome"], found["missing"], found["presumed"]


def roles(found: Any) -> Any:
    return found and (found["mode"], [role["id"] for role in found["roles"]])


def num(fact: str, op: str, number: float, unit: str | None, window: str | None = None) -> list[Any]:
    return ["num", fact, unit, window, [[op, number]]]


# -- numbers ------------------------------------------------------------------------------------------

LATE = [
    rule(
        "houdt",
        then("school_houdt", who="school"),
        question="absence",
        topic="te_laat",
        modality="info",
        when=num("te_laat_keer", "le", 12, "keer"),
    ),
    rule(
        "melden",
        then("melden", who="leerplicht", by="school"),
        question="absence",
        topic="te_laat",
        when=num("te_laat_keer", "gt", 12, "keer"),
    ),
]
HOURS = [
    rule(
        "melden",
        then("melden", who="leerplicht"),
        question="absence",
        topic="ongeoorloofd",
        when=num("verzuim_uren", "gt", 16, "uur", "4 schoolweken"),
        doubts=[doubt("A-16", num("verzuim_uren", "is", 16, "uur", "4 schoolweken"))],
    ),
    rule(
        "niet",
        then("geen_meldplicht"),
        question="absence",
        topic="ongeoorloofd",
        modality="info",
        when=num("verzuim_uren", "le", 16, "uur", "4 schoolweken"),
        doubts=[doubt("A-16", num("verzuim_uren", "is", 16, "uur", "4 schoolweken"), against="tweede")],
    ),
]


@pytest.mark.parametrize(("times", "outcome"), [(11, "school_houdt"), (12, "school_houdt"), (13, "melden")])
def test_exactly_12_late_arrivals_stay_with_the_school(times: int, outcome: str) -> None:
    found = answer(LATE, question="absence", topic="te_laat", te_laat_keer=times)
    assert brief(found) == ("decided", outcome, [], {})


@pytest.mark.parametrize(
    ("hours", "status", "outcome"),
    [
        ("15.5", "decided", "geen_meldplicht"),
        ("16", "ambiguous", "geen_meldplicht"),
        ("16.5", "decided", "melden"),
        ("17", "decided", "melden"),
    ],
)
def test_exactly_16_hours_is_not_more_than_16_and_says_that_others_count_from_16(
    hours: str, status: str, outcome: str
) -> None:
    found = answer(HOURS, question="absence", topic="ongeoorloofd", verzuim_uren=f"{hours}/4-schoolweken")
    assert brief(found) == (status, outcome, [], {})
    if status == "ambiguous":
        assert found["flags"] == [
            {
                "id": "A-16",
                "text": "Twijfel A-16.",
                "reading": None,
                "against": {"document": "plan", "title": "Het plan", "section": "Tweede", "date": "unknown"},
            }
        ]
    else:
        assert found["flags"] == []


@pytest.mark.parametrize(
    "said", ["17", "17/onbekend", "17/4-weken", "17/6-schoolweken", "17 lesuur/4-schoolweken", "17 lesuur"]
)
def test_a_number_in_another_unit_or_without_the_window_is_no_answer(said: str) -> None:
    found = answer(HOURS, question="absence", topic="ongeoorloofd", verzuim_uren=said)
    assert brief(found) == ("need_more_facts", None, ["verzuim_uren"], {})


@pytest.mark.parametrize(
    "said",
    [
        "17 uur/4-schoolweken",
        "17 uur in 4 schoolweken",
        "17 uur per 4 schoolweken",
        "17/4_schoolweken",
        "17,25/4-schoolweken",
    ],
)
def test_ways_to_write_a_number_with_its_window(said: str) -> None:
    if said.startswith("17,25"):
        said = said.replace(",", ".")
    found = answer(HOURS, question="absence", topic="ongeoorloofd", verzuim_uren=said)
    assert brief(found) == ("decided", "melden", [], {})


@pytest.mark.parametrize("said", ["13/onbekend", "13/1-schooljaar", "13 keer", 13, "13"])
def test_a_rule_without_a_window_takes_a_number_with_any(said: Any) -> None:
    found = answer(LATE, question="absence", topic="te_laat", te_laat_keer=said)
    assert brief(found) == ("decided", "melden", [], {})


LEAVE = [
    rule(
        "school",
        then("mogelijk", decided_by="directeur"),
        modality="may",
        when=["all", [["in", "verlofsoort", ["gewichtig"]], num("verlof_dagen", "le", 10, "dagen")]],
    ),
    rule(
        "leerplicht",
        then("doorsturen", who="leerplicht"),
        when=["all", [["in", "verlofsoort", ["gewichtig"]], num("verlof_dagen", "gt", 10, "dagen")]],
    ),
    rule(
        "vakantie",
        then("niet_mogelijk"),
        modality="must_not",
        when=["all", [["in", "verlofsoort", ["vakantie"]], num("verlof_dagen", "gt", 10, "lesdagen")]],
    ),
]


@pytest.mark.parametrize(
    ("days", "status", "outcome"), [(10, "conditional", "mogelijk"), (11, "decided", "doorsturen")]
)
def test_ten_days_are_the_school_s_and_eleven_go_to_leerplicht(days: int, status: str, outcome: str) -> None:
    found = answer(LEAVE, verlofsoort="gewichtig", verlof_dagen=days)
    assert brief(found) == (status, outcome, [], {})
    assert roles(found["decided_by"]) == (("all", ["directeur"]) if days == 10 else None)


def test_a_bare_number_is_meant_in_the_unit_of_the_rule_and_one_in_another_unit_is_not() -> None:
    assert answer(LEAVE, verlofsoort="vakantie", verlof_dagen=11)["outcome"] == "niet_mogelijk"
    assert answer(LEAVE, verlofsoort="vakantie", verlof_dagen="11 lesdagen")["outcome"] == "niet_mogelijk"
    other = answer(LEAVE, verlofsoort="vakantie", verlof_dagen="11 dagen")
    assert brief(other) == ("need_more_facts", None, ["verlof_dagen"], {})


def test_several_possible_numbers_decide_where_they_agree() -> None:
    assert answer(LATE, question="absence", topic="te_laat", te_laat_keer="13, 14")["outcome"] == "melden"
    found = answer(LATE, question="absence", topic="te_laat", te_laat_keer="12, 13")
    assert brief(found) == ("need_more_facts", None, ["te_laat_keer"], {})


# -- words --------------------------------------------------------------------------------------------


def test_a_word_for_several_values_is_decided_where_they_agree() -> None:
    rules = [
        rule("po", then("mogelijk"), when=["in", "sector", ["bo", "sbo", "so"]]),
        rule("vo", then("niet_mogelijk"), when=["in", "sector", ["vo"]]),
    ]
    assert answer(rules, sector="po")["outcome"] == "mogelijk"
    assert answer(rules, sector="bo,SBO")["outcome"] == "mogelijk"
    assert brief(answer(rules, sector="so,vo")) == ("need_more_facts", None, ["sector"], {})
    assert brief(answer(rules, sector="bo,onbekend")) == ("need_more_facts", None, ["sector"], {})


@pytest.mark.parametrize("said", ["ja", "JA", "yes", "True", "waar", True])
def test_yes_in_any_way(said: Any) -> None:
    assert answer([rule("a", then("mogelijk"), when=["in", "anoniem", [True]])], anoniem=said)["outcome"]


def test_of_a_set_what_is_said_is_all_there_is() -> None:
    rules = [
        rule(
            "medisch",
            then("aan_zet", who="jgz"),
            when=["has", "hulpvraag", ["medisch"]],
            question="referral",
            topic="aanspreekpunt",
        ),
        rule(
            "crisis",
            then("aan_zet", who="coach"),
            when=["has", "hulpvraag", ["crisis"]],
            question="referral",
            topic="aanspreekpunt",
        ),
    ]

    def asked(said: Any) -> dict[str, Any]:
        return answer(rules, question="referral", topic="aanspreekpunt", hulpvraag=said)

    assert roles(asked("medisch")["who"]) == ("all", ["jgz"])
    assert roles(asked("crisis, medisch")["who"]) == ("all", ["coach", "jgz"])
    assert roles(asked(["medisch", "gezin"])["who"]) == ("all", ["jgz"])
    assert asked("gezin")["status"] == "not_regulated"
    assert answer(rules, question="referral", topic="aanspreekpunt")["missing"] == ["hulpvraag"]


def test_a_canonical_role_that_fits_several_local_roles_is_any_of_them() -> None:
    region = small.region(
        [
            rule("een", then("mogelijk"), when=["in", "van", ["ib_er"]]),
            rule("ander", then("niet_mogelijk"), when=["in", "van", ["coach"]]),
        ]
    )
    for role in region["roles"]:
        role["canonical"] = "intern_begeleider" if role["id"] in ("ib_er", "coach") else ""
    assert brief(answer(region, van="intern begeleider")) == ("need_more_facts", None, ["van"], {})
    assert answer(region, van="coach")["outcome"] == "niet_mogelijk"


def test_a_group_stands_for_its_members() -> None:
    rules = [rule("school", then("mogelijk"), when=["in", "van", ["directeur", "ib_er"]])]
    assert answer(rules, van="school")["outcome"] == "mogelijk"
    assert answer(rules, van="IB-er")["outcome"] == "mogelijk"
    assert answer(rules, van="jgz")["status"] == "not_regulated"


# -- rules beside each other ---------------------------------------------------------------------------


def test_a_rule_that_overrides_another_is_heard_alone() -> None:
    rules = [
        rule("gewoon", then("niet_mogelijk"), modality="must_not"),
        rule("toch", then("mogelijk"), modality="may", when=["in", "zorgen", [True]], overrides=["gewoon"]),
    ]
    assert answer(rules, zorgen=False)["outcome"] == "niet_mogelijk"
    found = answer(rules, zorgen=True)
    assert (found["outcome"], [entry["rule"] for entry in found["because"]]) == ("mogelijk", ["toch"])
    assert answer(rules)["missing"] == ["zorgen"]


def test_a_prohibition_goes_before_a_permission_and_brings_its_own_doubts_only() -> None:
    rules = [
        rule(
            "mag",
            then("mogelijk", text="Kan."),
            modality="may",
            doubts=[doubt("A-1"), doubt("A-2", ["all", []])],
        ),
        rule(
            "niet",
            then("niet_mogelijk", text="Kan niet."),
            modality="must_not",
            when=["in", "opp", [True]],
            doubts=[doubt("A-3")],
        ),
    ]
    found = answer(rules, opp=True)
    assert brief(found) == ("decided", "niet_mogelijk", [], {})
    assert (found["text"], [flag["id"] for flag in found["flags"]]) == ("Kan niet.", ["A-3"])
    assert answer(rules, opp=False)["status"] == "ambiguous"


def test_two_prohibitions_never_contradict_each_other() -> None:
    rules = [
        rule(
            "b",
            then("niet_toegestaan", text="Twee."),
            question="consent",
            topic="contact",
            modality="must_not",
        ),
        rule("a", then("vrij", text="Een."), question="consent", topic="contact", modality="must_not"),
    ]
    found = answer(rules, question="consent", topic="contact")
    assert found["status"] == "decided"
    assert [entry["rule"] for entry in found["because"]] == ["a", "b"]
    assert found["text"] == "Een. Twee."


def test_two_rules_with_different_outcomes_are_ambiguous_with_both_places() -> None:
    rules = [
        rule("regie.een", then("regie", who="school"), question="regie", topic="casus", modality="info"),
        rule(
            "regie.ander",
            then("regie", who="jgz"),
            question="regie",
            topic="casus",
            modality="info",
            source="tweede",
        ),
    ]
    found = answer(rules, question="regie", topic="casus")
    assert found["status"] == "ambiguous"
    assert [entry["rule"] for entry in found["because"]] == ["regie.ander", "regie.een"]
    (flag,) = found["flags"]
    assert flag["id"] == "regie.ander/regie.een"
    assert flag["text"] == "Two agreements contradict each other here: regie.ander and regie.een."
    assert flag["against"]["section"] == "Eerste"


def test_two_terms_for_one_duty_contradict_each_other() -> None:
    rules = [
        rule(
            "snel",
            then("termijn", within={"le": 2, "unit": "werkdagen"}),
            question="deadline",
            topic="reageren",
        ),
        rule(
            "later",
            then("termijn", within={"le": 5, "unit": "werkdagen"}),
            question="deadline",
            topic="reageren",
        ),
        rule("zonder", then("termijn", by="school"), question="deadline", topic="reageren"),
    ]
    found = answer(rules, question="deadline", topic="reageren")
    assert (found["status"], len(found["flags"])) == ("ambiguous", 1)
    assert answer(rules[1:], question="deadline", topic="reageren")["within"] == {
        "le": 5,
        "unit": "werkdagen",
    }


def test_two_duties_stand_side_by_side() -> None:
    rules = [
        rule("a", then("melden", who="leerplicht", by="school"), question="absence", topic="ziek"),
        rule("b", then("melden", who="jgz", by="school", inform="coach"), question="absence", topic="ziek"),
    ]
    found = answer(rules, question="absence", topic="ziek")
    assert found["status"] == "decided"
    assert roles(found["who"]) == ("all", ["leerplicht", "jgz"])
    assert roles(found["by"]) == ("all", ["school"])
    assert roles(found["inform"]) == ("all", ["coach"])


def test_a_further_rule_that_only_adds_company_is_not_waited_for() -> None:
    rules = [
        rule("a", then("mogelijk", by="school"), when=["in", "opp", [True]]),
        rule("b", then("mogelijk", by="school", **{"with": "jgz"}), when=["in", "zorgen", [True]]),
    ]
    found = answer(rules, opp=True)
    assert (found["status"], found["with"]) == ("decided", None)
    assert roles(answer(rules, opp=True, zorgen=True)["with"]) == ("all", ["jgz"])
    assert sorted(answer(rules)["missing"]) == ["opp", "zorgen"]
    assert answer(rules, opp=False)["missing"] == ["zorgen"]
    both = ["all", [["in", "opp", [True]], ["in", "zorgen", [True]]]]
    inside = rule("b", then("mogelijk", by="school", **{"with": "jgz"}), when=both)
    assert answer([rules[0], inside])["missing"] == ["opp"]


def test_different_company_in_different_situations_is_told_apart() -> None:
    rules = [
        rule("a", then("mogelijk", **{"with": "coach"}), when=["in", "opp", [True]]),
        rule("b", then("mogelijk", **{"with": "jgz"}), when=["in", "opp", [False]]),
    ]
    assert brief(answer(rules)) == ("need_more_facts", None, ["opp"], {})


def test_complementary_rules_that_say_the_same_answer_together() -> None:
    rules = [
        rule("a", then("mogelijk"), when=["in", "opp", [True]]),
        rule("b", then("mogelijk"), when=["in", "opp", [False]]),
    ]
    found = answer(rules)
    assert brief(found) == ("decided", "mogelijk", [], {})
    assert [entry["rule"] for entry in found["because"]] == ["a", "b"]


def test_the_most_telling_fact_is_asked_first() -> None:
    rules = [
        rule("a", then("mogelijk"), when=["all", [["in", "sector", ["bo"]], ["in", "opp", [True]]]]),
        rule("b", then("niet_mogelijk"), when=["in", "sector", ["vo"]]),
        rule("c", then("doorsturen"), when=["in", "sector", ["mbo"]]),
    ]
    assert answer(rules)["missing"] == ["sector", "opp"]
    assert answer(rules, sector="bo")["missing"] == ["opp"]
    assert answer(rules, opp=False)["missing"] == ["sector"]


def test_who_unknown_is_nobody_and_is_said_to_be_left_open() -> None:
    found = answer([rule("a", then("mogelijk", by="unknown", who="school"))])
    assert (found["by"], found["unstated"]) == (None, ["by"])
    assert roles(found["who"]) == ("all", ["school"])


@pytest.mark.parametrize(
    ("what", "status"),
    [
        (then(decided_by="directeur", among=["coach", "jgz"]), "human_decision"),
        (then("mogelijk", decided_by="directeur"), "conditional"),
        (then(see="bijlage"), "external_reference"),
        (then("mogelijk", see="bijlage"), "decided"),
        (then("mogelijk", by="directeur"), "decided"),
    ],
)
def test_the_status_follows_from_what_is_said(what: Any, status: str) -> None:
    found = answer([rule("a", what)])
    assert found["status"] == status
    assert found["see"] == ({"id": "bijlage", "title": "Bijlage", "date": None} if what["see"] else None)


@pytest.mark.parametrize("mode", ["one_of", "any", "all"])
def test_roles_keep_how_they_belong_together(mode: str) -> None:
    found = answer([rule("a", then("mogelijk", by=who("jgz", "coach", mode=mode)))])
    assert found["by"] == {
        "mode": mode,
        "roles": [
            {"id": "jgz", "name": "jgz", "canonical": None},
            {"id": "coach", "name": "coach", "canonical": "toegang_jeugdhulp"},
        ],
    }


# -- what is presumed ---------------------------------------------------------------------------------

NAMED = [
    rule(
        "met_naam",
        then("toestemming", of="directeur"),
        question="consent",
        topic="contact",
        scope=["in", "anoniem", [False]],
    ),
    rule(
        "zonder_naam",
        then("vrij"),
        question="consent",
        topic="contact",
        modality="may",
        when=["in", "anoniem", [True]],
    ),
]


def test_what_a_rule_is_about_is_presumed_and_said() -> None:
    found = answer(NAMED, question="consent", topic="contact")
    assert brief(found) == ("decided", "toestemming", [], {"anoniem": False})
    told = answer(NAMED, question="consent", topic="contact", anoniem=False)
    assert brief(told) == ("decided", "toestemming", [], {})
    assert answer(NAMED, question="consent", topic="contact", anoniem=True)["outcome"] == "vrij"


def test_scopes_that_exclude_each_other_are_asked() -> None:
    rules = [
        rule("bo", then("mogelijk"), scope=["in", "sector", ["bo"]]),
        rule("vo", then("niet_mogelijk"), scope=["in", "sector", ["vo"]]),
    ]
    assert brief(answer(rules)) == ("need_more_facts", None, ["sector"], {})
    assert answer(rules, sector="vo")["outcome"] == "niet_mogelijk"


def test_a_rule_that_cannot_hold_has_no_say_in_what_is_presumed() -> None:
    rules = [
        rule("bo", then("mogelijk"), scope=["in", "sector", ["bo"]]),
        rule("vo", then("niet_mogelijk"), scope=["in", "sector", ["vo"]], when=["in", "opp", [True]]),
    ]
    assert answer(rules)["status"] == "need_more_facts"
    assert brief(answer(rules, opp=False)) == ("decided", "mogelijk", [], {"sector": "bo"})


def test_several_possible_values_are_narrowed_by_what_the_rule_is_about() -> None:
    rules = [rule("bo", then("mogelijk"), scope=["in", "sector", ["bo"]])]
    assert brief(answer(rules, sector="po")) == ("decided", "mogelijk", [], {"sector": "bo"})
    assert answer(rules, sector="vo")["status"] == "not_regulated"


def test_a_presumption_that_makes_no_difference_is_not_mentioned() -> None:
    rules = [
        rule("altijd", then("mogelijk")),
        rule("ook", then("mogelijk"), scope=["in", "sector", ["bo"]]),
    ]
    assert brief(answer(rules)) == ("decided", "mogelijk", [], {})


@pytest.mark.parametrize(
    ("scope", "presumed"),
    [
        (["not", ["in", "sector", ["vo", "vso", "mbo"]]], {"sector": ["vve", "bo", "sbo", "so"]}),
        (num("leeftijd", "ge", 12, "jaar"), {"leeftijd": {"ge": 12, "unit": "jaar"}}),
        (["has", "hulpvraag", ["crisis"]], {"hulpvraag": "crisis"}),
        (["not", ["in", "woongemeente", ["0392"]]], {"woongemeente": "the pupil does not live in Haarlem"}),
        (["not", ["has", "hulpvraag", ["crisis"]]], {"hulpvraag": "the request is not about a crisis"}),
    ],
)
def test_a_presumption_says_what_is_presumed(scope: Any, presumed: dict[str, Any]) -> None:
    assert brief(answer([rule("a", then("mogelijk"), scope=scope)])) == ("decided", "mogelijk", [], presumed)


# -- doubts -------------------------------------------------------------------------------------------

UNCLEAR = [
    rule("a", then("mogelijk"), doubts=[doubt("A-1", num("leeftijd", "is", 18, "jaar")), doubt("A-2")])
]


@pytest.mark.parametrize(
    ("age", "status", "flags"),
    [(17, "decided", ["A-2"]), (18, "ambiguous", ["A-1", "A-2"]), (None, "decided", ["A-2"])],
)
def test_a_doubt_bites_there_and_nowhere_else(age: Any, status: str, flags: list[str]) -> None:
    found = answer(UNCLEAR, **({} if age is None else {"leeftijd": age}))
    assert (found["status"], [flag["id"] for flag in found["flags"]]) == (status, flags)


def test_doubts_of_the_section_and_of_the_rung_come_along() -> None:
    more = {"sections": {"eerste": section("eerste", doubts=[doubt("S-1")])}}
    rung = step("een", then("mogelijk"), doubts=[doubt("T-1")])
    found = answer([rule("a", order="ladder", steps=[rung], doubts=[doubt("R-1")])], more=more)
    assert [flag["id"] for flag in found["flags"]] == ["R-1", "S-1", "T-1"]


# -- silence ------------------------------------------------------------------------------------------


def gap(**more: Any) -> dict[str, Any]:
    found = {
        "id": "g",
        "topic": "leave/toestaan",
        "searched": ["tweede"],
        "see": "",
        "note": "Niets.",
        "doubts": [],
        "where": ("klein/statements.yaml", 4),
    }
    return {"gaps": [{**found, **more}]}


def test_silence_says_whether_the_text_was_searched() -> None:
    never = answer([])
    assert (never["status"], never["attested"], never["searched"]) == ("not_regulated", False, [])
    searched = answer([], more=gap())
    assert (searched["status"], searched["attested"], searched["text"]) == ("not_regulated", True, "Niets.")
    assert [source["section"] for source in searched["searched"]] == ["Tweede"]
    assert answer([], more=gap(searched=["all"]))["searched"] == ["all"]
    elsewhere = answer([], more=gap(see="bijlage"))
    assert (elsewhere["status"], elsewhere["see"]["id"]) == ("external_reference", "bijlage")


def test_where_no_rule_can_hold_the_gap_answers_too() -> None:
    found = answer([rule("a", then("mogelijk"), when=["in", "opp", [True]])], more=gap(), opp=False)
    assert (found["status"], found["attested"], found["because"]) == ("not_regulated", True, [])


COVERED = {"covers": ["in", "woongemeente", ["0392", "0397"]], "excludes": ["in", "leeftijdsgroep", ["x"]]}


def test_who_is_not_covered_hears_that_nothing_was_agreed() -> None:
    more = {"documents": [small.document(covers=["in", "woongemeente", ["0392", "0397"]])]}
    rules = [rule("a", then("mogelijk"))]
    assert answer(rules, more=more, woongemeente="Velsen")["status"] == "not_regulated"
    assert answer(rules, more=more, woongemeente="Haarlem")["outcome"] == "mogelijk"
    assert answer(rules, more=more)["outcome"] == "mogelijk"


def test_what_the_text_leaves_out_is_out_of_scope_with_its_place() -> None:
    more = {"documents": [small.document(excludes=["in", "sector", ["vo"]])]}
    found = answer([rule("a", then("mogelijk"))], more=more, sector="vo")
    assert found["status"] == "out_of_scope"
    assert found["because"] == [
        {
            "rule": None,
            "source": {"document": "plan", "title": "Het plan", "section": None, "date": "2024-01"},
            "where": {"file": "klein/region.yaml", "line": 2},
            "facts": {"sector": "vo"},
            "condition": "it is about vo",
        }
    ]
    assert answer([rule("a", then("mogelijk"))], more=more, sector="bo,vo")["outcome"] == "mogelijk"


# -- dates --------------------------------------------------------------------------------------------

DATED = {
    "sections": {
        "eerste": section("eerste", valid_until="2022-08"),
        "tweede": section("tweede", valid_from="2022-09"),
    }
}
CHANGED = [rule("oud", then("mogelijk")), rule("nieuw", then("niet_mogelijk"), source="tweede")]


@pytest.mark.parametrize(
    ("on", "outcome", "rules"),
    [
        ("2022-08-31", "mogelijk", ["oud"]),
        ("2022-09-01", "niet_mogelijk", ["nieuw"]),
        ("2022-08", "mogelijk", ["oud"]),
        ("2022", "niet_mogelijk", ["nieuw"]),
        ("2021", "mogelijk", ["oud"]),
    ],
)
def test_the_section_of_the_day_answers(on: str, outcome: str, rules: list[str]) -> None:
    found = answer(CHANGED, on=on, more=DATED)
    assert (found["outcome"], [entry["rule"] for entry in found["because"]]) == (outcome, rules)


def test_a_rule_has_dates_of_its_own_too() -> None:
    rules = [rule("a", then("mogelijk"), valid_from="2023-02-01", valid_until="2023-03-31")]
    said = [
        answer(rules, on=day)["status"] for day in ("2023-01-31", "2023-02-01", "2023-03-31", "2023-04-01")
    ]
    assert said == ["not_regulated", "decided", "decided", "not_regulated"]
    assert answer(rules, on="2023")["status"] == "decided"


def test_an_unknown_date_is_shown_and_excludes_nothing() -> None:
    more = {"sections": {"eerste": section("eerste", valid_from="unknown")}}
    found = answer([rule("a", then("mogelijk"))], more=more, on="1999")
    assert found["because"][0]["source"]["date"] == "unknown"


# -- ladders and sequences ----------------------------------------------------------------------------

LADDER = [
    rule(
        "op",
        order="ladder",
        question="escalation",
        topic="casus_vast",
        steps=[
            step("cjg", then("aanspreekpunt", who="coach"), modality="info"),
            step("vier", then("gesprek", by="school"), when=num("te_laat_keer", "ge", 4, "keer")),
            step(
                "acht",
                then("opschalen", who="leerplicht"),
                when=num("te_laat_keer", "ge", 8, "keer"),
                source="tweede",
                where=("klein/rules/x.yaml", 12),
            ),
        ],
    )
]


@pytest.mark.parametrize(
    ("times", "reached", "following", "outcome"),
    [(3, "cjg", "vier", "aanspreekpunt"), (4, "vier", "acht", "gesprek"), (8, "acht", None, "opschalen")],
)
def test_the_last_rung_that_holds_is_reached(
    times: int, reached: str, following: str | None, outcome: str
) -> None:
    found = answer(LADDER, question="escalation", topic="casus_vast", te_laat_keer=times)
    assert (found["step"], found["next"], found["outcome"]) == (reached, following, outcome)
    assert [entry["id"] for entry in found["steps"]] == ["cjg", "vier", "acht"]


def test_a_rung_has_its_own_place_and_strength() -> None:
    found = answer(LADDER, question="escalation", topic="casus_vast", te_laat_keer=8)
    assert found["because"][0]["source"]["section"] == "Tweede"
    assert found["because"][0]["where"] == {"file": "klein/rules/x.yaml", "line": 12}
    assert found["modality"] == "must"
    assert answer(LADDER, question="escalation", topic="casus_vast", te_laat_keer=1)["modality"] == "info"


def test_which_rung_is_not_guessed() -> None:
    found = answer(LADDER, question="escalation", topic="casus_vast")
    assert brief(found) == ("need_more_facts", None, ["te_laat_keer"], {})
    assert found["step"] is None


def test_a_sequence_is_shown_as_it_is_with_form_and_what_is_not_included() -> None:
    form = [{"id": "naam", "text": "Naam van de school", "source": "eerste"}]
    steps = [
        step("aanvragen", then("aanvragen", by="school"), text="Vraag een account aan.", form=form),
        step("schema", content="not_included", when=["in", "opp", [True]]),
    ]
    rules = [
        rule(
            "account",
            then("registreren"),
            order="sequence",
            steps=steps,
            question="referral",
            topic="instrument",
        )
    ]
    found = answer(rules, question="referral", topic="instrument")
    assert (found["status"], found["outcome"], found["step"], found["next"]) == (
        "decided",
        "registreren",
        None,
        None,
    )
    first, second = found["steps"]
    assert (first["text"], first["form"], first["included"]) == (
        "Vraag een account aan.",
        ["Naam van de school"],
        True,
    )
    assert (second["condition"], second["included"]) == ("there is an OPP", False)


# -- consent ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("if_refused", ["", "alleen_anoniem", "niet_toegestaan", "motiveren", "meldcode"])
@pytest.mark.parametrize("consent", [None, "gegeven", "geweigerd", "niet_gevraagd"])
def test_the_verdict_follows_from_the_consent(if_refused: str, consent: str | None) -> None:
    rules = [
        rule(
            "a", then("toestemming", of="school", if_refused=if_refused), question="consent", topic="contact"
        )
    ]
    facts = {} if consent is None else {"toestemming": consent}
    found = answer(rules, question="consent", topic="contact", **facts)
    assert (found["status"], found["outcome"], found["missing"]) == ("decided", "toestemming", [])
    expected = {
        None: None,
        "gegeven": "allowed",
        "niet_gevraagd": "ask_first",
        "geweigerd": if_refused or "not_allowed",
    }
    assert found["verdict"] == expected[consent]
    assert found["if_refused"] == (if_refused or None)


@pytest.mark.parametrize("outcome", ["vrij", "informeren", "eerst_spreken", "overleg", "alleen_anoniem"])
def test_a_lighter_requirement_has_no_verdict(outcome: str) -> None:
    rules = [rule("a", then(outcome), question="consent", topic="contact")]
    assert answer(rules, question="consent", topic="contact", toestemming="geweigerd")["verdict"] is None


# -- a question as a whole ----------------------------------------------------------------------------


def whole() -> Region:
    return small.region(
        [
            rule("b", then("aanvragen"), topic="aanvragen", when=["in", "opp", [True]]),
            rule("a", then("mogelijk"), when=num("verlof_dagen", "le", 10, "dagen", "1 schooljaar")),
            rule(
                "c",
                then("x", text="Eigen."),
                topic="klein.eigen",
                scope=["in", "zorgen", [True]],
                doubts=[doubt("A-1", ["in", "anoniem", [True]])],
            ),
        ],
        topics={"klein.eigen": "leave", "klein.stil": "leave"},
    )


def test_decided_topics_come_first_then_those_that_need_facts_then_the_silent_ones() -> None:
    found = ask(whole(), "leave", None, {}, span("2026"))
    assert [(a["topic"], a["status"]) for a in found["answers"]] == [
        ("klein.eigen", "decided"),
        ("toestaan", "need_more_facts"),
        ("aanvragen", "need_more_facts"),
        ("klein.stil", "not_regulated"),
    ]
    assert (found["on"], found["region_name"]) == ("2026", "Klein")
    assert found["answers"][1]["missing"] == [
        {
            "fact": "verlof_dagen",
            "question": "How many days?",
            "question_nl": "",
            "values": [],
            "written": ["dagen/1-schooljaar"],
        }
    ]


def test_one_topic_alone_and_what_a_question_uses() -> None:
    region = whole()
    assert [a["topic"] for a in ask(region, "leave", "aanvragen", {}, span("2026"))["answers"]] == [
        "aanvragen"
    ]
    assert topics(region, "leave") == ["toestaan", "aanvragen", "klein.eigen", "klein.stil"]
    assert questions(region) == ["leave"]
    assert facts_used(region, "leave", None) == ["anoniem", "opp", "zorgen", "verlof_dagen"]
    assert facts_used(region, "leave", "aanvragen") == ["opp"]
    assert written_quantities(region, None, None) == {"verlof_dagen": ["dagen/1-schooljaar"]}


def test_a_topic_that_is_too_wide_asks_for_all_that_its_rules_name() -> None:
    facts = ("woongemeente", "schoolgemeente", "school", "postcodegebied")
    rules = [
        rule(f"{fact}.{n}", then("mogelijk"), when=["in", fact, [str(n)]])
        for fact in facts
        for n in range(40)
    ]
    region = small.region(rules)
    found = Asker(region, {"school": ["3"]}, span(TODAY)).answer("leave", "toestaan")
    assert (found["status"], found["missing"]) == (
        "need_more_facts",
        ["schoolgemeente", "woongemeente", "postcodegebied"],
    )
    with pytest.raises(Refusal) as refused:
        Asker(region, {fact: ["3"] for fact in facts}, span(TODAY)).answer("leave", "toestaan")
    assert refused.value.sentence == (
        "The topic toestaan is too wide to be answered: its rules belong in several topics."
    )
