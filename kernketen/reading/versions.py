"""A region as it was at a commit: a folder of a git repository, unpacked bounded and outside of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from typing import NamedTuple

from kernketen.reading import archive, opening
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import tr

_SECONDS = 60
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # What a partial clone left out is not fetched: comparing uses no network.
    "GIT_NO_LAZY_FETCH": "1",
}


class Version(NamedTuple):
    """A region's folder as it was at a commit, and the ``pyproject.toml`` beside or above it (or nothing)."""

    folder: str
    project: bytes


def is_named(text: str) -> bool:
    """Whether a text is written as a version in git: ``v1.2:plugins/region``."""
    ref, colon, _ = text.partition(":")
    return bool(colon and ref) and not os.path.exists(text)


def unpacked(text: str, into: str, beside: str = ".") -> Version:
    """The version of a folder that ``REF:PATH`` names, in the repository around the folder ``beside``.

    It is unpacked below the folder ``into``, once for each state. Raises ``Refusal`` where there is no git,
    no repository, no such version or no such folder in it, and for all that a zip is refused for.
    """
    ref, _, path = text.partition(":")
    if ref.startswith("-") or opening.HIDDEN.search(text) or "\n" in text:
        raise Refusal(tr("“{ref}” is no version in git.", ref=ref), reason="git_ref")
    top = repository(beside)
    if _asked(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") is None:
        raise _unknown_ref(ref, top)
    # A path that begins with ./ counts from the folder we are in, as git takes it.
    path = path.rstrip("/")
    path = f"{path}/" if path in (".", "..") else path
    tree = _asked(beside, "rev-parse", "--verify", "--quiet", f"{ref}:{path}")
    kind = None if tree is None else _asked(top, "cat-file", "-t", tree)
    if tree is None or kind != "tree":
        raise _no_folder(ref, path, top)
    return Version(_folder(text, tree, into, top), _project(beside, ref, path.rstrip("/"), tree))


def last_tag(folder: str) -> str:
    """The last version of a folder with a tag, as ``TAG:PATH``. Raises ``Refusal`` where there is none."""
    top = repository(folder)
    tag = _asked(folder, "describe", "--tags", "--abbrev=0")
    if not tag:
        said = tr("No version in git has a tag yet to compare with. Name one: kernketen diff REF:FOLDER.")
        if _asked(folder, "rev-parse", "--is-shallow-repository") == "true":
            said = tr(
                "This copy of the repository holds no tag to compare with. Fetch all of it: "
                "git fetch --tags --unshallow, or fetch-depth: 0 in a workflow."
            )
        raise Refusal(said, reason="git_tag")
    inside = os.path.relpath(os.path.realpath(folder), os.path.realpath(top)).replace(os.sep, "/")
    return f"{tag}:{'' if inside == '.' else inside}"


def repository(folder: str) -> str:
    """The folder of the git repository around a folder. Raises ``Refusal`` where there is none."""
    top = _asked(folder, "rev-parse", "--show-toplevel")
    if not top:
        raise Refusal(
            tr("{folder} is in no git repository.", folder=os.path.abspath(folder)), reason="git_repository"
        )
    return top


def _no_folder(ref: str, path: str, top: str) -> Refusal:
    import difflib

    known = (_asked(top, "ls-tree", "-r", "-d", "-z", "--name-only", ref) or "").split("\0")
    near = difflib.get_close_matches(path, [name for name in known[:5000] if name], 3, 0.8)
    said = tr("At {ref} there is no folder “{folder}” in this repository.", ref=ref, folder=path)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    return Refusal(said, status=NOT_FOUND, reason="git_path", suggestions=tuple(near))


def _unknown_ref(ref: str, top: str) -> Refusal:
    import difflib

    known = (
        _asked(top, "for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads") or ""
    ).split()
    near = difflib.get_close_matches(ref, known[:1000], 3)
    said = tr("There is no version “{ref}” in this git repository.", ref=ref)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    elif _asked(top, "rev-parse", "--is-shallow-repository") == "true":
        said += " " + tr("This copy of it is not complete: git fetch --tags --unshallow.")
    return Refusal(said, status=NOT_FOUND, reason="git_ref", suggestions=tuple(near))


def _folder(text: str, tree: str, into: str, top: str) -> str:
    """The region of a tree, unpacked as a zip would be: with the same bounds."""
    os.makedirs(into, mode=0o700, exist_ok=True)
    # The name of a tree says what is in it, so that it is packed once.
    path = os.path.join(into, f"git-{tree}.zip")
    if not os.path.exists(path):
        handle, temporary = tempfile.mkstemp(prefix="unpacking-", dir=into)
        try:
            with os.fdopen(handle, "wb") as file:
                _pack(top, tree, file, text)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
    try:
        return archive.unpacked(path, into)[0]
    except Refusal as refusal:
        said = refusal.sentence.replace(path, text)
        raise Refusal(said, reason=refusal.reason, suggestions=refusal.suggestions) from None


def _pack(top: str, tree: str, file: object, text: str) -> None:
    try:
        with subprocess.Popen(
            [_git(), "-C", top, "archive", "--format=zip", tree],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
        ) as running:
            assert running.stdout is not None
            packed = running.stdout.read(archive.MAX_BYTES + 1)
            if len(packed) > archive.MAX_BYTES:
                running.kill()
                said = tr("it is larger than {limit} MB", limit=archive.MAX_BYTES >> 20)
                raise Refusal(
                    tr("{file} is not unpacked: {why}.", file=text, why=said) + " "
                    + tr("Name the folder of the region itself: REF:FOLDER."),
                    reason="archive",
                )  # fmt: skip
            if running.wait(_SECONDS):
                raise Refusal(tr("git could not pack {what}.", what=text), reason="git")
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal(tr("git could not be run: {why}.", why=error), reason="git") from None
    file.write(packed)  # type: ignore[attr-defined]


def _project(beside: str, ref: str, path: str, tree: str) -> bytes:
    """The ``pyproject.toml`` of the distribution: in the folder, or in the one above the package."""
    above = ".." if path == "." else path.rpartition("/")[0] if path else None
    for folder in (path, above):
        if folder is None:
            continue
        name = f"{ref}:{folder}/pyproject.toml" if folder else f"{ref}:pyproject.toml"
        blob = _asked(beside, "rev-parse", "--verify", "--quiet", name)
        size = None if blob is None else _asked(beside, "cat-file", "-s", blob)
        if blob is not None and size is not None and int(size) <= opening.MAX_BYTES:
            return _run(beside, "cat-file", "blob", blob).stdout
    return b""


def _asked(folder: str, *arguments: str) -> str | None:
    """What git says, without its last line end; ``None`` where it refuses."""
    done = _run(folder, *arguments)
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape").strip()


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [_git(), "-C", folder, *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Refusal(tr("git could not be run: {why}.", why=error), reason="git") from None


def _git() -> str:
    found = shutil.which("git")
    if found is None:
        raise Refusal(tr("For a version in git the program git is needed; it is not here."), reason="git")
    return found
