"""``kernketen test``: a region's cases, what they do not notice, and what is not tried yet."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from asked_region import TEXTS, asked_region
from running import run

from kernketen.reading import document, schema

pytestmark = pytest.mark.usefixtures("register")
WRONG_CASE = ("cases", "expect: {status: decided, outcome: school_houdt, who: school}",
              "expect: {status: decided, outcome: melden}")  # fmt: skip


def test_cases_that_pass(tmp_path: Path) -> None:
    ran = run("test", str(asked_region(tmp_path / "testland")))
    assert ran.seen == "exit 0\n--- out\n3 gevallen geslaagd, 0 mislukt\n"


def test_a_case_that_fails_says_what_was_expected_what_came_and_why(tmp_path: Path) -> None:
    ran = run("test", str(asked_region(tmp_path / "testland", WRONG_CASE)))
    assert ran.seen == (
        "exit 1\n"
        "--- out\n"
        "testland/cases.yaml:8 te_laat_12 · Te laat komen (absence/te_laat)\n"
        "    outcome: verwacht melden, gekomen school_houdt\n"
        "    vanwege te_laat.houdt\n"
        "2 gevallen geslaagd, 1 mislukt\n"
    )


def test_a_case_that_expects_too_little_fails(tmp_path: Path) -> None:
    change = ("cases", "expect: {status: decided, step: dan}", "expect: {status: decided}")
    ran = run("test", str(asked_region(tmp_path / "testland", change)))
    assert ran.status == 1
    assert "Het geval verwacht te weinig" in ran.out


def test_cases_for_a_program(tmp_path: Path) -> None:
    document_ = run("test", str(asked_region(tmp_path / "testland", WRONG_CASE)), "--format", "json").json
    assert (document_["schema"], document_["passed"], document_["failed"]) == ("kernketen/test/1", 2, 1)
    assert document_["cases"][1] == {
        "region": "testland",
        "kind": "case",
        "case": "te_laat_12",
        "topic": "absence/te_laat",
        "title": "Te laat komen",
        "where": {"file": "testland/cases.yaml", "line": 8},
        "passed": False,
        "problems": ["outcome: verwacht melden, gekomen school_houdt"],
        "rules": ["te_laat.houdt"],
    }


def test_junit(tmp_path: Path) -> None:
    ran = run("test", str(asked_region(tmp_path / "testland", WRONG_CASE)), "--format", "junit")
    suite = ElementTree.fromstring(ran.out)
    assert (ran.status, suite.attrib) == (
        1,
        {"name": "kernketen", "tests": "3", "failures": "1", "errors": "0"},
    )
    assert [(case.attrib["classname"], case.attrib["name"], len(case)) for case in suite] == [
        ("testland", "te_laat_13", 0),
        ("testland", "te_laat_12", 1),
        ("testland", "ladder_dan", 0),
    ]
    assert suite[1].attrib["file"] == "testland/cases.yaml"
    assert suite[1][0].text == "outcome: verwacht melden, gekomen school_houdt"


@pytest.mark.parametrize(("word", "number"), [("te_laat", 2), ("12", 1), ("casus_vast", 1)])
def test_only_some_cases(word: str, number: int, tmp_path: Path) -> None:
    ran = run("test", str(asked_region(tmp_path / "testland")), "-k", word, "--format", "json")
    assert len(ran.json["cases"]) == number


def test_nothing_to_test(tmp_path: Path) -> None:
    for arguments, texts in (((), {"cases": ""}), (("-k", "kwaak"), {})):
        folder = asked_region(tmp_path / f"testland{len(arguments)}", **texts)
        ran = run("test", str(folder), *arguments)
        assert ran.seen == "exit 2\n--- err\nEr was niets om te testen.\n"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("expect: {status: decided, step: dan}", "note: Zonder verwachting.", "schema.required"),
        (
            "expect: {status: decided, step: dan}",
            "expect: {status: decided, stap: dan}",
            "schema.unknown_key",
        ),
        ("expect: {status: decided, step: dan}", "expect: {status: decide, step: dan}", "schema.enum"),
    ],
)
def test_a_region_that_does_not_load_fails(tmp_path: Path, old: str, new: str, rule: str) -> None:
    folder = asked_region(tmp_path / "testland", ("cases", old, new))
    ran = run("test", str(folder))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("testland/cases.yaml:")
    assert ran.err.endswith(f"[{rule}]\n")
    found = run("test", str(folder), "--format", "json").json
    assert (found["cases"], [finding["rule"] for finding in found["findings"]]) == ([], [rule])
    suite = ElementTree.fromstring(run("test", str(folder), "--format", "junit").out)
    assert (suite.attrib["errors"], suite[0].attrib["classname"]) == ("1", rule)


def test_changes_that_no_case_notices(tmp_path: Path) -> None:
    ran = run("test", str(asked_region(tmp_path / "testland")), "--mutate", "--format", "json")
    assert ran.status == 1
    unseen = [entry for entry in ran.json["cases"] if entry["kind"] == "mutation"]
    assert unseen
    assert not any(entry["case"].startswith("mutate/te_laat") for entry in unseen)
    assert {entry["case"] for entry in unseen} >= {"mutate/op", "mutate/casus.nu"}
    (problem,) = [p for entry in unseen for p in entry["problems"] if "op: dan: who" in p]
    assert problem == "Geen geval merkt deze verandering van regel op: dan: who → ib_er"


def test_well_tested_rules_leave_no_change_unseen(tmp_path: Path) -> None:
    gone = dict.fromkeys(("rules/consent", "rules/regie", "rules/escalation"), "")
    absence = TEXTS["rules/absence"].partition("  - id: uren.melden")[0]
    cases = TEXTS["cases"].partition("  - id: ladder_dan")[0]
    folder = asked_region(tmp_path / "testland", **gone, **{"rules/absence": absence, "cases": cases})
    ran = run("test", str(folder), "--mutate")
    assert ran.seen == "exit 0\n--- out\n2 gevallen geslaagd, 0 mislukt\n"


def test_drafts_of_the_boundaries_that_have_no_case(tmp_path: Path) -> None:
    folder = asked_region(tmp_path / "testland")
    ran = run("test", str(folder), "--suggest")
    assert (ran.status, ran.err) == (0, "")
    path = tmp_path / "voorstel.yaml"
    path.write_text(ran.out, encoding="utf-8")
    read, findings = document.load(str(path), "voorstel.yaml")
    assert read is not None
    assert [*findings, *schema.check(read, "cases")] == []
    ids = [case["id"] for case in read.data["cases"]]
    assert ids == [
        "te_laat_te_laat_keer_11",
        "te_laat_2023_12_31",
        "te_laat_2024_01_01",
        "ongeoorloofd_verzuim_uren_15_5",
        "ongeoorloofd_verzuim_uren_16",
        "ongeoorloofd_verzuim_uren_16_5",
        "casus_2019_12_31",
        "casus_2020_01_01",
        "casus_2023_12_31",
        "casus_2024_01_01",
        "ziek_silent",
    ]
    assert [card["id"] for card in read.data["cards"]] == [
        "kernteam_haarlem",
        "kernteam_haarlem_2023_12_31",
        "kernteam_haarlem_2024_01_01",
    ]
    # Taken over as they are, they pass: they say what the engine says now.
    both = TEXTS["cases"] + ran.out.partition("cases:\n")[2]
    again = asked_region(tmp_path / "again" / "testland", cases=both)
    assert run("test", str(again)).status == 0
    assert run("test", str(again), "--suggest").seen == (
        "exit 0\n--- err\nElke grens heeft zijn gevallen, en elk team zijn kaarten.\n"
    )


CARDS = """\
cards:
  - id: haarlem
    given: {schoolgemeente: Haarlem}
    expect:
      kernteam:
        members:
          - {role: coach, presence: fixed, partner: cjg}
  - id: twee_gemeenten
    given: {schoolgemeente: [Haarlem, Heemstede]}
    expect:
      kernteam:
        composition: nu
        members:
          - {role: coach, presence: on_request, contacts: []}
    never: {roles: [directeur], partners: [cjg]}
