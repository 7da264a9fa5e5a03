"""``who`` in the cases where it would be easy to give a wrong answer."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import made_up
import pytest
from running import members, run

BENNEBROEK, HAARLEM, HEEMSTEDE, HOOFDDORP, PAREL = "99AF00", "99AA00", "99AB00", "99AC00", "18LW00"


def ask(school: str, *more: str) -> dict[str, Any]:
    ran = run("who", "--school", school, *more, "--format", "json")
    assert ran.status == 0, ran.err
    return ran.json


def partners(answer: dict[str, Any], role: str) -> list[str]:
    return [m["partner"]["id"] for m in members(answer) if m["role"] == role and m["partner"]]


def flags(answer: dict[str, Any]) -> set[str]:
    everywhere = [answer, *answer["teams"], *members(answer)]
    return {flag["id"] for item in everywhere for flag in item["flags"]}


# -- which municipality counts -------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_a_pupil_from_hillegom_in_bennebroek_has_the_leerplicht_of_holland_rijnland() -> None:
    answer = ask(BENNEBROEK, "--pupil-municipality", "Hillegom")
    assert partners(answer, "leerplichtambtenaar") == ["rbl_holland_rijnland"]
    (officer,) = [m for m in members(answer) if m["role"] == "leerplichtambtenaar"]
    assert "Hillegom" in officer["because"]
    assert officer["condition"] is None
    assert not any(contact["phone"] for contact in officer["contacts"])


@pytest.mark.usefixtures("register")
def test_a_pupil_from_bloemendaal_in_bennebroek_has_the_leerplein() -> None:
    answer = ask(BENNEBROEK, "--pupil-municipality", "Bloemendaal")
    assert partners(answer, "leerplichtambtenaar") == ["leerplein"]


@pytest.mark.usefixtures("register")
def test_the_coach_of_the_school_contacts_the_coach_where_the_pupil_lives() -> None:
    elsewhere = ask(BENNEBROEK, "--pupil-municipality", "Hillegom")
    (coach,) = [m for m in members(elsewhere) if m["role"] == "cjg_coach"]
    assert coach["partner"]["id"] == "cjg_kennemerland"
    assert len(coach["notes"]) == 1
    assert "coach" in coach["notes"][0]["text"]
    assert coach["notes"][0]["source"]["section"]
    (here,) = [
        m for m in members(ask(BENNEBROEK, "--pupil-municipality", "Bloemendaal")) if m["role"] == "cjg_coach"
    ]
    assert here["notes"] == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("school", "home", "expected"),
    [
        (HAARLEM, "Haarlemmermeer", True),
        (HAARLEM, "Hoofddorp", True),
        (HOOFDDORP, "Haarlem", True),
        (HAARLEM, "Haarlem", False),
        (HAARLEM, "Hillegom", False),
        (HAARLEM, "Zandvoort", False),
        (BENNEBROEK, "Hillegom", False),
        (HOOFDDORP, "Haarlemmermeer", False),
    ],
)
def test_the_contradiction_about_leerplicht_is_flagged_where_it_bites_and_nowhere_else(
    school: str, home: str | None, expected: bool
) -> None:
    answer = ask(school, *(("--pupil-municipality", home) if home else ()))
    assert ("AMB-ZK-04" in flags(answer)) is expected


@pytest.mark.usefixtures("register")
def test_with_an_unknown_home_the_contradiction_stands_only_beside_a_condition() -> None:
    for school in (HAARLEM, HOOFDDORP):
        answer = ask(school)
        flagged = [m for m in members(answer) if "AMB-ZK-04" in {flag["id"] for flag in m["flags"]}]
        assert all(m["condition"] for m in flagged)
        assert "AMB-ZK-04" not in {
            flag["id"] for item in (answer, *answer["teams"]) for flag in item["flags"]
        }


@pytest.mark.usefixtures("register")
def test_velsen_has_no_service_that_the_text_names() -> None:
    answer = ask(HAARLEM, "--pupil-municipality", "Velsen")
    assert partners(answer, "leerplichtambtenaar") == ["leerplicht_woongemeente"]


@pytest.mark.usefixtures("register")
def test_an_unknown_home_gives_every_variant_with_its_condition() -> None:
    ran = run("who", "--school", HAARLEM, "--format", "json")
    assert ran.status == 0
    officers = [m for m in members(ran.json) if m["role"] == "leerplichtambtenaar"]
    assert [m["partner"]["id"] for m in officers] == [
        "leerplein",
        "leerplicht_haarlemmermeer",
        "rbl_holland_rijnland",
        "leerplicht_woongemeente",
    ]
    assert all(m["condition"] and m["because"] is None for m in officers)
    assert len({m["condition"] for m in officers}) == 4


@pytest.mark.usefixtures("register")
def test_a_home_that_no_service_is_named_for_says_so_without_a_number() -> None:
    (officer,) = [
        m
        for m in members(ask(HAARLEM, "--pupil-municipality", "Amsterdam"))
        if m["role"] == "leerplichtambtenaar"
    ]
    assert officer["partner"]["id"] == "leerplicht_woongemeente"
    (contact,) = officer["contacts"]
    assert (contact["phone"], contact["email"], contact["web"]) == (None, None, None)
    assert set(contact["absent"].values()) == {"not_in_text"}


@pytest.mark.usefixtures("register")
def test_heemstede_has_no_phone_number_and_says_that_the_text_has_none() -> None:
    (coach,) = [m for m in members(ask(HEEMSTEDE)) if m["role"] == "cjg_coach"]
    (contact,) = coach["contacts"]
    assert coach["partner"]["id"] == "cjg_heemstede"
    assert contact["phone"] is None
    assert contact["absent"] == {"phone": "not_in_text"}
    card = run("who", "--school", HEEMSTEDE).out
    assert "cjg@heemstede.nl" in card
    assert "niet in de tekst: telefoon" in card
    assert "088-99" not in card


@pytest.mark.usefixtures("register")
def test_haarlem_and_bloemendaal_have_each_their_own_number() -> None:
    assert "088-9958484" in run("who", "--school", HAARLEM).out
    bennebroek = run("who", "--school", BENNEBROEK).out
    assert "088-9958383" in bennebroek
    assert "088-9958484" not in bennebroek


# -- as of a day ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_in_2021_there_was_a_stuurgroep_and_the_kernteam_of_2020() -> None:
    answer = ask(HAARLEM, "--on", "2021")
    teams = {team["id"]: team for team in answer["teams"]}
    assert "stuurgroep_kernteams" in teams
    assert "platform_jop" not in teams
    assert teams["kernteam"]["composition"] == "handreiking_2020"
    assert answer["on"] == "2021"


@pytest.mark.usefixtures("register")
def test_in_2024_there_is_the_platform_and_for_a_bo_the_kernteam_of_2023() -> None:
    teams = {team["id"]: team for team in ask(HAARLEM, "--on", "2024")["teams"]}
    assert "platform_jop" in teams
    assert "stuurgroep_kernteams" not in teams
    assert teams["kernteam"]["composition"] == "cjg_2023"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("day", "body"), [("2022-08-31", "stuurgroep_kernteams"), ("2022-09-01", "platform_jop")]
)
def test_the_stuurgroep_gave_way_to_the_platform_in_september_2022(day: str, body: str) -> None:
    ids = {team["id"] for team in ask(HAARLEM, "--on", day)["teams"]}
    assert ids & {"stuurgroep_kernteams", "platform_jop"} == {body}


@pytest.mark.usefixtures("register")
def test_the_kernteam_of_may_2023_counts_from_its_day() -> None:
    compositions = {
        day: {team["id"]: team["composition"] for team in ask(HAARLEM, "--on", day)["teams"]}["kernteam"]
        for day in ("2023-05-08", "2023-05-09")
    }
    assert compositions["2023-05-08"] != "cjg_2023"
    assert compositions["2023-05-09"] == "cjg_2023"


# -- the role ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("word", ["cjg_coach", "CJG-coach", "cjg coach", "toegang_jeugdhulp", "CJG-COACH"])
def test_a_role_is_found_by_id_name_alias_or_canonical_role(word: str) -> None:
    found = {m["role"] for m in members(ask(HAARLEM, "--role", word))}
    assert "cjg_coach" in found
    assert "leerplichtambtenaar" not in found


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("word", ["leerplicht", "leerplichtambtenaar"])
def test_the_word_that_people_use_for_leerplicht_finds_the_officer(word: str) -> None:
    assert "leerplichtambtenaar" in {m["role"] for m in members(ask(HAARLEM, "--role", word))}


# -- the school ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "typed", ["18LW00", "18lw00", "18lw 00", "18 LW 00", "18LW", "18lw", "De Parel", "de parel"]
)
def test_a_school_is_found_by_what_people_type(typed: str) -> None:
    assert ask(typed)["school"]["code"] == PAREL


@pytest.mark.usefixtures("bare")
def test_de_parel_answers_before_any_import() -> None:
    ran = run("who", "--school", "De Parel")
    assert ran.status == 0
    assert "18LW00" in ran.out
    assert ran.err == ""


@pytest.mark.usefixtures("register")
def test_after_an_import_one_line_tells_of_the_namesakes() -> None:
    first = run("who", "--school", "De Parel").out.splitlines()
    assert first[0].startswith("De Parel voor speciaal onderwijs")
    (line,) = [line for line in first if "kernketen schools find" in line]
    assert " 1 " in f" {line} "
    assert ask("De Parel")["namesakes"] == 1


@pytest.mark.usefixtures("register")
def test_two_schools_that_fit_are_listed_and_neither_is_chosen() -> None:
    ran = run("who", "--school", "De Sterrenschipper", "--format", "json")
    assert ran.status == 3
    assert ran.json["reason"] == "several_schools"
    assert [c["code"] for c in ran.json["candidates"]] == ["99AQ00", "99AQ01"]
    assert [c["municipality"]["name"] for c in ran.json["candidates"]] == ["Den Haag", "Rijswijk"]
    shown = run("who", "--school", "De Sterrenschipper")
    assert (shown.status, shown.out) == (3, "")
    assert "99AQ00" in shown.err
    assert "99AQ01" in shown.err


@pytest.mark.usefixtures("register")
def test_a_place_or_a_region_chooses_one_of_two_namesakes() -> None:
    assert ask("De Sterrenschipper Rijswijk")["school"]["code"] == "99AQ01"


@pytest.mark.usefixtures("register")
def test_a_school_that_the_text_leaves_out_says_so() -> None:
    ran = run("who", "--school", "99AE00", "--format", "json")
    assert ran.status == 1
    assert ran.json["reason"] == "out_of_scope"
    assert "Velsen" in ran.json["error"]
    assert "Jeugdondersteuningsplan Zuid-Kennemerland" in ran.json["error"]


@pytest.mark.usefixtures("register")
def test_a_school_that_no_region_covers_says_where_it_is() -> None:
    ran = run("who", "--school", "99AK00", "--format", "json")
    assert ran.status == 1
    assert ran.json["reason"] == "no_region"
    assert ran.json["school"]["municipality"] == {"code": "0629", "name": "Wassenaar"}
    assert ran.json["samenwerkingsverband"] == "PO0001 Duin"


@pytest.mark.usefixtures("register")
def test_groningen_speaks_for_secondary_schools_only() -> None:
    assert ask("99BB00")["region"] == "groningen"
    for school in ("99AM00", "99CC00"):
        assert run("who", "--school", school).status == 1


@pytest.mark.usefixtures("register")
def test_the_postcode_decides_for_which_part_of_haarlemmermeer_the_jop_speaks() -> None:
    inside, outside = ask("99AD00"), ask("99AC00")
    assert inside["out_of_scope"] == []
    assert [d["document"] for d in outside["out_of_scope"]] == ["Jeugdondersteuningsplan Zuid-Kennemerland"]


# -- the local contact list ----------------------------------------------------------------------------


def test_a_person_on_the_contact_list_is_shown_with_the_date_of_the_list(bare: Path, tmp_path: Path) -> None:
    path = tmp_path / "contacten-2026-09.csv"
    path.write_text(
        "School;Rol;Naam;Telefoon;E-mail;Dagen;Vervanger;Geldig tot\n"
        "18LW00;cjg_coach;A. Voorbeeld;000-1234567;a.voorbeeld@example.org;ma, di;B. Proef;2027-07\n"
        "18LW00;directeur;C. Test;;;;;2026-01\n",
        encoding="utf-8",
    )
    done = run("contacts", "import", str(path), "--region", "zuid_kennemerland", "--format", "json")
    assert done.status == 0, done.err
    assert (done.json["stored"], done.json["list_date"]) == (2, "2026-09")
    people = [p for m in members(ask(PAREL)) for p in m["people"]]
    assert {(p["name"], p["list_date"], p["expired"]) for p in people} >= {
        ("A. Voorbeeld", "2026-09", False),
        ("C. Test", "2026-09", True),
    }
    card = run("who", "--school", PAREL).out
    assert "A. Voorbeeld · 000-1234567 · a.voorbeeld@example.org (ma, di)" in card
    assert "2026-09" in card
    assert run("contacts", "list", "--format", "json").json["people"][0]["school"] == PAREL
    assert run("contacts", "forget", "--region", "zuid_kennemerland", "--yes").status == 0
    assert "A. Voorbeeld" not in run("who", "--school", PAREL).out


# -- where things are kept -----------------------------------------------------------------------------


def test_the_output_file_is_replaced_whole(register: Path, tmp_path: Path) -> None:
    target = tmp_path / "kaart.json"
    target.write_text("x" * 1_000_000, encoding="utf-8")
    ran = run("who", "--school", PAREL, "--format", "json", "-o", str(target))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["school"]["code"] == PAREL
    assert [path.name for path in tmp_path.iterdir()] == ["kaart.json"]


def test_an_output_file_that_cannot_be_written_is_one_sentence(register: Path, tmp_path: Path) -> None:
    target = tmp_path / "geen" / "kaart.txt"
    ran = run("who", "--school", PAREL, "-o", str(target))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Het bestand {target} kan niet worden geschreven")
    assert len(ran.err.splitlines()) == 1
    folder = run("who", "--school", PAREL, "-o", str(tmp_path))
    assert folder.status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_written_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    # The folder would have to be made below a file: not even the superuser can do that.
    monkeypatch.setenv("KERNKETEN_HOME", str(blocked / "home"))
    monkeypatch.setenv("KERNKETEN_LANG", "nl")
    ran = run("who", "--school", "De Parel")
    assert (ran.status, ran.err) == (0, "")
    assert "18LW00" in ran.out
    refused = run("schools", "import", *made_up.register_files(tmp_path))
    assert refused.status == 2
    assert "KERNKETEN_HOME" in refused.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_read_only_home_still_answers(bare: Path) -> None:
    bare.mkdir(mode=0o500)
    assert run("who", "--school", "De Parel").status == 0


def test_a_store_of_a_newer_version_is_not_touched(bare: Path) -> None:
    bare.mkdir()
    store = bare / "store.db"
    connection = sqlite3.connect(store)
    connection.execute("CREATE TABLE school (code TEXT)")
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = store.read_bytes()
    for arguments in (("who", "--school", "De Parel"), ("schools", "status"), ("contacts", "list")):
        ran = run(*arguments)
        assert (ran.status, ran.out) == (2, ""), arguments
        assert "nieuwere kernketen (versie 99" in ran.err
        assert len(ran.err.splitlines()) == 1
    assert store.read_bytes() == before


def test_a_damaged_store_or_snapshot_is_one_sentence_or_nothing(bare: Path) -> None:
    assert run("who", "--school", "De Parel").status == 0
    (snapshot,) = bare.glob("snapshot-*.db")
    snapshot.write_bytes(b"no database")
    assert run("who", "--school", "De Parel").status == 0
    (bare / "store.db").write_bytes(b"no database at all, whatever it is")
    ran = run("who", "--school", "De Parel")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.usefixtures("bare")
def test_a_place_that_is_half_of_a_name_leaves_two_schools_equal() -> None:
    # One stands in Driehuis, the other in Santpoort-Noord, which people call Santpoort.
    ran = run("who", "--school", "Molenduin", "--format", "json")
    assert ran.status == 3
    assert [candidate["code"] for candidate in ran.json["candidates"]] == ["18XY00", "18XY10"]
    assert (
        run("who", "--school", "Molenduin Santpoort", "--format", "json").json["school"]["code"] == "18XY00"
    )
