"""``kernketen search``: where in the regions words occur."""

from __future__ import annotations

import re

from kernketen.cli import located, output, which_region
from kernketen.cli.tabled import say_table
from kernketen.refusal import Refusal
from kernketen.showing.plain import as_json, plain
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = 25
"""So many hits of a search are shown unless more are asked for."""


def run(
    words: Sequence[str],
    name: str | None,
    limit: int | None,
    form: str,
    out: str | None,
    paths: Sequence[str],
) -> int:
    """Print the roles, tasks, teams, rules … in which all words occur, in one region or in all.

    Of a table only the ``limit`` best are shown (``USUAL``; 0: all).
    """
    found = located.regions(paths)
    only = which_region.region_id(found, name) if name else None
    query = " ".join(words)
    parts = re.findall(r"[^\W_]+\+?", query)
    if not parts:
        raise Refusal(tr("Give a word to search for."), reason="no_words")
    # Each word may be the beginning of one: "leerplicht" finds the leerplichtambtenaar.
    expression = " AND ".join(f'"{part.rstrip("+")}"*' for part in parts)
    results = [r for r in found.search(expression) if only in (None, r["region"])]
    every, limit = len(results), USUAL if limit is None and form == "table" else limit
    results = results[: limit or None]
    if form == "json":
        document = {
            "schema": "kernketen/search/1",
            "query": query,
            "results": [
                {
                    **{k: r[k] for k in ("region", "concept", "item", "title")},
                    "text": r["body"],
                    "where": {"file": r["file"], "line": r["line"]},
                }
                for r in results
            ],
        }
        output.say(as_json(document), out)
        return 0
    head = (tr("Region"), tr("Concept"), tr("Name"), tr("Text"), tr("Place"))
    rows = [
        [r["region"], r["concept"], r["title"], r["body"], f"{_inside(r['file'])}:{r['line']}"]
        for r in results
    ]
    if not rows and form == "table":
        output.say(plain(tr("Nothing was found for “{query}”.", query=query)), out)
        return 0
    say_table(tr("Found for “{query}”: {number}", query=query, number=every), head, rows, form, out)
    if len(rows) < every:
        output.tell(tr("The best {number} are shown; --limit 0 shows all.", number=len(rows)))
    return 0


def _inside(file: str) -> str:
    """A file within the folder of its region: "rules/absence.yaml"."""
    *_, folder, name = ("", *file.split("/"))
    return f"rules/{name}" if folder == "rules" else name
