"""``kernketen export``: a region as one text, in a format of the core or of a plugin."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from kernketen.cli import located, output, plugged, which_region
from kernketen.reading.plugins import why
from kernketen.refusal import Refusal
from kernketen.words import tr


def run(region: str | None, form: str | None, out: str | None, paths: Sequence[str]) -> int:
    """Print the region in the format, or write it to the file ``out``."""
    added = plugged.exporters()
    for finding in added.findings:
        output.tell(finding.message)
    known = {exporter.name: (plugin, exporter) for plugin, exporter in added.values}
    plugin, exporter = known[output.checked_format(form, list(known))]
    found = located.regions(paths)
    data = found.region(which_region.one(found, region))
    assert data is not None
    try:
        with contextlib.redirect_stdout(sys.stderr):
            text = exporter.text(data)
        if not isinstance(text, str):
            raise TypeError(f"it gave {type(text).__name__} where a text was expected")
    except Exception as error:
        said = tr(
            "The format {name} of the plugin {plugin} failed: {why}.",
            name=exporter.name,
            plugin=plugin,
            why=why(error),
        )
        raise Refusal(said, reason="plugin") from error
    output.say(text, out)
    return 0
