"""Ways to break one thing in a region's files, as a hand slips or a text is misread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import generate
from spans import Node, tree

from kernketen.model.questions import QUESTIONS

Files = Mapping[str, str]
Change = tuple[str, str]
"""A file, and its new text."""

WHO = ("who", "by", "of", "decided_by", "with", "among", "inform", "via", "van", "naar")
DATES = ("date", "valid_from", "valid_until", "adopted_on", "reviewed_on", "on")
OPERATORS = ("gt", "ge", "lt", "le", "is")
CONDITIONS = ("when", "scope", "covers", "excludes")
MODALITIES = ("must", "must_not", "should", "may", "info")
PRESENCES = ("fixed", "if_present", "preferred", "usually", "sometimes", "on_request", "backup", "excluded")
TEXTS = (
    *("note", "text", "description", "reading", "heading", "title", "name", "purpose", "expansion", "term"),
    *("aliases", "reason", "searched", "question_en", "label", "yes", "no", "money", "names", "parties"),
    *("register_name", "place", "web", "email", "phone", "group", "order", "cooperation", "also", "word"),
)
"""Keys of which no change makes data wrong: what people read, and how they are reached."""


class Region:
    """A region's files with their trees, read once for all breaks."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.trees = {name: tree(text) for name, text in files.items()}
        self.nodes = {name: list(top.walk()) for name, top in self.trees.items()}
        self._places: dict[str, list[tuple[str, Node]]] = {}
        self._said: dict[str, int] = {}
        for nodes in self.nodes.values():
            for node in nodes:
                if node.kind == "scalar":
                    self._said[node.said] = self._said.get(node.said, 0) + 1

    @cached_property
    def places(self) -> list[tuple[str, Node]]:
        """All values, with their file."""
        return [(name, node) for name, nodes in self.nodes.items() for node in nodes if node.steps]

    def places_of(self, kind: str) -> list[tuple[str, Node]]:
        """The values that can be broken in this way, with their file; none where it never can."""
        if kind not in self._places:
            fits = KINDS[kind].fits
            self._places[kind] = [(name, node) for name, node in self.places if fits(self, name, node)]
        return self._places[kind]

    def values_in_conditions(self, key: str) -> list[str]:
        """The values of a fact that stand in conditions."""
        return sorted(
            {n.said for _, n in self.places if n.kind == "scalar" and n.key == key and _in_condition(n)}
        )

    def is_named(self, word: str) -> bool:
        """Whether an id stands elsewhere too."""
        return self._said.get(word, 0) > 1

    def ids(self, name: str, *keys: str) -> list[str]:
        """The ids of the entries of a list."""
        found = [self.trees[name]] if name in self.trees else []
        for key in keys:
            lists = [node.get(key) for node in found]
            found = [entry for node in lists if node for entry in node.inside]
        ids = [node.get("id") for node in found]
        return [node.said for node in ids if node]


Fits = Callable[[str, Node], bool]


@dataclass(frozen=True)
class Break:
    """One way to break something: where it can be done, and what the file then is (``None``: nothing new)."""

    fits: Callable[[Region, str, Node], bool]
    change: Callable[[Random, Region, Node], str | None]


def _changed(fits: Fits, other: Callable[[Random, Region, Node], Iterable[str]]) -> Break:
    """A value replaced by one of the other values that could stand there."""

    def change(chance: Random, region: Region, node: Node) -> str | None:
        words = [word for word in other(chance, region, node) if word != node.said]
        return node.replaced(chance.choice(words)) if words else None

    return Break(lambda _, name, node: fits(name, node), change)


def _dropped(fits: Fits) -> Break:
    def can(_: Region, name: str, node: Node) -> bool:
        return fits(name, node) and node.around is not None and len(node.around.inside) > 1

    return Break(can, lambda chance, region, node: node.dropped())


def _doubled(fits: Fits) -> Break:
    return Break(lambda _, name, node: fits(name, node), lambda chance, region, node: node.doubled())


def _key(other: Callable[[Random, str], str], fits: Fits) -> Break:
    def change(chance: Random, _: Region, node: Node) -> str:
        new = other(chance, str(node.steps[-1]))
        return node.text[: node.key_start] + new + node.text[node.key_end :]

    return Break(lambda _, name, node: fits(name, node), change)


def _line(other: Callable[[Random, str], str]) -> Break:
    def change(chance: Random, _: Region, node: Node) -> str:
        start = node.text.rfind("\n", 0, node.start) + 1
        end = node.text.find("\n", start)
        end = len(node.text) if end < 0 else end
        return node.text[:start] + other(chance, node.text[start:end]) + node.text[end:]

    return Break(lambda _, name, node: node.kind == "scalar", change)


# -- what stands where ----------------------------------------------------------------------------


def _scalar(*keys: str, files: str = "") -> Callable[[str, Node], bool]:
    return lambda name, node: node.kind == "scalar" and node.key in keys and name.startswith(files)


