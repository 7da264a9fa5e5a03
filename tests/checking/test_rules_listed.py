"""``kernketen rules`` and ``explain``: code, docs and bad examples are the same set of rules."""

from __future__ import annotations

import ast
import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import fake_packages
import pytest
from running import ROOT, run

from kernketen.checking import book
from kernketen.checking.check import EDITION

CHECKS = {check.rule.id: check for check in book.checks()}
PACKAGE = ROOT / "kernketen"
SNAPSHOTS = ROOT / "tests" / "snapshots"


def declared() -> Iterator[str]:
    """Every ``Rule("family.name")`` that stands in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name.endswith("Rule") and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def test_each_rule_is_declared_once() -> None:
    assert [rule for rule, number in Counter(declared()).items() if number > 1] == []


def test_code_and_book_are_the_same_set() -> None:
    assert set(declared()) == set(CHECKS)


def test_docs_and_book_are_the_same_set() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == sorted(CHECKS)


def test_bad_examples_and_book_are_the_same_set() -> None:
    kept = {path.stem.partition("-")[2] for path in SNAPSHOTS.glob("validate-*.txt")}
    kept |= {path.stem.partition("-")[2] for path in SNAPSHOTS.glob("regions-*.txt")}
    assert kept & set(CHECKS) == set(CHECKS)
    assert {name for name in kept if "." in name} == set(CHECKS)
    for rule in CHECKS:
        (path,) = (
            path for kind in ("regions", "validate") if (path := SNAPSHOTS / f"{kind}-{rule}.txt").exists()
        )
        said = path.read_text(encoding="utf-8")
        assert f"[{rule}]" in said


def test_each_rule_says_what_and_why_in_sentences() -> None:
    for check in CHECKS.values():
        for said in (check.what, check.why):
            assert said.strip().endswith((".", "?", "!")), (check.rule.id, said)
        assert re.fullmatch(r"[a-z]+\.[a-z][a-z_0-9]*", check.rule.id)
        assert 1 <= check.rule.since <= EDITION
        assert check.wrong.text or check.wrong.note, check.rule.id
        assert check.right.text or check.right.note, check.rule.id
        assert check.wrong != check.right, check.rule.id


@pytest.mark.usefixtures("register")
def test_the_page_is_what_the_command_prints() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    now = run("rules", "--format", "markdown", "--long").out
    if page != now:
        lines = difflib.unified_diff(page.splitlines(), now.splitlines(), "docs/rules.md", "now", lineterm="")
        pytest.fail(
            "make it anew: KERNKETEN_LANG=nl kernketen rules --format markdown --long -o docs/rules.md\n"
            + "\n".join(list(lines)[:40]),
            False,
        )


@pytest.mark.usefixtures("register")
def test_the_list(snapshot: Callable[[str, str], None]) -> None:
    document = run("rules", "--format", "json").json
    assert document["edition"] == EDITION
    assert [rule["id"] for rule in document["rules"]] == list(CHECKS)
    table = run("rules").out
    assert table.endswith(f"\nEditie {EDITION} van de regels. Eén regel helemaal: kernketen explain REGEL\n")
    assert {line.split()[0] for line in table.splitlines() if "." in line.split(" ")[0]} == set(CHECKS)
    markdown = run("rules", "--format", "markdown").out
    assert markdown.count("\n") == len(CHECKS) + 2
    snapshot("rules-structure", run("explain", "structure").seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    "rule", ["structure.role_without_employer", "reference.role", "yaml.encoding", "plugin.hook"]
)
def test_one_explained(rule: str, lang: str, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"explain-{rule}-{lang}", run("explain", rule, "--lang", lang).seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("rule", CHECKS)
def test_every_rule_can_be_explained_in_both_languages(rule: str) -> None:
    texts = [run("explain", rule, "--lang", lang).out for lang in ("nl", "en")]
    assert texts[0] != texts[1]
    for text in texts:
        assert text.startswith(f"{rule} · ")
    (found,) = run("explain", rule, "--format", "json").json["rules"]
    assert found["id"] == rule
    assert found["waivable"] == (found["waiver"] is not None) == CHECKS[rule].is_waivable
    assert f"### {rule}\n" in run("explain", rule, "--format", "markdown").out


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("reference.rol", "reference.role"),
        ("refrence", "reference"),
        ("role_without_employer", "structure.role_without_employer"),
        ("team_without_members", "structure.team_without_members"),
    ],
)
def test_an_unknown_rule_names_the_nearest(word: str, near: str) -> None:
    ran = run("explain", word)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"Er is geen regel of familie “{word}”. Bedoelde u “{near}”? Alle regels: kernketen rules\n"
    )
    refused = run("explain", word, "--format", "json")
    assert (refused.status, refused.json["reason"], refused.json["suggestions"][0]) == (
        1,
        "unknown_rule",
        near,
    )


@pytest.mark.usefixtures("register")
def test_a_word_like_no_rule() -> None:
    ran = run("explain", "xyzzy")
    assert (ran.status, ran.err) == (
        1,
        "Er is geen regel of familie “xyzzy”. Alle regels: kernketen rules\n",
    )


PLUGIN = """
from kernketen import Finding, Location, Rule, Severity, hookimpl
from kernketen.checking.check import Check, Example

RULE = Rule("own.short", Severity.WARNING)


@hookimpl
def kernketen_checks():
    wrong, right = Example("x.yaml", "a"), Example("x.yaml", "b")
    return [Check(RULE, "A name is long.", "Short names are short.", wrong, right)]
"""


def test_a_rule_of_a_plugin_is_listed_and_explained(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_packages.alone(tmp_path, monkeypatch) as installed:
        installed.plugin("kk_own", PLUGIN)
        assert run("rules", "--format", "json").json["rules"][-1] == {
            "id": "own.short",
            "severity": "warning",
            "since": 1,
            "what": "A name is long.",
        }
        assert run("explain", "own.short").out.startswith("own.short · waarschuwing · sinds editie 1\n")
        assert run("validate", str(installed.folder / "kk_goed"), "--only", "own").status == 0
