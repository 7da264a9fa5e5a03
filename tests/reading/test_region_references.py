"""Words that a region does not have: each is a finding at its place, with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest
from region_folder import loaded, said, sound

from kernketen import words


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def place(folder: Path, file: str, text: str) -> str:
    """Where ``text`` stands in the file, as an editor counts."""
    content = (folder / f"{file}.yaml").read_text(encoding="utf-8")
    before = content[: content.index(text)]
    assert content.count(text) == 1, text
    return f"testland/{file}.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


MEMBER = "presence: fixed}"
# What is wrong: the file, what stands there, what is written instead, where the finding points, what it says.
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "a value in words": (
        "region",
        "external_references:",
        'facts: {fase: {type: enum, values: [een, twee], question: "Welke?", words: {tweee: de tweede}}}\n'
        "external_references:",
        "tweee",
        "reference.value: “tweee” is no value of the fact “fase”. Did you mean “twee”?",
    ),
    "section": (
        "roles",
        "employer: cjg",
        "tasks: [{id: t, text: Helpt., source: teem, modality: may}]",
        "teem",
        "reference.section: The section “teem” is not in region.yaml. Did you mean “team”?",
    ),
    "role of a member": (
        "teams",
        "who: coach",
        "who: coch",
        "coch,",
        "reference.role: The role “coch” is not in roles.yaml. Did you mean “coach”?",
    ),
    "role of a choice": (
        "teams",
        "who: coach",
        "who: {any: [coach, ib_err]}",
        "ib_err",
        "reference.role: The role “ib_err” is not in roles.yaml. Did you mean “ib_er”?",
    ),
    "role of a partner": (
        "partners",
        "roles: [coach]",
        "roles: [choach]",
        "choach",
        "reference.role: The role “choach” is not in roles.yaml. Did you mean “coach”?",
    ),
    "role of a group": (
        "roles",
        "group: [directeur, ib_er]",
        "group: [directeur, iber]",
        "iber]",
        "reference.role: The role “iber” is not in roles.yaml. Did you mean “ib_er”?",
    ),
    "role of a contact point": (
        "partners",
        "purpose: vragen,",
        "purpose: vragen, roles: [xyz],",
        "xyz",
        "reference.role: The role “xyz” is not in roles.yaml.",
    ),
    "role in a condition": (
        "teams",
        MEMBER,
        "presence: fixed, when: {van: [school, coaches]}}",
        "coaches",
        "reference.role: The role “coaches” is not in roles.yaml. Did you mean “coach”?",
    ),
    "partner": (
        "roles",
        "employer: cjg",
        "employer: cgj",
        "cgj",
        "reference.partner: The partner “cgj” is not in partners.yaml. Did you mean “cjg”?",
    ),
    "team": (
        "teams",
        "per: school",
        "per: school\n    replaces: kernteem",
        "kernteem",
        "reference.team: The team “kernteem” is not in teams.yaml. Did you mean “kernteam”?",
    ),
    "paper": (
        "teams",
        MEMBER,
        "presence: fixed, see: bijlagen}",
        "bijlagen",
        "reference.external: The paper “bijlagen” is not among the external_references of region.yaml. "
        "Did you mean “bijlage”?",
    ),
    "composition": (
        "teams",
        "per: school\n",
        "per: school\n    serve: [{composition: nou, by: editor}]\n",
        "nou",
        "reference.composition: This team has no composition “nou”. Did you mean “nu”?",
    ),
    "fact": (
        "teams",
        MEMBER,
        "presence: fixed, when: {wongemeente: Haarlem}}",
        "wongemeente",
        "reference.fact: The case fact “wongemeente” does not exist. Did you mean “woongemeente”?",
    ),
    "fact that must be the same": (
        "teams",
        MEMBER,
        "presence: fixed, when: {woongemeente: {same_as: schoolgemeent}}}",
        "schoolgemeent}",
        "reference.fact: The case fact “schoolgemeent” does not exist. Did you mean “schoolgemeente”?",
    ),
    "value": (
        "teams",
        MEMBER,
        "presence: fixed, scope: {sector: [bo, vsoo]}}",
        "vsoo",
        "reference.value: “vsoo” is no value of the fact “sector”. Did you mean “vso”?",
    ),
    "value inside any, all and not": (
        "teams",
        MEMBER,
        "presence: fixed, when: {any: [{sector: bo}, {all: [{not: {sector: {not: soo}}}]}]}}",
        "soo",
        "reference.value: “soo” is no value of the fact “sector”. Did you mean “so”?",
    ),
    "value of a set": (
        "teams",
        MEMBER,
        "presence: fixed, when: {hulpvraag: mediesch}}",
        "mediesch",
        "reference.value: “mediesch” is no value of the fact “hulpvraag”. Did you mean “medisch”?",
    ),
    "yes or no": (
        "teams",
        MEMBER,
        "presence: fixed, when: {anoniem: nee}}",
        "nee",
        "reference.value: “nee” is no value of the fact “anoniem”. Did you mean “false”?",
    ),
    "unit": (
        "teams",
        MEMBER,
        "presence: fixed, when: {verzuim_uren: {gt: 16, unit: uren}}}",
        "uren}",
        "reference.unit: The fact “verzuim_uren” is not counted in “uren”. Did you mean “uur”?",
    ),
    "municipality": (
        "region",
        "[Haarlem, Heemstede]",
        "[Haarlem, Hemstede]",
        "Hemstede",
        "reference.municipality: The municipality “Hemstede” does not exist. Did you mean “Heemstede”?",
    ),
    "municipality by code": (
        "region",
        "[Haarlem, Heemstede]",
        '"9999"',
        '"9999"',
        "reference.municipality: The municipality “9999” does not exist.",
    ),
    "municipality of an area": (
        "region",
        "municipality: Haarlemmermeer",
        "municipality: Haarlemermeer",
        "Haarlemermeer",
        "reference.municipality: The municipality “Haarlemermeer” does not exist. "
        "Did you mean “Haarlemmermeer”?",
    ),
    "section of an area": (
        "region",
        "municipality: Haarlemmermeer",
        "source: temm, municipality: Haarlemmermeer",
        "temm",
        "reference.section: The section “temm” is not in region.yaml. Did you mean “team”?",
    ),
    "area": (
        "teams",
        MEMBER,
        "presence: fixed, when: {postcodegebied: ['2011', polders]}}",
        "polders",
        "reference.area: “polders” is neither a postcode nor an area of region.yaml. Did you mean “polder”?",
    ),
    "the other place of a doubt": (
        "teams",
        MEMBER,
        "presence: fixed, doubts: [{id: A-1, note: Onduidelijk., against: ouds}]}",
        "ouds",
        "reference.section: The section “ouds” is not in region.yaml. Did you mean “oud”?",
    ),
    "a day that does not exist": (
        "region",
        '"2023-12"',
        '"2023-02-29"',
        '"2023-02-29"',
        "dates.exists: The date “2023-02-29” does not exist.",
    ),
    "a year that does not exist": (
        "region",
        '"2024-01"',
        '"0000"',
        '"0000"',
        "dates.exists: The date “0000” does not exist.",
    ),
    "a core fact of another type": (
        "region",
        "documents:",
        "facts:\n  leeftijd: {type: text, question: 'Hoe oud?'}\ndocuments:",
        "text,",
        "fact.kind: “leeftijd” is a core fact of the type number; a region can only add values to it.",
    ),
    "a number without comparison": (
        "teams",
        MEMBER,
        "presence: fixed, when: {te_laat_keer: vaak}}",
        "vaak",
        "condition.shape: The fact “te_laat_keer” needs a comparison such as gt or le.",
    ),
    "a unit without comparison": (
        "teams",
        MEMBER,
        "presence: fixed, when: {te_laat_keer: {unit: keer}}}",
        "{unit",
        "condition.shape: The fact “te_laat_keer” needs a comparison such as gt or le.",
    ),
    "a comparison of words": (
        "teams",
        MEMBER,
        "presence: fixed, when: {sector: {gt: 3}}}",
        "{gt",
        "condition.shape: The fact “sector” is no number and takes no comparison.",
    ),
    "not beside something else": (
        "teams",
        MEMBER,
        "presence: fixed, when: {sector: {not: bo, gt: 3}}}",
        "{not",
        "condition.shape: Beside “not” nothing else can stand in the same braces.",
    ),
    "facts of two kinds": (
        "teams",
        MEMBER,
        "presence: fixed, when: {woongemeente: {same_as: sector}}}",
        "sector}",
        "condition.shape: The facts “woongemeente” and “sector” cannot be compared with each other.",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_word_is_a_finding_at_its_place(what: str, tmp_path: Path) -> None:
    file, old, new, at, sentence = WRONG[what]
    found = loaded(tmp_path, (file, old, new))
    assert said(found) == [f"{place(tmp_path, file, at)} {sentence}"]
    assert found.region is None
    assert (found.id, found.name) == ("testland", "Testland")


def test_the_small_region_itself_is_sound(tmp_path: Path) -> None:
    assert sound(tmp_path)["id"] == "testland"


def test_all_findings_are_reported_at_once_in_every_file(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        ("region", "[Haarlem, Heemstede]", "[Haarlm]"),
        ("partners", "roles: [coach]", "roles: [choach]"),
        ("roles", "employer: cjg", "employer: cgj"),
        ("teams", "who: coach", "who: coch"),
        ("teams", MEMBER, "presence: vast}"),
    )
    assert [line.partition(": ")[0] for line in said(found)] == [
        f"{place(tmp_path, 'partners', 'choach')} reference.role",
        f"{place(tmp_path, 'region', 'Haarlm')} reference.municipality",
        f"{place(tmp_path, 'roles', 'cgj')} reference.partner",
        f"{place(tmp_path, 'teams', 'coch,')} reference.role",
        f"{place(tmp_path, 'teams', 'vast')} schema.enum",
    ]
    assert found.region is None


DOUBLE: dict[str, tuple[str, str, str, str]] = {
    "role": ("roles", "{id: ib_er,", "{id: directeur,", "directeur"),
    "partner": ("partners", "- id: cjg", "- id: schoolorg", "schoolorg"),
    "section": ("region", "{id: oud,", "{id: team,", "team"),
    "composition": (
        "teams",
        MEMBER,
        MEMBER + "\n      - {id: nu, source: oud, list: exact, members: []}",
        "nu",
    ),
    "member": ("teams", MEMBER, MEMBER + "\n          - {id: coach, who: ib_er, presence: fixed}", "coach"),
    "contact point": (
        "partners",
        "cjg@example.org}",
        "cjg@example.org}\n      - {id: vragen, purpose: meer, source: team}",
        "vragen",
    ),
    "task": (
        "roles",
        "employer: cjg",
        "tasks: [{id: t, text: Helpt., source: team, modality: may},\n"
        "   {id: t, text: Belt., source: team, modality: may}]",
        "t",
    ),
}


@pytest.mark.parametrize("what", DOUBLE)
def test_an_id_that_is_used_twice_is_a_finding_with_both_places(what: str, tmp_path: Path) -> None:
    file, old, new, word = DOUBLE[what]
    found = loaded(tmp_path, (file, old, new))
    (finding,) = [f for f in found.findings if f.rule.id == "reference.duplicate_id"]
    (before,) = finding.related
    assert finding.message == f"The id “{word}” is used twice."
    lines = (tmp_path / f"{file}.yaml").read_text(encoding="utf-8").splitlines()
    for spot in (before, finding.location):
        assert spot.file == f"testland/{file}.yaml"
        assert lines[spot.line - 1][spot.column - 1 :].startswith(word)
    assert (before.line, before.column) < (finding.location.line, finding.location.column)
    assert found.region is None


def test_the_same_id_in_two_places_where_it_counts_apart_is_fine(tmp_path: Path) -> None:
    contacts = "roles: [directeur]\n    contacts: [{id: vragen, purpose: vragen, source: team}]"
    region = sound(tmp_path, ("partners", "roles: [directeur, ib_er]", contacts))
    assert [[c["id"] for c in partner["contacts"]] for partner in region["partners"]] == [
        ["vragen"],
        ["vragen"],
    ]


def test_groups_in_a_circle_are_findings_and_reading_them_ends(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        ("roles", "name: directeur,", "name: directeur, group: [school],"),
        ("teams", MEMBER, "presence: fixed, when: {van: school}}"),
    )
    assert said(found) == [
        f"{place(tmp_path, 'roles', '[school]')} reference.circle: The group “directeur” contains itself.",
        f"{place(tmp_path, 'roles', '[directeur, ib_er]')} "
        "reference.circle: The group “school” contains itself.",
    ]


def test_a_folder_without_region_yaml_says_so(tmp_path: Path) -> None:
    assert said(loaded(tmp_path, region="")) == [
        "testland:1:1 region.missing: This folder has no region.yaml."
    ]
