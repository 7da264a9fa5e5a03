"""``kernketen ask``: what a user sees, what a program gets, and how wrong use is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from asked_region import TEXTS, asked_region
from running import Ran, run

Snapshot: TypeAlias = Callable[[str, str], None]


@pytest.fixture
def folder(tmp_path: Path, register: Path) -> str:
    return str(asked_region(tmp_path / "testland"))


def ask(folder: str, *arguments: str) -> Ran:
    return run("ask", *arguments, "--path", folder, "--region", "testland")


def answers(ran: Ran) -> dict[str, Any]:
    return {answer["topic"]: answer for answer in ran.json["answers"]}


def test_the_questions_that_a_region_answers(folder: str, snapshot: Snapshot) -> None:
    snapshot("ask-questions", ask(folder).seen)
    document = ask(folder, "--format", "json").json
    assert [entry["question"] for entry in document["questions"]] == [
        "regie",
        "consent",
        "absence",
        "escalation",
    ]
    regie = document["questions"][0]
    assert regie["title"] == "Wie heeft de regie?"
    assert list(regie["titles"]) == regie["topics"]
    assert regie["titles"]["overdracht"] == "Overdracht van de regie"


def test_an_answer_and_why(folder: str, snapshot: Snapshot) -> None:
    snapshot("ask-why", ask(folder, "absence/te_laat", "te_laat_keer=13", "--why").seen)


def test_decided_topics_first_then_those_that_need_facts_and_one_line_for_the_silent_ones(
    folder: str, snapshot: Snapshot
) -> None:
    snapshot("ask-topics", ask(folder, "absence", "te_laat_keer=12", "sector=bo").seen)


def test_the_silent_topics_are_entries_for_a_program(folder: str) -> None:
    found = answers(ask(folder, "absence", "--format", "json"))
    assert list(found)[-1] == "partners_uitnodigen"
    assert len(found) == 9
    ziek = found["ziek"]
    assert (ziek["status"], ziek["attested"], ziek["text"]) == (
        "not_regulated",
        True,
        "Ziekte komt niet voor.",
    )
    assert [source["section"] for source in ziek["searched"]] == ["Het team"]


def test_the_keys_that_were_promised(folder: str) -> None:
    document = ask(folder, "absence/te_laat", "te_laat_keer=13", "--format", "json").json
    assert document["schema"] == "kernketen/ask/1"
    assert set(document) >= {"schema", "region", "question", "on", "answers"}
    (answer,) = document["answers"]
    assert set(answer) >= {
        *(
            "topic",
            "status",
            "outcome",
            "modality",
            "who",
            "by",
            "of",
            "decided_by",
            "with",
            "within",
            "money",
        ),
        *(
            "word",
            "see",
            "verdict",
            "text",
            "presumed",
            "missing",
            "flags",
            "attested",
            "searched",
            "because",
        ),
    }
    assert answer["by"] == {
        "mode": "any",
        "roles": [
            {"id": "directeur", "name": "directeur", "canonical": None},
            {"id": "ib_er", "name": "intern begeleider", "canonical": None},
        ],
    }
    assert answer["within"] == {"le": 2, "unit": "werkdagen", "from": "melding"}
    assert answer["because"] == [
        {
            "rule": "te_laat.melden",
            "source": {
                "document": "plan",
                "title": "Plan van Testland",
                "section": "Het team",
                "date": "2024-01",
            },
            "where": {"file": "testland/rules/absence.yaml", "line": 10},
            "facts": {"te_laat_keer": "13"},
            "condition": "het aantal keren te laat meer dan 12 keer is en het om bo gaat",
        }
    ]
    assert answer["flags"][0]["against"]["section"] == "Zoals het was"


def test_missing_facts_for_a_program(folder: str) -> None:
    (answer,) = ask(folder, "absence/ongeoorloofd", "verzuim_uren=17", "--format", "json").json["answers"]
    assert (answer["status"], answer["outcome"]) == ("need_more_facts", None)
    assert answer["missing"] == [
        {
            "fact": "verzuim_uren",
            "question": "How many hours, in which period?",
            "question_nl": "",
            "values": [],
            "written": ["uur/4-schoolweken"],
        }
    ]


@pytest.mark.parametrize(
    ("on", "rule"), [("2023-12-31", "casus.toen"), ("2024-01-01", "casus.nu"), ("2024", "casus.nu")]
)
def test_the_answer_of_the_day(folder: str, on: str, rule: str) -> None:
    (answer,) = ask(folder, "regie/casus", "nadruk=onderwijs", "--on", on, "--format", "json").json["answers"]
    assert [entry["rule"] for entry in answer["because"]] == [rule]


def test_a_human_decides_and_the_text_may_not_say_who(folder: str) -> None:
    said = ask(folder, "regie/casus", "nadruk=betwist").out
    head = "De regie in een zaak: een mens beslist (informatie) · regie/casus\n"
    assert f"{head}  beslist door: directeur en coach\n" in said
    open_ = ask(folder, "absence/ongeoorloofd", "verzuim_uren=17/4-schoolweken").out
    assert "  wie: dat zegt de tekst niet\n" in open_


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("gegeven", "De toestemming is er: het mag."),
        ("geweigerd", "De toestemming is geweigerd: alleen anoniem."),
        ("niet_gevraagd", "De toestemming is nog niet gevraagd: vraag die eerst."),
    ],
)
def test_consent_has_a_verdict(folder: str, given: str, verdict: str) -> None:
    assert f"  {verdict}\n" in ask(folder, "consent/contact", "van=directeur", f"toestemming={given}").out


def test_a_canonical_topic_without_a_rule_is_an_answer(folder: str, snapshot: Snapshot) -> None:
    snapshot("ask-silent", ask(folder, "absence/ziek").seen)
    silent = ask(folder, "leave", "--format", "json")
    assert silent.status == 0
    assert {answer["status"] for answer in silent.json["answers"]} == {"not_regulated"}
    assert {answer["attested"] for answer in silent.json["answers"]} == {False}


def test_the_facts_that_a_question_uses(folder: str, snapshot: Snapshot) -> None:
    snapshot("ask-facts-help", ask(folder, "absence", "--facts-help").seen)
    document = ask(folder, "absence", "--facts-help", "--format", "json").json
    assert [(fact["fact"], fact["written"]) for fact in document["facts"]] == [
        ("sector", []),
        ("te_laat_keer", ["keer"]),
        ("verzuim_uren", ["uur/4-schoolweken"]),
        ("kleur", []),
    ]
    consent = ask(folder, "consent/contact", "--facts-help", "--format", "json").json
    assert [fact["fact"] for fact in consent["facts"]] == ["van", "toestemming", "anoniem"]


def test_a_school_brings_its_region_sector_and_municipality(folder: str) -> None:
    ran = run(
        "ask",
        "absence/te_laat",
        "te_laat_keer=13",
        "--school",
        "99AA00",
        "--region",
        "testland",
        "--path",
        folder,
        "--format",
        "json",
    )
    (answer,) = ran.json["answers"]
    assert (ran.json["region"], answer["outcome"], answer["presumed"]) == ("testland", "melden", {})
    assert answer["because"][0]["facts"] == {"sector": "bo", "te_laat_keer": "13"}
    vo = run(
        "ask",
        "absence/te_laat",
        "te_laat_keer=13",
        "--school",
        "99BF00",
        "--region",
        "testland",
        "--path",
        folder,
        "--format",
        "json",
    )
    assert vo.json["answers"][0]["status"] == "not_regulated"


_HEAD = TEXTS["region"].partition("topics: ")[0]
WORDS = f"""\
{_HEAD}topics: [{{id: testland.spreekuur, question: absence, text: Het spreekuur., title: Verzuimspreekuur}}]
facts:
  kleur: {{type: enum, values: [donker_rood, blauw], question: 'Welke kleur?', label: de kleur}}
  open: {{type: bool, question: 'Is het open?', yes: het spreekuur open is, no: het spreekuur dicht is}}
