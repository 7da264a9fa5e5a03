"""Who belongs to a school's team, on small made-up regions: each thing that a text can say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from region_folder import sound

from kernketen import words
from kernketen.asking.people.who import needed, who
from kernketen.model.dates import span
from kernketen.model.school import School

HAARLEM, HEEMSTEDE, VELSEN, AMSTERDAM = "0392", "0397", "0453", "0363"
SCHOOL = School("99ZZ00", "De Testpier", HAARLEM, ("bo",), postcode="2011AB")
MEMBER = "{id: coach, who: coach, presence: fixed}"
CONTACT = "{id: vragen, purpose: vragen, source: team, email: cjg@example.org}"


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def ask(
    folder: Path,
    *changes: tuple[str, str, str],
    on: str = "2026-11-22",
    school: School = SCHOOL,
    texts: dict[str, str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The answer for a school, from the whole region and from the part that the snapshot keeps alike."""
    region = sound(folder, *changes, **(texts or {}))
    answer = who(region, school, span(on), **more)
    part: Any = needed(region)
    assert who(part, school, span(on), **more) == answer
    return answer


def members(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [member for team in answer["teams"] for member in team["members"]]


def with_member(text: str) -> tuple[str, str, str]:
    return "teams", MEMBER, text


def with_contact(text: str) -> tuple[str, str, str]:
    return "partners", CONTACT, text


def test_a_member_whole(tmp_path: Path) -> None:
    answer = ask(tmp_path)
    assert answer == {
        "schema": "kernketen/who/1",
        "school": {
            "code": "99ZZ00",
            "name": "De Testpier",
            "municipality": {"code": "0392", "name": "Haarlem"},
            "sector": "bo",
        },
        "region": "testland",
        "region_name": "Testland",
        "on": "2026-11-22",
        "pupil_municipality": None,
        "teams": answer["teams"],
        "out_of_scope": [],
        "flags": [],
    }
    (team,) = answer["teams"]
    source = {"document": "Plan van Testland", "section": "Het team", "date": "2024-01", "kind": "agreement"}
    assert (team["id"], team["composition"], team["complete"], team["chosen"]) == (
        "kernteam",
        "nu",
        True,
        None,
    )
    assert team["source"] == source
    assert team["where"] == {"file": "testland/teams.yaml", "line": 7}
    assert team["members"] == [
        {
            "role": "coach",
            "name": "coach",
            "canonical": None,
            "match": None,
            "choice": None,
            "group": [],
            "presence": "fixed",
            "chair": False,
            "condition": None,
            "partner": {"id": "cjg", "name": "CJG"},
            "contacts": [
                {
                    "purpose": "vragen",
                    "condition": None,
                    "because": None,
                    "phone": None,
                    "email": "cjg@example.org",
                    "web": None,
                    "absent": {},
                    "see": None,
                    "source": source,
                    "where": {"file": "testland/partners.yaml", "line": 11},
                }
            ],
            "later_contacts": False,
            "people": [],
            "because": None,
            "notes": [],
            "note": None,
            "see": None,
            "source": source,
            "where": {"file": "testland/teams.yaml", "line": 11},
            "flags": [],
        }
    ]


@pytest.mark.parametrize(
    "presence",
    [
        "fixed",
        "if_present",
        "preferred",
        "usually",
        "sometimes",
        "on_request",
        "backup",
        "not_stated",
        "excluded",
    ],
)
def test_presence_stands_as_the_text_has_it(presence: str, tmp_path: Path) -> None:
    answer = ask(tmp_path, with_member(f"{{id: coach, who: coach, presence: {presence}, chair: true}}"))
    assert [(m["presence"], m["chair"]) for m in members(answer)] == [(presence, True)]


@pytest.mark.parametrize(
    ("mode", "choice"), [("any", "any"), ("one_of", "one_of"), ("all", "all"), ("one", None)]
)
def test_a_choice_of_roles_is_one_line_for_each_role(mode: str, choice: str | None, tmp_path: Path) -> None:
    roles = "coach" if mode == "one" else f"{{{mode}: [coach, ib_er]}}"
    found = members(ask(tmp_path, with_member(f"{{id: coach, who: {roles}, presence: fixed}}")))
    assert [m["choice"] for m in found] == [choice] * (1 if mode == "one" else 2)
    assert [m["role"] for m in found] == ["coach"] if mode == "one" else ["coach", "ib_er"]


IN_HAARLEM = "{id: coach, who: coach, presence: fixed, when: {woongemeente: Haarlem}}"


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (None, [("the pupil lives in Haarlem", None)]),
        (HAARLEM, [(None, "the pupil lives in Haarlem")]),
        (HEEMSTEDE, []),
    ],
)
def test_a_member_for_pupils_of_one_municipality(
    home: str | None, expected: list[tuple[str | None, str | None]], tmp_path: Path
) -> None:
    answer = ask(tmp_path, with_member(IN_HAARLEM), home=home)
    assert [(m["condition"], m["because"]) for m in members(answer)] == expected
    assert answer["pupil_municipality"] == (
        None if home is None else {"code": home, "name": {HAARLEM: "Haarlem", HEEMSTEDE: "Heemstede"}[home]}
    )


