"""``kernketen ask absence --events FILE``: when a list of absences passes a threshold of the region."""

from __future__ import annotations

from collections.abc import Sequence

from kernketen.asking.events import count_events
from kernketen.asking.topics.thresholds import QUESTION
from kernketen.cli import output, roof
from kernketen.cli.ask import FORMATS, named_question, where
from kernketen.cli.case import case as case_of
from kernketen.cli.schooldays import school_holidays
from kernketen.refusal import Refusal
from kernketen.register.event_file import read_events
from kernketen.showing import events as showing
from kernketen.showing.plain import as_json
from kernketen.words import tr


def run(
    file: str,
    question: str | None,
    arguments: Sequence[str],
    region: str | None,
    school: str | None,
    holiday_region: str | None,
    on: str | None,
    why: bool,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
) -> int:
    """Print the first day on which each threshold is passed, and what was counted; keep nothing."""
    form = output.checked_format(form, FORMATS)
    day = roof.on_day(on)
    data, known = where(region, school, paths)
    name, topic = named_question(data, question or QUESTION)
    if name != QUESTION:
        raise Refusal(
            tr("A list of events (--events) goes with the question {question} only.", question=QUESTION),
            reason="events_question",
            suggestions=(QUESTION,),
        )
    case = case_of(data, arguments, None, known)
    place, holidays = school_holidays(case, holiday_region)
    events, ignored = read_events(file, data["facts"]["verzuimsoort"]["values"], day[1])
    document = count_events(data, topic, events, case, day, holidays, place, ignored)
    if form == "json":
        output.say(as_json(document), out)
    else:
        output.say(showing.text(document, data, why, output.width(), output.is_bold()), out)
    return 0
