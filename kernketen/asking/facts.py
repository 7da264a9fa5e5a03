"""What a user says about a case, read with the region's words: ``FACT=VALUE`` becomes possible values."""

from __future__ import annotations

import difflib
import math
import re

from kernketen.model import canonical, municipality
from kernketen.model.dates import span
from kernketen.model.facts import GROUPS
from kernketen.model.synonyms import SYNONYMS
from kernketen.model.wording import spoken
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from kernketen.model.region import CaseFact, Region

_YES = frozenset(("ja", "yes", "true", "waar", "j", "y"))
_NO = frozenset(("nee", "no", "false", "onwaar", "n"))
_QUANTITY = re.compile(
    r"\s*(?P<number>-?[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>[^\W\d_]+)?\s*(?:(?:/|\bin\b|\bper\b)\s*(?P<window>.+?)\s*)?"
)
# One digit after the comma: 16,5 may be a number and a half, or two numbers.
_DECIMAL = re.compile(r"\s*[0-9]+,[0-9](?![0-9]).*")
# The same unit in another number; never another unit.
_PLURALS = {
    "uren": "uur",
    "lesuren": "lesuur",
    "dag": "dagen",
    "lesdag": "lesdagen",
    "schooldag": "schooldagen",
    "week": "weken",
    "keren": "keer",
    "maal": "keer",
    "jaren": "jaar",
}
_UNKNOWN = frozenset(("onbekend", "unknown", "?"))
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*(?:[A-Za-z]{2})?")
# Somebody whom the agreement does not name.
_OTHERS = frozenset(("ander", "andere", "iemandanders", "other", "another"))


