"""Sources: sections that nothing cites, reasons that are no longer true, papers that nobody points to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

UNCITED = Rule("sources.uncited", Severity.WARNING)
NEEDLESS_REASON = Rule("sources.needless_reason", Severity.NOTE)
UNSEEN = Rule("sources.unseen_paper", Severity.NOTE)

_CITING = ("source", "against", "searched")


def uncited(subject: Subject) -> Iterator[Finding]:
    """Sections that no item cites and that do not say why."""
    cited = _named(subject, _CITING)
    for section in subject.region["sections"].values():
        if not cited[section["id"]] and not section["reason"]:
            sentence = marked(
                "Nothing cites the section “{section}”. Encode what it says, or give the reason why not."
            )
            yield Finding(UNCITED, subject.place(section, "id"), sentence, {"section": section["id"]})


def needless_reason(subject: Subject) -> Iterator[Finding]:
    """Sections that say why nothing cites them, and are cited."""
    cited = _named(subject, ("source",))
    for section in subject.region["sections"].values():
        if section["reason"] and cited[section["id"]]:
            sentence = marked("The section “{section}” is cited; it needs no reason why not.")
            yield Finding(
                NEEDLESS_REASON, subject.place(section, "reason"), sentence, {"section": section["id"]}
            )


def unseen_paper(subject: Subject) -> Iterator[Finding]:
    """Papers elsewhere that no item points to."""
    seen = _named(subject, ("see",))
    for paper in subject.region["external_references"]:
        if not seen[paper["id"]]:
            sentence = marked("Nothing points to the paper “{paper}” (see).")
            yield Finding(UNSEEN, subject.place(paper, "id"), sentence, {"paper": paper["id"]})


def _named(subject: Subject, keys: tuple[str, ...]) -> Counter[str]:
    """How often each word stands under one of these keys, in all files."""
    found: Counter[str] = Counter()
    todo: list[Any] = [document.data for document in subject.documents.values()]
    while todo:
        data = todo.pop()
        if isinstance(data, dict):
            for key, value in data.items():
                if key in keys:
                    found.update(str(word) for word in (value if isinstance(value, list) else [value]))
                else:
                    todo.append(value)
        elif isinstance(data, list):
            todo += data
    return found


def _more(text: str) -> Example:
    return Example("region.yaml", FILES["region.yaml"] + text)


CHECKS = (
    Check(
        UNCITED,
        marked("Each section of a document is cited by an item, or says why it holds no agreement."),
        marked("Only then is it certain that nothing of the document was left out."),
        _more("      - {id: inleiding, heading: Inleiding}\n"),
        _more("      - {id: inleiding, heading: Inleiding, reason: alleen een aanleiding}\n"),
        uncited,
    ),
    Check(
        NEEDLESS_REASON,
        marked("A section that is cited gives no reason why it is not."),
        marked("The reason was true once; now it tells the reader that the section holds nothing."),
        Example(
            "region.yaml", FILES["region.yaml"].replace("Het team}", "Het team, reason: alleen een lijst}")
        ),
        Example("region.yaml", FILES["region.yaml"]),
        needless_reason,
    ),
    Check(
        UNSEEN,
        marked("A paper that is listed as standing elsewhere is pointed to by an item."),
        marked("Nobody who asks would ever be told of it."),
        _more("external_references:\n  - {id: bijlage, title: Bijlage, source: team}\n"),
        _more(""),
        unseen_paper,
    ),
)
