"""A YAML file as a tree with the stretch of text of each value, so that one thing in it can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml


@dataclass(eq=False)
class Node:
    """A value in a file: ``steps`` lead to it, ``text[start:end]`` is how it is written."""

    text: str
    steps: tuple[str | int, ...]
    start: int
    end: int
    kind: str
    is_flow: bool = False
    key_start: int = 0
    key_end: int = 0
    inside: list[Node] = field(default_factory=list)
    around: Node | None = None

    @property
    def key(self) -> str:
        """The nearest key: its own, or that of the list that it is in."""
        return next((step for step in reversed(self.steps) if isinstance(step, str)), "")

    @property
    def written(self) -> str:
        """How it is written."""
        return self.text[self.start : self.end]

    @property
    def said(self) -> str:
        """A scalar without its quotes."""
        written = self.written
        return written[1:-1] if written[:1] in "'\"" and len(written) > 1 else written

    def get(self, *steps: str) -> Node | None:
        """What stands under keys in it."""
        found: Node | None = self
        for step in steps:
            found = next((n for n in found.inside if n.steps[-1] == step), None) if found else None
        return found

    def walk(self) -> Iterator[Node]:
        """This value and all in it."""
        yield self
        for node in self.inside:
            yield from node.walk()

    def replaced(self, new: str) -> str:
        """The file with something else in its place."""
        return self.text[: self.start] + new + self.text[self.end :]

    def dropped(self) -> str:
        """The file without it, with its key or as an entry of its list; the same file where it is alone."""
        assert self.around is not None
        siblings = self.around.inside
        at = siblings.index(self)
        if len(siblings) == 1:
            return self.text
        start, end = self._stretch()
        if self.around.is_flow:
            if at + 1 < len(siblings):
                return self.text[:start] + self.text[siblings[at + 1]._stretch()[0] :]
            return self.text[: siblings[at - 1].end] + self.text[end:]
        if at + 1 < len(siblings):
            return self.text[:start] + self.text[siblings[at + 1]._stretch()[0] :]
        if isinstance(self.steps[-1], str):
            start = self.text.rfind("\n", 0, start) + 1
        return self.text[:start] + self.text[end:]

    def doubled(self) -> str:
        """The file with an entry of a list, or a key with its value, twice."""
        assert self.around is not None
        start, end = self._stretch()
        piece = self.text[start:end]
        if self.around.is_flow:
            return self.text[:end] + ", " + piece + self.text[end:]
        if isinstance(self.steps[-1], int):
            return self.text[:start] + piece.rstrip("\n") + "\n" + self.text[start:]
        indentation = " " * (start - self.text.rfind("\n", 0, start) - 1)
        return self.text[:start] + piece.rstrip() + "\n" + indentation + self.text[start:]

    def _stretch(self) -> tuple[int, int]:
        """Where it begins, with its key or its dash, and where it ends."""
        assert self.around is not None
        if isinstance(self.steps[-1], str):
            return self.key_start, self.end
        if self.around.is_flow:
            return self.start, self.end
        return self.text.rfind("\n", 0, self.start) + 1, self.end


def tree(text: str) -> Node:
    """The tree of a file."""
    loader = yaml.CSafeLoader(text)
    try:
        top = loader.get_single_node()
        assert top is not None
        return _built(text, top, (), None)
    finally:
        loader.dispose()


def _built(text: str, node: yaml.Node, steps: tuple[str | int, ...], around: Node | None) -> Node:
    start, end = node.start_mark.index, node.end_mark.index
    kind = {yaml.ScalarNode: "scalar", yaml.MappingNode: "mapping"}.get(type(node), "sequence")
    is_flow = bool(getattr(node, "flow_style", False))
    if kind != "scalar" and not is_flow:
        # A block ends where the next thing begins; blank lines and comments before that are not its own.
        end = start + len(_without_tail(text[start:end]))
    made = Node(text, steps, start, end, kind, is_flow, around=around)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = _built(text, value, (*steps, str(key.value)), made)
            inner.key_start, inner.key_end = key.start_mark.index, key.end_mark.index
            made.inside.append(inner)
    elif isinstance(node, yaml.SequenceNode):
        made.inside = [_built(text, entry, (*steps, n), made) for n, entry in enumerate(node.value)]
    return made


def _without_tail(piece: str) -> str:
    lines = piece.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "\n".join(lines) + ("\n" if "\n" in piece else "")
