"""The situations of several regions in words: the core's facts, and canonical roles."""

from __future__ import annotations

import functools

from kernketen.asking.situations.boxes import cover
from kernketen.comparing.answers.shared import OWN
from kernketen.comparing.answers.tightening import tightened, together
from kernketen.model.canonical import ROLES
from kernketen.model.facts import CORE
from kernketen.model.labels import case_fact
from kernketen.model.wording import said
from kernketen.words import language, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Space
    from kernketen.model.condition import Condition
    from kernketen.model.region import Region

MOST_BOXES = 3
"""Situations that take more conditions than this are called all others, if another row is not."""


def nobodys() -> Region:
    """A region that is none of them: what all share, to say a condition with."""
    return _nobodys(language())


@functools.cache
def _nobodys(_: str) -> Region:
    roles = [{"id": name, "name": spelt(name)} for name in ROLES]
    facts = {fact.id: case_fact(fact) for fact in CORE}
    for fact in facts.values():
        fact["words"] = {**fact["words"], OWN: tr("something that only one region has")}
    found: Any = {
        "facts": facts,
        "roles": [*roles, {"id": OWN, "name": tr("a role that only one region has")}],
    }
    region: Region = found
    return region


def covers(space: Space, areas: Sequence[int]) -> list[list[Condition | None]]:
    """The conditions in which these situations can be said."""
    return [tightened(space, cover(space, cells)) for cells in areas]


def situations_said(
    boxes: Sequence[Sequence[Condition | None]], areas: Sequence[int], rest: int | None, region: Region
) -> tuple[list[str | None], int | None]:
    """Situations in words, in their order; ``None`` where there is only one, and it is always.

    ``rest`` is the place of one that may be called all others; returns also which one was. ``region`` has the
    names of the facts and roles.
    """
    if rest is None:
        longest = max(range(len(areas)), key=lambda n: (len(boxes[n]), areas[n].bit_count()))
        rest = longest if len(boxes[longest]) > MOST_BOXES else None
    rest = rest if len(areas) > 1 else None
    return [
        tr("in all other situations") if n == rest else _said(found, region) for n, found in enumerate(boxes)
    ], rest


def spelt(role: str) -> str:
    """A canonical role within a sentence."""
    return _SPELT.get(role, role.replace("_", " "))


def _said(boxes: Sequence[Condition | None], region: Region) -> str | None:
    if any(box is None for box in boxes):
        return None
    shared, each = together([box for box in boxes if box is not None])
    words = [tr("if {condition}", condition=said(box, region)) for box in each]
    if shared is None:
        return f" · {tr('or')} ".join(words)
    told = tr("if {condition}", condition=said(shared, region))
    if not words:
        return told
    return tr("{shared}, and: {each}", shared=told, each=f" · {tr('or')} ".join(words))


_SPELT = {
    "jgz": "JGZ",
    "swv_consulent": "consulent van het SWV",
    "swv_ouderconsulent": "ouderconsulent van het SWV",
    "huisarts_jeugd": "huisarts of POH-jeugd",
    "veilig_thuis": "Veilig Thuis",
    "toegang_jeugdhulp": "toegang tot jeugdhulp bij de school",
    "casemanager_jeugd": "casemanager jeugd",
}
