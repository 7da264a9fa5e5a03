"""Privacy: what may not be in a published region: names, mailboxes and mobile numbers of people, a BSN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

NAME = Rule("privacy.name", Severity.WARNING)
MAILBOX = Rule("privacy.mailbox")
MOBILE = Rule("privacy.mobile")
BSN = Rule("privacy.bsn")
BIRTH = Rule("privacy.birth_date")

# Common given names; those that are ordinary Dutch words too are left out.
GIVEN_NAMES = frozenset(
    Path(__file__).parent.with_name("given_names.txt").read_text(encoding="utf-8").split()
)

_CAPITAL = r"[A-ZÀ-Ý][a-zà-ÿ'’-]+"
# Bounded, so that a text full of spaces is not tried again from each of them.
_SPACE = r"\s{1,9}"
_BETWEEN = rf"(?:{_SPACE}(?:van|de|den|der|ter|ten|te|het|in|op|aan|bij|el|ben|von|du|la|le))*"
# A title or initials before a surname, and a given name before one.
_TITLED = re.compile(
    rf"\b(?:[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Mm]evrouw|[Mm]eneer|[Mm]eester|[Jj]uf(?:frouw)?){_SPACE}"
    rf"(?:(?:[A-Z]\.\s?){{1,9}})?{_BETWEEN}\s{{0,9}}{_CAPITAL}"
)
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,4}}{_BETWEEN}{_SPACE}{_CAPITAL}")
_GIVEN = re.compile(rf"\b({_CAPITAL}){_BETWEEN}{_SPACE}{_CAPITAL}")
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?<![\d-])(?:(?:\+|00)31[\s-]?(?:\(0\))?|0)6(?:[\s-]?\d){8}(?!\d)")
_NINE = re.compile(r"(?<![\d.,-])\d{8,9}(?![\d.,-]\d|\d)")
_BIRTH = re.compile(
    r"\b(?:geboren|geboortedatum|geb\.?|birth(?:day|date)?|born)\b\D{0,20}"
    r"(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
# Schools, streets and institutions bear the names of people who are long dead.
_NAMED_AFTER = ("register_name", "aliases", "names", "place", "id", "title", "heading")
# Codes that are nobody's number.
_CODES = ("postcodes", "code", "id")


def name(subject: Subject) -> Iterator[Finding]:
    """Texts in which a person seems to be named."""
    schools = subject.documents.get("schools")
    for text in subject.texts:
        # A name is more than one word, and most texts are one.
        is_word = " " not in text.said and "\n" not in text.said
        if is_word or text.key in _NAMED_AFTER or text.document is schools:
            continue
        found = _person(text.said)
        if found:
            sentence = marked("“{name}” looks like the name of a person. Name the function instead.")
            yield Finding(NAME, text.place, sentence, {"name": found})


def _person(said: str) -> str:
    for pattern in (_TITLED, _INITIALS):
        match = pattern.search(said)
        if match:
            return match.group().strip()
    for match in _GIVEN.finditer(said):
        if match[1].casefold() in GIVEN_NAMES:
            return match.group()
    return ""


def mailbox(subject: Subject) -> Iterator[Finding]:
    """Addresses that are a person's own."""
    for text in subject.texts:
        for match in _MAIL.finditer(text.said) if "@" in text.said else ():
            if _is_personal(match[1]):
                sentence = marked(
                    "“{address}” looks like the mailbox of a person. A published region has functional "
                    "addresses only; write `absent: {{email: personal}}`."
                )
                yield Finding(MAILBOX, text.place, sentence, {"address": match.group()})


def _is_personal(local: str) -> bool:
    parts = re.split(r"[._-]", local.casefold())
    # "j.jansen" and "jan.jansen" are people; "info", "cjg" and "leerplicht.haarlem" are functions.
    return parts[0] in GIVEN_NAMES or (len(parts) > 1 and len(parts[0]) == 1)


def mobile(subject: Subject) -> Iterator[Finding]:
    """Numbers that begin with 06."""
    for text in subject.with_digits:
        match = _MOBILE.search(text.said)
        if match:
            sentence = marked(
                "“{number}” is a mobile number. A published region has numbers of services only; "
                "write `absent: {{phone: personal}}`."
            )
            yield Finding(MOBILE, text.place, sentence, {"number": match.group()})


def bsn(subject: Subject) -> Iterator[Finding]:
    """Numbers that pass the eleven-test of a citizen service number."""
    for text in subject.with_digits:
        if text.key in _CODES:
            continue
        match = next((m for m in _NINE.finditer(text.said) if _passes_eleven(m.group())), None)
        if match:
            sentence = marked("“{number}” may be somebody's BSN: it passes the eleven-test. Remove it.")
            yield Finding(BSN, text.place, sentence, {"number": match.group()})


def _passes_eleven(digits: str) -> bool:
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(weight * number for weight, number in zip(range(9, 1, -1), numbers, strict=False))
    return any(numbers) and (total - numbers[8]) % 11 == 0


def birth_date(subject: Subject) -> Iterator[Finding]:
    """Days on which somebody was born."""
    for text in subject.with_digits:
        match = _BIRTH.search(text.said)
        if match:
            sentence = marked("“{words}” is somebody's date of birth. Remove it.")
            yield Finding(BIRTH, text.place, sentence, {"words": match.group()})


def _note(text: str) -> Example:
    return Example("region.yaml", FILES["region.yaml"] + f'note: "{text}"\n')


def _contact(channel: str) -> Example:
    return Example(
        "partners.yaml",
        FILES["partners.yaml"].replace(
            "  - {id: cjg, name: CJG, source: team}\n",
            "  - id: cjg\n    name: CJG\n    source: team\n    contacts:\n"
            f"      - {{id: vragen, purpose: vragen, source: team, {channel}}}\n",
        ),
    )


CHECKS = (
    Check(
        NAME,
        marked("A published region names functions, not people."),
        marked(
            "People change jobs and did not ask to be in a package; their names belong in the contact list."
        ),
        _note("Vragen naar mevrouw Voorbeeld"),
        _note("Vragen naar de coördinator"),
        name,
    ),
    Check(
        MAILBOX,
        marked("A published region has functional mail addresses only."),
        marked("A person's own address stays in the package after the person has left."),
        _contact('email: "a.voorbeeld@example.org"'),
        _contact('email: "cjg@example.org"'),
        mailbox,
    ),
    Check(
        MOBILE,
        marked("A published region has no mobile numbers."),
        marked("A 06 number is a person's; it belongs in the local contact list."),
        _contact(f'phone: "06-{"0" * 8}"'),
        _contact('phone: "000-0000000", absent: {name: personal}'),
        mobile,
    ),
    Check(
        BSN,
        marked("No text holds a citizen service number (BSN)."),
        marked("A BSN names one person, perhaps a child. It may never be in a package."),
        _note(f"Zie dossier {''.join(digit * 3 for digit in '123')}"),
        _note("Zie het dossier"),
        bsn,
    ),
    Check(
        BIRTH,
        marked("No text holds a date of birth."),
        marked("Together with a school it names one child."),
        _note("Leerling geboren op 3 mei 2015"),
        _note("Leerling van elf jaar"),
        birth_date,
    ),
)
