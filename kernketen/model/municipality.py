"""The municipalities: CBS code and name, found the way people write them.

The table ``municipalities.tsv`` is a register of facts (``basis: register``), never the content of a rule.
"""

from __future__ import annotations

import os
import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = os.path.join(os.path.dirname(__file__), "municipalities.tsv")


class Municipality:
    """One municipality: CBS ``code`` of four digits, ``name`` as it writes itself.

    ``former`` says that it no longer exists; ``successor`` is then the code of the municipality that took it
    in, or empty where that is not on file.
    """

    __slots__ = ("code", "former", "name", "others", "successor")

    def __init__(
        self, code: str, name: str, former: bool = False, successor: str = "", others: tuple[str, ...] = ()
    ) -> None:
        self.code = code
        self.name = name
        self.former = former
        self.successor = successor
        self.others = others

    def __repr__(self) -> str:
        return f"Municipality({self.code} {self.name!r})"


_by_code: dict[str, Municipality] = {}
_by_key: dict[str, Municipality] = {}


def find(text: str) -> Municipality | None:
    """The municipality with this CBS code (leading zeros optional) or this name.

    Case, accents, hyphens, spaces, underscores and apostrophes do not matter; ``S GRAVENHAGE`` is Den Haag.
    ``None`` where nothing bears the name, or where the name alone does not tell which one ("Bergen").
    """
    _load()
    word = text.strip()
    if word.isdecimal() and word.isascii() and len(word) <= 4:
        return _by_code.get(word.zfill(4))
    return _by_key.get(place_key(word))


def name_of(code: str) -> str:
    """The name that belongs to a CBS code of four digits; the code itself where it is not on file."""
    _load()
    found = _by_code.get(code)
    return found.name if found else code


def near(text: str, n: int = 3) -> tuple[str, ...]:
    """At most ``n`` names that look like the text, the nearest first."""
    # Only on the way to a refusal; difflib costs more than a lookup.
    import difflib

    _load()
    key = place_key(text)
    # One letter wrong comes before a longer name that begins like it: “Haarlemm” is Haarlem.
    names = {_by_key[word].name: None for word in difflib.get_close_matches(key, list(_by_key), n, 0.93)}
    for place in _by_code.values():
        if len(key) > 3 and place_key(place.name).startswith(key):
            names.setdefault(place.name)
    for word in difflib.get_close_matches(key, list(_by_key), n, 0.7):
        names.setdefault(_by_key[word].name)
    return tuple(names)[:n]


def every() -> Iterable[Municipality]:
    """All municipalities on file, former ones too, by code."""
    _load()
    return _by_code.values()


def place_key(text: str) -> str:
    """The letters and figures of a place name only, without case or accents; ``IJ`` is two letters."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c)).lower()


def _load() -> None:
    if _by_code:
        return
    with open(_TABLE, encoding="utf-8") as table:
        for line in table:
            if line.startswith("#"):
                continue
            code, name, state, successor, others = line.rstrip("\n").split("\t")
            spoken = tuple(others.split("|")) if others else ()
            place = _by_code[code] = Municipality(code, name, state == "former", successor, spoken)
            for word in (name, *spoken):
                # A municipality that exists goes before a former one of the same name.
                known = _by_key.get(place_key(word))
                if known is None or (known.former and not place.former):
                    _by_key[place_key(word)] = place
