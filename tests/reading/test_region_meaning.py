"""What the YAML of a region means once it is read: conditions, groups, own facts, areas, dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from region_folder import loaded, said, sound

from kernketen import words

MEMBER = "presence: fixed}"


def condition(folder: Path, yaml: str, *changes: tuple[str, str, str]) -> Any:
    """The condition of the team's member, as it is evaluated."""
    region = sound(folder, ("teams", MEMBER, f"presence: fixed, when: {yaml}}}"), *changes)
    return region["teams"][0]["compositions"][0]["members"][0]["when"]


CONDITIONS: dict[str, Any] = {
    "{anoniem: true}": ["in", "anoniem", [True]],
    "{sector: bo}": ["in", "sector", ["bo"]],
    "{sector: [bo, vo]}": ["in", "sector", ["bo", "vo"]],
    "{sector: po}": ["in", "sector", ["bo", "sbo", "so"]],
    "{sector: [vo, po, bo]}": ["in", "sector", ["vo", "bo", "sbo", "so"]],
    "{sector: {not: po}}": ["not", ["in", "sector", ["bo", "sbo", "so"]]],
    "{not: {sector: bo, anoniem: false}}": [
        "not",
        ["all", [["in", "sector", ["bo"]], ["in", "anoniem", [False]]]],
    ],
    "{sector: bo, anoniem: false}": ["all", [["in", "sector", ["bo"]], ["in", "anoniem", [False]]]],
    "{any: [{sector: bo}, {anoniem: true}], opp: false}": [
        "all",
        [["any", [["in", "sector", ["bo"]], ["in", "anoniem", [True]]]], ["in", "opp", [False]]],
    ],
    "{woongemeente: Haarlem}": ["in", "woongemeente", ["0392"]],
    "{woongemeente: '0392'}": ["in", "woongemeente", ["0392"]],
    "{woongemeente: '392'}": ["in", "woongemeente", ["0392"]],
    "{woongemeente: [haarlem, HEEMSTEDE]}": ["in", "woongemeente", ["0392", "0397"]],
    "{woongemeente: S GRAVENHAGE}": ["in", "woongemeente", ["0518"]],
    "{woongemeente: [Haarlem, haarlem]}": ["in", "woongemeente", ["0392"]],
    "{woongemeente: leidschendam voorburg}": ["in", "woongemeente", ["1916"]],
    "{woongemeente: {same_as: schoolgemeente}}": ["same", "woongemeente", "schoolgemeente"],
    "{woongemeente: {not: {same_as: schoolgemeente}}}": ["not", ["same", "woongemeente", "schoolgemeente"]],
    "{postcodegebied: '2011'}": ["in", "postcodegebied", ["2011"]],
    "{postcodegebied: [polder, '2011']}": ["in", "postcodegebied", ["2065", "2066", "2011"]],
    "{hulpvraag: medisch}": ["has", "hulpvraag", ["medisch"]],
    "{hulpvraag: {not: [medisch, crisis]}}": ["not", ["has", "hulpvraag", ["medisch", "crisis"]]],
    "{verzuim_uren: {gt: 16, unit: uur, in: 4 schoolweken}}": [
        "num",
        "verzuim_uren",
        "uur",
        "4 schoolweken",
        [["gt", 16]],
    ],
    "{verzuim_uren: {gt: 16}}": ["num", "verzuim_uren", None, None, [["gt", 16]]],
    "{te_laat_keer: {ge: 10, lt: 12}}": ["num", "te_laat_keer", "keer", None, [["ge", 10], ["lt", 12]]],
    "{te_laat_keer: {lt: 12, ge: 10, unit: keer}}": [
        "num",
        "te_laat_keer",
        "keer",
        None,
        [["ge", 10], ["lt", 12]],
    ],
    "{leeftijd: 23}": ["num", "leeftijd", "jaar", None, [["is", 23]]],
    "{leeftijd: {is: 23}}": ["num", "leeftijd", "jaar", None, [["is", 23]]],
    "{van: coach}": ["in", "van", ["coach"]],
    "{van: school}": ["in", "van", ["directeur", "ib_er"]],
    "{van: [ib_er, school]}": ["in", "van", ["ib_er", "directeur"]],
    "{school: 99AA00}": ["in", "school", ["99AA00"]],
}


