"""A difference as Markdown, for a comment on a pull request or a memo; nothing from data is markup."""

from __future__ import annotations

from kernketen.showing.differences import words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.differences.text import decided, head, is_empty, named, too_wide
from kernketen.showing.plain import for_markdown
from kernketen.showing.tables import as_markdown
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kernketen.model.region import Region


def text(document: Mapping[str, Any], old: Region, new: Region) -> str:
    """The difference as headings, sentences and one table."""
    return "\n".join(_parts(document, old, new)) + "\n"


def _parts(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[str]:
    yield f"# {for_markdown(head(document))}\n"
    for file in document.get("overlays", ()):
        yield for_markdown(tr("With the draft {file} over it.", file=file)) + "\n"
    if is_empty(document):
        yield tr("Nothing is different.") + "\n"
    if document["flips"]:
        yield "## " + tr("What is decided in another way") + "\n"
        yield from _decisions(document)
    for topic in document["too_wide"]:
        yield for_markdown(too_wide(topic)) + "\n"
    if document["changes"]:
        yield "## " + tr("What changed in the data") + "\n"
        titles = [tr("What"), tr("From what to what"), tr("How heavy, and for whom"), tr("Fingerprint")]
        rows = [
            [
                f"{tr(KIND[entry['kind']])}: {words.item(entry)}",
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


def _decisions(document: Mapping[str, Any]) -> Iterator[str]:
    for group in words.grouped(document["flips"]):
        first = group[0]
        yield f"- **{for_markdown(named(first))}**: {for_markdown(decided(group))}."
        yield f"  *{for_markdown(words.weighed(first))}*"
        for entry in group:
            said = words.situation(entry, document["on"])
            if entry["granted"]:
                granted = tr("Taken for granted that {said}", said=entry["granted"])
                said += f" ({granted})"
            yield f"  - {for_markdown(said)} `{entry['fingerprint']}`"
    yield ""
