"""A check: a rule for the data, the function that finds where it is broken, and what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kernketen.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    # What a check looks at is needed where one is run, not where its rule is told.
    from kernketen.checking.subject import Subject

EDITION = 1
"""The edition of the rules. A region that names an older one gets later rules as notes."""


@dataclass(frozen=True, slots=True)
class Example:
    """One file of a small region: ``file`` is its name there (``roles.yaml``), ``text`` all of it.

    It takes the place of that file in the region of ``checking.smallest``, and ``more`` of further files.
    ``note`` is an English key: what a text cannot show (a file that is too large, a link); without a text a
    test makes such a file. ``also`` are the rules that it cannot but break as well.
    """

    file: str
    text: str
    note: str = ""
    more: tuple[Example, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One rule with all that belongs to it.

    ``what`` and ``why`` are English keys of the catalogue, one or a few sentences: what the rule asks for,
    and what goes wrong for people otherwise. ``wrong`` breaks the rule, and no other; ``right`` is the same
    mended. ``run`` finds where a region breaks it; it is missing for what reading a file finds already.
    ``plugin`` is filled in by the program: who brought it, where that is not the core.
    """

    rule: Rule
    what: str
    why: str
    wrong: Example
    right: Example
    run: Callable[[Subject], Iterable[Finding]] | None = None
    plugin: str = ""

    @property
    def family(self) -> str:
        """The first half of its id."""
        return self.rule.id.partition(".")[0]

    @property
    def is_waivable(self) -> bool:
        """Whether a region may let a finding of it pass: not what keeps its files from being read."""
        is_own = self.family not in ("waiver", "plugin", "check")
        return self.run is not None or (is_own and self.rule.severity is not Severity.ERROR)

    def as_json(self) -> dict[str, Any]:
        """What is told of the rule, as plain data to be stored and read back by ``told``."""
        return {
            "id": self.rule.id,
            "severity": self.rule.severity.value,
            "since": self.rule.since,
            "what": self.what,
            "why": self.why,
            "wrong": asdict(self.wrong),
            "right": asdict(self.right),
            "runs": self.run is not None,
            "plugin": self.plugin,
        }


def told(data: Mapping[str, Any]) -> Check:
    """The check whose rule ``as_json`` told; it can be shown and not be run."""
    rule = Rule(data["id"], Severity(data["severity"]), data["since"])
    wrong, right = _example(data["wrong"]), _example(data["right"])
    run = _not_here if data["runs"] else None
    return Check(rule, data["what"], data["why"], wrong, right, run, data["plugin"])


def _example(data: Mapping[str, Any]) -> Example:
    more = tuple(_example(one) for one in data["more"])
    return Example(data["file"], data["text"], data["note"], more, tuple(data["also"]))


def _not_here(subject: Subject) -> Iterable[Finding]:
    raise NotImplementedError("this check was read from the snapshot, which tells of it and cannot run it")
