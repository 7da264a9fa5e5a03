"""A region as one text for other programs: the formats of ``export`` that the core brings itself."""

from __future__ import annotations

from collections.abc import Iterable

from kernketen.model.region import Region
from kernketen.reading.hookspecs import Exporter, hookimpl
from kernketen.showing.plain import as_json
from kernketen.showing.region import as_data
from kernketen.words import tr


@hookimpl
def kernketen_exporters() -> Iterable[Exporter]:
    """JSON."""
    return [Exporter("json", tr("Everything of the region as one JSON document."), json)]


def json(region: Region) -> str:
    """The region whole, with its conditions in words beside their plain form."""
    # What a region gives a shape of its own is passed on as it is written.
    own = [
        {
            **structure,
            "where": {"file": structure["where"][0], "line": structure["where"][1]},
            "items": [
                {**item, "where": {"file": item["where"][0], "line": item["where"][1]}}
                for item in structure["items"]
            ],
        }
        for structure in region["structures"]
    ]
    known = as_data({key: value for key, value in region.items() if key not in _PLAIN}, region)
    whole = {**known, **{key: region[key] for key in _PLAIN}, "structures": own}  # type: ignore[literal-required]
    return as_json({"schema": "kernketen/export/1", "region": whole})


_PLAIN = ("structures", "questions", "topics", "titles", "facts", "domains", "areas")
