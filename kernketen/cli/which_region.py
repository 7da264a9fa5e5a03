"""Which region the user means, and the right words nearest to a wrong one."""

from __future__ import annotations

from kernketen import home
from kernketen.refusal import NOT_FOUND, Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.reading.snapshot import Snapshot


def region_id(found: Snapshot, text: str) -> str:
    """The id of a region named by the user. Raises ``Refusal`` with the nearest and all names."""
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    listing = found.listing()
    for entry in listing:
        if word in (entry["id"], entry["name"].casefold().replace("-", "_").replace(" ", "_")):
            if entry["health"] != "error":
                return str(entry["id"])
            raise Refusal(
                tr(
                    "The region {region} is not used: its data has errors (kernketen regions).",
                    region=entry["id"],
                ),
                status=NOT_FOUND,
                reason="region_has_errors",
            )
    ids = [entry["id"] for entry in listing]
    near = nearest(word, ids)
    said = tr("The region “{region}” is not installed.", region=text)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(
        said + " " + (tr("Installed: {regions}.", regions=", ".join(ids)) if ids else no_region()),
        status=NOT_FOUND,
        reason="unknown_region",
        suggestions=tuple(near),
    )


def one(found: Snapshot, name: str | None) -> str:
    """The id of the region that is meant: the one named, else the usual one. Raises ``Refusal``."""
    return region_id(found, name or usual_region(found.region_ids()))


def usual_region(ids: Sequence[str]) -> str:
    """The region that is meant where none is named: the only one, or the usual one. Raises ``Refusal``."""
    if len(ids) == 1:
        return ids[0]
    usual = home.usual("region")
    if usual:
        return usual
    raise Refusal(
        tr("Which region? Installed: {regions}.", regions=", ".join(ids)) if ids else no_region(),
        reason="which_region",
        suggestions=tuple(ids),
    )


def no_region() -> str:
    """What to do when no region is installed."""
    return tr("No region is installed. A region is a package of its own: pip install kernketen-REGION.")


def nearest(word: str, words: Sequence[str], most: int = 1) -> list[str]:
    """The words most like ``word``."""
    import difflib

    return difflib.get_close_matches(word, sorted(set(words)), most, 0.6)


def unknown_question(sentence: str, word: str, known: Sequence[str]) -> Refusal:
    """The refusal of a question or topic that is not among those that are known, with the nearest."""
    near = nearest(word, list(known))
    if near:
        sentence += " " + tr("Did you mean “{word}”?", word=near[0])
    return Refusal(
        sentence + " " + tr("Choose from {concepts}.", concepts=", ".join(known)),
        status=NOT_FOUND,
        reason="unknown_question",
        suggestions=tuple(near),
    )
