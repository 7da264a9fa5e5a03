"""``kernketen rules`` and ``explain``: what ``validate`` looks at, as a list and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kernketen.checking.check import EDITION, Check, told
from kernketen.cli import located, output, which_region
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing import rules as shown
from kernketen.showing.plain import as_json
from kernketen.showing.tables import as_markdown, as_table
from kernketen.words import tr

FORMATS = ("table", "json", "markdown")
EXPLAINED = ("text", "json", "markdown")


def rules(long: bool, form: str | None, out: str | None) -> int:
    """Print all rules, those of plugins too; ``long`` in Markdown is the whole of docs/rules.md."""
    form = output.checked_format(form, FORMATS)
    checks = _all()
    if form == "json":
        output.say(as_json({**_head("rules"), "rules": [shown.in_short(check) for check in checks]}), out)
    elif form == "markdown":
        said = "\n".join(shown.as_page(checks)) if long else as_markdown(shown.head(), _rows(checks))
        output.say(said, out)
    else:
        edition = tr("Edition {edition} of the rules. One in full: kernketen explain RULE", edition=EDITION)
        output.say(f"{as_table(shown.head(), _rows(checks), output.width())}\n\n{edition}", out)
    return 0


def explain(word: str, form: str | None, out: str | None) -> int:
    """Print what there is to say of one rule, or which rules a family has."""
    form = output.checked_format(form, EXPLAINED)
    checks = _all()
    found = [check for check in checks if word in (check.rule.id, check.family)]
    if not found:
        raise _unknown(word, checks)
    if form == "json":
        output.say(as_json({**_head("explain"), "rules": [shown.in_full(check) for check in found]}), out)
    elif form == "markdown":
        output.say("\n\n".join("\n".join(shown.as_section(check)) for check in found), out)
    elif found[0].rule.id == word:
        output.say("\n".join(shown.as_lines(found[0])), out)
    else:
        output.say(as_table(shown.head(), _rows(found), output.width()), out)
    return 0


def _all() -> Sequence[Check]:
    return [told(data) for data in located.regions().rules()]


def _rows(checks: Sequence[Check]) -> list[list[str]]:
    return [shown.row(check) for check in checks]


def _head(command: str) -> dict[str, Any]:
    return {"schema": f"kernketen/{command}/1", "edition": EDITION}


def _unknown(word: str, checks: Sequence[Check]) -> Refusal:
    names = dict.fromkeys(name for check in checks for name in (check.rule.id, check.family))
    near = which_region.nearest(word, list(names), 3)
    # Who forgets the family still knows the name: role_without_employer.
    near += [name for name in names if name.partition(".")[2] == word and name not in near]
    said = tr("There is no rule or family “{word}”.", word=word)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    said += " " + tr("All of them: kernketen rules")
    return Refusal(said, status=NOT_FOUND, reason="unknown_rule", suggestions=tuple(near))
