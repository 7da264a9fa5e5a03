"""For every rule the smallest region that breaks it, with the whole output; and the same region mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_examples import MADE, OWN, PLUGINS
from running import run

from kernketen.checking.book import checks
from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES

CHECKS = {check.rule.id: check for check in checks()}
# Of the others test_made_examples.py makes the wrong one.
WRITTEN = {rule: check for rule, check in CHECKS.items() if rule not in MADE}
# What has to be right there is no file of a region.
ELSEWHERE = {*OWN, *PLUGINS}


def written(folder: Path, example: Example | None = None) -> Path:
    """The smallest region in ``folder``, with the file of an example in place of its own."""
    shown = (example, *example.more) if example else ()
    for name, text in {**FILES, **{one.file: one.text for one in shown}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def rules_found() -> list[str]:
    found = run("validate", "--format", "json").json["findings"]
    return [finding["rule"] for finding in found if not finding["waived"]]


@pytest.mark.usefixtures("register")
def test_the_smallest_region_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written(tmp_path))
    assert (
        run("validate", "--fail-on", "note").seen
        == "exit 0\n--- out\n0 fouten, 0 waarschuwingen, 0 opmerkingen in 4 bestanden\n"
    )


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("check", WRITTEN.values(), ids=WRITTEN)
def test_the_wrong_example_breaks_the_rule_and_no_other(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]
) -> None:
    monkeypatch.chdir(written(tmp_path, check.wrong))
    assert set(rules_found()) == {check.rule.id, *check.wrong.also}
    snapshot(f"validate-{check.rule.id}", run("validate").seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("rule", [rule for rule in CHECKS if rule not in ELSEWHERE])
def test_the_right_example_is_clean(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written(tmp_path, CHECKS[rule].right))
    assert rules_found() == []
