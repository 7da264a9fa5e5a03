"""Decisions: what the rules of a topic say together, and what none of them says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kernketen.asking.situations.boxes import box
from kernketen.asking.topics.speaking import PLAIN
from kernketen.asking.topics.topic import Topic, Turn
from kernketen.checking.check import Check
from kernketen.checking.compiled import dated
from kernketen.checking.families.decisions_examples import (
    CONTRADICTION,
    DOUBT,
    HOLE,
    NEVER,
    NOT_LOOKED_AT,
    TOO_WIDE,
)
from kernketen.checking.holes import holes, is_named
from kernketen.checking.silence import shows, silent
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.model.questions import QUESTIONS
from kernketen.model.region import Doubt, Region
from kernketen.model.wording import said
from kernketen.words import marked, tr

CONTRADICT = Rule("decisions.contradiction", Severity.WARNING)
NEVER_HOLDS = Rule("decisions.never_holds", Severity.WARNING)
GAP = Rule("decisions.hole", Severity.NOTE)
UNSEEN = Rule("decisions.not_looked_at", Severity.NOTE)
NEVER_SHOWS = Rule("decisions.doubt_never_shows", Severity.WARNING)
WIDE = Rule("decisions.too_wide", Severity.WARNING)

_COMPARED = ("outcome", *PLAIN, "who", "decided_by")
_SILENT = {
    "conditions": marked("“{rule}” can never hold: no situation fits all that it asks for."),
    "document": marked("“{rule}” can never hold: its document speaks for other situations."),
    "dates": marked("“{rule}” can never hold: its dates and those of its section have no day in common."),
    "others": marked("“{rule}” is never heard: wherever it holds, {others} comes first."),
}


def contradiction(subject: Subject) -> Iterator[Finding]:
    """Two rules of a topic that say different things about the same situation."""
    seen = set()
    for table in subject.tables:
        for one, other, area in table.contradictions():
            pair = (one.rule["id"], other.rule["id"])
            if pair in seen or table.spoken is None:
                continue
            seen.add(pair)
            sentence = marked("If {said}, “{rule}” says {this}, but “{other}” says {that}.")
            this, that = _difference(one, other)
            values = {"rule": pair[0], "other": pair[1], "this": this, "that": that}
            values["said"] = situation(table.spoken, area, subject.answering, table.elsewhere)
            places = [subject.place(turn.rule, "id") for turn in (one, other)]
            yield Finding(CONTRADICT, places[0], sentence, values, related=(places[1],))


def never_holds(subject: Subject) -> Iterator[Finding]:
    """Rules that can never hold, or are never heard where they do."""
    for found in silent(subject.tables, dated(subject.region)):
        others = ", ".join(f"“{rule['id']}”" for rule in found.others)
        values = {"rule": found.rule["id"], **({"others": others} if others else {})}
        related = tuple(subject.place(rule, "id") for rule in found.others)
        yield Finding(
            NEVER_HOLDS, subject.place(found.rule, "id"), _SILENT[found.why], values, related=related
        )


def hole(subject: Subject) -> Iterator[Finding]:
    """Situations without a rule in the midst of situations that have one."""
    silent = {gap["topic"] for gap in subject.region["gaps"]}
    seen = set()
    for table in subject.tables:
        name = f"{table.question}/{table.name}"
        if table.topic is None or name in silent:
            continue
        for found in holes(table.topic, subject.answering):
            if (name, found.fact) in seen or is_named(found, table.topic):
                continue
            seen.add((name, found.fact))
            sentence = marked(
                "“{topic}” has no rule if {said}, though it has one for what lies around it. "
                "Add a rule, or a gap."
            )
            values = {"topic": name, "fact": found.fact}
            values["said"] = situation(table.topic, found.cells, subject.answering)
            yield Finding(GAP, subject.place(table.rules[0], "topic"), sentence, values)


def not_looked_at(subject: Subject) -> Iterator[Finding]:
    """Topics of a question for which there is no rule, and no word that the text is silent."""
    region = subject.region
    having = {f"{rule['question']}/{rule['topic']}" for rule in region["rules"]}
    having |= {gap["topic"] for gap in region["gaps"]}
    for question in QUESTIONS.values():
        missing = [
            f"{question.id}/{name}" for name in question.topics if f"{question.id}/{name}" not in having
        ]
        rules = [rule for rule in region["rules"] if rule["question"] == question.id]
        gaps = [gap for gap in region["gaps"] if gap["topic"].startswith(f"{question.id}/")]
        if not missing or not (rules or gaps):
            continue
        document = subject.documents.get(f"rules/{question.id}")
        place = document.location("/question") if document else None
        sentence = marked(
            "Nobody noted what the text says about {topics}. Write a rule, or a gap where it is silent."
        )
        first: Any = [*rules, *gaps][0]
        yield Finding(
            UNSEEN, place or subject.place(first, "topic"), sentence, {"topics": ", ".join(missing)}
        )


def doubt_never_shows(subject: Subject) -> Iterator[Finding]:
    """Doubts about situations in which their rule does not speak."""
    shown: set[tuple[str, str]] = set()
    found: dict[tuple[str, str], tuple[Any, Doubt]] = {}
    for table in subject.tables:
        for turn in table.spoken.turns if table.spoken else ():
            step = None if turn.step is None else turn.rule["steps"][turn.step]
            for item in (turn.rule, step) if step else (turn.rule,):
                for doubt in item["doubts"]:
                    key = (f"{turn.rule['id']}/{step['id'] if item is step and step else ''}", repr(doubt))
                    found[key] = (item, doubt)
                    if shows(table, turn, doubt, subject.answering):
                        shown.add(key)
    for key, (item, doubt) in found.items():
        if key not in shown and doubt["when"] is not None:
            sentence = marked("The doubt “{doubt}” never shows: the rule does not speak if {said}.")
            values = {"doubt": doubt["id"], "said": said(doubt["when"], subject.answering)}
            ids = [entry.get("id") for entry in subject.data(item).get("doubts", [])]
            steps = ("doubts", ids.index(doubt["id"]), "when") if doubt["id"] in ids else ("id",)
            yield Finding(NEVER_SHOWS, subject.place(item, *steps), sentence, values)


def too_wide(subject: Subject) -> Iterator[Finding]:
    """Topics with more situations than can be judged."""
    seen = set()
    for table in subject.tables:
        name = f"{table.question}/{table.name}"
        if table.topic is None and name not in seen:
            seen.add(name)
            sentence = marked(
                "The rules of “{topic}” ask for so many facts together that no answer can be judged. "
                "Split it into several topics."
            )
            yield Finding(WIDE, subject.place(table.rules[0], "topic"), sentence, {"topic": name})


def situation(topic: Topic, cells: int, region: Region, elsewhere: int = 0) -> str:
    """One of these situations in words, behind "if"; what parts it from those ``elsewhere`` is not said."""
    condition = box(topic.space, cells, elsewhere)
    return tr("anything is asked") if condition is None else said(condition, region)


def _difference(one: Turn, other: Turn) -> tuple[str, str]:
    """What two turns say, as far as it differs, in the words of the data."""
    keys = [key for key in _COMPARED if one.then[key] != other.then[key]] or ["outcome"]  # type: ignore[literal-required]
    if "outcome" in keys:
        keys = ["outcome"]
    return tuple(", ".join(f"{key}: {_plain(turn.then[key])}" for key in keys) for turn in (one, other))  # type: ignore


def _plain(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value) if value else "–"
    if "mode" in value:
        return ", ".join(value["roles"]) or "unknown"
    return " ".join(str(part) for part in value.values())


CHECKS = (
    Check(
        CONTRADICT,
        marked("Two rules of one topic do not say different things about the same situation."),
        marked(
            "Who asks gets two answers. Where the text itself contradicts itself, say so with a doubt; "
            "where it lets one rule go first, with overrides."
        ),
        *CONTRADICTION,
        contradiction,
    ),
    Check(
        NEVER_HOLDS,
        marked("Each rule holds, and is heard, in at least one situation."),
        marked("A rule that never answers looks like an agreement and is none."),
        *NEVER,
        never_holds,
    ),
    Check(
        GAP,
        marked(
            "Between numbers that have a rule there is none without, "
            "nor among values that otherwise all have one."
        ),
        marked("Such a hole is often a slip: “up to 10” and “more than 12” leave 11 out."),
        *HOLE,
        hole,
    ),
    Check(
        UNSEEN,
        marked(
            "Of a question that the region answers each topic has a rule, "
            "or a gap that says where was looked."
        ),
        marked("Silence is an answer too, but only when somebody has looked for it."),
        *NOT_LOOKED_AT,
        not_looked_at,
    ),
    Check(
        NEVER_SHOWS,
        marked("The condition of a doubt fits situations in which its rule speaks."),
        marked("A doubt that never shows warns nobody."),
        *DOUBT,
        doubt_never_shows,
    ),
    Check(
        WIDE,
        marked("The rules of a topic have at most 500,000 different situations together."),
        marked("Of a topic that is wider nothing can be judged, and an answer needs all of its facts."),
        *TOO_WIDE,
        too_wide,
    ),
)
