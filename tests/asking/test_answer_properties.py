"""The engine on tables of rules made up by the machine: what must hold for every agreement."""

from __future__ import annotations

import copy
import json
from typing import Any

import small_regions as small
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_answer import Naive

from kernketen.asking.ask import ask, facts_used
from kernketen.asking.topics.answer import Asker
from kernketen.model.dates import span

ON = span("2026-11-22")
TOWNS = ["0392", "0397", "0453"]
VALUES: dict[str, list[Any]] = {
    "sector": ["bo", "sbo", "so", "vo"],
    "anoniem": [True, False],
    "woongemeente": [*TOWNS, "0518"],
    "verlof_dagen": [(n, u, None) for n in (9, 10, 10.5, 11) for u in ("dagen", "lesdagen", None)],
    "hulpvraag": [frozenset(), frozenset({"medisch"}), frozenset({"crisis", "wmo"})],
}

_leaves = {
    "sector": st.lists(st.sampled_from(["bo", "sbo", "vo"]), min_size=1, max_size=2, unique=True).map(
        lambda values: ["in", "sector", values]
    ),
    "anoniem": st.booleans().map(lambda value: ["in", "anoniem", [value]]),
    "woongemeente": st.lists(st.sampled_from(TOWNS), min_size=1, max_size=2, unique=True).map(
        lambda codes: ["in", "woongemeente", codes]
    ),
    "verlof_dagen": st.builds(
        lambda unit, op: ["num", "verlof_dagen", unit, None, [[op, 10]]],
        st.sampled_from(["dagen", "lesdagen"]),
        st.sampled_from(["gt", "ge", "lt", "le", "is"]),
    ),
    "hulpvraag": st.lists(st.sampled_from(["medisch", "crisis"]), min_size=1, unique=True).map(
        lambda values: ["has", "hulpvraag", values]
    ),
}
_leaf = st.one_of(*_leaves.values())
_turned = st.one_of(_leaf, _leaf.map(lambda leaf: ["not", leaf]))
_condition = st.one_of(
    _turned,
    st.builds(lambda kind, parts: [kind, parts], st.sampled_from(["all", "any"]),
              st.lists(_turned, min_size=1, max_size=2)),
)  # fmt: skip
_role = st.sampled_from([None, None, "school", "leerplicht", ["jgz", "school"], ["school", "jgz"]])


def _saying(outcome: str, **said: Any) -> dict[str, Any]:
    return small.then(outcome, **{key: value for key, value in said.items() if value})


_then = st.builds(
    _saying,
    st.sampled_from([*["mogelijk"] * 4, "niet_mogelijk", "doorsturen", ""]),
    who=_role,
    decided_by=st.sampled_from([None, None, "directeur"]),
    inform=st.sampled_from([None, None, "coach", "jgz"]),
    within=st.sampled_from([None, None, {"le": 2, "unit": "werkdagen"}, {"le": 5, "unit": "werkdagen"}]),
)
_doubts = st.lists(_condition.map(lambda when: small.doubt("A-1", when)), max_size=1)
_modality = st.sampled_from(["must", "must", "may", "info", "must_not"])
_plain = st.fixed_dictionaries(
    {
        "what": _then,
        "when": st.one_of(st.none(), _condition),
        "scope": st.one_of(st.none(), st.none(), _leaf),
        "modality": _modality,
        "doubts": _doubts,
        "overrides": st.lists(st.sampled_from(["r0", "r1", "r2"]), max_size=1),
        "topic": st.sampled_from(["toestaan", "toestaan", "toestaan", "aanvragen"]),
    }
)
_ladder = st.fixed_dictionaries(
    {
        "order": st.just("ladder"),
        "when": st.one_of(st.none(), _condition),
        "modality": _modality,
        "steps": st.lists(st.tuples(_then, st.one_of(st.none(), _condition)), min_size=1, max_size=3).map(
            lambda rungs: [small.step(f"s{n}", what, when=when) for n, (what, when) in enumerate(rungs)]
        ),
    }
)


class Table(dict[str, Any]):
    """A region that shows no more than what its rules say."""

    def __repr__(self) -> str:
        return repr([{k: v for k, v in rule.items() if v and k != "where"} for rule in self["rules"]])


@st.composite
def tables(draw: st.DrawFn) -> Any:
    """A region of up to four rules in two topics of one question."""
    rules = draw(st.lists(st.one_of(_plain, _plain, _plain, _ladder), min_size=1, max_size=4))
    region = Table(small.region([small.rule(f"r{number}", **entry) for number, entry in enumerate(rules)]))
    for rule in region["rules"]:
        rule["overrides"] = [name for name in rule["overrides"] if name != rule["id"]]
        rule["source"] = draw(st.sampled_from(["eerste", "tweede"]))
    return region


