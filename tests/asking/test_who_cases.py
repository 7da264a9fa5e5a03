"""Cards: which teams and members must come out for a school, what differs, and which cards are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from region_folder import FILES, loaded, said, sound

from kernketen import words
from kernketen.asking.trying import cards, drafting
from kernketen.asking.trying.suggesting import as_yaml, suggested
from kernketen.model.region import Region
from kernketen.reading import document, schema

TODAY = "2026-11-22"
TEXTS = {
    "region": FILES["region"]
    .replace("[Haarlem, Heemstede]", "[Haarlem, Heemstede, Velsen]")
    .replace(
        "      - {id: oud,", "      - {id: later, heading: Later, valid_from: '2026-09'}\n      - {id: oud,"
    ),
    "partners": """\
partners:
  - id: schoolorg
    name: School
    source: team
    roles: [directeur, ib_er]
  - id: cjg
    name: CJG
    source: team
    roles: [coach]
    contacts:
      - {id: vragen, purpose: vraag, source: team, when: {schoolgemeente: [Haarlem, Velsen]}, web: a.nl}
      - {id: spoed, purpose: spoed, source: later, when: {schoolgemeente: Heemstede}, web: b.nl}
  - id: dienst
    name: Dienst
    source: team
    roles: [leerplicht]
    when: {woongemeente: [Haarlem, Velsen]}
  - id: andere_dienst
    name: Andere dienst
    source: team
    roles: [leerplicht]
    when: {woongemeente: {not: [Haarlem, Velsen]}}
    doubts: [{id: T-01, note: Welke dienst staat er niet., reading: Die van de gemeente.}]
""",
    "roles": FILES["roles"] + "  - {id: leerplicht, name: leerplicht, source: team}\n",
    "teams": """\
teams:
  - id: kernteam
    name: kernteam
    per: school
    source: team
    compositions:
      - id: basis
        source: team
        list: exact
        members:
          - {id: coach, who: coach, presence: fixed}
          - {id: leiding, who: {any: [directeur, ib_er]}, presence: fixed, chair: true}
          - {id: leerplicht, who: leerplicht, presence: on_request, source: later}
      - id: jong
        source: later
        list: exact
        members:
          - {id: coach, who: coach, presence: if_present}
          - {id: ib_er, who: ib_er, presence: fixed, when: {zorgen: true}}
    serve:
      - {composition: basis, by: editor, scope: {sector: [bo, sbo]}, note: Voor de basisschool.}
      - {composition: jong, by: editor, note: Voor de andere scholen.}
  - id: stuurgroep
    name: stuurgroep
    per: region
    source: team
    scope: {schoolgemeente: Haarlem}
    valid_until: "2027"
""",
    "schools": """\
schools:
  - {id: bron, code: 01AB00, name: De Bron, municipality: Velsen, sector: [bo], source: team}
