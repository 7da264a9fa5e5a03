"""Cases and cards: rules and teams that none of them shows, and those that cannot be run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kernketen.asking.trying import cards
from kernketen.checking.check import Check, Example
from kernketen.checking.compiled import dated
from kernketen.checking.example_rules import example
from kernketen.checking.silence import silent
from kernketen.checking.silence import unreached as dead_ends
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.checking.tried import unreached
from kernketen.finding import Finding, Rule, Severity
from kernketen.model.region import Case
from kernketen.refusal import Refusal
from kernketen.words import marked, tr

UNTRIED = Rule("cases.rule_without_case", Severity.NOTE)
TOO_LITTLE = Rule("cases.expects_too_little")
UNREADABLE = Rule("cases.given")
UNSHOWN = Rule("cases.team_without_card", Severity.NOTE)
TWICE = Rule("cases.twice", Severity.NOTE)


def rule_without_case(subject: Subject) -> Iterator[Finding]:
    """Rules, and rungs of a ladder, that no case reaches; those that nothing can reach are left to others."""
    region = subject.answering
    wide = {(table.question, table.name) for table in subject.tables if table.topic is None}
    mute = {found.rule["id"] for found in silent(subject.tables, dated(region))}
    mute |= {rule["id"] for rule in region["rules"] if (rule["question"], rule["topic"]) in wide}
    dead = {(rule["id"], rule["steps"][number]["id"]) for rule, number, _ in dead_ends(subject.tables)}
    wanted = {
        (rule["id"], step)
        for rule in region["rules"]
        if rule["id"] not in mute
        for step in ([entry["id"] for entry in rule["steps"]] if rule["order"] == "ladder" else [""])
    }
    missed = unreached(region, subject.tried, wanted - dead, subject.today)
    for rule in region["rules"]:
        if (rule["id"], "") in missed:
            sentence = marked("No case tries “{rule}”.")
            yield Finding(UNTRIED, subject.place(rule, "id"), sentence, {"rule": rule["id"]})
        for step in rule["steps"]:
            if (rule["id"], step["id"]) in missed:
                sentence = marked("No case reaches the rung “{step}” of “{rule}”.")
                values = {"rule": rule["id"], "step": step["id"]}
                yield Finding(UNTRIED, subject.place(step, "id"), sentence, values)


def team_without_card(subject: Subject) -> Iterator[Finding]:
    """Teams, and compositions of a team, that no card shows; in a region without cards nothing is said."""
    region = subject.region
    tried: dict[str, set[str]] = {}
    for card in region["cards"]:
        for name, expected in card["expect"].items():
            tried.setdefault(name, set()).add(str(expected.get("composition", "")))
        for name in card["never"].get("teams", ()):
            tried.setdefault(name, set())
    for team in region["teams"] if tried else ():
        if team["id"] not in tried:
            sentence = marked("No card shows the team “{team}”.")
            yield Finding(UNSHOWN, subject.place(team, "id"), sentence, {"team": team["id"]})
            continue
        for composition in team["compositions"]:
            if composition["id"] not in tried[team["id"]]:
                sentence = marked("No card shows the composition “{composition}” of “{team}”.")
                values = {"composition": composition["id"], "team": team["id"]}
                yield Finding(UNSHOWN, subject.place(composition, "id"), sentence, values)


def expects_too_little(subject: Subject) -> Iterator[Finding]:
    """Cases that expect something to be decided, and not what."""
    for case in subject.region["cases"]:
        status = case["expect"].get("status")
        if status in ("decided", "conditional") and len(case["expect"]) == 1:
            sentence = marked("“{case}” expects an answer, and not which: add the outcome, or who.")
            yield Finding(TOO_LITTLE, subject.place(case, "expect"), sentence, {"case": case["id"]})


def unreadable(subject: Subject) -> Iterator[Finding]:
    """Cases whose facts or values the region does not know."""
    for one in subject.tried:
        for fact, refusal in one.refused.items():
            place = subject.place(one.case, "given", fact, key=fact not in subject.region["facts"])
            near = next(iter(refusal.suggestions), None)
            # A finding adds the nearest word itself.
            said = refusal.sentence.removesuffix(" " + tr("Did you mean “{word}”?", word=near))
            sentence = marked("This case cannot be tried. {said}")
            values = {"fact": fact, "value": str(one.case["given"][fact]), "said": said}
            yield Finding(UNREADABLE, place, sentence, values, near)
    for card in subject.region["cards"]:
        try:
            list(cards.situations(subject.region, card, subject.today))
        except Refusal as refusal:
            sentence = marked("This card cannot be tried. {said}")
            near = next(iter(refusal.suggestions), None)
            yield Finding(
                UNREADABLE, subject.place(card, "given"), sentence, {"said": refusal.sentence}, near
            )


def twice(subject: Subject) -> Iterator[Finding]:
    """Cases that ask the same as one above."""
    seen: dict[Any, Case] = {}
    for one in subject.tried:
        case, facts = one.case, one.facts
        if one.refused:
            continue
        said = sorted((fact, sorted(map(_plain, values))) for fact, values in facts.items())
        key = repr((case["question"], case["topic"], case["on"], said))
        first = seen.setdefault(key, case)
        if first is not case:
            sentence = marked("“{case}” asks the same as “{other}”.")
            values = {"case": case["id"], "other": first["id"]}
            related = (subject.place(first, "given"),)
            yield Finding(TWICE, subject.place(case, "given"), sentence, values, related=related)


def _plain(value: Any) -> str:
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)


_RULE = """\
  - id: kort
    topic: toestaan
    source: team
    modality: may
    when: {verlofsoort: vakantie, verlof_dagen: {le: 10, unit: lesdagen}}
    then: {outcome: mogelijk, text: Tien dagen kan.}
