"""Cases: given facts, the answer that must come out, and where it differs."""

from __future__ import annotations

from kernketen.asking.facts import given
from kernketen.asking.topics.answer import Asker
from kernketen.model.dates import span
from kernketen.refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kernketen.model.region import Case, Region

_WHO = frozenset(("who", "by", "of", "with", "decided_by", "among", "inform", "via"))


class Difference:
    """One thing that came out otherwise: the key, what was expected and what came."""

    __slots__ = ("came", "expected", "key")

    def __init__(self, key: str, expected: Any, came: Any) -> None:
        self.key = key
        self.expected = expected
        self.came = came

    def __repr__(self) -> str:
        return f"{self.key}: expected {self.expected!r}, came {self.came!r}"


def differences(region: Region, case: Case, today: str) -> tuple[list[Difference], dict[str, Any]]:
    """Where the answer to a case differs from what it expects, and the answer itself."""
    try:
        facts = given(region, case["given"])
    except Refusal as refusal:
        return [Difference("given", case["given"], refusal.sentence)], {}
    answer = Asker(region, facts, span(case["on"] or today)).answer(case["question"], case["topic"])
    found = [
        Difference(key, expected, out)
        for key, expected in case["expect"].items()
        if not _fits(key, expected, out := came(region, answer, key))
    ]
    for key, words in case["never"].items():
        out = answer["outcome"] if key == "outcome" else _roles(answer[key])
        hit = [word for word in words if word == out or (isinstance(out, list) and word in out)]
        found += [Difference(f"never {key}", words, word) for word in hit]
    return found, answer


def came(region: Region, answer: dict[str, Any], key: str) -> Any:
    """What an answer says under a key of ``expect``, as a case writes it."""
    if key in _WHO:
        return _who(answer[key]) or ("unknown" if key in answer["unstated"] else None)
    if key == "rule":
        return [entry["rule"] for entry in answer["because"]]
    if key == "source":
        return _sections(region, answer)
    if key == "flags":
        return [flag["id"] for flag in answer["flags"]]
    if key == "see":
        return answer["see"]["id"] if answer["see"] else None
    if key == "presumed":
        return sorted(answer["presumed"])
    if key == "steps":
        return _steps(region, answer)
    return answer[key]


def _who(who: Any) -> Any:
    """Who it is, as a case writes it."""
    roles = _roles(who)
    return (roles[0] if len(roles) == 1 else {who["mode"]: roles}) if who else None


def _steps(region: Region, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps that are listed, each with who does what, by when, and its section where it has its own."""
    cited = [entry["rule"] for entry in answer["because"]]
    own = {
        step["id"]: step["source"]
        for rule in region["rules"]
        if rule["id"] in cited
        for step in rule["steps"]
    }
    found = []
    for step in answer["steps"]:
        told = {"id": step["id"], "outcome": step["outcome"], "within": step["within"]}
        told |= {key: _who(step[key]) for key in sorted(_WHO)} | {"source": own.get(step["id"])}
        found.append({key: value for key, value in told.items() if value})
    return found


def _are_steps(expected: Any, came: Any) -> bool:
    """Whether these are the steps in their order; a step is named by its id, or with what it says."""
    named = [{"id": entry} if isinstance(entry, str) else entry for entry in expected]
    return len(named) == len(came) and all(
        step.get(key) == value
        for entry, step in zip(named, came, strict=True)
        for key, value in entry.items()
    )


def _sections(region: Region, answer: dict[str, Any]) -> list[str]:
    """The sections that are cited: that of the rule, and that of the rung where it has its own."""
    cited = [entry["rule"] for entry in answer["because"]]
    rules = [rule for rule in region["rules"] if rule["id"] in cited]
    rungs = [step["source"] for rule in rules for step in rule["steps"] if step["id"] == answer["step"]]
    return [*(rule["source"] for rule in rules), *filter(None, rungs)]


def _fits(key: str, expected: Any, came: Any) -> bool:
    if key in ("rule", "source"):
        return expected in came
    if key == "steps":
        return _are_steps(expected, came)
    if key == "flags":
        # An empty list expects that nothing is unclear; others may come besides those named.
        return set(expected) <= set(came) if expected else not came
    if key in ("missing", "presumed"):
        return set(expected) == set(came)
    if isinstance(expected, dict) and isinstance(came, dict) and key in _WHO:
        return {mode: sorted(roles) for mode, roles in expected.items()} == {
            mode: sorted(roles) for mode, roles in came.items()
        }
    return bool(expected == came)


def _roles(who: Any) -> list[str]:
    return [role["id"] for role in who["roles"]] if who else []
