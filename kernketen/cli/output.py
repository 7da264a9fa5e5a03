"""Where output goes: the terminal or a file, whole; and how a refusal is said."""

from __future__ import annotations

import errno
import os
import sys

from kernketen.refusal import Refusal, reason_of
from kernketen.showing.plain import as_json, plain
from kernketen.words import LANGUAGES, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def say(text: str, out: str | None = None, is_private: bool = False) -> None:
    """Print the text, or put it in the file ``out``, which is replaced whole. Raises ``Refusal``.

    A file that ``is_private`` is for its user only.
    """
    if not text.endswith("\n"):
        text += "\n"
    if out is None:
        _careful(sys.stdout)
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    _replace(out, text.encode("utf-8"), is_private)


def save(data: bytes, out: str | None = None, is_private: bool = False) -> None:
    """Put what is no text in the file ``out``, which is replaced whole, or in a pipe. Raises ``Refusal``.

    A file that ``is_private`` is for its user only.
    """
    if out is not None:
        _replace(out, data, is_private)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        raise Refusal(
            tr("This form is a file, not text for a screen. Name the file with -o FILE."), reason="output"
        )
    stream.write(data)
    stream.flush()


def _replace(out: str, data: bytes, is_private: bool) -> None:
    temporary = f"{out}.{os.getpid()}.tmp"
    try:
        mode = 0o600 if is_private else 0o666
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary(), mode), "wb") as file:
            file.write(data)
        os.replace(temporary, out)
    except OSError as error:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise Refusal(
            tr("The file {file} cannot be written: {why}.", file=out, why=reason_of(error)),
            reason="output",
        ) from None


def save_folder(files: Mapping[str, bytes], out: str, is_private: bool = False) -> None:
    """Put files by name in the folder ``out``: all of them, or none where something goes wrong.

    A folder that is there may hold nothing but files of such a kind: it is replaced whole. Raises
    ``Refusal``.
    """
    import shutil
    import tempfile

    endings = {os.path.splitext(name)[1] for name in files}
    target = os.path.abspath(out)
    try:
        if os.path.isdir(target):
            for name in sorted(os.listdir(target)):
                is_ours = os.path.splitext(name)[1] in endings and os.path.isfile(os.path.join(target, name))
                if not is_ours:
                    raise Refusal(
                        tr(
                            "The folder {folder} holds something else ({name}). Name a folder that is new or "
                            "empty.",
                            folder=out,
                            name=name,
                        ),
                        reason="output",
                    )
        # Beside the target, so that moving it there is one step.
        with tempfile.TemporaryDirectory(prefix=".kernketen-", dir=os.path.dirname(target)) as beside:
            built, old = os.path.join(beside, "new"), os.path.join(beside, "old")
            os.mkdir(built, 0o700 if is_private else 0o777)
            for name, content in files.items():
                _replace(os.path.join(built, name), content, is_private)
            if os.path.lexists(target):
                if not os.path.isdir(target):
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), out)
                os.rename(target, old)
            try:
                os.rename(built, target)
            except OSError:
                if os.path.isdir(old):
                    os.rename(old, target)
                raise
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise Refusal(
            tr("The folder {folder} cannot be written: {why}.", folder=out, why=reason_of(error)),
            reason="output",
        ) from None


def _binary() -> int:
    # Windows alone knows another kind of file.
    return getattr(os, "O_BINARY", 0)


def tell(text: str) -> None:
    """Say something beside the answer, on stderr."""
    _careful(sys.stderr)
    sys.stderr.write(plain(text) + "\n")
    sys.stderr.flush()


def refuse(refusal: Refusal, schema: str, form: str, out: str | None = None) -> int:
    """Say why there is no answer, as a sentence and in JSON also as a document; returns the exit status."""
    document = _document(refusal, schema, form)
    if document:
        try:
            say(document, out)
        except Refusal as second:
            # The file for the answer cannot be written either: then the screen has to do.
            say(document)
            tell(second.sentence)
    tell(refusal.sentence)
    if form != "json":
        for candidate in refusal.candidates:
            tell("  " + " · ".join(str(value) for value in _shown(candidate) if value))
    return refusal.status


def _document(refusal: Refusal, schema: str, form: str) -> str:
    """The refusal in a form that has whole documents; nothing where a sentence is all."""
    if form == "json":
        document = {
            "schema": schema,
            "error": refusal.sentence,
            "reason": refusal.reason,
            "candidates": list(refusal.candidates),
            "suggestions": list(refusal.suggestions),
            **refusal.more,
        }
        return as_json(document)
    if schema.startswith(("kernketen/validate/", "kernketen/test/")):
        # Only these have a form for CI.
        from kernketen.showing.reports import refused

        return refused.text(form, refusal.sentence, refusal.reason, refusal.status)
    return ""


def _shown(candidate: dict[str, Any]) -> Sequence[Any]:
    return [v["name"] if isinstance(v, dict) else v for v in candidate.values()]


def checked_format(form: str | None, allowed: Sequence[str]) -> str:
    """The output format, from the option or ``KERNKETEN_FORMAT``. Raises ``Refusal`` with the right ones."""
    chosen = form or os.environ.get("KERNKETEN_FORMAT") or allowed[0]
    if chosen not in allowed:
        raise Refusal(
            tr(
                "The format “{format}” does not exist here; choose from {formats}.",
                format=chosen,
                formats=", ".join(allowed),
            ),
            reason="format",
            suggestions=tuple(allowed),
        )
    return chosen


def checked_language(lang: str | None) -> str | None:
    """The language of the option. Raises ``Refusal`` for one that the program does not speak."""
    if lang is None or lang.casefold().replace("_", "-").split("-")[0] in LANGUAGES:
        return lang
    raise Refusal(
        tr("The program does not speak “{language}”; choose from {languages}.", language=lang,
           languages=", ".join(LANGUAGES)),
        reason="language",
        suggestions=LANGUAGES,
    )  # fmt: skip


def width() -> int:
    """The width of the terminal in columns; 100 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 100
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 100
    except (OSError, ValueError, AttributeError):
        return 100


def is_bold() -> bool:
    """Whether headings may be marked: on a terminal that did not ask for no colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _careful(stream: Any) -> None:
    # A terminal that cannot show a letter shows a question mark; that is no reason to fail.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def tell_lines(text: str) -> None:
    """Say several lines beside the answer, on stderr."""
    for line in text.splitlines():
        tell(line)
