"""What counts as different, as not comparable, as silence and as equal; and who may be called stricter."""

from __future__ import annotations

from typing import Any, cast

import pytest
import small_regions as small

from kernketen.comparing.answers.rows import rows
from kernketen.comparing.answers.subject import Subject
from kernketen.comparing.answers.voices import Speaker
from kernketen.model.dates import span
from kernketen.model.region import Region
from kernketen.showing.in_short import in_short

ON = span("2026-11-22")
CANONICAL = {"leerplicht": ("leerplichtambtenaar", "same"), "coach": ("toegang_jeugdhulp", "rough"),
             "directeur": ("schoolleiding", "same"), "ib_er": ("intern_begeleider", "close")}  # fmt: skip
LATE: list[Any] = ["num", "te_laat_keer", "keer", None, [["gt", 12]]]


def region(name: str, *rules: Any, **more: Any) -> Region:
    found = dict(small.region(rules, **more))
    found |= {"id": name, "name": name.capitalize()}
    for role in cast("Any", found["roles"]):
        role["canonical"], role["match"] = CANONICAL.get(role["id"], ("", ""))
    return cast("Region", found)


def rule(what: dict[str, Any], question: str = "absence", topic: str = "te_laat", **more: Any) -> Any:
    return small.rule("regel", what, question=question, topic=topic, **more)


def compared(one: Region, other: Region, question: str = "absence", topic: str = "te_laat") -> list[Any]:
    speakers = [Speaker(one, ON), Speaker(other, ON)]
    found = rows(Subject(question, topic, topic), speakers, in_short)
    return [row for row in found if any(cell["mark"] != "silent" for cell in row["cells"].values())]


def only(one: Any, other: Any, **more: Any) -> Any:
    (row,) = compared(region("een", one), region("twee", other), **more)
    return row["class"], row["differs"], row["stricter"]


MELDEN = small.then("melden", who="leerplicht")

