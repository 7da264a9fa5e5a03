"""What is no rule, side by side: roles, teams, words, papers and silences of the four regions."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from running import output_schemas, wrong

from kernketen import words
from kernketen.cli import located
from kernketen.comparing.items import concepts, word_rows
from kernketen.model.dates import span
from kernketen.model.region import Region

ON = span("2026-11-22")
FOUR = ("zuid_kennemerland", "haaglanden", "veldhoven", "groningen")


@pytest.fixture
def four(register: Path) -> Iterator[list[Region]]:
    """The four regions, whole, in Dutch."""
    found = located.regions()
    words.choose("nl")
    regions = [region for name in FOUR if (region := found.region(name)) is not None]
    assert len(regions) == 4
    yield regions
    words.choose("en")


def told(document: dict[str, Any], entries: bool) -> str:
    """A comparison as lines to read through."""
    lines = [*document["concepts"].values(), ""]
    for row in document["rows"]:
        situation = f" · {row['situation']}" if row["situation"] else ""
        differs = f" ({', '.join(row['differs'])})" if row["differs"] else ""
        lines.append(f"{row['title']}{situation}: {row['class']}{differs}")
        for name, cell in row["cells"].items():
            looked = {True: ", attested", False: ", not noted", None: ""}[cell["attested"]]
            lines.append(f"  {name}: {cell['short']} [{cell['mark']}{looked}]")
            for entry in cell["entries"] if entries else ():
                section = entry["source"]["section"]
                file = entry["source"]["file"].rpartition("/")[2]
                lines.append(f"    - {entry['said']} [{section}, {entry['source']['date']}; {file}]")
        lines += [f"  same: {', '.join(group)}" for group in row["groups"] if len(group) > 1]
    return "\n".join([*lines, *document["notes"]]) + "\n"


@pytest.mark.parametrize(
    "concept", ["roles", "teams", "partners", "documents", "glossary", "cadence", "schools"]
)
def test_the_four_regions_in_full(
    four: list[Region], snapshot: Callable[[str, str], None], concept: str
) -> None:
    snapshot(f"concept-{concept}", told(concepts.document(concept, four, ON), entries=True))


@pytest.mark.parametrize(
    "concept", ["tasks", "statements", "matrix", "gaps", "facts", "elsewhere", "sources"]
)
def test_the_four_regions_in_short(
    four: list[Region], snapshot: Callable[[str, str], None], concept: str
) -> None:
    snapshot(f"concept-{concept}", told(concepts.document(concept, four, ON), entries=False))


def test_every_concept_that_show_knows_can_be_compared(four: list[Region]) -> None:
    from kernketen.showing import region as shown

    assert {*shown.CONCEPTS} - {"rules"} == {*concepts.CONCEPTS}
    assert {*concepts.TITLES} == {*concepts.CONCEPTS}


@pytest.mark.parametrize("concept", [*concepts.CONCEPTS])
def test_the_order_of_regions_changes_only_the_columns(four: list[Region], concept: str) -> None:
    usual = concepts.document(concept, four, ON)
    turned = concepts.document(concept, [four[at] for at in (2, 0, 3, 1)], ON)
    assert turned["rows"] == usual["rows"]
    assert sorted(turned["regions"]) == sorted(usual["regions"])


@pytest.mark.parametrize("concept", [*concepts.CONCEPTS])
def test_a_region_beside_itself_is_equal(four: list[Region], concept: str) -> None:
    for region in four:
        twin = copy.deepcopy(region)
        twin["id"] = f"{region['id']}_twin"
        rows = concepts.rows(concept, [region, twin], ON)
        assert {row["class"] for row in rows} <= {"equal"}
        assert all(row["groups"] == [[region["id"], twin["id"]]] for row in rows)


@pytest.mark.parametrize("concept", [*concepts.CONCEPTS])
def test_the_order_of_items_in_the_files_changes_nothing_but_their_order(
    four: list[Region], concept: str
) -> None:
    shuffled = []
    luck = random.Random(5)
    for region in four:
        other: Any = copy.deepcopy(region)
        for key in ("roles", "teams", "terms", "partners", "gaps", "schools", "statements"):
            luck.shuffle(other[key])
        shuffled.append(other)
    before, after = concepts.rows(concept, four, ON), concepts.rows(concept, shuffled, ON)
    assert [(row["topic"], row["situation"], row["class"], row["groups"]) for row in after] == [
        (row["topic"], row["situation"], row["class"], row["groups"]) for row in before
    ]


@pytest.mark.skipif("compare" not in output_schemas(), reason="the command is not there yet")
@pytest.mark.parametrize("concept", [*concepts.CONCEPTS])
def test_the_document_fits_its_schema(four: list[Region], concept: str) -> None:
    assert wrong(concepts.document(concept, four, ON)) == []


@pytest.mark.parametrize("concept", [*concepts.CONCEPTS])
def test_every_answer_has_its_place(four: list[Region], concept: str) -> None:
    for row in concepts.rows(concept, four, ON):
        for name, cell in row["cells"].items():
            assert cell["short"], (row["title"], name)
            if cell["status"] != "not_regulated" or cell["attested"]:
                assert cell["source"]["file"].startswith(f"kernketen_{name}/"), (row["title"], name)
                assert cell["source"]["line"] > 0
            else:
                assert cell["source"] is None


def one(rows: list[dict[str, Any]], topic: str, situation: str | None = None) -> dict[str, Any]:
    (found,) = [row for row in rows if row["topic"] == topic and row["situation"] == situation]
    return found


def test_words_that_only_look_alike_are_never_one_row(four: list[Region]) -> None:
    rows = concepts.rows("terms", four, ON)
    for word in ("kernteam", "routeboek", "startgesprek"):
        row = one(rows, word)
        assert (row["class"], row["differs"]) == ("different", ["meaning"]), word
        speaking = {name for name, cell in row["cells"].items() if cell["status"] != "not_regulated"}
        assert speaking == {"zuid_kennemerland", "haaglanden"}
    # Spelled out the same, and yet another conference: others are in it.
    assert (one(rows, "mdo")["class"], one(rows, "mdo")["differs"]) == ("different", ["who"])
    # One explains it, the other only uses it.
    assert one(rows, "opp")["class"] == "not_comparable"
    teams = concepts.rows("teams", four, ON)
    assert [row["topic"] for row in teams if row["topic"].startswith("name.")] == [
        "name.kernteam",
        "name.mdo",
        "name.startgesprek",
    ]
    school = one(teams, "schoolteam.school")
    assert "kernteam" in school["cells"]["zuid_kennemerland"]["short"]
    assert "kernteam" not in school["cells"]["haaglanden"]["short"]


def test_a_role_that_only_looks_like_it_is_not_comparable(four: list[Region]) -> None:
    rows = concepts.rows("roles", four, ON)
    consultant = one(rows, "swv_consulent")
    assert consultant["class"] == "not_comparable"
    assert consultant["cells"]["veldhoven"]["short"] == "?\u00a0secretaris van het samenwerkingsverband"
    assert one(rows, "leerplichtambtenaar")["class"] == "equal"
    # The same role under two names is no one answer: MDO is never shown for a region that has a triade.
    assert one(rows, "schoolleiding")["groups"][0] == ["veldhoven", "zuid_kennemerland"]
    assert one(rows, "toegang_jeugdhulp")["class"] == "equal"
    assert all(len(group) == 1 for group in one(rows, "toegang_jeugdhulp")["groups"])
    jgz = one(rows, "jgz")
    assert jgz["class"] == "silent"
    assert jgz["cells"]["veldhoven"]["attested"] is True, "the text was searched for the JGZ"
    assert one(rows, "jeugdarts")["cells"]["haaglanden"]["attested"] is False
    # A recommendation is no agreement.
    assert one(rows, "huisarts_jeugd")["cells"]["veldhoven"]["mark"] == "recommended"


def test_a_list_that_the_maintainer_made_is_marked_so(four: list[Region]) -> None:
    rows = concepts.rows("teams", four, ON)
    names = one(rows, "schoolteam.school")["cells"]
    assert [name for name, cell in names.items() if cell["mark"] == "ambiguous"] == [
        "haaglanden",
        "veldhoven",
    ]
    row = one(rows, "schoolteam.school", "wie erin zit: Leerplichtambtenaar")
    assert row["class"] == "not_comparable"
    assert {name: cell["mark"] for name, cell in row["cells"].items()} == {
        "zuid_kennemerland": "agreed",
        "haaglanden": "ambiguous",
        "veldhoven": "silent",
        "groningen": "ambiguous",
    }


def test_a_pair_of_roles_is_shown_at_each_that_is_not_named_by_itself(four: list[Region]) -> None:
    rows = concepts.rows("teams", four, ON)
    for role in ("Schoolleiding", "Intern begeleider of zorgcoördinator"):
        row = one(rows, "schoolteam.school", f"wie erin zit: {role}")
        assert row["cells"]["veldhoven"]["short"] == "directeur/IB-er: vast; lezing van de beheerder"
        assert row["class"] == "not_comparable"
    # "school" is the director and others; the director is named elsewhere, so it says nothing of teachers.
    own = one(rows, "schoolteam.school", "wie erin zit: Schoolleiding")["cells"]["zuid_kennemerland"]
    assert own["short"].startswith("directeur: vast in ")
    others = one(rows, "schoolteam.school", "wie erin zit: anderen")["cells"]
    assert others["zuid_kennemerland"]["short"] == "school (vast)"
    assert others["veldhoven"]["status"] == "not_regulated", "directeur/IB-er has its rows"
    assert not [row for row in rows if row["situation"] == "wie erin zit: Leerkracht of docent"]


def test_a_pair_of_roles_without_a_row_stands_with_the_others(four: list[Region]) -> None:
    (zuid, _, veldhoven, _) = four
    rows = concepts.rows("teams", [zuid, veldhoven], ON)
    others = one(rows, "casusoverleg.case", "wie erin zit: anderen")
    assert "directeur/IB-er (vast)" in others["cells"]["veldhoven"]["short"]


def test_teams_that_are_only_close_to_a_kind_are_not_each_other(four: list[Region]) -> None:
    (zuid, haaglanden, veldhoven, _) = four
    for pair in ([zuid, haaglanden], [zuid, veldhoven], [haaglanden, veldhoven]):
        row = one(concepts.rows("teams", pair, ON), "casusoverleg.case")
        assert row["class"] == "not_comparable", [region["id"] for region in pair]


def test_what_is_told_of_papers_and_data_is_no_agreement(four: list[Region]) -> None:
    for concept in ("documents", "sources", "cases", "facts"):
        for row in concepts.rows(concept, four, ON):
            assert {cell["mark"] for cell in row["cells"].values()} <= {"noted", "silent"}, row["title"]
    (row,) = concepts.rows("cases", four, ON)
    for region in four:
        assert row["cells"][region["id"]]["short"] == f"{len(region['cases'])} voorbeelden"


def test_two_texts_that_speak_of_a_topic_are_not_equal_in_it(four: list[Region]) -> None:
    rows = concepts.rows("gaps", four, ON)
    speaking = [[c for c in row["cells"].values() if c["status"] == "decided"] for row in rows]
    assert any(len(cells) > 1 for cells in speaking)
    for row, cells in zip(rows, speaking, strict=True):
        assert (len(cells) > 1) <= (row["class"] == "not_comparable"), row["title"]


def test_a_school_in_two_lists_is_named_once(four: list[Region]) -> None:
    cell = one(concepts.rows("schools", four, ON), "vso")["cells"]["zuid_kennemerland"]
    assert cell["short"].split("; ").count("Gunning") == 1
    assert sum("Gunning" in entry["said"] for entry in cell["entries"]) == 2


def test_a_gap_about_one_team_says_nothing_of_another(four: list[Region]) -> None:
    rows = concepts.rows("cadence", four, ON)
    (conference,) = [row for row in rows if row["topic"] == "casusoverleg.case"]
    # Who looked for the rhythm of the kernteam did not look for that of the startgesprek.
    assert {name: cell["attested"] for name, cell in conference["cells"].items()} == {
        "zuid_kennemerland": False,
        "haaglanden": True,
        "veldhoven": False,
        "groningen": False,
    }


def test_what_does_not_hold_yet_or_no_more_is_left_out(four: list[Region]) -> None:
    (region,) = [each for each in four if each["id"] == "zuid_kennemerland"]

    def bodies(day: str) -> str:
        rows = concepts.rows("teams", [region, four[1]], span(day))
        return str(one(rows, "bestuurlijk_overleg.region")["cells"]["zuid_kennemerland"]["short"])

    assert "stuurgroep Versterken Kernteams" in bodies("2022-08")
    assert "Platform JOP" not in bodies("2022-08")
    assert "stuurgroep Versterken Kernteams" not in bodies("2022-09")
    assert "Platform JOP" in bodies("2022-09")


def test_other_names_and_unknown_concepts(four: list[Region]) -> None:
    assert concepts.rows("terms", four, ON) == concepts.rows("glossary", four, ON)
    with pytest.raises(KeyError):
        concepts.rows("watervogels", four, ON)


# -- made-up regions ----------------------------------------------------------------------------------


def with_terms(name: str, *terms: tuple[str, str, str], teams: tuple[tuple[str, str], ...] = ()) -> Any:
    """A region with words (word, in full, description) and teams (name, kind)."""
    item = {"where": (f"kernketen_{name}/glossary.yaml", 3), "source": "s", "doubts": [], "note": ""}
    return {
        "id": name,
        "name": name.title(),
        "documents": [],
        "external_references": [],
        "roles": [],
        "sections": {
            "s": {"document": "d", "heading": "Tekst", "kind": "agreement", "valid_from": "",
                  "valid_until": "", "adopted_on": ""}
        },
        "terms": [
            {**item, "id": word, "term": word, "aliases": [], "expansion": full, "description": said}
            for word, full, said in terms
        ],
        "teams": [
            {**item, "id": team, "name": team, "canonical": kind, "per": "school", "description": "",
             "valid_from": "", "valid_until": "", "compositions": []}
            for team, kind in teams
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one_side", "other_side", "classed"),
    [
        (("OT", "Onderwijs Transparant", ""), ("ot", "onderwijs  transparant", "anders gezegd"), "equal"),
        (("OT", "Onderwijs Transparant", ""), ("OT", "Overleg Thuis", ""), "different"),
        (("OT", "Onderwijs Transparant", ""), ("OT", "", "een systeem"), "not_comparable"),
        (("OT", "", "een systeem"), ("OT", "", "een ander systeem"), "not_comparable"),
        (("OT", "", "een systeem"), ("OT", "", ""), "not_comparable"),
        (("OT", "", "een systeem"), ("OT", "", "een systeem"), "equal"),
    ],
)
def test_the_same_word(one_side: Any, other_side: Any, classed: str) -> None:
    regions = [with_terms("kust", one_side), with_terms("bos", other_side)]
    assert one(word_rows.words(regions, ON), "ot")["class"] == classed


def test_a_short_word_at_the_beginning_of_a_name_is_no_look_alike() -> None:
    # "SO" begins the name of a paper by chance; "MDO" is the name of a team.
    regions = [
        with_terms("kust", ("SO", "speciaal onderwijs", ""), teams=(("MDO", "casusoverleg"),)),
        with_terms("bos", teams=(("SO overleg", "commissie"), ("MDO plus", "commissie"))),
    ]
    assert [row["topic"] for row in word_rows.names_alike(regions, ON)] == ["name.mdo"]


def test_a_structure_of_one_region_alone(four: list[Region]) -> None:
    place = ("kernketen_groningen/buurten.yaml", 2)
    item = {"id": "oost", "part": "buurten", "where": place, "sources": [], "data": {}}
    own: Any = {"id": "buurten", "title": "Buurten", "file": "buurten.yaml", "where": place, "columns": [],
                "parts": {}, "items": [item]}  # fmt: skip
    with_own: Any = {**four[3], "structures": [own]}
    document = concepts.document("buurten", [*four[:3], with_own], ON)
    assert document["concepts"] == {"buurten": "Buurten"}
    (row,) = document["rows"]
    assert row["class"] == "silent"
    assert row["cells"]["groningen"]["short"] == "1 onderdeel"
    assert document["notes"] == ["Hierover zeggen geen twee van deze regio's iets."]
