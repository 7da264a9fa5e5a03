"""What ``diff`` reports as flipped is what ``ask`` answers otherwise: in every situation, and in no other."""

from __future__ import annotations

import copy
import itertools
from typing import Any, cast

import pytest
import small_regions as small
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from naive_truth import holds, situations
from running import ROOT
from test_answer_properties import Table, tables

from kernketen.asking.ask import ask
from kernketen.asking.situations.cells import Space
from kernketen.asking.trying.mutations import mutations
from kernketen.comparing.versions import flips as flipping
from kernketen.comparing.versions.flips import MOST_CELLS, Flip, flips, stretches
from kernketen.comparing.versions.renaming import renamed
from kernketen.comparing.versions.situations import Stand
from kernketen.model.region import Region
from kernketen.reading.region import read

QUESTION, TOPIC = "leave", "toestaan"
WHO = ("who", "by", "of", "decided_by", "with", "among", "inform", "via")
DAYS = ("2020-01-01", "2025-06-01", "2026-11-22")
MOST = 350


def told(answer: dict[str, Any]) -> Any:
    """An answer of ``ask`` as it is compared here: all that it decides, without explanation and sources."""
    roles = tuple(
        answer[key] and (answer[key]["mode"], frozenset(role["id"] for role in answer[key]["roles"]))
        for key in WHO
    )
    plain = ("status", "outcome", "modality", "money", "word", "if_refused", "step")
    see = answer["see"] and answer["see"]["id"]
    unstated = frozenset(answer["unstated"] or ())
    return (*(answer[key] for key in plain), roles, see, unstated, repr(answer["within"]))


def asked(region: Region, question: str, topic: str, facts: Any, day: str) -> Any:
    """What ``ask`` says when all of a situation is told."""
    return told(ask(region, question, topic, facts, (day, day))["answers"][0])


def given_of(situation: dict[Any, Any]) -> dict[str, Any]:
    """A situation of the slow way as facts."""
    return {
        (key if isinstance(key, str) else key[0]): [value if isinstance(key, str) else (value, *key[1:])]
        for key, value in situation.items()
    }


def conditions(region: Any) -> list[Any]:
    found = [paper[key] for paper in region["documents"] for key in ("covers", "excludes")]
    for rule in region["rules"]:
        for item in (rule, *rule["steps"]):
            found += [item["when"], item["scope"], *(doubt["when"] for doubt in item["doubts"])]
    return [condition for condition in found if condition is not None]


def is_in(flip: Flip, situation: dict[Any, Any], day: str) -> bool:
    """Whether a flip speaks of a situation on a day."""
    if (flip.since and day < flip.since) or (flip.until and day > flip.until):
        return False
    return flip.condition is None or holds(flip.condition, situation)


def checked(old: Region, new: Region) -> int:
    """Each situation, the slow way: it is in one pair of answers, or in no flip. Returns how many flip."""
    every = [*conditions(old), *conditions(new)]
    cases = list(itertools.islice(situations(every, {}, old["domains"]), MOST + 1))
    assume(len(cases) <= MOST)
    found = [one for one in flips(old, new).flips if (one.question, one.topic) == (QUESTION, TOPIC)]
    flipped = 0
    for day in DAYS:
        for case in cases:
            facts = given_of(case)
            before, after = (asked(region, QUESTION, TOPIC, facts, day) for region in (old, new))
            here = [one for one in found if is_in(one, case, day)]
            assert bool(here) == (before != after), (day, case, before, after)
            for one in here:
                assert (told({**one.before}), told({**one.after})) == (before, after)
            flipped += before != after
    return flipped


def one_unit(condition: Any) -> Any:
    """A condition with one unit for all numbers: of two at once only one can be told to ``ask``."""
    if isinstance(condition, list):
        return [one_unit(part) for part in condition]
    return "dagen" if condition == "lesdagen" else condition


@st.composite
def dated(draw: st.DrawFn) -> Any:
    """A small table in which rules have dates, and documents speak for some or leave some out."""
    region = draw(tables())
    for rule in region["rules"]:
        rule["valid_from"] = draw(st.sampled_from(["", "", "2025", "2026-06"]))
        rule["valid_until"] = draw(st.sampled_from(["", "", "2025-12"]))
        for item in (rule, *rule["steps"]):
            item["when"], item["scope"] = one_unit(item["when"]), one_unit(item["scope"])
            item["doubts"] = [{**doubt, "when": one_unit(doubt["when"])} for doubt in item["doubts"]]
    covers = draw(st.sampled_from([None, None, ["in", "sector", ["bo", "sbo"]]]))
    excludes = draw(st.sampled_from([None, None, ["in", "anoniem", [True]]]))
    region["documents"] = [small.document(covers=covers, excludes=excludes)]
    gap: dict[str, Any] = {
        "id": "g",
        "topic": f"{QUESTION}/{TOPIC}",
        "searched": [],
        "note": "",
        "doubts": [],
    }
    see = draw(st.sampled_from(["", "", "bijlage"]))
    region["gaps"] = draw(st.sampled_from([[], [{**gap, "see": see, "where": ("x", 1)}]]))
    return region


