"""The words for the model's codes: presence, absent channels, sectors, kinds of team."""

from __future__ import annotations

from kernketen.model.presence import PRESENCE as PRESENCE
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CHOICE = {
    "all": marked("together"),
    "one_of": marked("one of these"),
    "any": marked("and/or"),
}
CHANNEL = {
    "phone": marked("phone"),
    "email": marked("e-mail"),
    "web": marked("website"),
    "name": marked("name"),
}
ABSENT = {
    "not_in_text": marked("not in the text"),
    "elsewhere": marked("on another paper"),
    "personal": marked("of a person (in your own contact list)"),
}
MODALITY = {
    "must": marked("must"),
    "must_not": marked("must not"),
    "should": marked("should"),
    "may": marked("may"),
    "info": marked("info"),
}
IN_ANSWER = {
    "who": marked("who"),
    "by": marked("by"),
    "with": marked("with"),
    "of": marked("of"),
    "decided_by": marked("decided by"),
    "among": marked("chosen from"),
    "inform": marked("informs"),
    "via": marked("through"),
}
TOGETHER = {"all": marked("and"), "one_of": marked("or (one of these)"), "any": marked("and/or")}
HEALTH = {
    "ok": marked("in order"),
    "warning": marked("has warnings"),
    "error": marked("not used: has errors"),
}


def word(table: dict[str, str], code: str) -> str:
    """The word for a code in the reader's language; the code itself where there is none."""
    return tr(table[code]) if code in table else code


def date(text: str | None) -> str:
    """A date as agreements give it, or the word for an unknown one."""
    return tr("date unknown") if text in (None, "", "unknown") else str(text)


def cited(source: dict[str, str]) -> str:
    """How a section is cited: document, section, date."""
    return f"{source['document']}, “{source['section']}” ({date(source['date'])})"


def absent(contact: Any) -> str:
    """What a contact point lacks, and why: "Not in the text: phone, e-mail"."""
    by_reason: dict[str, list[str]] = {}
    for channel, why in contact["absent"].items():
        by_reason.setdefault(why, []).append(word(CHANNEL, channel))
    return "; ".join(f"{word(ABSENT, why)}: {', '.join(names)}" for why, names in by_reason.items())
