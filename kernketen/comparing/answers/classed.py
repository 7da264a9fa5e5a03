"""How regions compare in one situation: each pair, all of them, who is stricter, and who say the same."""

from __future__ import annotations

from itertools import combinations

from kernketen.comparing.answers.alike import EQUAL, SILENT, first, verdict
from kernketen.comparing.answers.shared import nature
from kernketen.model.questions import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kernketen.comparing.answers.alike import Verdict
    from kernketen.comparing.answers.laid import Profile
    from kernketen.comparing.answers.said import Said


def between(one: Profile, other: Profile) -> Verdict:
    """How two regions compare; where what is said hangs on a region's own facts, only what surely differs."""
    if one.one is not None and other.one is not None:
        return verdict(one.one, other.one)
    if one.is_silent or other.is_silent:
        return EQUAL if one.is_silent and other.is_silent else SILENT
    if one.key == other.key and (one.region == other.region or (one.is_by_place and other.is_by_place)):
        return EQUAL
    pairs = [verdict(a, b) for a in one.said for b in other.said]
    if all(name == "different" for name, _ in pairs):
        return "different", tuple(dict.fromkeys(part for _, parts in pairs for part in parts))
    natures = {nature(fact) for each in (one, other) for fact in each.hangs_on}
    # Whatever it hangs on, none of it could be compared, for one and the same reason.
    always = set.intersection(*(set(parts) if name == "not_comparable" else set() for name, parts in pairs))
    return "not_comparable", tuple(sorted(always or natures))


def classed(profiles: Mapping[str, Profile]) -> Verdict:
    """The class of a row: the first that holds for any pair, and in what these differ."""
    verdicts = [between(profiles[a], profiles[b]) for a, b in combinations(sorted(profiles), 2)]
    found = first([name for name, _ in verdicts])
    parts = {part for name, parts in verdicts if name == found for part in parts}
    return found, tuple(sorted(parts))


def groups(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """The regions that say the same, the largest group first; who looked for it in vain is told apart."""
    found: list[list[str]] = []
    for name in sorted(profiles):
        for group in found:
            other = profiles[group[0]]
            if _attested(other) == _attested(profiles[name]) and between(other, profiles[name]) == EQUAL:
                group.append(name)
                break
        else:
            found.append([name])
    return sorted(found, key=lambda names: (-len(names), names))


def strictest_level(profiles: Mapping[str, Profile]) -> set[tuple[str, str]]:
    """(stricter, looser) by the levels of consent, where both say one."""
    levels = {name: _level(profile.one) for name, profile in profiles.items() if profile.one is not None}
    return {
        (a, b)
        for a, (level, of) in levels.items()
        for b, (other, others) in levels.items()
        # Of whom it is asked must be the same, as far as it is said.
        if level > other >= 0 and (not of or not others or of == others)
    }


def _level(said: Said) -> tuple[int, frozenset[str]]:
    """How much is asked of a professional (-1: that is not what is said), and of whom."""
    outcome = said.then["outcome"]
    # What may be asked, or only is to be striven for, is no requirement; "free" is none in any case.
    required = said.modality == "must" or (outcome == LEVELS[0] and said.modality != "must_not")
    is_level = outcome in LEVELS and required and said.mark == "agreed"
    return LEVELS.index(outcome) if is_level else -1, said.who["of"][1] if "of" in said.who else frozenset()


def strictest(pairs: set[tuple[str, str]]) -> list[str] | None:
    """Those who are stricter than another and than whom nobody is stricter; ``None`` without an order."""
    looser = {b for _, b in pairs}
    return sorted({a for a, _ in pairs} - looser) or None


def _attested(profile: Profile) -> Sequence[object]:
    return [one.attested for one in profile.said] if profile.is_silent else ()