def test_a_condition_that_the_school_decides(tmp_path: Path) -> None:
    text = "{{id: coach, who: coach, presence: fixed, {}: {{{}}}}}"
    for slot in ("when", "scope"):
        assert members(ask(tmp_path, with_member(text.format(slot, "schoolgemeente: Haarlem"))))
        assert members(ask(tmp_path, with_member(text.format(slot, "sector: po"))))
        assert not members(ask(tmp_path, with_member(text.format(slot, "sector: vo"))))
        assert not members(ask(tmp_path, with_member(text.format(slot, "schoolgemeente: Heemstede"))))
        assert members(ask(tmp_path, with_member(text.format(slot, "postcodegebied: '2011'"))))


@pytest.mark.parametrize("slot", ["when", "scope"])
def test_what_is_presumed_stands_with_the_member(slot: str, tmp_path: Path) -> None:
    answer = ask(
        tmp_path, with_member(f"{{id: coach, who: coach, presence: fixed, {slot}: {{zorgen: true}}}}")
    )
    assert [m["condition"] for m in members(answer)] == ["the school is worried"]


@pytest.mark.parametrize("slot", ["when", "scope"])
def test_what_is_presumed_stands_with_the_contact_point(slot: str, tmp_path: Path) -> None:
    contact = CONTACT.replace("purpose", f"{slot}: {{zorgen: true}}, purpose")
    answer = ask(tmp_path, with_contact(contact))
    assert [c["condition"] for c in members(answer)[0]["contacts"]] == ["the school is worried"]


BY_HOME = """{id: haarlem, purpose: vragen, source: team, phone: "000-0000001", when: {woongemeente: Haarlem}}
      - {id: elders, purpose: vragen, source: team, phone: "000-0000002",
         when: {woongemeente: {not: Haarlem}}}"""


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (
            None,
            [
                ("000-0000001", "the pupil lives in Haarlem", None),
                ("000-0000002", "the pupil does not live in Haarlem", None),
            ],
        ),
        (HAARLEM, [("000-0000001", None, "the pupil lives in Haarlem")]),
        (VELSEN, [("000-0000002", None, "the pupil does not live in Haarlem")]),
    ],
)
def test_contact_points_by_the_home_of_the_pupil(
    home: str | None, expected: list[Any], tmp_path: Path
) -> None:
    (member,) = members(ask(tmp_path, with_contact(BY_HOME), home=home))
    assert [(c["phone"], c["condition"], c["because"]) for c in member["contacts"]] == expected


