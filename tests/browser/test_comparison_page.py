"""The page of a comparison in a real browser: keyboard, filter, text of the data, and no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import made_comparison
import pytest
from real_browser import contrast, tab_to_the_table

from kernketen.showing import comparison_page

pytest_plugins = ("opened_pages",)
pytestmark = pytest.mark.external

Show = Callable[..., Any]
ACTIVE = "document.activeElement"


@pytest.fixture
def three(show: Show) -> Any:
    """The page of three regions, with a row of each class."""
    return show(comparison_page.html(made_comparison.three()))


def rows_seen(shown: Any) -> list[str]:
    found: list[str] = shown.page.eval_on_selector_all(
        "tr[data-class]",
        "rows => rows.filter(r => r.offsetParent).map(r => r.querySelector('.title').innerText)",
    )
    return found


def test_nothing_is_fetched_and_nothing_complains(three: Any) -> None:
    tab_to_the_table(three)
    three.press("Enter", "ArrowRight", "Enter")
    three.page.wait_for_timeout(100)
    assert three.requests == [three.url]
    assert three.complaints == []


def test_text_of_the_data_is_shown_and_never_run(three: Any) -> None:
    assert three.page.title() == "Afspraken naast elkaar"
    assert made_comparison.HOSTILE in three.page.inner_text("table")
    assert three.page.locator("table script, table img").count() == 0


def test_a_page_that_is_tampered_with_runs_nothing(show: Show) -> None:
    html = comparison_page.html(made_comparison.three())
    shown = show(
        html.replace("</h1>", "</h1><script>document.title='gehackt'</script><img src='http://x.nl/y'>")
    )
    assert shown.page.title() == "Afspraken naast elkaar"
    assert len(shown.complaints) == 2, "the policy refuses the script and the picture"
    assert all("Content Security Policy" in complaint for complaint in shown.complaints)


def test_tab_goes_by_skip_link_filter_and_legend_to_one_cell(three: Any) -> None:
    seen = []
    for _ in range(12):
        three.press("Tab")
        seen.append(three.page.evaluate(f"{ACTIVE}.tagName + ' ' + ({ACTIVE}.value || '')"))
        if seen[-1].startswith("BODY"):
            break
    assert [each.strip() for each in seen] == [
        "A",
        *(f"INPUT {name}" for name in ("different", "not_comparable", "silent", "equal")),
        "SELECT",
        "INPUT",
        "BUTTON",
        "SUMMARY",
        "TD",
        "BODY",
    ]


def test_the_skip_link_leads_to_the_table(three: Any) -> None:
    three.press("Tab")
    assert three.focused() == "Naar de tabel"
    assert three.page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    three.press("Enter")
    assert three.page.evaluate("document.activeElement.id") == "matrix"
    three.press("Tab")
    assert three.page.evaluate("document.activeElement.tagName") == "TD"


def test_arrow_keys_walk_through_the_cells(three: Any) -> None:
    tab_to_the_table(three)
    walk = [three.focused()]
    for key in [
        "Right",
        "Right",
        "Right",
        "Down",
        "Down",
        "Home",
        "Up",
        "Up",
        "Up",
        "Control+End",
        "Down",
        "Control+Home",
    ]:
        key = key if key.endswith(("Home", "End")) else f"Arrow{key}"
        three.press(key)
        walk.append(three.focused())
    hostile = made_comparison.HOSTILE
    assert [re.sub(r" \S ?(afgesproken|niets gezegd|aanbevolen).*", "", each) for each in walk] == [
        "melden bij leerplicht (moet)",
        "school houdt het zelf",
        "niet in de tekst",
        "niet in de tekst",
        hostile,
        "–",
        "8 weken vooraf",
        "binnen 3 dagen",
        "melden bij leerplicht (moet)",
        "melden bij leerplicht (moet)",
        "de schoolleider beslist",
        "de schoolleider beslist",
        "melden bij leerplicht (moet)",
    ]
    assert three.page.locator("td[tabindex='0']").count() == 1


def test_enter_opens_the_details_and_escape_closes_them(three: Any) -> None:
    tab_to_the_table(three)
    more = three.page.locator("tr[data-class=different] .more").first
    assert not more.is_visible()
    three.press("Enter")
    assert more.is_visible()
    assert three.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    said = " ".join(more.inner_text().split())
    assert said == (
        "Situatie het aantal keren te laat is meer dan 12 "
        "Eigen woord van de regio eigen woord voor melden bij leerplicht (moet) "
        "Bron Handreiking, “Verzuim” (2024-01) kernketen_kust/rules/absence.yaml:7"
    )
    three.press("Escape")
    assert not more.is_visible()
    assert three.page.evaluate("document.activeElement.tagName") == "TD"
    assert three.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_the_mouse_opens_the_details_too(three: Any) -> None:
    three.page.click("tr[data-class=equal] td:nth-of-type(2) summary")
    assert three.page.locator("tr[data-class=equal] td:nth-of-type(2) .more").is_visible()
    three.press("ArrowLeft", "Enter")
    assert three.page.locator("details[open] .more:visible").count() == 2


def test_the_focus_is_seen(three: Any) -> None:
    tab_to_the_table(three)
    outline = [three.computed("td:focus", name) for name in ("outlineStyle", "outlineWidth")]
    assert outline == ["solid", "3px"]
    assert contrast(three, "td:focus", "outlineColor", "backgroundColor") >= 3


def test_the_filter_shows_the_rows_of_a_class(three: Any) -> None:
    every = ["Te laat komen", "Ziek melden", "Verlof vragen", "Verlof geven"]
    assert rows_seen(three) == every
    three.page.uncheck("input[value=equal]")
    three.page.uncheck("input[value=silent]")
    assert rows_seen(three) == every[:2]
    assert three.page.inner_text("output") == "2 van 4 rijen"
    # The heading of a question without rows goes too.
    assert not three.page.locator("tr.concept", has_text="Wanneer mag verlof?").is_visible()
    three.page.focus("select")
    three.press("Escape")
    three.page.wait_for_timeout(50)
    assert rows_seen(three) == every


def test_the_filter_on_question_and_words(three: Any) -> None:
    three.page.select_option("select", "leave")
    assert rows_seen(three) == ["Verlof vragen", "Verlof geven"]
    three.page.fill("input[type=search]", "SCHOOLLEIDER beslist")
    assert rows_seen(three) == ["Verlof geven"]
    three.page.fill("input[type=search]", "watervogel")
    assert rows_seen(three) == []
    assert three.page.inner_text(".none") == "Geen enkele rij past bij deze keuze."
    three.page.click("button[type=reset]")
    three.page.wait_for_timeout(50)
    assert len(rows_seen(three)) == 4
    assert not three.page.locator(".none").is_visible()


def test_arrow_keys_pass_over_rows_that_are_hidden(three: Any) -> None:
    three.page.uncheck("input[value=not_comparable]")
    tab_to_the_table(three)
    three.press("ArrowDown")
    assert three.focused().startswith("8 weken vooraf")


def test_everything_can_be_read_without_the_script(show: Show) -> None:
    shown = show(comparison_page.html(made_comparison.three()), java_script_enabled=False)
    assert not shown.page.locator("form.filter").is_visible()
    assert shown.page.locator("table.matrix tbody td").count() == 12
    more = shown.page.locator("tr[data-class=different] .more").first
    assert not more.is_visible()
    # Skip link, legend, first cell.
    shown.press("Tab", "Tab", "Tab", "Enter")
    assert more.is_visible()


def test_headings_tell_what_a_cell_is_about(three: Any) -> None:
    scopes = three.page.eval_on_selector_all("th", "all => all.map(th => th.scope)")
    assert scopes == [*["col"] * 4, "rowgroup", "row", "row", "rowgroup", "row", "row"]
    assert three.page.get_attribute("html", "lang") == "nl"
    first = three.page.locator("tbody tr[data-class] th").first.inner_text().split("\n")
    assert first == [
        "Te laat komen",
        "het aantal keren te laat is meer dan 12",
        "≠verschilt: uitkomst",
        "strenger: De Kust",
    ]


def test_a_sign_and_a_word_say_what_the_colour_says(three: Any) -> None:
    found = three.page.locator("td .mark").all_inner_texts()
    marks = {f"{text[0]} {text[1:].strip()}" for text in found}
    assert sorted(marks) == ["± hangt ervan af", "– niets gezegd", "☆ aanbevolen", "✓ afgesproken"]
