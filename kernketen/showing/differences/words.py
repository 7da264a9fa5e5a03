"""How flips and changes are said: answers in short, fields before and after, weights and whom it touches."""

from __future__ import annotations

from kernketen.model.titles import readable
from kernketen.model.wording import said, spoken
from kernketen.showing.answers import STATUS, quantity, roles
from kernketen.showing.differences.labels import CONCEPT, FIELD, TOUCHES, WEIGHT
from kernketen.showing.terms import IN_ANSWER, MODALITY, PRESENCE, date, word
from kernketen.words import marked, tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from kernketen.model.region import Region

_ALWAYS = ("who", "decided_by", "within")
_MORE = {
    "money": marked("from"),
    "word": marked("called"),
    "if_refused": marked("if refused"),
    "see": marked("other paper"),
    "step": marked("step"),
}


def short(answer: Mapping[str, Any], differs: Sequence[str]) -> str:
    """An answer in a few words: what, who, within, and all in which it differs from the other version's."""
    status = answer["status"]
    if status in ("not_regulated", "out_of_scope"):
        return word(STATUS, status)
    wanted = {*_ALWAYS, *differs}
    # Beside another outcome it says nothing that somebody is not named.
    named = {key for key in differs if not {"outcome", "status"} & set(differs)}
    unstated, nobody = tr("the text does not say"), tr("nobody named")
    head = readable(str(answer["outcome"])) if answer["outcome"] else word(STATUS, status)
    parts = []
    for key, label in IN_ANSWER.items():
        if answer[key] and key in wanted:
            parts.append(f"{tr(label)}: {roles(answer[key])}")
        elif key in wanted and key in (answer["unstated"] or ()):
            parts.append(f"{tr(label)}: {unstated}")
        elif key in named:
            parts.append(f"{tr(label)}: {nobody}")
    if answer["within"]:
        parts.append(quantity(answer["within"]))
    elif "within" in named:
        parts.append(tr("no term"))
    for key, label in _MORE.items():
        if key in wanted and (answer[key] or key in named):
            parts.append(f"{tr(label)}: {_one(answer[key])}")
    if "steps" in differs:
        listed = " → ".join(_step(step) for step in answer["steps"]) or "—"
        parts.append(tr("steps: {steps}", steps=listed))
    marks = [word(MODALITY, answer["modality"])] if answer["modality"] else []
    if answer["against"]:
        # Then the rest is of them all: what one says and who another names.
        marks.append(tr("{rules} contradict each other", rules=_and(answer["against"])))
    elif status == "ambiguous" and answer["outcome"]:
        marks.append(word(STATUS, status))
    return "; ".join([head, *parts]) + (f" ({', '.join(marks)})" if marks else "")


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} {tr('and')} {names[-1]}" if len(names) > 1 else "".join(names)


def _one(value: Any) -> str:
    if isinstance(value, dict):
        return str(value["title"])
    return readable(str(value)) if value else "—"


def _step(step: Mapping[str, Any]) -> str:
    who = f" ({roles(step['who'])})" if step["who"] else ""
    return readable(step["outcome"] or step["id"]) + who


def situation(entry: Mapping[str, Any], on: str) -> str:
    """The situation of a flip, behind a comma or at the head of a line: "if …", or "always"."""
    if entry["situation"]:
        found = tr("if {condition}", condition=entry["situation"])
    else:
        # What is taken for granted stands beside it.
        found = tr("without a further condition") if entry["granted"] else tr("always")
    return found + dates(entry, on)


def dates(entry: Mapping[str, Any], on: str) -> str:
    """From when until when it flips; nothing where it does so on the day ``on`` and from then on."""
    first, last = entry["since"], entry["until"]
    if last and first:
        return " " + tr("(from {first} to {last})", first=first, last=last)
    if last:
        return " " + tr("(until {last})", last=last)
    return " " + tr("(from {first})", first=first) if first and first > on else ""


def weighed(entry: Mapping[str, Any]) -> str:
    """How heavy it is and whom it touches, in one line."""
    found = f"{tr(WEIGHT[entry['weight']])}, {tr(TOUCHES[entry['touches']])}"
    if entry["waived"] is not None:
        found += "; " + tr("allowed: {reason}", reason=entry["waived"])
    return found


def item(entry: Mapping[str, Any], old: Region, new: Region) -> str:
    """A changed item: "role coach “CJG-coach”"; a team member by its role."""
    name = entry["topic"] or _member(entry["content"], old, new) or called(entry["content"])
    if entry["concept"] == "steps":
        text = called(entry["content"]) or called(entry["content"]["then"])
        name = f"{entry['topic']}: {text}" if text else name
    known = f" “{name}”" if name else ""
    what = f"{tr(CONCEPT[entry['concept']])} {entry['id']}{known}"
    if entry["kind"] == "renamed":
        what = tr("{what} (was {old})", what=what, old=entry["old_id"])
    if entry["parts"]:
        what += " " + trn("(with {number} item in it)", "(with {number} items in it)", entry["parts"])
    return what


def _member(content: Mapping[str, Any], old: Region, new: Region) -> str:
    """The role of a team member; empty for what is none."""
    if "presence" not in content or not content.get("who"):
        return ""
    names = {role["id"]: role["name"] for region in (old, new) for role in region["roles"]}
    return _and([names.get(role, role) for role in content["who"]["roles"]])