def test_a_contact_point_for_some_roles_of_the_organisation(tmp_path: Path) -> None:
    partners = ("partners", "roles: [coach]", "roles: [coach, ib_er]")
    contact = with_contact(CONTACT.replace("purpose", "roles: [ib_er], purpose"))
    team = with_member("{id: m, who: {any: [coach, ib_er]}, presence: fixed}")
    schoolorg = ("partners", "roles: [directeur, ib_er]", "roles: [directeur]")
    found = members(ask(tmp_path, partners, contact, team, schoolorg))
    assert [(m["role"], len(m["contacts"])) for m in found] == [("coach", 0), ("ib_er", 1)]


def test_why_a_channel_is_empty_and_what_is_to_be_found_elsewhere(tmp_path: Path) -> None:
    absent = "absent: {phone: elsewhere, name: personal}"
    contact = f"{{id: vragen, purpose: vragen, source: team, see: bijlage, {absent}}}"
    found = members(
        ask(
            tmp_path,
            with_contact(contact),
            with_member("{id: c, who: coach, presence: fixed, see: bijlage, note: Let op.}"),
        )
    )
    paper = {"id": "bijlage", "title": "Bijlage", "date": None}
    assert found[0]["contacts"][0]["absent"] == {"phone": "elsewhere", "name": "personal"}
    assert (found[0]["contacts"][0]["see"], found[0]["see"], found[0]["note"]) == (paper, paper, "Let op.")


def test_a_role_that_no_organisation_has_stands_without_one(tmp_path: Path) -> None:
    orphan = ("roles", ", employer: cjg", ""), ("partners", "    roles: [coach]\n", "")
    (member,) = members(ask(tmp_path, *orphan))
    assert (member["partner"], member["contacts"], member["later_contacts"]) == (None, [], False)


TWO_OFFICES = """partners:
  - {id: oost, name: Oost, source: team, roles: [coach], when: {woongemeente: Heemstede}}
  - {id: west, name: West, source: team, roles: [coach], when: {schoolgemeente: Haarlem}}
  - {id: ver, name: Ver, source: team, roles: [coach], when: {schoolgemeente: Heemstede}}
  - {id: cjg, name: CJG, source: team, scope: {sector: vo}}
"""


def test_of_several_organisations_those_that_count_for_sure_come_first(tmp_path: Path) -> None:
    found = members(ask(tmp_path, texts={"partners": TWO_OFFICES}))
    assert [(m["partner"]["id"], m["condition"], m["because"]) for m in found] == [
        ("west", None, "the school is in Haarlem"),
        ("oost", "the pupil lives in Heemstede", None),
    ]


def test_contact_points_that_the_text_gives_for_later_days(tmp_path: Path) -> None:
    section = (
        "region",
        "{id: team, heading: Het team}",
        "{id: team, heading: Het team}\n      - {id: later, heading: Later, valid_from: '2025'}",
    )
    contact = with_contact(CONTACT.replace("source: team", "source: later"))
    (early,) = members(ask(tmp_path, section, contact, on="2024-06-01"))
    assert (early["contacts"], early["later_contacts"]) == ([], True)
    (late,) = members(ask(tmp_path, section, contact, on="2025-01-01"))
    assert (len(late["contacts"]), late["later_contacts"]) == (1, False)


FROM_ELSEWHERE = """tasks:
      - {id: elders, text: Belt met de coach van de woongemeente., source: team, modality: must,
         when: {woongemeente: {not: Haarlem}}}
      - {id: zorg, text: Belt de ouders., source: team, modality: must, when: {zorgen: true}}"""


@pytest.mark.parametrize(
    ("home", "expected"), [(None, []), (HAARLEM, []), (VELSEN, ["Belt met de coach van de woongemeente."])]
)
def test_what_a_role_does_for_a_pupil_from_elsewhere(
    home: str | None, expected: list[str], tmp_path: Path
) -> None:
    roles = (
        "roles",
        "{id: coach, name: coach, source: team, employer: cjg}",
        f"id: coach\n    name: coach\n    source: team\n    employer: cjg\n    {FROM_ELSEWHERE}",
    )
    (member,) = members(ask(tmp_path, roles, home=home))
    assert [note["text"] for note in member["notes"]] == expected


