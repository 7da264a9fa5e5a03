"""Why there is no report, in the forms that are documents of their own."""

from __future__ import annotations

from kernketen.showing.plain import as_json
from kernketen.showing.reports import github, gitlab, junit, sarif


def text(form: str, sentence: str, reason: str, status: int) -> str:
    """The document of a refusal; empty for a form in which a sentence is all."""
    if form == "github":
        return github.refused(sentence)
    if form == "junit":
        return junit.refused(sentence)
    if form == "sarif":
        return as_json(sarif.refused(sentence, reason, status))
    return as_json(gitlab.refused(sentence)) if form == "gitlab" else ""
