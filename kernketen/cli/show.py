"""``kernketen show``: what is in a region, concept by concept."""

from __future__ import annotations

from kernketen.cli import located, output, which_region
from kernketen.cli.tabled import say_table
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.showing import region as concepts
from kernketen.showing.choosing import chosen
from kernketen.showing.plain import as_json
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def run(
    name: str | None,
    concept: str | None,
    only: Sequence[str],
    form: str,
    out: str | None,
    paths: Sequence[str],
) -> int:
    """Print a region's overview, the items of one concept, or ``only`` some of them."""
    found = located.regions(paths)
    region = found.region(which_region.one(found, name))
    assert region is not None
    known = concepts.names(region)
    if concept is not None and concept not in known:
        near = which_region.nearest(concept, known)
        said = tr("There is no concept “{concept}”.", concept=concept)
        if near:
            said += " " + tr("Did you mean “{word}”?", word=near[0])
        said += " " + tr("Choose from {concepts}.", concepts=", ".join(known))
        raise Refusal(said, status=NOT_FOUND, reason="unknown_concept", suggestions=tuple(near))
    if concept is not None:
        region = chosen(region, concept, only)
    if form == "json":
        document: dict[str, Any] = {"schema": "kernketen/show/1", "region": region["id"], "concept": concept}
        if concept is None:
            document["items"] = [{"concept": c, "number": len(concepts.items(region, c))} for c in known]
        else:
            document["items"] = concepts.plain_items(region, concept)
        output.say(as_json(document), out)
        return 0
    if concept is None:
        rows = concepts.overview(region)
        say_table(region["name"], (tr("Concept"), tr("Items")), rows, form, out)
        return 0
    head, rows = concepts.table(region, concept)
    say_table(f"{region['name']} · {concept}", head, rows, form, out)
    return 0