DOUBTS = """doubts: [{id: A-1, note: Altijd., reading: zo, against: oud},
            {id: A-2, note: Soms., when: {woongemeente: Haarlem}}]"""


@pytest.mark.parametrize(
    ("home", "expected"), [(None, ["A-1"]), (VELSEN, ["A-1"]), (HAARLEM, ["A-1", "A-2"])]
)
def test_a_doubt_shows_where_it_bites(home: str | None, expected: list[str], tmp_path: Path) -> None:
    member = f"{{id: coach, who: coach, presence: fixed, {DOUBTS}}}"
    (found,) = members(ask(tmp_path, with_member(member), home=home))
    assert [flag["id"] for flag in found["flags"]] == expected
    assert found["flags"][0] == {
        "id": "A-1",
        "text": "Altijd.",
        "reading": "zo",
        "against": {
            "document": "Plan van Testland",
            "section": "Zoals het was",
            "date": "2020",
            "kind": "agreement",
        },
    }


def test_a_doubt_of_a_variant_bites_where_the_variant_holds(tmp_path: Path) -> None:
    member = f"{{id: coach, who: coach, presence: fixed, when: {{woongemeente: Haarlem}}, {DOUBTS}}}"
    (found,) = members(ask(tmp_path, with_member(member)))
    assert [flag["id"] for flag in found["flags"]] == ["A-1", "A-2"]


def test_the_same_doubt_at_two_places_is_said_once(tmp_path: Path) -> None:
    doubt = "doubts: [{id: A-1, note: Altijd.}]"
    answer = ask(
        tmp_path,
        with_member(f"{{id: coach, who: coach, presence: fixed, {doubt}}}"),
        with_contact(CONTACT.replace("purpose", f"{doubt}, purpose")),
        ("teams", "list: exact", f"list: at_least\n        {doubt}"),
    )
    assert [f["id"] for f in members(answer)[0]["flags"]] == ["A-1"]
    assert [f["id"] for f in answer["teams"][0]["flags"]] == ["A-1"]
    assert answer["teams"][0]["complete"] is False


# -- documents ----------------------------------------------------------------------------------------


def at(municipality: str, *sectors: str, code: str = "99ZZ00") -> School:
    return School(code, "De Testpier", municipality, sectors or ("bo",))


def test_a_school_outside_the_document_has_no_team(tmp_path: Path) -> None:
    answer = ask(tmp_path, school=at(AMSTERDAM))
    assert (answer["teams"], answer["out_of_scope"]) == ([], [])
    assert ask(tmp_path, school=at(HEEMSTEDE))["teams"]


EXCLUDES = (
    "region",
    "    sections:",
    "    excludes: {schoolgemeente: Heemstede, sector: {not: vo}}\n    sections:",
)


def test_what_a_document_leaves_out_in_so_many_words_is_out_of_scope(tmp_path: Path) -> None:
    left_out = ask(tmp_path, EXCLUDES, school=at(HEEMSTEDE, "bo"))
    assert left_out["teams"] == []
    assert left_out["out_of_scope"] == [{"document": "Plan van Testland", "date": "2024-01"}]
    assert ask(tmp_path, EXCLUDES, school=at(HEEMSTEDE, "vo"))["teams"]
    assert ask(tmp_path, EXCLUDES, school=at(HEEMSTEDE, "bo", "vo"))["out_of_scope"] == []


def test_what_is_left_out_by_the_pupil_says_nothing_about_the_school(tmp_path: Path) -> None:
    by_pupil = (
        "region",
        "    sections:",
        "    excludes: {any: [{woongemeente: Velsen}, {not: {leeftijd: {lt: 19}}}]}\n    sections:",
    )
    for home in (None, VELSEN):
        answer = ask(tmp_path, by_pupil, home=home)
        assert answer["teams"]
        assert answer["out_of_scope"] == []


