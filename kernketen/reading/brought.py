"""What plugins with code bring: values of hooks, each looked at, with names that are nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.questions import DUTY, FORBIDS, PERMITS, QUESTIONS, TELLS, Question
from kernketen.model.region import OwnQuestion
from kernketen.reading import plugins
from kernketen.reading.hookspecs import Command, Exporter
from kernketen.words import marked

Value = TypeVar("Value")

NAME_TAKEN = Rule("plugin.name_taken", Severity.WARNING)

CORE = "kernketen"
"""Under this name the core itself brings what comes in through hooks."""

TAKES = ("concept", "people")
"""The options that an exporter can take."""

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_TOPIC = re.compile(r"[a-z][a-z0-9_.]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_POLARITIES = (PERMITS, FORBIDS, DUTY, TELLS)


@dataclass(frozen=True, slots=True)
class Brought(Generic[Value]):
    """Values with the name of their plugin, those of the core first; and what was wrong with others."""

    values: tuple[tuple[str, Value], ...]
    findings: tuple[Finding, ...]


def brought(
    manager: Any,
    hook: str,
    kind: type[Value],
    name_of: Callable[[Value], str],
    wrong_with: Callable[[Value], str],
    taken: Collection[str] = (),
) -> Brought[Value]:
    """What all plugins give through ``hook``.

    Each is a ``kind`` with a name of its own that is not among ``taken``; ``wrong_with`` says in English
    what else is wrong with one, or nothing.
    """
    given, findings = plugins.given(manager, hook)
    owners = dict.fromkeys(taken, CORE)
    found: list[tuple[str, Value]] = []
    for plugin, value in sorted(given, key=lambda pair: (pair[0] != CORE, pair[0])):
        why = (
            wrong_with(value) if isinstance(value, kind) else f"{type(value).__name__} is no {kind.__name__}"
        )
        if not isinstance(value, kind) or why:
            findings.append(plugins.gives(plugin, hook, why))
            continue
        name = name_of(value)
        if name in owners:
            sentence = marked(
                "“{name}” of the plugin {plugin} is not used: {owner} has one of that name already ({hook})."
            )
            values = {"name": name, "plugin": plugin, "owner": owners[name], "hook": hook}
            findings.append(Finding(NAME_TAKEN, Location(plugin), sentence, values))
            continue
        owners[name] = plugin
        found.append((plugin, value))
    return Brought(tuple(found), tuple(findings))


def questions(manager: Any) -> tuple[dict[str, OwnQuestion], Sequence[Finding]]:
    """The questions that plugins add, by id, as a region keeps them."""
    found = brought(manager, "kernketen_questions", Question, lambda q: q.id, _wrong_question, QUESTIONS)
    return {question.id: question.plain() for _, question in found.values}, found.findings


def exporters(manager: Any) -> Brought[Exporter]:
    """The formats of ``kernketen export``."""
    return brought(manager, "kernketen_exporters", Exporter, lambda e: e.name, _wrong_exporter)


def commands(manager: Any, taken: Collection[str]) -> Brought[Command]:
    """The commands that plugins add to those of the core, which are ``taken``."""
    return brought(manager, "kernketen_commands", Command, lambda c: c.name, _wrong_command, taken)


def _wrong_question(question: Question) -> str:
    if not _fits(_WORD, [question.id]):
        return f"the id {question.id!r} is not written like “vervoer_regelen”"
    if not (isinstance(question.said, str) and question.said):
        return f"the question {question.id} does not say how it is asked"
    topics, outcomes = question.topics, question.outcomes
    if not (isinstance(topics, dict) and topics and _fits(_TOPIC, topics) and _texts(topics.values())):
        return f"the topics of {question.id} are no titles by id"
    if not (isinstance(outcomes, dict) and outcomes and _fits(_WORD, outcomes)):
        return f"the outcomes of {question.id} are not given by id"
    wrong = [name for name, does in outcomes.items() if does not in _POLARITIES]
    return f"the outcome {wrong[0]} of {question.id} must do one of {' '.join(_POLARITIES)}" if wrong else ""


def _wrong_exporter(exporter: Exporter) -> str:
    wrong = _wrong_named(exporter.name, exporter.what, exporter.text)
    takes = exporter.takes
    if not wrong and not (isinstance(takes, tuple) and set(takes) <= set(TAKES)):
        return f"{exporter.name} can take {' and '.join(TAKES)} only"
    return wrong


def _wrong_command(command: Command) -> str:
    return _wrong_named(command.name, command.what, command.run)


def _wrong_named(name: object, what: object, run: object) -> str:
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        return f"the name {name!r} is not written like “excel”"
    if not (isinstance(what, str) and what.strip()):
        return f"{name} does not say what it is"
    return "" if callable(run) else f"{name} has no function"


def _fits(form: re.Pattern[str], words: Iterable[object]) -> bool:
    return all(isinstance(word, str) and form.fullmatch(word) for word in words)


def _texts(words: Iterable[object]) -> bool:
    return all(isinstance(word, str) and word for word in words)
