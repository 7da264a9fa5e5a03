"""Flips one by one: how heavy each is and whom it touches, from when, and in which words."""

from __future__ import annotations

import copy
from typing import Any, cast

import pytest
import small_regions as small

from kernketen import words
from kernketen.comparing.versions.difference import Side, difference, whole
from kernketen.comparing.versions.flips import Flip, flips
from kernketen.comparing.versions.raising import raised
from kernketen.model.region import Region

SAID: dict[str, Any] = {"who": "school", "within": {"le": 2, "unit": "werkdagen"}}


def version(outcome: str = "mogelijk", more: dict[str, Any] | None = None, **said: Any) -> Region:
    rule = small.rule("r", small.then(outcome, **{**SAID, **said}), **(more or {}))
    return small.region([rule])


def one(old: Region, new: Region) -> Flip:
    (found,) = flips(old, new).flips
    return found


_WITH: dict[str, Any] = {"with": "coach"}
NOTHING = small.region([])
GAP = {
    "id": "g",
    "topic": "leave/toestaan",
    "searched": ["eerste"],
    "see": "bijlage",
    "note": "",
    "doubts": [],
    "where": ("x", 1),
}


@pytest.mark.parametrize(
    ("old", "new", "differs", "weight", "touches"),
    [
        (version(), version("niet_mogelijk"), ["outcome"], "breaking", "child_or_parent"),
        (version(), version(who="directeur"), ["who"], "breaking", "child_or_parent"),
        (version(), version(by="directeur"), ["by"], "notable", "professional"),
        (version(by="ib_er"), version(by="directeur"), ["by"], "breaking", "professional"),
        (version(by="ib_er"), version(), ["by"], "breaking", "professional"),
        (version(), version(decided_by="directeur"), ["status", "decided_by"], "notable", "child_or_parent"),
        (
            version(),
            version(within={"le": 5, "unit": "werkdagen"}),
            ["within"],
            "breaking",
            "child_or_parent",
        ),
        (version(), version(within=None), ["within"], "breaking", "child_or_parent"),
        (version(), version(inform="coach"), ["inform"], "notable", "professional"),
        (version(), version(**_WITH), ["with"], "notable", "professional"),
        (version(), version(via="coach"), ["via"], "notable", "professional"),
        (version(), version(see="bijlage"), ["see"], "notable", "professional"),
        (version(word="regie"), version(word="coordinatie"), ["word"], "breaking", "professional"),
        (version(), version(money="potje"), ["money"], "notable", "child_or_parent"),
        (version(), version(more={"modality": "may"}), ["modality"], "breaking", "child_or_parent"),
        (
            *(version(more={"modality": "should"}), version(more={"modality": "may"})),
            *(["modality"], "notable", "child_or_parent"),
        ),
        (
            *(version(), version(more={"doubts": [small.doubt("d", ["in", "anoniem", [True]])]})),
            *(["status"], "notable", "child_or_parent"),
        ),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else "",
)
def test_each_difference_has_its_weight(
    old: Region, new: Region, differs: list[str], weight: str, touches: str
) -> None:
    found = one(old, new)
    assert (found.differs, found.weight, found.touches) == (differs, weight, touches)


def test_an_answer_that_comes_or_goes() -> None:
    assert one(version(), NOTHING).weight == "breaking"
    assert one(NOTHING, version()).weight == "notable"
    elsewhere: Any = {**NOTHING, "gaps": [GAP]}
    assert one(version(), elsewhere).weight == "breaking"
    found = one(NOTHING, elsewhere)
    assert (found.before["status"], found.after["status"]) == ("not_regulated", "external_reference")
    # That the silence was looked for is no other decision.
    looked_for: Any = {**NOTHING, "gaps": [{**GAP, "see": ""}]}
    assert flips(NOTHING, looked_for).flips == []


def test_why_there_is_no_answer_is_no_decision() -> None:
    """A rule whose document leaves some cases out: there was no answer for them, and there is none."""
    new: Any = copy.deepcopy(version())
    new["documents"][0]["excludes"] = ["in", "anoniem", [True]]
    old: Any = copy.deepcopy(NOTHING)
    found = {flip.after["status"]: flip.weight for flip in flips(old, new).flips}
    assert found == {"decided": "notable", "out_of_scope": "editorial"}


def test_rules_that_contradict_each_other_are_named() -> None:
    terms = (("a", 2), ("b", 5))
    rules = [
        small.rule(name, small.then("mogelijk", within={"le": days, "unit": "werkdagen"}))
        for name, days in terms
    ]
    found = one(small.region(rules[:1]), small.region(rules))
    assert (found.before["against"], found.after["against"]) == ([], ["a", "b"])


def test_a_step_with_the_parents_touches_them() -> None:
    def steps(region: Any, *who: str) -> Any:
        role = {**region["roles"][0], "id": "ouders", "name": "ouders", "canonical": "ouders"}
        said = [small.step(f"s{n}", small.then("gesprek", who=one)) for n, one in enumerate(who)]
        rules = [{**rule, "order": "sequence", "steps": said} for rule in region["rules"]]
        return {**region, "roles": [*region["roles"], role], "rules": rules}

    base = version()
    with_parents, without, other = (
        steps(base, *who) for who in (("coach", "ouders"), ("coach",), ("directeur", "ouders"))
    )
    assert one(with_parents, without).touches == "child_or_parent"
    assert one(with_parents, other).touches == "professional"


def test_a_topic_among_professionals() -> None:
    more = {"question": "regie", "topic": "casus"}
    assert one(version("regie", more), version("regie", more, who="directeur")).touches == "professional"


def test_parents_are_touched_wherever_they_are_named() -> None:
    def with_parents(region: Any) -> Any:
        role = {**region["roles"][0], "id": "ouders", "name": "ouders", "canonical": "ouders"}
        return {**region, "roles": [*region["roles"], role]}

    more = {"question": "regie", "topic": "casus"}
    old, new = (with_parents(version("regie", more, inform=who)) for who in ("coach", ["coach", "ouders"]))
    assert one(old, new).touches == "child_or_parent"


def test_from_when_and_until_when() -> None:
    old = version()
    assert (one(old, version("niet_mogelijk")).since, one(old, version("niet_mogelijk")).until) == ("", "")
    late = small.region(
        [
            small.rule("r", small.then("mogelijk", **SAID), valid_until="2026-12"),
            small.rule("s", small.then("niet_mogelijk", **SAID), valid_from="2027"),
        ]
    )
    found = one(old, late)
    assert (found.since, found.until, found.after["outcome"]) == ("2027-01-01", "", "niet_mogelijk")
    gone = one(version(), version(more={"valid_from": "2025-03"}))
    assert (gone.since, gone.until, gone.after["status"]) == ("", "2025-02-28", "not_regulated")
    # The last day of all has none after it.
    assert flips(old, version(more={"valid_until": "9999-12-31"})).flips == []


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([["gt", 12], ["le", 13]], [["is", 13]]),
        ([["ge", 12], ["lt", 13]], [["is", 12]]),
        ([["gt", 12], ["lt", 14]], [["is", 13]]),
        ([["ge", 12], ["le", 13]], [["ge", 12], ["le", 13]]),
        ([["gt", 12]], [["gt", 12]]),
        ([["gt", 12.5], ["lt", 14]], [["gt", 12.5], ["lt", 14]]),
    ],
)
def test_times_are_counted_in_whole_numbers(bounds: Any, expected: Any) -> None:
    assert whole(["num", "te_laat_keer", "keer", None, bounds]) == [
        "num",
        "te_laat_keer",
        "keer",
        None,
        expected,
    ]
    assert whole(["num", "verlof_dagen", "dagen", None, bounds])[4] == bounds
    assert whole(["all", [["num", "te_laat_keer", "keer", None, bounds]]])[1][0][4] == expected


