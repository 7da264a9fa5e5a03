"""How a school name is folded: what never matters, and what always does."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernketen.register import names

WORDS = """De 't Sint St. Prins Dr. school Julianaschool OBS Openbare M.L. b Basisschool Ark IJsvogel
    Montessori voor met de Bijbel ( / & 1e sch"""
NAMES = st.one_of(
    st.text(max_size=30),
    st.text(string.ascii_letters + " '.-ëïéô", max_size=30),
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=6,
    ).map(" ".join),
)  # fmt: skip


@pytest.mark.parametrize(
    "spellings",
    [
        ("'t Heike", "’t Heike", "‘t Heike", "`t Heike", "t heike", "het Heike", "OBS 't Heike"),
        ("St. Jozefschool", "Sint-Jozef", "Sint Jozef School", "RK Basisschool St Jozef",
         "st jozef"),
        ("Johannes Calvijnschool", "Joh. Calvynschool", "johannes calvijn"),
        ("M.L. King", "ML King", "M. L. King", "m l king", "OBS M.L. Kingschool"),
        ("De Kring", "OBS de Kring", "Openbare Basisschool De Kring", "Rooms Katholieke Basisschool De Kring",
         "De Kring RKBS", "PCBS De Kring", "IKC de Kring", "KC De Kring", "De Kring, openbare basisschool",
         "SBO De Kring", "Prot. Chr. Basisschool de Kring", "Kring"),
        ("Eben-Haëzer", "Eben Haezer", "ebenhaezer", "School met de Bijbel Eben-Haëzer"),
        ("Prof. dr. Gunningschool", "Professor Doctor Gunning"),
        ("Mr. Vos", "Meester Vos"),
        ("Kon. Emmaschool", "Koningin Emma"),
        ("Maerten v.d. Velde", "Maerten vd Veldeschool", "Maerten van der Velde"),
        ("De Weide & Wei", "de weide en wei"),
        ("Het P@rk", "het park"),
    ],
)  # fmt: skip
def test_written_otherwise_and_the_same(spellings: tuple[str, ...]) -> None:
    assert {spelling: names.key(spelling) for spelling in spellings} == dict.fromkeys(
        spellings, names.key(spellings[0])
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("King", "M.L. King"),
        ("De Ark", "De Park"),
        ("Juliana", "Prinses Juliana"),
        ("De Boog", "De Regenboog"),
    ],
)
def test_a_part_of_a_name_is_another_name(one: str, other: str) -> None:
    assert names.key(one) not in {spelling.core for spelling in names.spellings(other)}


def test_a_name_of_kinds_only_keeps_them() -> None:
    assert [names.key(name) for name in ("Basisschool", "De Montessorischool", "School met de Bijbel")] == [
        "basisschool",
        "montessori",
        "bybel",
    ]


def test_two_names_in_one_and_the_place_in_the_name() -> None:
    assert {s.core for s in names.spellings("De Triangel (Het Mozaïek)")} == {
        "triangelhetmozaiek",
        "triangel",
        "mozaiek",
    }
    assert {s.core for s in names.spellings("Sterrenschool Haarlem", {"haarlem"})} == {
        "sterrenhaarlem",
        "sterren",
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("16WT01", "16WT01"),
        ("16wt 01", "16WT01"),
        (" 16 wt01 ", "16WT01"),
        ("16WT", "16WT"),
        ("16 wt", "16WT"),
        ("16WT1", None),
        ("De Ark", None),
        ("１６WT01", None),
    ],
)
def test_codes(typed: str, code: str | None) -> None:
    assert names.code_of(typed) == code


@given(NAMES)
def test_folding_is_idempotent(name: str) -> None:
    once = names.key(name)
    assert names.key(once) == once


@given(st.text(string.ascii_letters + "ëïéôû '.-&", max_size=30))
def test_case_never_matters(name: str) -> None:
    assert names.key(name.upper()) == names.key(name.lower()) == names.key(name)


@given(st.text(string.ascii_letters + " ", max_size=30), st.sampled_from("’‘`´ʼ'"))
def test_apostrophes_never_matter(name: str, sign: str) -> None:
    typed = f"'t {name}"
    assert names.key(typed.replace("'", sign)) == names.key(typed)


@given(st.text("abdefghklmnopruvw", min_size=3, max_size=12))
def test_accents_never_matter(name: str) -> None:
    assert names.key(name.replace("e", "ë").replace("o", "ô")) == names.key(name)


@given(NAMES)
def test_the_name_itself_is_one_of_its_spellings(name: str) -> None:
    assert names.key(name) in {spelling.core for spelling in names.spellings(name)}
