"""The data: sound, cited, tried out, readable, and without a trace of a person."""

from __future__ import annotations

import re
from pathlib import Path

from kernketen import words
from kernketen.asking.trying import cards
from kernketen.asking.trying.cases import differences
from kernketen.asking.trying.mutations import survivors
from kernketen.checking.judging import Judged
from kernketen.conformance.looking import conditions, lines, none
from kernketen.finding import Severity
from kernketen.model.region import Region
from kernketen.model.wording import said
from kernketen.reading.region import Draft

_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")
_EXAMPLE = "VOORBEELD"


def test_the_region_is_read_without_an_error(found: Draft) -> None:
    """Nothing in its files keeps an answer from coming."""
    none("reading the region gives", lines(f for f in found.findings if f.severity is Severity.ERROR))


def test_validate_has_no_warning(judged: Judged) -> None:
    """``kernketen validate --fail-on warning`` is clean, or what it finds is waived with a reason."""
    none("kernketen validate says", lines(judged.report.at_least(Severity.WARNING)))


def test_each_section_is_cited_or_says_why_not(judged: Judged) -> None:
    """No part of a document was left out silently."""
    none("not cited", lines(f for f in judged.report.open if f.rule.id == "sources.uncited"))


def test_there_is_no_personal_data(judged: Judged) -> None:
    """Not even what ``validate`` only notes."""
    none("about a person", lines(f for f in judged.report.open if f.rule.id.startswith("privacy.")))


def test_each_case_comes_out(region: Region, today: str) -> None:
    """The cases say what the region answers, and each rule has at least one."""
    wrong = [
        f"{case['id']}: {each}" for case in region["cases"] for each in differences(region, case, today)[0]
    ]
    wrong += [
        f"{card['id']}: {each}" for card in region["cards"] for each in cards.differences(region, card, today)
    ]
    none("kernketen test says", wrong)
    tried = {(case["question"], case["topic"]) for case in region["cases"]}
    left = [r["id"] for r in region["rules"] if (r["question"], r["topic"]) not in tried]
    none("rules on a topic without a case", left)


def test_each_team_is_on_a_card(region: Region, judged: Judged) -> None:
    """The cards say who comes out for a school: each team, with each of its compositions."""
    left = [] if region["cards"] else [f"no card shows {team['id']}" for team in region["teams"]]
    left += lines(f for f in judged.report.open if f.rule.id == "cases.team_without_card")
    none("not on a card", left)


def test_no_change_of_a_rule_goes_unnoticed(region: Region, today: str) -> None:
    """A threshold, an operator, a role: whatever is changed, a case fails (``kernketen test --mutate``)."""
    none("no case notices", [f"{m.rule}: {m.said}" for m in survivors(region, today)])


def test_each_condition_reads_as_a_sentence(region: Region) -> None:
    """Who asks sees words, not codes, in both languages."""
    wrong = []
    before = words.language()
    try:
        for language in words.LANGUAGES:
            words.choose(language)
            read = [(place, said(condition, region)) for place, condition in conditions(region)]
            wrong += [f"{place}: {text}" for place, text in read if not text or _CODE.search(text)]
    finally:
        words.choose(before)
    none("conditions with a code in their words", wrong)


def test_each_term_says_what_it_means(region: Region) -> None:
    """A term has its words or its meaning, or says that the text explains nothing (``expanded: false``)."""
    empty = [
        term["id"]
        for term in region["terms"]
        if not (term["expansion"] or term["description"]) and term["expanded"] is not False
    ]
    none("terms that explain nothing", empty)


def test_nothing_is_left_of_the_examples(given: Path, folder: Path) -> None:
    """What ``kernketen new-region`` wrote as an example was replaced."""
    files = [*sorted(folder.rglob("*.yaml")), *sorted(given.glob("*.md"))]
    none(
        "still the example of kernketen new-region",
        [
            f"{path}:{number}: {line.strip()}"
            for path in files
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if _EXAMPLE in line
        ],
    )
