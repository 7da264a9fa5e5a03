"""What the YAML parser could not read, in words that say what to do."""

from __future__ import annotations

from kernketen.finding import Finding, Location, Rule
from kernketen.reading.opening import lines
from kernketen.reading.scalar import shortened
from kernketen.words import marked

SYNTAX = Rule("yaml.syntax")

_TAB = marked("A tab stands here as indentation. Use spaces.")
_BRACKET = marked(
    "The {bracket} of line {line} is still open here: a comma or the closing {other} is missing."
)
_SPECIAL = marked(
    "“{character}” has a meaning of its own in YAML at the start of a value. Put the value between quotes."
)
_ESCAPE = marked(
    "A backslash between double quotes begins a code, and this one does not exist. Use single quotes."
)
_INDENTATION = marked("This line does not fit under the lines above it. Check its indentation.")
_AFTER_VALUE = marked(
    "The value on this line has ended already. Put the whole value between one pair of quotes."
)

# What libyaml says → what we say, where the sentence needs nothing else.
_SENTENCES = {
    "mapping values are not allowed in this context": marked(
        "A colon stands here where no new key can begin. Put text with a colon between quotes, "
        "or check the indentation."
    ),
    "block sequence entries are not allowed in this context": marked(
        "A list item (“- ”) cannot begin here. Put it on a new line."
    ),
    "did not find expected '-' indicator": marked(
        "A list goes on here, but this line does not begin with “- ”."
    ),
    "did not find expected comment or line break": marked(
        "Behind “|” or “>” nothing else can stand on the line. Begin the text on the next line."
    ),
    "found unexpected ':'": marked("A space is missing behind this colon."),
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "did not find expected <document start>": _INDENTATION,
}
_NOT_CLOSED = ("found unexpected end of stream", "found unexpected document indicator")


def explained(
    text: str, shown: str, problem: str, at: tuple[int, int], context: tuple[int, int] | None
) -> Finding:
    """The finding for what libyaml reports.

    ``problem`` is libyaml's sentence, ``at`` its place (line and column from 0), ``context`` the place where
    what it was reading began.
    """
    rows = lines(text)
    row = rows[at[0]] if at[0] < len(rows) else ""
    here = row[at[1] : at[1] + 1]
    place = Location(shown, at[0] + 1, at[1] + 1)
    began = Location(shown, context[0] + 1, context[1] + 1) if context else place
    opened = rows[context[0]][context[1] : context[1] + 1] if context and context[0] < len(rows) else ""
    if problem in _NOT_CLOSED and opened in ("'", '"'):
        sentence = marked("The quote that opens here is not closed again.")
        return Finding(SYNTAX, began, sentence, related=(place,))
    if problem.startswith("did not find expected ','") and opened:
        values = {"bracket": opened, "line": str(began.line), "other": "]" if opened == "[" else "}"}
        return Finding(SYNTAX, place, _BRACKET, values, related=(began,))
    if problem == "could not find expected ':'":
        return Finding(
            SYNTAX,
            began,
            marked("A colon is missing behind “{key}”."),
            {"key": shortened(rows[began.line - 1].strip())},
        )
    if problem == "did not find expected key":
        sentence = _AFTER_VALUE if row[: at[1]].strip() else _INDENTATION
        return Finding(SYNTAX, place, sentence)
    if problem == "did not find expected node content" and here:
        return Finding(
            SYNTAX, place, marked("A value is missing before “{character}”."), {"character": shortened(here)}
        )
    if problem == "did not find expected node content":
        return Finding(SYNTAX, place, marked("The file ends here, but a value is still missing."))
    if problem == "found character that cannot start any token":
        return Finding(SYNTAX, place, _TAB) if here == "\t" else _special(place, here)
    if opened in ("!", "&", "*", "%"):
        return _special(began, opened)
    if problem in _SENTENCES:
        return Finding(SYNTAX, place, _SENTENCES[problem])
    return Finding(SYNTAX, place, marked("This is not valid YAML: {problem}."), {"problem": problem})


def _special(place: Location, character: str) -> Finding:
    return Finding(SYNTAX, place, _SPECIAL, {"character": character})
