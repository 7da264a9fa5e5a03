"""The example scenarios, asked of the four regions: which are answered with the right status and outcome.

The scenarios are not in the repository; they lie beside the real registers (``KERNKETEN_TEST_DATA``).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT
from scenario_answers import ANSWERS
from scenario_facts import facts
from scenario_judging import judge

from kernketen import read

FILE = Path(os.environ.get("KERNKETEN_TEST_DATA", "")).parent / "content" / "scenarios.yaml"
REGIONS = {"groningen": 21, "haaglanden": 22, "veldhoven": 19, "zuid_kennemerland": 48}
"""The regions, and how many of their scenarios are on file."""

EXCEPTIONS: Mapping[str, str] = {}
"""Scenarios that are answered otherwise on purpose, each with the reason."""

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        "KERNKETEN_TEST_DATA" not in os.environ or not FILE.is_file(),
        reason="no scenarios beside KERNKETEN_TEST_DATA",
    ),
]


@cache
def scenarios() -> dict[str, dict[str, Any]]:
    with FILE.open(encoding="utf-8") as file:
        return {scenario["id"]: scenario for scenario in yaml.safe_load(file)["scenarios"]}


@cache
def region(name: str) -> Any:
    folder = ROOT / "plugins" / name / f"kernketen_{name}"
    loaded = read(str(folder), folder.name)
    assert [str(finding.message) for finding in loaded.findings] == []
    return loaded.region


def test_every_scenario_is_mapped() -> None:
    assert set(scenarios()) == set(ANSWERS)
    assert set(EXCEPTIONS) <= set(ANSWERS)
    for scenario in scenarios().values():
        facts(scenario["given"])


@pytest.mark.parametrize("name", REGIONS)
def test_the_scenarios_of_a_region_are_answered_right(name: str) -> None:
    if not region(name)["rules"]:
        pytest.skip(f"{name} has no rules yet")
    asked = [scenario for scenario in scenarios().values() if scenario["region"] == name]
    wrong = {scenario["id"]: found for scenario in asked if (found := judge(region(name), scenario))}
    unexpected = {which: found for which, found in wrong.items() if which not in EXCEPTIONS}
    assert unexpected == {}
    right_after_all = [s["id"] for s in asked if s["id"] in EXCEPTIONS and s["id"] not in wrong]
    assert right_after_all == []
    assert len(asked) - len(wrong) == REGIONS[name] - len([s for s in asked if s["id"] in EXCEPTIONS])
