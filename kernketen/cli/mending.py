"""``kernketen validate --fix``: mend in the files what can be mended safely."""

from __future__ import annotations

from collections.abc import Sequence

from kernketen.checking.judging import Judged
from kernketen.checking.mending import MENDED, mended
from kernketen.cli import output
from kernketen.words import trn


def mend(folders: Sequence[tuple[str, str]], judged: Sequence[Judged]) -> int:
    """Mend the files of the regions in these folders, each replaced whole; returns how many findings."""
    number = 0
    for (folder, shown), one in zip(folders, judged, strict=True):
        for document in one.documents.values():
            mine = [f for f in one.report.open if f.location.file == document.file and f.rule in MENDED]
            text, done = mended(document, mine) if mine else ("", ())
            if done:
                path = folder + document.file.removeprefix(shown) if shown else f"{folder}/{document.file}"
                output.say(text, path)
                number += len(done)
    output.tell(trn("{number} finding was mended.", "{number} findings were mended.", number))
    return number
