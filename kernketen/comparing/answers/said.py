"""What a region says of a topic in one situation, in a form that can be compared."""

from __future__ import annotations

from kernketen.asking.topics.citing import WHO
from kernketen.asking.topics.speaking import clash, merged, status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from kernketen.asking.topics.topic import Turn
    from kernketen.comparing.answers.shared import Roles
    from kernketen.model.region import Gap, Region, Then

    # How many of them, which (canonical, or "region:role"), and whether a group of roles is among them.
    Named: TypeAlias = tuple[str, frozenset[str], bool]

SILENT = ("not_regulated", "out_of_scope")
"""The statuses in which nothing is agreed."""

_MARKS = {
    "external_reference": "elsewhere",
    "not_regulated": "silent",
    "out_of_scope": "left_out",
    "ambiguous": "ambiguous",
    "need_more_facts": "depends",
}
_KINDS = {"recommendation": "recommended", "announcement": "announced", "draft": "proposed"}


class Said:
    """What is said: ``status`` as in an answer of ``ask``, how it is meant (``mark``), and ``then``.

    ``turns`` are the rules that say it, strongest first; ``doubts`` the ids of the doubts that bite. ``key``
    is the same for all that is the same, ``own_key`` for what names the same roles of the region as well.
    """

    __slots__ = (
        "attested",
        "doubts",
        "gap",
        "key",
        "mark",
        "modality",
        "own_key",
        "status",
        "steps",
        "then",
        "turns",
        "who",
    )

    def __init__(
        self, question: str, turns: Sequence[Turn], doubts: Sequence[str], region: Region, roles: Roles
    ):
        self.turns = list(turns)
        self.doubts = list(doubts)
        self.then: Then = merged(turns)
        self.modality = turns[0].modality
        self.gap: Gap | None = None
        self.attested: bool | None = None
        against = clash(question, turns)
        self.status = "ambiguous" if doubts or against else status(self.then)
        kinds = {_KINDS.get(region["sections"][turn.source]["kind"], "agreed") for turn in turns}
        # What a draft has a part in is a proposal.
        meant = "proposed" if "proposed" in kinds else kinds.pop() if len(kinds) == 1 else "agreed"
        self.mark = _MARKS.get(self.status) or meant
        self.who: dict[str, Named] = {}
        for key in WHO:
            named = self.then[key]  # type: ignore[literal-required]
            if named is not None and named["mode"] != "unknown":
                tokens, grouped = roles.tokens(named["roles"])
                mode = "all" if len(named["roles"]) == 1 and not grouped else named["mode"]
                self.who[key] = (mode, tokens, grouped)
        steps = next((turn.rule["steps"] for turn in turns if turn.rule["order"] == "sequence"), [])
        self.steps = [_step(step["then"], roles) for step in steps]
        self.key = self._key([repr((turn.modality, turn.then["outcome"])) for turn in against])
        named = [sorted((self.then[key] or {"roles": []})["roles"]) for key in WHO]  # type: ignore[literal-required]
        self.own_key = self.key + repr(named)

    def _key(self, against: Sequence[str]) -> str:
        within = sorted((self.then["within"] or {}).items())
        # A region's own name must not decide about the order.
        who = sorted(
            (key, mode, sorted(tokens, key=_own_name)) for key, (mode, tokens, _) in self.who.items()
        )
        plain = [self.then[key] for key in ("outcome", "money", "word", "see", "if_refused")]
        text = self.then["text"] if self.is_words else ""
        parts = (self.status, self.mark, self.modality, plain, within, who, self.steps, sorted(against), text)
        return repr(parts)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is agreed here."""
        return self.status in SILENT

    @property
    def is_words(self) -> bool:
        """Whether it is said in words of the region only, of which nothing can be compared."""
        then = self.then
        return not (then["outcome"] or then["see"] or then["within"] or self.who or self.steps)


class Silence(Said):
    """That a region says nothing: looked for (``attested``), pointing elsewhere, or left out by the text."""

    def __init__(self, region: Region, question: str, topic: str, left_out: bool = False) -> None:
        self.turns = []
        self.doubts = []
        self.then = _NOTHING
        self.modality = ""
        self.who = {}
        self.steps = []
        self.gap = None if left_out else _gap(region, f"{question}/{topic}")
        self.attested = None if left_out else self.gap is not None
        self.status = "out_of_scope" if left_out else "not_regulated"
        if self.gap is not None and self.gap["see"]:
            self.status = "external_reference"
        self.mark = _MARKS[self.status]
        # Where it is pointed to is what is said; who looked for it is not.
        self.key = repr((self.status, self.gap["see"] if self.gap is not None and self.gap["see"] else ""))
        self.own_key = self.key

    @property
    def is_words(self) -> bool:
        """Never: nothing is said."""
        return False


_EMPTY: Any = {
    **dict.fromkeys(("outcome", "money", "word", "see", "if_refused", "text"), ""),
    **dict.fromkeys(WHO),
    "within": None,
}
_NOTHING: Then = _EMPTY


def _gap(region: Region, topic: str) -> Gap | None:
    return next((gap for gap in region["gaps"] if gap["topic"] == topic), None)


def _own_name(token: str) -> str:
    return token.rpartition(":")[2]


def _step(then: Then, roles: Roles) -> tuple[Any, ...]:
    who = []
    for key in WHO:
        named = then[key]  # type: ignore[literal-required]
        if named is not None and named["mode"] != "unknown":
            who.append((key, sorted(roles.tokens(named["roles"])[0], key=_own_name)))
    return (then["outcome"], tuple(who), sorted((then["within"] or {}).items()))
