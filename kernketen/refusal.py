"""Wrong use, said in one sentence with the nearest right word: never a traceback."""

from __future__ import annotations

import errno

from kernketen.words import marked, tr

NOT_FOUND = 1
WRONG_USE = 2
SEVERAL = 3


class Refusal(Exception):
    """A request that cannot be answered.

    ``sentence`` is said to the user as it is (already in the reader's language). ``status`` is the
    exit status: 1 what was named does not exist, 2 wrong use or could not run, 3 the name fits several.
    ``reason`` is a short code for programs; ``suggestions`` are near words; ``candidates`` are the
    things that all fit, as plain data; ``more`` goes into the JSON document as it is.
    """

    def __init__(
        self,
        sentence: str,
        *,
        status: int = WRONG_USE,
        reason: str = "wrong_use",
        suggestions: tuple[str, ...] = (),
        candidates: tuple[dict[str, object], ...] = (),
        more: dict[str, object] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.reason = reason
        self.suggestions = suggestions
        self.candidates = candidates
        self.more = more or {}


_REASONS = {
    errno.ENOENT: marked("the folder or file does not exist"),
    errno.ENOTDIR: marked("a part of the path is no folder"),
    errno.EISDIR: marked("it is a folder"),
    errno.EACCES: marked("you have no permission"),
    errno.EPERM: marked("you have no permission"),
    errno.EROFS: marked("the disk cannot be written"),
    errno.ENOSPC: marked("the disk is full"),
    errno.EDQUOT: marked("the disk is full"),
    errno.ENAMETOOLONG: marked("the name is too long"),
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in the reader's language where we know the reason."""
    sentence = _REASONS.get(error.errno or 0)
    return tr(sentence) if sentence else error.strerror or str(error)
