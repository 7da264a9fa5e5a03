"""What is known about a case: facts from the command line, from a file, and what the school tells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from kernketen import home
from kernketen.asking.facts import given, pairs
from kernketen.model import municipality
from kernketen.refusal import Refusal, reason_of
from kernketen.register import schools, store
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region

# A school has one place; what is said beside it can only repeat or contradict it.
_OF_THE_SCHOOL = ("schoolgemeente", "school", "postcodegebied")


def case(
    region: Region, arguments: Sequence[str], file: str | None, known: Mapping[str, list[Any]]
) -> dict[str, list[Any]]:
    """The facts with their possible values, in the form that ``asking`` takes.

    ``arguments`` are ``FACT=VALUE``, ``file`` is a JSON object of facts, ``known`` is what a school tells.
    Raises ``Refusal`` where they are no facts or contradict each other.
    """
    words: dict[str, Any] = dict(pairs(arguments))
    for fact, value in (_file(file) if file else {}).items():
        if fact in words and words[fact] != value:
            raise _twice(fact, words[fact], value)
        words[fact] = value
    both = [fact for fact in _OF_THE_SCHOOL if fact in words and fact in known]
    if both:
        raise Refusal(
            tr("The school already says what {fact} is; leave one of the two out.", fact=both[0]),
            reason="contradicting_facts",
        )
    found = given(region, {fact: _placed(region, fact, value) for fact, value in words.items()})
    for fact in found:
        if fact in known and not set(found[fact]) & set(known[fact]):
            told = ", ".join(str(value) for value in known[fact])
            raise Refusal(
                tr("The school is known for {fact} = {value}, not {other}.",
                   fact=fact, value=told, other=words[fact]),
                reason="contradicting_facts",
            )  # fmt: skip
    return {**known, **found}


def _placed(region: Region, fact: str, value: Any) -> Any:
    """For a place that is no municipality those in which it lies, as far as the register knows."""
    known = region["facts"].get(fact)
    if not isinstance(value, str) or known is None or known["kind"] != "municipality":
        return value
    towns = []
    with closing(store.read(home.store_path())) as connection:
        for part in value.split(","):
            codes = (
                [] if municipality.find(part.strip()) else sorted(schools.places(connection, part.strip()))
            )
            towns += codes or [part]
    return ",".join(towns)


def _twice(fact: str, one: Any, other: Any) -> Refusal:
    return Refusal(
        tr("The fact {fact} is given twice: {one} and {other}.", fact=fact, one=one, other=other),
        reason="contradicting_facts",
    )


def _file(path: str) -> dict[str, Any]:
    """The facts in a JSON file: an object with text, numbers, true and false, or lists of them."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            data = json.load(file, object_pairs_hook=_once, parse_constant=_no_number)
    except OSError as error:
        raise Refusal(
            tr("The file {file} cannot be read: {why}.", file=path, why=reason_of(error)), reason="facts_file"
        ) from None
    except (ValueError, RecursionError):
        raise Refusal(tr("{file} is no JSON file.", file=path), reason="facts_file") from None
    if not isinstance(data, dict):
        raise Refusal(
            tr("{file} must be one JSON object: {example}", file=path, example='{"sector": "bo"}'),
            reason="facts_file",
        )
    for fact, value in data.items():
        parts = value if isinstance(value, list) else [value]
        if not all(part is None or isinstance(part, (str, bool, int, float)) for part in parts):
            raise Refusal(
                tr("In {file} the fact {fact} must be a text, a number, true or false, or a list of these.",
                   file=path, fact=fact),
                reason="facts_file",
            )  # fmt: skip
    # A fact that is null is not known.
    return {
        fact.casefold().replace("-", "_"): value for fact, value in data.items() if value not in (None, [])
    }


def _once(entries: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fact, value in entries:
        if found.get(fact, value) != value:
            raise _twice(fact, found[fact], value)
        found[fact] = value
    return found


def _no_number(word: str) -> float:
    raise ValueError(word)