def _entry(*lists: str, files: str = "") -> Callable[[str, Node], bool]:
    return lambda name, node: (
        bool(node.steps)
        and isinstance(node.steps[-1], int)
        and node.key in lists
        and node.kind == "mapping"
        and name.startswith(files)
    )


def _is_tried(name: str, node: Node) -> bool:
    """Whether a value is what a case tries: with another one it is another case, and as right."""
    return name == "cases.yaml"


def _in_condition(node: Node) -> bool:
    return any(step in CONDITIONS for step in node.steps)


def _is_date(name: str, node: Node) -> bool:
    return _scalar(*DATES)(name, node) and re.match(r"\d{4}", node.said) is not None


def _is_operator(name: str, node: Node) -> bool:
    return node.kind == "scalar" and node.steps[-1:] != () and node.steps[-1] in OPERATORS


def _is_meaning(_: str, node: Node) -> bool:
    """A scalar that is no text for people, no id and no number."""
    return (
        node.kind == "scalar"
        and not any(step in TEXTS for step in node.steps)
        and node.key != "id"
        and re.fullmatch(r"['\"]?[a-z_][\w.]{2,}['\"]?", node.written) is not None
        and node.said not in ("true", "false", "unknown")
    )


def _is_key(_: str, node: Node) -> bool:
    return bool(node.steps) and isinstance(node.steps[-1], str) and "given" not in node.steps


def _is_telling_key(name: str, node: Node) -> bool:
    return _is_key(name, node) and not any(step in TEXTS for step in node.steps)


def _is_code(_: str, node: Node) -> bool:
    """Text between quotes that would be no text without them."""
    return (
        node.kind == "scalar" and re.fullmatch(r"['\"](\d+|true|false|null|~)['\"]", node.written) is not None
    )


# -- what else could stand there ------------------------------------------------------------------


def _typo(chance: Random, _: Region, node: Node) -> Iterator[str]:
    word = node.said
    at = chance.randrange(len(word) - 1)
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield word[:at] + word[at + 1 :]
    yield word[:at] + word[at] + word[at:]


def _other_date(chance: Random, _: Region, node: Node) -> Iterator[str]:
    match = re.fullmatch(r"(\d{4})(.*)", node.said)
    if match:
        for years in (-10, -1, 1, 10):
            yield f'"{int(match[1]) + years}{match[2]}"'


def _no_date(chance: Random, _: Region, node: Node) -> Iterator[str]:
    if re.fullmatch(r"\d{4}.*", node.said):
        yield from ('"2024-13"', '"2023-02-29"', '"1-1-2024"', "2024-01-32", "vorig jaar")


def _other_type(chance: Random, _: Region, node: Node) -> Iterator[str]:
    if node.kind == "scalar":
        yield from (f"[[{node.written}]]", f"{{x: {node.written}}}", "17", "true", "null")
    else:
        yield from ("17", "woord", "true", "null", "[]" if node.kind == "mapping" else "{}")


def _beside(chance: Random, _: Region, node: Node) -> Iterator[str]:
    if re.fullmatch(r"\d+", node.said):
        yield from (str(int(node.said) + 1), str(max(0, int(node.said) - 1)))


def _role(chance: Random, region: Region, node: Node) -> list[str]:
    return region.ids("roles.yaml", "roles")


def _section(chance: Random, region: Region, node: Node) -> list[str]:
    return region.ids("region.yaml", "documents", "sections")


def _municipality(chance: Random, region: Region, node: Node) -> list[str]:
    return [town for town in generate.municipalities() if re.fullmatch(r"[A-Za-z]+", town)]


def _outcome(chance: Random, region: Region, node: Node) -> Iterable[str]:
    return next((question.outcomes for question in QUESTIONS.values() if node.said in question.outcomes), ())


def _fact_value(chance: Random, region: Region, node: Node) -> Iterable[str]:
    """The other values that the fact has in the conditions of this region."""
    return region.values_in_conditions(node.key)


def _other_boolean(chance: Random, _: Region, node: Node) -> Iterator[str]:
    yield {"true": "false", "false": "true"}[node.said]


def _misspelt(chance: Random, word: str) -> str:
    at = chance.randrange(len(word))
    return chance.choice((word[:at] + word[at + 1 :], word[: at + 1] + word[at:])) or "x"


