"""Files: a region's folder holds the files of a region, and all of them can be read."""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.reading import folder, opening, region
from kernketen.words import marked

_RIGHT = Example("glossary.yaml", "terms:\n  - {id: jgz, term: JGZ, source: team}\n")


def _made(note: str) -> Example:
    return Example("glossary.yaml", "", note)


CHECKS = (
    Check(
        region.NO_REGION,
        marked("A region's folder holds region.yaml."),
        marked("Without it nobody knows what region it is, from which documents, and for whom."),
        Example("region.yaml", "", marked("no file region.yaml beside the others")),
        Example("region.yaml", FILES["region.yaml"]),
    ),
    Check(
        opening.MISSING,
        marked("A file of a region is there."),
        marked("A link to a file that was moved or removed leads to nothing."),
        _made(marked("a link to a file that is not there")),
        _RIGHT,
    ),
    Check(
        opening.NOT_A_FILE,
        marked("What has the name of a file is a file."),
        marked("A folder or a device cannot be read as one."),
        _made(marked("a folder called glossary.yaml")),
        _RIGHT,
    ),
    Check(
        opening.UNREADABLE,
        marked("A file can be read by whoever checks the region."),
        marked("What cannot be read does not count, and is missing from every answer."),
        _made(marked("a file that you have no permission to read")),
        _RIGHT,
    ),
    Check(
        folder.OUTSIDE,
        marked("A file lies in the region's own folder, also when it is a link."),
        marked("A link to elsewhere would bring a stranger's files into the region."),
        _made(marked("a link to a file outside the folder")),
        _RIGHT,
    ),
    Check(
        folder.NAME,
        marked("The name of a file holds no hidden characters."),
        marked("Such a name looks like another one on the screen."),
        Example(
            "rules/absen\u200bce.yaml",
            "question: absence\nrules: []\n",
            marked("between “absen” and “ce” stands a character without width"),
        ),
        _RIGHT,
    ),
    Check(
        folder.UNKNOWN,
        marked("A YAML file has the name of a file of a region."),
        marked("A file with another name is not read, and nobody would notice."),
        Example("glosary.yaml", _RIGHT.text),
        _RIGHT,
    ),
    Check(
        folder.TOO_MANY,
        marked("A folder holds at most 1,000 files."),
        marked("A region has about twenty; beyond the limit files are not looked at."),
        _made(marked("a folder with more than 1,000 files")),
        _RIGHT,
    ),
)
