"""What holds for any YAML: the same data comes back, with its places, and nothing ever raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kernketen.reading.document import Document, parse, pointer_step
from kernketen.reading.opening import HIDDEN
from kernketen.reading.scalar import plain

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=150
).filter(lambda text: not HIDDEN.search(text))
WORDS = st.sampled_from(
    ["0392", "no", "~", "16:00", "true", "null", "1e5", "12", "<<", "=", "- a", "#x", "a: b", " "]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | WORDS
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT | WORDS, inner, max_size=5),
    max_leaves=25,
)


class Dumper(yaml.SafeDumper):
    """PyYAML, but with quotes around text that JSON would take for a value, and without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    needs = not isinstance(plain(text), str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if needs else None)


Dumper.add_representer(str, _text)


def check_places(document: Document, data: Any, pointer: str) -> None:
    line, column = document.place(pointer)
    here = document.line(line)[column - 1 :]
    if isinstance(data, dict):
        assert here.startswith("{") or (data and _begins(here, next(iter(data)), keys="?"))
        for key, value in data.items():
            inside = pointer + pointer_step(key)
            key_line, key_column = document.key_place(inside)
            assert _begins(document.line(key_line)[key_column - 1 :], key)
            check_places(document, value, inside)
    elif isinstance(data, list):
        assert here.startswith("[") or (data and here.startswith("-"))
        for index, value in enumerate(data):
            assert document.key_place(f"{pointer}/{index}") == document.place(f"{pointer}/{index}")
            check_places(document, value, f"{pointer}/{index}")
    elif isinstance(data, str):
        assert _begins(here, data)
    elif isinstance(data, float):
        assert here.startswith(str(data)[:1])
    else:
        assert here.startswith(json.dumps(data))


def _begins(here: str, text: str, keys: str = "") -> bool:
    first_word = text.replace("\n", " ").split(" ")[0] or "\0"
    return here[:1] in ("'", '"', "|", ">", *keys) or here.startswith(first_word)


@given(
    DATA,
    st.sampled_from([True, False, None]),
    st.sampled_from([20, 80, 10_000]),
    st.integers(2, 6),
    st.booleans(),
)
@settings(deadline=None)
def test_any_data_comes_back_with_its_places(
    data: Any, flow: bool | None, width: int, indent: int, unicode: bool
) -> None:
    text = yaml.dump(
        data,
        Dumper=Dumper,
        default_flow_style=flow,
        width=width,
        indent=indent,
        allow_unicode=unicode,
        sort_keys=False,
    )
    document, findings = parse(text.encode(), "x.yaml")
    assert findings == []
    assert document is not None
    assert document.data == data
    assert repr(document.data) == repr(data)
    check_places(document, data, "")


SNIPPETS = [
    *(
        "a",
        "b: ",
        "- ",
        "\n",
        "  ",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "? ",
        "&a ",
        "*a",
        "!t ",
        "'",
        '"',
        "|\n",
    ),
    *(
        ">",
        "#",
        "%",
        "@",
        "\t",
        "---\n",
        "...\n",
        "<<: ",
        "1",
        "null",
        "\\",
        "é",
        "\x00",
        "\u2028",
        "\r",
        "~",
        "*b",
    ),
]
YAML_LIKE = st.lists(
    st.sampled_from(SNIPPETS),
    max_size=60,
).map(lambda parts: "".join(parts).encode())


@given(
    st.binary(max_size=300)
    | YAML_LIKE
    | st.text(max_size=200).map(lambda t: t.encode(errors="surrogatepass"))
)
@example(b"\xef\xbb\xbf")
@example(b"\xff")
@example(b"&a [*a, *a]")
@settings(deadline=None)
def test_no_bytes_ever_raise(content: bytes) -> None:
    document, findings = parse(content, "x.yaml")
    if document is None:
        assert findings
    else:
        json.dumps(document.data)
        for number, _ in enumerate(document.lines, 1):
            document.line(number)
    for finding in findings:
        assert finding.message.isprintable()
        assert finding.location.line >= 1
        assert finding.location.column >= 1


@given(
    st.from_regex(r"\A[A-Za-z0-9+.~-][A-Za-z0-9+._:~-]{0,20}[A-Za-z0-9._~]\Z")
    | st.from_regex(r"\A-?[0-9.eE+]{1,30}\Z")
)
@settings(deadline=None)
def test_a_word_means_what_json_says_and_else_it_is_text(word: str) -> None:
    try:
        expected = json.loads(word, parse_constant=_no_constant)
    except ValueError:
        expected = word
    if expected in (float("inf"), float("-inf")):
        with pytest.raises(OverflowError):
            plain(word)
        return
    assert repr(plain(word)) == repr(expected)
    if word != "---" and not word.startswith("..."):
        document, _ = parse(f"key: {word}\n".encode(), "x.yaml")
        assert document is None or repr(document.data) == repr({"key": expected})


def _no_constant(word: str) -> float:
    raise ValueError(word)
