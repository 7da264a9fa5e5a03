"""What rules of one topic say together, whatever their order in the file (SYNTAX.md §3, §14)."""

from __future__ import annotations

from kernketen.asking.topics.citing import WHO
from kernketen.model.questions import FORBIDS, QUESTIONS, TELLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.topics.topic import Turn
    from kernketen.model.region import Then, Who

PLAIN = ("within", "money", "word", "see", "if_refused")
"""The fields of a rule that are no roles, besides the outcome and the text."""

COMPANY = ("with", "inform", "via")
"""Who is there besides, and who hears of it: a further rule can add them without changing what is decided."""

DECISIVE = ("outcome", *PLAIN, *(key for key in WHO if key not in COMPANY))
"""What an answer decides: with another one of these it is another answer."""

_STRENGTH = ("must_not", "must", "should", "may", "info")


def polarity(question: str, turn: Turn) -> str:
    """Whether a turn permits, forbids, is a duty or tells something."""
    if turn.modality == "must_not":
        return FORBIDS
    known = QUESTIONS.get(question)
    if known is None:
        # Of a plugin's question it was noted when the rule was read.
        return turn.then.get("polarity", TELLS)
    return known.outcomes.get(turn.then["outcome"], TELLS)


def ordered(question: str, turns: Iterable[Turn]) -> list[Turn]:
    """The turns in an order that does not hang on their files, strongest first."""
    return sorted(turns, key=lambda turn: _order(question, turn))


def leading(question: str, turns: Iterable[Turn]) -> list[Turn]:
    """The turns that are heard, strongest first: a prohibition goes before a permission."""
    heard = ordered(question, turns)
    return [turn for turn in heard if polarity(question, turn) == FORBIDS] or heard


def clash(question: str, turns: Sequence[Turn]) -> list[Turn]:
    """Of turns that hold at once, one and those that contradict it; two prohibitions never do."""
    if not all(polarity(question, turn) == FORBIDS for turn in turns):
        for turn in turns:
            against = [other for other in turns if _differ(question, turn, other)]
            if against:
                return [turn, *against]
    return []


def status(then: Then) -> str:
    """The status that follows from what is said."""
    if then["decided_by"] is not None:
        return "conditional" if then["outcome"] else "human_decision"
    if then["see"] and not then["outcome"]:
        return "external_reference"
    return "decided"


def merged(turns: Sequence[Turn]) -> Then:
    """What turns that hold at once say together; where they contradict each other, what the first says."""
    if len(turns) == 1:
        return turns[0].then
    found: Any = {"outcome": turns[0].then["outcome"]}
    for key in PLAIN:
        found[key] = next((t.then[key] for t in turns if t.then[key]), turns[0].then[key])  # type: ignore[literal-required]
    for key in WHO:
        found[key] = _together([t.then[key] for t in turns if t.then[key] is not None])  # type: ignore[literal-required]
    found["text"] = " ".join(dict.fromkeys(turn.then["text"] for turn in turns if turn.then["text"]))
    result: Then = found
    return result


def signature(then: Then, keys: Iterable[str]) -> tuple[Any, ...]:
    """What is said under these keys, to be compared: the order of roles and of a quantity does not count."""
    said: Any = then
    return tuple([_plain(value) if isinstance(value := said[key], dict) else value for key in keys])


def _plain(value: Any) -> Any:
    return _roles(value) if "mode" in value else sorted(value.items())


def _order(question: str, turn: Turn) -> tuple[Any, ...]:
    known = QUESTIONS.get(question)
    outcomes = list(known.outcomes) if known else []
    outcome = turn.then["outcome"]
    place = outcomes.index(outcome) if outcome in outcomes else len(outcomes)
    strength = _STRENGTH.index(turn.modality) if turn.modality in _STRENGTH else len(_STRENGTH)
    return (strength, place, outcome, turn.rule["id"], turn.step or 0)


def _differ(question: str, one: Turn, other: Turn) -> bool:
    """Whether two turns cannot both be what was agreed."""
    if _sense(question, one) != _sense(question, other):
        return True
    pairs = [(one.then[key], other.then[key]) for key in PLAIN]  # type: ignore[literal-required]
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _sense(question: str, turn: Turn) -> tuple[Any, ...]:
    then = turn.then
    if not then["outcome"]:
        return (_roles(then["decided_by"]), then["see"])
    # One holder of the regie, one payer: two different ones contradict; two duties stand side by side.
    return (then["outcome"], _roles(then["who"]) if polarity(question, turn) == TELLS else None)


def _roles(who: Who | None) -> tuple[Any, ...] | None:
    return (who["mode"], sorted(who["roles"])) if who is not None else None


def _together(whos: Sequence[Who]) -> Who | None:
    """Several rules that hold at once name their roles together."""
    known = [who for who in whos if who["mode"] != "unknown"] or list(whos)
    if not known:
        return None
    if all(who == known[0] for who in known):
        return known[0]
    mode = "all" if all(who["mode"] == "all" for who in known) else "any"
    return {"mode": mode, "roles": list(dict.fromkeys(role for who in known for role in who["roles"]))}
