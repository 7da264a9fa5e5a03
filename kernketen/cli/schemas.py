"""``kernketen schema``: the schemas of a region's files, for editors and for whoever reads them."""

from __future__ import annotations

import os

from kernketen.cli import output
from kernketen.publishing import package
from kernketen.reading import schema
from kernketen.reading.bundling import as_text, bundled
from kernketen.refusal import Refusal, reason_of
from kernketen.showing.tables import as_table
from kernketen.words import tr, trn


def run(name: str | None, every: bool, out: str | None) -> int:
    """Print one schema in one piece, list them, or write all of them into the folder ``out``."""
    if every:
        return _all(name, out)
    if name is None:
        rows = [[word, bundled(word)["description"]] for word in schema.names()]
        output.say(as_table((tr("Schema"), tr("About")), rows, output.width()), out)
    else:
        output.say(as_text(bundled(name)), out)
    return 0


def _all(name: str | None, out: str | None) -> int:
    if name is not None or out is None:
        raise Refusal(
            tr("With --all goes a folder and no name: kernketen schema --all -o schemas"), reason="wrong_use"
        )
    texts = package.schemas()
    try:
        os.makedirs(out, exist_ok=True)
    except OSError as error:
        raise Refusal(
            tr("The folder {folder} cannot be written: {why}.", folder=out, why=reason_of(error)),
            reason="output",
        ) from None
    for file, text in texts.items():
        output.say(text, os.path.join(out, file))
    output.tell(
        trn("{number} schema is in {folder}.", "{number} schemas are in {folder}.", len(texts), folder=out)
    )
    return 0
