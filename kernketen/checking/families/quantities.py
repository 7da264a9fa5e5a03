"""Quantities: numbers that cannot be compared, because what is counted, or in what, is not said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from kernketen.checking.check import Check
from kernketen.checking.example_rules import example
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.reading.places import Document, pointer_step
from kernketen.words import marked

WINDOW = Rule("quantities.window_without_unit")
UNIT = Rule("quantities.without_unit", Severity.WARNING)

_Found: TypeAlias = tuple[str, dict[str, Any], Callable[[str], Location]]

_NUMBER = re.compile(r"\s*[0-9]+(?:[.,][0-9]+)?\s*")
_OPERATORS = frozenset(("gt", "ge", "lt", "le", "is"))
_TERMS = frozenset(("within", "frequency", "at_least"))


def window_without_unit(subject: Subject) -> Iterator[Finding]:
    """Periods that are a bare number."""
    for _, quantity, place in _quantities(subject):
        window = quantity.get("in")
        if window is not None and _NUMBER.fullmatch(str(window)):
            sentence = marked("“{window}” is no period: say of what, such as 4 weken.")
            yield Finding(WINDOW, place("in"), sentence, {"window": str(window)})


def without_unit(subject: Subject) -> Iterator[Finding]:
    """Numbers without a unit, where there are several, or in a term."""
    for key, quantity, place in _quantities(subject):
        if quantity.get("unit"):
            continue
        fact = subject.region["facts"].get(key)
        if fact is not None and len(fact["units"]) > 1:
            sentence = marked("Say what is counted in “{fact}”: {units}.")
            yield Finding(UNIT, place(""), sentence, {"fact": key, "units": ", ".join(fact["units"])})
        elif key in _TERMS and not quantity.get("in"):
            sentence = marked("Say what is counted in “{fact}”, such as werkdagen.")
            yield Finding(UNIT, place(""), sentence, {"fact": key})


def _quantities(subject: Subject) -> Iterator[_Found]:
    """All numbers with an operator: under which key, as written, and where (or a value in it) they stand."""
    for stem, document in subject.documents.items():
        if stem != "cases":
            yield from _within(document, document.data, "", "")


def _within(document: Document, data: Any, pointer: str, key: str) -> Iterator[_Found]:
    if isinstance(data, list):
        for index, entry in enumerate(data):
            yield from _within(document, entry, f"{pointer}/{index}", key)
    elif isinstance(data, dict):
        if not _OPERATORS.isdisjoint(data) and any(type(data.get(op)) in (int, float) for op in _OPERATORS):
            yield key, data, lambda step: document.location(pointer + (pointer_step(step) if step else ""))
        for name, value in data.items():
            # What a fact is not is still about that fact.
            yield from _within(
                document, value, pointer + pointer_step(name), key if name == "not" else str(name)
            )


_UNAUTHORISED = """\
  - id: melden
    topic: ongeoorloofd
    source: team
    modality: must
    when: {verzuim_uren: {ge: 16, unit: uur, in: 4 weken}}
    then: {outcome: melden, who: coach, text: Vanaf 16 uur in vier weken.}
"""
_CASE = "ongeoorloofd: verzuim_uren: 20 uur/4-weken -> status: decided, outcome: melden"

CHECKS = (
    Check(
        WINDOW,
        marked("A period in which is counted has a unit: “4 schoolweken”, not “4”."),
        marked("Nobody can say how much it was in a period of 4, so the rule never holds."),
        example(
            "absence",
            _UNAUTHORISED.replace("4 weken", '"4"'),
            _CASE.replace("4-weken", "4"),
        ),
        example("absence", _UNAUTHORISED, _CASE),
        window_without_unit,
    ),
    Check(
        UNIT,
        marked("A number has a unit where there are several to choose from, and so has a term."),
        marked("Hours and lesson hours are never converted: a rule without a unit fits neither."),
        example("absence", _UNAUTHORISED.replace(", unit: uur", ""), _CASE.replace(" uur", "")),
        example("absence", _UNAUTHORISED, _CASE),
        without_unit,
    ),
)
