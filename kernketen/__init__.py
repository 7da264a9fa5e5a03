"""Regional agreements between schools and youth care, as data that answers questions.

These names are what a plugin or a script may import; everything else may change. They are loaded when they
are first used, because the command line needs few of them.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.asking.people.who import who
    from kernketen.checking.check import Check, Example
    from kernketen.checking.subject import Subject
    from kernketen.finding import Finding, Location, Report, Rule, Severity
    from kernketen.model.questions import Question
    from kernketen.model.region import Region
    from kernketen.model.school import School
    from kernketen.reading.hookspecs import Command, Exporter, hookimpl
    from kernketen.reading.region import Loaded, read
    from kernketen.refusal import Refusal

__all__ = [
    "Check",
    "Command",
    "Example",
    "Exporter",
    "Finding",
    "Loaded",
    "Location",
    "Question",
    "Refusal",
    "Region",
    "Report",
    "Rule",
    "School",
    "Severity",
    "Subject",
    "hookimpl",
    "read",
    "who",
]

_HOMES = {
    "Check": "checking.check",
    "Command": "reading.hookspecs",
    "Example": "checking.check",
    "Exporter": "reading.hookspecs",
    "Finding": "finding",
    "Loaded": "reading.region",
    "Location": "finding",
    "Question": "model.questions",
    "Refusal": "refusal",
    "Region": "model.region",
    "Report": "finding",
    "Rule": "finding",
    "School": "model.school",
    "Severity": "finding",
    "Subject": "checking.subject",
    "hookimpl": "reading.hookspecs",
    "read": "reading.region",
    "who": "asking.who",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
