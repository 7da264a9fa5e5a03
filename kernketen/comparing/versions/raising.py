"""Whether a version number was raised as much as the changes ask."""

from __future__ import annotations

import re

from kernketen.comparing.versions.weighing import BREAKING, EDITORIAL, NOTABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Number: TypeAlias = tuple[int, int, int]

_NUMBER = re.compile(r"v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?![\d.])")
MAJOR, MINOR, PATCH, NONE = "major", "minor", "patch", "none"
_STEPS = {BREAKING: MAJOR, NOTABLE: MINOR, EDITORIAL: PATCH, "": NONE}


def raised(old: str | None, new: str | None, weight: str) -> dict[str, Any]:
    """The two versions, the least one that is ``needed`` after changes of this weight, and whether it is met.

    ``weight`` is empty where nothing changed. Below 1.0 what breaks asks for another minor version. Where a
    version is not known or no number, ``needed`` and ``ok`` are not known either.
    """
    before, after = _number(old), _number(new)
    step = _STEPS[weight]
    if before is not None and step == MAJOR and before[0] == 0:
        step = MINOR
    needed = None if before is None else _stepped(before, step)
    is_met = None if needed is None or after is None else after >= needed
    return {
        "old": old,
        "new": new,
        "step": step,
        "needed": None if needed is None else ".".join(map(str, needed)),
        "ok": is_met,
    }


def _stepped(number: Number, step: str) -> Number:
    major, minor, patch = number
    if step == MAJOR:
        return major + 1, 0, 0
    if step == MINOR:
        return major, minor + 1, 0
    return (major, minor, patch + 1) if step == PATCH else number


def _number(text: str | None) -> Number | None:
    found = _NUMBER.match(text or "")
    if found is None:
        return None
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch
