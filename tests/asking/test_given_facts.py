"""What a user says about a case: read with the region's words, or refused in one sentence."""

from __future__ import annotations

from typing import Any

import pytest
import small_regions as small
from small_regions import rule

from kernketen import words
from kernketen.asking.facts import given, pairs
from kernketen.model.facts import dictionary
from kernketen.model.synonyms import SYNONYMS
from kernketen.refusal import Refusal

REGION = small.region([rule("a")], areas={"polder": ["2065", "2066"]})


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


@pytest.mark.parametrize(
    ("fact", "said", "values"),
    [
        ("anoniem", "JA", [True]),
        ("anoniem", "nee", [False]),
        ("anoniem", "Yes", [True]),
        ("anoniem", "no", [False]),
        ("anoniem", "ja,nee", [True, False]),
        ("anoniem", False, [False]),
        ("sector", "PO", ["bo", "sbo", "so"]),
        ("sector", "bo, VO", ["bo", "vo"]),
        ("sector", ["bo", "vo"], ["bo", "vo"]),
        ("handeling", "onderzoek aanvragen", ["onderzoek_aanvragen"]),
        ("woongemeente", "Haarlem", ["0392"]),
        ("woongemeente", "0392,heemstede", ["0392", "0397"]),
        ("postcodegebied", "polder", ["2065", "2066"]),
        ("postcodegebied", "2012", ["2012"]),
        ("van", "IB-er", ["ib_er"]),
        ("van", "school", ["directeur", "ib_er"]),
        ("van", "Intern Begeleider", ["ib_er"]),
        ("hulpvraag", "medisch", [frozenset({"medisch"})]),
        ("hulpvraag", "crisis, medisch", [frozenset({"medisch", "crisis"})]),
        ("begonnen_op", "2024-02-29", ["2024-02-29"]),
        ("te_laat_keer", "13", [(13.0, None, None)]),
        ("te_laat_keer", 13, [(13.0, None, None)]),
        ("verzuim_uren", "17/4-schoolweken", [(17.0, None, "4 schoolweken")]),
        ("verzuim_uren", "16.5 uur / 4 schoolweken", [(16.5, "uur", "4 schoolweken")]),
        ("verzuim_uren", "17 lesuur/onbekend", [(17.0, "lesuur", None)]),
        ("verzuim_uren", "17 uren", [(17.0, "uur", None)]),
        ("verzuim_uren", "12, 13", [(12.0, None, None), (13.0, None, None)]),
        ("verzuim_uren", "10,12", [(10.0, None, None), (12.0, None, None)]),
    ],
)
def test_what_is_meant(fact: str, said: Any, values: list[Any]) -> None:
    assert given(REGION, {fact: said}) == {fact: values}


@pytest.mark.parametrize("fact", ["anoniem", "sector", "van", "hulpvraag", "verzuim_uren", "begonnen_op"])
@pytest.mark.parametrize("said", ["onbekend", "unknown", "?"])
def test_what_is_not_known_is_not_given(fact: str, said: str) -> None:
    assert given(REGION, {fact: said}) == {}


def test_where_one_possibility_is_anything_nothing_is_known() -> None:
    assert given(REGION, {"sector": "bo,onbekend"}) == {}


