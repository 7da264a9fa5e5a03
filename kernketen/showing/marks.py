"""The signs and words of a comparison: how a row is classed, and how each region's answer is meant.

A sign and a word say it without the colour.
"""

from __future__ import annotations

from kernketen.model.titles import readable
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

CLASSES = {
    "different": ("≠", marked("different")),
    "not_comparable": ("?", marked("not comparable")),
    "silent": ("–", marked("silent on one side")),
    "equal": ("=", marked("equal")),
}
MARKS = {
    "agreed": ("✓", marked("agreed")),
    "recommended": ("☆", marked("recommended")),
    "announced": ("»", marked("announced")),
    "proposed": ("✎", marked("proposed")),
    "elsewhere": ("↗", marked("elsewhere")),
    "silent": ("–", marked("silent")),
    "ambiguous": ("!", marked("unclear")),
    "depends": ("±", marked("depends")),
    "left_out": ("×", marked("left out")),
    "noted": ("•", marked("about the papers")),
}
MEANINGS = {
    "agreed": marked("It stands in the text as an agreement."),
    "recommended": marked("The text recommends it; it was not agreed."),
    "announced": marked("The text announces that it will come."),
    "proposed": marked("It stands in a draft only (--overlay), not in the agreement."),
    "elsewhere": marked("The text points to another paper."),
    "silent": marked("The text says nothing about it, or nobody has noted it."),
    "ambiguous": marked("The text is unclear, or the maintainer has read it so."),
    "depends": marked("What holds depends on the situation."),
    "left_out": marked("The text itself leaves it out."),
    "noted": marked("It tells of the papers or the data themselves, and is no agreement."),
    "different": marked("At least two regions say something else."),
    "not_comparable": marked("It cannot be held against each other: other roles, units or words."),
    "equal": marked("All that is said is the same."),
    "nowhere": marked("No region says anything about it."),
}
SILENT_ROW = marked("At least one region says nothing, where another does.")
"""What the class of a row with a silent side means."""

SHOWN = {**CLASSES, "nowhere": (MARKS["silent"][0], marked("agreed nowhere"))}
"""The classes as a reader sees them: that nobody says anything is not called equal."""
_SILENT = ("not_regulated", "out_of_scope")

_DIFFERS = {
    "outcome": marked("outcome"),
    "level": marked("consent level"),
    "who": marked("who"),
    "by": marked("by whom"),
    "of": marked("of whom"),
    "decided_by": marked("decided by whom"),
    "with": marked("with whom"),
    "among": marked("chosen from whom"),
    "inform": marked("who is informed"),
    "via": marked("through whom"),
    "term": marked("term"),
    "modality": marked("must, should or may"),
    "situation": marked("situation"),
    "word": marked("word"),
    "kind": marked("kind of text"),
    "presence": marked("presence"),
    "frequency": marked("how often"),
    "meaning": marked("meaning"),
    "contact": marked("ways of contact"),
    "date": marked("date"),
    "reviewed": marked("date of review"),
    "if_refused": marked("what if refused"),
    "steps": marked("steps"),
    "money": marked("budget"),
    "words": marked("said in own words"),
    "elsewhere": marked("in another paper"),
    "unclear": marked("text is unclear"),
    "place": marked("it goes by the municipality"),
    "window": marked("another unit or period"),
    "own_facts": marked("a fact of the region's own"),
    "own_roles": marked("a role of the region's own"),
    "too_wide": marked("too many situations"),
}


def class_of(row: Mapping[str, Any]) -> tuple[str, str]:
    """The sign and the word of a row's class, as a reader sees it."""
    return SHOWN[class_name(row)]


def class_name(row: Mapping[str, Any]) -> str:
    """Under which name in ``SHOWN`` a row is shown."""
    if all(cell["status"] in _SILENT for cell in row["cells"].values()):
        return "nowhere"
    return str(row["class"])


def differs(codes: Iterable[str]) -> str:
    """In what regions differ, in words."""
    return ", ".join(tr(_DIFFERS[code]) if code in _DIFFERS else readable(code) for code in codes)
