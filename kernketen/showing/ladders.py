"""Ladders as text and as a Mermaid diagram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from kernketen.showing import answers
from kernketen.showing.plain import plain
from kernketen.showing.terms import date
from kernketen.words import tr

_NARROWEST = 40


def text(document: dict[str, Any], width: int, bold: bool) -> str:
    """The ladders in at most ``width`` columns, the step reached marked with an arrow."""
    lines: list[str] = []
    for said, indent, is_heading in _lines(document):
        wrapped = wrap(
            plain(said),
            max(width, _NARROWEST),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        lines += [f"\x1b[1m{line}\x1b[0m" if bold and is_heading else line for line in wrapped]
    return "\n".join(lines) + "\n"


def _lines(document: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    yield tr("Region {region} · as of {date}", region=document["region_name"], date=document["on"]), 0, True
    if not document["ladders"]:
        yield tr("The agreement has no ladder for this."), 0, False
    for ladder in document["ladders"]:
        yield "", 0, False
        name = str(ladder["topic"]).replace("_", " ")
        yield name[:1].upper() + name[1:], 0, True
        for number, step in enumerate(ladder["steps"], 1):
            yield from answers.step(number, step, ladder["step"])
        yield from _reached(ladder)
        for flag in ladder["flags"]:
            yield answers.flag(flag), 2, False
        source = ladder["source"]
        cited = f"{source['title']}, “{source['section']}” ({date(source['date'])})"
        yield tr("Source: {source}", source=cited), 2, False


def _reached(ladder: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    """Where the case stands: what comes next, what is the last step, or which facts would tell."""
    for missing in ladder["missing"]:
        yield answers.needed(missing), 2, False
    for fact, value in ladder["presumed"].items():
        yield tr("Taken for granted: {fact} = {value}", fact=fact, value=answers.spoken(value)), 2, False
    if ladder["next"]:
        following = next(step for step in ladder["steps"] if step["id"] == ladder["next"])
        yield tr("Next: {step}", step=answers.summary(following)), 2, False
    elif ladder["step"]:
        yield tr("This is the last step that the text knows."), 2, False
    elif not ladder["missing"]:
        yield tr("None of these steps is reached."), 2, False


def mermaid(document: dict[str, Any]) -> str:
    """The ladders as Mermaid flow charts, one below the other."""
    lines = ["flowchart TD"]
    for ladder in document["ladders"]:
        before = ""
        for step in ladder["steps"]:
            name = re.sub(r"\W", "_", f"{ladder['rule']}_{step['id']}")
            label = [step["text"] or str(step["outcome"] or step["id"]).replace("_", " ")]
            label += [answers.roles(step[key]) for key in ("who", "decided_by") if step[key]]
            shape = f'["{"<br/>".join(_escaped(part) for part in label)}"]'
            mark = ":::reached" if step["id"] == ladder["step"] else ""
            lines.append(f"  {name}{shape}{mark}")
            if before:
                condition = f'|"{_escaped(step["condition"])}"|' if step["condition"] else ""
                lines.append(f"  {before} -->{condition} {name}")
            before = name
    lines.append("  classDef reached stroke-width:4px")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    # "#" begins an entity in Mermaid, so it goes first.
    text = plain(text).replace("#", "#35;").replace("&", "#amp;").replace('"', "#quot;")
    return text.replace("<", "#lt;").replace(">", "#gt;").replace("|", "#124;")
