"""How much alike regions are, drawn: a square for each pair, darker where they are more alike (SVG).

The picture is self-contained and has a text for who cannot see it; each square bears its number.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kernketen.showing.page import escaped
from kernketen.words import marked, tr, trn

MOST_IN_DETAIL = 40
"""So many regions have a hint on every square, and the numbers as a table besides."""
# From nothing alike to the same: a light to a dark blue, and the ink that can be read on it.
_SHADES = (
    (0, "#f7fbff", "#1d2329"),
    (20, "#deebf7", "#1d2329"),
    (40, "#c6dbef", "#1d2329"),
    (60, "#9ecae1", "#1d2329"),
    (75, "#4a86b8", "#000000"),
    (90, "#2a6299", "#ffffff"),
    (100, "#0a3a6b", "#ffffff"),
)
_COUNTED = marked(
    "What one of the two says and the other does not counts as not the same; so does what cannot be compared."
    " A low number therefore does not say that they contradict each other."
)
_LONGEST = 34
"""So many letters of a region's name stand beside its row."""


class _Sizes(NamedTuple):
    """How large things are drawn: a square, its number, the names."""

    square: int
    number: float
    name: float


def svg(document: dict[str, Any]) -> str:
    """The picture of a ``--similar`` comparison, in the order of the document."""
    similar, names = document["similar"], document["names"]
    order, likeness = similar["order"], similar["likeness"]
    sizes = _sizes(len(order))
    shown = [_shortened(names[name]) for name in order]
    longest = max(map(len, shown), default=0)
    margin = round(longest * sizes.name * 0.62) + 14
    # Names over the columns lean back, so that long ones fit.
    top = round(longest * sizes.name * 0.62 * 0.72) + 24
    side = sizes.square * len(order)
    width = max(margin + side + round(longest * sizes.name * 0.45) + 10, margin + 420)
    height = top + side + 66
    title = tr("How much alike the agreements are")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="likeness-title likeness-text" '
        'font-family="Segoe UI, Roboto, Helvetica Neue, Arial, DejaVu Sans, sans-serif">',
        f'<title id="likeness-title">{escaped(title)}</title>',
        f'<desc id="likeness-text">{escaped(_described(document))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _names(shown, sizes, margin, top),
        *(
            _row(one, order, likeness, names, sizes, margin, top + at * sizes.square)
            for at, one in enumerate(order)
        ),
        _legend(margin, top + side + 24),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def percentage(likeness: float) -> int:
    """A likeness of 0 to 1 in whole percents: only what is the same in all is 100, only nothing is 0."""
    if 0 < likeness < 1:
        return min(99, max(1, round(likeness * 100)))
    return round(likeness * 100)


def basis(name: str) -> str:
    """How likeness was measured, in a sentence."""
    if name == "situations":
        share = tr("A number is the share of situations, in percents, in which both say the same.")
    else:
        share = tr("A number is the share of topics, in percents, in which both behave the same.")
    return f"{share} {tr(_COUNTED)}"


def _sizes(number: int) -> _Sizes:
    if number <= 12:
        return _Sizes(56, 15, 14)
    if number <= MOST_IN_DETAIL:
        return _Sizes(30, 11, 12)
    return _Sizes(17, 7.5, 9)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _names(shown: list[str], sizes: _Sizes, margin: int, top: int) -> str:
    rows, columns = [], []
    for at, name in enumerate(shown):
        middle = at * sizes.square + sizes.square / 2
        rows.append(f'<text x="{margin - 8}" y="{top + middle + sizes.name * 0.35:g}">{escaped(name)}</text>')
        x, y = margin + middle, top - 8
        columns.append(f'<text x="{x:g}" y="{y}" transform="rotate(-45 {x:g} {y})">{escaped(name)}</text>')
    style = f'font-size="{sizes.name:g}" fill="#1d2329"'
    return f'<g {style} text-anchor="end">{"".join(rows)}</g>\n<g {style}>{"".join(columns)}</g>'


def _row(
    one: str,
    order: list[str],
    likeness: dict[str, dict[str, float]],
    names: dict[str, str],
    sizes: _Sizes,
    left: int,
    top: int,
) -> str:
    squares, numbers = [], []
    for at, other in enumerate(order):
        value = percentage(likeness[one][other])
        shade, ink = _shade(value)
        x = left + at * sizes.square
        square = f'<rect x="{x}" y="{top}" width="{sizes.square}" height="{sizes.square}" fill="{shade}"'
        if len(order) <= MOST_IN_DETAIL:
            hint = escaped(f"{names[one]} · {names[other]}: {value}%")
            squares.append(f"{square}><title>{hint}</title></rect>")
        else:
            squares.append(f"{square}/>")
        numbers.append(f'<tspan x="{x + sizes.square / 2:g}" fill="{ink}">{value}</tspan>')
    y = top + sizes.square / 2 + sizes.number * 0.36
    return (
        f'<g stroke="#ffffff" stroke-width="1">{"".join(squares)}</g>'
        f'<text y="{y:g}" font-size="{sizes.number:g}" text-anchor="middle" pointer-events="none">'
        f"{''.join(numbers)}</text>"
    )


def _shade(value: int) -> tuple[str, str]:
    return next((shade, ink) for least, shade, ink in reversed(_SHADES) if value >= least)


def _legend(left: int, top: int) -> str:
    parts = []
    for at, (least, shade, ink) in enumerate(_SHADES):
        most = _SHADES[at + 1][0] - 1 if at + 1 < len(_SHADES) else least
        said = f"{least}–{most}" if most != least else f"{least}"
        x = left + at * 58
        parts.append(
            f'<rect x="{x}" y="{top}" width="56" height="20" fill="{shade}" stroke="#888888"/>'
            f'<text x="{x + 28}" y="{top + 14.5:g}" text-anchor="middle" fill="{ink}">{said}</text>'
        )
    said = escaped(tr("percents the same"))
    label = f'<text x="{left}" y="{top + 36}" fill="#1d2329">{said}</text>'
    return f'<g font-size="12">{"".join(parts)}{label}</g>'


def _described(document: dict[str, Any]) -> str:
    similar, names = document["similar"], document["names"]
    order = similar["order"]
    said = [
        trn("A table of {number} region against itself.", "A table of {number} regions against each other.",
            len(order)),
        basis(similar["basis"]),
    ]  # fmt: skip
    pairs = [
        (similar["likeness"][one][other], one, other)
        for at, one in enumerate(order)
        for other in order[at + 1 :]
    ]
    if pairs:
        best, worst = max(pairs, key=lambda pair: pair[0]), min(pairs, key=lambda pair: pair[0])
        said.append(tr("Most alike are {one} and {other}: {number}%.", one=names[best[1]],
                       other=names[best[2]], number=percentage(best[0])))  # fmt: skip
        said.append(tr("Least alike are {one} and {other}: {number}%.", one=names[worst[1]],
                       other=names[worst[2]], number=percentage(worst[0])))  # fmt: skip
    return " ".join(said)
