"""The document of a region as a Markdown parser reads it: our headings and lists, the data as plain text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from running import run

from kernketen.showing.plain import plain
from kernketen.showing.whole.writing import Writing

REGIONS = ("groningen", "haaglanden", "veldhoven", "zuid_kennemerland")
HOSTILE = st.text(
    st.sampled_from("#*_`~$<>&|[]()!\\-+=:.1 \n\tx\"'{}@") | st.characters(codec="utf-8"), max_size=30
) | st.sampled_from(
    ["<script>x</script>", "[a](http://x)", "![a](x)", "1. een", "# kop", "- punt", "---", "&amp;", "**x**",
     "~~x~~", "$x$", "<http://x>", "    code", "```", "> citaat", "| a | b |", "a\\", "+ x", "10) x",
     "[x]: y", "===", "<!-- x"]
)  # fmt: skip


def read(text: str) -> list[Token]:
    found: list[Token] = []
    todo = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    while todo:
        token = todo.pop(0)
        found.append(token)
        todo = [*(token.children or ()), *todo]
    return found


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "text_special"))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@given(HOSTILE, HOSTILE, HOSTILE)
def test_what_stands_in_the_data_is_shown_as_it_is(title: str, label: str, text: str) -> None:
    to = Writing()
    to.heading(2, f"Kop {title}")
    to.item(f"{text}x", f"a{label}a")
    to.below("Bron", f"{text}x")
    to.paragraph(f"{text}x")
    tokens = read(to.text("Regio", [f"{text}x"]))
    kinds = Counter(token.type for token in tokens)
    allowed = {
        "heading_open": 3, "bullet_list_open": 3, "list_item_open": 3, "strong_open": 1, "em_open": 1,
        "link_open": 1,
    }  # fmt: skip
    for kind, number in allowed.items():
        assert kinds.pop(kind) == number, kind
    # Nothing else that is markup: the place to jump to is the only HTML.
    assert not set(kinds) & {"code_inline", "code_block", "fence", "image", "blockquote_open", "s_open", "hr"}
    assert not set(kinds) & {"table_open", "ordered_list_open", "hardbreak"}
    html = [token.content.strip() for token in tokens if token.type in ("html_block", "html_inline")]
    assert "".join(html) == '<a id="k1"></a>'
    wanted = squeezed(plain(f"{text}x"))
    assert squeezed(shown(tokens)).count(wanted) >= 3


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_headings_lists_and_tables_only(region: str) -> None:
    tokens = read(run("export", region, "--format", "markdown").out)
    used = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert used <= {
        "heading", "inline", "text", "text_special", "paragraph", "bullet_list", "list_item", "strong", "em",
        "link", "html_inline", "softbreak", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels[0] == 1 and levels.count(1) == 1 and max(levels) == 3
    assert all(after - before <= 1 for before, after in pairwise(levels))
    links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    places = "".join(token.content for token in tokens if token.type == "html_inline")
    assert "".join(f'<a id="{str(link)[1:]}"></a>' for link in links) == places