"""


def test_the_own_words_of_a_region(tmp_path: Path, register: Path) -> None:
    """A title for a topic, a label for a fact, a sentence for yes and for no."""
    rules = TEXTS["rules/absence"].replace("when: {kleur: rood}", "when: {kleur: donker_rood, open: true}")
    own = asked_region(tmp_path / "testland", region=WORDS, **{"rules/absence": rules})
    said = ask(str(own), "absence/testland.spreekuur", "kleur=donker_rood", "open=ja", "--why").out
    assert "Verzuimspreekuur: langskomen (afgesproken, mag) · absence/testland.spreekuur\n" in said
    assert "    Geldt als de kleur donker rood is en het spreekuur open is\n" in said
    assert "      Gegeven dat de kleur donker rood is (kleur=donker_rood)\n" in said
    assert "      Gegeven dat het spreekuur open is (open=ja)\n" in said
    needed = ask(str(own), "absence/testland.spreekuur", "open=ja").out
    assert "  Nog nodig: Welke kleur? (kleur): donker rood, blauw\n" in needed
    (entry,) = [q for q in ask(str(own), "--format", "json").json["questions"] if q["question"] == "absence"]
    assert entry["titles"]["testland.spreekuur"] == "Verzuimspreekuur"


def test_yes_has_its_no(tmp_path: Path, register: Path) -> None:
    own = WORDS.replace(", no: het spreekuur dicht is", "")
    ran = ask(str(asked_region(tmp_path / "testland", region=own)), "absence")
    assert ran.status != 0
    assert "“no”" in run("regions", "--path", str(tmp_path / "testland")).err


def test_a_fact_without_words_is_said_with_its_question(folder: str) -> None:
    said = ask(folder, "absence/testland.spreekuur", "kleur=rood", "--why").out
    assert "    Geldt als het antwoord op “Welke kleur?” rood is\n" in said


@pytest.mark.parametrize("typed", ["iq_alleen", "alleen een IQ-test", "Alleen een iq-test"])
def test_a_value_can_be_given_in_the_words_that_are_shown(typed: str, folder: str) -> None:
    ran = ask(folder, "absence", f"onderzoek={typed}", "--format", "json")
    assert ran.status == 0
    wrong = ask(folder, "absence", "onderzoek=alleen een test")
    assert wrong.err.startswith("“alleen een test” is geen waarde van onderzoek; kies uit iq_alleen, ")


def test_facts_from_a_file(folder: str, tmp_path: Path) -> None:
    file = tmp_path / "feiten.json"
    file.write_text('{"te-laat-keer": 13, "sector": ["bo", "sbo"], "zorgen": null}', encoding="utf-8")
    (answer,) = ask(folder, "absence/te_laat", "--facts", str(file), "--format", "json").json["answers"]
    assert (answer["outcome"], answer["presumed"]) == ("melden", {"sector": "bo"})
    both = ask(folder, "absence/te_laat", "opp=ja", "--facts", str(file), "--format", "json")
    assert both.json["answers"][0]["outcome"] == "melden"
    laddered = tmp_path / "ladder.json"
    laddered.write_text('{"zorgen": true}', encoding="utf-8")
    ran = run(
        "escalate", "--facts", str(laddered), "--path", folder, "--region", "testland", "--format", "json"
    )
    assert ran.json["ladders"][0]["step"] == "dan"


FILES = {
    "no file": (None, "kan niet worden gelezen: de map of het bestand bestaat niet."),
    "no json": ("{sector: bo}", "is geen JSON-bestand."),
    "no number": ('{"te_laat_keer": NaN}', "is geen JSON-bestand."),
    "no object": ('["sector"]', 'moet één JSON-object zijn: {"sector": "bo"}'),
    "nested": (
        '{"sector": {"is": "bo"}}',
        "moet het feit sector een tekst, een getal, true of false zijn, of een lijst daarvan.",
    ),
    "twice": ('{"sector": "bo", "sector": "vo"}', "Het feit sector is twee keer gegeven: bo en vo."),
    "twice with an argument": ('{"opp": "nee"}', "Het feit opp is twee keer gegeven: ja en nee."),
    "wrong fact": ('{"sectr": "bo"}', "Het feit “sectr” bestaat niet. Bedoelde u “sector”?"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_holds_no_facts(folder: str, tmp_path: Path, what: str) -> None:
    text, sentence = FILES[what]
    file = tmp_path / "feiten.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    ran = ask(folder, "absence/te_laat", "opp=ja", "--facts", str(file))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.endswith(sentence + "\n")


WRONG = {
    "question": (["absense"], 1, "De vraag “absense” bestaat niet. Bedoelde u “absence”?", ["absence"]),
    "topic": (
        ["absence/te_last"],
        1,
        "Het onderwerp “te_last” bestaat niet. Bedoelde u “te_laat”?",
        ["te_laat"],
    ),
    "fact": (["absence", "sectr=bo"], 2, "Het feit “sectr” bestaat niet. Bedoelde u “sector”?", ["sector"]),
    "value": (["absence", "sector=boo"], 2, "Bedoelde u “bo”?", ["bo"]),
    "unit": (["absence", "verzuim_uren=17 keer"], 2, "wordt geteld in uur, lesuur, niet in “keer”.", []),
    "negative": (["absence", "te_laat_keer=-1"], 2, "te_laat_keer kan niet minder dan nul zijn.", []),
    "day": (
        ["absence", "begonnen_op=2024-02-30"],
        2,
        "“2024-02-30” is geen dag; schrijf die als 2024-03-31.",
        [],
    ),
    "on": (["absence", "--on", "2024-13"], 2, "“2024-13” is geen datum.", []),
    "twice": (["absence", "opp=ja", "opp=nee"], 2, "Het feit opp is twee keer gegeven: ja en nee.", []),
    "no fact": (["absence", "bo"], 2, "“bo” is geen feit. Schrijf het als feit=waarde, zoals sector=bo.", []),
    "yes or no": (["absence", "zorgen=soms"], 2, "Het feit zorgen is ja of nee, niet “soms”.", ["ja", "nee"]),
    "role": (["consent", "van=direkteur"], 2, "Bedoelde u “directeur”?", ["directeur"]),
    "municipality": (["absence", "woongemeente=Harlem"], 2, "Bedoelde u “Haarlem”?", ["Haarlem", "Haren"]),
    "two ways": (["absence", "verzuim_uren=16,5"], 2, "“16,5” kan op twee manieren worden gelezen:", []),
    "format": (["absence", "--format", "csv"], 2, "csv", ["table", "json"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_use_is_one_sentence_with_the_nearest_right_word(folder: str, what: str) -> None:
    arguments, status, sentence, near = WRONG[what]
    ran = ask(folder, *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (status, "", 1)
    assert sentence in ran.err
    if "--format" not in arguments:
        document = json.loads(ask(folder, *arguments, "--format", "json").out)
        assert (document["schema"], document["suggestions"]) == ("kernketen/ask/1", near)
        assert document["error"] == ran.err.strip()


SCHOOL = ("--school", "99AA00", "--region", "testland")


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("schoolgemeente=Heemstede", "De school zegt al wat schoolgemeente is; laat een van beide weg."),
        ("school=99AB00", "De school zegt al wat school is; laat een van beide weg."),
        ("sector=vo", "Van de school is bekend: sector = bo, niet vo."),
    ],
)
def test_facts_that_contradict_the_school(folder: str, fact: str, sentence: str) -> None:
    ran = run("ask", "absence", fact, *SCHOOL, "--path", folder)
    assert (ran.status, ran.out, ran.err) == (2, "", sentence + "\n")
    fits = run(
        "ask",
        "absence/te_laat",
        "sector=po",
        "te_laat_keer=13",
        *SCHOOL,
        "--path",
        folder,
        "--format",
        "json",
    )
    assert fits.status == 0


def test_a_place_is_read_as_its_municipality(folder: str) -> None:
    ran = ask(folder, "absence/te_laat", "woongemeente=Bennebroek", "te_laat_keer=13", "--format", "json")
    assert ran.json["answers"][0]["outcome"] == "melden"
    wrong = ask(folder, "absence", "woongemeente=Kwaakhuis")
    assert wrong.err == "“Kwaakhuis” is geen bekende gemeente; een plaats ligt in een gemeente.\n"


def test_without_a_terminal_nothing_is_asked(folder: str) -> None:
    ran = ask(folder, "regie/casus")
    assert (ran.status, ran.err) == (0, "")
    assert "Nog nodig: Waar ligt de nadruk? (nadruk)" in ran.out


def test_in_english(folder: str) -> None:
    said = run(
        "ask", "absence/testland.spreekuur", "--path", folder, "--region", "testland", "--lang", "en"
    ).out
    assert "Still needed: Which colour? (kleur): rood, blauw\n" in said
    assert "The agreement's own text is in Dutch.\n" in said


def test_the_answer_goes_to_a_file(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "antwoord.json"
    ran = ask(folder, "absence", "--format", "json", "-o", str(out))
    assert (ran.status, ran.out) == (0, "")
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "kernketen/ask/1"
