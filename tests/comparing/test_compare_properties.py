"""What must hold of every comparison, tried on regions made up by the machine and on the shipped ones."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast

import pytest
from asked_situations import answered, cells_of, facts_of, matches
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_answer_properties import VALUES, tables

from kernketen.cli import located, opened
from kernketen.comparing.answers.alike import CLASSES
from kernketen.comparing.answers.classed import between, classed
from kernketen.comparing.answers.comparison import compare
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.matrix import Pairs
from kernketen.comparing.answers.subject import Subject, subjects
from kernketen.comparing.answers.voices import Speaker
from kernketen.model.dates import span
from kernketen.showing.in_short import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kernketen.model.region import Region

ON = span("2026-11-22")
ASKED = ("leave", "toestaan")
SUBJECT = Subject(*ASKED, "Verlof geven")
# The roles that two of these regions can share; of the others each has its own.
SHARED = {"ib_er": "intern_begeleider", "coach": "toegang_jeugdhulp", "directeur": "schoolleiding",
          "leerplicht": "leerplichtambtenaar", "jgz": "jgz"}  # fmt: skip


def named(table: Any, name: str) -> Region:
    """A made-up region under a name, with roles that others know."""
    found = copy.deepcopy(dict(table))
    found |= {"id": name, "name": name.capitalize()}
    for role in found["roles"]:
        role["canonical"] = SHARED.get(role["id"], "")
    return cast("Region", found)


def speaker(table: Any, name: str) -> Speaker:
    return Speaker(named(table, name), ON)


def whole(one: Speaker, facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The answers in these situations, with all that is still needed filled in, in every way."""
    answer = answered(one, *ASKED, facts)
    if answer["status"] != "need_more_facts":
        yield answer
        return
    fact = next((name for name in answer["missing"] if name not in facts), "")
    # Of a number that is counted in two units only one can be told.
    for value in VALUES.get(fact, ()):
        yield from whole(one, {**facts, fact: [value]})


def laid(*speakers: Speaker) -> Laid:
    return Laid({one.id: one.voices(*ASKED) for one in speakers})


@settings(max_examples=25)
@given(tables(), tables())
def test_each_cell_of_two_regions_says_what_ask_says(one: Any, other: Any) -> None:
    both = [speaker(one, "een"), speaker(other, "twee")]
    # One number in two units makes situations that nobody can tell.
    counted = {number for each in both for number in each.voices(*ASKED).numbers()}
    assume(len(counted) < 2)
    over = laid(*both)
    covered = 0
    for situation in over.situations():
        assert not covered & situation.cells
        covered |= situation.cells
        for cell in cells_of(situation.cells, 1):
            for each in both:
                said = situation.profiles[each.id].said
                answers = list(whole(each, facts_of(over, cell)))
                assert all(any(matches(one, answer) for one in said) for answer in answers)
    assert covered == over.space.full


@settings(max_examples=25)
@given(tables())
def test_a_region_is_equal_to_itself(table: Any) -> None:
    one = speaker(table, "een")
    for situation in Laid({"": one.voices(*ASKED), " ": one.voices(*ASKED)}).situations():
        assert between(*situation.profiles.values()) == ("equal", ())
    assert Pairs(SUBJECT, [one]).verdict("een", "een")[0] == "equal"


@settings(max_examples=25)
@given(tables(), st.randoms(use_true_random=False))
def test_ids_of_rules_and_the_order_of_files_are_nothing(table: Any, chance: Any) -> None:
    changed = copy.deepcopy(table)
    chance.shuffle(changed["rules"])
    for rule in changed["rules"]:
        rule["id"] = f"anders_{rule['id']}"
        rule["overrides"] = [f"anders_{name}" for name in rule["overrides"]]
        rule["where"] = ("elders.yaml", 1)
    one, other = speaker(table, "een"), Speaker(named(changed, "een"), ON)
    for situation in Laid({"": one.voices(*ASKED), " ": other.voices(*ASKED)}).situations():
        assert between(*situation.profiles.values()) == ("equal", ())


@settings(max_examples=25)
@given(tables(), tables(), tables())
def test_the_order_of_regions_changes_nothing_but_the_columns(one: Any, other: Any, third: Any) -> None:
    regions = [named(one, "een"), named(other, "twee"), named(third, "drie")]
    for question in ("leave", None):
        first, turned = (compare(each, ON, in_short, question) for each in (regions, regions[::-1]))
        assert turned["regions"] == first["regions"][::-1]
        assert turned["rows"] == first["rows"]
        assert [list(row["cells"]) for row in turned["rows"]] == [turned["regions"]] * len(turned["rows"])


@settings(max_examples=25)
@given(tables(), tables())
def test_a_pair_compares_the_same_from_either_side(one: Any, other: Any) -> None:
    both = [speaker(one, "een"), speaker(other, "twee")]
    for situation in laid(*both).situations():
        a, b = situation.profiles["een"], situation.profiles["twee"]
        assert (between(a, b)[0], set(between(a, b)[1])) == (between(b, a)[0], set(between(b, a)[1]))
        assert classed(situation.profiles)[0] == between(a, b)[0]


@settings(max_examples=25)
@given(tables(), tables())
def test_the_matrix_says_of_a_topic_the_first_class_of_its_situations(one: Any, other: Any) -> None:
    both = [speaker(one, "een"), speaker(other, "twee")]
    found = [between(*s.profiles.values())[0] for s in laid(*both).situations()]
    whole = Pairs(SUBJECT, both).verdict("een", "twee")[0]
    first = next(name for name in CLASSES if name in found)
    if first == "silent" and all(each.voices(*ASKED).turns for each in both):
        assert whole in ("different", "not_comparable")
    else:
        assert whole == first


@pytest.fixture
def regions(register: Path) -> Iterator[list[Region]]:
    found = located.regions()
    yield [region for name in found.region_ids() if (region := found.answers(name))]
    opened.close()


def test_each_shipped_region_is_equal_to_itself_in_every_topic(regions: list[Region]) -> None:
    for region in regions:
        one = Speaker(region, ON)
        for subject in subjects([one]):
            voices = one.voices(*subject.of(one))
            for situation in Laid({"": voices, " ": voices}).situations():
                assert between(*situation.profiles.values()) == ("equal", ()), subject.topic


def test_a_region_elsewhere_with_the_same_agreement_behaves_the_same(regions: list[Region]) -> None:
    """But for what is its own: its own roles and facts may be another thing under the same name."""
    for region in regions:
        there = cast("Region", {**copy.deepcopy(dict(region)), "id": "elders", "name": "Elders"})
        both = [Speaker(region, ON), Speaker(there, ON)]
        for subject in subjects(both):
            pairs = Pairs(subject, both)
            expected = {"not_comparable", "equal"} if pairs.is_own("elders") else {"equal"}
            assert pairs.verdict(region["id"], "elders")[0] in expected, subject.topic
