"""Boundary cases that a region does not have yet, drafted with the answer that the engine gives now."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from kernketen.asking.facts import given
from kernketen.asking.situations.cells import Space, TooWide
from kernketen.asking.topics.answer import Asker
from kernketen.asking.trying.cases import came
from kernketen.model.condition import both, leaves
from kernketen.model.dates import span
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from kernketen.model.condition import Condition
    from kernketen.model.region import Region, Rule

    Draft: TypeAlias = dict[str, Any]

_HOURS = frozenset(("uur", "lesuur"))
_EXPECTED = {
    "decided": ("outcome", "who", "by", "within"),
    "conditional": ("outcome", "decided_by"),
    "human_decision": ("decided_by",),
    "need_more_facts": ("missing",),
    "external_reference": ("see",),
    "not_regulated": ("attested",),
    "ambiguous": ("outcome", "flags"),
}


def suggested(region: Region, today: str) -> list[Draft]:
    """The cases that are missing: around each number in a rule, and around each day on which one changes; the
    steps of a protocol, and what the text does not say.

    Each has the shape of ``cases.yaml``. What is expected is what comes out now: a draft, to be held against
    the text by a person.
    """
    found: dict[str, Draft] = {}
    for rule in region["rules"]:
        for draft in (*_numbers(region, rule, today), *_days(region, rule, today)):
            if not any(_is_there(region, case, draft) for case in (*region["cases"], *found.values())):
                draft["id"] = _name(draft, {case["id"] for case in region["cases"]} | set(found))
                found[draft["id"]] = draft
    for draft in (*_protocols(region, today), *_silences(region, today)):
        draft["id"] = _name(draft, {case["id"] for case in region["cases"]} | set(found))
        found[draft["id"]] = draft
    for draft in found.values():
        del draft["about"]
    return list(found.values())


def as_yaml(drafts: Sequence[Draft], cards: Sequence[Draft] = ()) -> str:
    """Drafts of cases and of cards, as they can be put into ``cases.yaml``."""
    lines = ["# " + tr("Drafts of kernketen test --suggest. Hold each answer against the text first.")]
    for name, some in (("cases", drafts), ("cards", cards)):
        lines += [f"{name}:"] if some else []
        for draft in some:
            mark = "  - "
            for key, value in draft.items():
                lines += _block(mark, key, value) if name == "cards" else [f"{mark}{key}: {flow(value)}"]
                mark = "    "
    return "\n".join(lines) + "\n"


def _block(mark: str, key: str, value: Any) -> Iterator[str]:
    """A key of a card: the teams in lines below it, with a line for each member."""
    if key != "expect":
        yield f"{mark}{key}: {flow(value)}"
        return
    yield f"{mark}{key}:"
    for team, found in value.items():
        yield f"      {team}:"
        for name, inner in found.items():
            if name == "members" and inner:
                yield "        members:"
                yield from (f"          - {flow(member)}" for member in inner)
            else:
                yield f"        {name}: {flow(inner)}"


def flow(value: Any) -> str:
    """A value in one line, as JSON is written; every such line is YAML too."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z_]*[a-z]", value) and value not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


# Words that some readers of YAML take for yes, no or nothing.
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))


def _numbers(region: Region, rule: Rule, today: str) -> Iterator[Draft]:
    for condition in _whole(region, rule):
        for leaf in leaves(condition) if condition is not None else ():
            if leaf[0] != "num":
                continue
            _, fact, unit, window, comparisons = leaf
            step = 0.5 if unit in _HOURS else 1.0
            for number in sorted(
                {n + by for _, n in comparisons for by in (-step, 0.0, step) if n + by >= 0}
            ):
                base = _situation(region, condition)
                if base is not None:
                    text = f"{number:g}" + (f" {unit}" if unit else "")
                    text += "/" + window.replace(" ", "-") if window else ""
                    draft = _draft(region, rule, {**base, fact: text}, today)
                    yield {**draft, "about": (fact, number, unit, window)}


def _days(region: Region, rule: Rule, today: str) -> Iterator[Draft]:
    section = region["sections"][rule["source"]]
    alike = [other for other in region["rules"] if other["source"] == rule["source"]]
    for item, rules in ((rule, [rule]), (section, alike)):
        topics = frozenset((other["question"], other["topic"]) for other in rules)
        days = []
        if item["valid_from"] not in ("", "unknown"):
            first = date.fromisoformat(span(item["valid_from"])[0])
            days += [first - timedelta(days=1), first]
        if item["valid_until"] not in ("", "unknown"):
            last = date.fromisoformat(span(item["valid_until"])[1])
            days += [last, last + timedelta(days=1)]
        for day in days:
            base = _situation(region, _whole(region, rule)[0])
            if base is not None:
                yield {
                    **_draft(region, rule, base, day.isoformat()),
                    "about": ("on", day.isoformat(), topics),
                }


