"""From a path to text: bounded, never waiting, and only what is UTF-8 without hidden characters."""

from __future__ import annotations

import errno
import os
import re
import stat

from kernketen.finding import Finding, Location, Rule
from kernketen.words import marked

MAX_BYTES = 4 << 20
"""The size above which a file is not read: 4 MB. An agreement with its contact points takes about 50 kB."""

MISSING = Rule("file.missing")
NOT_A_FILE = Rule("file.not_a_file")
UNREADABLE = Rule("file.unreadable")
TOO_LARGE = Rule("yaml.too_large")
ENCODING = Rule("yaml.encoding")
CONTROL_CHARACTER = Rule("yaml.control_character")

# Besides what YAML forbids: line ends that editors do not count, and what turns text around on screen.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n?|\n")


def read(path: str, shown: str, limit: int = MAX_BYTES) -> bytes | Finding:
    """The bytes of the file, or why it is not read.

    A folder, a pipe or a device is never waited for, and of a file larger than ``limit`` bytes nothing is
    read. ``shown`` is the file's name in the finding.
    """
    place = Location(shown)
    try:
        handle = os.open(path, os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_CLOEXEC") | _flag("O_BINARY"))
    except FileNotFoundError:
        return Finding(MISSING, place, marked("This file does not exist."))
    except ValueError:  # a NUL in the name
        return Finding(MISSING, place, marked("This file does not exist."))
    except OSError as error:
        # Windows cannot open a folder and says that access was denied; a socket gives ENXIO.
        if os.path.isdir(path) or error.errno == errno.ENXIO:
            return Finding(NOT_A_FILE, place, marked("This is a folder or a device, not a file."))
        return _unreadable(place, error)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return Finding(NOT_A_FILE, place, marked("This is a folder or a device, not a file."))
        content = b"" if status.st_size > limit else _content(handle, limit)
        if status.st_size > limit or len(content) > limit:
            return too_large(place, limit)
        return content
    except OSError as error:
        return _unreadable(place, error)
    finally:
        os.close(handle)


def too_large(place: Location, limit: int) -> Finding:
    """The finding for a file of more than ``limit`` bytes."""
    return Finding(
        TOO_LARGE,
        place,
        marked("The file is larger than {limit} kB and is not read."),
        {"limit": str(limit >> 10)},
    )


def decode(content: bytes, shown: str) -> str | Finding:
    """The text of a file (without a byte order mark), or the first place where it is no plain UTF-8."""
    for mark, name in _OTHER_ENCODINGS:
        if content.startswith(mark):
            return Finding(
                ENCODING,
                Location(shown),
                marked("The file is saved as {encoding}. Save it as UTF-8."),
                {"encoding": name},
            )
    content = content.removeprefix(_BOM)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return Finding(
            ENCODING,
            _place(shown, content[: error.start].decode()),
            marked("The file is not UTF-8: the byte {byte} has no meaning here. Save it as UTF-8."),
            {"byte": f"0x{content[error.start]:02X}"},
        )
    hidden = HIDDEN.search(text)
    if hidden:
        return Finding(
            CONTROL_CHARACTER,
            _place(shown, text[: hidden.start()]),
            marked("A hidden control character ({code}) stands here. Remove it."),
            {"code": code_point(hidden.group())},
        )
    return text


def lines(text: str) -> list[str]:
    """The lines of a file without their ends, as YAML and editors count them."""
    return _LINE_END.split(text)


def code_point(character: str) -> str:
    """How a character is named in Unicode: ``U+00A0``."""
    return f"U+{ord(character):04X}"


def _content(handle: int, limit: int) -> bytes:
    # One byte more than allowed, since a file may grow while it is read or not tell its size.
    left = limit + 1
    chunks = []
    while left > 0:
        chunk = os.read(handle, min(left, 1 << 20))
        if not chunk:
            break
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _place(shown: str, before: str) -> Location:
    above = lines(before)
    return Location(shown, len(above), len(above[-1]) + 1)


def _unreadable(place: Location, error: OSError) -> Finding:
    if error.errno in (errno.EACCES, errno.EPERM):
        return Finding(UNREADABLE, place, marked("You have no permission to read this file."))
    return Finding(
        UNREADABLE,
        place,
        marked("This file cannot be read ({why})."),
        {"why": error.strerror or type(error).__name__},
    )


def _flag(name: str) -> int:
    # Windows lacks some of them.
    return int(getattr(os, name, 0))
