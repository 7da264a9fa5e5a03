"""Whether kernketen answers a scenario as it must: what differs, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenario_answers import ANSWERS, Asks, Calls, Climbs, Shows
from scenario_facts import facts

from kernketen import School
from kernketen.asking.escalate import escalate
from kernketen.asking.people.who import who
from kernketen.asking.trying.cases import differences
from kernketen.model import municipality
from kernketen.model.dates import span

TODAY = "2026-11-22"


def judge(region: Any, scenario: Mapping[str, Any]) -> list[str]:
    """In what the answers to a scenario differ from what must come out; nothing where it is right."""
    words = facts(scenario["given"])
    day = str(scenario["given"].get("date") or scenario["given"].get("year") or TODAY)
    found: list[str] = []
    for number, check in enumerate(ANSWERS[scenario["id"]]):
        status = scenario["expect"]["status"]
        if isinstance(check, Asks):
            # Only the first answer is the scenario's own; what goes with it is decided unless it says so.
            found += _asked(region, check, words, day, check.status or (status if not number else "decided"))
        elif isinstance(check, Climbs):
            found += _climbed(region, check, day)
        elif isinstance(check, Shows):
            found += _shown(region, check)
        else:
            found += _called(region, check, scenario, day)
    return found


def _asked(region: Any, check: Asks, words: Mapping[str, Any], day: str, status: str) -> list[str]:
    question, topic = check.topic.split("/")
    case: Any = {
        "question": question,
        "topic": topic,
        "given": {**words, **check.more},
        "on": day,
        "expect": {"status": status, **check.said},
        "never": {},
    }
    return [f"{check.topic} {difference!r}" for difference in differences(region, case, TODAY)[0]]


def _climbed(region: Any, check: Climbs, day: str) -> list[str]:
    ladders = escalate(region, check.topic, {}, span(day))["ladders"]
    steps = [tuple(step["id"] for step in ladder["steps"]) for ladder in ladders]
    return [] if steps == [check.steps] else [f"escalate {check.topic}: the steps are {steps}"]


def _shown(region: Any, check: Shows) -> list[str]:
    key, *rest = check.path.split("/")
    here: Any = region[key]
    for name in rest:
        here = next((e for e in here if e["id"] == name), None) if isinstance(here, list) else here[name]
        if here is None:
            return [f"{check.path} is not there"]
    return [f"{check.path} does not say “{word}”" for word in check.words if word not in str(here)]


def _called(region: Any, check: Calls, scenario: Mapping[str, Any], day: str) -> list[str]:
    town = municipality.find(check.town)
    assert town is not None
    card = who(region, School("99ZZ00", "De Testpier", town.code, (check.sector,)), span(day))
    members = [member for team in card["teams"] for member in team["members"]]
    said = f"who {check.town} {check.sector}"
    found = [
        f"{said}: {role} is {[m['presence'] for m in members if m['role'] == role] or 'not there'}"
        for role, presence in check.members.items()
        if presence not in [m["presence"] for m in members if m["role"] == role]
    ]
    if check.nobody and members:
        found.append(f"{said}: {[m['role'] for m in members]}")
    if check.out_of_scope != bool(card["out_of_scope"]):
        found.append(f"{said}: left out by {card['out_of_scope']}")
    contacts = [c for m in members if m["role"] in check.members for c in m["contacts"]]
    printed = scenario["expect"]["answer"]
    for channel in check.channels:
        if not any(c[channel] and c[channel] in printed for c in contacts):
            found.append(f"{said}: {channel} is {[c[channel] for c in contacts]}")
    for channel, reason in check.absent.items():
        if [c for c in contacts if c[channel]] or reason not in [c["absent"].get(channel) for c in contacts]:
            found.append(f"{said}: {channel} is not said to be missing ({reason})")
    if check.see and check.see not in [c["see"]["id"] for c in contacts if c["see"]]:
        found.append(f"{said}: no paper {check.see}")
    return found