"""


def test_cards_run_beside_the_cases(tmp_path: Path) -> None:
    folder = asked_region(tmp_path / "testland", cases=TEXTS["cases"] + CARDS)
    ran = run("test", str(folder))
    where = "testland/cases.yaml:25 twee_gemeenten · Wie hoort bij een school (who)\n"
    assert ran.seen == (
        f"exit 1\n--- out\n{where}"
        "    Haarlem: kernteam, coach, presence: verwacht on_request, gekomen fixed\n"
        "    Haarlem: kernteam, coach, contacts: verwacht niets, gekomen vragen\n"
        "    Haarlem: never partners: verwacht geen cjg, gekomen cjg\n"
        "    Heemstede: kernteam, coach, presence: verwacht on_request, gekomen fixed\n"
        "    Heemstede: kernteam, coach, contacts: verwacht niets, gekomen vragen\n"
        "    Heemstede: never partners: verwacht geen cjg, gekomen cjg\n"
        "4 gevallen geslaagd, 1 mislukt\n"
    )
    one, other = run("test", str(folder), "-k", "who", "--format", "json").json["cases"]
    assert (one["kind"], one["topic"], one["passed"], other["passed"]) == ("card", "who", True, False)
    suite = ElementTree.fromstring(run("test", str(folder), "-k", "kernteam", "--format", "junit").out)
    assert [(case.attrib["name"], len(case)) for case in suite] == [("haarlem", 0), ("twee_gemeenten", 1)]


def test_drafts_need_one_region_that_loads(tmp_path: Path) -> None:
    several = run("test", "--suggest")
    assert (several.status, several.out) == (2, "")
    assert "Welke regio?" in several.err
    broken = asked_region(tmp_path / "testland", ("cases", "status: decided, step", "status: decide, step"))
    assert run("test", str(broken), "--suggest").status == 1


def test_a_folder_that_is_not_there() -> None:
    ran = run("test", "/geen/map")
    assert (ran.status, ran.out, ran.err) == (2, "", "De map /geen/map bestaat niet.\n")
