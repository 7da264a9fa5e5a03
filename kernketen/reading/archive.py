"""A region in a zip: its text files unpacked into a folder, bounded, and never outside that folder."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator

from kernketen.reading import opening
from kernketen.refusal import Refusal, reason_of
from kernketen.words import tr

MAX_ENTRIES = 2000
MAX_TOTAL = 32 << 20
"""So many bytes may all files of a region have together when unpacked: 32 MB."""

_KEEP = 8
_KINDS = (".yaml", ".yml", ".json")


def is_archive(path: str) -> bool:
    """Whether a path is meant to be a zip: a file with that ending."""
    return path.lower().endswith(".zip") and os.path.isfile(path)


def unpacked(path: str, into: str) -> str:
    """The folder in which the region of the zip ``path`` lies, unpacked below the folder ``into``.

    A zip that has not changed is not unpacked again. Only YAML and JSON files are taken. Raises ``Refusal``
    for what is no zip, is too large or too full, or holds names that lead out of it.
    """
    try:
        status = os.stat(path)
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from None
    said = f"{os.path.abspath(path)} {status.st_mtime_ns} {status.st_size}"
    folder = os.path.join(into, f"{zlib.crc32(said.encode()):08x}", os.path.basename(path))
    if not os.path.isdir(folder):
        os.makedirs(into, mode=0o700, exist_ok=True)
        scratch = tempfile.mkdtemp(prefix="unpacking-", dir=into)
        try:
            _unpack(path, os.path.join(scratch, os.path.basename(path)))
            _put(scratch, os.path.dirname(folder))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        _tidy(into)
    return _region_in(folder)


def _unpack(path: str, folder: str) -> None:
    os.makedirs(folder, mode=0o700)
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise _refused(path, tr("it holds more than {number} files", number=MAX_ENTRIES))
            for entry in entries:
                parts = _parts(path, entry)
                if entry.is_dir() or not entry.filename.lower().endswith(_KINDS):
                    continue
                with archive.open(entry) as file:
                    # One byte more than allowed: what an entry says of its own size proves nothing.
                    content = file.read(opening.MAX_BYTES + 1)
                total += len(content)
                if total > MAX_TOTAL:
                    raise _refused(path, tr("its files are larger than {limit} MB", limit=MAX_TOTAL >> 20))
                target = os.path.join(folder, *parts)
                os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
                with open(target, "wb") as written:
                    written.write(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _unreadable(path, str(error).strip() or type(error).__name__) from None
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from None


def _parts(path: str, entry: zipfile.ZipInfo) -> list[str]:
    name = entry.filename.rstrip("/")
    parts = name.split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    wrong = name.startswith("/") or "\\" in name or ":" in name or not {"..", ".", ""}.isdisjoint(parts)
    if is_link or wrong or opening.HIDDEN.search(name):
        raise _refused(path, tr("a name in it leads out of it, or is a link"))
    return parts


def _put(scratch: str, target: str) -> None:
    try:
        os.rename(scratch, target)
    except OSError:
        # Another process was faster; what it unpacked is the same.
        if not os.path.isdir(target):
            raise


def _region_in(folder: str) -> str:
    """The folder of the only region in an unpacked zip; the folder itself where that is not clear."""
    found = list(_with_region(folder, 4))
    return found[0] if len(found) == 1 else folder


def _with_region(folder: str, depth: int) -> Iterator[str]:
    if os.path.isfile(os.path.join(folder, "region.yaml")):
        yield folder
    elif depth:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _with_region(entry.path, depth - 1)


def _tidy(into: str) -> None:
    """Remove all but the zips unpacked last."""
    folders = [entry for entry in os.scandir(into) if not entry.name.startswith("unpacking-")]
    folders.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in folders[_KEEP:]:
        shutil.rmtree(entry.path, ignore_errors=True)


def _refused(path: str, why: str) -> Refusal:
    return Refusal(tr("{file} is not unpacked: {why}.", file=path, why=why), reason="archive")


def _unreadable(path: str, why: str) -> Refusal:
    return Refusal(tr("The zip {file} cannot be read: {why}.", file=path, why=why), reason="archive")