_told = {
    fact: st.lists(st.sampled_from(values), min_size=1, max_size=1 if fact == "hulpvraag" else 2, unique=True)
    for fact, values in VALUES.items()
}
known = st.fixed_dictionaries({}, optional=_told)


def answer(region: Any, facts: Any) -> dict[str, Any]:
    return Asker(region, facts, ON).answer("leave", "toestaan")


def decided(found: dict[str, Any]) -> Any:
    return found["outcome"], found["modality"], found["who"], found["decided_by"], found["within"]


def named(region: Any) -> set[str]:
    """The facts that the rules of the topic name, doubts included."""
    used = set(facts_used(region, "leave", "toestaan"))
    for rule in region["rules"]:
        holders = [rule, *rule["steps"]]
        used |= {
            leaf for holder in holders for d in holder["doubts"] for leaf in json.dumps(d["when"]).split('"')
        }
    return used


@settings(deadline=None, max_examples=200)
@given(tables(), known)
def test_the_engine_agrees_with_judging_every_situation(region: Any, facts: Any) -> None:
    found, naive = answer(region, facts), Naive(region, "leave", "toestaan", facts)
    assert found["status"] == naive.status
    assert found["outcome"] == naive.outcome
    who = found["who"] and (found["who"]["mode"], frozenset(role["id"] for role in found["who"]["roles"]))
    assert who == naive.who
    assert set(found["missing"]) == naive.missing
    assert len(found["missing"]) == len(set(found["missing"]))
    assert set(found["presumed"]) <= naive.presumed
    if found["status"] == "need_more_facts":
        assert found["missing"]
        assert set(found["presumed"]) == naive.presumed


@settings(deadline=None, max_examples=200)
@given(tables(), known, st.sampled_from(["opp", "zorgen", "schriftelijk"]), st.booleans())
def test_a_fact_that_no_rule_names_changes_nothing(region: Any, facts: Any, fact: str, value: bool) -> None:
    assert answer(region, {**facts, fact: [value]}) == answer(region, facts)


@settings(deadline=None, max_examples=200)
@given(tables(), known, st.sampled_from(sorted(VALUES)), st.data())
def test_an_unknown_fact_never_counts_as_false(region: Any, facts: Any, fact: str, data: Any) -> None:
    """What is said without knowing a fact is said whatever it is, or it was presumed and stands there."""
    before = answer(region, {name: values for name, values in facts.items() if name != fact})
    value = data.draw(st.sampled_from(VALUES[fact]))
    after = answer(region, {**facts, fact: [value]})
    if before["status"] == "need_more_facts" or fact in before["presumed"]:
        return
    assert decided(after) == decided(before)
    assert after["status"] in (before["status"], "ambiguous")
    if after["status"] != before["status"]:
        assert fact in named(region)


@settings(deadline=None, max_examples=200)
@given(tables(), known, st.randoms(use_true_random=False))
def test_the_order_of_rules_in_a_file_never_matters(region: Any, facts: Any, chance: Any) -> None:
    other = copy.deepcopy(region)
    chance.shuffle(other["rules"])
    assert answer(other, facts) == answer(region, facts)


@settings(deadline=None, max_examples=100)
@given(tables(), known)
def test_the_engine_is_pure(region: Any, facts: Any) -> None:
    before = copy.deepcopy((region, facts))
    first = json.dumps(ask(region, "leave", None, facts, ON))
    assert (region, facts) == before
    assert json.dumps(ask(copy.deepcopy(region), "leave", None, dict(reversed(facts.items())), ON)) == first


@settings(deadline=None, max_examples=200)
@given(tables(), known)
def test_only_what_was_not_said_is_presumed(region: Any, facts: Any) -> None:
    found = answer(region, facts)
    scopes = {rule["scope"][1] for rule in region["rules"] if rule["topic"] == "toestaan" and rule["scope"]}
    assert set(found["presumed"]) <= scopes
    assert all(len(facts.get(fact, ())) != 1 for fact in found["presumed"])
    assert not set(found["presumed"]) & set(found["missing"]) or found["status"] == "need_more_facts"


@settings(deadline=None, max_examples=200)
@given(tables(), known, st.data())
def test_what_is_missing_can_be_given_until_the_answer_is_there(region: Any, facts: Any, data: Any) -> None:
    for _ in range(len(VALUES) + 1):
        found = answer(region, facts)
        if found["status"] != "need_more_facts":
            return
        fact = found["missing"][0]
        numbers = [v for v in VALUES[fact] if not isinstance(v, tuple) or v[1] is None]
        value = data.draw(st.sampled_from([v for v in facts.get(fact, numbers) if v in numbers] or numbers))
        assert facts.get(fact) != [value], "asked for what was given"
        facts = {**facts, fact: [value]}
    raise AssertionError("asked for more facts than there are")
