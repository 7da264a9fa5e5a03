"""A check: a rule for the data, the function that finds where it is broken, and what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule

EDITION = 1
"""The edition of the rules. A region that names an older one gets later rules as notes."""


@dataclass(frozen=True, slots=True)
class Example:
    """One file of a small region: ``file`` is its name there (``roles.yaml``), ``text`` all of it.

    It takes the place of that file in the region of ``checking.smallest``.
    """

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule with all that belongs to it.

    ``what`` and ``why`` are English keys of the catalogue, one or a few sentences: what the rule asks for,
    and what goes wrong for people otherwise. ``wrong`` breaks the rule, and no other; ``right`` is the same
    mended. ``run`` finds where a region breaks it; it is missing for what reading a file finds already.
    """

    rule: Rule
    what: str
    why: str
    wrong: Example
    right: Example
    run: Callable[[Subject], Iterable[Finding]] | None = None