""",
}
EXPECT: dict[str, Any] = {
    "kernteam": {
        "composition": "basis",
        "source": "team",
        "date": "2024-01",
        "flags": ["T-01"],
        "members": [
            {
                "role": "coach",
                "presence": "fixed",
                "partner": "cjg",
                "contacts": ["vragen"],
                "sources": ["team"],
            },
            {
                "role": "directeur",
                "presence": "fixed",
                "chair": True,
                "choice": "any",
                "partner": "schoolorg",
            },
            {"role": "ib_er", "presence": "fixed", "chair": True, "contacts": []},
            {
                "role": "leerplicht",
                "presence": "on_request",
                "partner": "andere_dienst",
                "sources": ["later"],
            },
        ],
    },
    "stuurgroep": {"source": "team"},
}
GIVEN = {"schoolgemeente": ["0392"], "sector": ["bo"], "woongemeente": ["0397"]}


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


@pytest.fixture
def region(tmp_path: Path) -> Region:
    found: Region = sound(tmp_path, **TEXTS)
    return found


def card(given: Any = None, expect: Any = None, **more: Any) -> Any:
    found = {"id": "c", "given": given or GIVEN, "on": "", "served": {}, "expect": expect or {}, "never": {}}
    return {**found, "note": "", "where": ("testland/cases.yaml", 3), **more}


def wrong(region: Region, *args: Any, **more: Any) -> list[str]:
    return [repr(entry) for entry in cards.differences(region, card(*args, **more), TODAY)]


def test_what_comes_out_as_expected(region: Region) -> None:
    assert wrong(region, GIVEN, EXPECT) == []
    # Only what is named is compared; other teams may come.
    assert wrong(region, GIVEN, {"stuurgroep": {}}) == []
    assert wrong(region, GIVEN, {"kernteam": {"composition": "basis"}}) == []
    other = {**GIVEN, "schoolgemeente": ["0397"], "woongemeente": ["0453"]}
    home = {"role": "leerplicht", "partner": "dienst"}
    coach = {"role": "coach", "contacts": ["spoed"], "sources": ["later", "team"]}
    members = [coach, {"role": "directeur"}, {"role": "ib_er"}, home]
    assert wrong(region, other, {"kernteam": {"members": members, "flags": []}}) == []


def changed(change: Any) -> dict[str, Any]:
    kernteam = {**EXPECT["kernteam"], **{k: v for k, v in change.items() if not isinstance(k, int)}}
    members = list(kernteam["members"])
    for number in (key for key in change if isinstance(key, int)):
        members[number] = {**members[number], **change[number]}
    return {"kernteam": {**kernteam, "members": members}}


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ({"composition": "jong"}, "kernteam, composition: expected 'jong', came 'basis'"),
        ({"source": "later"}, "kernteam, source: expected 'later', came 'team'"),
        ({"date": "2023"}, "kernteam, date: expected '2023', came '2024-01'"),
        ({"depends_on": ["zorgen"]}, "kernteam, depends_on: expected 'zorgen', came 'nothing'"),
        ({"flags": ["T-02"]}, "kernteam, flags: expected 'T-02', came 'T-01'"),
        ({"flags": []}, "kernteam, flags: expected 'nothing', came 'T-01'"),
        ({0: {"presence": "backup"}}, "kernteam, coach, presence: expected 'backup', came 'fixed'"),
        ({0: {"partner": "dienst"}}, "kernteam, coach, partner: expected 'dienst', came 'cjg'"),
        ({0: {"contacts": []}}, "kernteam, coach, contacts: expected 'nothing', came 'vragen'"),
        ({0: {"contacts": ["spoed"]}}, "kernteam, coach, contacts: expected 'spoed', came 'vragen'"),
        ({0: {"sources": ["oud"]}}, "kernteam, coach, sources: expected 'oud', came 'team'"),
        ({0: {"chair": True}}, "kernteam, coach, chair: expected 'true', came 'false'"),
        ({1: {"choice": "all"}}, "kernteam, directeur, choice: expected 'all', came 'any'"),
        (
            {1: {"depends_on": ["zorgen"]}},
            "kernteam, directeur, depends_on: expected 'zorgen', came 'nothing'",
        ),
    ],
)
def test_what_comes_out_otherwise(region: Region, change: Any, difference: str) -> None:
    assert wrong(region, GIVEN, changed(change)) == [difference]


def test_members_are_all_of_them_and_no_other(region: Region) -> None:
    members = EXPECT["kernteam"]["members"]
    assert wrong(region, GIVEN, {"kernteam": {"members": members[1:]}}) == [
        "kernteam, members: expected 'no coach (cjg)', came 'fixed'"
    ]
    more = [*members, {"role": "school"}]
    assert wrong(region, GIVEN, {"kernteam": {"members": more}}) == [
        "kernteam, school: expected 'this member', came 'nothing'"
    ]


def test_teams_that_are_not_there_and_what_must_never_come(region: Region) -> None:
    heemstede = {"schoolgemeente": ["0397"]}
    assert wrong(region, heemstede, {"stuurgroep": {}}) == [
        "stuurgroep: expected 'this team', came 'nothing'"
    ]
    never = {"teams": ["kernteam", "stuurgroep"], "roles": ["coach"], "partners": ["cjg", "dienst"]}
    assert wrong(region, {**heemstede, "woongemeente": ["0397"]}, never=never) == [
        "never teams: expected 'no kernteam', came 'kernteam'",
        "never roles: expected 'no coach', came 'coach'",
        "never partners: expected 'no cjg', came 'cjg'",
    ]


def test_a_card_counts_for_each_school_that_it_names_and_tells_which_is_wrong(region: Region) -> None:
    given = {"schoolgemeente": ["0392", "0397"], "sector": ["bo", "vo"]}
    assert wrong(region, given, {"kernteam": {"composition": "basis"}}) == [
        "Haarlem, vo: kernteam, composition: expected 'basis', came 'jong'",
        "Heemstede, vo: kernteam, composition: expected 'basis', came 'jong'",
    ]


def test_what_the_card_does_not_tell_leaves_a_member_open(region: Region) -> None:
    members: list[dict[str, Any]] = [
        {"role": "coach"},
        {"role": "directeur"},
        {"role": "ib_er"},
        {"role": "leerplicht", "partner": "dienst", "depends_on": ["woongemeente"]},
        {"role": "leerplicht", "partner": "andere_dienst", "depends_on": ["woongemeente"]},
    ]
    given = {"schoolgemeente": ["0392"], "sector": ["bo"]}
    assert wrong(region, given, {"kernteam": {"members": members}}) == []
    # That a member is there for sure must be so where no fact is named.
    assert wrong(
        region, given, {"kernteam": {"members": [*members[:4], {**members[4], "depends_on": []}]}}
    ) == ["kernteam, leerplicht, depends_on: expected 'nothing', came 'woongemeente'"]


def test_another_composition_than_the_one_that_is_served(region: Region) -> None:
    members = [{"role": "coach", "presence": "if_present"}, {"role": "ib_er", "depends_on": ["zorgen"]}]
    expect = {"kernteam": {"composition": "jong", "members": members}}
    assert wrong(region, GIVEN, expect, served={"kernteam": "jong"}) == []
    # Not before its section was in force.
    early = wrong(region, GIVEN, expect, served={"kernteam": "jong"}, on="2026-08-31")
    assert early == ["kernteam: expected 'this team', came 'nothing'"]


def test_a_named_school_and_one_that_is_not_there(region: Region) -> None:
    expect = {"kernteam": {"composition": "basis"}}
    assert wrong(region, {"school": ["01AB00"]}, expect) == []
    assert wrong(region, {"school": ["01AB01"]}, expect) == [
        "given: expected {'school': ['01AB01']}, came 'The school 01AB01 is not in schools.yaml.'"
    ]
    assert wrong(region, {"sector": ["bo"]}, expect) == [
        "given: expected {'sector': ['bo']}, came 'Give a school, or the municipality of one.'"
    ]


WRONG_WORDS = """\
cards:
  - id: kaart
    given: {schoolgemeente: Harlem, sector: basis}
    served: {kernteem: basis}
    expect:
      kernteem: {source: team}
      kernteam:
        composition: bassis
        source: teem
        depends_on: [zorg]
        members:
          - {role: coch, partner: cgj, contacts: [vraag], sources: [laat], depends_on: [zorg]}
    never: {teams: [stuurgroup], roles: [direkteur], partners: [dienst2]}
