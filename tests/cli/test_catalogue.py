"""Both languages are complete: every sentence in the code has its Dutch one, and none is left over."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from running import ROOT

PACKAGE = ROOT / "kernketen"
DUTCH = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "kernketen.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"tr": None, "marked": None, "trn": (1, 2)}
Key = tuple[str, ...]


def keys_in_code() -> dict[Key, str]:
    """The sentences of the code: the texts that ``tr``, ``trn`` and ``marked`` are called with."""
    found: dict[Key, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls(path):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name in KEYWORDS:
                texts = call.args[: len(KEYWORDS[name] or (1,))]
                key = tuple(
                    t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)
                )
                if key:
                    found.setdefault(key, f"{path.relative_to(PACKAGE)}:{call.lineno}")
    return found


def keys_for_translators() -> set[Key]:
    """What babel finds, with which the catalogue is made."""
    found = extract_from_dir(str(PACKAGE), keywords=KEYWORDS)
    return {message if isinstance(message, tuple) else (message,) for _, _, message, *_ in found}


def catalogue() -> Catalog:
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def sentences(catalog: Catalog) -> dict[Key, tuple[Key, bool]]:
    found: dict[Key, tuple[Key, bool]] = {}
    for message in catalog:
        if message.id:
            key = tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)
            strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            said = tuple(text or "" for text in strings)
            found[key] = (said, message.fuzzy)
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_of_the_code_has_a_dutch_one() -> None:
    dutch = sentences(catalogue())
    assert {key: place for key, place in keys_in_code().items() if key not in dutch} == {}


def test_every_sentence_is_found_by_the_tool_of_the_translators() -> None:
    found = keys_for_translators()
    assert {key: place for key, place in keys_in_code().items() if key not in found} == {}


def test_no_dutch_sentence_is_empty_unsure_or_left_over() -> None:
    dutch, wanted = sentences(catalogue()), keys_in_code().keys()
    assert [key for key, (said, unsure) in dutch.items() if unsure or not all(said)] == []
    assert [key for key in dutch if key not in wanted] == []
    assert catalogue().obsolete == {}


def test_a_dutch_sentence_has_the_same_fields_as_the_english_one() -> None:
    differing = []
    for key, (said, _) in sentences(catalogue()).items():
        for index, text in enumerate(said):
            english = key[min(index, len(key) - 1)]
            # A singular may leave its number out: "one school" needs no figure.
            missing = fields(english) ^ fields(text)
            if missing - ({"number"} if len(key) > 1 and index == 0 else set()):
                differing.append((english, text))
    assert differing == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with DUTCH.with_suffix(".mo").open("rb") as file:
        compiled = sentences(read_mo(io.BytesIO(file.read())))
    assert {key: said for key, (said, _) in compiled.items()} == {
        key: said for key, (said, _) in sentences(catalogue()).items()
    }


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_sentences_are_written_out_where_they_are_said(path: Path) -> None:
    """A sentence that is put together at run time cannot be found for the catalogue."""
    for call in calls(path):
        if isinstance(call.func, ast.Name) and call.func.id in ("tr", "trn"):
            for argument in call.args[: 2 if call.func.id == "trn" else 1]:
                assert not isinstance(argument, (ast.JoinedStr, ast.BinOp)), f"{path.name}:{call.lineno}"


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def test_refusals_are_said_in_the_reader_s_language() -> None:
    """Every ``Refusal`` gets its sentence from ``tr``, not as bare text."""
    bare = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls(path):
            first = call.args[0] if call.args else None
            if (
                isinstance(call.func, ast.Name)
                and call.func.id == "Refusal"
                and isinstance(first, ast.Constant)
            ):
                bare.append(f"{path.name}:{call.lineno}")
    assert bare == []


def test_the_user_is_addressed_with_u() -> None:
    informal = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
    assert [
        said for said, _ in sentences(catalogue()).values() if any(informal.search(s) for s in said)
    ] == []
