"""``--overlay``: drafts laid over the installed regions, for one command."""

from __future__ import annotations

from kernketen.cli import in_error, which_region
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.finding import Finding
    from kernketen.reading.snapshot import Snapshot


def laid(found: Snapshot, files: Sequence[str]) -> dict[str, list[str]]:
    """Lay the drafts over the regions that they are for; returns those, each with its drafts in order.

    From then on ``found`` answers with what the drafts make of these regions (``region``, ``answers`` and
    ``people``). Raises ``Refusal``: 1 where no such region is installed, 2 where a draft is wrong, after the
    findings were said.
    """
    if not files:
        return {}
    # Reading YAML needs its libraries; an answer without a draft does not.
    from kernketen.reading.overlay import laid_over, opened, region_of

    drafts: dict[str, list[str]] = {}
    for file in files:
        read, findings = opened(file)
        refused([file], findings, read is not None)
        assert read is not None
        drafts.setdefault(which_region.region_id(found, region_of(read)), []).append(file)
    folders = {entry["id"]: entry["folder"] for entry in found.listing()}
    for name, its in drafts.items():
        under = found.region(name)
        assert under is not None
        # How its files are named to the user, as in all that is cited.
        shown = under["documents"][0]["where"][0].rpartition("/")[0] if under["documents"] else name
        loaded = laid_over(folders[name], shown, its, under["questions"])
        refused(its, loaded.findings, loaded.region is not None)
        assert loaded.region is not None
        found.lay(loaded.region)
    return drafts


def named(drafts: dict[str, list[str]], region: str) -> list[str]:
    """The drafts that were laid over a region, by their files as they were given.

    Raises ``Refusal`` (status 2) where one is for another region: what it says would not be seen.
    """
    for name, files in drafts.items():
        if name != region:
            raise Refusal(
                tr(
                    "The draft {file} is for the region {draft}, and not for {region}.",
                    file=files[0],
                    draft=name,
                    region=region,
                ),
                reason="overlay_region",
                suggestions=(name,),
            )
    return drafts.get(region, [])


def refused(files: Sequence[str], findings: Sequence[Finding], is_there: bool) -> None:
    """Say what is wrong with drafts and raise ``Refusal``, where they cannot be used."""
    sentence = tr("The draft {files} cannot be used like this.", files=", ".join(files))
    in_error.refused(findings, is_there, sentence, "overlay")
