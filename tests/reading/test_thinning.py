"""What is wrong is explained without looking at what is right; the places stay those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from region_folder import write

from kernketen.reading import document, region, schema
from kernketen.reading.thinning import Thinned


def test_entries_without_anything_wrong_are_left_out() -> None:
    data = {"roles": [{"id": n, "aliases": ["a", "b", "c", "d", "e"]} for n in range(9)], "x": list(range(9))}
    thinned = Thinned(data, [("roles", 4, "id"), ("roles", 7), ("roles", 4, "aliases", 2)])
    assert thinned.data == {
        "roles": [{"id": 4, "aliases": ["c"]}, {"id": 7, "aliases": ["a", "b", "c", "d", "e"]}],
        "x": [0, 1, 2],
    }
    assert thinned.original(("roles", 0, "aliases", 0)) == ("roles", 4, "aliases", 2)
    assert thinned.original(("roles", 1, "aliases", 3)) == ("roles", 7, "aliases", 3)
    assert thinned.original(("x",)) == ("x",)


def test_a_list_that_is_wrong_itself_stays_whole() -> None:
    data = {"roles": [1, 1, 2, 3, 4]}
    assert Thinned(data, [("roles",)]).data == data
    assert Thinned(data, [()]).data == data


@pytest.mark.parametrize("name", ["rules/absence", "roles", "teams"])
def test_the_findings_are_those_of_the_whole_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "rules/absence": "question: absence\nrules:\n"
        + "".join(
            f"  - {{id: r{n}, topic: 5, source: s, modality: {'must' if n % 3 else 'moet'}, then: {{}}}}\n"
            for n in range(9)
        ),
        "roles": "roles:\n"
        + "".join(f"  - {{id: r{n}, {'name' if n % 4 else 'naam'}: r, source: s}}\n" for n in range(9)),
        "teams": "teams:\n  - id: t\n    compositions:\n"
        + "".join(
            f"      - {{id: c{n}, list: {'exact' if n % 5 else 'vast'}, members: [{{id: m}}, 5]}}\n"
            for n in range(9)
        ),
    }
    found, _ = document.parse(texts[name].encode(), "x.yaml")
    assert found is not None
    stem = "rules" if name.startswith("rules") else name
    thin = schema.check(found, stem)
    monkeypatch.setattr(schema, "_thinned", lambda *_: None)
    assert thin == schema.check(found, stem)
    assert len(thin) > 3


def test_all_files_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "MAX_SIZE", 100)
    monkeypatch.setattr(region._Room, "__init__", lambda self: setattr(self, "left", 100))
    found = region.draft(str(write(tmp_path)), "testland")
    assert [f"{f.location} {f.rule.id}" for f in found.findings if f.rule.id == "yaml.too_large"] == [
        "testland/region.yaml:1:1 yaml.too_large"
    ]
    assert list(found.documents) == ["partners"]
