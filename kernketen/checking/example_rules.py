"""Examples with rules: the smallest region needs a case for each, and gaps for the topics without one."""

from __future__ import annotations

from kernketen.checking.check import Example
from kernketen.model.questions import QUESTIONS


def example(question: str, rules: str, *cases: str, gaps: str = "") -> Example:
    """The file of a question with these ``rules``, with its cases and the gaps that it needs beside it.

    A case is ``topic: given -> expect``; ``gaps`` are further ones.
    """
    text = f"question: {question}\nrules:\n{rules}"
    for topic in QUESTIONS[question].topics:
        if f"topic: {topic}\n" not in rules:
            gaps += f"  - {{id: stil_{topic}, topic: {question}/{topic}, searched: all, note: Hier niets.}}\n"
    more = [Example("statements.yaml", f"gaps:\n{gaps}")] if gaps else []
    if cases:
        said = "".join(_case(question, number, case) for number, case in enumerate(cases, 1))
        more.append(Example("cases.yaml", f"cases:\n{said}"))
    return Example(f"rules/{question}.yaml", text, more=tuple(more))


def _case(question: str, number: int, case: str) -> str:
    topic, _, rest = case.partition(": ")
    given, _, expect = rest.partition(" -> ")
    return (
        f"  - id: geval_{number}\n    question: {question}\n    topic: {topic}\n"
        f"    given: {{{given}}}\n    expect: {{{expect}}}\n"
    )
