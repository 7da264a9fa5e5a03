"""What has errors is not used: each error is said with its place, and then one sentence."""

from __future__ import annotations

from kernketen.cli import output
from kernketen.finding import Severity
from kernketen.refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.finding import Finding


def refused(findings: Sequence[Finding], is_there: bool, sentence: str, reason: str) -> None:
    """Say the errors among the findings and raise ``Refusal`` with the sentence; nothing where all is well.

    ``is_there`` says whether what was read is there at all. The refusal carries the errors for JSON.
    """
    wrong = [finding for finding in findings if finding.rule.severity is Severity.ERROR]
    if is_there and not wrong:
        return
    for finding in wrong:
        output.tell(f"{finding.location}: {finding.message} [{finding.rule.id}]")
    places = [
        {
            "rule": finding.rule.id,
            "message": finding.message,
            "file": finding.location.file,
            "line": finding.location.line,
            "column": finding.location.column,
        }
        for finding in wrong
    ]
    raise Refusal(sentence, reason=reason, more={"findings": places})
