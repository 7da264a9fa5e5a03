"""``kernketen diff``: what is different between two versions of a region, and which decisions flip."""

from __future__ import annotations

from kernketen.asking import ask
from kernketen.cli import output, roof, which_region
from kernketen.cli import overlays as drafts
from kernketen.cli.diff_sides import Sides
from kernketen.cli.side_by_side import without_pauses
from kernketen.comparing.versions.difference import difference, failing
from kernketen.comparing.versions.weighing import BREAKING, NOTABLE
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing.differences import FORMATS, changelog, github, html, json, markdown, text, words
from kernketen.showing.plain import as_json
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kernketen.cli.diff_sides import Found
    from kernketen.model.region import Region

LIMITS = (BREAKING, NOTABLE)


def run(
    old: str | None,
    new: str | None,
    question: str | None,
    fail_on: str | None,
    is_draft: bool,
    check_version: bool,
    overlays: Sequence[str],
    form: str | None,
    out: str | None,
) -> int:
    """Print the difference; the exit status is 1 where something is as heavy as ``fail_on`` and not allowed,
    or where ``check_version`` finds the version too low."""
    form = output.checked_format(form, FORMATS)
    limit = _limit(fail_on)
    today = roof.on_day(None)[0]
    with without_pauses():
        before, after = _sides(old, new, overlays)
        _one_region(before, after)
        regions = (before.side.region, after.side.region)
        topics = None if question is None else _topics(question, *regions)
        document = difference(before.side, after.side, after.let_pass, today, topics)
    if overlays:
        document["overlays"] = list(overlays)
    heavy = failing(document, limit) if limit else []
    output.say(_said(document, regions, form, is_draft, heavy, out), out)
    is_too_low = check_version and _is_too_low(document)
    return 1 if heavy or is_too_low else 0


def _sides(old: str | None, new: str | None, overlays: Sequence[str]) -> tuple[Found, Found]:
    sides = Sides()
    if new is not None and old is not None:
        before, after = sides.found(old), sides.found(new)
    elif overlays:
        # Without and with the draft.
        before = after = sides.found(old) if old is not None else _under(sides, overlays)
    else:
        after = sides.here()
        before = sides.found(old) if old is not None else sides.last_tagged(after)
    if not overlays:
        return before, after
    from kernketen.reading.overlay import laid_over

    loaded = laid_over(after.folder, after.files, overlays, sides.questions())
    drafts.refused(overlays, loaded.findings, loaded.region is not None)
    assert loaded.region is not None
    shown = " + ".join((after.side.shown, *overlays))
    return before, after._replace(side=after.side._replace(region=loaded.region, shown=shown))


def _under(sides: Sides, files: Sequence[str]) -> Found:
    """The region under a draft: the one in this folder, else the installed one that the draft is for."""
    if sides.is_here():
        return sides.here()
    from kernketen.reading.overlay import opened, region_of

    read, findings = opened(files[0])
    drafts.refused(files[:1], findings, read is not None)
    assert read is not None
    return sides.found(region_of(read))


def _one_region(before: Found, after: Found) -> None:
    ids = before.side.region["id"], after.side.region["id"]
    if ids[0] != ids[1]:
        raise Refusal(
            tr(
                "These are two regions, {old} and {new}, and not two versions of one. "
                "Beside each other: kernketen compare {old} {new}.",
                old=ids[0],
                new=ids[1],
            ),
            reason="two_regions",
            suggestions=("compare",),
        )


def _said(
    document: dict[str, Any],
    regions: tuple[Region, Region],
    form: str,
    is_draft: bool,
    heavy: Sequence[Mapping[str, Any]],
    out: str | None,
) -> str:
    if is_draft:
        return changelog.text(document, *regions)
    if form == "json":
        return as_json(json.document(document))
    if form == "markdown":
        return markdown.text(document, *regions)
    if form == "html":
        return html.text(document, *regions)
    if form == "github":
        marks = {entry["fingerprint"] for entry in heavy if "fingerprint" in entry}
        return github.text(document, *regions, marks)
    return text.text(document, *regions, output.width(), out is None and output.is_bold())


def _is_too_low(document: Mapping[str, Any]) -> bool:
    """Whether the version was raised too little; what is not known cannot be judged. Raises ``Refusal``."""
    if document["version"]["ok"] is None:
        raise Refusal(words.version(document), reason="version_unknown")
    output.tell(words.version(document))
    return document["version"]["ok"] is False


def _limit(word: str | None) -> str | None:
    if not word or word in LIMITS:
        return word or None
    raise Refusal(
        tr("“{word}” is no weight; choose from {words}.", word=word, words=", ".join(LIMITS)),
        reason="weight",
        suggestions=LIMITS,
    )


def _topics(words_: str, old: Region, new: Region) -> list[tuple[str, str]]:
    """The topics of a question, or the one named. Raises ``Refusal`` with the nearest."""
    question, slash, topic = words_.partition("/")
    known = dict.fromkeys([*ask.questions(new), *ask.questions(old)])
    if question not in known:
        raise _unknown(tr("The agreement has no question “{question}”.", question=question), question, known)
    topics = dict.fromkeys([*ask.topics(new, question), *ask.topics(old, question)])
    if slash and topic not in topics:
        said = tr("The question {question} has no topic “{topic}”.", question=question, topic=topic)
        raise _unknown(said, topic, topics)
    return [(question, name) for name in ([topic] if slash else topics)]


def _unknown(said: str, word: str, known: Mapping[str, None]) -> Refusal:
    near = which_region.nearest(word, list(known), 3)
    said += " " + (
        tr("Did you mean “{word}”?", word=near[0])
        if near
        else tr("Choose from {words}.", words=", ".join(known))
    )
    return Refusal(said, status=NOT_FOUND, reason="unknown_question", suggestions=tuple(near))
