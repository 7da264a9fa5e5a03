"""What ``validate`` finds between rules, held against judging every situation by itself."""

from __future__ import annotations

import itertools
from typing import Any

import small_regions as small
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from naive_answer import Naive, _turns
from naive_truth import holds, situations
from test_answer_properties import ON, known, tables

from kernketen.asking.situations.boxes import box
from kernketen.asking.situations.cells import Space
from kernketen.asking.topics.answer import Asker
from kernketen.checking import compiled
from kernketen.checking.silence import silent, unreached
from kernketen.model.condition import facts_in
from kernketen.model.questions import FORBIDS

MOST = 4000
COVERS: list[Any] = [
    None,
    ["in", "sector", ["bo"]],
    ["not", ["in", "woongemeente", ["0392"]]],
    ["in", "schriftelijk", [True]],
]


class Slow(Naive):
    """Every situation there is, with the documents' conditions among those of the rules."""

    def __init__(self, region: Any) -> None:
        # Nothing is given or presumed here.
        self.turns = list(_turns(region, "leave", "toestaan"))
        around: list[Any] = []
        for turn in self.turns:
            section = region["sections"][turn["rule"]["source"]]
            paper = next(d for d in region["documents"] if d["id"] == section["document"])
            own = [paper["covers"]] if paper["covers"] else []
            own += [["not", paper["excludes"]]] if paper["excludes"] else []
            turn["needs"] = [*turn["needs"], *own]
            turn["doubted"] = [*turn["rule"]["doubts"]]
            if turn["step"] >= 0:
                turn["doubted"] += turn["rule"]["steps"][turn["step"]]["doubts"]
            around += own
        conditions = [c for turn in self.turns for c in turn["conditions"]] + around
        self.facts = {fact for turn in self.turns for c in turn["needs"] for fact in facts_in(c)}
        cases = situations(conditions, {}, region["domains"])
        self.cases = list(itertools.islice(cases, MOST + 1))
        assume(len(self.cases) <= MOST)

    def pairs(self) -> set[tuple[Any, ...]]:
        """The turns that contradict each other in some situation without a doubt that says so."""
        return {pair for case in self.cases for pair in self.pairs_in(case)}

    def pairs_in(self, case: Any) -> set[tuple[Any, ...]]:
        found = set()
        for one, other in itertools.combinations(self.leading(self.heard(case)), 2):
            both_forbid = one["polarity"] == other["polarity"] == FORBIDS
            is_said = self.says_so(one, other, case) or self.says_so(other, one, case)
            if not both_forbid and not is_said and self.differ(one, other):
                found.add((_name(one), _name(other)))
        return found

    def says_so(self, turn: Any, other: Any, case: Any) -> bool:
        for doubt in turn["doubted"]:
            when = doubt["when"]
            if when is None and doubt["against"] == other["rule"]["source"]:
                return True
            # A doubt about other facts than the rules' parts none of their situations.
            if when is not None and self.facts & facts_in(when) and holds(when, case):
                return True
        return False

    def spoken(self) -> set[tuple[str, int]]:
        return {_name(turn) for case in self.cases for turn in self.leading(self.heard(case))}


def _name(turn: Any) -> tuple[str, int]:
    return (turn["rule"]["id"], turn["step"])


def _turn(turn: Any) -> tuple[str, int]:
    return (turn.rule["id"], -1 if turn.step is None else turn.step)


def table(region: Any) -> compiled.Table | None:
    return next((t for t in compiled.tables(region) if t.name == "toestaan"), None)


@st.composite
def regions(draw: st.DrawFn) -> Any:
    """A region of two documents, each of which may speak for some only, and doubts that name a section."""
    region = draw(tables())
    papers = [small.document(name, covers=draw(st.sampled_from(COVERS))) for name in ("plan", "kaart")]
    papers[1]["excludes"] = draw(st.sampled_from(COVERS))
    region["documents"] = papers
    if draw(st.integers(0, 3)) == 0:
        # Now and then one that forbids everything, so that no other is heard.
        region["rules"].append(small.rule("r9", small.then("niet_mogelijk"), modality="must_not"))
    region["sections"]["tweede"] = small.section("tweede", draw(st.sampled_from(["plan", "kaart"])))
    for rule in region["rules"]:
        if draw(st.integers(0, 3)) == 0:
            rule["doubts"] = [*rule["doubts"], small.doubt("A-2", against="tweede")]
    return region


@settings(max_examples=200)
@given(regions())
def test_contradictions_are_those_of_judging_every_situation(region: Any) -> None:
    found = table(region)
    pairs = {(_turn(one), _turn(other)) for one, other, _ in found.contradictions()} if found else set()
    assert pairs == Slow(region).pairs()


@settings(max_examples=50)
@given(regions())
def test_the_situation_that_is_shown_is_one_of_the_contradiction(region: Any) -> None:
    found = table(region)
    slow = Slow(region)
    for one, other, area in found.contradictions() if found else ():
        assert found is not None
        assert found.spoken is not None
        shown = box(found.spoken.space, area)
        fits = [case for case in slow.cases if shown is None or holds(shown, case)]
        assert fits
        assert all((_turn(one), _turn(other)) in slow.pairs_in(case) for case in fits)


@settings(max_examples=200)
@given(regions())
def test_a_rule_is_silent_when_no_situation_hears_it(region: Any) -> None:
    found = table(region)
    spoken = {rule for rule, _ in Slow(region).spoken()}
    there = {rule["id"] for rule in region["rules"] if rule["topic"] == "toestaan"}
    assert {entry.rule["id"] for entry in silent([found] if found else [])} == there - spoken


@settings(max_examples=200)
@given(tables(), known)
def test_a_silent_rule_never_answers(region: Any, facts: Any) -> None:
    never = {entry.rule["id"] for entry in silent(compiled.tables(region))}
    answer = Asker(region, facts, ON).answer("leave", "toestaan")
    assert not never & {entry["rule"] for entry in answer["because"]}


@settings(max_examples=200)
@given(regions())
def test_a_rung_is_unreached_when_no_situation_ends_on_it(region: Any) -> None:
    slow = Slow(region)
    heard = {_name(turn) for case in slow.cases for turn in slow.heard(case)}
    steps = {_name(turn) for turn in slow.turns if turn["step"] >= 0}
    ladders = {rule for rule, step in heard if step >= 0}
    found = table(region)
    missed = {(rule["id"], step) for rule, step, _ in unreached([found] if found else [])}
    assert missed == {(rule, step) for rule, step in steps - heard if rule in ladders}


@settings(max_examples=200)
@given(tables(), st.data())
def test_a_box_holds_in_its_cells_alone(region: Any, data: Any) -> None:
    found = table(region)
    if found is None or found.topic is None:
        return
    space: Space = found.topic.space
    some = data.draw(st.integers(1, space.full))
    shown = box(space, some)
    held = space.full if shown is None else space.mask(shown)
    assert held & some & -some
    assert not held & ~some
