"""Breaking a region's files as text: bytes, lines, control characters, encodings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Files = dict[str, bytes]

_ODD = (
    b"\x00",
    b"\x07",
    b"\x1b[31m",
    b"\x7f",
    b"\x85",
    b"\xff\xfe",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    "\u2028".encode(),
    "\u202e".encode(),
    "\ufeff".encode(),
    "\U0001f469\u200d\U0001f467".encode(),
    "e\u0301\u0300".encode(),
)
_YAML = (
    b"\t",
    b"'",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b": ",
    b"- ",
    b"? ",
    b"|\n",
    b">-\n",
    b"#",
    b"---\n",
    b"...\n",
    b"%YAML 1.1\n",
    b"%TAG ! tag:x,2000:\n",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!python/object:os.system ",
    b"!!binary ",
    b"@",
    b"`",
    b"~",
    b"\\x00",
    b"# kernketen: toegestaan ",
    b"# kernketen: toegestaan privacy.name tot 9999-99-99 omdat\n",
)
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "cp037", "utf-8-sig")


def flip(chance: Random, content: bytes) -> bytes:
    """Some bytes changed to any others."""
    raw = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        if raw:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def insert(chance: Random, content: bytes) -> bytes:
    """What YAML or a screen takes for something else, put in anywhere."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_ODD + _YAML) + content[at:]
    return content


def cut(chance: Random, content: bytes) -> bytes:
    """A piece left out, or the end."""
    start = chance.randrange(len(content) + 1)
    length = chance.choice((1, 3, 20, 300, len(content)))
    return content[:start] + content[start + length :]


def lines(chance: Random, content: bytes) -> bytes:
    """Lines dropped, doubled, swapped, indented otherwise, or with other ends."""
    rows = content.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 6))):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        kind = chance.randrange(8)
        if kind == 0 and len(rows) > 1:
            del rows[at]
        elif kind == 1:
            rows.insert(at, rows[at])
        elif kind == 2:
            rows[at], rows[other] = rows[other], rows[at]
        elif kind == 3:
            rows[at] = b" " * chance.randrange(1, 5) + rows[at]
        elif kind == 4:
            rows[at] = rows[at][chance.randrange(3) :]
        elif kind == 5:
            rows[at] = rows[at].replace(b"  ", b"\t", 1)
        elif kind == 6:
            rows.insert(at, rows[other])
        else:
            rows[at] += chance.choice((b"\r", b" ", b"\t", b" #", b":", b",", b"\\"))
    return chance.choice((b"\n", b"\n", b"\n", b"\r\n", b"\r")).join(rows)


def encode(chance: Random, content: bytes) -> bytes:
    """The same text in another encoding."""
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def swell(chance: Random, content: bytes) -> bytes:
    """A line, a text or a file that is huge."""
    at = content.find(b"\n", chance.randrange(len(content) + 1)) + 1
    size = chance.choice((500, 20_000, 500_000))
    piece = chance.choice(
        (b"x" * size, b"# " + b"y" * size + b"\n", b"\n" * size, b" " * size, b"a: b\n" * (size // 50))
    )
    return content[:at] + piece + content[at:]


def collapse(chance: Random, content: bytes) -> bytes:
    """A file that holds hardly anything, or something else altogether."""
    return chance.choice(
        (
            b"",
            b"\n",
            b"---",
            b"null",
            b"[]",
            b"{}",
            b"- - - -",
            b"text",
            b"12",
            b"? {a: b}\n: c\n",
            b"\x00" * 100,
            b"[" * 5000,
            b"{a: " * 80 + b"}" * 80,
            b"PK\x03\x04\x00\x00",
            b"<html></html>",
            content + b"\n---\n" + content,
        )
    )


WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    flip,
    insert,
    cut,
    lines,
    lines,
    encode,
    swell,
    collapse,
)


def broken(chance: Random, files: Files) -> Files:
    """The files with some of them broken."""
    found = dict(files)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        name = chance.choice(sorted(found))
        found[name] = chance.choice(WAYS)(chance, found[name])
    return found
