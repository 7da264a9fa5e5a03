"""Findings that are let pass, with a reason and perhaps until a day: in the file or in ``region.yaml``.

In a file, on the line of the finding or in the comment lines above it::

    # kernketen: toegestaan law.absence_hours het document zegt "meer dan 16"
    # kernketen: toegestaan dates.not_reviewed tot 2027-01-01 wordt in december nagekeken

What reading a file finds cannot be waived: a region with such an error is not used.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from kernketen.checking.fingerprints import by_ids
from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.dates import exists
from kernketen.reading.places import Document
from kernketen.words import marked

UNUSED = Rule("waiver.unused", Severity.WARNING)
REASON = Rule("waiver.reason")
RULE = Rule("waiver.rule")
DATE = Rule("waiver.date")
EXPIRED = Rule("waiver.expired", Severity.WARNING)
ERROR = Rule("waiver.not_waivable")

MOST_PROBLEMS = 1000
"""So many waivers can be wrong before the rest is left aside."""

_Key: TypeAlias = tuple[str, str, str | int]

_COMMENT = re.compile(r"(?:^|\s)#\s*kernketen:\s*(?P<words>.*)$")
_WORDS = re.compile(
    r"(?:toegestaan|allowed)\b\s*(?P<rule>[\w.-]*)(?:\s+(?:tot|until)\s+(?P<until>[0-9-]+))?\s*(?P<reason>.*)"
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One rule let pass: for the findings on one ``line``, or in a ``file`` or an ``item`` by its id."""

    rule: str
    reason: str
    until: str
    place: Location
    file: str = ""
    line: int = 0
    item: str = ""

    @property
    def key(self) -> _Key:
        """What it shares with the findings that it means."""
        if self.line:
            return (self.rule, self.place.file, self.line)
        return (self.rule, self.file.removesuffix(".yaml"), self.item)


def applied(
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    waivable: Mapping[str, bool],
    today: str,
    is_sound: bool,
) -> list[Finding]:
    """The findings, waived ones with their reason, and findings about the waivers themselves.

    ``waivable`` are all rules with whether they can be waived: what reading finds cannot. Only of a region
    that is ``is_sound`` it is certain that a waiver has nothing to let pass.
    """
    by_file = {document.file: (stem, document) for stem, document in documents.items()}
    found = list(findings)
    waivers = [w for d in documents.values() for w in _in_comments(d)]
    waivers += list(_in_region(documents.get("region")))
    wanted = {waiver.rule for waiver in waivers}
    by_key: dict[_Key, list[int]] = {}
    for number, finding in enumerate(found):
        for key in _keys(finding, by_file) if finding.rule.id in wanted else ():
            by_key.setdefault(key, []).append(number)
    done: set[_Key] = set()
    problems: list[Finding] = []
    for waiver in waivers:
        if len(problems) == MOST_PROBLEMS:
            break
        problem = _wrong(waiver, waivable, today)
        if problem is not None:
            problems.append(problem)
            continue
        key = waiver.key
        for number in by_key.get(key, ()) if key not in done else ():
            found[number] = replace(found[number], waived=found[number].waived or waiver.reason)
        done.add(key)
        if key not in by_key and is_sound:
            sentence = marked("Nothing is found here by “{rule}” any more. Remove this waiver.")
            problems.append(Finding(UNUSED, waiver.place, sentence, {"rule": waiver.rule}))
    return found + problems


def _keys(finding: Finding, documents: Mapping[str, tuple[str, Document]]) -> Iterator[_Key]:
    """The keys of all waivers that mean a finding; ``documents`` are by file, with what they hold."""
    rule, place = finding.rule.id, finding.location
    yield (rule, place.file, place.line)
    stem, document = documents.get(place.file, ("", None))
    items = by_ids(None if document is None else document.data, place.pointer)
    for item in dict.fromkeys(("", *items)):
        yield from dict.fromkeys([(rule, "", item), (rule, stem, item)])


def _wrong(waiver: Waiver, known: Mapping[str, bool], today: str) -> Finding | None:
    """What is wrong with a waiver, so that it does not count."""
    values = {"rule": waiver.rule}
    if waiver.rule not in known:
        near = _near(waiver.rule, tuple(sorted(known)))
        sentence = marked("There is no rule “{rule}” to waive.")
        return Finding(RULE, waiver.place, sentence, values, near)
    if not known[waiver.rule]:
        sentence = marked("“{rule}” cannot be waived: a region in which it is found is not used.")
        return Finding(ERROR, waiver.place, sentence, values)
    if waiver.until and not (re.fullmatch(r"\d{4}-\d{2}-\d{2}", waiver.until) and exists(waiver.until)):
        sentence = marked("A waiver ends on a day such as 2027-01-31, not on “{date}”.")
        return Finding(DATE, waiver.place, sentence, {"date": waiver.until})
    if not waiver.reason.strip(" .:-–—"):
        return Finding(REASON, waiver.place, marked("Say why “{rule}” is let pass here."), values)
    if waiver.until and waiver.until < today:
        sentence = marked(
            "This waiver of “{rule}” ended on {date}. Mend what it let pass, or give a new day."
        )
        return Finding(EXPIRED, waiver.place, sentence, {**values, "date": waiver.until})
    return None


@functools.lru_cache(100)
def _near(rule: str, known: tuple[str, ...]) -> str | None:
    found = difflib.get_close_matches(rule[:60], known, 1)
    return found[0] if found else None


def _in_comments(document: Document) -> Iterator[Waiver]:
    lines = document.lines
    below = 0
    for number, line in enumerate(lines, 1):
        if "kernketen:" not in line:
            continue
        comment = _COMMENT.search(line)
        words = _WORDS.match(comment["words"]) if comment else None
        if comment is None or words is None:
            continue
        alone = not line[: comment.start()].strip()
        # Above the line that it is about there may be more comments.
        below = max(below, number)
        while alone and below < len(lines) and lines[below].lstrip().startswith("#"):
            below += 1
        yield Waiver(
            words["rule"],
            words["reason"].strip(),
            words["until"] or "",
            Location(document.file, number, line.index("#", comment.start()) + 1),
            line=below + 1 if alone else number,
        )


def _in_region(document: Document | None) -> Iterator[Waiver]:
    data = document.data if document is not None and isinstance(document.data, dict) else {}
    entries: Any = data.get("waivers")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and document is not None:
            rule, reason, until, file, item = (
                str(entry.get(key, "")) for key in ("rule", "reason", "until", "file", "item")
            )
            place = document.location(f"/waivers/{index}")
            yield Waiver(rule, reason, until, place, file=file, item=item)
