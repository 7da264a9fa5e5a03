"""``kernketen compare``: where the agreements of regions differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kernketen.cli import located, output, which_region
from kernketen.cli.roof import notices, on_day
from kernketen.cli.side_by_side import without_pauses
from kernketen.comparing.answers import comparison
from kernketen.comparing.answers.subject import questions, subjects
from kernketen.comparing.answers.voices import Speaker
from kernketen.model.questions import QUESTIONS
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing.answers import concept as concept_of
from kernketen.showing.in_short import in_short
from kernketen.showing.plain import as_json
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.dates import Span
    from kernketen.model.region import Region

FORMATS = ("table", "markdown", "csv", "json", "html", "xlsx", "svg")
_PICTURES = ("html", "xlsx", "svg")


def run(
    regions: Sequence[str],
    question: str | None,
    concept: str | None,
    against: str | None,
    similar: bool,
    on: str | None,
    why: bool,
    form: str | None,
    out: str | None,
    paths: Sequence[str],
    overlays: Sequence[str] = (),
) -> int:
    """Print the regions beside each other."""
    form = output.checked_format(form, FORMATS)
    day = on_day(on)
    _fitting(question, concept, against, similar, form)
    with without_pauses():
        found = _regions(regions, against, paths, overlays, whole=concept is not None)
        document = _compared(found, question, concept, against, similar, day)
    # A region that cannot be read is missing where all were meant.
    missing = [] if regions else notices(located.regions(paths))
    document["notes"] = [*missing, *document["notes"]]
    if overlays:
        document["overlays"] = list(overlays)
        document["notes"].insert(0, concept_of(overlays))
    if form in ("csv", "svg"):
        # There is no room for a sentence in it.
        for sentence in [*([concept_of(overlays)] if overlays else []), *missing]:
            output.tell(sentence)
    if form == "json":
        output.say(as_json(document), out)
    elif form in _PICTURES:
        _picture(document, form, out)
    else:
        _text(document, form, why, out)
    return 0


def _text(document: dict[str, Any], form: str, why: bool, out: str | None) -> None:
    from kernketen.showing import comparison_text

    if form == "csv":
        output.say(comparison_text.csv(document, why), out)
    elif form == "markdown":
        output.say(comparison_text.markdown(document, why), out)
    else:
        output.say(comparison_text.text(document, why, output.width(), output.is_bold()), out)


def _picture(document: dict[str, Any], form: str, out: str | None) -> None:
    if form == "html":
        from kernketen.showing import comparison_page

        output.say(comparison_page.html(document), out)
    elif form == "svg":
        from kernketen.showing import heat_map

        output.say(heat_map.svg(document), out)
    else:
        from kernketen.showing import comparison_sheets, spreadsheet

        output.save(spreadsheet.as_xlsx(comparison_sheets.sheets(document)), out)


def _fitting(
    question: str | None, concept: str | None, against: str | None, similar: bool, form: str
) -> None:
    """Raises ``Refusal`` for options that do not go together."""
    options = {"--question": question, "--concept": concept, "--similar": similar, "--against": against}
    given = [name for name, value in options.items() if value]
    # One region can be held against the others for one question as well.
    together = set(given) == {"--question", "--against"}
    if len(given) > 1 and not together:
        raise Refusal(
            tr("{one} and {other} do not go together; give one of them.", one=given[0], other=given[1])
        )
    if form == "svg" and not similar:
        raise Refusal(
            tr("A picture (svg) is drawn of --similar only; choose html for a table."), reason="format"
        )
    if form in _PICTURES and against:
        raise Refusal(
            tr("With --against the form is {forms}.", forms="table, markdown, csv, json"), reason="format"
        )


def _regions(
    named: Sequence[str], against: str | None, paths: Sequence[str], overlays: Sequence[str], whole: bool
) -> list[Region]:
    """The regions that are meant, the one to be held against the others first. Raises ``Refusal``."""
    found = located.regions(paths)
    if overlays:
        from kernketen.cli.overlays import laid

        drafts = laid(found, overlays)
    ids = found.region_ids()
    if not ids:
        raise Refusal(which_region.no_region(), status=NOT_FOUND, reason="no_region")
    chosen = [which_region.region_id(found, name) for name in named]
    for name in chosen:
        if chosen.count(name) > 1:
            raise Refusal(
                tr("The region {region} is named twice; name two that differ.", region=name),
                reason="named_twice",
            )
    first = [which_region.region_id(found, against)] if against is not None else []
    wanted = list(dict.fromkeys([*first, *(chosen or ids)]))
    if len(wanted) < 2:
        others = [name for name in ids if name not in wanted]
        said = tr("One region cannot be compared: name another one.")
        said += " " + tr("Installed: {regions}.", regions=", ".join(others)) if others else ""
        raise Refusal(said, reason="one_region", suggestions=tuple(others))
    if overlays:
        for name in wanted:
            drafts.pop(name, None)
        for name, files in drafts.items():
            # What it says would not be seen.
            raise Refusal(
                tr(
                    "The draft {file} is for the region {draft}, and not for {region}.",
                    file=files[0],
                    draft=name,
                    region=", ".join(wanted),
                ),
                reason="overlay_region",
                suggestions=(name,),
            )
    data = [(found.region if whole else found.answers)(name) for name in wanted]
    return [region for region in data if region is not None]


def _compared(
    regions: Sequence[Region],
    question: str | None,
    concept: str | None,
    against: str | None,
    similar: bool,
    day: Span,
) -> dict[str, Any]:
    asked = question or concept
    if concept is not None and concept.partition("/")[0].strip().casefold() not in QUESTIONS:
        return _concept(regions, concept.strip().casefold(), day)
    name, topic = _asked([Speaker(region, day) for region in regions], asked)
    if similar:
        from kernketen.comparing.answers import likeness

        return likeness.similar(regions, day)
    if against is not None:
        from kernketen.comparing.answers import against as beside

        return beside.compare(regions, day, in_short, name, topic)
    return comparison.compare(regions, day, in_short, name, topic)


def _concept(regions: Sequence[Region], concept: str, day: Span) -> dict[str, Any]:
    """The rows of a concept that is no question. Raises ``Refusal`` (status 1) with the nearest."""
    from kernketen.comparing.items import concepts

    known = concepts.names(regions)
    if concept not in known:
        raise which_region.unknown_question(
            tr("The concept “{word}” cannot be compared.", word=concept), concept, [*known, *QUESTIONS]
        )
    document = concepts.document(concept, regions, day)
    if not document["rows"]:
        document["notes"].append(tr("None of these regions has anything of this concept."))
    return document


def _asked(speakers: Sequence[Speaker], text: str | None) -> tuple[str | None, str | None]:
    """The question and the topic that are meant. Raises ``Refusal`` (status 1) with the nearest."""
    if text is None:
        return None, None
    name, _, topic = text.strip().casefold().replace("-", "_").partition("/")
    known = questions(speakers)
    if name not in known:
        raise which_region.unknown_question(
            tr("The question “{word}” does not exist.", word=name), name, known
        )
    topics = [one.topic for one in subjects(speakers, name)]
    if topic and topic not in topics:
        raise which_region.unknown_question(
            tr("The topic “{word}” cannot be compared.", word=topic), topic, topics
        )
    return name, topic or None
