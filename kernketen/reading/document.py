"""A YAML file as plain data, with the line and column of every value: the only door to ruamel.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.reading import opening, syntax
from kernketen.reading.places import Document, Marks, pointer_step
from kernketen.reading.scalar import plain, shortened
from kernketen.words import marked

__all__ = ["Document", "load", "parse", "pointer_step"]

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_EXPANDED = 300_000
"""Nodes after aliases are followed, every 64 characters of text counting as one more."""
MAX_FINDINGS = 200

DUPLICATE_KEY = Rule("yaml.duplicate_key")
TOO_DEEP = Rule("yaml.too_deep")
ALIAS_BOMB = Rule("yaml.alias_bomb")
ALIAS = Rule("yaml.alias")
TAG = Rule("yaml.tag")
MULTIPLE_DOCUMENTS = Rule("yaml.multiple_documents")
KEY = Rule("yaml.key")
NUMBER = Rule("yaml.number")
MORE = Rule("yaml.more", Severity.NOTE)

# libyaml compares each %TAG line with all before it, which takes minutes on a file full of them.
_TAG_DIRECTIVE = re.compile(r"(?:(?<=[\r\n])|\A)%TAG")


def load(path: str, shown: str) -> tuple[Document | None, list[Finding]]:
    """Read the YAML file ``path``; the document is missing where it cannot be read at all.

    ``shown`` is the name of the file in findings. Raises nothing for what a file may hold.
    """
    content = opening.read(path, shown)
    return (None, [content]) if isinstance(content, Finding) else parse(content, shown)


def parse(content: bytes, shown: str) -> tuple[Document | None, list[Finding]]:
    """Read YAML from bytes. See ``scalar.plain`` for what is text and what is not.

    A doubled key keeps its first value; a tag is left out and its value taken as written; both are findings.
    The document is missing where the file is no YAML or goes beyond a bound.
    """
    if len(content) > opening.MAX_BYTES:
        return None, [opening.too_large(Location(shown), opening.MAX_BYTES)]
    text = opening.decode(content, shown)
    if isinstance(text, Finding):
        return None, [text]
    directive = _TAG_DIRECTIVE.search(text)
    if directive:
        sentence = marked("Tags are not used here. Remove this line.")
        return None, [Finding(TAG, Location(shown, len(opening.lines(text[: directive.start()]))), sentence)]
    builder = _Builder(text, shown)
    try:
        data, marks = builder.document()
    except _Stop as stop:
        return None, [*builder.findings, stop.finding]
    except MarkedYAMLError as error:
        at, context = error.problem_mark, error.context_mark
        finding = syntax.explained(
            text,
            shown,
            error.problem or "",
            (at.line, at.column) if at else (0, 0),
            (context.line, context.column) if context else None,
        )
        return None, [*builder.findings, finding]
    except YAMLError as error:
        return None, [*builder.findings, syntax.explained(text, shown, str(error), (0, 0), None)]
    return Document(shown, data, text, marks, builder.size), builder.findings


class _Stop(Exception):
    """The file goes beyond a bound: what is wrong is said in ``finding``."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.sentence)
        self.finding = finding


@dataclass(slots=True)
class _Anchor:
    location: Location
    data: Any = None
    done: bool = False
    size: int = 0
    height: int = 0


