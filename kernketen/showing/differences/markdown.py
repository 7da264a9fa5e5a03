"""A difference as Markdown, for a comment on a pull request or a memo; nothing from data is markup."""

from __future__ import annotations

from kernketen.showing.differences import gathering, words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.differences.text import by_time, decided, head, is_empty, named, too_wide
from kernketen.showing.plain import for_markdown
from kernketen.showing.tables import as_markdown
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kernketen.model.region import Region
    from kernketen.showing.differences.gathering import Decision, Subject


def text(document: Mapping[str, Any], old: Region, new: Region) -> str:
    """The difference as headings, sentences and one table."""
    return "\n".join(_parts(document, old, new)) + "\n"


def _parts(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[str]:
    yield f"# {for_markdown(head(document))}\n"
    for file in document.get("overlays", ()):
        yield for_markdown(tr("With the draft {file} over it.", file=file)) + "\n"
    if is_empty(document):
        yield tr("Nothing is different.") + "\n"
    for title, flips in by_time(document):
        yield f"## {title}\n"
        yield from _decisions(flips, document["on"])
    for topic in document["too_wide"]:
        yield for_markdown(too_wide(topic)) + "\n"
    if document["changes"]:
        yield "## " + tr("What changed in the data") + "\n"
        titles = [tr("What"), tr("From what to what"), tr("How heavy, and for whom"), tr("Fingerprint")]
        rows = [
            [
                f"{tr(KIND[entry['kind']])}: {words.item(entry, old, new)}",
                "; ".join(words.field(field, old, new) for field in entry["fields"]),
                words.weighed(entry),
                entry["fingerprint"],
            ]
            for entry in document["changes"]
        ]
        yield as_markdown(titles, rows)
    for problem in document["waivers"]:
        yield for_markdown(problem["message"]) + "\n"
    yield words.counted(document) + "."
    if words.is_too_low(document):
        yield "\n" + for_markdown(words.version(document))


def _decisions(flips: list[Mapping[str, Any]], on: str) -> Iterator[str]:
    for subject in gathering.gathered(flips):
        head = (
            f"- **{for_markdown(named(subject.first))}**{for_markdown(gathering.condition(subject.shared))}"
        )
        if len(subject.decisions) == 1:
            decision = subject.decisions[0]
            yield f"{head}: {for_markdown(decided(decision.flips))}."
            yield f"  *{for_markdown(words.weighed(subject.first))}*"
            yield from _situations(decision, subject, on, "  ")
        else:
            yield f"{head}:"
            for decision in subject.decisions:
                also = gathering.also(decision.shared, subject.shared)
                yield f"  - {for_markdown(also + decided(decision.flips))}."
                yield f"    *{for_markdown(words.weighed(decision.flips[0]))}*"
                yield from _situations(decision, subject, on, "    ")
    yield ""


def _situations(decision: Decision, subject: Subject, on: str, indent: str) -> Iterator[str]:
    told = [*subject.shared, *decision.shared]
    for flip in decision.flips:
        said = gathering.own(flip, told, on)
        if flip["granted"]:
            granted = tr("Taken for granted that {said}", said=flip["granted"])
            said += f" ({granted})"
        yield f"{indent}- {for_markdown(said)} `{flip['fingerprint']}`"
