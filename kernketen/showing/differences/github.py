"""A difference as annotations that GitHub Actions puts beside the lines of a pull request."""

from __future__ import annotations

from kernketen.showing.differences import words
from kernketen.showing.differences.labels import KIND, WEIGHT
from kernketen.showing.differences.text import decided, named, too_wide
from kernketen.showing.reports.github import escaped, escaped_property
from kernketen.showing.reports.paths import near
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from kernketen.model.region import Region

_COMMANDS = {"breaking": "warning", "notable": "warning", "editorial": "notice"}


def text(document: Mapping[str, Any], old: Region, new: Region, failing: Collection[str]) -> str:
    """One workflow command for each flip and change that was not let pass, and a last line with the counts.

    ``failing`` are the fingerprints of those for which the job fails.
    """
    head = new["documents"][0]["where"][0] if new["documents"] else ""
    lines = []
    for entry in document["flips"]:
        if entry["waived"] is None:
            said = [f"{named(entry)}, {words.situation(entry, document['on'])}: {decided([entry])}."]
            lines.append(_command(entry, _place(entry, head), [*said, _marks(entry)], failing))
    for entry in document["changes"]:
        if entry["waived"] is None and not entry["flips"]:
            # What is gone has no line in the new version.
            where = (
                (head, 1) if entry["kind"] == "removed" else (entry["where"]["file"], entry["where"]["line"])
            )
            said = [f"{tr(KIND[entry['kind']])}: {words.item(entry, old, new)}"]
            said += [words.field(field, old, new) for field in entry["fields"]]
            lines.append(_command(entry, where, [*said, _marks(entry)], failing))
    lines += [f"::error title=kernketen::{escaped(too_wide(topic))}" for topic in document["too_wide"]]
    for problem in document["waivers"]:
        where_ = f"file={escaped_property(near(head))},line=1"
        lines.append(f"::warning {where_},title=allowed_changes::{escaped(problem['message'])}")
    if words.is_too_low(document):
        lines.append(f"::warning title=kernketen::{escaped(words.version(document))}")
    return "".join(f"{line}\n" for line in (*lines, words.counted(document)))


def _place(entry: Mapping[str, Any], head: str) -> tuple[str, int]:
    """Where the new version answers; where it does not any more, its ``region.yaml``."""
    because = entry["after"]["because"]
    return (because[0]["where"]["file"], because[0]["where"]["line"]) if because else (head, 1)


def _marks(entry: Mapping[str, Any]) -> str:
    return f"{words.weighed(entry)} [{entry['fingerprint']}]"


def _command(
    entry: Mapping[str, Any], place: tuple[str, int], said: list[str], failing: Collection[str]
) -> str:
    command = "error" if entry["fingerprint"] in failing else _COMMANDS[entry["weight"]]
    title = f"kernketen diff: {tr(WEIGHT[entry['weight']])}"
    properties = {"file": near(place[0]), "line": str(place[1]), "title": title}
    listed = ",".join(f"{key}={escaped_property(value)}" for key, value in properties.items())
    return f"::{command} {listed}::{escaped(*said)}"
