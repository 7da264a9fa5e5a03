"""Conditions in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kernketen import words
from kernketen.model.wording import said


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    yield
    words.choose("en")


HOME = ["in", "woongemeente", ["0392", "0473"]]
SCHOOL = ["in", "schoolgemeente", ["0453"]]
SAME = ["same", "woongemeente", "schoolgemeente"]
NUMBER = ["num", "verzuim_uren", "uur", "4 schoolweken", [["gt", 16]]]
BOTH_ENDS = ["num", "leeftijd", "jaar", None, [["ge", 10], ["lt", 12]]]
ANONYMOUS, NAMED = ["in", "anoniem", [True]], ["in", "anoniem", [False]]
LATE = ["in", "verzuimsoort", ["te_laat"]]
WISH = ["in", "ouders_wens", ["verzoek", "bezwaar", "geen"]]
SECTOR = ["in", "sector", ["vo", "vso"]]
NEED = ["has", "hulpvraag", ["medisch", "crisis"]]
OWN_SET = ["has", "eigen_soorten", ["a"]]

SAID: list[tuple[Any, str, str]] = [
    (HOME, "the pupil lives in Haarlem or Zandvoort", "de leerling in Haarlem of Zandvoort woont"),
    (
        ["not", HOME],
        "the pupil does not live in Haarlem or Zandvoort",
        "de leerling niet in Haarlem of Zandvoort woont",
    ),
    (SCHOOL, "the school is in Velsen", "de school in Velsen staat"),
    (["not", SCHOOL], "the school is not in Velsen", "de school niet in Velsen staat"),
    (
        SAME,
        "the pupil lives in the municipality of the school",
        "de leerling in de gemeente van de school woont",
    ),
    (
        ["not", SAME],
        "the pupil lives in another municipality than that of the school",
        "de leerling in een andere gemeente woont dan die van de school",
    ),
    (["same", "van", "naar"], "van is naar", "van naar is"),
    (["not", ["same", "van", "naar"]], "van is not naar", "van niet naar is"),
    (
        NUMBER,
        "verzuim uren is more than 16 uur in 4 schoolweken",
        "verzuim uren meer dan 16 uur in 4 schoolweken is",
    ),
    (
        ["not", NUMBER],
        "verzuim uren is not more than 16 uur in 4 schoolweken",
        "verzuim uren niet meer dan 16 uur in 4 schoolweken is",
    ),
    (
        BOTH_ENDS,
        "leeftijd is 10 or more and less than 12 jaar",
        "leeftijd 10 of meer en minder dan 12 jaar is",
    ),
    (["num", "leeftijd", None, None, [["is", 23]]], "leeftijd is exactly 23", "leeftijd precies 23 is"),
    (["num", "leeftijd", None, None, [["le", 4]]], "leeftijd is 4 or less", "leeftijd 4 of minder is"),
    (ANONYMOUS, "anoniem: yes", "anoniem: ja"),
    (NAMED, "anoniem: no", "anoniem: nee"),
    (["not", ANONYMOUS], "anoniem: no", "anoniem: nee"),
    (["not", ["not", ANONYMOUS]], "anoniem: yes", "anoniem: ja"),
    (["in", "anoniem", [True, False]], "anoniem is yes or no", "anoniem ja of nee is"),
    (LATE, "verzuimsoort is te laat", "verzuimsoort te laat is"),
    (["not", LATE], "verzuimsoort is not te laat", "verzuimsoort niet te laat is"),
    (WISH, "ouders wens is verzoek, bezwaar or geen", "ouders wens verzoek, bezwaar of geen is"),
    (SECTOR, "it is about vo or vso", "het om vo of vso gaat"),
    (NEED, "the request is about medisch or crisis", "de vraag over medisch of crisis gaat"),
    (
        ["not", NEED],
        "the request is not about medisch or crisis",
        "de vraag niet over medisch of crisis gaat",
    ),
    (OWN_SET, "eigen soorten includes a", "bij eigen soorten a hoort"),
    (
        ["all", [LATE, ANONYMOUS]],
        "verzuimsoort is te laat and anoniem: yes",
        "verzuimsoort te laat is en anoniem: ja",
    ),
    (
        ["any", [LATE, ANONYMOUS]],
        "verzuimsoort is te laat or anoniem: yes",
        "verzuimsoort te laat is of anoniem: ja",
    ),
    (
        ["not", ["all", [LATE, ANONYMOUS]]],
        "verzuimsoort is not te laat or anoniem: no",
        "verzuimsoort niet te laat is of anoniem: nee",
    ),
    (
        ["not", ["any", [LATE, ANONYMOUS]]],
        "verzuimsoort is not te laat and anoniem: no",
        "verzuimsoort niet te laat is en anoniem: nee",
    ),
    (
        ["all", [LATE, ["all", [ANONYMOUS, SCHOOL]]]],
        "verzuimsoort is te laat, anoniem: yes and the school is in Velsen",
        "verzuimsoort te laat is, anoniem: ja en de school in Velsen staat",
    ),
    (
        ["all", [SCHOOL, ["any", [LATE, ANONYMOUS]]]],
        "the school is in Velsen and (verzuimsoort is te laat or anoniem: yes)",
        "de school in Velsen staat en (verzuimsoort te laat is of anoniem: ja)",
    ),
    (
        ["any", [HOME, ["all", [SCHOOL, SECTOR]]]],
        "the pupil lives in Haarlem or Zandvoort, or (the school is in Velsen and it is about vo or vso)",
        "de leerling in Haarlem of Zandvoort woont, of (de school in Velsen staat en het om vo of vso gaat)",
    ),
    (
        ["not", ["any", [SCHOOL, ["all", [LATE, ANONYMOUS]]]]],
        "the school is not in Velsen and (verzuimsoort is not te laat or anoniem: no)",
        "de school niet in Velsen staat en (verzuimsoort niet te laat is of anoniem: nee)",
    ),
    (
        ["all", [SCHOOL, ["any", [LATE]]]],
        "the school is in Velsen and verzuimsoort is te laat",
        "de school in Velsen staat en verzuimsoort te laat is",
    ),
    (["all", []], "always", "altijd"),
    (["any", []], "never", "nooit"),
    (["not", ["any", []]], "always", "altijd"),
]


@pytest.mark.parametrize(("condition", "english", "dutch"), SAID, ids=[english for _, english, _ in SAID])
def test_a_condition_in_words(condition: Any, english: str, dutch: str) -> None:
    words.choose("en")
    assert said(condition) == english
    words.choose("nl")
    assert said(condition) == dutch
