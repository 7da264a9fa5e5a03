"""The question that each field of a YAML file answers, written above it from the schema."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from kernketen.reading import document
from kernketen.reading.bundling import bundled
from kernketen.reading.places import pointer_step

_EXAMPLE = "#:"
_WIDTH = 110


def with_questions(text: str, name: str) -> str:
    """The YAML ``text`` with comments that say what each field asks, by the schema ``name``.

    A line that begins with ``#:`` is an example: it is written as a comment, and the file must be right with
    and without it. A question is asked once in a file. Raises ``ValueError`` for text that is no YAML.
    """
    lines = text.splitlines()
    full = examples_used(text)
    read, findings = document.parse(full.encode(), name)
    if read is None or findings:
        raise ValueError(f"template {name}: {[finding.message for finding in findings]}")
    schema = bundled(name)
    above: dict[int, list[str]] = {}
    told: set[str] = set()
    for pointer, said in _fields(read.data, schema, schema, ""):
        line, column = read.key_place(pointer)
        before = read.line(line)[: column - 1]
        if said in told or before.strip() not in ("", "-"):
            continue
        told.add(said)
        margin = " " * (_indent(before) if "-" in before else column - 1)
        above[line - 1] = [f"{margin}# {part}" for part in textwrap.wrap(said, _WIDTH - len(margin))]
    head = textwrap.wrap(f"{schema['title']}: {_sentence(schema['description'])}", _WIDTH)
    written = [f"# {part}" for part in head]
    for is_example, numbers in _blocks(lines):
        block = [part for n in numbers for part in (*above.get(n, ()), full.splitlines()[n])]
        written += _commented(block) if is_example else block
    return "\n".join(written) + "\n"


def examples_used(text: str) -> str:
    """The text of a template with its examples in force."""
    return re.sub(rf"(?m)^{_EXAMPLE}", "", text)


def _fields(data: object, part: Any, whole: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """(pointer, question) of each field in the data that the schema describes, from top to bottom."""
    part = {**_meant(part, whole), **part} if "$ref" in part else part
    if isinstance(data, dict):
        for key, value in data.items():
            inside = part.get("properties", {}).get(key)
            if inside is None:
                # Under a name that somebody chose, such as that of a team.
                if isinstance(value, dict) and isinstance(part.get("additionalProperties"), dict):
                    named = part["additionalProperties"]
                    yield from _fields(value, named, whole, pointer + pointer_step(key))
                continue
            described = {**_meant(inside, whole), **inside}
            if "title" in described:
                yield pointer + pointer_step(key), _question(described)
            yield from _fields(value, inside, whole, pointer + pointer_step(key))
    elif isinstance(data, list) and isinstance(part.get("items"), dict):
        for index, value in enumerate(data):
            yield from _fields(value, part["items"], whole, f"{pointer}/{index}")


def _meant(part: Any, whole: Any) -> Any:
    """What a ``$ref`` of a bundled schema stands for."""
    return whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}


def _question(described: Any) -> str:
    title = described.get("title", "")
    return (
        f"{title}{'' if title.endswith('?') else ':'} {_sentence(described.get('description', ''))}".strip()
    )


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else text + "."


def _blocks(lines: list[str]) -> Iterator[tuple[bool, list[int]]]:
    """Lines that stand together as an example or as no example: (is_example, line numbers from 0)."""
    block: list[int] = []
    for number, line in enumerate(lines):
        if block and not _go_together(lines[block[0]], line):
            yield lines[block[0]].startswith(_EXAMPLE), block
            block = []
        block.append(number)
    if block:
        yield lines[block[0]].startswith(_EXAMPLE), block


def _go_together(first: str, line: str) -> bool:
    """Whether a line belongs to the block that began with ``first``: an example ends where it is shut in."""
    if not first.startswith(_EXAMPLE) or not line.startswith(_EXAMPLE):
        return first.startswith(_EXAMPLE) == line.startswith(_EXAMPLE)
    return _indent(line.removeprefix(_EXAMPLE)) >= _indent(first.removeprefix(_EXAMPLE))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _commented(block: list[str]) -> list[str]:
    """The lines as comments, so that an editor's toggle gives them back as they were."""
    margin = min(map(_indent, block))
    return [f"{line[:margin]}# {line[margin:]}" for line in block]