def test_a_document_that_counts_by_the_home_of_pupils_speaks_for_the_schools_there(tmp_path: Path) -> None:
    by_home = ("region", "covers: {schoolgemeente:", "covers: {woongemeente:")
    assert ask(tmp_path, by_home)["teams"]
    assert ask(tmp_path, by_home, home=VELSEN)["teams"]
    assert ask(tmp_path, by_home, school=at(AMSTERDAM))["teams"] == []


def test_a_school_that_the_text_names_is_spoken_for_wherever_it_stands(tmp_path: Path) -> None:
    schools = "schools:\n  - {id: ver, code: 99YY00, name: De Verre, source: team}\n"
    texts = {"schools": schools}
    assert ask(tmp_path, EXCLUDES, school=at(AMSTERDAM, code="99YY00"), texts=texts)["teams"]
    assert ask(tmp_path, EXCLUDES, school=at(HEEMSTEDE, code="99YY00"), texts=texts)["teams"]
    assert ask(tmp_path, EXCLUDES, school=at(AMSTERDAM, code="99YY01"), texts=texts)["teams"] == []


def test_doubts_of_a_document_that_speaks_for_the_school(tmp_path: Path) -> None:
    doubt = ("region", "    sections:", "    doubts: [{id: A-9, note: Geen datum.}]\n    sections:")
    assert [f["id"] for f in ask(tmp_path, doubt)["flags"]] == ["A-9"]
    assert ask(tmp_path, doubt, school=at(AMSTERDAM))["flags"] == []


# -- days ---------------------------------------------------------------------------------------------

TWO_LISTS = """teams:
  - id: kernteam
    name: kernteam
    per: school
    source: team
    compositions:
      - {id: vroeger, source: oud, list: exact, members: [{id: a, who: ib_er, presence: fixed}]}
      - {id: nu, source: team, list: exact, members: [{id: b, who: coach, presence: fixed}]}
"""
OPEN_ENDED = ("region", ', valid_until: "2023-12"', "")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-12-31", None),
        ("2020", "vroeger"),
        ("2023-12-31", "vroeger"),
        ("2024-01-01", "nu"),
        ("2026", "nu"),
    ],
)
def test_the_list_of_the_day(on: str, expected: str | None, tmp_path: Path) -> None:
    answer = ask(tmp_path, texts={"teams": TWO_LISTS}, on=on)
    assert [team["composition"] for team in answer["teams"]] == ([expected] if expected else [])


def test_of_several_lists_that_hold_the_newest_is_served(tmp_path: Path) -> None:
    answer = ask(tmp_path, OPEN_ENDED, texts={"teams": TWO_LISTS})
    assert [(t["composition"], t["chosen"]) for t in answer["teams"]] == [("nu", None)]
    undated = ask(tmp_path, OPEN_ENDED, ("region", '"2024-01"', "unknown"), texts={"teams": TWO_LISTS})
    assert [t["composition"] for t in undated["teams"]] == ["vroeger"]
    assert undated["teams"][0]["source"]["date"] == "2020"


SERVE = """    serve:
      - {composition: vroeger, by: editor, scope: {sector: vo}, note: Voor vo.}
      - {composition: nu, by: text, doubt: A-1}
"""


@pytest.mark.parametrize(
    ("school", "on", "expected"),
    [
        (at(HAARLEM, "vo"), "2026", ("vroeger", {"by": "editor", "note": "Voor vo.", "doubt": None})),
        (at(HAARLEM, "bo"), "2026", ("nu", {"by": "text", "note": None, "doubt": "A-1"})),
        (at(HAARLEM, "bo"), "2021", ("vroeger", None)),
        (at(HAARLEM, "vo"), "2021", ("vroeger", {"by": "editor", "note": "Voor vo.", "doubt": None})),
    ],
)
def test_the_region_says_which_list_is_served(school: School, on: str, expected: Any, tmp_path: Path) -> None:
    answer = ask(tmp_path, OPEN_ENDED, texts={"teams": TWO_LISTS + SERVE}, school=school, on=on)
    assert [(t["composition"], t["chosen"]) for t in answer["teams"]] == [expected]