def _protocols(region: Region, today: str) -> Iterator[Draft]:
    """A case for each rule with steps in an order of which none lists them all."""
    tried = [
        [step if isinstance(step, str) else step.get("id") for step in case["expect"]["steps"]]
        for case in region["cases"]
        if "steps" in case["expect"]
    ]
    for rule in region["rules"]:
        ids = [step["id"] for step in rule["steps"]]
        base = _situation(region, _whole(region, rule)[0])
        if rule["order"] == "sequence" and ids not in tried and base is not None:
            draft = _draft(region, rule, base, today)
            answer = Asker(region, given(region, base), span(today)).answer(rule["question"], rule["topic"])
            steps = came(region, answer, "steps")
            if [step["id"] for step in steps] == ids:
                expect = {**draft["expect"], "rule": rule["id"], "steps": steps}
                yield {**draft, "expect": expect, "about": ("on", "steps")}


def _silences(region: Region, today: str) -> Iterator[Draft]:
    """A case for each gap of which none tells that the text was searched for it."""
    tried = {
        f"{case['question']}/{case['topic']}"
        for case in region["cases"]
        if case["expect"].get("attested") or "see" in case["expect"]
    }
    for gap in region["gaps"]:
        question, _, topic = gap["topic"].partition("/")
        if question == "who" or gap["topic"] in tried:
            continue
        tried.add(gap["topic"])
        answer = Asker(region, {}, span(today)).answer(question, topic)
        if answer["attested"]:
            expect = {"status": answer["status"], "attested": True}
            expect |= {"see": answer["see"]["id"]} if answer["see"] else {}
            draft = {"id": "", "question": question, "topic": topic, "on": today, "given": {}}
            note = tr("Draft: hold it against the text, then remove this line.")
            yield {**draft, "expect": expect, "note": note, "about": ("on", "silent")}


def _whole(region: Region, rule: Rule) -> list[Condition | None]:
    """All that must hold for the rule, and for each of its steps and doubts."""
    scope = region["sections"][rule["source"]]["scope"]
    rungs = rule["steps"] if rule["order"] == "ladder" else []
    found = [both(scope, rule["scope"], rule["when"])]
    found += [both(found[0], step["scope"], step["when"]) for step in rungs]
    doubts = [doubt for item in (rule, *rungs) for doubt in item["doubts"] if doubt["when"] is not None]
    return found + [both(found[0], doubt["when"]) for doubt in doubts]


def _situation(region: Region, condition: Condition | None) -> dict[str, Any] | None:
    """Facts with which the condition holds, as a case gives them; ``None`` where there are none."""
    if condition is None:
        return {}
    try:
        space = Space([condition], {}, region["domains"])
    except TooWide:
        return None
    cells = space.mask(condition)
    return space.example(cells & -cells) if cells else None


def _draft(region: Region, rule: Rule, facts: dict[str, Any], on: str) -> Draft:
    draft = {"id": "", "question": rule["question"], "topic": rule["topic"], "on": on, "given": facts}
    answer = Asker(region, given(region, facts), span(on)).answer(rule["question"], rule["topic"])
    expect: dict[str, Any] = {"status": answer["status"]}
    for key in _EXPECTED.get(answer["status"], ()):
        value = came(region, answer, key)
        if value not in (None, []):
            expect[key] = value
    return {**draft, "expect": expect, "note": tr("Draft: hold it against the text, then remove this line.")}


def _is_there(region: Region, case: Mapping[str, Any], draft: Draft) -> bool:
    """Whether a case tries this already; a day of a section is tried once for all that stands in it."""
    if draft["about"][0] == "on":
        _, day, topics = draft["about"]
        return (case["question"], case["topic"]) in topics and bool(case["on"] and day in span(case["on"]))
    if (case["question"], case["topic"]) != (draft["question"], draft["topic"]):
        return False
    if case.get("about") is not None:
        return bool(case["about"] == draft["about"])
    fact, number, unit, window = draft["about"]
    try:
        values = given(region, {fact: case["given"][fact]} if fact in case["given"] else {}).get(fact, [])
    except Refusal:
        return False
    return any(v[0] == number and v[1] in (None, unit) and window in (None, v[2]) for v in values)


def _name(draft: Draft, taken: set[str]) -> str:
    fact, *rest = draft["about"]
    words = [draft["topic"].rpartition(".")[2], *([] if fact == "on" else [fact])]
    words.append(rest[0] if fact == "on" else f"{rest[0]:g}")
    name = re.sub(r"[^a-z0-9_]+", "_", "_".join(words).casefold())
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found