@pytest.mark.parametrize(
    ("fact", "said", "sentence", "near"),
    [
        ("anoniemm", "ja", "The case fact “anoniemm” does not exist. Did you mean “anoniem”?", ("anoniem",)),
        (
            "anoniem",
            "misschien",
            "The fact anoniem is yes or no, not “misschien”. Did you mean “ja”?",
            ("ja", "nee"),
        ),
        (
            "toestemming",
            "gegevn",
            "“gegevn” is no value of toestemming; choose from gegeven, geweigerd, niet_gevraagd. "
            "Did you mean “gegeven”?",
            ("gegeven",),
        ),
        (
            "woongemeente",
            "Harlem",
            "“Harlem” is no municipality that is known; a place lies in one. Did you mean “Haarlem”?",
            ("Haarlem", "Haren"),
        ),
        (
            "van",
            "direkteur",
            "The region Klein has no role “direkteur”; write “ander” for somebody whom it does not name. "
            "Did you mean “directeur”?",
            ("directeur",),
        ),
        (
            "postcodegebied",
            "de polders",
            "“de polders” is neither a postcode nor an area that Klein names. Did you mean “De Polder”?",
            ("De Polder",),
        ),
        ("begonnen_op", "2024-02-30", "“2024-02-30” is no day; write it as 2024-03-31.", ()),
        ("begonnen_op", "2024-02", "“2024-02” is no day; write it as 2024-03-31.", ()),
        ("te_laat_keer", "-1", "te_laat_keer cannot be less than zero.", ()),
        ("te_laat_keer", -1, "te_laat_keer cannot be less than zero.", ()),
        ("te_laat_keer", "vaak", "“vaak” is no quantity for te_laat_keer; write 17 or 17/4-schoolweken.", ()),
        ("te_laat_keer", True, "“True” is no quantity for te_laat_keer; write 17 or 17/4-schoolweken.", ()),
        (
            "te_laat_keer",
            float("nan"),
            "“nan” is no quantity for te_laat_keer; write 17 or 17/4-schoolweken.",
            (),
        ),
        (
            "verzuim_uren",
            "17 minuut",
            "verzuim_uren is counted in uur, lesuur, not in “minuut”.",
            (),
        ),
        (
            "verzuim_uren",
            "16,5",
            "“16,5” can be read in two ways: write 16.5 for one number, or “16, 5” for two.",
            (),
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    fact: str, said: Any, sentence: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        given(REGION, {fact: said})
    assert (refused.value.status, refused.value.sentence, refused.value.suggestions) == (2, sentence, near)


@pytest.mark.parametrize(
    ("arguments", "sentence", "reason"),
    [
        (["sector"], "“sector” is no fact. Write it as fact=value, such as sector=bo.", "malformed_fact"),
        (["sector="], "“sector=” is no fact. Write it as fact=value, such as sector=bo.", "malformed_fact"),
        (["=bo"], "“=bo” is no fact. Write it as fact=value, such as sector=bo.", "malformed_fact"),
        (["opp=ja", "opp=nee"], "The fact opp is given twice: ja and nee.", "contradicting_facts"),
    ],
)
def test_arguments_that_are_no_facts(arguments: list[str], sentence: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        pairs(arguments)
    assert (refused.value.status, refused.value.sentence, refused.value.reason) == (2, sentence, reason)


def test_a_fact_that_is_said_twice_in_the_same_way_is_said() -> None:
    assert pairs(["Sector=bo", "sector=bo", "te-laat-keer=13"]) == {"sector": "bo", "te_laat_keer": "13"}


@pytest.mark.parametrize(
    ("fact", "said", "meant"),
    [
        ("sector", "Basisschool", ["bo"]),
        ("sector", "primair onderwijs", ["bo", "sbo", "so"]),
        ("sector", "VE, voortgezet-onderwijs", ["vve", "vo"]),
        ("toestemming", "ja", ["gegeven"]),
        ("toestemming", "nee", ["geweigerd", "niet_gevraagd"]),
        ("onderzoek", "IQ-test", ["iq_alleen", "iq_in_breder_onderzoek"]),
        ("verlofsoort", "andere gewichtige omstandigheden", ["gewichtig"]),
        ("postcodegebied", "2011", ["2011"]),
        ("postcodegebied", "2011 AB", ["2011"]),
        ("postcodegebied", "de polder", ["2065", "2066"]),
        ("postcodegebied", "Het Buitenland", ["2065", "2066"]),
        ("van", "ander", ["ander"]),
        ("van", "huisarts_jeugd", ["huisarts_jeugd"]),
    ],
)
def test_the_words_that_texts_and_people_use_are_understood(fact: str, said: str, meant: list[str]) -> None:
    assert given(REGION, {fact: said}) == {fact: meant}


def test_every_synonym_means_a_value_of_its_fact() -> None:
    for fact, meanings in SYNONYMS.items():
        values = set(dictionary()[fact].values)
        assert {value for meant in meanings.values() for value in meant} <= values, fact
        # A word that is a value itself means that value.
        assert not values & {word.replace(" ", "_") for word in meanings}, fact
