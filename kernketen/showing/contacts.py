"""Contact lists as text: what an import did, and the people on file, by region and school."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from kernketen.showing.plain import plain
from kernketen.words import tr, trn

Said = tuple[int | None, str]


def imported(
    region: str,
    list_date: str,
    stored: int,
    replaced: int,
    rejected: Sequence[Said],
    notes: Sequence[Said],
    width: int,
) -> str:
    """What an import did, with the rejected rows and the notes, each with its line in the file."""
    lines = [tr("Contact list of {region}, dated {date}", region=region, date=list_date)]
    counts = [
        trn("{number} row stored", "{number} rows stored", stored),
        trn("{number} old row replaced", "{number} old rows replaced", replaced),
        trn("{number} row rejected", "{number} rows rejected", len(rejected)),
    ]
    lines.append("  " + ", ".join(counts))
    for title, remarks in ((tr("Rejected"), rejected), (tr("Notes"), notes)):
        if remarks:
            lines.append(f"{title}:")
            lines += [_wrapped(_remark(*remark), "  ", width) for remark in remarks]
    return "\n".join(lines)


def on_file(people: Iterable[Mapping[str, object]], width: int) -> str:
    """The people on file, below their region (with the date of its list) and their school."""
    lines: list[str] = []
    for (region, date), of_region in groupby(
        people, key=lambda person: (person["region"], person["list_date"])
    ):
        lines.append(tr("Contact list of {region}, dated {date}", region=region, date=date))
        for school, of_school in groupby(of_region, key=lambda person: person["school"]):
            lines.append(f"  {school}")
            lines += [_wrapped(line, "    ", width) for person in of_school for line in _person(person)]
    return "\n".join(lines) if lines else tr("No contact list is on file.")


def _remark(line: int | None, sentence: str) -> str:
    return tr("line {line}: {said}", line=line, said=sentence) if line else sentence


def _person(person: Mapping[str, object]) -> list[str]:
    reached = [str(person[key]) for key in ("name", "phone", "email") if person[key]]
    more = []
    if person["days"]:
        more.append(tr("present: {days}", days=person["days"]))
    if person["stand_in"]:
        more.append(tr("stand-in: {name}", name=person["stand_in"]))
    if person["past"]:
        more.append(tr("was valid until {date}: past its date", date=person["valid_until"]))
    elif person["valid_until"]:
        more.append(tr("valid until {date}", date=person["valid_until"]))
    first = f"{person['role']}: {', '.join(reached)}"
    return [first, f"  {'; '.join(more)}"] if more else [first]


def _wrapped(text: str, indent: str, width: int) -> str:
    indent += text[: len(text) - len(text.lstrip())]
    return textwrap.fill(
        plain(text.strip()),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
