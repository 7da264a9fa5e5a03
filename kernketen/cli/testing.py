"""``kernketen test``: a region's cases, run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kernketen.asking.trying import cards, drafting
from kernketen.asking.trying.cases import Difference, differences
from kernketen.asking.trying.mutations import survivors
from kernketen.asking.trying.suggesting import as_yaml, suggested
from kernketen.cli import output, roof, which_region
from kernketen.finding import Finding, Severity
from kernketen.model.region import Card, Case, Region
from kernketen.model.titles import topic_title
from kernketen.refusal import Refusal
from kernketen.showing.plain import as_json, plain
from kernketen.words import tr, trn

FORMATS = ("table", "json", "junit")


def run(
    paths: Sequence[str],
    region: str | None,
    words: str | None,
    mutate: bool,
    on: str | None,
    form: str | None,
    out: str | None,
) -> int:
    """Run the cases of the regions in the folders, or of installed ones; the exit status says how it went."""
    form = output.checked_format(form, FORMATS)
    today = roof.on_day(on)[0]
    results: list[dict[str, Any]] = []
    regions, errors = _regions(paths, region)
    for data in regions:
        chosen = [c for c in data["cases"] if words is None or words in c["id"] or words in c["topic"]]
        results += [_result(data, case, today) for case in chosen]
        shown = [card for card in data["cards"] if words is None or any(words in w for w in _called(card))]
        results += [_of_card(data, card, today) for card in shown]
        if mutate:
            results += [_survivor(data["id"], m.rule, m.said) for m in survivors(data, today)]
    is_mutated = mutate and any(data["rules"] for data in regions)
    if not results and not is_mutated and not errors:
        raise Refusal(tr("There was nothing to test."), reason="nothing_to_test")
    return _report(results, errors, form, out)


def suggest(paths: Sequence[str], region: str | None, on: str | None, out: str | None) -> int:
    """Print the boundary cases and the cards that a region does not have yet, as drafts."""
    regions, errors = _regions(paths, region)
    if errors:
        return _report([], errors, FORMATS[0], out)
    if len(regions) != 1:
        ids = [data["id"] for data in regions]
        raise Refusal(
            tr("Which region? Installed: {regions}.", regions=", ".join(ids)),
            reason="which_region",
            suggestions=tuple(ids),
        )
    today = roof.on_day(on)[0]
    drafts, missing = suggested(regions[0], today), drafting.suggested(regions[0], today)
    if not drafts and not missing:
        output.tell(tr("Each boundary has its cases, and each team its cards."))
        return 0
    output.say(as_yaml(drafts, missing), out)
    return 0


def _regions(paths: Sequence[str], region: str | None) -> tuple[list[Region], list[Finding]]:
    """The regions to test, and what keeps those in the folders from loading."""
    found = roof.regions(paths)
    if not paths:
        for notice in roof.notices(found):
            output.tell(notice)
    broken = [entry["id"] for entry in found.listing() if not entry["distribution"] and entry["errors"]]
    errors = [Finding.from_json(f) for name in broken for f in found.findings(name)] if paths else []
    errors = [finding for finding in errors if finding.severity is Severity.ERROR]
    ids = [] if errors else [which_region.region_id(found, region)] if region else _ids(found, paths)
    loaded = [found.region(name) for name in ids]
    return [data for data in loaded if data is not None], errors


def _ids(found: Any, paths: Sequence[str]) -> list[str]:
    ids: list[str] = found.region_ids()
    if not paths:
        return ids
    given = {entry["id"] for entry in found.listing() if not entry["distribution"]}
    return [name for name in ids if name in given]


def _result(region: Region, case: Case, today: str) -> dict[str, Any]:
    expected = set(case["expect"]) - {"status"}
    problems = []
    if not case["expect"] or (case["expect"].get("status") in ("decided", "conditional") and not expected):
        problems = [tr("The case expects too little: give the status and what comes out.")]
    different, answer = differences(region, case, today)
    problems += map(_said, different)
    rules = [entry["rule"] for entry in answer.get("because", []) if entry["rule"]]
    return {
        "region": region["id"],
        "kind": "case",
        "case": case["id"],
        "topic": f"{case['question']}/{case['topic']}",
        "title": topic_title(region, case["question"], case["topic"]),
        "where": {"file": case["where"][0], "line": case["where"][1]},
        "passed": not problems,
        "problems": problems,
        "rules": rules,
    }


def _of_card(region: Region, card: Card, today: str) -> dict[str, Any]:
    problems = [] if card["expect"] or card["never"] else [tr("The card expects nothing: name a team.")]
    problems += map(_said, cards.differences(region, card, today))
    return {
        "region": region["id"],
        "kind": "card",
        "case": card["id"],
        "topic": "who",
        "title": tr("Who belongs to a school"),
        "where": {"file": card["where"][0], "line": card["where"][1]},
        "passed": not problems,
        "problems": problems,
        "rules": [],
    }


def _called(card: Card) -> list[str]:
    return [card["id"], "who", *card["expect"]]


def _said(entry: Difference) -> str:
    return tr(
        "{key}: expected {expected}, came {came}", key=entry.key, expected=entry.expected, came=entry.came
    )


def _survivor(region: str, rule: str, said: str) -> dict[str, Any]:
    problem = tr("No case notices this change of rule {rule}: {change}", rule=rule, change=said)
    return {
        "region": region,
        "kind": "mutation",
        "case": f"mutate/{rule}",
        "topic": "",
        "title": "",
        "where": None,
        "passed": False,
        "problems": [problem],
        "rules": [rule],
    }


def _report(results: Sequence[dict[str, Any]], errors: Sequence[Finding], form: str, out: str | None) -> int:
    failed = [result for result in results if not result["passed"]]
    if form == "json":
        findings = [
            {
                "rule": f.rule.id,
                "where": {"file": f.location.file, "line": f.location.line},
                "text": f.message,
            }
            for f in errors
        ]
        document = {
            "schema": "kernketen/test/1",
            "cases": list(results),
            "passed": len(results) - len(failed),
            "failed": len(failed),
            "findings": findings,
        }
        output.say(as_json(document), out)
    elif form == "junit":
        output.say(_junit(results, errors), out)
    elif not errors:
        output.say("\n".join(_lines(results, failed)), out)
    for finding in errors:
        output.tell(f"{finding.location}: {finding.message} [{finding.rule.id}]")
    return 1 if failed or errors else 0


def _lines(results: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for result in failed:
        place = f"{result['where']['file']}:{result['where']['line']} " if result["where"] else ""
        about = f" · {result['title']} ({result['topic']})" if result["topic"] else ""
        lines.append(plain(f"{place}{result['case']}{about}"))
        lines += [plain(f"    {problem}") for problem in result["problems"]]
        if result["rules"]:
            lines.append(plain("    " + tr("because of {rules}", rules=", ".join(result["rules"]))))
    good = len(results) - len(failed)
    passed = trn("{number} case passed", "{number} cases passed", good)
    lines.append(f"{passed}, " + trn("{number} failed", "{number} failed", len(failed)))
    return lines


def _junit(results: Sequence[dict[str, Any]], errors: Sequence[Finding]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    failed = sum(not result["passed"] for result in results)
    total = len(results) + len(errors)
    lines.append(f'<testsuite name="kernketen" tests="{total}" failures="{failed}" errors="{len(errors)}">')
    for result in results:
        head = f"  <testcase classname={quoteattr(result['region'])} name={quoteattr(result['case'])}"
        if result["where"]:
            head += f' file={quoteattr(result["where"]["file"])} line="{result["where"]["line"]}"'
        if result["passed"]:
            lines.append(head + "/>")
            continue
        said = escape(plain("; ".join(result["problems"])))
        lines += [head + ">", f"    <failure>{said}</failure>", "  </testcase>"]
    for finding in errors:
        place = quoteattr(plain(str(finding.location)))
        lines += [
            f"  <testcase classname={quoteattr(finding.rule.id)} name={place}>",
            f"    <error>{escape(plain(finding.message))}</error>",
            "  </testcase>",
        ]
    lines.append("</testsuite>")
    return "\n".join(lines)
