"""Wrong use, said in one sentence with the nearest right word: never a traceback."""

from __future__ import annotations

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
