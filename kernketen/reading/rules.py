"""The rules of a region: the files in ``rules/``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernketen.finding import Finding, Location
from kernketen.finding import Rule as FindingRule
from kernketen.model import region as shape
from kernketen.model.questions import QUESTIONS
from kernketen.reading.items import Data, File
from kernketen.reading.vocabulary import DUPLICATE_ID
from kernketen.words import marked

ROLES = ("who", "by", "with", "of", "decided_by", "among", "inform", "via")
QUESTION = FindingRule("reference.question")
TOPIC = FindingRule("reference.topic")
OUTCOME = FindingRule("reference.outcome")
OVERRIDES = FindingRule("reference.rule")


class RuleFile(File):
    """One file of rules, or another that names topics."""

    def rules(self, topics: dict[str, str]) -> list[shape.Rule]:
        """The rules of a ``rules/*.yaml`` file; ``topics`` are the region's own, by id."""
        question = self.text("", "question")
        self._is_question(question, "/question", topics)
        return [self._rule(question, p, d, topics) for p, d in self.entries("rules")]

    def _note(self, rule: FindingRule, pointer: str, sentence: str, word: str, among: Any) -> None:
        if self._document is not None and word:
            place = self._document.location(pointer)
            self._words.findings.append(
                Finding(rule, place, sentence, {"word": word}, self._words.nearest(word, among))
            )

    def _is_question(self, question: str, pointer: str, topics: dict[str, str]) -> bool:
        if question in self._words.questions or question in topics.values():
            return True
        among = dict.fromkeys((*self._words.questions, *topics.values()))
        self._note(QUESTION, pointer, marked("The question “{word}” does not exist."), question, among)
        return False

    def _is_topic(self, question: str, topic: str, pointer: str, topics: dict[str, str]) -> None:
        known = self._words.questions.get(question)
        among = [*(known.topics if known else ()), *(name for name, of in topics.items() if of == question)]
        # The matrix brings topics of its own: whose turn it is.
        if topic not in among and not topic.startswith("aan_zet."):
            self._note(TOPIC, pointer, marked("The topic “{word}” does not exist."), topic, among)

    def cases(self, topics: dict[str, str]) -> None:
        """Find the cases of a question or topic that does not exist."""
        for pointer, data in self.entries("cases"):
            question = self.text(pointer, "question", data)
            if self._is_question(question, f"{pointer}/question", topics):
                self._is_topic(question, self.text(pointer, "topic", data), f"{pointer}/topic", topics)

    def gaps(self, topics: dict[str, str]) -> None:
        """Find the gaps in a question or topic that does not exist; ``who/…`` is about teams and contacts."""
        for pointer, data in self.entries("gaps"):
            question, _, topic = self.text(pointer, "topic", data).partition("/")
            if question != "who" and self._is_question(question, f"{pointer}/topic", topics):
                self._is_topic(question, topic, f"{pointer}/topic", topics)

    def once(self, seen: dict[str, Location]) -> None:
        """Find the ids of rules and of turns that were ``seen`` before, in this file or in another."""
        self._once(self.entries("rules"), seen)
        for table, data in self.entries("matrix"):
            for cell, entry in self.entries("cells", data, table):
                self._once(self.entries("turns", entry, cell), seen)

    def _once(self, entries: Iterable[tuple[str, Data]], seen: dict[str, Location] | None = None) -> None:
        places = {} if seen is None else seen
        for pointer, data in entries:
            assert self._document is not None
            word, place = self.text(pointer, "id", data), self._document.location(f"{pointer}/id")
            if word in places:
                sentence = marked("The id “{word}” is used twice.")
                finding = Finding(DUPLICATE_ID, place, sentence, {"word": word}, related=(places[word],))
                self._words.findings.append(finding)
            elif word:
                places[word] = place

    def _rule(self, question: str, pointer: str, data: Data, topics: dict[str, str]) -> shape.Rule:
        topic = self.text(pointer, "topic", data)
        known = self._words.questions.get(question)
        if known:
            self._is_topic(question, topic, f"{pointer}/topic", topics)
        self._once(self.entries("steps", data, pointer))
        canonical = known is not None and topic in known.topics
        return {
            **self._item(pointer, data),
            "question": question,
            "topic": topic,
            "modality": self.text(pointer, "modality", data),
            "then": self._then(pointer, data, question if canonical else ""),
            "order": self.text(pointer, "order", data),
            "steps": [
                self._step(p, d, question if canonical else "")
                for p, d in self.entries("steps", data, pointer)
            ],
            "overrides": self._texts(data, "overrides"),
            "valid_from": self.text(pointer, "valid_from", data),
            "valid_until": self.text(pointer, "valid_until", data),
        }

    def _step(self, pointer: str, data: Data, question: str) -> shape.Step:
        return {
            "id": self.text(pointer, "id", data),
            "where": self._where(pointer),
            "source": self._reference("section", pointer, data, "source", self._words.sections),
            "modality": self.text(pointer, "modality", data),
            "scope": self._condition(pointer, "scope", data),
            "when": self._condition(pointer, "when", data),
            "then": self._then(pointer, data, question),
            "form": [
                {
                    "id": self.text(p, "id", d),
                    "text": self.text(p, "text", d),
                    "source": self._reference("section", p, d, "source", self._words.sections),
                }
                for p, d in self.entries("form", data, pointer)
            ],
            "content": self.text(pointer, "content", data),
            "text": self.text(pointer, "text", data),
            "note": self.text(pointer, "note", data),
            "doubts": self._doubts(pointer, data),
        }

    def _then(self, pointer: str, data: Data, question: str) -> shape.Then:
        given = data.get("then")
        then: Data = given if isinstance(given, dict) else {}
        here = f"{pointer}/then"
        outcome = self.text(here, "outcome", then)
        outcomes = self._words.questions[question].outcomes if question else {}
        if outcome and outcomes and outcome not in outcomes:
            sentence = marked("“{word}” is no outcome of this question.")
            self._note(OUTCOME, f"{here}/outcome", sentence, outcome, outcomes)
        within = then.get("within")
        found: Any = {
            "outcome": outcome,
            "within": within if isinstance(within, dict) else None,
            "see": self._see(here, then),
            **{key: self.text(here, key, then) for key in ("money", "word", "if_refused", "text")},
        }
        for key in ROLES:
            found[key] = self._roles(here, then, key)
        if question not in QUESTIONS and outcome in outcomes:
            found["polarity"] = outcomes[outcome]
        result: shape.Then = found
        return result

    def _roles(self, pointer: str, data: Data, key: str) -> shape.Who | None:
        if key not in data:
            return None
        if data[key] == "unknown":
            return {"mode": "unknown", "roles": []}
        return self._who(pointer, data, key)


def overridden(rules: list[shape.Rule], file: RuleFile) -> None:
    """Find the rules that override a rule which does not exist."""
    ids = {rule["id"] for rule in rules}
    for pointer, data in file.entries("rules"):
        for index, word in enumerate(file._texts(data, "overrides")):
            if word not in ids:
                file._note(
                    OVERRIDES,
                    f"{pointer}/overrides/{index}",
                    marked("There is no rule “{word}”."),
                    word,
                    ids,
                )
