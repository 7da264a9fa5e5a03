"""Where the regions are: installed, in a folder or in a zip; and all of them, compiled once."""

from __future__ import annotations

import os

from kernketen import __version__, home
from kernketen.cli import opened
from kernketen.reading import snapshot
from kernketen.reading.snapshot import Snapshot
from kernketen.refusal import Refusal
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = __version__


def folders(option: Sequence[str] = ()) -> list[str]:
    """The folders and zips with regions that were given, by option or in ``KERNKETEN_PATH``."""
    given = list(option) or [p for p in os.environ.get("KERNKETEN_PATH", "").split(os.pathsep) if p]
    for folder in given:
        if not os.path.isdir(folder) and not is_archive(folder):
            raise Refusal(tr("The folder {folder} does not exist.", folder=folder), reason="path")
    return given


def regions(paths: Sequence[str] = ()) -> Snapshot:
    """All regions, from the snapshot where it is fresh, read anew where it is not."""
    given = [placed(path) for path in folders(paths)]
    wanted = snapshot.key([folder for folder, _ in given], VERSION)
    path = snapshot.file_for(home.snapshot_path(), wanted)

    def anew() -> Snapshot:
        # Reading YAML needs its libraries; an answer from the snapshot does not.
        from kernketen.asking import ask
        from kernketen.asking.people import who
        from kernketen.checking import book
        from kernketen.cli import plugged
        from kernketen.cli.known import COMMANDS
        from kernketen.reading.build import build
        from kernketen.register import names, places

        # Loading them may write bytecode beside them, which must be done before their folders are stamped.
        book.kernketen_checks()

        def cores(name: str, place: str, municipality_code: str) -> set[str]:
            """The keys under which a school of this name is looked up."""
            around = places.keys(place, municipality_code) if municipality_code else ()
            return {spelling.core for spelling in names.spellings(name, around)}

        return build(path, wanted, given, cores, who.needed, ask.needed, COMMANDS, plugged.listed)

    found = snapshot.fresh(path, wanted, anew) or anew()
    opened.keep(found)
    return found


def is_archive(path: str) -> bool:
    """Whether a path is meant to be a zip: a file with that ending."""
    return path.lower().endswith(".zip") and os.path.isfile(path)


def placed(path: str) -> tuple[str, str]:
    """The folder of the region that a path means, with its name in findings; a zip is unpacked for it."""
    if not is_archive(path):
        # The snapshot may be asked from elsewhere.
        folder = package(os.path.abspath(path))
        return folder, os.path.basename(folder)
    from kernketen.reading import archive

    folder, inside = archive.unpacked(path, home.archives_path())
    return folder, "/".join((os.path.basename(path), *inside))


def in_archive(folder: str) -> str:
    """What a folder is within the zip that it was unpacked from; nothing for another folder."""
    unpacked = home.archives_path()
    if not folder.startswith(unpacked):
        return ""
    from kernketen.reading import archive

    return archive.shown(folder, unpacked)


def package(folder: str) -> str:
    """The folder itself, or the one package in it that holds a region."""
    if os.path.exists(os.path.join(folder, "region.yaml")):
        return folder
    try:
        # A link that goes round is no folder, and asking it is an error.
        with os.scandir(folder) as listing:
            inside = [entry.path for entry in listing if os.path.isdir(entry.path)]
    except OSError:
        # Reading it will say what is wrong with it.
        return folder
    found = [path for path in sorted(inside) if os.path.exists(os.path.join(path, "region.yaml"))]
    return found[0] if len(found) == 1 else folder
