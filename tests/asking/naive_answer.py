"""An answer found the slow way: every situation that fits what is given is judged by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from naive_truth import Situation, holds, situations

from kernketen.model.condition import facts_in
from kernketen.model.questions import FORBIDS, QUESTIONS, TELLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kernketen.model.region import Region

STRENGTH = ["must_not", "must", "should", "may", "info"]
DECIDING = ("who", "by", "of", "decided_by", "among")
COMPANY = ("with", "inform", "via")


class Naive:
    """The answer to one topic: ``status``, ``outcome``, ``who``, ``missing`` and ``presumed``."""

    def __init__(self, region: Region, question: str, topic: str, given: Mapping[str, Sequence[Any]]) -> None:
        self.question = question
        self.turns = list(_turns(region, question, topic))
        conditions = [c for turn in self.turns for c in turn["conditions"]]
        self.cases = list(situations(conditions, given, region["domains"]))
        self.presumed: set[str] = set()
        self.presume(given)
        said = [self.saying(case) for case in self.cases]
        sure = self.sure()
        self.missing: set[str] = set()
        if sure and all(core == sure[0] for core, _ in said):
            self.status, self.outcome, self.who = self.shown(sure)
        elif all(one == said[0] for one in said):
            self.status, self.outcome, self.who = self.shown(said[0])
        else:
            self.status, self.outcome, self.who = "need_more_facts", None, None
            self.missing = self.matter(self.cases)
            self.presumed = {fact for fact in self.presumed if fact in self.matter(self.without[fact])}

    def presume(self, given: Mapping[str, Sequence[Any]]) -> None:
        """What the rules are about is taken for granted, fact by fact, unless that excludes everything."""
        scopes: dict[str, list[Any]] = defaultdict(list)
        alive = {id(turn) for case in self.cases for turn in self.heard(case)}
        for turn in self.turns:
            for scope in turn["scopes"] if id(turn) in alive else ():
                (fact,) = facts_in(scope)
                scopes[fact].append(scope)
        every = self.cases
        for fact, parts in sorted(scopes.items()):
            left = [case for case in self.cases if all(holds(part, case) for part in parts)]
            is_open = left and len(left) < len(self.cases) and len(given.get(fact, ())) != 1
            # What must be known is not taken for granted.
            if is_open and self.whens(self.cases) == self.whens(left):
                self.cases = left
                self.presumed.add(fact)
        self.without = {
            fact: [case for case in every if all(holds(part, case) for name in self.presumed - {fact}
                                                 for part in scopes[name])]
            for fact in self.presumed
        }  # fmt: skip

    def whens(self, cases: list[Situation]) -> list[int]:
        """The turns whose own condition surely holds."""
        return [
            number
            for number, turn in enumerate(self.turns)
            if all(holds(when, case) for when in turn["whens"] for case in cases)
        ]

    def heard(self, case: Situation) -> list[dict[str, Any]]:
        """The turns that speak in one situation: last rungs, not overridden."""
        true = [turn for turn in self.turns if all(holds(c, case) for c in turn["needs"])]
        last = [t for t in true if not any(o["rule"] is t["rule"] and o["step"] > t["step"] for o in true)]
        overridden = {name for turn in last for name in turn["rule"]["overrides"]}
        return [turn for turn in last if turn["rule"]["id"] not in overridden]

    def leading(self, turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [turn for turn in turns if turn["polarity"] == FORBIDS] or turns

    def saying(self, case: Situation) -> tuple[Any, Any]:
        return self.together(self.leading(self.heard(case)))

    def together(self, turns: list[dict[str, Any]]) -> tuple[Any, Any]:
        """What is decided, and what stands beside it."""
        if not turns:
            return None, None
        first = min(turns, key=lambda turn: turn["order"])
        is_clash = not all(turn["polarity"] == FORBIDS for turn in turns) and any(
            self.differ(one, other) for one in turns for other in turns
        )
        clash = sorted({turn["said"] for turn in turns}) if is_clash else []
        who = {key: _joined(turns, key) for key in DECIDING}
        withins = [turn["then"]["within"] for turn in sorted(turns, key=lambda t: t["order"])]
        within = repr(next((w for w in withins if w), None))
        rungs = sorted({(t["rule"]["id"], t["step"]) for t in turns if t["step"] >= 0})
        core = (
            first["modality"],
            first["then"]["outcome"],
            tuple(who.items()),
            within,
            tuple(rungs),
            tuple(clash),
        )
        return core, (any(self.bites(turn) for turn in turns), tuple(_joined(turns, key) for key in COMPANY))

    def differ(self, one: dict[str, Any], other: dict[str, Any]) -> bool:
        if one["sense"] != other["sense"]:
            return True
        terms = one["then"]["within"], other["then"]["within"]
        return all(terms) and terms[0] != terms[1]

    def bites(self, turn: dict[str, Any]) -> bool:
        return any(all(holds(when, case) for case in self.cases) for when in turn["doubts"])

    def sure(self) -> tuple[Any, Any] | None:
        """What is said in every situation, whoever of the rules says it."""
        everywhere: set[Any] | None = None
        for case in self.cases:
            here = {(turn["said"], self.bites(turn)) for turn in self.heard(case)}
            everywhere = here if everywhere is None else everywhere & here
        turns = [turn for turn in self.turns if (turn["said"], self.bites(turn)) in (everywhere or ())]
        return self.together(self.leading(turns)) if turns else None

    def shown(self, said: tuple[Any, Any]) -> tuple[str, str | None, Any]:
        core, beside = said
        if core is None:
            return "not_regulated", None, None
        _, outcome, roles, _, _, clash = core
        who = dict(roles)
        if clash or beside[0]:
            status = "ambiguous"
        elif who["decided_by"] is not None:
            status = "conditional" if outcome else "human_decision"
        else:
            status = "decided"
        return status, outcome or None, who["who"]

    def matter(self, cases: list[Situation]) -> set[str]:
        """The facts of which one alone makes a difference somewhere."""
        keys = list(cases[0])
        said: list[Any] = [self.saying(case) for case in cases]
        decided = [(core, beside and beside[0]) for core, beside in said]
        # Company counts only where nothing else differs.
        said = decided if any(one != decided[0] for one in decided) else said
        found = set()
        for fact in {key if isinstance(key, str) else key[0] for key in keys}:
            others = [key for key in keys if (key if isinstance(key, str) else key[0]) != fact]
            seen: dict[tuple[Any, ...], Any] = {}
            for case, one in zip(cases, said, strict=True):
                if seen.setdefault(tuple(case[key] for key in others), one) != one:
                    found.add(fact)
                    break
        return found


def _turns(region: Region, question: str, topic: str) -> Any:
    outcomes = QUESTIONS[question].outcomes
    for rule in region["rules"]:
        if (rule["question"], rule["topic"]) != (question, topic):
            continue
        rungs: list[Any] = [(-1, rule)]
        if rule["order"] == "ladder":
            rungs = list(enumerate(rule["steps"]))
        for number, holder in rungs:
            then = holder["then"]
            scopes = [
                c for c in (region["sections"][rule["source"]]["scope"], rule["scope"]) if c is not None
            ]
            whens = [rule["when"]]
            doubts = list(rule["doubts"])
            if number >= 0:
                scopes += [holder["scope"]] if holder["scope"] is not None else []
                whens.append(holder["when"])
                doubts += holder["doubts"]
            needs = [*scopes, *(when for when in whens if when is not None)]
            biting = [doubt["when"] for doubt in doubts if doubt["when"] is not None]
            modality = (holder["modality"] if number >= 0 else "") or rule["modality"]
            polarity = FORBIDS if modality == "must_not" else outcomes.get(then["outcome"], TELLS)
            place = list(outcomes).index(then["outcome"]) if then["outcome"] else len(outcomes)
            single = then["outcome"] and polarity == TELLS
            yield {
                "rule": rule,
                "step": number,
                "then": then,
                "modality": modality,
                "polarity": polarity,
                "needs": needs,
                "scopes": scopes,
                "whens": [when for when in whens if when is not None],
                "doubts": biting,
                "conditions": [*needs, *biting],
                "order": (STRENGTH.index(modality), place, then["outcome"], rule["id"], max(number, 0)),
                "sense": (then["outcome"], repr(then["who"]) if single else repr(then["decided_by"])
                          if not then["outcome"] else ""),
                "said": repr((modality, {k: v for k, v in then.items() if k != "text"},
                              (rule["id"], number) if number >= 0 else None)),
            }  # fmt: skip


def _joined(turns: list[dict[str, Any]], key: str) -> Any:
    named = [t["then"][key] for t in sorted(turns, key=lambda t: t["order"]) if t["then"][key] is not None]
    if not named:
        return None
    if all(who == named[0] for who in named):
        return (named[0]["mode"], frozenset(named[0]["roles"]))
    mode = "all" if all(who["mode"] == "all" for who in named) else "any"
    return (mode, frozenset(role for who in named for role in who["roles"]))
