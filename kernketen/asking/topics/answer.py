"""The answer to one topic: what the agreement says in this case, with its status and its source.

The status is derived, never written in the data: see ``STATUSES``.
"""

from __future__ import annotations

from kernketen.asking.situations.cells import Space, TooWide, truth
from kernketen.asking.topics.citing import WHO, Citing
from kernketen.asking.topics.meaning import Meanings
from kernketen.asking.topics.speaking import clash, leading, merged, status
from kernketen.asking.topics.topic import Topic, Turn
from kernketen.model.condition import both, facts_in
from kernketen.model.dates import in_force
from kernketen.model.titles import topic_title
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Given
    from kernketen.model.dates import Span
    from kernketen.model.region import Region, Rule, Then

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

    def unsure(self, document: str) -> list[str]:
        """The facts that still decide whether a document leaves this case out; none where it speaks.

        It is taken to speak until a municipality is told from which the text leaves some pupils out.
        """
        excludes, domains = self.documents[document]["excludes"], self.region["domains"]
        if excludes is None or truth(excludes, self.given, domains) is not None:
            return []
        found: list[str] = []
        for part in excludes[1] if excludes[0] == "any" else [excludes]:
            told = [self.region["facts"][fact]["kind"] for fact in facts_in(part) if fact in self.given]
            if "municipality" in told and truth(part, self.given, domains) is None:
                topic = Topic((), self.given, self.region, Space([part], self.given, domains))
                within = topic.known & topic.mask(part)
                found += topic.telling((within, topic.known & ~within), list(self.region["facts"]))
        return list(dict.fromkeys(found))

    def half_covered(self, rules: Sequence[Rule]) -> dict[str, Any]:
        """What must be known before it is certain that these rules' documents speak for the case."""
        papers = dict.fromkeys(self.region["sections"][rule["source"]]["document"] for rule in rules)
        missing = list(dict.fromkeys(fact for paper in papers for fact in self.unsure(paper)))
        because = [self.because(turn) for turn in self.turns(rules)]
        return {"status": "need_more_facts", "missing": missing, "because": because}

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
        return self.judged(question, topic, self.rules(question, topic))

    def judged(self, question: str, topic: str, rules: Sequence[Rule]) -> dict[str, Any]:
        """What these rules of a topic say."""
        spoken = [r for r in rules if self.speaks(self.region["sections"][r["source"]]["document"])]
        base = {**_EMPTY, "topic": topic, "title": topic_title(self.region, question, topic)}
        if not spoken:
            left_out = [name for name in self.documents if self.speaks(name) is None]
            if left_out and (rules or len(left_out) == len(self.documents)):
                return {**base, "status": "out_of_scope", "because": [self.left_out(n) for n in left_out]}
            return {**base, **self.silence(question, topic)}
        unsure = [r for r in spoken if self.unsure(self.region["sections"][r["source"]]["document"])]
        if unsure:
            return {**base, **self.half_covered(unsure)}
        turns = self.turns(spoken)
        try:
            compiled = Topic(turns, self.given, self.region)
        except TooWide:
            return {**base, **self.too_wide(topic, turns)}
        compiled.presume(self.given)
        meanings = Meanings(question, compiled)
        settled = meanings.settled(compiled.known)
        if settled is None:
            alive = leading(question, (turn for turn in compiled.turns if turn.cells & compiled.known))
            areas = meanings.areas(compiled.known)
            return {
                **base,
                "status": "need_more_facts",
                "presumed": {
                    fact: value
                    for fact, value in compiled.presumed.items()
                    if compiled.tells(meanings.areas(compiled.without(fact)), fact)
                },
                "missing": compiled.telling(areas, list(self.region["facts"])),
                "because": [self.because(turn) for turn in alive],
            }
        # Only what the answer would be another without is worth naming.
        mark = meanings.mark(compiled.known)
        presumed = {
            fact: value
            for fact, value in compiled.presumed.items()
            if meanings.mark(compiled.without(fact)) != mark
        }
        if not settled:
            return {**base, "presumed": presumed, **self.silence(question, topic)}
        return {**base, **self.said(question, settled, compiled), "presumed": presumed}

    def too_wide(self, topic: str, turns: Sequence[Turn]) -> dict[str, Any]:
        """A topic with too many situations to judge: all that its rules name must be known."""
        named = {
            fact for turn in turns for c in (turn.when, *turn.scopes) if c is not None for fact in facts_in(c)
        }
        missing = [f for f in self.region["facts"] if f in named and len(self.given.get(f, ())) != 1]
        if not missing:
            raise Refusal(
                tr(
                    "The topic {topic} is too wide to be answered: its rules belong in several topics.",
                    topic=topic,
                ),
                reason="too_wide",
            )
        because = [self.because(turn) for turn in turns]
        return {"status": "need_more_facts", "missing": missing, "because": because}

    def said(self, question: str, turns: Sequence[Turn], topic: Topic) -> dict[str, Any]:
        """What turns that lead say together."""
        then = merged(turns)
        doubts = [doubt for turn in turns for doubt in turn.doubts if topic.bites(doubt)]
        against = clash(question, turns)
        steps = next((turn.rule["steps"] for turn in turns if turn.rule["steps"]), [])
        flags = [self.flag(d) for turn in turns for d in turn.doubts if d["when"] is None or d in doubts]
        flags += self.contradiction(against)
        found: dict[str, Any] = {
            "status": "ambiguous" if doubts or against else status(then),
            "outcome": then["outcome"] or None,
            "modality": turns[0].modality,
            **{name: self.who(then[name]) for name in WHO},  # type: ignore[literal-required]
            "unstated": [n for n in WHO if (then[n] or {}).get("mode") == "unknown"],  # type: ignore[literal-required]
            "within": then["within"],
            "money": then["money"] or None,
            "word": then["word"] or None,
            "if_refused": then["if_refused"] or None,
            "see": self.paper(then["see"]),
            "text": then["text"] or None,
            "steps": self.steps(steps),
            "verdict": self.verdict(then),
            "flags": [flag for n, flag in enumerate(flags) if flag not in flags[:n]],
            "because": [self.because(turn) for turn in turns],
        }
        rung = next((turn for turn in turns if turn.step is not None), None)
        if rung is not None and rung.step is not None:
            ids = [step["id"] for step in rung.rule["steps"]]
            found |= {"step": ids[rung.step], "next": next(iter(ids[rung.step + 1 :]), None)}
        return found

    def contradiction(self, turns: Sequence[Turn]) -> list[dict[str, Any]]:
        """The places that contradict the first, as flags."""
        return [
            {
                "id": f"{turns[0].rule['id']}/{other.rule['id']}",
                "text": tr(
                    "Two agreements contradict each other here: {one} and {other}.",
                    one=turns[0].rule["id"],
                    other=other.rule["id"],
                ),
                "reading": None,
                "against": self.source(other.source),
            }
            for other in turns[1:]
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
