"""The answer to one topic: what the agreement says in this case, with its status and its source.

The status is derived, never written in the data: see ``STATUSES``.
"""

from __future__ import annotations

from kernketen.asking.cells import truth
from kernketen.asking.citing import WHO, Citing, one
from kernketen.asking.topic import Topic, Turn
from kernketen.model.condition import both
from kernketen.model.dates import in_force
from kernketen.model.questions import FORBIDS, QUESTIONS, TELLS
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.cells import Given
    from kernketen.model.dates import Span
    from kernketen.model.region import Doubt, Region, Rule, Then, Who

STATUSES = (
    "decided",
    "conditional",
    "human_decision",
    "need_more_facts",
    "external_reference",
    "not_regulated",
    "out_of_scope",
    "ambiguous",
)
_PLAIN = ("outcome", "within", "money", "word", "see", "if_refused")
_EMPTY: dict[str, Any] = {
    "status": "not_regulated",
    "outcome": None,
    "modality": None,
    **dict.fromkeys(WHO),
    "within": None,
    "money": None,
    "word": None,
    "see": None,
    "if_refused": None,
    "verdict": None,
    "text": None,
    "unstated": [],
    "steps": [],
    "step": None,
    "next": None,
    "presumed": {},
    "missing": [],
    "flags": [],
    "attested": None,
    "searched": [],
    "because": [],
}


