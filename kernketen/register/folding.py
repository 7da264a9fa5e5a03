"""The words of a name in one spelling, to compare what people type with what the register says."""

from __future__ import annotations

import re
import unicodedata

from kernketen.register.schoolwords import KINDS, SAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ′ʹ＇‛"), "'")
_ODD = "ø=o Ø=o æ=ae Æ=ae œ=oe Œ=oe ß=ss ł=l Ł=l đ=d Đ=d ı=i"
_LETTERS = {ord(pair[0]): pair[2:] for pair in _ODD.split()}
_ARTICLE_T = re.compile(r"(?<![^\W_])'t(?![^\W_'])")
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile("['&+@]")
_SIGNS = {ord("'"): None, ord("&"): " en ", ord("+"): " en ", ord("@"): "a"}


def flat(text: str) -> str:
    """All words of the text as one: how the name of a place is compared."""
    return joined(words(text))


def joined(found: Sequence[str]) -> str:
    """Words, as ``words`` gives them, written together."""
    return "".join(found).replace("ij", "y")


def words(text: str) -> list[str]:
    """The words of a name without case, accents or apostrophes, ``ij`` as ``y`` and ``Sint`` as ``st``.

    Initials stand together (``M. L.`` is ``ml``), and so do abbreviations with dots (``o.b.s.`` is ``obs``).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_APOSTROPHES)
    text = text.casefold()
    if "'" in text or "`" in text:
        text = _ARTICLE_T.sub(" het ", text.replace("`", "'"))
    if _SIGN.search(text):
        text = text.translate(_SIGNS)
    found = _WORD.findall(text.replace("ij", "y"))
    if any(len(word) == 1 for word in found):
        found = _with_initials(found)
    found = [SAME.get(word, word) for word in found]
    return _joined(found) if "van" in found or "v" in found else found


def _with_initials(found: list[str]) -> list[str]:
    result: list[str] = []
    run = ""
    for word in found:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            result.extend(_initials(run))
            run = ""
        result.append(word)
    if run:
        result.extend(_initials(run))
    return result


def _initials(run: str) -> Iterator[str]:
    # "obs t heike": the last letter is the article, not one of the initials.
    if run.endswith("t") and (len(run) == 1 or run[:-1] in KINDS):
        if len(run) > 1:
            yield run[:-1]
        yield "het"
    else:
        yield run


def _joined(found: list[str]) -> list[str]:
    """``van der`` and ``van den`` as people shorten them: ``vd``."""
    result: list[str] = []
    for word in found:
        if word in ("de", "der", "den", "d") and result and result[-1] in ("van", "v"):
            result[-1] = "vd"
        else:
            result.append(word)
    return result