def _swapped(_: Random, word: str) -> str:
    return {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt", "is": "ge"}[word]


def _is_id(region: Region, _: str, node: Node) -> bool:
    return node.kind == "scalar" and node.steps[-1:] == ("id",) and region.is_named(node.said)


def _is_own_condition(_: str, node: Node) -> bool:
    return node.kind == "mapping" and node.is_flow and node.steps[-1:] in (("when",), ("scope",))


def _indented(chance: Random, row: str) -> str:
    if chance.random() < 0.5 and row.startswith(" "):
        return row[1:]
    return " " * chance.choice((1, 2, 3)) + row


def _unbalanced(chance: Random, row: str) -> str:
    found = [n for n, sign in enumerate(row) if sign in "[]{}'\":,"]
    at = chance.choice(found) if found else 0
    return row[:at] + row[at + 1 :] if found else row


def _tabbed(chance: Random, row: str) -> str:
    return row.replace("  ", "\t", 1) if row.startswith(" ") else row


def _bare(_: Random, __: Region, node: Node) -> Sequence[str]:
    return [f"{node.said} "]


KINDS: Mapping[str, Break] = {
    "id renamed that others name": Break(
        _is_id, lambda chance, region, node: node.replaced(node.said + "_x")
    ),
    "typo in a word of the data": _changed(_is_meaning, _typo),
    "typo in a key": _key(_misspelt, _is_key),
    "key dropped": _dropped(_is_telling_key),
    "key twice": _doubled(_is_key),
    "type changed": _changed(lambda name, node: bool(node.steps), _other_type),
    "quotes left out": _changed(_is_code, _bare),
    "indentation wrong": _line(_indented),
    "bracket, quote, comma or colon left out": _line(_unbalanced),
    "tab": _line(_tabbed),
    "date shifted": _changed(
        lambda name, node: _is_date(name, node) and not _is_tried(name, node), _other_date
    ),
    "date that does not exist": _changed(_is_date, _no_date),
    "operator swapped": _key(_swapped, _is_operator),
    "threshold one off": _changed(_is_operator, _beside),
    "unit changed": _changed(_scalar("unit"), lambda *_: ("uur", "dagen", "schooldagen", "weken", "keer")),
    "window changed": _changed(_scalar("in"), lambda *_: ("1 schooljaar", "5 schoolweken", "4 weken")),
    "outcome changed": _changed(_scalar("outcome", files="rules/"), _outcome),
    "role changed in a rule": _changed(_scalar(*WHO, files="rules/"), _role),
    "role changed in a team": _changed(_scalar("who", files="teams"), _role),
    "modality changed": _changed(_scalar("modality", files="rules/"), lambda *_: MODALITIES),
    "section changed in a rule": _changed(_scalar("source", files="rules/"), _section),
    "section changed elsewhere": _changed(
        lambda name, node: (
            _scalar("source")(name, node) and not name.startswith("rules/") and not _is_tried(name, node)
        ),
        _section,
    ),
    "municipality changed": _changed(
        lambda name, node: (
            _scalar("schoolgemeente", "woongemeente", "municipality")(name, node)
            and not _is_tried(name, node)
        ),
        _municipality,
    ),
    "presence changed": _changed(_scalar("presence", files="teams"), lambda *_: PRESENCES),
    "value in a condition changed": _changed(
        lambda name, node: (
            _in_condition(node)
            and re.fullmatch(r"[a-z_]+", node.written) is not None
            and node.said not in ("true", "false")
            and name.startswith("rules/")
        ),
        _fact_value,
    ),
    "yes and no swapped": _changed(
        lambda name, node: node.written in ("true", "false") and name.startswith("rules/"), _other_boolean
    ),
    "condition negated": _changed(
        _is_own_condition, lambda chance, region, node: [f"{{not: {node.written}}}"]
    ),
    "condition dropped": _dropped(
        lambda name, node: name.startswith("rules/") and node.steps[-1:] in (("when",), ("scope",))
    ),
    "rule dropped": _dropped(_entry("rules", files="rules/")),
    "rung dropped": _dropped(_entry("steps", files="rules/")),
    "doubt dropped": _dropped(_entry("doubts", files="rules/")),
    "gap dropped": _dropped(_entry("gaps")),
    "case dropped": _dropped(_entry("cases", "cards")),
    "role or partner dropped": _dropped(_entry("roles", "partners")),
    "section dropped": _dropped(_entry("sections")),
    "member dropped": _dropped(_entry("members", files="teams")),
    "entry twice": _doubled(
        _entry(
            *("rules", "roles", "partners", "teams", "cases", "cards", "gaps", "sections", "members", "steps")
        )
    ),
}
"""What can go wrong, each by its name."""


def one(region: Region, seed: int, number: int, kind: str = "") -> tuple[str, Change]:
    """The break with this number: its kind, and the file as it becomes.

    Any place in the region is as likely as any other, and then any way to break what stands there; with
    ``kind`` any place where that can be done.
    """
    chance = Random(f"{seed}/{number}/{kind}")
    # In a small region there may be no place for it.
    kind = kind if kind and region.places_of(kind) else ""
    for _ in range(2000):
        name, node = chance.choice(region.places_of(kind) if kind else region.places)
        kinds = [kind] if kind else [word for word, way in KINDS.items() if way.fits(region, name, node)]
        if kinds:
            chosen = chance.choice(kinds)
            text = KINDS[chosen].change(chance, region, node)
            if text is not None and text != region.files[name]:
                return chosen, (name, text)
    raise AssertionError(f"nothing in this region can be broken {kind}")
