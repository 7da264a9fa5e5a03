"""What leads on: ladders that turn back or stop halfway, teams that replace each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from kernketen.checking.check import Check, Example
from kernketen.checking.example_rules import example
from kernketen.checking.silence import unreached
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

TURNS_BACK = Rule("structure.ladder_turns_back", Severity.WARNING)
DEAD_END = Rule("structure.ladder_dead_end", Severity.WARNING)
CIRCLE = Rule("structure.circle")


def ladder_turns_back(subject: Subject) -> Iterator[Finding]:
    """Rungs that give a case back to who had it before somebody else."""
    for rule in subject.region["rules"]:
        if rule["order"] != "ladder":
            continue
        holders = [(step, step["then"]["who"]) for step in rule["steps"] if step["then"]["who"]]
        for index, (step, who) in enumerate(holders):
            before = [entry for entry, other in holders[:index] if other == who]
            if before and holders[index - 1][1] != who:
                sentence = marked(
                    "The rung “{step}” goes back to {who}, who had the case at “{before}” already."
                )
                roles = ", ".join(who["roles"]) if who else ""
                values = {"step": step["id"], "who": roles or "unknown", "before": before[-1]["id"]}
                related = (subject.place(before[-1], "id"),)
                yield Finding(
                    TURNS_BACK, subject.place(step, "then", "who"), sentence, values, related=related
                )


def ladder_dead_end(subject: Subject) -> Iterator[Finding]:
    """Rungs that no case ever stands on."""
    for rule, number, fits in unreached(subject.tables):
        step, later = rule["steps"][number], rule["steps"][number + 1 :]
        sentence = marked("The rung “{step}” is never reached: no case fits all that it asks for.")
        if fits:
            sentence = marked(
                "The rung “{step}” is never reached: no case fits it that does not fit a later rung too."
            )
        related = tuple(subject.place(entry, "id") for entry in later[:1] if fits)
        yield Finding(DEAD_END, subject.place(step, "id"), sentence, {"step": step["id"]}, related=related)


def circle(subject: Subject) -> Iterator[Finding]:
    """Teams that, one after the other, replace themselves."""
    teams = {team["id"]: team for team in subject.region["teams"]}
    told: set[str] = set()
    for team in teams.values():
        path = [team["id"]]
        while path[-1] in teams and teams[path[-1]]["replaces"] not in ("", *path):
            path.append(teams[path[-1]]["replaces"])
        if path[-1] not in teams or teams[path[-1]]["replaces"] != team["id"] or told.intersection(path):
            continue
        told.update(path)
        sentence = marked("The team “{team}” replaces itself: {teams}.")
        values = {"team": team["id"], "teams": " → ".join([*path, team["id"]])}
        related = tuple(subject.place(teams[name], "replaces") for name in path[1:])
        yield Finding(CIRCLE, subject.place(team, "replaces"), sentence, values, related=related)


_LADDER = """\
  - id: vastgelopen
    topic: casus_vast
    source: team
    modality: must
    order: ladder
    steps:
      - {id: school, then: {outcome: aanspreekpunt, who: ib_er}}
      - {id: wijk, when: {opschaling_nodig: true}, then: {outcome: opschalen, who: coach}}
"""
_LAST = "      - {id: terug, when: {complexiteit: zeer_complex}, then: {outcome: opschalen, who: ib_er}}\n"
_OWN_FACT = Example(
    "region.yaml",
    FILES["region.yaml"]
    + "facts:\n  opschaling_nodig:\n    type: bool\n    question: Is opschalen nodig?\n"
    + "    yes: opschalen is nodig\n    no: opschalen is niet nodig\n",
)
_CASES = (
    "casus_vast: opschaling_nodig: false, complexiteit: enkelvoudig -> status: decided, step: school",
    "casus_vast: opschaling_nodig: true, complexiteit: enkelvoudig -> status: decided, step: wijk",
)
_TOP = "casus_vast: complexiteit: zeer_complex -> status: decided, step: terug"


def _ladder(rungs: str, *cases: str) -> Example:
    found = example("escalation", rungs, *cases)
    return Example(found.file, found.text, more=(*found.more, _OWN_FACT))


_TEAMS = """\
  - {id: stuurgroep, name: Stuurgroep, per: region, source: team, replaces: platform}
  - {id: platform, name: Platform, per: region, source: team, replaces: stuurgroep}
"""

CHECKS = (
    Check(
        TURNS_BACK,
        marked("A ladder never gives a case back to who had it before somebody else."),
        marked("A case that goes round does not get further."),
        _ladder(_LADDER + _LAST, *_CASES, _TOP),
        _ladder(_LADDER, *_CASES),
        ladder_turns_back,
    ),
    Check(
        DEAD_END,
        marked("Each rung of a ladder is reached by some case."),
        marked(
            "Of the rungs that hold the last one counts: one without a condition hides all those before it."
        ),
        _ladder(_LADDER.replace("when: {opschaling_nodig: true}, ", ""), _CASES[1]),
        _ladder(_LADDER, *_CASES),
        ladder_dead_end,
    ),
    Check(
        CIRCLE,
        marked("A team that replaces another is not, in the end, replaced by it."),
        marked("Which of them exists today cannot be told."),
        Example("teams.yaml", FILES["teams.yaml"] + _TEAMS),
        Example("teams.yaml", FILES["teams.yaml"] + _TEAMS.replace(", replaces: stuurgroep", "")),
        circle,
    ),
)
