"""Of what can go wrong in a region's files ``validate`` or ``test`` notices most (benchmarks)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import breaks
import mutations
import pytest
import yaml
from spans import Node, tree

SHIPPED = mutations.regions()
TIMES = 25


@pytest.mark.slow
def test_what_is_broken_anywhere_is_noticed() -> None:
    outcomes = mutations.run(SHIPPED, mutations.SEED, TIMES)
    assert len(outcomes) == TIMES * len(SHIPPED)
    assert mutations.share(outcomes, "validate", "test") >= 0.85, mutations.table(outcomes)


@pytest.mark.slow
def test_what_is_broken_in_each_way_is_noticed() -> None:
    outcomes = mutations.run(SHIPPED[-1:], mutations.SEED, 2, by_kind=True)
    assert {outcome.kind for outcome in outcomes} == set(breaks.KINDS)
    # What slips through has its reasons in benchmarks/README.md; more than that must not.
    assert mutations.share(outcomes, "validate", "test") >= 0.78, mutations.table(outcomes)


def read(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


def at(data: Any, node: Node) -> Any:
    """What holds the value of a node in the data of its file."""
    for step in node.steps[:-1]:
        data = data[step]
    return data


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_is_dropped_is_gone_and_nothing_else(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        nodes = [n for n in tree(text).walk() if n.around is not None and len(n.around.inside) > 1]
        for node in nodes[:: max(1, len(nodes) // 4)]:
            data = read(text)
            del at(data, node)[node.steps[-1]]
            assert read(node.dropped()) == data, f"{path.name} {node.steps}"


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_an_entry_that_is_doubled_stands_there_twice(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        nodes = [n for n in tree(text).walk() if n.steps and isinstance(n.steps[-1], int)]
        for node in nodes[:: max(1, len(nodes) // 4)]:
            data = read(text)
            entries = at(data, node)
            entries.insert(node.steps[-1], entries[node.steps[-1]])
            assert read(node.doubled()) == data, f"{path.name} {node.steps}"


def test_the_same_number_is_the_same_break() -> None:
    folder = SHIPPED[0]
    assert mutations.run([folder], 7, 3) == mutations.run([folder], 7, 3)
