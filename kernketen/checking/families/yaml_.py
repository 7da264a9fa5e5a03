"""YAML: what keeps a file from being read, or a value from being what it seems to be."""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.reading import document, opening, syntax
from kernketen.words import marked

_RIGHT = "terms:\n  - {id: jgz, term: JGZ, source: team}\n"


def _glossary(text: str, note: str = "", also: tuple[str, ...] = ()) -> Example:
    return Example("glossary.yaml", text, note, also=also)


_AS_USUAL = _glossary(_RIGHT)
# Ten anchors, each ten times the one before: a few lines stand for thousands of millions of values.
_BOMB = "\n".join(f"  - &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 10)}]" for n in range(10))

CHECKS = (
    Check(
        syntax.SYNTAX,
        marked("A file is valid YAML."),
        marked("A file that is no YAML cannot be read, and nothing in it counts."),
        _glossary("terms:\n  - {id: jgz, term: JGZ, source: team\n"),
        _AS_USUAL,
    ),
    Check(
        document.DUPLICATE_KEY,
        marked("A key stands once in the same item."),
        marked("Of two values under one key only one counts, and nobody sees which."),
        _glossary("terms:\n  - {id: jgz, term: JGZ, source: team, term: GGD}\n"),
        _AS_USUAL,
    ),
    Check(
        document.KEY,
        marked("A key is plain text, written out."),
        marked(
            "Keys that are numbers, lists or merged in with “<<” mean different things in different programs."
        ),
        _glossary("terms:\n  - {id: jgz, term: JGZ, source: team, <<: {note: x}}\n"),
        _AS_USUAL,
    ),
    Check(
        document.NUMBER,
        marked("A number is one that a program can count with; a code stands between quotes."),
        marked("A code of hundreds of digits without quotes would be read as a number and be changed."),
        _glossary("terms:\n  - {id: jgz, term: 1e999, source: team}\n"),
        _AS_USUAL,
    ),
    Check(
        document.TAG,
        marked("A file holds no tags (“!”)."),
        marked("A tag tells a program to make something else of the value, and each program does so unlike."),
        _glossary("terms:\n  - {id: jgz, term: !naam JGZ, source: team}\n"),
        _AS_USUAL,
    ),
    Check(
        document.ALIAS,
        marked("An alias (“*name”) stands for an anchor (“&name”) that comes before it, once."),
        marked("An alias that stands for nothing leaves the value empty."),
        _glossary(
            "terms:\n  - {id: jgz, term: JGZ, source: team, aliases: [GGD, *ggd]}\n", also=("schema.type",)
        ),
        _AS_USUAL,
    ),
    Check(
        document.ALIAS_BOMB,
        marked("With all aliases followed, a file holds no more values than a person could write."),
        marked("A few lines with aliases of aliases can stand for so many values that a computer stops."),
        _glossary(f"terms:\n{_BOMB}\n"),
        _AS_USUAL,
    ),
    Check(
        document.TOO_DEEP,
        marked("Values are nested at most 64 deep."),
        marked("No agreement is nested that deep; it is a mistake, or made to stop the program."),
        _glossary(f"terms: {'[' * 70}{']' * 70}\n"),
        _AS_USUAL,
    ),
    Check(
        document.MULTIPLE_DOCUMENTS,
        marked("A file holds one document: no second one below “---”."),
        marked("Only the first is read; what stands below it would not count."),
        _glossary(_RIGHT + "---\nterms:\n  - {id: ggd, term: GGD, source: team}\n"),
        _glossary(_RIGHT + "  - {id: ggd, term: GGD, source: team}\n"),
    ),
    Check(
        opening.TOO_LARGE,
        marked("A file is not larger than 4 MB, and holds at most 200,000 values."),
        marked("An agreement with all its contact points takes about 50 kB; more is a mistake."),
        _glossary("", marked("a file of more than 4 MB")),
        _AS_USUAL,
    ),
    Check(
        opening.ENCODING,
        marked("A file is saved as UTF-8."),
        marked("In another encoding letters such as ë become other letters, or nothing can be read at all."),
        _glossary("", marked("a file saved as UTF-16")),
        _AS_USUAL,
    ),
    Check(
        opening.CONTROL_CHARACTER,
        marked("A text holds no hidden control characters."),
        marked("They can make a screen show something else than what is written."),
        _glossary('terms:\n  - {id: jgz, term: "JGZ\\x1b[31m", source: team}\n'),
        _AS_USUAL,
    ),
    Check(
        document.MORE,
        marked("After 200 findings the rest of a file is not read."),
        marked("It only says that there may be more; mend the ones above it and look again."),
        _glossary(
            _RIGHT + "".join(f"k{n}: a\nk{n}: b\n" for n in range(200)),
            also=("yaml.duplicate_key",),
        ),
        _AS_USUAL,
    ),
)