def test_a_number_that_is_changed_flips_between_the_two() -> None:
    def at(number: int) -> Region:
        when = ["num", "te_laat_keer", "keer", None, [["gt", number]]]
        region: Any = version(more={"when": when})
        roles = [{**role, "source": "eerste", "tasks": [], "where": ("x", 1)} for role in region["roles"]]
        return cast("Region", {**region, "roles": roles})

    words.choose("en")
    document = difference(Side(at(12), "a", None), Side(at(13), "b", None), None, "2026-11-22")
    (flip,) = document["flips"]
    assert flip["situation"] == "the number of times late is exactly 13 keer"
    assert (flip["before"]["outcome"], flip["after"]["status"]) == ("mogelijk", "not_regulated")


@pytest.mark.parametrize(
    ("old", "new", "weight", "needed", "ok"),
    [
        ("0.1.0", "0.2.0", "breaking", "0.2.0", True),
        ("0.1.0", "0.1.1", "notable", "0.2.0", False),
        ("0.1.0", "0.1.1", "editorial", "0.1.1", True),
        ("1.0", "2", "breaking", "2.0.0", True),
        ("v1.2.3", "1.2.3", "", "1.2.3", True),
        ("1.2.3", "1.2.2", "", "1.2.3", False),
        (None, "1.0.0", "breaking", None, None),
        ("1.0.0", None, "breaking", "2.0.0", None),
        ("nieuw", "1.0.0", "breaking", None, None),
        ("1.0.0.4", "1.0.0", "editorial", None, None),
    ],
)
def test_the_least_version(
    old: str | None, new: str | None, weight: str, needed: str | None, ok: bool | None
) -> None:
    found = raised(old, new, weight)
    assert (found["needed"], found["ok"]) == (needed, ok)
