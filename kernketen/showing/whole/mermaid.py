"""The ladders and the teams of a region as one Mermaid flow chart, out of which no text breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kernketen.model.region import Region, Rule, Team
from kernketen.model.titles import topic_title
from kernketen.showing.ladders import escaped
from kernketen.showing.terms import PRESENCE, word
from kernketen.showing.whole.citing import Names
from kernketen.words import tr

CONCEPTS = ("ladders", "teams")
# A member who is always there has a whole line.
_ALWAYS = ("fixed", "not_stated")


def mermaid(region: Region, concept: str = "") -> str:
    """The chart: each ladder and each team in a frame of its own; one of ``CONCEPTS`` alone where given."""
    names = Names(region)
    lines = ["flowchart TD"]
    if concept in ("", "ladders"):
        ladders = [rule for rule in region["rules"] if rule["order"] == "ladder"]
        for number, rule in enumerate(ladders, 1):
            lines += _ladder(names, rule, f"l{number}")
    if concept in ("", "teams"):
        for number, team in enumerate(region["teams"], 1):
            lines += _team(names, team, f"t{number}")
    if len(lines) == 1:
        lines.append(_box("none", [tr("The agreement has no ladder and no team.")]))
    return "\n".join(lines) + "\n"


def _ladder(names: Names, rule: Rule, key: str) -> Iterator[str]:
    """From rung to rung; what must hold for a rung stands at the arrow to it."""
    title = topic_title(names.region, rule["question"], rule["topic"])
    yield f'  subgraph {key}["{escaped(title)}"]'
    begins = names.condition(rule["when"], rule["scope"])
    before = ""
    for number, step in enumerate(rule["steps"], 1):
        here, held = f"{key}s{number}", names.condition(step["when"], step["scope"])
        said = step["text"] or step["then"]["text"]
        yield _box(here, [f"{number}. {said}" if said else f"{number}.", *names.outcome(step["then"])])
        if not before and (begins or held):
            before = f"{key}s0"
            begin = escaped(tr("Begin"))
            yield f'    {before}(["{begin}"])'
            held = "; ".join(part for part in (begins, held) if part)
        if before:
            arrow = tr("if {condition}", condition=held) if held else ""
            yield f'    {before} -->|"{escaped(arrow)}"| {here}' if arrow else f"    {before} --> {here}"
        before = here
    yield _box(f"{key}b", [tr("Source: {source}", source=names.source(rule["source"]))])
    yield "  end"


def _team(names: Names, team: Team, key: str) -> Iterator[str]:
    """From a team to its members, by list where several texts list them; a dotted line is not always."""
    yield f'  subgraph {key}["{escaped(team["name"])}"]'
    yield _box(f"{key}t", [team["name"], team["description"]])
    for number, listed in enumerate(team["compositions"], 1):
        around = f"{key}t"
        if len(team["compositions"]) > 1:
            around = f"{key}c{number}"
            when = names.condition(listed["when"], listed["scope"])
            yield _box(
                around, [listed["name"] or listed["id"], tr("if {condition}", condition=when) if when else ""]
            )
            yield f"    {key}t --- {around}"
        for place, member in enumerate(listed["members"], 1):
            here = f"{key}c{number}m{place}"
            held = names.condition(member["when"], member["scope"])
            yield _box(here, [names.who(member["who"]), tr("if {condition}", condition=held) if held else ""])
            line = "-->" if member["presence"] in _ALWAYS else "-.->"
            yield f'    {around} {line}|"{escaped(word(PRESENCE, member["presence"]))}"| {here}'
    sources = dict.fromkeys(names.source(listed["source"]) for listed in team["compositions"])
    yield _box(
        f"{key}b", [tr("Source: {source}", source=s) for s in sources or (names.source(team["source"]),)]
    )
    yield "  end"


def _box(key: str, lines: Sequence[str]) -> str:
    """A node: its key is our own, its text stands in quotes."""
    return f'    {key}["{"<br/>".join(escaped(line) for line in lines if line)}"]'
