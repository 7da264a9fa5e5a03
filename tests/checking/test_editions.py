"""A newer program turns no region's CI red overnight: rules younger than its edition are notes for it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import bad_region
import pytest
from running import run

from kernketen.checking import book
from kernketen.checking.families import values
from kernketen.checking.smallest import FILES
from kernketen.finding import Finding, Severity

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region that breaks one rule, which came in edition 2."""
    (check,) = [check for check in values.CHECKS if check.rule.severity is Severity.WARNING][:1]
    young = dataclasses.replace(check.rule, since=2)

    def found(subject: object) -> list[Finding]:
        assert check.run is not None
        return [dataclasses.replace(one, rule=young) for one in check.run(subject)]  # type: ignore[arg-type]

    checks = [
        dataclasses.replace(one, rule=young, run=found) if one is check else one for one in book.checks()
    ]
    monkeypatch.setattr(book, "gathered", lambda _: (tuple(checks), ()))
    files = {**FILES, check.wrong.file: check.wrong.text}
    bad_region.write(tmp_path / "regio", files)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "regio" / "region.yaml"


def severities(*more: str) -> tuple[int, list[str]]:
    ran = run("validate", "regio", "--format", "json", *more)
    return ran.status, [finding["severity"] for finding in ran.json["findings"]]


def test_a_younger_rule_is_a_note(older: Path) -> None:
    text = older.read_text(encoding="utf-8")
    for edition, expected in (("checked_with: 1\n", (0, ["note"])), ("checked_with: 2\n", (1, ["warning"]))):
        older.write_text(text + edition, encoding="utf-8")
        assert severities("--fail-on", "warning") == expected
    # Whoever asks for notes gets it all the same.
    older.write_text(text + "checked_with: 1\n", encoding="utf-8")
    assert severities("--fail-on", "note") == (1, ["note"])


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        ("github", "::notice "),
        ("sarif", '"level": "note"'),
        ("gitlab", '"severity": "info"'),
        ("text", "opmerking ["),
    ],
)
def test_it_is_a_note_in_each_form(form: str, sign: str, older: Path) -> None:
    older.write_text(older.read_text(encoding="utf-8") + "checked_with: 1\n", encoding="utf-8")
    ran = run("validate", "regio", "--format", form, "--fail-on", "warning")
    assert ran.status == 0
    said = ran.out if form != "sarif" else json.dumps(json.loads(ran.out)["runs"][0]["results"])
    assert sign in said


def test_a_region_without_an_edition_is_judged_by_the_newest(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kernketen.checking.judging.EDITION", 2)
    assert severities("--fail-on", "warning") == (1, ["warning"])


def test_the_list_shows_the_edition(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A home of its own: the list is kept with the regions that were read.
    monkeypatch.setenv("KERNKETEN_HOME", str(older.parent.parent / "home"))
    since = {rule["id"]: rule["since"] for rule in run("rules", "--format", "json").json["rules"]}
    assert sorted(since.values())[-2:] == [1, 2]
