"""Charts as mermaid reads them, and as its grammar has them: no text of the data breaks out of a label."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import region_folder
from hypothesis import given
from hypothesis import strategies as st
from running import run

from kernketen.model.region import Region
from kernketen.showing.ladders import escaped
from kernketen.showing.plain import plain
from kernketen.showing.whole.mermaid import mermaid

REGIONS = ("groningen", "haaglanden", "veldhoven", "zuid_kennemerland")
# The folder node_modules with mermaid and jsdom; .ci/run installs it.
MODULES = os.environ.get("KERNKETEN_TEST_MERMAID")
IS_WANTED = bool(os.environ.get("KERNKETEN_TEST_EXTERNAL"))

# All that our charts consist of. A label may hold anything but what ends it, begins markup or a directive.
LABEL = r'"[^"`<>|%\\]*(?:<br/>[^"`<>|%\\]*)*"'
LINES = re.compile(
    r"flowchart TD|  end"
    rf"|  subgraph [lt]\d+\[{LABEL}\]"
    rf"|    \w+\[{LABEL}\]|    \w+\(\[{LABEL}\]\)"
    rf"|    \w+ (-->|-\.->|---)(\|{LABEL}\|)? \w+|    \w+ --- \w+"
)
HOSTILE = [
    'a"] --> x', "%%{init: {'theme': 'dark'}}%%", "%% weg", "`md`", "#quot;", "&quot;", "<b>x</b>", "a|b",
    "end", "\n  end\n", "style x:#f00;", "---\ntitle: x\n---", "click a call b()", "graph LR", "\\", "[](x)",
]  # fmt: skip


def wrong(chart: str) -> list[str]:
    """The lines that are not of our grammar, and the frames that do not close."""
    lines = chart.rstrip("\n").split("\n")
    found = [line for line in lines if not LINES.fullmatch(line)]
    opened = sum(line.startswith("  subgraph ") for line in lines)
    return found if opened == lines.count("  end") else [*found, "frames"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_the_charts_are_of_our_grammar(region: str) -> None:
    assert wrong(run("export", region, "--format", "mermaid").out) == []


def hostile(tmp_path: Path) -> Region:
    region = region_folder.sound(tmp_path / "testland")
    for number, role in enumerate(region["roles"]):
        role["name"] = " ".join(HOSTILE[number::4])
    team = region["teams"][0]
    team["name"], team["description"] = " ".join(HOSTILE), HOSTILE[0]
    region["documents"][0]["title"] = "".join(HOSTILE)
    return region


@given(st.text(st.sampled_from('"`<>|%#&;{}[]()\\\n\r\u2028-=.end x') | st.characters(), max_size=40))
def test_no_label_breaks_out(text: str) -> None:
    line = f'    a["{escaped(text)}"]'
    assert "\n" not in line and "\r" not in line
    assert LINES.fullmatch(line), line
    # What is read back from the label is the text.
    back = re.sub(r"#(\d+|\w+);", lambda m: NAMED.get(m[1]) or chr(int(m[1])), escaped(text))
    assert back == plain(text)


NAMED = {"amp": "&", "quot": '"', "lt": "<", "gt": ">"}


def test_a_hostile_region_stays_of_our_grammar(tmp_path: Path) -> None:
    assert wrong(mermaid(hostile(tmp_path))) == []


# -- mermaid itself -------------------------------------------------------------------------------


def parsed(*files: Path) -> list[dict[str, Any]]:
    if not MODULES or not shutil.which("node"):
        if IS_WANTED:
            pytest.fail("mermaid and jsdom are to be installed: KERNKETEN_TEST_MERMAID=…/node_modules")
        pytest.skip("needs node, mermaid and jsdom")
    script = Path(__file__).with_name("parse_mermaid.mjs")
    ran = subprocess.run(
        ["node", str(script), str(Path(MODULES).resolve()), *map(str, files)], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.external
@pytest.mark.usefixtures("register")
def test_mermaid_reads_the_charts_of_all_regions(tmp_path: Path) -> None:
    files = [tmp_path / f"{region}.mmd" for region in REGIONS]
    for region, file in zip(REGIONS, files, strict=True):
        assert run("export", region, "--format", "mermaid", "-o", str(file)).status == 0
    ladders = [tmp_path / f"{region}-ladders.mmd" for region in REGIONS]
    for region, file in zip(REGIONS, ladders, strict=True):
        assert run("escalate", "--region", region, "--format", "mermaid", "-o", str(file)).status == 0
    for chart, file in zip(parsed(*files, *ladders), [*files, *ladders], strict=True):
        text = file.read_text(encoding="utf-8")
        assert len(chart["edges"]) == len(re.findall(r"(?<= )(?:-->|-\.->|---)(?=[ |])", text))
        assert len(chart["frames"]) == text.count("  subgraph ")


@pytest.mark.external
def test_mermaid_reads_a_hostile_region_as_text(tmp_path: Path) -> None:
    chart = tmp_path / "hostile.mmd"
    region = hostile(tmp_path)
    chart.write_text(mermaid(region), encoding="utf-8")
    (read,) = parsed(chart)
    assert [frame["id"] for frame in read["frames"]] == ["t1"]
    assert {vertex["id"] for vertex in read["vertices"]} == {"t1t", "t1c1m1", "t1b"}
    assert len(read["edges"]) == 1
    assert read["config"] == "default"
