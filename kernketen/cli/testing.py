"""``kernketen test``: a region's cases, run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kernketen.asking.cases import differences
from kernketen.asking.mutations import survivors
from kernketen.cli import named, output, roof
from kernketen.finding import Finding
from kernketen.model.region import Case, Region
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
    found = roof.regions(paths)
    ids = [named.region_id(found, region)] if region else _ids(found, paths)
    errors = [Finding.from_json(f) for f in found.findings() if f["severity"] == "error"]
    if paths and errors:
        for finding in errors:
            output.tell(f"{finding.location}: {finding.message} [{finding.rule.id}]")
        return 1
    results: list[dict[str, Any]] = []
    for name in ids:
        data = found.region(name)
        assert data is not None
        chosen = [c for c in data["cases"] if words is None or words in c["id"] or words in c["topic"]]
        results += [_result(data, case, today) for case in chosen]
        if mutate:
            results += [_survivor(name, mutation.rule, mutation.said) for mutation in survivors(data, today)]
    if not results and not mutate:
        raise Refusal(tr("There was nothing to test."), reason="nothing_to_test")
    return _report(results, form, out)


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
    for entry in different:
        problems.append(
            tr(
                "{key}: expected {expected}, came {came}",
                key=entry.key,
                expected=entry.expected,
                came=entry.came,
            )
        )
    rules = [entry["rule"] for entry in answer.get("because", []) if entry["rule"]]
    return {
        "region": region["id"],
        "case": case["id"],
        "topic": f"{case['question']}/{case['topic']}",
        "where": {"file": case["where"][0], "line": case["where"][1]},
        "passed": not problems,
        "problems": problems,
        "rules": rules,
    }


def _survivor(region: str, rule: str, said: str) -> dict[str, Any]:
    problem = tr("No case notices this change of rule {rule}: {change}", rule=rule, change=said)
    return {"region": region, "case": f"mutate/{rule}", "topic": "", "where": None, "passed": False,
            "problems": [problem], "rules": [rule]}  # fmt: skip


def _report(results: Sequence[dict[str, Any]], form: str, out: str | None) -> int:
    failed = [result for result in results if not result["passed"]]
    if form == "json":
        document = {"schema": "kernketen/test/1", "cases": list(results), "failed": len(failed)}
        output.say(as_json(document), out)
    elif form == "junit":
        output.say(_junit(results), out)
    else:
        output.say("\n".join(_lines(results, failed)), out)
    return 1 if failed else 0


def _lines(results: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for result in failed:
        place = f"{result['where']['file']}:{result['where']['line']} " if result["where"] else ""
        lines.append(plain(f"{place}{result['case']} {result['topic']}"))
        lines += [plain(f"    {problem}") for problem in result["problems"]]
        if result["rules"]:
            lines.append(plain("    " + tr("because of {rules}", rules=", ".join(result["rules"]))))
    good = len(results) - len(failed)
    passed = trn("{number} case passed", "{number} cases passed", good)
    lines.append(f"{passed}, " + trn("{number} failed", "{number} failed", len(failed)))
    return lines


def _junit(results: Sequence[dict[str, Any]]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    failed = sum(not result["passed"] for result in results)
    lines.append(f'<testsuite name="kernketen" tests="{len(results)}" failures="{failed}">')
    for result in results:
        head = f"  <testcase classname={quoteattr(result['region'])} name={quoteattr(result['case'])}"
        if result["passed"]:
            lines.append(head + "/>")
            continue
        said = escape(plain("; ".join(result["problems"])))
        lines += [head + ">", f"    <failure>{said}</failure>", "  </testcase>"]
    lines.append("</testsuite>")
    return "\n".join(lines)