def given(region: Region, words: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The facts with their possible values, in the form that ``cells`` takes.

    ``words`` maps a fact to what was said: text as a user types it, or a plain value from JSON or YAML.
    Raises ``Refusal`` with the nearest right fact or value.
    """
    found: dict[str, list[Any]] = {}
    for fact, value in words.items():
        known = region["facts"].get(fact)
        if known is None:
            raise _wrong(
                tr("The case fact “{fact}” does not exist.", fact=fact), difflib.get_close_matches(
                    fact, list(region["facts"]), 1
                )
            )  # fmt: skip
        said = [part for entry in (value if isinstance(value, list) else [value]) for part in _parts(entry)]
        if any(str(part).casefold() in _UNKNOWN for part in said):
            continue
        values = [one for part in said for one in _read(region, fact, known, part)]
        if values and known["kind"] == "set":
            # Of a set several hold at once; what is said is all there is.
            values = [frozenset(values)]
        if values:
            found[fact] = list(dict.fromkeys(values))
    return found


def pairs(arguments: Iterable[str]) -> dict[str, str]:
    """``FACT=VALUE`` arguments as a mapping. Raises ``Refusal`` for one without ``=`` or said twice."""
    found: dict[str, str] = {}
    for argument in arguments:
        fact, sign, value = argument.partition("=")
        fact = fact.strip().casefold().replace("-", "_")
        if not sign or not fact or not value.strip():
            raise Refusal(
                tr("“{argument}” is no fact. Write it as fact=value, such as sector=bo.", argument=argument),
                reason="malformed_fact",
            )
        if found.get(fact, value) != value:
            raise Refusal(
                tr(
                    "The fact {fact} is given twice: {one} and {other}.",
                    fact=fact,
                    one=found[fact],
                    other=value,
                ),
                reason="contradicting_facts",
            )
        found[fact] = value
    return found


def _wrong(sentence: str, near: list[str] | tuple[str, ...] = (), reason: str = "wrong_fact") -> Refusal:
    if near:
        sentence += " " + tr("Did you mean “{word}”?", word=near[0])
    return Refusal(sentence, reason=reason, suggestions=tuple(near))


def _read(region: Region, fact: str, known: CaseFact, value: Any) -> list[Any]:
    if known["kind"] in ("number", "quantity"):
        return [_quantity(fact, known, value)]
    return _one(region, fact, known, value)


def _parts(value: Any) -> list[Any]:
    """What a comma separates: several possible values, or several that hold at once."""
    if not isinstance(value, str):
        return [value]
    if _DECIMAL.fullmatch(value):
        raise _wrong(
            tr("“{value}” can be read in two ways: write {decimal} for one number, or “{several}” for two.",
               value=value, decimal=value.replace(",", "."), several=value.replace(",", ", "))
        )  # fmt: skip
    return [part.strip() for part in value.split(",")]


def _one(region: Region, fact: str, known: CaseFact, value: Any) -> list[Any]:
    kind = known["kind"]
    word = str(value).strip()
    if kind == "bool":
        return [_yes_no(fact, value)]
    if kind == "municipality":
        town = municipality.find(word)
        if town is None:
            sentence = tr("“{name}” is no municipality that is known; a place lies in one.", name=word)
            raise _wrong(sentence, municipality.near(word))
        return [town.code]
    if kind == "role":
        return roles(region, word)
    if kind == "date":
        return [_date(word)]
    if fact == "postcodegebied":
        return _postcodes(region, word)
    if kind in ("enum", "set"):
        return _word(region, fact, known, word)
    return [word]


def _postcodes(region: Region, word: str) -> list[str]:
    """The four digits of a postcode, or those of an area that the region names."""
    digits = _POSTCODE.fullmatch(word)
    if digits:
        return [digits[1]]
    names = {_folded(name): area for area, called in region["area_names"].items() for name in (area, *called)}
    if _folded(word) in names:
        return list(region["areas"][names[_folded(word)]])
    shown = {name.casefold(): name for called in region["area_names"].values() for name in called}
    near = difflib.get_close_matches(word.casefold(), sorted(shown), 1)
    raise _wrong(
        tr(
            "“{word}” is neither a postcode nor an area that {region} names.",
            word=word,
            region=region["name"],
        ),
        [shown[name] for name in near],
    )


def _yes_no(fact: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise _wrong(tr("The fact {fact} is yes or no, not “{value}”.", fact=fact, value=value), ("ja", "nee"))


def _date(word: str) -> str:
    try:
        first, last = span(word)
    except ValueError:
        first, last = "", "?"
    if first != last:
        raise _wrong(tr("“{text}” is no day; write it as 2024-03-31.", text=word))
    return first


def _word(region: Region, fact: str, known: CaseFact, word: str) -> list[str]:
    folded = word.casefold().replace(" ", "_").replace("-", "_")
    if (fact, folded) in GROUPS:
        return list(GROUPS[fact, folded])
    if not known["values"] or folded in known["values"]:
        return [folded]
    # What is shown to choose from can be typed too.
    meant = [value for value in known["values"] if spoken(fact, value, region).casefold() == word.casefold()]
    if meant:
        return meant
    other = SYNONYMS.get(fact, {}).get(folded.replace("_", " "), ())
    if other:
        return [value for value in other if value in known["values"]]
    words = [*known["values"], *(group for of, group in GROUPS if of == fact)]
    raise _wrong(
        tr(
            "“{value}” is no value of {fact}; choose from {values}.",
            value=word,
            fact=fact,
            values=", ".join(words),
        ),
        difflib.get_close_matches(folded, words, 1),
    )


def roles(region: Region, word: str) -> list[str]:
    """The role ids a word stands for: an id, name, alias or canonical role, groups written out."""
    folded = _folded(word)
    by_id = {role["id"]: role for role in region["roles"]}
    exact = [r["id"] for r in region["roles"] if folded in (_folded(r["id"]), _folded(r["name"]))]
    other = [
        r["id"]
        for r in region["roles"]
        if folded in {_folded(a) for a in r["aliases"]}
        or (r["canonical"] and folded == _folded(r["canonical"]))
    ]
    found = exact or other
    if not found:
        # A role that the core knows and this agreement does not name is somebody else than those it names.
        elsewhere = [role for role in canonical.ROLES if folded == _folded(role)]
        if elsewhere or folded in _OTHERS:
            return elsewhere or ["ander"]
        known = [w for r in region["roles"] for w in (r["id"], r["name"], *r["aliases"])]
        near = difflib.get_close_matches(word.casefold(), sorted({w.casefold() for w in known}), 3)
        raise _wrong(
            tr(
                "The region {region} has no role “{role}”; write “ander” for somebody whom it does not name.",
                region=region["name"],
                role=word,
            ),
            near,
            "unknown_role",
        )
    inside: list[str] = []
    while found:
        name = found.pop(0)
        if name not in inside:
            inside.append(name)
            found += by_id[name]["group"]
    # A group stands for its members; its own id is one of the things a rule can name.
    members = [name for name in inside if not by_id[name]["group"]]
    return members or inside


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "+")


def _quantity(fact: str, known: CaseFact, value: Any) -> tuple[float, str | None, str | None]:
    unit: str | None = None
    window: str | None = None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value)
    else:
        match = _QUANTITY.fullmatch(str(value))
        if match is None:
            raise _wrong(
                tr(
                    "“{value}” is no quantity for {fact}; write 17 or 17/4-schoolweken.",
                    value=value,
                    fact=fact,
                )
            )
        number = float(match["number"].replace(",", "."))
        unit = match["unit"]
        if unit is not None and unit not in known["units"]:
            unit = _PLURALS.get(unit.casefold(), unit)
        window = _window(match["window"])
    if not math.isfinite(number):
        raise _wrong(
            tr("“{value}” is no quantity for {fact}; write 17 or 17/4-schoolweken.", value=value, fact=fact)
        )
    if number < 0:
        raise _wrong(tr("{fact} cannot be less than zero.", fact=fact))
    if unit is not None and known["units"] and unit not in known["units"]:
        raise _wrong(
            tr(
                "{fact} is counted in {units}, not in “{unit}”.",
                fact=fact,
                units=", ".join(known["units"]),
                unit=unit,
            ),
            difflib.get_close_matches(str(unit), known["units"], 1),
        )
    return (number, unit, window)


def _window(text: str | None) -> str | None:
    if text is None or text.casefold() in _UNKNOWN:
        return None
    return re.sub(r"[-_\s]+", " ", text.strip())
