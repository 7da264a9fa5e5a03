"""The rules of ``validate`` for people: as a list, one by one, and as the page docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kernketen.checking.check import EDITION, Check, Example
from kernketen.showing.examples import Part, parts
from kernketen.showing.grades import GRADES
from kernketen.showing.plain import for_markdown, plain
from kernketen.words import marked, tr

_FENCES = {"py": "python"}
_WAIVE = marked("# kernketen: toegestaan {rule} the reason")


def head() -> tuple[str, ...]:
    """The headings of the list."""
    return tr("Rule"), tr("Severity"), tr("Since edition"), tr("What")


def row(check: Check) -> list[str]:
    """A rule as a row of the list."""
    return [check.rule.id, _severity(check), str(check.rule.since), tr(check.what)]


def in_short(check: Check) -> dict[str, Any]:
    """A rule of the list as plain data."""
    return {
        "id": check.rule.id,
        "severity": check.rule.severity.value,
        "since": check.rule.since,
        "what": tr(check.what),
    }


def in_full(check: Check) -> dict[str, Any]:
    """A rule with all that is said of it, as plain data."""
    return {
        **in_short(check),
        "why": tr(check.why),
        "wrong": _example(check.wrong),
        "right": _example(check.right),
        "waivable": check.is_waivable,
        "waiver": tr(_WAIVE, rule=check.rule.id) if check.is_waivable else None,
    }


def as_lines(check: Check) -> Iterator[str]:
    """A rule explained, line by line."""
    yield f"{plain(check.rule.id)} · {_about(check)}"
    yield from ("", plain(tr(check.what)), plain(tr(check.why)))
    for part in parts(check):
        yield ""
        yield f"{_title(part)}, {plain(part.file)}:" if part.file else _title(part)
        yield from (f"> {line}" if is_own else f"  {line}" for is_own, line in part.lines)
    yield from ("", *_waiver(check))


def as_page(checks: Sequence[Check]) -> Iterator[str]:
    """All rules as Markdown: the lines of docs/rules.md."""
    yield "# " + tr("The rules of kernketen validate")
    yield ""
    yield tr(
        "Each finding names a rule; `kernketen explain RULE` shows the same text. An error keeps the region "
        "from being used; a warning is very likely wrong; a note is worth knowing."
    )
    yield ""
    yield tr(
        "This is edition {edition} of the rules. A region names the edition that it was checked with "
        "(`checked_with` in region.yaml); rules that came later are only notes for it.",
        edition=EDITION,
    )
    yield ""
    yield tr("This page is made by `kernketen rules --format markdown --long`.")
    for family in dict.fromkeys(check.family for check in checks):
        yield from ("", f"## {family}")
        for check in checks:
            if check.family == family:
                yield from ("", *as_section(check))


def as_section(check: Check) -> Iterator[str]:
    """A rule explained, as Markdown under a heading of its own."""
    yield f"### {check.rule.id}"
    yield ""
    yield f"*{_about(check)}*"
    yield from ("", _prose(tr(check.what)), "", _prose(tr(check.why)))
    for part in parts(check):
        yield ""
        yield f"{_title(part)} · `{plain(part.file)}`" if part.file else _title(part)
        if part.file:
            ending = part.file.rpartition(".")[2]
            yield from ("", f"```{_FENCES.get(ending, ending)}", *(line for _, line in part.lines), "```")
    yield ""
    yield " ".join(f"`{line.strip()}`" if line.startswith(" ") else line for line in _waiver(check))


def _about(check: Check) -> str:
    since = tr("since edition {edition}", edition=check.rule.since)
    return f"{_severity(check)} · {since}"


def _severity(check: Check) -> str:
    return tr(GRADES[check.rule.severity].word)


def _waiver(check: Check) -> Iterator[str]:
    if check.is_waivable:
        yield tr("It may stay where a comment on the line, or above it, says why:")
        yield "  " + tr(_WAIVE, rule=check.rule.id)
    else:
        yield tr("It cannot be waived.")


def _title(part: Part) -> str:
    return f"{part.title}: {part.note}" if part.note else part.title


def _example(example: Example) -> dict[str, Any]:
    return {
        "note": tr(example.note) if example.note else None,
        "files": [{"file": one.file, "text": one.text} for one in (example, *example.more) if one.text],
    }


def _prose(text: str) -> str:
    """Our own words as Markdown: code between backquotes stays code."""
    parts = text.split("`")
    return "`".join(part if n % 2 else for_markdown(part) for n, part in enumerate(parts))
