"""Changes that are let pass, with a reason and until a day: ``allowed_changes`` in ``region.yaml``."""

from __future__ import annotations

from typing import NamedTuple

from kernketen.model.dates import exists
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

_PROBLEMS = {
    "unused": marked("Nothing that changes has the fingerprint {fingerprint} any more. Remove it."),
    "expired": marked(
        "What lets {fingerprint} pass ended on {until}. Take the change back, or give a new day."
    ),
    "date": marked("What lets {fingerprint} pass ends on a day such as 2027-01-31, not on “{until}”."),
}


class Allowed(NamedTuple):
    """The reasons by fingerprint, and the entries that let nothing pass, each with its problem."""

    reasons: dict[str, str]
    problems: list[dict[str, str]]


def allowed(entries: Any, fingerprints: Collection[str], today: str) -> Allowed:
    """What the ``entries`` of a region let pass of what changed (``fingerprints``) on a day."""
    found = Allowed({}, [])
    for entry in _sound(entries):
        name, until = entry["fingerprint"], entry["until"]
        problem = ""
        if not (len(until) == len(today) and exists(until)):
            problem = "date"
        elif until < today:
            problem = "expired"
        elif name not in fingerprints:
            problem = "unused"
        if problem:
            said = tr(_PROBLEMS[problem], fingerprint=name, until=until)
            found.problems.append({"fingerprint": name, "problem": problem, "message": said})
        else:
            found.reasons[name] = entry["reason"]
    return found


def _sound(entries: Any) -> Sequence[dict[str, str]]:
    """The entries as the schema wants them; what is wrong with others is said where the file is read."""
    keys = ("fingerprint", "reason", "until")
    return [
        {key: entry[key] for key in keys}
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
        and all(isinstance(entry.get(key), str) and entry[key].strip() for key in keys)
    ]
