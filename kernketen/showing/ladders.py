"""Ladders as text and as a Mermaid diagram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kernketen.model.titles import readable
from kernketen.showing import answers
from kernketen.showing.lines import wrapped
from kernketen.showing.plain import as_json, plain
from kernketen.showing.terms import date
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region
    from kernketen.showing.lines import Line


def text(document: dict[str, Any], region: Region, width: int, bold: bool) -> str:
    """The ladders in at most ``width`` columns, the step reached marked with an arrow."""
    return wrapped(_lines(document, region), width, bold)


def _lines(document: dict[str, Any], region: Region) -> Iterator[Line]:
    yield tr("Region {region} · as of {date}", region=document["region_name"], date=document["on"]), 0, True
    if document.get("overlays"):
        yield answers.concept(document["overlays"]), 0, True
    if not document["ladders"]:
        yield tr("The agreement has no ladder for this."), 0, False
    for ladder in document["ladders"]:
        yield "", 0, False
        yield f"{ladder['title']} · {ladder['topic']}", 0, True
        for number, step in enumerate(ladder["steps"], 1):
            yield from answers.step(number, step, ladder["step"])
        yield from _reached(ladder, region)
        for flag in ladder["flags"]:
            yield answers.flag(flag), 2, False
        source = ladder["source"]
        cited = f"{source['title']}, “{source['section']}” ({date(source['date'])})"
        yield tr("Source: {source}", source=cited), 2, False


def _reached(ladder: dict[str, Any], region: Region) -> Iterator[Line]:
    """Where the case stands: what comes next, what is the last step, or which facts would tell."""
    for missing in ladder["missing"]:
        yield answers.needed(missing, region), 2, False
    for fact, value in ladder["presumed"].items():
        yield answers.presumed(fact, value, region), 2, False
    if ladder["next"]:
        following = next(step for step in ladder["steps"] if step["id"] == ladder["next"])
        yield tr("Next: {step}", step=answers.summary(following)), 2, False
    elif ladder["step"]:
        yield tr("This is the last step that the text knows."), 2, False
    elif not ladder["missing"]:
        yield tr("None of these steps is reached."), 2, False


def mermaid(document: dict[str, Any]) -> str:
    """The ladders as Mermaid flow charts, one below the other."""
    # Beside the chart, since a draft must be known as one wherever the chart goes.
    files = ", ".join(document.get("overlays", ()))
    lines = ["---", f"title: {as_json(answers.concept([files]))}", "---"] if files else []
    lines.append("flowchart TD")
    for ladder in document["ladders"]:
        before = ""
        for step in ladder["steps"]:
            name = re.sub(r"\W", "_", f"{ladder['rule']}_{step['id']}")
            label = [step["text"] or readable(str(step["outcome"] or step["id"]))]
            label += [answers.roles(step[key]) for key in ("who", "decided_by") if step[key]]
            shape = f'["{"<br/>".join(escaped(part) for part in label)}"]'
            mark = ":::reached" if step["id"] == ladder["step"] else ""
            lines.append(f"  {name}{shape}{mark}")
            if before:
                condition = f'|"{escaped(step["condition"])}"|' if step["condition"] else ""
                lines.append(f"  {before} -->{condition} {name}")
            before = name
    lines.append("  classDef reached stroke-width:4px")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text for a Mermaid label in quotes, in which it is nothing but text."""
    # "#" begins an entity, so it goes first; "%%{" begins a directive, also in a label, a backtick Markdown.
    text = plain(text).replace("#", "#35;").replace("&", "#amp;").replace('"', "#quot;")
    text = text.replace("<", "#lt;").replace(">", "#gt;").replace("|", "#124;")
    return text.replace("%", "#37;").replace("`", "#96;").replace("\\", "#92;")
