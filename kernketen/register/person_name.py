"""When two written names are the same person's: without case, accents, dots and titles."""

from __future__ import annotations

import re
import unicodedata

_TITLES = {"dhr", "hr", "heer", "mevr", "mw", "mevrouw", "drs", "dr", "ir", "ing", "mr", "mrs", "ms", "prof"}
_SEPARATORS = re.compile(r"[/,;&+()|:]|\ben\b|\bof\b|\band\b|\bor\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|\+?[0-9][0-9 ./-]*")


def folded(name: str) -> str:
    """The name as it is compared: lower case, without accents, punctuation and titles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’‘`´")
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(word for word in words if word not in _TITLES) or " ".join(words)


def names_in(text: str) -> set[str]:
    """The folded names that a cell holds, also of several people (``A. Voorbeeld / B. Proef (ma)``).

    A name written last name first (``Voorbeeld, A.``) is in it both ways round.
    """
    names = {folded(text)}
    parts = _SEPARATORS.split(_ADDRESS.sub(" ", text))
    names |= {folded(part) for part in parts} | {folded(_ADDRESS.sub(" ", text))}
    if text.count(",") == 1:
        last, first = text.split(",")
        names.add(folded(f"{first} {last}"))
    return names - {""}