PAIRS: dict[str, tuple[Any, Any, Any]] = {
    "the same": (rule(MELDEN), rule(MELDEN), ("equal", [], None)),
    "another text": (
        rule(MELDEN), rule(small.then("melden", who="leerplicht", text="Anders gezegd.")),
        ("equal", [], None)),
    "another role": (
        rule(MELDEN), rule(small.then("melden", who="directeur")), ("different", ["who"], None)),
    "a role that matches closely": (
        rule(small.then("melden", who="ib_er")), rule(small.then("melden", who="ib_er")),
        ("equal", [], None)),
    "a role that matches only roughly": (
        rule(small.then("melden", who="coach")), rule(small.then("melden", who="coach")),
        ("not_comparable", ["who"], None)),
    "a role without a canonical one, under the same name": (
        rule(small.then("melden", who="jgz")), rule(small.then("melden", who="jgz")),
        ("not_comparable", ["who"], None)),
    "should instead of must": (
        rule(MELDEN), rule(MELDEN, modality="should"), ("different", ["modality"], None)),
    "told, not asked": (
        rule(MELDEN), rule(MELDEN, modality="info"), ("not_comparable", ["modality"], None)),
    "a text that does not say by whom": (
        rule(MELDEN), rule(small.then("melden", who="leerplicht", by="directeur")),
        ("not_comparable", ["by"], None)),
    "a word for something else": (
        rule(MELDEN), rule(small.then(decided_by="directeur", word="regie")),
        ("different", ["decided_by", "who"], None)),
    "another outcome": (
        rule(MELDEN), rule(small.then("gesprek", who="leerplicht")), ("different", ["outcome"], None)),
    "another term": (
        rule(small.then("melden", within={"le": 2, "unit": "werkdagen"})),
        rule(small.then("melden", within={"le": 5, "unit": "werkdagen"})), ("different", ["term"], None)),
    "a term in another unit": (
        rule(small.then("melden", within={"le": 2, "unit": "werkdagen"})),
        rule(small.then("melden", within={"le": 2, "unit": "dagen"})), ("not_comparable", ["term"], None)),
    "another paper": (
        rule(MELDEN), rule(small.then(see="bijlage")), ("not_comparable", ["elsewhere"], None)),
    "in words alone": (
        rule(MELDEN), rule(small.then(text="Zie de toelichting.")), ("not_comparable", ["words"], None)),
    "a person decides": (
        rule(MELDEN), rule(small.then(decided_by="directeur")), ("different", ["decided_by", "who"], None)),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair(name: str) -> None:
    one, other, expected = PAIRS[name]
    assert only(one, other) == expected
    assert only(other, one) == expected


def test_silence_is_on_one_side_and_attested_or_not() -> None:
    gap = {"id": "g", "topic": "absence/te_laat", "searched": ["eerste"], "see": "", "note": "", "doubts": [],
           "where": ("klein/statements.yaml", 4)}  # fmt: skip
    for more, attested in (({"gaps": [gap]}, True), ({}, False)):
        (row,) = compared(region("een", rule(MELDEN)), region("twee", **more))
        cell = row["cells"]["twee"]
        assert row["class"] == "silent"
        assert (cell["status"], cell["mark"], cell["attested"]) == ("not_regulated", "silent", attested)


def test_a_recommendation_is_no_agreement() -> None:
    sections = {"eerste": small.section("eerste", kind="recommendation")}
    (row,) = compared(region("een", rule(MELDEN)), region("twee", rule(MELDEN), sections=sections))
    assert (row["class"], row["differs"]) == ("different", ["kind"])
    assert row["cells"]["twee"]["mark"] == "recommended"


def test_another_unit_or_window_of_the_same_fact_cannot_be_compared() -> None:
    schoolweken: list[Any] = ["num", "verzuim_uren", "uur", "4 schoolweken", [["gt", 16]]]
    weken: list[Any] = ["num", "verzuim_uren", "uur", "4 weken", [["gt", 16]]]
    houdt = small.then("school_houdt")
    one = [rule(MELDEN, when=schoolweken), small.rule("b", houdt, question="absence", topic="te_laat",
                                                      when=["not", schoolweken])]  # fmt: skip
    other = [rule(MELDEN, when=weken)]
    (row,) = compared(region("een", *one), region("twee", *other))
    assert (row["class"], row["differs"]) == ("not_comparable", ["window"])
    assert {cell["mark"] for cell in row["cells"].values()} == {"depends"}


def test_who_has_the_duty_earlier_is_stricter() -> None:
    def kept(limit: list[Any]) -> list[Any]:
        houdt = small.then("school_houdt")
        more = {"question": "absence", "topic": "te_laat"}
        return [rule(MELDEN, when=limit), small.rule("b", houdt, when=["not", limit], **more)]

    early: list[Any] = ["num", "te_laat_keer", "keer", None, [["ge", 9]]]
    found = compared(region("een", *kept(LATE)), region("twee", *kept(early)))
    different = [row for row in found if row["class"] == "different"]
    assert [row["stricter"] for row in different] == [["twee"]]
    assert [row["stricter"] for row in found if row["class"] == "equal"] == [None, None]


def test_a_heavier_requirement_towards_parents_is_stricter() -> None:
    asked = {"question": "consent", "topic": "contact"}
    told = rule(small.then("informeren", of="ouders_"), **asked)
    told["then"]["of"] = None
    heavy = rule(small.then("toestemming"), **asked)
    assert only(told, heavy, **asked) == ("different", ["level"], ["twee"])
    assert only(heavy, rule(small.then("toestemming"), modality="should", **asked), **asked) == (
        "different",
        ["modality"],
        None,
    )


def test_what_hangs_on_a_fact_of_its_own_cannot_be_compared() -> None:
    one = region("een", rule(MELDEN, when=["in", "eigen", [True]]))
    one["facts"]["eigen"] = {**one["facts"]["anoniem"], "question_nl": "Is het zo?"}
    one["domains"]["eigen"] = [True, False]
    (row,) = compared(one, region("twee", rule(MELDEN)))
    assert (row["class"], row["differs"]) == ("not_comparable", ["own_facts"])
    assert row["cells"]["een"]["mark"] == "depends"


def test_what_cannot_be_compared_whatever_it_hangs_on_says_why() -> None:
    own = ["in", "eigen", [True]]
    one = region("een", rule(MELDEN, when=own),
                 small.rule("b", small.then("gesprek", who="directeur"), question="absence", topic="te_laat",
                            when=["not", own]))  # fmt: skip
    one["facts"]["eigen"] = {**one["facts"]["anoniem"], "question_nl": "Is het zo?"}
    one["domains"]["eigen"] = [True, False]
    (row,) = compared(one, region("twee", rule(small.then(see="bijlage"))))
    assert (row["class"], row["differs"]) == ("not_comparable", ["elsewhere"])


def test_two_services_of_one_region_are_two_answers() -> None:
    def served(name: str, when: Any) -> Any:
        return small.rule(
            name, small.then("melden", who=name), question="absence", topic="te_laat", when=when
        )

    bo: list[Any] = ["in", "schoolgemeente", ["0392"]]
    one = region("een", served("leerplicht", bo), served("directeur", ["not", bo]))
    for role in one["roles"]:
        if role["id"] == "directeur":
            role["canonical"] = "leerplichtambtenaar"
    (row,) = compared(one, region("twee", rule(MELDEN)))
    said = {entry["said"] for entry in row["cells"]["een"]["entries"]}
    assert (row["cells"]["een"]["mark"], len(said)) == ("depends", 2)


def test_a_region_that_speaks_alone_says_its_situations_in_its_own_words() -> None:
    one = region("een", rule(MELDEN, when=["in", "eigen", [True]]))
    one["facts"]["eigen"] = {**one["facts"]["anoniem"], "question_nl": "Is het zo?", "yes": "het zo is"}
    one["domains"]["eigen"] = [True, False]
    (row,) = compared(one, region("twee"))
    assert (row["class"], row["cells"]["een"]["mark"]) == ("silent", "agreed")
    assert row["situation"].endswith(" het zo is")


def test_situations_that_only_depend_are_one_row_for_the_same_speakers() -> None:
    def told(name: str, bo: bool, own: bool, outcome: str) -> Any:
        sector: list[Any] = ["in", "sector", ["bo"]]
        when = ["all", [sector if bo else ["not", sector], ["in", "eigen", [own]]]]
        return small.rule(name, small.then(outcome), question="absence", topic="te_laat", when=when)

    def maker(name: str) -> Region:
        parts = [told("a", True, True, "melden"), told("b", True, False, "gesprek"),
                 told("c", False, True, "informeren"), told("d", False, False, "gesprek")]  # fmt: skip
        found = region(name, *parts)
        found["facts"]["eigen"] = {**found["facts"]["anoniem"], "question_nl": "Is het zo?"}
        found["domains"]["eigen"] = [True, False]
        return found

    (row,) = compared(maker("een"), maker("twee"))
    assert (row["class"], row["situation"]) == ("not_comparable", None)
    assert len(row["cells"]["een"]["entries"]) == 3
    # The fact that both share is one on which it depends too.
    assert row["cells"]["een"]["short"].count("“") == 2


def test_where_a_school_is_makes_no_situation() -> None:
    papers = [small.document("plan", covers=["in", "schoolgemeente", ["0392"]])]
    elsewhere = [small.document("plan", covers=["in", "schoolgemeente", ["0518"]])]
    found = compared(
        region("een", rule(MELDEN), documents=papers), region("twee", rule(MELDEN), documents=elsewhere)
    )
    assert [(row["situation"], row["class"]) for row in found] == [(None, "equal")]


def test_those_who_say_the_same_are_grouped() -> None:
    speakers = [Speaker(region(name, rule(MELDEN)), ON) for name in ("een", "twee", "vier")]
    speakers.append(Speaker(region("drie", rule(small.then("gesprek"))), ON))
    (row,) = rows(Subject("absence", "te_laat", "Te laat"), speakers, in_short)
    assert row["groups"] == [["een", "twee", "vier"], ["drie"]]
