"""Plain language: sentences far above B1, and stiff words for which there is a plain one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject, Text
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

LONG_SENTENCE = Rule("language.long_sentence", Severity.NOTE)
STIFF_WORD = Rule("language.stiff_word", Severity.NOTE)

MOST_WORDS = 35
"""So many words in one sentence are still readable; B1 asks for about fifteen on average."""

# Where a region speaks to its readers; titles and headings are the document's own.
_PROSE = ("text", "then_text", "description", "note", "purpose", "reading", "question", "reason")
_END = re.compile(r"(?<=[.!?;:])\s+")
_STIFF = {
    "aangaande": "over",
    "alsmede": "en ook",
    "alvorens": "voordat",
    "betreffende": "over",
    "bewerkstelligen": "zorgen voor",
    "conform": "volgens",
    "derhalve": "daarom",
    "desalniettemin": "toch",
    "desgewenst": "als u dat wilt",
    "dienaangaande": "daarover",
    "dientengevolge": "daardoor",
    "doorgang vinden": "doorgaan",
    "echter": "maar",
    "evenals": "net als",
    "geschieden": "gebeuren",
    "gezien het feit dat": "omdat",
    "hieromtrent": "hierover",
    "indien": "als",
    "ingevolge": "volgens",
    "inzake": "over",
    "jegens": "tegenover",
    "krachtens": "volgens",
    "mede gelet op": "ook vanwege",
    "met betrekking tot": "over",
    "middels": "met",
    "mits": "als",
    "omtrent": "over",
    "onverwijld": "meteen",
    "reeds": "al",
    "te allen tijde": "altijd",
    "teneinde": "om",
    "ten aanzien van": "over",
    "ten behoeve van": "voor",
    "tengevolge van": "door",
    "terstond": "meteen",
    "thans": "nu",
    "uiterlijk te": "op zijn laatst",
    "voornoemde": "deze",
    "voorts": "ook",
    "waaromtrent": "waarover",
    "wederom": "weer",
    "zulks": "dat",
}
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_STIFF, key=len, reverse=True))})\b", re.IGNORECASE)


def long_sentence(subject: Subject) -> Iterator[Finding]:
    """Texts with a sentence of more than ``MOST_WORDS`` words."""
    for text in _prose(subject):
        longest = max((len(sentence.split()) for sentence in _END.split(text.said)), default=0)
        if longest > MOST_WORDS:
            sentence = marked("A sentence of {number} words is hard to read. Make it two.")
            yield Finding(LONG_SENTENCE, text.place, sentence, {"number": str(longest)})


def stiff_word(subject: Subject) -> Iterator[Finding]:
    """Texts with a word for which there is a plain one."""
    for text in _prose(subject):
        match = _WORDS.search(text.said)
        if match:
            word = match.group()
            sentence = marked("“{word}” is a stiff word. Say it plainly.")
            yield Finding(STIFF_WORD, text.place, sentence, {"word": word}, _STIFF[word.lower()])


def _prose(subject: Subject) -> Iterator[Text]:
    cases = subject.documents.get("cases")
    return (text for text in subject.texts if text.key in _PROSE and text.document is not cases)


def _note(text: str) -> Example:
    return Example("region.yaml", FILES["region.yaml"] + f"note: {text}\n")


CHECKS = (
    Check(
        LONG_SENTENCE,
        marked("No sentence has more than 35 words."),
        marked(
            "An intern begeleider reads the answer in the middle of a case, and a parent may read it too."
        ),
        _note("De school en het CJG en de leerplichtambtenaar en de jeugdarts " * 4 + "spreken elkaar"),
        _note("De school en het CJG en de leerplichtambtenaar en de jeugdarts spreken elkaar"),
        long_sentence,
    ),
    Check(
        STIFF_WORD,
        marked("Texts use plain words (B1)."),
        marked("A plain word is understood by everybody and is shorter."),
        _note("De school belt terstond"),
        _note("De school belt meteen"),
        stiff_word,
    ),
)