"""
_GOOD = "toestaan: verlofsoort: vakantie, verlof_dagen: 9 lesdagen -> status: decided, outcome: mogelijk"
_SILENT = (
    "toestaan: verlofsoort: religieus, verlof_dagen: 9 lesdagen -> status: not_regulated, attested: false"
)
_RIGHT = example("leave", _RULE, _GOOD)


def _wrong(*cases: str) -> Example:
    """The cases alone, with the rules beside them."""
    found = example("leave", _RULE, *cases)
    own = next(entry for entry in found.more if entry.file == "cases.yaml")
    others = tuple(entry for entry in found.more if entry is not own)
    return Example(own.file, own.text, more=(Example(found.file, found.text), *others))


_SECOND = """\
  - {id: startgesprek, name: startgesprek, per: region, source: team}
"""


def _cards(*teams: str) -> Example:
    """Two teams, and a card for these of them."""
    given = "  - {id: kaart, given: {schoolgemeente: Haarlem}, expect: {"
    shown = ", ".join(
        f"{team}: {{composition: nu}}" if team == "kernteam" else f"{team}: {{source: team}}"
        for team in teams or ("kernteam",)
    )
    card = Example("cases.yaml", f"cards:\n{given}{shown}}}}}\n")
    teams_ = Example("teams.yaml", FILES["teams.yaml"] + _SECOND)
    return Example(teams_.file, teams_.text, more=(card,))


CHECKS = (
    Check(
        UNTRIED,
        marked("Each rule, and each rung of a ladder, is the answer to at least one case."),
        marked("A case shows that a rule says what was meant, also after somebody changes it."),
        example("leave", _RULE, _SILENT),
        _RIGHT,
        rule_without_case,
    ),
    Check(
        UNSHOWN,
        marked("Each team, with each of its compositions, is shown by at least one card."),
        marked(
            "A card shows that the right people come out, also after somebody changes a member or a contact."
        ),
        _cards(),
        _cards("kernteam", "startgesprek"),
        team_without_card,
    ),
    Check(
        TOO_LITTLE,
        marked("A case that expects an answer says which: the outcome, who, or the like."),
        marked("That something is decided is also true when the wrong thing is decided."),
        _wrong(_GOOD.removesuffix(", outcome: mogelijk")),
        _RIGHT,
        expects_too_little,
    ),
    Check(
        UNREADABLE,
        marked("A case gives facts that the region knows, with values that they can have."),
        marked("A case that cannot be read tries nothing."),
        _wrong(_GOOD, _SILENT.replace("religieus", "religeus")),
        _RIGHT,
        unreadable,
    ),
    Check(
        TWICE,
        marked("No two cases give the same facts on the same day."),
        marked("The second one tries nothing that the first does not."),
        _wrong(_GOOD, _GOOD),
        _RIGHT,
        twice,
    ),
)