"""


def test_words_that_are_not_there_are_found_with_the_nearest(tmp_path: Path) -> None:
    found = loaded(tmp_path, **{**TEXTS, "cases": WRONG_WORDS})
    told = [(f.location.line, f.rule.id, f.suggestion) for f in found.findings]
    assert sorted(told, key=lambda entry: entry[0]) == [
        (3, "reference.municipality", "Haarlem"),
        (3, "reference.value", None),
        (4, "reference.team", "kernteam"),
        (6, "reference.team", "kernteam"),
        (8, "reference.composition", "basis"),
        (9, "reference.section", "team"),
        (10, "reference.fact", "zorgen"),
        (12, "reference.role", "coach"),
        (12, "reference.partner", "cjg"),
        (12, "reference.contact", "vragen"),
        (12, "reference.section", "later"),
        (12, "reference.fact", "zorgen"),
        (13, "reference.team", "stuurgroep"),
        (13, "reference.role", "directeur"),
        (13, "reference.partner", "dienst"),
    ]


# -- drafts -------------------------------------------------------------------------------------------


def taken_over(tmp_path: Path, region: Region) -> Region:
    """The region with the cards that are missing."""
    text = as_yaml([], drafting.suggested(region, TODAY))
    read, findings = document.load(_written(tmp_path / "voorstel.yaml", text), "voorstel.yaml")
    assert read is not None
    assert [*findings, *schema.check(read, "cases")] == []
    found: Region = sound(tmp_path / "again", **{**TEXTS, "cases": text})
    return found


def _written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_cards_that_are_missing_come_out_and_then_none_is_missing(tmp_path: Path, region: Region) -> None:
    again = taken_over(tmp_path, region)
    assert [repr(e) for c in again["cards"] for e in cards.differences(again, c, TODAY)] == []
    assert drafting.suggested(again, TODAY) == []
    told = [(c["given"], c["on"], c["served"], list(c["expect"]), c["never"]) for c in again["cards"]]
    assert (GIVEN["schoolgemeente"], "2026-09-01") in [(g.get("schoolgemeente"), on) for g, on, *_ in told]
    assert {"kernteam": "jong"} in [served for _, _, served, *_ in told]


CHANGES = [
    ("teams", "who: coach, presence: fixed", "who: leerplicht, presence: fixed"),
    ("teams", "who: coach, presence: fixed", "who: coach, presence: usually"),
    ("teams", "          - {id: coach, who: coach, presence: fixed}\n", ""),
    ("teams", "presence: if_present", "presence: fixed"),
    ("teams", ", when: {zorgen: true}", ""),
    ("teams", "zorgen: true", "opp: true"),
    ("teams", "any: [directeur, ib_er]", "all: [directeur, ib_er]"),
    ("teams", "chair: true", "chair: false"),
    ("teams", "presence: on_request, source: later", "presence: on_request"),
    ("teams", "scope: {schoolgemeente: Haarlem}", "scope: {schoolgemeente: Zandvoort}"),
    ("teams", "scope: {sector: [bo, sbo]}", "scope: {sector: [bo]}"),
    ("teams", 'valid_until: "2027"', 'valid_until: "2028"'),
    ("partners", "[Haarlem, Velsen]}, web", "[Haarlem, Assen]}, web"),
    ("partners", "schoolgemeente: Heemstede", "schoolgemeente: Assen"),
    ("partners", "when: {woongemeente: [Haarlem, Velsen]}\n", "when: {woongemeente: [Haarlem, Assen]}\n"),
    ("partners", "purpose: spoed, source: later", "purpose: spoed, source: team"),
    ("partners", "roles: [coach]", "roles: [ib_er]"),
    (
        "partners",
        "    doubts: [{id: T-01, note: Welke dienst staat er niet., reading: Die van de gemeente.}]\n",
        "",
    ),
    ("region", 'date: "2024-01"', 'date: "2023-01"'),
    ("region", "valid_from: '2026-09'", "valid_from: '2025-09'"),
    ("region", "Heemstede, Velsen]", "Heemstede, Zandvoort]"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]}: {change[1].strip()[:40]}")
def test_the_drafts_notice_whatever_is_changed(
    tmp_path: Path, region: Region, change: tuple[str, str, str]
) -> None:
    again = taken_over(tmp_path, region)
    broken = loaded(tmp_path / "broken", change, **TEXTS).region
    assert broken is not None
    assert any(cards.differences(broken, one, TODAY) for one in again["cards"])


def test_a_card_that_leaves_the_members_out_shows_no_member(tmp_path: Path) -> None:
    given = "{schoolgemeente: Haarlem, sector: bo}"
    bare = f"cards:\n  - {{id: k, given: {given}, expect: {{kernteam: {{source: team}}}}}}\n"
    region = sound(tmp_path, **{**TEXTS, "cases": bare})
    assert any("kernteam" in draft.get("expect", {}) for draft in drafting.suggested(region, TODAY))


def test_steps_and_silence_are_drafted_as_cases(tmp_path: Path) -> None:
    rules = """\
question: leave
rules:
  - id: stappen
    topic: aanvragen
    source: team
    modality: must
    order: sequence
    then: {outcome: aanvragen}
    steps:
      - {id: vragen, then: {by: school, who: directeur}}
      - {id: antwoord, source: later, then: {by: directeur, within: {le: 2, unit: weken}}}
"""
    (tmp_path / "rules").mkdir()
    gaps = "gaps:\n  - {id: g, topic: absence/ziek, searched: [team], note: Ziekte komt niet voor.}\n"
    region = sound(tmp_path, **{**TEXTS, "rules/leave": rules, "statements": gaps})
    drafts = [(draft["id"], draft["expect"]) for draft in suggested(region, TODAY) if draft["on"] == TODAY]
    steps = [
        {"id": "vragen", "by": "school", "who": "directeur"},
        {"id": "antwoord", "within": {"le": 2, "unit": "weken"}, "by": "directeur", "source": "later"},
    ]
    assert drafts == [
        (
            "aanvragen_steps",
            {"status": "decided", "outcome": "aanvragen", "rule": "stappen", "steps": steps},
        ),
        ("ziek_silent", {"status": "not_regulated", "attested": True}),
    ]


def test_the_region_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert said(loaded(tmp_path, **TEXTS)) == []