class Asker(Citing):
    """One region on one day, with what is given about a case."""

    def __init__(self, region: Region, given: Given, on: Span) -> None:
        super().__init__(region, given)
        self.on = on
        self._covered: dict[str, bool | None] = {}

    # -- which rules ------------------------------------------------------------------------------

    def rules(self, question: str, topic: str) -> list[Rule]:
        """The rules of a topic that are in force on the day."""
        return [
            rule
            for rule in self.region["rules"]
            if rule["question"] == question and rule["topic"] == topic and self.is_in_force(rule)
        ]

    def is_in_force(self, rule: Rule) -> bool:
        """Whether a rule and its section hold on the day."""
        section = self.region["sections"][rule["source"]]
        return in_force(section["valid_from"], section["valid_until"], self.on) and in_force(
            rule["valid_from"], rule["valid_until"], self.on
        )

    def speaks(self, document: str) -> bool | None:
        """Whether a document speaks for this case: yes (or perhaps), no, or it leaves it out (``None``)."""
        if document not in self._covered:
            paper = self.documents[document]
            domains = self.region["domains"]
            self._covered[document] = truth(paper["covers"], self.given, domains) is not False
            if paper["excludes"] is not None and truth(paper["excludes"], self.given, domains):
                self._covered[document] = None
        return self._covered[document]

    def turns(self, rules: Iterable[Rule]) -> list[Turn]:
        """The rules as turns; a ladder gives one for each rung."""
        found: list[Turn] = []
        for rule in rules:
            section = self.region["sections"][rule["source"]]
            scopes = [scope for scope in (section["scope"], rule["scope"]) if scope is not None]
            doubts = [*rule["doubts"], *section["doubts"]]
            if rule["order"] == "ladder":
                for number, step in enumerate(rule["steps"]):
                    inner = scopes if step["scope"] is None else [*scopes, step["scope"]]
                    when = both(rule["when"], step["when"])
                    found.append(Turn(rule, step["then"], when, inner, [*doubts, *step["doubts"]], number))
            else:
                found.append(Turn(rule, rule["then"], rule["when"], scopes, doubts))
        return found

    # -- the answer -------------------------------------------------------------------------------

    def answer(self, question: str, topic: str) -> dict[str, Any]:
        """The answer to one topic, as ``schemas/output/ask.schema.json`` describes it."""
        rules = self.rules(question, topic)
        spoken = [r for r in rules if self.speaks(self.region["sections"][r["source"]]["document"])]
        base = {**_EMPTY, "topic": topic}
        if not spoken:
            left_out = [name for name in self.documents if self.speaks(name) is None]
            if left_out and (rules or len(left_out) == len(self.documents)):
                return {**base, "status": "out_of_scope", "because": [self.left_out(n) for n in left_out]}
            return {**base, **self.silence(question, topic)}
        compiled = Topic(self.turns(spoken), self.given, self.region["domains"])
        compiled.presume(self.given)
        meanings: dict[str, tuple[int, list[list[Turn]]]] = {}
        for cells, speaking in compiled.partition():
            mark = self.meaning(question, speaking, compiled)
            area, ways = meanings.get(mark, (0, []))
            meanings[mark] = (area | cells, [*ways, speaking])
        presumed = {
            fact: one(values)
            for fact, values in compiled.presumed.items()
            if len(meanings) > 1 or self.matters(question, fact, compiled, next(iter(meanings)))
        }
        if len(meanings) > 1:
            return {
                **base,
                "status": "need_more_facts",
                "presumed": presumed,
                "missing": compiled.telling(cells for cells, _ in meanings.values()),
                "because": [self.because(turn) for turn in _alive(compiled)],
            }
        mark, (_, ways) = next(iter(meanings.items()))
        common = [turn for turn in ways[0] if all(turn in way for way in ways)]
        # What holds whatever is still unknown is cited alone; complementary rules are cited together.
        is_common = self.meaning(question, common, compiled) == mark
        turns = common if is_common else ways[0]
        cited = [common] if is_common else ways
        found = {**base, **self.together(question, turns, compiled), "presumed": presumed}
        leading = dict.fromkeys(turn for way in cited for turn in self.leading(question, way))
        found["because"] = [self.because(turn) for turn in leading]
        if not leading:
            found |= self.silence(question, topic)
        return found

    def matters(self, question: str, fact: str, topic: Topic, mark: str) -> bool:
        """Whether something else would be said if a presumed fact were otherwise."""
        wider = topic.without(fact)
        return any(self.meaning(question, way, topic) != mark for _, way in topic.partition(wider))

    def biting(self, turns: Sequence[Turn], topic: Topic) -> list[Doubt]:
        """The conditional doubts that surely bite here; one that merely might is left aside."""
        doubts: list[Doubt] = []
        for turn in turns:
            for doubt in turn.doubts:
                if doubt["when"] is not None and not topic.known & ~topic.mask(doubt["when"]):
                    doubts += [doubt] if doubt not in doubts else []
        return doubts

    def meaning(self, question: str, speaking: Sequence[Turn], topic: Topic) -> str:
        """A mark that is the same for situations in which the turns that speak say the same."""
        turns = self.leading(question, speaking)
        if not turns:
            return ""
        unclear = bool(self.biting(speaking, topic)) or self.contradict(question, turns)
        said_: list[Any] = [unclear, turns[0].rule["modality"], turns[0].step]
        said_ += [_status(turns[0].then), *(turns[0].then[key] for key in _PLAIN)]  # type: ignore[literal-required]
        said_ += [_together([t.then[key] for t in turns if t.then[key] is not None]) for key in WHO]  # type: ignore[literal-required]
        return repr(said_)

    def contradict(self, question: str, turns: Sequence[Turn]) -> bool:
        """Whether turns that hold at once say different things; two prohibitions never do."""
        if len(turns) < 2 or all(self.polarity(question, turn) == FORBIDS for turn in turns):
            return False
        return len({self.sense(question, turn) for turn in turns}) > 1

    def together(self, question: str, turns: Sequence[Turn], topic: Topic) -> dict[str, Any]:
        """The answer of turns that hold at once."""
        doubts = self.biting(turns, topic)
        leading = self.leading(question, turns)
        if not leading:
            return {}
        answer = self.said(leading, doubts)
        if doubts or self.contradict(question, leading):
            answer["status"] = "ambiguous"
        if self.contradict(question, leading):
            answer["flags"] = [*answer["flags"], *self.contradiction(leading)]
        return answer

    def polarity(self, question: str, turn: Turn) -> str:
        """Whether a turn permits, forbids, is a duty or tells something."""
        if turn.rule["modality"] == "must_not":
            return FORBIDS
        known = QUESTIONS.get(question)
        return known.outcomes.get(turn.then["outcome"], TELLS) if known else TELLS

    def sense(self, question: str, turn: Turn) -> str:
        """What must be equal for two rules not to contradict each other."""
        then = turn.then
        if not then["outcome"]:
            return repr((then["decided_by"], then["see"]))
        # One holder of the regie, one payer: two different ones contradict; two duties stand side by side.
        single = self.polarity(question, turn) == TELLS
        return repr((then["outcome"], then["who"] if single else None))

    def leading(self, question: str, speaking: Sequence[Turn]) -> list[Turn]:
        """A prohibition goes before a permission: where one speaks, the others are silent."""
        forbidding = [turn for turn in speaking if self.polarity(question, turn) == FORBIDS]
        return forbidding or list(speaking)

    def said(self, turns: Sequence[Turn], doubts: Sequence[Doubt]) -> dict[str, Any]:
        """What turns that agree say together."""
        first = turns[0]
        then = first.then
        found: dict[str, Any] = {
            "status": _status(then),
            "outcome": then["outcome"] or None,
            "modality": first.rule["modality"],
            "within": then["within"],
            "money": then["money"] or None,
            "word": then["word"] or None,
            "if_refused": then["if_refused"] or None,
            "see": self.paper(then["see"]),
            "text": " ".join(dict.fromkeys(t.then["text"] for t in turns if t.then["text"])) or None,
            "steps": self.steps(first.rule),
            "verdict": self.verdict(then),
            "flags": [self.flag(d) for t in turns for d in t.doubts if d["when"] is None or d in doubts],
        }
        unstated = []
        for name in WHO:
            values = [turn.then[name] for turn in turns if turn.then[name] is not None]  # type: ignore[literal-required]
            known = [who for who in values if who["mode"] != "unknown"]
            found[name] = self.who(_together(known))
            unstated += [name] if values and not known else []
        found |= {"unstated": unstated}
        if first.step is not None:
            steps = first.rule["steps"]
            found["step"] = steps[first.step]["id"]
            found["next"] = steps[first.step + 1]["id"] if first.step + 1 < len(steps) else None
        return found

    def contradiction(self, turns: Sequence[Turn]) -> list[dict[str, Any]]:
        """The places that contradict each other, as flags."""
        first, *others = turns
        return [
            {
                "id": f"{first.rule['id']}/{other.rule['id']}",
                "text": tr(
                    "Two agreements contradict each other here: {one} and {other}.",
                    one=first.rule["id"],
                    other=other.rule["id"],
                ),
                "reading": None,
                "against": self.source(other.rule["source"]),
            }
            for other in others
        ]

    def silence(self, question: str, topic: str) -> dict[str, Any]:
        """No rule: what the region says of its own silence."""
        for gap in self.region["gaps"]:
            if gap["topic"] == f"{question}/{topic}":
                searched = [self.source(s) for s in gap["searched"] if s in self.region["sections"]]
                return {
                    "status": "external_reference" if gap["see"] else "not_regulated",
                    "see": self.paper(gap["see"]),
                    "text": gap["note"],
                    "attested": True,
                    "searched": searched or gap["searched"],
                    "flags": [self.flag(doubt) for doubt in gap["doubts"]],
                }
        return {"status": "not_regulated", "attested": False}

    def verdict(self, then: Then) -> str | None:
        """What a consent requirement means for the consent that was given; the core's only own meaning."""
        state = self.given.get("toestemming", ())
        if len(state) != 1 or then["outcome"] not in ("toestemming", "schriftelijke_toestemming"):
            return None
        if state[0] == "gegeven":
            return "allowed"
        return "ask_first" if state[0] == "niet_gevraagd" else then["if_refused"] or "not_allowed"


def _status(then: Then) -> str:
    if then["decided_by"] is not None:
        return "conditional" if then["outcome"] else "human_decision"
    if then["see"] and not then["outcome"]:
        return "external_reference"
    return "decided"


def _alive(topic: Topic) -> list[Turn]:
    return [turn for turn in topic.turns if turn.cells & topic.known]


def _together(whos: Sequence[Who]) -> Who | None:
    """Several rules that hold at once name their roles together."""
    if not whos:
        return None
    if all(who == whos[0] for who in whos):
        return whos[0]
    return {"mode": "all", "roles": list(dict.fromkeys(role for who in whos for role in who["roles"]))}
