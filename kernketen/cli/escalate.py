"""``kernketen escalate``: the ladders of a region."""

from __future__ import annotations

from collections.abc import Sequence

from kernketen.asking import escalate as asking
from kernketen.cli import output, roof
from kernketen.cli.ask import where
from kernketen.cli.case import case as case_of
from kernketen.showing import ladders as showing
from kernketen.showing.plain import as_json

FORMATS = ("table", "json", "mermaid")


def run(
    topic: str | None,
    arguments: Sequence[str],
    region: str | None,
    school: str | None,
    from_step: str | None,
    on: str | None,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
    file: str | None = None,
    drafts: Sequence[str] = (),
) -> int:
    """Print the ladders, or the step reached and the next one."""
    form = output.checked_format(form, FORMATS)
    day = roof.on_day(on)
    data, known = where(region, school, paths, drafts)
    if topic is not None and "=" in topic:
        arguments, topic = [topic, *arguments], None
    case = case_of(data, arguments, file, known)
    document = asking.escalate(data, topic, case, day, from_step)
    if drafts:
        document["overlays"] = list(drafts)
    if form == "json":
        output.say(as_json(document), out)
    elif form == "mermaid":
        output.say(showing.mermaid(document), out)
    else:
        output.say(showing.text(document, data, output.width(), output.is_bold()), out)
    return 0
