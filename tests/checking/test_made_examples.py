"""The rules whose bad example is no text: what a user sees of each, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import fake_packages
import made_examples
import pytest
from fake_packages import Installed
from made_examples import CHECKS, FOLDERS, OWN, PLUGINS, UNREADABLE, written
from running import run

from kernketen import words
from kernketen.finding import Report
from kernketen.reading import own_schema
from kernketen.reading.document import parse
from kernketen.showing.reports import text

Snapshot = Callable[[str, str], None]


def judged(rule: str, snapshot: Snapshot) -> None:
    found = run("validate", "--format", "json").json["findings"]
    assert {finding["rule"] for finding in found} == {rule}
    snapshot(f"validate-{rule}", run("validate").seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("rule", FOLDERS)
def test_a_folder_that_breaks_the_rule(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    folder = written(tmp_path / "regio")
    FOLDERS[rule](folder)
    monkeypatch.chdir(folder)
    judged(rule, snapshot)


@pytest.mark.usefixtures("register")
def test_a_file_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    folder = written(tmp_path)
    monkeypatch.chdir(folder)
    made_examples.no_permission(folder, monkeypatch)
    judged(UNREADABLE, snapshot)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("rule", OWN)
def test_a_schema_of_a_region_that_breaks_the_rule(rule: str, snapshot: Snapshot) -> None:
    data, _ = parse(b"punten: [een, een]\n", "eigen.yaml")
    assert data is not None
    found = {}
    words.choose("nl")
    for name, example in (("wrong", CHECKS[rule].wrong), ("right", CHECKS[rule].right)):
        own, _ = parse(example.text.encode(), example.file)
        assert own is not None
        found[name] = Report.of(own_schema.check(data, own), (data.file, own.file))
        shown = text.text(found[name], {data.file: data, own.file: own})
        if name == "wrong":
            snapshot(f"validate-{rule}", shown)
    assert [finding.rule.id for finding in found["wrong"].findings] == [rule]
    assert found["right"].findings == ()


@pytest.fixture
def installed(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with fake_packages.alone(tmp_path, monkeypatch) as found:
        words.choose("nl")
        yield found


@pytest.mark.parametrize("rule", PLUGINS)
def test_a_plugin_that_breaks_the_rule(
    rule: str, installed: Installed, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    command = [*PLUGINS[rule](installed)]
    if not command or command[0].startswith("-"):
        command.insert(0, "regions")
    monkeypatch.chdir(installed.folder.parent)
    found = run(*command, "--format", "json").json["findings"]
    assert {finding["rule"] for finding in found} == {rule}
    seen = run(*command).seen.replace(str(installed.folder), "…")
    snapshot(f"{command[0]}-{rule}", seen)
