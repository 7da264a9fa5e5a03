"""Break one thing in a region, a few hundred times, and see which share ``validate`` or ``test`` notices.

Each break is one change in one file, as a hand slips or a text is misread (``breaks.py``); what leaves the
region the same is drawn again. Noticed means exit status 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import breaks

from kernketen.asking.topics.behaviour import is_same
from kernketen.asking.trying import cards
from kernketen.asking.trying.cases import differences
from kernketen.checking import book
from kernketen.checking.judging import judge
from kernketen.finding import Severity
from kernketen.reading.region import Draft, draft

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
TODAY = "2026-11-22"
SEED = 2026
BY = ("validate", "test", "warning", "")
"""Who notices: an error of ``validate``, a case or card of ``test``, a warning of ``validate``, or nobody."""


@dataclass(frozen=True)
class Outcome:
    """What became of one break: its kind, who noticed it (``BY``), and where it was."""

    region: str
    kind: str
    by: str
    place: str
    is_silent: bool = False


def regions() -> list[Path]:
    """The folders of the shipped regions."""
    return sorted(path.parent for path in PLUGINS.glob("*/*/region.yaml"))


@cache
def _read(folder: Path) -> tuple[breaks.Region, Draft]:
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }
    return breaks.Region(files), draft(str(folder), folder.name)


def broken(folder: Path, seed: int, number: int, kind: str = "") -> Outcome:
    """Break the region, in a way of this kind or in any, and see who notices."""
    region, before = _read(folder)
    for turn in range(20):
        kind, (file, text) = breaks.one(region, seed + 1000 * turn, number, kind)
        after = draft(str(folder), folder.name, {file.removesuffix(".yaml"): text.encode()})
        if after.region is None or _plain(after.region) != _plain(before.region):
            break
    by = _noticed(after)
    place = f"{file}:{_line(region.files[file], text)}"
    is_silent = (
        not by and after.region is not None and before.region is not None and _is_silent(before, after)
    )
    return Outcome(folder.name.removeprefix("kernketen_"), kind, by, place, is_silent)


def _noticed(after: Draft) -> str:
    if after.region is None or any(f.rule.severity is Severity.ERROR for f in after.findings):
        return "validate"
    report = judge(after, book.checks(), TODAY).report
    if report.errors:
        return "validate"
    region = after.region
    if any(not case["expect"] or differences(region, case, TODAY)[0] for case in region["cases"]):
        return "test"
    if any(cards.differences(region, card, TODAY) for card in region["cards"]):
        return "test"
    return "warning" if report.at_least(Severity.WARNING) else ""


def _plain(region: Any) -> Any:
    """The region without the places of its items."""
    if isinstance(region, dict):
        return {key: _plain(value) for key, value in region.items() if key != "where"}
    return [_plain(value) for value in region] if isinstance(region, list) else region


def _is_silent(before: Draft, after: Draft) -> bool:
    """Whether all questions are answered as before: then no case could have noticed."""
    one, other = before.region, after.region
    assert one is not None and other is not None
    topics = {(rule["question"], rule["topic"]) for region in (one, other) for rule in region["rules"]}
    return all(is_same(one, other, question, topic) for question, topic in topics)


def _line(one: str, other: str) -> int:
    same = zip(one.split("\n"), other.split("\n"), strict=False)
    return next((number for number, (a, b) in enumerate(same, 1) if a != b), 1)


def run(
    folders: Sequence[Path], seed: int, times: int, workers: int = 1, *, by_kind: bool = False
) -> list[Outcome]:
    """Break each region so many times, anywhere; with ``by_kind`` so many times in each way."""
    todo = [
        (folder, seed, number, kind)
        for folder in folders
        for kind in (breaks.KINDS if by_kind else ("",))
        if not kind or _read(folder)[0].places_of(kind)
        for number in range(times)
    ]
    if workers == 1:
        return [broken(*one) for one in todo]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(broken, *zip(*todo, strict=True), chunksize=25))


def share(outcomes: Sequence[Outcome], *by: str) -> float:
    """The share that was noticed by one of these."""
    return sum(outcome.by in by for outcome in outcomes) / max(1, len(outcomes))


def table(outcomes: Sequence[Outcome]) -> str:
    """The table in Markdown: per kind, and per region."""
    lines = [
        "| break | times | noticed | by `validate` | by `test` | with `--fail-on warning` | slipped |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    kinds = list(breaks.KINDS)
    for kind in sorted(
        kinds, key=lambda kind: -share([o for o in outcomes if o.kind == kind], "validate", "test")
    ):
        lines += (
            [_row(kind, [o for o in outcomes if o.kind == kind])]
            if any(o.kind == kind for o in outcomes)
            else []
        )
    for name in dict.fromkeys(outcome.region for outcome in outcomes):
        lines.append(_row(f"_{name}_", [o for o in outcomes if o.region == name]))
    return "\n".join([*lines, _row("**all**", outcomes)])


def _row(what: str, some: Sequence[Outcome]) -> str:
    figures = [("validate", "test"), ("validate",), ("test",), ("validate", "test", "warning")]
    shares = " | ".join(f"{100 * share(some, *by):.0f}%" for by in figures)
    silent = sum(outcome.is_silent for outcome in some)
    slipped = f"{sum(not outcome.by for outcome in some)}" + (
        f" ({silent} change no answer)" if silent else ""
    )
    return f"| {what} | {len(some)} | {shares} | {slipped} |"


def _slipped(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.by in ("", "warning"):
            why = outcome.by or ("no answer changes" if outcome.is_silent else "an answer changes")
            yield f"{outcome.kind}: {outcome.region} {outcome.place} ({why})"


def main() -> None:
    """Break, look, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400, help="breaks of each region, anywhere (400)")
    parser.add_argument("--by-kind", type=int, default=0, help="instead so many breaks of each kind")
    parser.add_argument("--seed", type=int, default=SEED, help=f"other breaks ({SEED})")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side (2)")
    parser.add_argument("--list", action="store_true", help="name each break that slipped through")
    options = parser.parse_args()
    times = options.by_kind or options.times
    outcomes = run(regions(), options.seed, times, options.workers, by_kind=bool(options.by_kind))
    print(table(outcomes))
    if options.list:
        print("\n".join(_slipped(outcomes)), file=sys.stderr)


if __name__ == "__main__":
    main()