def called(content: Mapping[str, Any]) -> str:
    """What an item is called, or says, in a few words; empty where it has no words of its own."""
    for key in ("name", "title", "term", "heading", "purpose", "text", "question_nl", "note"):
        text = content.get(key)
        if isinstance(text, str) and text:
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    names = content.get("names")
    return ", ".join(names) if isinstance(names, list) else ""


_LONGEST = 70


def field(entry: Mapping[str, Any], old: Region, new: Region) -> str:
    """One field of a changed item: "term: at most 5 days → at most 10 days"."""
    name = entry["field"]
    label = tr(FIELD[name]) if name in FIELD else _label(name)
    return f"{label}: {_coded(name, entry['before'], old)} → {_coded(name, entry['after'], new)}"


def _coded(name: str, given: Any, region: Region) -> str:
    """The value of a field; a code of the model by its word."""
    if isinstance(given, str) and given:
        if name in _CODES:
            return word(_CODES[name], given)
        if name in _OUTCOMES:
            return readable(given)
        if name in _DAYS:
            return date(given)
    return value(given, region)


_CODES = {"modality": MODALITY, "presence": PRESENCE}
_OUTCOMES = ("then.outcome", "then.if_refused", "then.word", "then.money")
_DAYS = ("date", "valid_from", "valid_until", "adopted_on", "reviewed_on")


def _label(name: str) -> str:
    base = name.removeprefix("then.")
    return tr(IN_ANSWER[base]) if base in IN_ANSWER else readable(base)


def value(given: Any, region: Region) -> str:
    """A value of a field in words."""
    if given is None or given in ("", [], {}):
        return "—"
    if isinstance(given, bool):
        return tr("yes") if given else tr("no")
    if isinstance(given, dict):
        return _mapping(given, region)
    if isinstance(given, (list, tuple)):
        return _list(given, region)
    if isinstance(given, str):
        return next((role["name"] for role in region["roles"] if role["id"] == given), given)
    return f"{given:g}" if isinstance(given, float) else str(given)


def _list(given: Sequence[Any], region: Region) -> str:
    if given[0] in ("in", "has", "same", "num", "all", "any", "not") and isinstance(given[-1], (list, str)):
        try:
            return said(list(given), region)
        except (KeyError, TypeError, ValueError, IndexError):
            pass
    if all(isinstance(one, dict) and "note" in one for one in given):
        return "; ".join(f"{one['id']}: {one['note']}" for one in given)
    return ", ".join(value(one, region) for one in given)


def _mapping(given: Mapping[str, Any], region: Region) -> str:
    if "mode" in given and "roles" in given:
        if not given["roles"]:
            return tr("the text does not say")
        return roles({"mode": given["mode"], "roles": [{"name": value(r, region)} for r in given["roles"]]})
    if given.keys() & {"gt", "ge", "lt", "le", "is"}:
        return quantity(dict(given))
    parts = [(key, one) for key, one in given.items() if one not in (None, "", [], {})]
    return "; ".join(f"{_label(key)}: {_told(key, one, region)}" for key, one in parts)


def _told(key: str, one: Any, region: Region) -> str:
    if key in region["facts"] and isinstance(one, (str, bool)):
        return spoken(key, one, region)
    return value(one, region)


def counted(document: Mapping[str, Any]) -> str:
    """How many flips and changes there are, by weight, in one line."""
    flips, items = document["summary"]["flips"], document["summary"]["changes"]
    parts = [
        trn("{number} decision is another", "{number} decisions are others", sum(flips.values()))
        + _by_weight(flips),
        trn("{number} change", "{number} changes", sum(items.values())) + _by_weight(items),
    ]
    waived = document["summary"]["waived"]
    if waived:
        parts.append(trn("{number} allowed", "{number} allowed", waived))
    return ", ".join(parts)


def _by_weight(counts: Mapping[str, int]) -> str:
    found = [f"{number} {tr(WEIGHT[weight])}" for weight, number in counts.items() if number]
    return f" ({', '.join(found)})" if found else ""


def version(document: Mapping[str, Any]) -> str:
    """What the version number should be, in one sentence."""
    found = document["version"]
    if found["old"] is None or found["new"] is None:
        return tr("The version of the package is not known on both sides (pyproject.toml).")
    numbers = {"old": found["old"], "new": found["new"], "needed": found["needed"]}
    if found["ok"] is False and found["old"] == found["new"]:
        return tr("The version is still {old}; these changes need at least {needed}.", **numbers)
    if found["ok"] is None:
        return tr("The versions {old} and {new} cannot be compared.", **numbers)
    if found["ok"]:
        return tr("The version went from {old} to {new}; at least {needed} was needed.", **numbers)
    return tr("The version went from {old} to {new}; these changes need at least {needed}.", **numbers)


def is_too_low(document: Mapping[str, Any]) -> bool:
    """Whether the version number should have been raised more; a draft has no version yet."""
    return document["version"]["ok"] is False and not document.get("overlays")


def grouped(flips: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The flips, together those that are the same decision in several situations."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for flip in flips:
        same = (
            flip["question"],
            flip["topic"],
            short(flip["before"], flip["differs"]),
            short(flip["after"], flip["differs"]),
            weighed(flip),
        )
        found.setdefault(repr(same), []).append(flip)
    return list(found.values())
