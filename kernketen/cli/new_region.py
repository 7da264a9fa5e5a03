"""``kernketen new-region``: a package for a region, to fill in."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from typer.exceptions import Abort

from kernketen.checking.check import EDITION
from kernketen.cli import output, roof
from kernketen.model import municipality
from kernketen.model.municipality import Municipality
from kernketen.publishing.package import NewRegion, files, write
from kernketen.refusal import NOT_FOUND, Refusal, reason_of
from kernketen.words import tr, trn

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_ID = 40
_LONGEST_NAME = 80
Checked = TypeVar("Checked")


def run(identifier: str | None, name: str | None, municipalities: Sequence[str], into: str) -> int:
    """Write the package into a new folder in ``into``; what is missing is asked on a terminal."""
    missing = [
        option
        for option, value in (("ID", identifier), ("--name", name), ("--municipality", municipalities))
        if not value
    ]
    if missing and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(
            trn("{options} is missing.", "{options} are missing.", len(missing), options=", ".join(missing))
            + " "
            + tr("Example: {command}", command=_EXAMPLE),
            reason="missing_option",
        )
    wanted = _asked(identifier, tr("Id of the region (small letters, such as de_meierij):"), _checked_id)
    folder = _free(os.path.join(into, wanted), into)
    new = NewRegion(
        wanted,
        _asked(name, tr("Name of the region:"), _checked_name),
        _asked(
            list(municipalities) or None,
            tr("Municipalities of its schools (a comma between them):"),
            lambda said: _places(said.split(",") if isinstance(said, str) else said),
        ),
        roof.on_day(None)[0],
        EDITION,
        roof.VERSION,
    )
    texts = files(new)
    try:
        write(texts, folder)
    except OSError as error:
        raise Refusal(
            tr("The folder {folder} cannot be written: {why}.", folder=folder, why=reason_of(error)),
            reason="output",
        ) from None
    output.say(_done(new, folder, len(texts)))
    return 0


_EXAMPLE = 'kernketen new-region de_meierij --name "De Meierij" --municipality Boxtel'


def _done(new: NewRegion, folder: str, number: int) -> str:
    shown = f'"{folder}"' if " " in folder else folder
    return "\n".join((
        tr("The region {name} is in the folder {folder}: {number} files.", name=new.name, folder=folder,
           number=number),
        tr("Everything in it is an example. Fill in what your agreement says, and look at it with:"),
        f"  kernketen validate {shown}",
        f"  kernketen test {shown}",
    ))  # fmt: skip


def _asked(given: object, question: str, checked: Callable[..., Checked]) -> Checked:
    """What was given, checked; or the reply to a question, which is asked again while it is not right."""
    if given:
        return checked(given)
    while True:
        sys.stdout.write(question + " ")
        sys.stdout.flush()
        reply = sys.stdin.readline()
        if not reply:
            sys.stdout.write("\n")
            raise Abort
        try:
            return checked(reply.strip())
        except Refusal as refusal:
            output.tell(refusal.sentence)


def _checked_id(text: str) -> str:
    """The id. Raises ``Refusal`` where it is none, or that of a region which is there already."""
    if not _ID.fullmatch(text) or len(text) > _LONGEST_ID:
        said = tr(
            "“{text}” cannot be an id: small letters, digits and _ between words, "
            "a letter first, at most {number} characters.",
            text=text,
            number=_LONGEST_ID,
        )
        near = _as_id(text)
        if near:
            said += " " + tr("Did you mean “{word}”?", word=near)
        raise Refusal(said, reason="id", suggestions=(near,) if near else ())
    if text in {entry["id"] for entry in roof.regions().listing()}:
        raise Refusal(
            tr("There is a region “{region}” already. With two of them neither would be used; "
               "choose another id.", region=text),
            reason="region_exists",
        )  # fmt: skip
    return text


def _as_id(text: str) -> str:
    """The nearest id to a text; empty where there is none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")
    word = re.sub(r"^[0-9_]+", "", word)[:_LONGEST_ID].rstrip("_")
    return word if _ID.fullmatch(word) else ""


def _checked_name(text: str) -> str:
    """The name on one line. Raises ``Refusal`` where it is none."""
    name = text.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise Refusal(
            tr("The name of a region is one line of at most {number} characters.", number=_LONGEST_NAME),
            reason="name",
        )
    return name


def _places(names: Sequence[str]) -> list[Municipality]:
    """The municipalities, each once. Raises ``Refusal`` with the nearest for one that does not exist."""
    found = [_place(name.strip()) for name in names]
    return list({place.code: place for place in found}.values())


def _place(name: str) -> Municipality:
    place = municipality.find(name) if name else None
    if place is not None and not place.former:
        return place
    if place is not None:
        near: tuple[str, ...] = (municipality.name_of(place.successor),) if place.successor else ()
        said = tr("The municipality {name} no longer exists.", name=place.name)
    else:
        near = municipality.near(name)
        said = tr("The municipality “{name}” does not exist.", name=name)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(said, status=NOT_FOUND, reason="unknown_municipality", suggestions=near)


def _free(folder: str, into: str) -> str:
    """The folder, which must be new or empty. Raises ``Refusal``: nothing is ever written over."""
    if not os.path.isdir(into):
        raise Refusal(tr("The folder {folder} does not exist.", folder=into), reason="path")
    if os.path.lexists(folder) and (
        not os.path.isdir(folder) or os.path.islink(folder) or os.listdir(folder)
    ):
        raise Refusal(
            tr("The folder {folder} exists already, and nothing in it is written over.", folder=folder),
            reason="folder_exists",
        )
    return os.path.normpath(folder)
