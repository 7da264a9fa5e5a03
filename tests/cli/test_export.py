"""``kernketen export``: the region whole, in each form; and what is said where it cannot be."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import region_folder
from running import run

from kernketen.reading.brought import CORE
from kernketen.showing import exports
from kernketen.showing.whole import headings
from kernketen.showing.whole.tables import NAMES
from kernketen.words import tr

Snapshot = Callable[[str, str], None]
REGIONS = ("groningen", "haaglanden", "veldhoven", "zuid_kennemerland")
FORMS = ("json", "csv", "xlsx", "markdown", "mermaid")
NASTY = "=cmd|' /C calc'!A1\" | <script>x</script> [a](http://x) `c` %%{init: 1}%% ~~y~~ \u202e"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# -- what is in it --------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_the_tables_of_all_regions(tmp_path: Path, snapshot: Snapshot) -> None:
    seen = []
    for region in REGIONS:
        folder, book = tmp_path / region, tmp_path / f"{region}.xlsx"
        assert run("export", region, "--format", "csv", "-o", str(folder)).status == 0
        assert run("export", region, "--format", "xlsx", "-o", str(book)).status == 0
        sheets = openpyxl.load_workbook(book, read_only=False)
        files = {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}
        names = {tr(title): name for name, title in headings.TABLES.items()}
        assert sorted(files) == sorted(names[title] for title in sheets.sheetnames)
        seen.append(f"# {region}")
        for sheet in sheets:
            found = rows(files[names[sheet.title]])
            values = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
            # A cell of CSV that could be a formula has a quote in front; in the workbook it is text.
            written = [[str(value).removeprefix("'") for value in one.values()] for one in found]
            said = [
                [headings.spoken(names[sheet.title], c, cell) for c, cell in zip(found[0], one, strict=True)]
                for one in written
            ]
            assert [[str(v).removeprefix("'") for v in row] for row in values[1:]] == said
            assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("A2", True)
            assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
            assert values[0] == [tr(headings.COLUMNS[column]) for column in found[0]]
            seen.append(f"{names[sheet.title]} ({sheet.title}): {', '.join(found[0])}")
    snapshot("export-tables", "\n".join(seen) + "\n")


@pytest.mark.usefixtures("register")
def test_a_name_that_promises_another_format_is_told(tmp_path: Path) -> None:
    out = tmp_path / "uit.csv"
    ran = run("export", "veldhoven", "--format", "xlsx", "-o", str(out))
    assert (ran.status, ran.err) == (0, f"De naam {out} is die van csv; er staat xlsx in.\n")
    for name in ("uit.xlsx", "uit", "uit.dat"):
        assert run("export", "veldhoven", "--format", "xlsx", "-o", str(tmp_path / name)).err == ""


@pytest.mark.usefixtures("register")
def test_a_workbook_says_codes_in_words(tmp_path: Path) -> None:
    book = tmp_path / "zk.xlsx"
    assert run("export", "zuid_kennemerland", "--format", "xlsx", "-o", str(book)).status == 0
    sheets = openpyxl.load_workbook(book)

    def column(sheet: str, name: str) -> set[str]:
        table = list(sheets[sheet].iter_rows(values_only=True))
        return {str(row[table[0].index(name)] or "") for row in table[1:]}

    assert column("Regels", "Hoe sterk") <= {"moet", "mag niet", "hoort", "mag", "informatie"}
    assert "school houdt" in column("Regels", "Uitkomst")
    assert "vast" in column("Leden", "Aanwezigheid") and "fixed" not in column("Leden", "Aanwezigheid")
    assert column("Leden", "Voorzitter") <= {"ja", "nee"}
    assert "datum onbekend" in column("Documenten", "Datum")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_every_item_is_in_the_tables_with_its_source_and_place(region: str, tmp_path: Path) -> None:
    whole: dict[str, Any] = run("export", region, "--format", "json").json["region"]
    assert run("export", region, "--format", "csv", "-o", str(tmp_path / "uit")).status == 0

    def table(name: str) -> list[dict[str, str]]:
        path = tmp_path / "uit" / f"{name}.csv"
        return rows(path.read_text(encoding="utf-8")) if path.exists() else []

    lists = {
        "partners": whole["partners"],
        "contacts": [c for partner in whole["partners"] for c in partner["contacts"]],
        "roles": whole["roles"],
        "tasks": [t for holder in (*whole["roles"], *whole["teams"]) for t in holder["tasks"]],
        "teams": whole["teams"],
        "compositions": [c for team in whole["teams"] for c in team["compositions"]],
        "members": [m for t in whole["teams"] for c in t["compositions"] for m in c["members"]],
        "schools": whole["schools"],
        "rules": whole["rules"],
        "steps": [step for rule in whole["rules"] for step in rule["steps"]],
        "matrix": [cell for table_ in whole["matrix"] for cell in table_["cells"]],
        "glossary": whole["terms"],
        "statements": whole["statements"],
        "gaps": whole["gaps"],
        "elsewhere": whole["external_references"],
        "cases": whole["cases"],
        "documents": whole["documents"],
        "sources": list(whole["sections"].values()),
    }
    for name, items in lists.items():
        found = table(name)
        assert [(row["id"], row["file"], row["line"]) for row in found] == [
            (item["id"], item["where"]["file"], str(item["where"]["line"])) for item in items
        ], name
        if "section" in (found[0] if found else {}):
            assert all(row["section"] and row["document"] and row["date"] for row in found), name
    assert {row["id"] for row in table("doubts")} >= {
        d["id"] for rule in whole["rules"] for d in rule["doubts"]
    }


@pytest.mark.usefixtures("register")
def test_a_whole_region_as_a_document(snapshot: Snapshot) -> None:
    snapshot("export-groningen-markdown", run("export", "groningen", "--format", "markdown").seen)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_the_document_leaves_nothing_out(region: str) -> None:
    from kernketen.showing.whole.writing import for_line

    whole = run("export", region, "--format", "json").json["region"]
    text = run("export", region, "--format", "markdown").out
    said = [rule["then"]["text"] for rule in whole["rules"]]
    said += [step["text"] or step["then"]["text"] for rule in whole["rules"] for step in rule["steps"]]
    said += [gap["note"] for gap in whole["gaps"]] + [one["text"] for one in whole["statements"]]
    said += [task["text"] for holder in (*whole["roles"], *whole["teams"]) for task in holder["tasks"]]
    said += [doubt["note"] for rule in whole["rules"] for doubt in rule["doubts"]]
    said += [section["heading"] for section in whole["sections"].values()]
    assert [one for one in said if for_line(one) not in text and for_line(one).lstrip("\\") not in text] == []
    # Each item cites a section: as many as there are rules and more.
    assert text.count("*Bron:*") > len(whole["rules"]) + len(whole["statements"])
    # Each line of the contents leads somewhere, and once.
    wanted = [line.partition("(#")[2].rstrip(")") for line in text.splitlines() if "](#k" in line]
    assert wanted and all(text.count(f'<a id="{place}"></a>') == 1 for place in wanted)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_the_ladders_and_teams_as_a_chart(region: str, snapshot: Snapshot) -> None:
    snapshot(f"export-{region}-mermaid", run("export", region, "--format", "mermaid").seen)


@pytest.mark.usefixtures("register")
def test_in_english_its_own_words_are_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    text = run("export", "veldhoven", "--format", "markdown").out
    assert text.startswith("# Agreements of Veldhoven\n")
    assert "The agreement's own text is in Dutch." in text
    assert "*Bron:*" not in text and "*Source:*" in text


@pytest.mark.usefixtures("register")
def test_one_part_alone() -> None:
    roles = rows(run("export", "veldhoven", "--format", "csv", "--concept", "roles").out)
    assert roles[0]["id"] == "directeur" and roles[0]["canonical"] == "schoolleiding"
    only = run("export", "veldhoven", "--format", "markdown", "--concept", "teams").out
    assert [line for line in only.splitlines() if line.startswith("## ")] == ["## Inhoud", "## De teams"]
    ladders = run("export", "veldhoven", "--format", "mermaid", "--concept", "ladders").out
    assert "subgraph l1" in ladders and "subgraph t1" not in ladders


# -- where it comes from and goes to --------------------------------------------------------------


def test_a_folder_and_a_zip_are_regions_too(bare: Path, tmp_path: Path) -> None:
    import zipfile

    folder = region_folder.write(tmp_path / "testland")
    with zipfile.ZipFile(tmp_path / "testland.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"testland/{path.name}")
    given = [
        run("export", str(path), "--format", "csv", "--concept", "roles")
        for path in (folder, tmp_path / "testland.zip")
    ]
    assert [ran.status for ran in given] == [0, 0]
    assert [[row["id"] for row in rows(ran.out)] for ran in given] == [
        ["directeur", "ib_er", "school", "coach"]
    ] * 2
    assert (
        run("export", "testland", "--path", str(folder), "--format", "json").json["region"]["id"]
        == "testland"
    )


def test_a_folder_of_tables_is_whole_or_not_at_all(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "uit"
    export = ("export", "veldhoven", "--format", "csv", "-o", str(out))
    first = run(*export)
    assert (first.status, first.out) == (0, "") and f"tabellen staan in {out}" in first.err
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    # Over an older export, which may have had other tables.
    (out / "oud.csv").write_text("x\n", encoding="utf-8")
    assert run(*export).status == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    (out / "brief.docx").write_bytes(b"x")
    foreign = run(*export)
    assert foreign.status == 2 and "brief.docx" in foreign.err
    assert (out / "brief.docx").exists() and len(list(out.iterdir())) == len(before) + 1
    (out / "brief.docx").unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kernketen.cli.output.os.replace", full)
    assert run(*export).status == 2
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".kernketen")] == []


WRONG = [
    (("veldhoven", "--format", "xslx"), 2, "Bedoelde u “xlsx”?"),
    (("veldhovn", "--format", "json"), 1, "Bedoelde u “veldhoven”?"),
    (("veldhoven", "--format", "csv", "--concept", "rols"), 1, "Bedoelde u “roles”?"),
    (("veldhoven", "--format", "markdown", "--concept", "temas"), 1, "Bedoelde u “teams”?"),
    (("veldhoven", "--format", "mermaid", "--concept", "rules"), 1, "Kies uit ladders, teams."),
    (("veldhoven", "--format", "json", "--concept", "roles"), 2, "De vorm json kent --concept niet."),
    (("veldhoven", "--format", "mermaid", "--with-people"), 2, "De vorm mermaid kent --with-people niet."),
    (("veldhoven", "--format", "csv"), 2, "Noem een map met -o MAP"),
    (("./nergens", "--format", "json"), 1, "De map ./nergens bestaat niet."),
    (("nergens.zip", "--format", "json"), 1, "De map nergens.zip bestaat niet."),
    (("--format", "json"), 2, "Welke regio?"),
]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("arguments", "status", "said"), WRONG, ids=[" ".join(one[0]) for one in WRONG])
def test_bad_input_is_a_sentence(arguments: tuple[str, ...], status: int, said: str) -> None:
    ran = run("export", *arguments)
    assert ran.status == status
    assert said in ran.err
    assert ran.out == "" or ran.json["error"]


def test_a_region_with_errors_says_where_to_look(bare: Path, tmp_path: Path) -> None:
    folder = region_folder.write(tmp_path / "testland", ("roles", "name: coach", "nam: coach"))
    ran = run("export", str(folder), "--format", "markdown")
    assert (ran.status, ran.out) == (2, "")
    assert f"kernketen validate {folder}" in ran.err
    (tmp_path / "leeg").mkdir()
    empty = run("export", str(tmp_path / "leeg"), "--format", "markdown")
    assert (empty.status, empty.out) == (2, "")
    out = run("export", "veldhoven", "--format", "markdown", "-o", str(tmp_path))
    assert out.status == 2 and "het is een map" in out.err


def test_an_empty_table_says_so(bare: Path) -> None:
    ran = run("export", "veldhoven", "--format", "csv", "--concept", "schools")
    assert ran.status == 0
    assert ran.out.startswith("id,code,name,") and ran.err == "Hier is niets bekend.\n"


# -- people ---------------------------------------------------------------------------------------


@pytest.fixture
def with_list(bare: Path, tmp_path: Path) -> Path:
    path = tmp_path / "contacten-2026-09.csv"
    path.write_text(
        "School;Rol;Naam;Telefoon\n18LW00;cjg_coach;Q. Zeldzaamnaam;06-00000000\n", encoding="utf-8"
    )
    assert run("contacts", "import", str(path), "--region", "zuid_kennemerland").status == 0
    return tmp_path


def test_a_person_is_in_no_form_unless_asked_for(with_list: Path) -> None:
    for form in FORMS:
        out = with_list / f"zonder.{form}"
        assert run("export", "zuid_kennemerland", "--format", form, "-o", str(out)).status == 0
        for content in contents(out):
            assert b"Zeldzaamnaam" not in content and b"06-0000" not in content, form
        if form == "csv":
            assert "people.csv" not in [path.name for path in out.iterdir()]
        if form == "xlsx":
            assert "Mensen (lokaal)" not in openpyxl.load_workbook(out).sheetnames
    assert run("export", "zuid_kennemerland", "--format", "csv", "--concept", "people").status == 1


def test_people_are_marked_as_personal_and_the_file_is_private(with_list: Path) -> None:
    for form in ("json", "csv", "xlsx", "markdown"):
        out = with_list / f"met.{form}"
        ran = run("export", "zuid_kennemerland", "--format", form, "--with-people", "-o", str(out))
        assert ran.status == 0
        if form == "xlsx":
            sheet = openpyxl.load_workbook(out)["Mensen (lokaal)"]
            assert [cell.value for cell in sheet[2]][:3] == ["18LW00", "CJG-coach", "Q. Zeldzaamnaam"]
            assert sheet[2][-1].value == "local"
        else:
            assert sum(b"Zeldzaamnaam" in content for content in contents(out)) == 1
        for path in [out, *(out.iterdir() if out.is_dir() else ())]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    whole = run("export", "zuid_kennemerland", "--format", "json", "--with-people").json
    assert [person["name"] for person in whole["people"]] == ["Q. Zeldzaamnaam"]
    text = run("export", "zuid_kennemerland", "--format", "markdown", "--with-people").out
    assert "Persoonlijk en lokaal" in text.partition("Mensen, uit de contactlijst")[2]
    none = run("export", "veldhoven", "--format", "markdown", "--with-people")
    assert none.status == 0 and "Er is geen contactlijst van Veldhoven bekend" in none.err


def contents(out: Path) -> list[bytes]:
    if out.is_dir():
        return [path.read_bytes() for path in out.iterdir()]
    if out.name.endswith("xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
        return [str([[cell.value for cell in row] for row in sheet.iter_rows()]).encode() for sheet in sheets]
    return [out.read_bytes()]


# -- nothing from the data is markup --------------------------------------------------------------


def test_what_stands_in_the_data_is_text_in_each_form(bare: Path, tmp_path: Path) -> None:
    quoted = NASTY.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "")
    folder = region_folder.write(
        tmp_path / "testland",
        ("roles", "name: coach,", f'name: "{quoted}",'),
        ("teams", "name: kernteam", f'name: "{quoted}"'),
    )
    out = tmp_path / "uit"
    assert run("export", str(folder), "--format", "csv", "-o", str(out)).status == 0
    coach = rows((out / "roles.csv").read_text(encoding="utf-8"))[3]
    assert coach["name"].startswith("'=cmd")
    book = tmp_path / "uit.xlsx"
    assert run("export", str(folder), "--format", "xlsx", "-o", str(book)).status == 0
    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert [cell.quotePrefix for cell in cells if str(cell.value).startswith("=cmd")].count(False) == 0
    text = run("export", str(folder), "--format", "markdown").out
    assert "<script>" not in text and "[a](http" not in text and "~~y" not in text.replace("\\~", "")
    chart = run("export", str(folder), "--format", "mermaid").out
    assert "%%" not in chart and "<script>" not in chart and "`" not in chart
    for line in chart.splitlines():
        assert line.count('"') in (0, 2), line


def test_the_forms_come_through_the_hook_of_plugins() -> None:
    brought = list(exports.kernketen_exporters())
    assert [exporter.name for exporter in brought] == list(FORMS)
    assert CORE == "kernketen"
    assert len(set(NAMES)) == len(NAMES)
