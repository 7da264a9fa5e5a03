"""Rows of a contact list with their school and role found, or rejected with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from kernketen.register.contact_entry import Entry
from kernketen.register.table import Remark
from kernketen.words import tr

# What a school or a role is called here: its code or id, or ``None`` and the sentence that says why not.
Finder: TypeAlias = Callable[[str], tuple[str | None, str]]
# School, role, name, phone, e-mail, days, stand-in, valid until, line.
Stored: TypeAlias = tuple[str | int, ...]


def resolved(
    entries: Iterable[Entry], find_school: Finder, find_role: Finder
) -> tuple[list[Stored], list[Remark], list[Remark]]:
    """The rows that can be stored, the rejected ones, and notes; each text is looked up once.

    Codes and names are looked up as written; nothing is guessed here.
    """
    seen: dict[tuple[str, ...], int] = {}
    rejected: list[Remark] = []
    notes: list[Remark] = []
    school, role = _remembering(find_school), _remembering(find_role)
    for entry in entries:
        code, school_problem = _school_of(entry, school)
        role_id, role_problem = role(entry.role) if entry.role else (None, "")
        problems = [*entry.problems, *filter(None, (school_problem, role_problem))]
        if problems or code is None or role_id is None:
            rejected.append(Remark(entry.line, " ".join(problems)))
            continue
        row = (
            code,
            role_id,
            entry.name,
            entry.phone,
            entry.email,
            entry.days,
            entry.stand_in,
            entry.valid_until,
        )
        if row in seen:
            said = tr("This row says the same as line {line}; it was stored once.", line=seen[row])
            notes.append(Remark(entry.line, said))
        else:
            seen[row] = entry.line
    return [(*row, line) for row, line in seen.items()], rejected, notes


def _remembering(find: Finder) -> Finder:
    answers: dict[str, tuple[str | None, str]] = {}

    def remembered(text: str) -> tuple[str | None, str]:
        if text not in answers:
            found, sentence = find(text)
            answers[text] = found, "" if found else sentence or tr("“{text}” is not known.", text=text)
        return answers[text]

    return remembered


def _school_of(entry: Entry, find: Finder) -> tuple[str | None, str]:
    if not entry.code or not entry.school:
        return find(entry.code or entry.school) if entry.code or entry.school else (None, "")
    code = entry.code.replace(" ", "").upper()
    if len(code) == 4 and entry.school.isdecimal() and len(entry.school) <= 2:
        return find(code + entry.school.zfill(2))
    by_code, sentence = find(entry.code)
    by_name = find(entry.school)[0]
    if by_name is None or by_code == by_name:
        return by_code, sentence
    # The code of a school with several locations says which school, its name then which location.
    if by_code is None:
        return (by_name, "") if by_name.startswith(code) else (None, sentence)
    return None, tr(
        "The code {code} and the name “{name}” are of two schools ({first}, {second}).",
        code=entry.code,
        name=entry.school,
        first=by_code,
        second=by_name,
    )
