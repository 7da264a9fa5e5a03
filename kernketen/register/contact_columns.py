"""Which column of a contact list is which, from its headings as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kernketen.register.table import Cell
from kernketen.words import marked, tr

# A heading as ``_fold`` leaves it (letters and digits only) → what the column holds.
_HEADINGS = {
    heading: field
    for field, headings in {
        "code": "brin brincode brinnummer brinnr brinvestiging brinvestigingsnummer schoolcode"
        " instellingscode schoolid",
        "school": "school schoolnaam naamschool naamvandeschool naamvanschool vestiging vestigingsnaam"
        " vestigingscode vestigingsnummer naamvestiging locatie schoollocatie schoolname nameofschool"
        " schools scholen location",
        "role": "rol rollen functie functies rolnaam functienaam discipline role function position jobtitle",
        "name": "naam contactpersoon contactpersonen medewerker naammedewerker naamcontactpersoon persoon"
        " naamvandecontactpersoon collega name fullname contact contactperson contactname person employee",
        "first_name": "voornaam roepnaam firstname givenname",
        "prefix": "tussenvoegsel tussenvoegsels tussenv",
        "last_name": "achternaam familienaam lastname surname familyname",
        "phone": "telefoon telefoonnummer telefoonnr telefoonnummers tel telnr telnummer telno mobiel"
        " mobielnummer mobielnr mobieltelefoonnummer 06 06nummer 06nr gsm doorkiesnummer phone phonenumber"
        " mobile mobilephone mobilenumber telephone telephonenumber cell",
        "email": "email emails mail emailadres mailadres emailadressen emailaddress mailaddress",
        "days": "werkdagen werkdag dagen aanwezig aanwezigheid aanwezigop dagenaanwezig beschikbaar"
        " beschikbaarheid dayspresent days present workingdays workdays availability available",
        "stand_in": "vervanger vervangers vervanging backup achterwacht achtervang waarnemer waarneming"
        " naamvervanger standin replacement substitute deputy cover",
        "valid_until": "geldigtot geldigtotenmet geldigtm totenmet tm tot einddatum eindigtop datumtot"
        " datumtotenmet vervaldatum validuntil validto validthrough until enddate expires expirydate",
    }.items()
    for heading in headings.split()
}
# Only these may have another word beside them ("Telefoon werk"): "Adres school" is no school.
_LOOSE = ("phone", "email", "days", "stand_in", "valid_until")
# More columns of these are read together; of the others the first one counts.
_JOINED = ("phone", "email")
_SEVERAL = re.compile(r"[/,&+]|\b(?:en|of|or|and)\b")
_LABELS = {"school": marked("school"), "role": marked("role"), "name": marked("name")}

Columns = Mapping[str, Sequence[int]]


def field_of(heading: str) -> str | None:
    """What a column with this heading holds, or ``None`` when the heading says nothing known."""
    plain = re.sub(r"\(.*?\)", " ", heading)
    for text in (heading, plain):
        if field := _HEADINGS.get(_fold(text)):
            return field
    parts = {_HEADINGS.get(_fold(part)) for part in _SEVERAL.split(plain.lower())}
    if parts == {"code", "school"}:
        return "school"
    if len(parts) == 1 and None not in parts:
        return parts.pop()
    known = {_HEADINGS[word] for word in map(_fold, plain.split()) if word in _HEADINGS}
    field = known.pop() if len(known) == 1 else None
    return field if field in _LOOSE else None


def columns_of(cells: Sequence[Cell]) -> dict[str, list[int]]:
    """The columns of a heading row, by what they hold; empty when the row has no known heading."""
    columns: dict[str, list[int]] = {}
    for at, cell in enumerate(cells):
        field = field_of(cell) if isinstance(cell, str) and cell else None
        if field and (field in _JOINED or field not in columns):
            columns.setdefault(field, []).append(at)
    return columns


def missing(columns: Columns) -> list[str]:
    """The names, in the reader's language, of the columns that a contact list cannot do without."""
    lacking = []
    if not {"school", "code"} & set(columns):
        lacking.append("school")
    if "role" not in columns:
        lacking.append("role")
    if not {"name", "last_name"} & set(columns):
        lacking.append("name")
    return [tr(_LABELS[field]) for field in lacking]


def is_heading_row(cells: Sequence[Cell]) -> bool:
    """Whether a row between the others can only be headings: three or more, and nothing else."""
    filled = [cell for cell in cells if cell != ""]
    fields = [field_of(cell) if isinstance(cell, str) else None for cell in filled]
    return None not in fields and len(set(fields)) >= 3


def unread(cells: Sequence[Cell], columns: Columns) -> list[str]:
    """The headings of a heading row whose columns are not read."""
    read = {at for places in columns.values() for at in places}
    return [str(cell) for at, cell in enumerate(cells) if cell != "" and at not in read]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum() and sign.isascii())
