"""Breaking a region's files as data: types, keys, ids, numbers, nesting, references in circles."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from fuzzed_bytes import Files

from kernketen.reading.document import parse

_ODD_TEXTS = (
    "",
    " ",
    "\n",
    "a/b~c",
    "../../etc/passwd",
    "\u202eomgekeerd",
    "\x1b[2J",
    "\x00",
    "<script>",
    "%0A::error::x",
    "{naam}",
    "{}",
    "%s",
    "__class__",
    "None",
    "ß" * 40,
    "é" * 300,
    "\U0001f600",
    "a" * 3_000,
    "woord " * 20_000,
    "x" * 500_000,
    "jan.jansen@example.org 0600000000 111222333",
    "unknown",
    "all",
    "other",
    "<other 1>",
    "-",
    "1",
    "te_laat",
)
_DATES = (
    "0000-00-00",
    "0000",
    "9999-12-31",
    "2024-13",
    "2024-02-30",
    "2023-02-29",
    "0001-01",
    "2024-1-1",
    "unknown",
    "²⁰²⁴",
    "２０２４",
    "24",
    "99999-01-01",
)
_NUMBERS: tuple[Any, ...] = (
    0,
    -1,
    1e308,
    -1e308,
    5e-324,
    10**18,
    10**400,
    2**63,
    0.1 + 0.2,
    float("inf"),
    float("nan"),
    12.0,
    "12",
    True,
)
_FACTS = (
    "te_laat_keer",
    "verzuim_uren",
    "sector",
    "woongemeente",
    "schoolgemeente",
    "van",
    "naar",
    "anoniem",
    "hulpvraag",
    "leeftijd",
    "postcodegebied",
    "begonnen_op",
    "fase",
    "bestaat_niet",
)

Path = tuple[str | int, ...]
Change = Callable[[Random, Any], Any]


def places(data: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*path, index))


def at(data: Any, path: Path) -> Any:
    """The value at a path."""
    for step in path:
        data = data[step]
    return data


def nested(chance: Random, depth: int) -> dict[str, Any]:
    """A condition nested so deep."""
    found: dict[str, Any] = {"anoniem": True}
    for number in range(depth):
        kind = chance.choice(("any", "all", "not", "fact"))
        if kind == "not":
            found = {"not": found}
        elif kind == "fact":
            found = {"all": [found, {chance.choice(_FACTS): number}]}
        else:
            found = {kind: [found]}
    return found


def wide(chance: Random) -> dict[str, Any]:
    """A condition with more situations than anybody could tell apart."""
    facts = ["te_laat_keer", "verzuim_uren", "ziekmeldingen", "wachttijd", "leeftijd", "weken_vooraf"]
    return {
        "any": [
            {fact: {"gt": number * chance.randrange(1, 9)} for fact in facts}
            for number in range(chance.choice((3, 12, 60)))
        ]
    }


def odd(chance: Random, value: Any) -> Any:
    """Something else, of another type or without sense."""
    kind = chance.randrange(9)
    if kind == 0:
        return chance.choice((None, True, False, [], {}, [[]], [None], {"": None}, {"a": {}}))
    if kind == 1:
        return chance.choice(_NUMBERS)
    if kind == 2:
        return chance.choice(_DATES)
    if kind == 3:
        return [value]
    if kind == 4:
        return {"id": value}
    if kind == 5:
        return nested(chance, chance.choice((2, 10, 28, 60)))
    if kind == 6:
        return wide(chance)
    if kind == 7:
        return {chance.choice(_FACTS): chance.choice([*_NUMBERS, *_ODD_TEXTS[:20], ["po"], {"gt": "x"}])}
    return chance.choice(_ODD_TEXTS)


def replace(chance: Random, data: Any, path: Path) -> None:
    """Another value."""
    at(data, path[:-1])[path[-1]] = odd(chance, at(data, path))


def threshold(chance: Random, data: Any, path: Path) -> None:
    """A quantity that makes no sense."""
    quantity = {chance.choice(("gt", "ge", "lt", "le", "is")): chance.choice(_NUMBERS)}
    if chance.random() < 0.5:
        quantity |= {"unit": chance.choice(("uur", "keer", "", 7)), "in": chance.choice(("4 weken", "x", 4))}
    at(data, path[:-1])[path[-1]] = quantity


def drop(chance: Random, data: Any, path: Path) -> None:
    """A value or an entry left out."""
    del at(data, path[:-1])[path[-1]]


def rename(chance: Random, data: Any, path: Path) -> None:
    """Another key, or an odd one."""
    around = at(data, path[:-1])
    if isinstance(around, dict):
        key = chance.choice([*around, *_ODD_TEXTS[:18], str(path[-1]) + "x", str(path[-1]).upper()])
        around[key] = around.pop(path[-1])


def borrow(chance: Random, data: Any, path: Path) -> None:
    """The value that stands elsewhere in the file."""
    others = list(places(data))
    at(data, path[:-1])[path[-1]] = copy.deepcopy(at(data, chance.choice(others)))


def repeat(chance: Random, data: Any, path: Path) -> None:
    """An entry twice, or many times."""
    around = at(data, path[:-1])
    if isinstance(around, list):
        around += [copy.deepcopy(at(data, path)) for _ in range(chance.choice((1, 1, 3, 40)))]


def condition(chance: Random, data: Any, path: Path) -> None:
    """A condition that is too deep, too wide or wrong, on whatever stands there."""
    value = at(data, path)
    if isinstance(value, dict):
        value[chance.choice(("when", "scope", "covers", "excludes"))] = odd(chance, value.get("when"))


def circle(chance: Random, data: Any, path: Path) -> None:
    """A reference to itself, or to any other entry."""
    value = at(data, path)
    if isinstance(value, dict):
        names = [str(v) for p in places(data) if p[-1] == "id" and isinstance(v := at(data, p), (str, int))]
        key = chance.choice(("group", "overrides", "replaces", "source", "see", "employer", "who"))
        word = chance.choice([*names, str(value.get("id"))])
        value[key] = chance.choice((word, [word], [*names], {"all": names}))


WAYS = (replace, replace, replace, threshold, drop, drop, rename, borrow, repeat, condition, circle)

_BOMBS = (
    "a0: &a0 [ha, ha, ha, ha]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
    "a: &a [*a]\n",
    "a: &a {b: *a}\n",
    "x: &x {id: y}\ny:\n  <<: *x\n",
    "{}: {}\n[]: []\n",
    "".join(f"&k{n} a{n}: *k{n}\n" for n in range(50)),
    "a: !!map [1]\n",
    "".join(f"k{n}: v\n" for n in range(20_000)),
)


def broken(chance: Random, files: Files) -> Files:
    """The files with some values changed; a file that is changed is written as JSON, which is YAML too."""
    found = dict(files)
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(sorted(found))
        document, _ = parse(found[name], name)
        if document is None or not isinstance(document.data, dict | list) or not document.data:
            continue
        if chance.random() < 0.05:
            found[name] += chance.choice(_BOMBS).encode()
            continue
        data = copy.deepcopy(document.data)
        for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
            known = list(places(data))
            if known:
                chance.choice(WAYS)(chance, data, chance.choice(known))
        found[name] = written(data)
    return found


def written(data: Any) -> bytes:
    """The data as YAML."""
    try:
        return json.dumps(data, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        # A text that no file can hold.
        return b"{}"