BODIES = """teams:
  - {id: platform, name: Platform, per: region, source: team, valid_until: "2022-08"}
  - {id: stuurgroep, name: Stuurgroep, per: region, source: team, valid_from: "2022-09", replaces: platform}
  - {id: altijd, name: Altijd, per: region, source: team}
"""


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2021", ["platform"]),
        ("2022-08-31", ["platform"]),
        ("2022-09-01", ["stuurgroep"]),
        ("2022", ["platform", "stuurgroep"]),
        ("2026", ["stuurgroep", "altijd"]),
    ],
)
def test_a_body_with_dates_of_its_own_is_known_for_those_days(
    on: str, expected: list[str], tmp_path: Path
) -> None:
    answer = ask(tmp_path, texts={"teams": BODIES}, on=on)
    assert [team["id"] for team in answer["teams"]] == expected
    assert all(team["members"] == [] and team["composition"] is None for team in answer["teams"])


# -- roles and people ---------------------------------------------------------------------------------

EVERYBODY = """teams:
  - id: kernteam
    name: kernteam
    per: school
    source: team
    compositions:
      - id: nu
        source: team
        list: exact
        members:
          - {id: school, who: school, presence: fixed}
          - {id: coach, who: coach, presence: fixed}
          - {id: ib, who: ib_er, presence: on_request}
  - {id: leeg, name: Leeg, per: region, source: team}
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["coach"], ["coach"]),
        (["ib_er"], ["school", "ib_er"]),
        (["directeur"], ["school"]),
        (["school"], ["school", "ib_er"]),
        (["coach", "directeur"], ["school", "coach"]),
    ],
)
def test_a_role_is_found_in_groups_and_a_group_by_its_members(
    wanted: list[str], expected: list[str], tmp_path: Path
) -> None:
    answer = ask(tmp_path, texts={"teams": EVERYBODY}, role=wanted)
    assert [m["role"] for m in members(answer)] == expected
    assert [team["id"] for team in answer["teams"]] == ["kernteam"]


def test_groups_in_a_circle_end(tmp_path: Path) -> None:
    region = sound(tmp_path, teams=EVERYBODY)
    for role in region["roles"]:
        if role["id"] == "directeur":
            role["group"] = ["school"]
    answer = who(region, SCHOOL, span("2026"), role=["directeur"])
    assert [m["role"] for m in members(answer)] == ["school", "ib_er"]


def test_people_of_the_local_list_stand_with_their_role_or_its_group(tmp_path: Path) -> None:
    def people(school: str, role: str) -> list[dict[str, Any]]:
        return [{"name": f"{role} van {school}"}] if role in ("ib_er", "coach") else []

    answer = ask(tmp_path, texts={"teams": EVERYBODY}, people=people)
    assert [(m["role"], [p["name"] for p in m["people"]]) for m in members(answer)] == [
        ("school", ["ib_er van 99ZZ00"]),
        ("coach", ["coach van 99ZZ00"]),
        ("ib_er", ["ib_er van 99ZZ00"]),
    ]
    assert members(answer)[0]["group"] == ["directeur", "ib_er"]


def test_a_school_of_unknown_sector_sees_what_may_be_meant(tmp_path: Path) -> None:
    member = with_member("{id: coach, who: coach, presence: fixed, scope: {sector: vo}}")
    school = School("99ZZ00", "De Testpier", HAARLEM, ())
    assert [m["condition"] for m in members(ask(tmp_path, member, school=school))] == ["it is about vo"]
