"""A difference as one HTML page: without script, without network, and fit for paper."""

from __future__ import annotations

from html import escape

from kernketen.showing.differences import gathering, words
from kernketen.showing.differences.labels import KIND
from kernketen.showing.differences.text import by_time, head, is_empty, named, too_wide
from kernketen.showing.plain import plain
from kernketen.words import language, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kernketen.model.region import Region
    from kernketen.showing.differences.gathering import Decision, Subject

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
article { border: 1px solid #767676; border-left-width: .5rem; padding: .6rem 1rem; margin: .8rem 0;
  break-inside: avoid; }
article.breaking { border-left-color: #a4262c; } article.notable { border-left-color: #8a5a00; }
article.editorial { border-left-color: #5c6670; }
dl { margin: .4rem 0; } dt { font-weight: 600; float: left; clear: left; width: 6rem; }
dd { margin: 0 0 0 6.5rem; } ul { margin: .4rem 0; padding-left: 1.2rem; }
.mark { color: #444; font-size: .9rem; margin: .3rem 0 0; } code { font-size: .85em; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } }
"""


def text(document: Mapping[str, Any], old: Region, new: Region) -> str:
    """The whole page."""
    title = _safe(head(document))
    body = "\n".join(_parts(document, old, new))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _parts(document: Mapping[str, Any], old: Region, new: Region) -> Iterator[str]:
    yield f"<p>{_safe(words.counted(document))}.</p>"
    for file in document.get("overlays", ()):
        said = tr("With the draft {file} over it.", file=file)
        yield f"<p>{_safe(said)}</p>"
    if is_empty(document):
        yield "<p>" + _safe(tr("Nothing is different.")) + "</p>"
    for title, flips in by_time(document):
        yield f"<h2>{_safe(title)}</h2>"
        for subject in gathering.gathered(flips):
            for decision in subject.decisions:
                yield from _decision(decision, subject, document["on"])
    for topic in document["too_wide"]:
        yield f'<article class="breaking"><p>{_safe(too_wide(topic))}</p></article>'
    if document["changes"]:
        yield "<h2>" + _safe(tr("What changed in the data")) + "</h2>"
        for entry in document["changes"]:
            what = f"{tr(KIND[entry['kind']])}: {words.item(entry, old, new)}"
            fields = [f"<li>{_safe(words.field(field, old, new))}</li>" for field in entry["fields"]]
            listed = f"<ul>{''.join(fields)}</ul>" if fields else ""
            yield f'<article class="{entry["weight"]}"><h3>{_safe(what)}</h3>{listed}'
            yield f"{_marks(entry)}</article>"
    for problem in document["waivers"]:
        yield f"<p>{_safe(problem['message'])}</p>"
    if words.is_too_low(document):
        yield f"<p>{_safe(words.version(document))}</p>"


def _decision(decision: Decision, subject: Subject, on: str) -> Iterator[str]:
    first = decision.flips[0]
    told = [*subject.shared, *decision.shared]
    title = named(first) + gathering.condition(told)
    yield f'<article class="{first["weight"]}"><h3>{_safe(title)}</h3>'
    yield "<dl>"
    for side, label in (("before", tr("Was")), ("after", tr("Becomes"))):
        yield f"<dt>{_safe(label)}</dt><dd>{_safe(words.short(first[side], first['differs']))}</dd>"
    yield "</dl><ul>"
    for flip in decision.flips:
        granted = tr("Taken for granted that {said}", said=flip["granted"]) if flip["granted"] else ""
        more = f"<br><small>{_safe(granted)}</small>" if granted else ""
        yield f"<li>{_safe(gathering.own(flip, told, on))} <code>{flip['fingerprint']}</code>{more}</li>"
    yield f'</ul><p class="mark">{_safe(words.weighed(first))}</p></article>'


def _marks(entry: Mapping[str, Any]) -> str:
    return f'<p class="mark">{_safe(words.weighed(entry))} <code>{entry["fingerprint"]}</code></p>'


def _safe(said: str) -> str:
    return escape(plain(said))
