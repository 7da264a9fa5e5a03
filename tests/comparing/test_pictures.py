"""A comparison as a page, a workbook and a drawing, without a browser: whole and harmless."""

from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html.parser import HTMLParser

import made_comparison
import openpyxl
import pytest

from kernketen import words
from kernketen.showing import comparison_page, comparison_sheets, heat_map
from kernketen.showing.marks import CLASSES, MARKS, MEANINGS, SHOWN, differs
from kernketen.showing.spreadsheet import as_xlsx

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "input", "col", "br"}


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    words.choose("nl")
    yield
    words.choose("en")


class Whole(HTMLParser):
    """Whether every element is closed where it should be, and what the text is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID and not tag.startswith(("rect", "tspan")):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not tag.startswith(("rect", "tspan")):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> Whole:
    found = Whole()
    found.feed(html)
    found.close()
    assert found.open == []
    return found


def test_the_page_is_whole_and_points_nowhere() -> None:
    for document in (made_comparison.three(), made_comparison.many(20, 9), made_comparison.similar(5)):
        found = parsed(comparison_page.html(document))
        for tag, attributes in found.seen:
            assert not {"src", "style", "srcset", "action", "onclick"} & set(attributes), tag
            assert tag not in ("link", "iframe", "object", "img", "base")
            assert attributes.get("href", "#matrix") == "#matrix"
        names = [attributes["id"] for _, attributes in found.seen if "id" in attributes]
        assert len(names) == len(set(names))


def test_text_of_the_data_stays_text() -> None:
    html = comparison_page.html(made_comparison.three())
    assert made_comparison.HOSTILE in parsed(html).text
    assert html.count("<script>") == 1
    assert "<img" not in html
    # What would turn the direction of writing around is a space.
    document = made_comparison.three()
    document["names"]["kust"] = "De\u202eKust\x00"
    assert "De Kust " in comparison_page.html(document)


def test_the_page_is_in_the_language_of_the_reader() -> None:
    document = made_comparison.three()
    words.choose("en")
    english = comparison_page.html(document)
    assert '<html lang="en">' in english
    assert "Agreements side by side" in english
    words.choose("nl")
    assert "Afspraken naast elkaar" in comparison_page.html(document)


def test_a_region_without_a_cell_has_an_empty_one() -> None:
    document = made_comparison.three()
    del document["rows"][0]["cells"]["bos"]
    document["rows"][0]["groups"] = [["kust"], ["wad"]]
    assert comparison_page.html(document).count('<td class="empty"></td>') == 1
    assert comparison_sheets.sheets(document)[0].rows[0][6] == ""


def test_a_row_about_which_nobody_speaks_is_not_called_equal() -> None:
    document = made_comparison.three()
    cells = {name: made_comparison.cell("niets", "silent") for name in document["names"]}
    document["rows"] = [made_comparison.row("Wachtlijst", cells, "equal")]
    found = parsed(comparison_page.html(document))
    assert [a["data-class"] for _, a in found.seen if "data-class" in a] == ["nowhere"]
    assert [a["value"] for tag, a in found.seen if tag == "input" and a["type"] == "checkbox"] == ["nowhere"]
    assert "1 nergens geregeld" in found.text
    assert "1 gelijk" not in found.text
    assert comparison_sheets.sheets(document)[0].rows[0][2] == "nergens geregeld"


def test_a_page_of_one_subject_is_called_after_it() -> None:
    document = made_comparison.three()
    concept = document["rows"][0]["concept"]
    document["rows"] = [row for row in document["rows"] if row["concept"] == concept]
    html = comparison_page.html(document)
    assert f"<title>Afspraken naast elkaar: {document['concepts'][concept]}</title>" in html


def test_every_mark_has_its_colours() -> None:
    css = comparison_page.html(made_comparison.three())
    assert [name for name in MARKS if f"li .mark.mark-{name} {{" not in css] == []


def test_notes_and_what_a_region_has_alone_are_told() -> None:
    document = made_comparison.three()
    document["notes"] = ["Te veel situaties <b>."]
    document["own"] = {"kust": [{"concept": "absence", "topic": "kust.vloed", "title": "Vloed"}], "bos": []}
    text = parsed(comparison_page.html(document)).text
    assert "Te veel situaties <b>." in text
    assert "Alleen in De Kust, dus niet vergeleken: Vloed." in text


def test_a_draft_is_called_so() -> None:
    document = {**made_comparison.three(), "overlays": ["ontwerp.yaml"]}
    assert "Concept: ontwerp.yaml." in parsed(comparison_page.html(document)).text
    assert "Concept: ontwerp.yaml." in comparison_sheets.sheets(document)[-1].rows[-1][2]


def test_every_class_and_mark_has_a_sign_of_its_own_and_a_word() -> None:
    for table in (CLASSES, MARKS):
        signs = [sign for sign, _ in table.values()]
        assert len(signs) == len(set(signs))
    assert {*SHOWN, *MARKS} == {*MEANINGS}
    assert differs(["who", "term", "een_eigen_woord"]) == "wie, termijn, een eigen woord"


# -- workbook -----------------------------------------------------------------------------------------


def test_the_workbook_has_a_sheet_for_each_question() -> None:
    data = as_xlsx(comparison_sheets.sheets(made_comparison.three()))
    assert data == as_xlsx(comparison_sheets.sheets(made_comparison.three()))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Wat moet er bij verzuim", "Wanneer mag verlof", "Legenda"]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes
    assert sheet.auto_filter.ref
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:8] == [
        *("Vraag", "Situatie", "Vergelijking", "Waarin", "Strenger"),
        *("De Kust", "Het Bos & <Veld>", "Het Wad"),
    ]
    assert rows[0][8:] == [
        f"{region}: {what}"
        for what in ("hoe bedoeld", "eigen woord", "bron")
        for region in ("De Kust", "Het Bos & <Veld>", "Het Wad")
    ]
    assert rows[1][:9] == [
        "Te laat komen",
        "het aantal keren te laat is meer dan 12",
        "verschilt",
        "uitkomst",
        "De Kust",
        "melden bij leerplicht (moet)",
        "school houdt het zelf",
        "niet in de tekst",
        "afgesproken",
    ]
    assert rows[1][14] == "Handreiking, “Verzuim” (2024-01), kernketen_kust/rules/absence.yaml:7"
    assert len(rows) == 3


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    document = made_comparison.three()
    document["names"]["kust"] = "=HYPERLINK(1)"
    for row in document["rows"]:
        row["title"] = "=1+1"
        row["cells"]["kust"]["short"] = "@SOM(A1)"
        row["cells"]["bos"]["local"] = "+31 20 123"
    for made in (document, {**made_comparison.similar(3), "names": dict.fromkeys(
        made_comparison.similar(3)["regions"], "-2+3")}):  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(comparison_sheets.sheets(made))))
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                assert {cell.data_type for cell in line} <= {"s", "inlineStr", "n"}
                assert all(cell.value is None or cell.data_type != "f" for cell in line)


def test_the_workbook_of_likeness_is_a_table_of_numbers() -> None:
    (sheet,) = comparison_sheets.sheets(made_comparison.similar(3))
    assert sheet.title == "Gelijkenis in procenten"
    assert [list(line) for line in (sheet.head, *sheet.rows)] == [
        ["Regio", "Regio 000", "Regio 001", "Regio 002"],
        ["Regio 000", "100", "67", "33"],
        ["Regio 001", "67", "100", "67"],
        ["Regio 002", "33", "67", "100"],
    ]


# -- drawing ------------------------------------------------------------------------------------------


def drawing(regions: int, basis: str = "situations") -> ElementTree.Element:
    return ElementTree.fromstring(heat_map.svg(made_comparison.similar(regions, basis)))


@pytest.mark.parametrize("regions", [1, 4, 40, 150])
def test_the_drawing_has_a_number_for_each_pair(regions: int) -> None:
    root = drawing(regions)
    numbers = [number.text for number in root.iter(f"{SVG}tspan")]
    assert len(numbers) == regions * regions
    assert numbers[:: regions + 1] == ["100"] * regions
    names = [text.text for text in root.iter(f"{SVG}text") if (text.text or "").startswith("Regio ")]
    assert names == [f"Regio {at:03}" for at in range(regions)] * 2


def test_the_drawing_tells_what_it_shows() -> None:
    root = drawing(4)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "likeness-title likeness-text")
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == "Hoeveel de afspraken op elkaar lijken"
    assert described is not None and described.text == (
        "Een tabel van 4 regio's naast elkaar. "
        "Een getal is het deel van de situaties, in procenten, waarin beide regio's hetzelfde zeggen. "
        "Zegt maar één van beide iets, dan telt dat als niet hetzelfde; "
        "ook wat niet te vergelijken is, telt zo. "
        "Een laag getal zegt dus niet dat zij elkaar tegenspreken. "
        "Het meest lijken Regio 000 en Regio 001 op elkaar: 75%. "
        "Het minst lijken Regio 000 en Regio 003 op elkaar: 25%."
    )
    assert "precies hetzelfde" in ElementTree.tostring(drawing(4, "fingerprint"), "unicode")


def test_names_in_the_drawing_are_text_and_fit() -> None:
    document = made_comparison.similar(2)
    document["names"] = {
        "regio_000": "</text><script>",
        "regio_001": "Een regio met een heel erg lange naam erbij",
    }
    root = ElementTree.fromstring(heat_map.svg(document))
    names = [text.text for text in root.iter(f"{SVG}text") if text.get("transform")]
    assert names == ["</text><script>", "Een regio met een heel erg lange…"]
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert "http" not in heat_map.svg(document).replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("likeness", "said"), [(0, 0), (0.001, 1), (0.004, 1), (0.5, 50), (0.994, 99), (0.9999, 99), (1, 100)]
)
def test_only_the_same_is_all_and_only_nothing_is_none(likeness: float, said: int) -> None:
    assert heat_map.percentage(likeness) == said


def test_the_colours_of_the_squares_follow_the_numbers() -> None:
    root = drawing(20)
    shades: dict[str, list[int]] = {}
    for row in root.iter(f"{SVG}g"):
        for square in row.findall(f"{SVG}rect"):
            hint = square.find(f"{SVG}title")
            if hint is not None:
                found = re.search(r"(\d+)%", hint.text or "")
                assert found
                shades.setdefault(square.get("fill") or "", []).append(int(found[1]))
    spans = sorted((min(numbers), max(numbers)) for numbers in shades.values())
    assert len(spans) == 7
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))
