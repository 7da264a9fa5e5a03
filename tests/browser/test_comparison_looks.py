"""How the page of a comparison looks in a real browser: on paper, in light and dark, with many regions."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_comparison
import pytest
from real_browser import BEHIND, ratio, tab_to_the_table

from kernketen.showing import comparison_page

pytest_plugins = ("opened_pages",)
pytestmark = pytest.mark.external

Show = Callable[..., Any]


@pytest.fixture
def three(show: Show) -> Any:
    """The page of three regions, with a row of each class."""
    return show(comparison_page.html(made_comparison.three()))


# -- print --------------------------------------------------------------------------------------------


def printed(shown: Any, folder: Path) -> list[str]:
    """The pages of the print, as text."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not on this machine")
    file = folder / "print.pdf"
    shown.page.pdf(path=str(file), prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    return text.removesuffix("\f").split("\f")


def test_the_print_has_all_details_and_no_filter(three: Any, tmp_path: Path) -> None:
    text = " ".join("".join(printed(three, tmp_path)).split())
    assert text.count("Handreiking, “Verzuim”") == 10, "each cell that speaks has its source"
    assert "absence.yaml" not in text, "the file of the data is for who maintains it"
    assert "Geen enkele rij" not in text
    for control in ("Naar de tabel", "Toon", "Alles tonen", "4 van 4 rijen"):
        assert control not in text
    assert "Eigen woord van de regio" in text
    three.page.emulate_media(media="print")
    assert not three.page.locator("form.filter").is_visible()
    assert not three.page.locator(".skip").is_visible()


def test_the_headings_come_back_on_each_page_of_the_print(show: Show, tmp_path: Path) -> None:
    document = made_comparison.three()
    document["rows"] = [
        {**row, "title": f"{row['title']} {at}"} for at in range(8) for row in document["rows"]
    ]
    document["rows"].sort(key=lambda row: row["concept"])
    pages = printed(show(comparison_page.html(document)), tmp_path)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        if "Handreiking" in page:
            assert re.search(r"Vraag\s+De Kust\s+Het Bos & <Veld>\s+Het Wad", page), f"page {number}\n{page}"


def test_the_print_needs_no_colour(three: Any) -> None:
    three.page.emulate_media(media="print", color_scheme="dark")
    assert three.computed("body", "backgroundColor") == "rgb(255, 255, 255)"
    for selector in (".short", "td .mark", ".class", ".more dt"):
        assert three.computed(selector, "color") == "rgb(0, 0, 0)", selector


# -- colours ------------------------------------------------------------------------------------------


def test_the_contrast_is_measured_rightly() -> None:
    assert round(ratio("rgb(0, 0, 0)", "rgb(255, 255, 255)"), 1) == 21
    assert round(ratio("rgb(118, 118, 118)", "rgb(255, 255, 255)"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(show: Show, scheme: str) -> None:
    document = made_comparison.many(8, 9)
    document["rows"][1]["stricter"] = ["regio_000"]
    shown = show(comparison_page.html(document), color_scheme=scheme)
    shown.page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
    pairs = shown.page.evaluate(
        """() => {
          const find = BEHIND;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = new Map();
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.offsetParent) continue;
            const key = getComputedStyle(element).color + ' on ' + find(element);
            if (!found.has(key)) found.set(key, element.className || element.tagName);
          }
          return [...found];
        }""".replace("BEHIND", BEHIND)
    )
    assert len(pairs) > 12
    wrong = {name: key for key, name in pairs if ratio(*key.split(" on ")) < 4.5}
    assert wrong == {}


# -- many regions -------------------------------------------------------------------------------------


def test_many_regions_are_groups(show: Show) -> None:
    shown = show(comparison_page.html(made_comparison.many(150)))
    heads = shown.page.eval_on_selector_all("thead th", "all => all.map(th => th.innerText)")
    assert heads == ["Vraag", "Grootste groep", "Groep 2", "Groep 3", "Groep 4", "Groep 5", "Andere groepen"]
    row = shown.page.locator("tr[data-class]").nth(8)
    cells = [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]
    assert cells[0] == "antwoord 0 17 regio's ✓afgesproken"
    assert cells[5] == "4 andere groepen 65 regio's ±hangt ervan af"
    first = row.locator("td").first
    first.locator("summary").first.click()
    said = first.locator(".regions").inner_text()
    assert said.startswith("eigen woord voor antwoord 0: Regio 000, Regio 009")
    assert re.findall(r"Regio (\d+)", said) == [f"{at:03}" for at in range(0, 150, 9)]
    # Where each says it is behind a door of its own, with the keyboard too.
    places = first.locator(".places ul")
    assert not places.is_visible()
    shown.press("Tab", "Enter")
    assert places.is_visible()
    assert places.inner_text().split("\n")[0] == "Regio 000 kernketen_kust/rules/absence.yaml:7"
    shown.press("Escape")
    assert not first.locator(".more").is_visible()
    assert shown.page.evaluate("document.activeElement.tagName") == "TD"


def test_the_page_of_150_regions_answers_quickly(show: Show) -> None:
    html = comparison_page.html(made_comparison.many(150, 80))
    started = time.monotonic()
    shown = show(html)
    loaded = time.monotonic() - started
    tab_to_the_table(shown)
    started = time.monotonic()
    for _ in range(20):
        shown.press("ArrowDown")
    shown.page.uncheck("input[value=equal]")
    shown.page.fill("input[type=search]", "antwoord")
    assert shown.page.inner_text("output") == "60 van 80 rijen"
    answered = time.monotonic() - started
    # A slow machine under load; idle it is a tenth of this.
    assert loaded < 6
    assert answered < 6


def test_a_wide_table_keeps_its_headings_in_sight(show: Show) -> None:
    shown = show(comparison_page.html(made_comparison.many(8)), viewport={"width": 900, "height": 500})
    frame = "document.querySelector('.table')"
    shown.page.evaluate(f"{frame}.scrollTo(700, 900)")
    places = shown.page.evaluate(
        f"(() => {{ const box = {frame}.getBoundingClientRect();"
        "const head = document.querySelector('thead th').getBoundingClientRect();"
        "const row = document.querySelector('tbody th[scope=row]').getBoundingClientRect();"
        "return [head.top - box.top, head.left - box.left, row.left - box.left].map(Math.round) })()"
    )
    assert all(0 <= place <= 2 for place in places), places


# -- likeness -----------------------------------------------------------------------------------------


def test_the_heat_map_on_a_page(show: Show) -> None:
    shown = show(comparison_page.html(made_comparison.similar(4)))
    assert shown.requests == [shown.url]
    assert shown.complaints == []
    figure = shown.page.get_by_role("img", name="Hoeveel de afspraken op elkaar lijken")
    assert figure.is_visible()
    assert shown.page.eval_on_selector_all("svg tspan", "all => all.map(t => t.textContent)") == [
        *("100", "75", "50", "25"),
        *("75", "100", "75", "50"),
        *("50", "75", "100", "75"),
        *("25", "50", "75", "100"),
    ]
    shown.page.click("main summary")
    row = shown.page.locator("table.likeness tbody tr").first
    assert row.inner_text().split("\t") == ["Regio 000", "100", "75", "50", "25"]


@pytest.mark.parametrize("regions", [4, 40, 150])
def test_the_heat_map_is_drawn_inside_its_frame(show: Show, regions: int) -> None:
    shown = show(comparison_page.html(made_comparison.similar(regions)))
    outside = shown.page.evaluate(
        """() => {
          const frame = document.querySelector('svg').getBoundingClientRect();
          return [...document.querySelectorAll('svg text, svg rect')].filter(part => {
            const box = part.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1
              || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
          }).map(part => part.textContent);
        }"""
    )
    assert outside == []


def test_the_numbers_of_the_heat_map_can_be_read(show: Show) -> None:
    shown = show(comparison_page.html(made_comparison.similar(12)))
    pairs = shown.page.evaluate(
        """() => [...document.querySelectorAll('svg g[stroke] + text')].flatMap(row => {
          const squares = [...row.previousElementSibling.querySelectorAll('rect')];
          return [...row.querySelectorAll('tspan')].map((number, at) => [
            getComputedStyle(number).fill, getComputedStyle(squares[at]).fill]);
        })"""
    )
    assert len(pairs) == 144
    assert [pair for pair in pairs if ratio(*pair) < 4.5] == []