@pytest.mark.parametrize("yaml", CONDITIONS)
def test_a_condition_is_read_as_it_is_evaluated(yaml: str, tmp_path: Path) -> None:
    assert condition(tmp_path, yaml) == CONDITIONS[yaml]


def test_a_group_stands_for_its_members_also_those_of_groups_in_it(tmp_path: Path) -> None:
    more = (
        "roles",
        "employer: cjg}",
        "employer: cjg}\n  - {id: allen, name: allen, source: team, group: [coach, school, ib_er]}",
    )
    assert condition(tmp_path, "{van: allen}", more) == ["in", "van", ["coach", "ib_er", "directeur"]]


def test_an_own_fact_and_values_added_to_a_core_fact(tmp_path: Path) -> None:
    own = """facts:
  sector: {type: enum, values: [isk], question: 'Welk soort onderwijs?'}
  zorgpad: {type: enum, values: [licht, zwaar], question: 'Welk zorgpad?', question_en: 'Which path?'}
  wachtdagen: {type: quantity, unit: dagen, question: 'Hoeveel dagen?'}
  soorten: {type: set, values: [a, b], question: 'Welke soorten?'}
documents:"""
    facts = ("region", "documents:", own)
    yaml = "{sector: isk, zorgpad: {not: licht}, wachtdagen: {gt: 3}, soorten: a}"
    assert condition(tmp_path, yaml, facts) == [
        "all",
        [
            ["in", "sector", ["isk"]],
            ["not", ["in", "zorgpad", ["licht"]]],
            ["num", "wachtdagen", "dagen", None, [["gt", 3]]],
            ["has", "soorten", ["a"]],
        ],
    ]
    domains = sound(tmp_path, facts)["domains"]
    assert domains["sector"] == ["vve", "bo", "sbo", "so", "vo", "vso", "mbo", "isk"]
    assert domains["zorgpad"] == ["licht", "zwaar"]
    assert domains["anoniem"] == [True, False]
    assert not {"soorten", "hulpvraag", "fase", "woongemeente", "wachtdagen"} & set(domains)
    words.choose("en")
    wrong = loaded(tmp_path, facts, ("teams", MEMBER, "presence: fixed, when: {zorgpad: zwar}}"))
    assert ["“zwar” is no value of the fact “zorgpad”" in line for line in said(wrong)] == [True]


def test_a_section_without_dates_of_its_own_has_those_of_its_document(tmp_path: Path) -> None:
    region = sound(
        tmp_path,
        ("region", "kind: agreement", "kind: agreement\n    valid_from: 2024-03-01\n    valid_until: '2026'"),
    )
    dates = {name: (s["valid_from"], s["valid_until"]) for name, s in region["sections"].items()}
    assert dates == {"team": ("2024-03-01", "2026"), "oud": ("2020", "2023-12")}


def test_a_document_without_valid_from_counts_from_its_date(tmp_path: Path) -> None:
    assert sound(tmp_path)["sections"]["team"]["valid_from"] == "2024-01"
    unknown = sound(tmp_path, ("region", 'date: "2024-01"', "date: unknown"))
    assert unknown["sections"]["team"]["valid_from"] == "unknown"


def test_every_item_knows_its_file_and_line(tmp_path: Path) -> None:
    region = sound(tmp_path)
    assert region["documents"][0]["where"] == ("testland/region.yaml", 5)
    assert region["sections"]["oud"]["where"] == ("testland/region.yaml", 12)
    assert region["partners"][1]["contacts"][0]["where"] == ("testland/partners.yaml", 11)
    assert region["teams"][0]["compositions"][0]["members"][0]["where"] == ("testland/teams.yaml", 11)
    assert region["areas"] == {"polder": ["2065", "2066"]}
    assert region["external_references"][0]["where"] == ("testland/region.yaml", 14)


def test_plain_words_stay_text(tmp_path: Path) -> None:
    region = sound(tmp_path, ("region", "name: Testland", "name: no"), ("roles", "name: coach", "name: 0392"))
    assert (region["name"], region["roles"][3]["name"]) == ("no", "0392")
