"""The reader's language: every sentence the program says exists in Dutch and in English.

The English sentence is the key; the Dutch one comes from the gettext catalogue in ``locale/``.
A region's own text never passes through here: it stays Dutch.
"""

from __future__ import annotations

import gettext
import os
import re

LANGUAGES = ("nl", "en")
_LOCALES = os.path.join(os.path.dirname(__file__), "locale")
_chosen: list[tuple[str, gettext.NullTranslations]] = []


def choose(language: str | None = None) -> str:
    """Set the language of all further sentences and return its code.

    ``language`` is ``nl`` or ``en``; without it ``KERNKETEN_LANG`` counts, then the locale of the
    environment, then Dutch, the language of the agreements.
    """
    code = language or os.environ.get("KERNKETEN_LANG") or _of_locale()
    # "nl_NL.UTF-8", "en-GB", "nl_BE@euro"
    code = re.split("[-_.@]", code.lower())[0]
    if code not in LANGUAGES:
        code = "nl"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    if code != "en":
        catalogue = gettext.translation("kernketen", _LOCALES, [code], fallback=True)
    _chosen[:] = [(code, catalogue)]
    return code


def _of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "nl" if value.split(".")[0] in ("C", "POSIX") else value
    return "nl"


def language() -> str:
    """The code of the language in use: ``nl`` or ``en``."""
    return _chosen[0][0] if _chosen else choose()


def tr(sentence: str, **values: object) -> str:
    """The sentence in the reader's language, with ``{name}`` fields filled from ``values``."""
    if not _chosen:
        choose()
    said = _chosen[0][1].gettext(sentence)
    return said.format(**values) if values else said


def dutch(sentence: str) -> str:
    """The sentence in Dutch whatever the reader's language, to stand beside an agreement's own text."""
    return gettext.translation("kernketen", _LOCALES, ["nl"], fallback=True).gettext(sentence)


def trn(one: str, many: str, number: int, **values: object) -> str:
    """The singular or plural sentence for ``number``; ``{number}`` is filled as well."""
    if not _chosen:
        choose()
    return _chosen[0][1].ngettext(one, many, number).format(number=number, **values)


def marked(sentence: str) -> str:
    """Mark a sentence for the catalogue without translating it yet (it is said later by ``tr``)."""
    return sentence
