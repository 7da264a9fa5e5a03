"""A region in a zip: its text files unpacked into a folder, bounded, and never outside that folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator

from kernketen.reading import opening, snapshot
from kernketen.refusal import Refusal, reason_of
from kernketen.words import tr

MAX_BYTES = 32 << 20
"""So large may a zip be: 32 MB. Of a larger one the list of names alone could fill the memory."""
MAX_ENTRIES = 2000
MAX_TOTAL = 32 << 20
"""So many bytes may all files of a region have together when unpacked: 32 MB."""

_KEEP = 8
_DAY = 24 * 3600
_KINDS = (".yaml", ".yml", ".json")
_DEEPEST = 4
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def unpacked(path: str, into: str) -> tuple[str, list[str]]:
    """The folder with the region of the zip ``path``, and the names of the folders above it in the zip.

    It is unpacked below the folder ``into``, once for each state of the zip. Only YAML and JSON files are
    taken. Raises ``Refusal`` for what is no zip, is too large or too full, holds names that lead out of it,
    and for a zip without a region, or with several.
    """
    # Another time of change or size is another zip, also under the same name.
    state = repr((os.path.abspath(path), *snapshot.stamp(path)))
    kept = os.path.join(into, hashlib.sha256(state.encode()).hexdigest()[:24])
    if not os.path.isdir(kept):
        try:
            _keep(path, into, kept)
        except OSError as error:
            raise _unreadable(path, reason_of(error)) from None
    _mark_used(kept)
    return _region_in(path, os.path.join(kept, os.path.basename(path)))


def shown(folder: str, into: str) -> str:
    """What a folder below ``into`` is within its zip: ``x.zip/kernketen_x``; nothing for another folder."""
    above, _, inside = folder.removeprefix(os.path.join(into, "")).partition(os.sep)
    return inside.replace(os.sep, "/") if os.path.join(into, above, inside) == folder else ""


def _keep(path: str, into: str, kept: str) -> None:
    os.makedirs(into, mode=0o700, exist_ok=True)
    _tidy(into)
    scratch = tempfile.mkdtemp(prefix="unpacking-", dir=into)
    try:
        # Its own name is part of the path, to say what is shown from there.
        root = os.path.join(scratch, os.path.basename(path))
        os.mkdir(root, 0o700)
        _unpack(path, root)
        try:
            os.rename(scratch, kept)
        except OSError:
            # Another process was faster; what it unpacked is the same.
            if not os.path.isdir(kept):
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _unpack(path: str, folder: str) -> None:
    if os.stat(path).st_size > MAX_BYTES:
        raise _refused(path, tr("it is larger than {limit} MB", limit=MAX_BYTES >> 20))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise _refused(path, tr("it holds more than {number} files", number=MAX_ENTRIES))
            total = 0
            seen: set[str] = set()
            for entry, parts in _taken(path, entries):
                name = "/".join(parts).casefold()
                if name in seen:
                    raise _refused(path, tr("it holds a file of the same name twice"))
                seen.add(name)
                with archive.open(entry) as file:
                    # One byte more than allowed: what an entry says of its own size proves nothing.
                    content = file.read(opening.MAX_BYTES + 1)
                total += len(content)
                if total > MAX_TOTAL:
                    raise _refused(path, tr("its files are larger than {limit} MB", limit=MAX_TOTAL >> 20))
                target = os.path.join(folder, *parts)
                os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
                with open(target, "xb") as written:
                    written.write(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        raise _unreadable(path, tr("it is no zip, or is damaged")) from None


def _taken(path: str, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, list[str]]]:
    """The files that are taken, with the parts of their names.

    Raises ``Refusal`` for what no honest zip has.
    """
    for entry in entries:
        name = entry.filename.rstrip("/")
        parts = name.split("/")
        leads_out = (
            name.startswith("/") or "\\" in name or ":" in name or not {"..", ".", ""}.isdisjoint(parts)
        )
        if leads_out or opening.HIDDEN.search(name):
            raise _refused(path, tr("the name of a file in it leads out of it"))
        if entry.is_dir() or not name.lower().endswith(_KINDS):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _refused(path, tr("it holds a link instead of a file"))
        if entry.flag_bits & _ENCRYPTED:
            raise _refused(path, tr("it needs a password"))
        if entry.compress_type not in _METHODS:
            raise _refused(path, tr("it is packed in a way that is not usual"))
        yield entry, parts


def _region_in(path: str, kept: str) -> tuple[str, list[str]]:
    found = list(_with_region(kept, _DEEPEST))
    if len(found) == 1:
        inside = os.path.relpath(found[0], kept)
        return found[0], [] if inside == os.curdir else inside.split(os.sep)
    if not found:
        raise Refusal(tr("{file} holds no region: no region.yaml.", file=path), reason="archive")
    names = sorted(os.path.relpath(one, kept) for one in found)
    said = tr("{file} holds several regions: {folders}. Unpack it, and give the folder of one.",
              file=path, folders=", ".join(names))  # fmt: skip
    raise Refusal(said, reason="archive", suggestions=tuple(names))


def _with_region(folder: str, depth: int) -> Iterator[str]:
    if os.path.isfile(os.path.join(folder, "region.yaml")):
        yield folder
    elif depth:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _with_region(entry.path, depth - 1)


def _mark_used(kept: str) -> None:
    # Once a day is enough to know which ones nobody asks for any more; a warm answer writes nothing.
    with contextlib.suppress(OSError):
        if os.stat(kept).st_mtime < time.time() - _DAY:
            os.utime(kept)


def _tidy(into: str) -> None:
    """Remove what was left behind, and all but the zips used last; never one that was used today."""
    found = sorted(os.scandir(into), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    left_behind = [entry for entry in found if entry.name.startswith("unpacking-")]
    kept = [entry for entry in found if entry not in left_behind]
    for entry in (*left_behind, *kept[_KEEP:]):
        if entry.stat().st_mtime < time.time() - 2 * _DAY:
            # Out of sight first: nobody may find it half removed.
            gone = os.path.join(into, f"unpacking-{entry.name}")
            with contextlib.suppress(OSError):
                os.rename(entry.path, gone)
            shutil.rmtree(gone, ignore_errors=True)


def _refused(path: str, why: str) -> Refusal:
    return Refusal(tr("{file} is not unpacked: {why}.", file=path, why=why), reason="archive")


def _unreadable(path: str, why: str) -> Refusal:
    return Refusal(tr("The zip {file} cannot be read: {why}.", file=path, why=why), reason="archive")