@st.composite
def edited(draw: st.DrawFn) -> Any:
    """A table, and another version of it: a rule changed, dropped, dated otherwise, or the document."""
    old = draw(dated())
    new = Table(copy.deepcopy(old))
    kind = draw(st.sampled_from(["mutated", "dropped", "dated", "document", "other"]))
    number = draw(st.integers(0, len(new["rules"]) - 1))
    if kind == "mutated":
        every = list(mutations(cast("Region", new)))
        assume(every)
        new = Table(every[draw(st.integers(0, len(every) - 1))].region)
    elif kind == "dropped":
        new["rules"] = [rule for index, rule in enumerate(new["rules"]) if index != number]
    elif kind == "dated":
        new["rules"][number]["valid_from"] = draw(st.sampled_from(["", "2025-03", "2026-06"]))
    elif kind == "document":
        new["documents"] = [small.document(covers=["in", "sector", ["bo", "vo"]])]
    else:
        new = draw(dated())
    return old, new


@settings(deadline=None, max_examples=60)
@given(edited())
def test_no_flip_is_missed_and_none_is_made_up(versions: Any) -> None:
    checked(*versions)


@settings(deadline=None, max_examples=30)
@given(dated(), st.randoms(use_true_random=False))
def test_a_version_beside_itself_flips_nothing(region: Any, chance: Any) -> None:
    other = copy.deepcopy(region)
    chance.shuffle(other["rules"])
    for number, rule in enumerate(other["rules"]):
        rule["where"] = ("elders.yaml", number)
    assert flips(region, other).flips == []


@settings(deadline=None, max_examples=30)
@given(edited(), st.randoms(use_true_random=False))
def test_fingerprints_do_not_hang_on_places_or_order(versions: Any, chance: Any) -> None:
    old, new = versions
    moved = copy.deepcopy(new)
    chance.shuffle(moved["rules"])
    for number, rule in enumerate(moved["rules"]):
        rule["where"] = ("elders.yaml", number)
    marks = [sorted(flip.fingerprint for flip in flips(old, one).flips) for one in (new, moved)]
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == len(marks[0])


@settings(deadline=None, max_examples=30)
@given(edited())
def test_back_again_flips_the_same_situations(versions: Any) -> None:
    old, new = versions
    there = {(repr(f.before), repr(f.after), f.since, f.until) for f in flips(old, new).flips}
    back = {(repr(f.after), repr(f.before), f.since, f.until) for f in flips(new, old).flips}
    assert there == back


@pytest.fixture(
    scope="module",
    params=sorted((ROOT / "plugins").glob("*/kernketen_*"), key=str),
    ids=lambda path: path.parent.name,
)
def shipped(request: pytest.FixtureRequest) -> Region:
    found = read(str(request.param), "").region
    assert found is not None
    return found


def facts_of(space: Space, cell: int) -> dict[str, Any] | None:
    """All facts of a cell for ``ask``; nothing where it has a number in two units at once."""
    found: dict[str, Any] = {}
    for stride, classes in space.classes():
        index = next(n for n in range(len(classes)) if cell & space.slice(stride, len(classes), n))
        chosen = classes[index]
        negated = chosen[0] == "not"
        leaf = chosen[1] if negated else chosen
        fact = leaf[1]
        if leaf[0] == "in":
            found[fact] = ["iets_anders" if negated else leaf[2][0]]
        elif leaf[0] == "has":
            known = found.get(fact, [frozenset()])[0]
            found[fact] = [known if negated else known | {leaf[2][0]}]
        elif fact in found:
            return None
        else:
            number = next(n for n in (number_in(leaf),))
            found[fact] = [(number, leaf[2], leaf[3])]
    return found


def number_in(leaf: Any) -> float:
    bounds = dict(leaf[4])
    if "is" in bounds:
        return float(bounds["is"])
    if "gt" in bounds and "lt" in bounds:
        return float(bounds["gt"] + bounds["lt"]) / 2
    return float(bounds["gt"] + 1 if "gt" in bounds else bounds["lt"] - 1)


def test_each_flip_of_a_shipped_region_is_what_ask_answers(shipped: Region) -> None:
    """Edits of every rule, some of them; cells that flip and cells that do not, asked of both versions."""
    tried = flipped = 0
    for edit in itertools.islice(mutations(shipped), 3, None, 23):
        rule = next(r for r in edit.region["rules"] if r["id"] == edit.rule)
        question, topic = rule["question"], rule["topic"]
        old, _ = renamed(shipped, edit.region)
        found = flips(old, edit.region)
        assert not found.too_wide
        assert {(one.question, one.topic) for one in found.flips} <= {(question, topic)}
        for day, since, until in stretches(shipped, edit.region, question, topic):
            stands = [Stand(region, question, topic, day) for region in (shipped, edit.region)]
            here = [f for f in found.flips if f.since <= day[0] and (not f.until or day[0] <= f.until)]
            told_of = [flip.condition for flip in here if flip.condition is not None]
            values = flipping.domains(shipped, edit.region)
            space = Space([*flipping.conditions(stands), *told_of], {}, values, most=2 * MOST_CELLS)
            masks = [(space.full if f.condition is None else space.mask(f.condition), f) for f in here]
            area = 0
            for mask, _ in masks:
                area |= mask
            cells: list[tuple[int, Flip | None]] = [(mask & -mask, flip) for mask, flip in masks if mask]
            # Some that should not flip, spread over all of them.
            step = max(space.size // 7, 1)
            cells += [(1 << n, None) for n in range(0, space.size, step) if not area >> n & 1]
            for cell, flip in cells:
                facts = facts_of(space, cell)
                if facts is None:
                    continue
                tried += 1
                before, after = (
                    asked(region, question, topic, facts, day[0]) for region in (shipped, edit.region)
                )
                if flip is None:
                    assert before == after, (edit.said, facts, since, until)
                else:
                    flipped += 1
                    assert (before, after) == (told({**flip.before}), told({**flip.after})), (
                        edit.said,
                        facts,
                    )
    assert tried > 30
    assert flipped > 5