class _Builder:
    """Builds data from the events of libyaml; its own stack is never deeper than ``MAX_DEPTH``."""

    def __init__(self, text: str, shown: str) -> None:
        self.findings: list[Finding] = []
        self._next = CParser(text.encode()).get_event
        self._shown = shown
        self._path: list[str | int] = []
        self._anchors: dict[str, _Anchor] = {}
        self._length = len(text)
        self._nodes = 0
        self._expanded = 0
        self._deepest = 0

    @property
    def size(self) -> int:
        """The keys and values so far, those behind aliases too; every 32 characters count as one more."""
        return self._expanded + (self._length >> 5)

    def document(self) -> tuple[Any, Marks]:
        """The first document of the file and its places."""
        self._next()  # start of the stream
        if isinstance(self._next(), StreamEndEvent):
            return None, (0, 0, 0, 0, None)
        event = self._next()
        line, column = event.start_mark.line, event.start_mark.column
        data, inside = self._node(event, 1)
        self._next()  # end of the document
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            self._report(
                MULTIPLE_DOCUMENTS,
                event.start_mark,
                marked("A second document begins here (“---”). A file holds one; this part is not read."),
            )
        return data, (line, column, line, column, inside)

    def _node(self, event: Any, depth: int) -> tuple[Any, Any]:
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event, depth), None
        self._nodes += 1
        self._expanded += 1
        if self._nodes > MAX_NODES:
            sentence = marked("The file holds more than {limit} values and is not read.")
            raise _Stop(self._finding(opening.TOO_LARGE, event.start_mark, sentence, limit=str(MAX_NODES)))
        if event.ctag is not None:
            self._tag(event)
        if event.anchor is not None:
            return self._anchored(event, depth)
        return self._scalar(event) if kind is ScalarEvent else self._collection(event, depth)

    def _collection(self, event: Any, depth: int) -> tuple[Any, Any]:
        if depth > MAX_DEPTH:
            sentence = marked("Values are nested more than {limit} deep here; the file is not read.")
            raise _Stop(self._finding(TOO_DEEP, event.start_mark, sentence, limit=str(MAX_DEPTH)))
        if depth > self._deepest:
            self._deepest = depth
        return self._mapping(depth) if type(event) is MappingStartEvent else self._sequence(depth)

    def _scalar(self, event: Any) -> tuple[Any, None]:
        text: str = event.value
        self._expanded += len(text) >> 6
        style = event.style
        if style == "" and event.ctag is None:
            try:
                return plain(text), None
            except OverflowError:
                sentence = marked("The number {number} is too large. Put it between quotes if it is a code.")
                self._report(NUMBER, event.start_mark, sentence, number=shortened(text))
        elif style == '"':
            # Only here can a code (\x1b) bring in what the text of the file itself may not hold.
            hidden = opening.HIDDEN.search(text)
            if hidden:
                sentence = marked("This text holds a hidden control character ({code}). Remove it.")
                code = opening.code_point(hidden.group())
                self._report(opening.CONTROL_CHARACTER, event.start_mark, sentence, code=code)
        return text, None

    def _mapping(self, depth: int) -> tuple[dict[str, Any], dict[str, Marks]]:
        data: dict[str, Any] = {}
        marks: dict[str, Marks] = {}
        next_event, path = self._next, self._path
        while True:
            event = next_event()
            if type(event) is MappingEndEvent:
                return data, marks
            start = event.start_mark
            line, column = start.line, start.column
            key = self._key(event, depth)
            path.append(key if key is not None else "")
            known = key in data
            if known:
                first = marks[path[-1]]  # type: ignore[index]
                related = (Location(self._shown, first[2] + 1, first[3] + 1, self._pointer()),)
                sentence = marked("The key “{key}” stands twice here; the first is on line {line}.")
                values = {"key": shortened(key), "line": str(first[2] + 1)}
                self._report(DUPLICATE_KEY, start, sentence, related, **values)
            event = next_event()
            start = event.start_mark
            value, inside = self._node(event, depth + 1)
            if key is not None and not known:
                data[key] = value
                marks[key] = (start.line, start.column, line, column, inside)
            path.pop()

    def _sequence(self, depth: int) -> tuple[list[Any], list[Marks]]:
        data: list[Any] = []
        marks: list[Marks] = []
        next_event, path = self._next, self._path
        while True:
            event = next_event()
            if type(event) is SequenceEndEvent:
                return data, marks
            start = event.start_mark
            line, column = start.line, start.column
            path.append(len(data))
            value, inside = self._node(event, depth + 1)
            path.pop()
            data.append(value)
            marks.append((line, column, line, column, inside))

    def _key(self, event: Any, depth: int) -> str | None:
        """The key, or nothing where it cannot be one; what is wrong with it is reported."""
        if type(event) is ScalarEvent and event.style == "" and event.ctag is None:
            text: str = event.value
            if text == "<<":
                sentence = marked("Keys cannot be merged in with “<<”. Write them out.")
                self._report(KEY, event.start_mark, sentence)
                self._node(event, depth + 1)
                return None
        value, _ = self._node(event, depth + 1)
        if isinstance(value, str) and type(event) is not AliasEvent:
            return value
        if type(event) is ScalarEvent:
            if event.value == "":
                self._report(KEY, event.start_mark, marked("A key is missing before this colon."))
                return None
            sentence = marked("A key must be text. Put {key} between quotes.")
            self._report(KEY, event.start_mark, sentence, key=shortened(event.value))
            return str(event.value)
        self._report(KEY, event.start_mark, marked("A key must be text, not an alias, a list or a mapping."))
        return None

    def _tag(self, event: Any) -> None:
        sentence = marked("The tag {tag} is not used here and is left out. Put text between quotes instead.")
        written = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        self._report(TAG, event.start_mark, sentence, tag=shortened(written))

    def _anchored(self, event: Any, depth: int) -> tuple[Any, Any]:
        known = self._anchors.get(event.anchor)
        anchor = _Anchor(self._location(event.start_mark))
        if known is not None:
            sentence = marked("The anchor “&{name}” is given twice; the first is on line {line}.")
            values = {"name": shortened(event.anchor), "line": str(known.location.line)}
            self._report(ALIAS, event.start_mark, sentence, (known.location,), **values)
        self._anchors[event.anchor] = anchor
        before, deepest = self._expanded, self._deepest
        self._deepest = depth - 1
        if type(event) is ScalarEvent:
            result = self._scalar(event)
        else:
            result = self._collection(event, depth)
        anchor.data, anchor.done = result[0], True
        anchor.size = self._expanded - before + 1
        anchor.height = self._deepest - depth + 1
        self._deepest = max(self._deepest, deepest)
        return result

    def _alias(self, event: Any, depth: int) -> Any:
        anchor = self._anchors.get(event.anchor)
        if anchor is None or not anchor.done:
            if anchor is None:
                sentence = marked("The alias “*{name}” stands for nothing: no “&{name}” comes before it.")
            else:
                sentence = marked("The alias “*{name}” stands inside what it stands for, and has no end.")
            related = () if anchor is None else (anchor.location,)
            self._report(ALIAS, event.start_mark, sentence, related, name=shortened(event.anchor))
            return None
        self._nodes += 1
        self._expanded += anchor.size
        if self._expanded > MAX_EXPANDED or self._nodes > MAX_NODES:
            sentence = marked("With all aliases followed the file holds too many values; it is not read.")
            raise _Stop(self._finding(ALIAS_BOMB, event.start_mark, sentence, (anchor.location,)))
        if depth + anchor.height - 1 > MAX_DEPTH:
            sentence = marked("Values are nested more than {limit} deep here; the file is not read.")
            raise _Stop(self._finding(TOO_DEEP, event.start_mark, sentence, limit=str(MAX_DEPTH)))
        self._deepest = max(self._deepest, depth + anchor.height - 1)
        return anchor.data

    def _report(
        self, rule: Rule, mark: Any, sentence: str, related: tuple[Location, ...] = (), **values: str
    ) -> None:
        self.findings.append(self._finding(rule, mark, sentence, related, **values))
        if len(self.findings) >= MAX_FINDINGS:
            sentence = marked("There may be more: after {number} findings the rest of the file was not read.")
            raise _Stop(self._finding(MORE, mark, sentence, number=str(len(self.findings))))

    def _finding(
        self, rule: Rule, mark: Any, sentence: str, related: tuple[Location, ...] = (), **values: str
    ) -> Finding:
        return Finding(rule, self._location(mark), sentence, values, related=related)

    def _location(self, mark: Any) -> Location:
        return Location(self._shown, mark.line + 1, mark.column + 1, self._pointer())

    def _pointer(self) -> str:
        return "".join(map(pointer_step, self._path))
