"""The law: agreements that ask less than the Leerplichtwet 1969 (the table is ``checking.leerplichtwet``)."""

from __future__ import annotations

from collections.abc import Iterator

from kernketen.asking.situations.boxes import box
from kernketen.checking.check import Check
from kernketen.checking.example_rules import example
from kernketen.checking.floors import looser
from kernketen.checking.leerplichtwet import NOTICE, NOTICE_ARTICLE, NOTICE_DAYS
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.region import Rule as Agreed
from kernketen.model.wording import said
from kernketen.words import marked, tr

THRESHOLD = Rule("law.looser", Severity.WARNING)
SHORT = Rule("law.notice", Severity.WARNING)

_SENTENCE = marked("This is looser than article {article} of the Leerplichtwet: {law}.")


def threshold(subject: Subject) -> Iterator[Finding]:
    """Thresholds that are looser than those of the law."""
    seen = set()
    for table in subject.tables:
        for found in looser(table):
            rules = list({turn.rule["id"]: turn.rule for turn in found.turns}.values())
            key = (found.floor, tuple(rule["id"] for rule in rules))
            if key in seen or not rules:
                continue
            seen.add(key)
            condition = box(found.topic.space, found.cells)
            sentence = marked(
                "This is looser than article {article} of the Leerplichtwet: {law}. "
                "The difference shows if {said}."
            )
            values = {
                "article": found.floor.article,
                "said": said(condition or ["all", []], subject.region),
                "law": tr(found.floor.said),
            }
            places = [_place(subject, rule, found.floor.fact) for rule in rules]
            yield Finding(THRESHOLD, places[0], sentence, values, related=tuple(places[1:]))


def notice(subject: Subject) -> Iterator[Finding]:
    """Religious leave that may be announced later than the law lets it."""
    for table in subject.tables:
        for turn in table.topic.turns if table.topic and table.name == "aanvragen" else ():
            within = turn.then["within"]
            if (
                table.question != "leave"
                or not within
                or within.get("unit") != "dagen"
                or within.get("before") != "verlof"
            ):
                continue
            religious = (
                table.topic.space.values("verlofsoort", turn.cells) == ["religieus"] if table.topic else False
            )
            least = within.get("ge", within.get("gt", within.get("is")))
            if religious and isinstance(least, (int, float)) and least < NOTICE_DAYS:
                values = {"article": NOTICE_ARTICLE, "law": tr(NOTICE)}
                yield Finding(SHORT, subject.place(turn.rule, "then", "within"), _SENTENCE, values)


def _place(subject: Subject, rule: Agreed, fact: str) -> Location:
    """The number of a rule, where it stands by itself in its condition, else the condition."""
    data = subject.data(rule)
    for key in ("when", "scope"):
        part = data.get(key)
        if isinstance(part, dict) and fact in part:
            return subject.place(rule, key, fact)
    return subject.place(rule, "when")


_REPORT = """\
  - id: melden
    topic: ongeoorloofd
    source: team
    modality: must
    scope: {verzuimsoort: ongeoorloofd}
    when: {verzuim_uren: {gt: 16, unit: uur, in: 4 schoolweken}}
    then: {outcome: melden, who: coach, text: De school meldt dit verzuim.}
"""
_REPORTED = "ongeoorloofd: verzuim_uren: 20 uur/4-schoolweken -> status: decided, outcome: melden"
_ASK = """\
  - id: vragen
    topic: aanvragen
    source: team
    modality: must
    when: {verlofsoort: religieus}
    then:
      outcome: aanvragen
      by: coach
      within: {ge: 1, unit: dagen, before: verlof}
      text: De ouders melden het een dag van tevoren.
"""
_ASKED = "aanvragen: verlofsoort: religieus -> status: decided, outcome: aanvragen"

CHECKS = (
    Check(
        THRESHOLD,
        marked("A threshold is at least as strict as that of the Leerplichtwet."),
        marked(
            "An agreement can ask more of a school than the law, not less. Where the document itself says "
            "so, waive this with its words; the answer stays that of the document."
        ),
        example("absence", _REPORT, _REPORTED),
        example("absence", _REPORT.replace("gt", "ge"), _REPORTED),
        threshold,
    ),
    Check(
        SHORT,
        marked(
            "Leave for a religious duty is announced at least two days before, as the Leerplichtwet asks."
        ),
        marked("Parents who announce it later have no right to the leave."),
        example("leave", _ASK, _ASKED),
        example(
            "leave",
            _ASK.replace("ge: 1", "ge: 2").replace("een dag", "twee dagen"),
            _ASKED,
        ),
        notice,
    ),
)
