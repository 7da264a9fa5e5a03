"""What several commands print as a table: with its title, in the form that was asked for."""

from __future__ import annotations

from kernketen.cli import output
from kernketen.showing.plain import for_markdown, plain
from kernketen.showing.tables import as_csv, as_markdown, as_table
from kernketen.words import language, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ("table", "json", "markdown", "csv")


def say_table(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], form: str, out: str | None
) -> None:
    """Print the rows as a table that fits, as Markdown or as CSV."""
    if form == "csv":
        output.say(as_csv(head, rows), out)
        return
    note = [tr("The agreement's own text is in Dutch.")] if language() == "en" else []
    if form == "markdown":
        output.say("\n\n".join([f"# {for_markdown(title)}", *note, as_markdown(head, rows)]), out)
        return
    body = as_table(head, rows, output.width()) if rows else tr("Nothing is on file here.")
    output.say("\n".join([plain(title), *note, "", body]), out)
