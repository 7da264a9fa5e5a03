"""``kernketen ask``: the agreements as answers, one question at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from kernketen.asking import ask as asking
from kernketen.asking.facts import given
from kernketen.asking.people.coverage import given as given_by
from kernketen.cli import named, output, roof, which_region
from kernketen.cli.case import case as case_of
from kernketen.model.questions import QUESTIONS
from kernketen.refusal import Refusal
from kernketen.showing import answers as showing
from kernketen.showing.plain import as_json
from kernketen.showing.tables import as_table
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region
    from kernketen.reading.snapshot import Snapshot

FORMATS = ("table", "json")


def run(
    question: str | None,
    arguments: Sequence[str],
    region: str | None,
    school: str | None,
    on: str | None,
    why: bool,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
    holiday_region: str | None = None,
    file: str | None = None,
    drafts: Sequence[str] = (),
) -> int:
    """Print the answers to a question, or the questions that a region answers."""
    form = output.checked_format(form, FORMATS)
    day = roof.on_day(on)
    data, known = where(region, school, paths, drafts)
    if question is None:
        return _questions(data, form, out)
    name, topic = named_question(data, question)
    case = case_of(data, arguments, file, known)
    # A term that began on a day ends on one; only then the school holidays count.
    holidays = None
    if holiday_region is not None or "begonnen_op" in case:
        from kernketen.cli.schooldays import school_holidays

        holidays = school_holidays(case, holiday_region)[1]
    document = asking.ask(data, name, topic, case, day, holidays)
    is_asked_all = not arguments and file is None
    if is_asked_all and form == "table" and out is None and _at_a_terminal():
        document = _prompted(
            data, case, document, lambda now: asking.ask(data, name, topic, now, day, holidays)
        )
    if drafts:
        document["overlays"] = list(drafts)
    if form == "json":
        output.say(as_json(document), out)
    else:
        output.say(showing.text(document, data, why, output.width(), output.is_bold()), out)
    return 0


def where(
    region: str | None, school: str | None, paths: Sequence[str], drafts: Sequence[str] = ()
) -> tuple[Region, dict[str, list[Any]]]:
    """The region that answers, and what a school tells about the case. Raises ``Refusal``.

    ``drafts`` are laid over the region; where none is named, it is the one that they are for.
    """
    found = roof.regions(paths)
    if drafts:
        from kernketen.cli import overlays

        laid = overlays.laid(found, drafts)
        if region is None and school is None:
            region = next(iter(laid))
        data, known = _where(found, region, school)
        overlays.named(laid, data["id"])
        return data, known
    return _where(found, region, school)


def _where(found: Snapshot, region: str | None, school: str | None) -> tuple[Region, dict[str, list[Any]]]:
    if school is not None:
        register = roof.Register(found)
        chosen = which_region.region_id(found, region) if region else None
        choice = named.one_school(register, school, chosen)
        assert choice.school is not None
        name = named.one_region(register, choice.school, chosen)
        data = found.answers(name)
        assert data is not None
        return data, given_by(data, choice.school, None)
    data = found.answers(which_region.one(found, region))
    assert data is not None
    return data, {}


def named_question(region: Region, text: str) -> tuple[str, str | None]:
    """The question and topic that are asked for. Raises ``Refusal`` (status 1) with the nearest."""
    question, _, topic = text.strip().casefold().partition("/")
    known = list(dict.fromkeys((*QUESTIONS, *region["questions"], *asking.questions(region))))
    if question not in known:
        raise which_region.unknown_question(
            tr("The question “{word}” does not exist.", word=question), question, known
        )
    topics = asking.topics(region, question)
    # A topic of the region's own may be called without the region in front.
    own = [name for name in topics if name.rpartition(".")[2] == topic]
    if topic and topic not in topics and len(own) == 1:
        return question, own[0]
    if topic and topic not in topics and not asking.is_canonical(region, question, topic):
        raise which_region.unknown_question(
            tr("The topic “{word}” does not exist.", word=topic), topic, topics
        )
    return question, topic or None


def _questions(region: Region, form: str, out: str | None) -> int:
    questions = asking.listed(region)
    if form == "json":
        document = {"schema": "kernketen/questions/1", "region": region["id"], "questions": questions}
        output.say(as_json(document), out)
        return 0
    rows = []
    for entry in questions:
        rows.append([entry["question"], entry["title"]])
        rows += [[f"{entry['question']}/{topic}", f"· {title}"] for topic, title in entry["titles"].items()]
    output.say(as_table((tr("To ask"), tr("About")), rows, output.width()), out)
    return 0


def facts_help(
    question: str | None,
    region: str | None,
    school: str | None,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
    drafts: Sequence[str] = (),
) -> int:
    """Print the facts that the rules of a question use, with their values."""
    form = output.checked_format(form, FORMATS)
    data, _ = where(region, school, paths, drafts)
    name, topic = named_question(data, question) if question else (None, None)
    used = asking.facts_used(data, name, topic)
    written = asking.written_quantities(data, name, topic)
    rows = []
    for fact in used:
        entry = data["facts"][fact]
        values = written.get(fact) or showing.typed_values(fact, entry, data)
        rows.append([fact, showing.question(entry), ", ".join(values)])
    if form == "json":
        facts = [{"fact": fact, **data["facts"][fact], "written": written.get(fact, [])} for fact in used]
        document = {"schema": "kernketen/facts/1", "region": data["id"], "question": question, "facts": facts}
        output.say(as_json(document), out)
    else:
        output.say(as_table((tr("Fact"), tr("Question"), tr("Values")), rows, output.width()), out)
    return 0


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _prompted(
    region: Region,
    case: dict[str, list[Any]],
    document: dict[str, Any],
    answered: Callable[[dict[str, list[Any]]], dict[str, Any]],
) -> dict[str, Any]:
    """Ask, one at a time, only what can still change the answer; an empty reply leaves a fact unknown."""
    skipped: set[str] = set()
    while True:
        missing = [m for a in document["answers"] for m in a["missing"] if m["fact"] not in skipped]
        if not missing:
            return document
        wanted = missing[0]
        values = showing.choices(wanted["fact"], wanted["values"], region) or wanted["written"]
        among = f" [{'/'.join(values)}]" if values else ""
        sys.stdout.write(f"{showing.question(wanted)}{among} ")
        sys.stdout.flush()
        reply = sys.stdin.readline()
        if not reply.strip():
            skipped.add(wanted["fact"])
            if not reply:
                sys.stdout.write("\n")
                return document
            continue
        try:
            said = given(region, {wanted["fact"]: reply.strip()})
        except Refusal as refusal:
            output.tell(refusal.sentence)
            continue
        if not said:
            skipped.add(wanted["fact"])
        case = {**case, **said}
        document = answered(case)
