"""Conditions and topics in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kernketen import words
from kernketen.model.facts import CORE, Fact, dictionary
from kernketen.model.labels import case_fact
from kernketen.model.questions import QUESTIONS, Question
from kernketen.model.titles import topic_title
from kernketen.model.wording import said, spoken, stated


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
OWN_SET = ["has", "soorten", ["licht_verzuim"]]

OWN = (
    Fact("soorten", "set", ("licht_verzuim", "spijbelen"), (), "Which kinds?", "Welke soorten?"),
    Fact(
        *("fase", "enum", ("oza", "preventie"), (), "Which phase?", "Welke fase?"),
        words=(("oza", "onderwijs-zorgarrangement"),),
    ),
    Fact("open", "bool", (), (), "Is het open?", "Is het open?"),
    Fact(
        "bezig",
        "bool",
        (),
        (),
        "Loopt het?",
        "Loopt het?",
        "",
        "het spreekuur loopt",
        "het spreekuur niet loopt",
    ),
    Fact("gesprekken", "number", (), (), "Hoeveel?", "Hoeveel?", "het aantal gesprekken"),
)
REGION: Any = {
    "facts": {fact.id: case_fact(fact) for fact in dictionary(OWN).values()},
    "roles": [{"id": "ib_er", "name": "intern begeleider"}, {"id": "vo_wij", "name": "VO-WIJ"}],
    "titles": {"testland.spreekuur": "Het spreekuur"},
}

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
    (
        ["same", "eerste_deskundige", "tweede_deskundige"],
        "the first expert is the second expert",
        "de eerste deskundige de tweede deskundige is",
    ),
    (
        ["not", ["same", "tweede_deskundige", "eerste_deskundige"]],
        "the second expert is not the first expert",
        "de tweede deskundige niet de eerste deskundige is",
    ),
    (
        NUMBER,
        "the number of hours of absence in 4 schoolweken is more than 16 uur",
        "het aantal uren verzuim in 4 schoolweken meer dan 16 uur is",
    ),
    (
        ["not", NUMBER],
        "the number of hours of absence in 4 schoolweken is not more than 16 uur",
        "het aantal uren verzuim in 4 schoolweken niet meer dan 16 uur is",
    ),
    (
        BOTH_ENDS,
        "the age of the pupil is 10 jaar or more and less than 12 jaar",
        "de leeftijd van de leerling 10 jaar of meer en minder dan 12 jaar is",
    ),
    (
        ["num", "leeftijd", None, None, [["is", 23]]],
        "the age of the pupil is exactly 23",
        "de leeftijd van de leerling precies 23 is",
    ),
    (
        ["num", "te_laat_keer", "keer", "schooljaar", [["le", 4.5]]],
        "the number of times late per schooljaar is 4.5 keer or less",
        "het aantal keren te laat per schooljaar 4.5 keer of minder is",
    ),
    (ANONYMOUS, "the case is anonymous", "de zaak anoniem is"),
    (NAMED, "the case is not anonymous", "de zaak niet anoniem is"),
    (["not", ANONYMOUS], "the case is not anonymous", "de zaak niet anoniem is"),
    (["not", ["not", ANONYMOUS]], "the case is anonymous", "de zaak anoniem is"),
    (
        ["in", "anoniem", [True, False]],
        "the answer to “Is the case anonymous?” is yes or no",
        "het antwoord op “Gaat het zonder naam?” ja of nee is",
    ),
    (LATE, "it is about coming late", "het om te laat komen gaat"),
    (["not", LATE], "it is not about coming late", "het niet om te laat komen gaat"),
    (
        WISH,
        "there is a request, an objection or no request and no objection from the parents",
        "er van de ouders een verzoek, een bezwaar, of geen verzoek of bezwaar is",
    ),
    (SECTOR, "it is about vo or vso", "het om vo of vso gaat"),
    (
        NEED,
        "the request is about medical matters or a crisis",
        "de vraag over medische zaken of een crisis gaat",
    ),
    (
        ["not", NEED],
        "the request is not about medical matters or a crisis",
        "de vraag niet over medische zaken of een crisis gaat",
    ),
    (
        OWN_SET,
        "the answer to “Which kinds?” includes licht verzuim",
        "bij het antwoord op “Welke soorten?” licht verzuim hoort",
    ),
    (["in", "bezig", [True]], "het spreekuur loopt", "het spreekuur loopt"),
    (["not", ["in", "bezig", [True]]], "het spreekuur niet loopt", "het spreekuur niet loopt"),
    (
        ["in", "open", [False]],
        "the answer to “Is het open?” is no",
        "het antwoord op “Is het open?” nee is",
    ),
    (
        ["num", "gesprekken", None, None, [["gt", 2]]],
        "het aantal gesprekken is more than 2",
        "het aantal gesprekken meer dan 2 is",
    ),
    (
        ["in", "van", ["ib_er", "vo_wij"]],
        "intern begeleider or VO-WIJ acts or asks",
        "het een handeling of vraag van intern begeleider of VO-WIJ is",
    ),
    (
        ["all", [LATE, ANONYMOUS]],
        "it is about coming late and the case is anonymous",
        "het om te laat komen gaat en de zaak anoniem is",
    ),
    (
        ["any", [LATE, ANONYMOUS]],
        "it is about coming late or the case is anonymous",
        "het om te laat komen gaat of de zaak anoniem is",
    ),
    (
        ["not", ["all", [LATE, ANONYMOUS]]],
        "it is not about coming late or the case is not anonymous",
        "het niet om te laat komen gaat of de zaak niet anoniem is",
    ),
    (
        ["not", ["any", [LATE, ANONYMOUS]]],
        "it is not about coming late and the case is not anonymous",
        "het niet om te laat komen gaat en de zaak niet anoniem is",
    ),
    (
        ["all", [LATE, ["all", [ANONYMOUS, SCHOOL]]]],
        "it is about coming late, the case is anonymous and the school is in Velsen",
        "het om te laat komen gaat, de zaak anoniem is en de school in Velsen staat",
    ),
    (
        ["all", [SCHOOL, ["any", [LATE, ANONYMOUS]]]],
        "the school is in Velsen and (it is about coming late or the case is anonymous)",
        "de school in Velsen staat en (het om te laat komen gaat of de zaak anoniem is)",
    ),
    (
        ["any", [HOME, ["all", [SCHOOL, SECTOR]]]],
        "the pupil lives in Haarlem or Zandvoort, or (the school is in Velsen and it is about vo or vso)",
        "de leerling in Haarlem of Zandvoort woont, of (de school in Velsen staat en het om vo of vso gaat)",
    ),
    (
        ["not", ["any", [SCHOOL, ["all", [LATE, ANONYMOUS]]]]],
        "the school is not in Velsen and (it is not about coming late or the case is not anonymous)",
        "de school niet in Velsen staat en (het niet om te laat komen gaat of de zaak niet anoniem is)",
    ),
    (
        ["all", [SCHOOL, ["any", [LATE]]]],
        "the school is in Velsen and it is about coming late",
        "de school in Velsen staat en het om te laat komen gaat",
    ),
    (["all", []], "always", "altijd"),
    (["any", []], "never", "nooit"),
    (["not", ["any", []]], "always", "altijd"),
]


@pytest.mark.parametrize(("condition", "english", "dutch"), SAID, ids=[english for _, english, _ in SAID])
def test_a_condition_in_words(condition: Any, english: str, dutch: str) -> None:
    words.choose("en")
    assert said(condition, REGION) == english
    words.choose("nl")
    assert said(condition, REGION) == dutch


# What stands in an answer: given, or presumed.
STATED: list[tuple[str, Any, str]] = [
    ("sector", "bo", "het om bo gaat"),
    ("sector", ["bo", "sbo"], "het om bo of sbo gaat"),
    ("schoolgemeente", ["0392", "0473"], "de school in Haarlem of Zandvoort staat"),
    ("opp", False, "er geen OPP is"),
    ("achterliggend", True, "er (vermoedelijk) achterliggende problematiek is"),
    ("verzuim_uren", "17 uur/4-schoolweken", "het aantal uren verzuim 17 uur in 4 schoolweken is"),
    ("te_laat_keer", ["12", "13"], "het aantal keren te laat 12 of 13 is"),
    ("leeftijd", {"ge": 4, "unit": "jaar"}, "de leeftijd van de leerling 4 jaar of meer is"),
    ("leeftijd", "de leeftijd hoog is", "de leeftijd hoog is"),
    ("hulpvraag", "crisis, gezin", "de vraag over een crisis en het gezin gaat"),
    ("hulpvraag", ["crisis", "gezin"], "de vraag over een crisis of het gezin gaat"),
    ("hulpvraag", "de vraag over crisis gaat", "de vraag over crisis gaat"),
    ("bezig", False, "het spreekuur niet loopt"),
]


@pytest.mark.parametrize(("fact", "value", "dutch"), STATED, ids=[dutch for *_, dutch in STATED])
def test_what_is_given_or_presumed_in_words(fact: str, value: Any, dutch: str) -> None:
    words.choose("nl")
    assert stated(fact, value, REGION) == dutch


@pytest.mark.parametrize("fact", CORE, ids=lambda fact: fact.id)
@pytest.mark.parametrize("language_", words.LANGUAGES)
def test_each_core_fact_is_said_without_its_id(fact: Fact, language_: str) -> None:
    words.choose(language_)
    if fact.kind in ("number", "quantity"):
        condition: Any = ["num", fact.id, None, None, [["gt", 1]]]
    else:
        condition = ["has" if fact.kind == "set" else "in", fact.id, [True] if fact.kind == "bool" else ["x"]]
    for turned in (condition, ["not", condition]):
        sentence = said(turned, REGION)
        # It has words of its own: neither the id nor the question stands in for them.
        assert "_" not in sentence
        assert "“" not in sentence
        assert ":" not in sentence
    for value in fact.values:
        assert "_" not in spoken(fact.id, value, REGION)


def test_a_region_says_its_own_values_in_its_own_words() -> None:
    words.choose("nl")
    assert spoken("fase", "oza", REGION) == "onderwijs-zorgarrangement"
    assert said(["in", "fase", ["oza"]], REGION) == "de fase onderwijs-zorgarrangement is"
    # A value of the core stays said as the core says it.
    assert spoken("fase", "preventie", REGION) == "preventie"


TITLES = [
    (
        "absence",
        "melding_swv",
        "Reporting to the samenwerkingsverband",
        "Melden bij het samenwerkingsverband",
    ),
    ("regie", "opp", "OPP", "OPP"),
    ("absence", "testland.spreekuur", "Het spreekuur", "Het spreekuur"),
    ("absence", "testland.licht_verzuim", "Licht verzuim", "Licht verzuim"),
    ("referral", "aan_zet.vo_wij", "Whose turn it is: VO-WIJ", "Wie aan zet is: VO-WIJ"),
    ("eigen_vraag", "iets", "Iets", "Iets"),
]


@pytest.mark.parametrize(("question", "topic", "english", "dutch"), TITLES)
def test_a_topic_has_a_title(question: str, topic: str, english: str, dutch: str) -> None:
    words.choose("en")
    assert topic_title(REGION, question, topic) == english
    assert topic_title(REGION, question, topic, words.dutch) == dutch
    words.choose("nl")
    assert topic_title(REGION, question, topic) == dutch


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_no_two_topics_of_a_question_have_one_title(question: Question) -> None:
    for told in (str, words.dutch):
        titles = [told(title) for title in question.topics.values()]
        assert len(set(titles)) == len(titles)
        assert not any("_" in title for title in titles)
