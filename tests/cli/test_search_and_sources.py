"""``kernketen search`` finds rules too, and ``show REGION sources`` counts all that cites a section."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked_region import TEXTS, asked_region
from running import run

REGIONS = ("zuid_kennemerland", "haaglanden", "veldhoven", "groningen")
LADDER = """\
question: escalation
rules:
  - id: op
    topic: casus_vast
    source: team
    modality: must
    order: ladder
    steps:
      - {id: eerst, text: Praat eerst samen., then: {outcome: aanspreekpunt, who: coach}}
      - {id: dan, when: {zorgen: true}, source: oud, text: Bel het steunpunt., then: {outcome: opschalen}}
  - id: aanvraag
    topic: beleid
    source: team
    modality: must
    order: sequence
    steps:
      - {id: een, text: Vul in., form: [{id: naam, text: Functienaam van de aanvrager, source: oud}]}
"""


@pytest.fixture
def folder(tmp_path: Path, register: Path) -> str:
    return str(asked_region(tmp_path / "testland", **{"rules/escalation": LADDER}))


def found(folder: str, *words: str, language: str = "nl") -> list[tuple[str, str, str, str]]:
    arguments = ("--path", folder, "--region", "testland", "--format", "json", "--lang", language)
    results = run("search", *words, *arguments).json["results"]
    return [
        (r["concept"], r["item"], r["title"], f"{r['where']['file']}:{r['where']['line']}") for r in results
    ]


SEARCHED = {
    "its text": (["kom", "langs"], "rules", "spreekuur", "Spreekuur (absence/testland.spreekuur)"),
    "its topic as it is called": (
        ["ongeoorl"],
        "rules",
        "uren.melden",
        "Ongeoorloofd verzuim (absence/ongeoorloofd)",
    ),
    "its topic as it is typed": (
        ["casus_vast"],
        "ladders",
        "op",
        "Een zaak die vastloopt (escalation/casus_vast)",
    ),
    "a step": (["steunpunt"], "ladders", "op", "Een zaak die vastloopt (escalation/casus_vast)"),
    "a field of a form": (["functienaam"], "rules", "aanvraag", "Een kwestie van beleid (escalation/beleid)"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("what", SEARCHED)
def test_a_rule_is_found_by(what: str, language: str, folder: str) -> None:
    words, concept, item, title = SEARCHED[what]
    ((*seen, place),) = found(folder, *words, language=language)
    assert seen == [concept, item, title]
    file, _, line = place.rpartition(":")
    assert file.startswith("testland/rules/")
    assert f"id: {item}" in lines_of(folder, file)[int(line) - 1]


def lines_of(folder: str, file: str) -> list[str]:
    return (Path(folder).parent / file).read_text(encoding="utf-8").splitlines()


def test_the_table_says_where(folder: str) -> None:
    seen = run("search", "steunpunt", "--path", folder, "--region", "testland").out
    assert "rules/escalation" in seen.replace("\n", "")


@pytest.mark.usefixtures("register")
def test_the_turns_of_a_matrix_are_found() -> None:
    found_ = run("search", "aan_zet.vo_wij", "--region", "groningen", "--format", "json").json["results"]
    turns = [
        result for result in found_ if result["title"] == "Wie aan zet is: VO-WIJ (referral/aan_zet.vo_wij)"
    ]
    assert turns
    assert {turn["concept"] for turn in turns} == {"matrix"}
    assert all(turn["where"]["file"].endswith("/matrix.yaml") for turn in turns)


def cited(folder: str) -> dict[str, int]:
    items = run("show", "testland", "sources", "--path", folder, "--format", "json").json["items"]
    return {section["id"]: section["cited_by"] for section in items}


def test_all_that_cites_a_section_counts(tmp_path: Path, register: Path) -> None:
    before = cited(str(asked_region(tmp_path / "een" / "testland")))
    more = {
        "a step and a field with a source of their own": {"rules/escalation": LADDER},
        "the sections in which a gap was looked for": {
            "statements": TEXTS["statements"].replace("[team]", "[team, oud]")
        },
        "the other place of a doubt": {
            "statements": TEXTS["statements"].replace(
                "note: Ziekte", "doubts: [{id: T-9, note: Onklaar., against: oud}], note: Ziekte"
            )
        },
    }
    gained = {"a step and a field with a source of their own": 2}
    for number, (what, texts) in enumerate(more.items()):
        after = cited(str(asked_region(tmp_path / str(number) / "testland", **texts)))
        assert after["oud"] - before["oud"] == gained.get(what, 1), what


def test_a_rule_counts_for_its_section(tmp_path: Path, register: Path) -> None:
    before = cited(str(asked_region(tmp_path / "een" / "testland")))
    one_less = TEXTS["rules/consent"].replace("    source: team\n", "    source: oud\n")
    after = cited(str(asked_region(tmp_path / "twee" / "testland", **{"rules/consent": one_less})))
    assert (after["team"], after["oud"]) == (before["team"] - 1, before["oud"] + 1)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_a_section_that_nothing_cites_says_why(region: str) -> None:
    document: Any = json.loads(run("show", region, "sources", "--format", "json").out)
    silent = [section for section in document["items"] if not section["cited_by"]]
    assert [section["id"] for section in silent if not section["reason"]] == []
    shown = " ".join(run("show", region, "sources", "--format", "csv").out.split())
    assert all(" ".join(section["reason"].split()) in shown for section in silent)


@pytest.mark.usefixtures("register")
def test_the_turns_of_a_matrix_cite_their_section() -> None:
    items = run("show", "groningen", "sources", "--format", "json").json["items"]
    turns = run("search", "aan_zet", "--region", "groningen", "--format", "json").json["results"]
    most = max(section["cited_by"] for section in items)
    assert most >= len([turn for turn in turns if turn["concept"] == "matrix"]) > 0


@pytest.mark.usefixtures("register")
def test_a_long_list_of_hits_is_cut_and_says_so() -> None:
    every = run("search", "leerplicht", "--format", "json").json["results"]
    ran = run("search", "leerplicht")
    assert len(every) > 25
    assert ran.out.startswith(f"Gevonden voor “leerplicht”: {len(every)}\n")
    assert ran.err == "De beste 25 staan hier; met --limit 0 ziet u alles.\n"
    three = run("search", "leerplicht", "--limit", "3", "--format", "json").json["results"]
    assert three == every[:3]
    assert run("search", "leerplicht", "--limit", "0").err == ""
    assert run("search", "leerplicht", "--limit", "-1").status == 2
