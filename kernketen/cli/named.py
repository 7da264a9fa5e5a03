"""What the user named: the school, role or municipality that is meant, or a clear refusal."""

from __future__ import annotations

from kernketen import home
from kernketen.cli import roof
from kernketen.cli.roof import Register
from kernketen.cli.which_region import nearest, no_region, region_id
from kernketen.model import municipality
from kernketen.refusal import NOT_FOUND, SEVERAL, Refusal
from kernketen.register import schools
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kernketen.model.region import Region
    from kernketen.model.school import School
    from kernketen.register.schools import Choice


def candidate(school: School) -> dict[str, object]:
    """A school as it stands in a list of candidates."""
    return {
        "code": school.code,
        "name": school.name,
        "municipality": {"code": school.municipality, "name": municipality.name_of(school.municipality)},
        "place": school.place,
        "sector": "/".join(school.sectors),
    }


def one_school(register: Register, query: str, region: str | None) -> Choice:
    """The one school that is meant: its ``fit`` and ``school`` are there.

    Raises ``Refusal``: 3 with the candidates when several fit, 1 when none does.
    """
    choice = register.choose(query, region)
    if choice.result == "not_found" and region is not None:
        # A school of another region is known all the same; that this region does not speak for it comes next.
        choice = register.choose(query)
    if choice.school is not None:
        return choice
    if choice.candidates:
        raise Refusal(
            tr("“{query}” fits several schools. Give the code of one of these:", query=query),
            status=SEVERAL,
            reason="several_schools",
            candidates=tuple(candidate(fit.school) for fit in choice.candidates),
        )
    said = tr("No school is called “{query}”.", query=query)
    if choice.closed:
        gone = choice.closed[0].school
        said = tr("{school} ({code}) is closed.", school=gone.name, code=gone.code)
    elif choice.suggestions:
        said += " " + tr("Did you mean “{word}”?", word=choice.suggestions[0])
    if register.is_empty():
        said += " " + tr("No register of schools was imported yet: kernketen schools import FILE.")
    said = " ".join([said, *roof.notices(register.snapshot)])
    if not register.snapshot.listing():
        said += " " + no_region()
    raise Refusal(said, status=NOT_FOUND, reason="unknown_school", suggestions=tuple(choice.suggestions))


def one_region(register: Register, school: School, region: str | None) -> str:
    """The region that answers for a school. Raises ``Refusal`` when none or several do."""
    found = register.regions_of(school)
    if region is not None and region in found:
        return region
    if region is None and len(found) == 1:
        return found[0]
    usual = home.usual("region")
    if region is None and usual in found:
        return usual
    if region is None and found:
        raise Refusal(
            tr("Several regions speak for {school}. Choose one with --region:", school=school.name),
            status=SEVERAL,
            reason="several_regions",
            candidates=tuple({"region": name} for name in found),
        )
    raise _uncovered(register, school, region)


def _uncovered(register: Register, school: School, region: str | None) -> Refusal:
    town = municipality.name_of(school.municipality)
    partnership = register.partnership(school)
    said = tr(
        "{school} ({code}) is in the municipality of {municipality}",
        school=school.name,
        code=school.code,
        municipality=town,
    )
    if partnership:
        said += ", " + tr("in samenwerkingsverband {partnership}", partnership=partnership)
    said += "; "
    said += (
        tr("the region {region} does not speak for it.", region=region)
        if region
        else tr("no installed region speaks for it.")
    )
    left_out = register.leaving_out(school)
    for name, title in left_out:
        said += " " + tr("{document} ({region}) leaves it out in so many words.", document=title, region=name)
    if not register.snapshot.listing():
        said += " " + no_region()
    return Refusal(
        said,
        status=NOT_FOUND,
        reason="out_of_scope" if left_out else "no_region",
        more={"school": candidate(school), "samenwerkingsverband": partnership or None},
    )


def roles_named(region: Region, text: str) -> list[str]:
    """The role ids that a local id, name, alias or canonical role stands for. Raises ``Refusal``."""
    word = _folded(text)
    found = [
        role["id"]
        for role in region["roles"]
        if word in {_folded(w) for w in (role["id"], role["name"], role["canonical"], *role["aliases"]) if w}
    ]
    if found:
        return found
    known = [w for role in region["roles"] for w in (role["id"], role["name"], *role["aliases"])]
    near = nearest(text.casefold(), [w.casefold() for w in known], 3)
    said = tr("The region {region} has no role “{role}”.", region=region["name"], role=text)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(said, status=NOT_FOUND, reason="unknown_role", suggestions=tuple(near))


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "+")


def municipality_named(register: Register, text: str) -> str:
    """The CBS code of a municipality or of a place in one. Raises ``Refusal`` with the nearest names."""
    found = municipality.find(text)
    if found is not None:
        return found.code
    codes = sorted(schools.places(register.connection, text))
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise Refusal(
            tr("The place {place} lies in several municipalities. Give one of these:", place=text),
            status=SEVERAL,
            reason="several_municipalities",
            candidates=tuple({"code": c, "name": municipality.name_of(c)} for c in codes),
        )
    near = municipality.near(text)
    said = tr("The municipality “{name}” does not exist.", name=text)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(said, status=NOT_FOUND, reason="unknown_municipality", suggestions=tuple(near))


def coverage(region: str) -> Callable[[School], bool]:
    """Whether a school is covered by a region, by municipality, postcode area and sector."""
    found = roof.regions()
    return Register(found).covered(region_id(found, region))


def find_school(query: str, region: str) -> tuple[str | None, str]:
    """The code of the school a contact list names, or ``None`` and the sentence that says why not."""
    found = roof.regions()
    try:
        choice = one_school(Register(found), query, region_id(found, region))
    except Refusal as refusal:
        codes = ", ".join(str(fit["code"]) for fit in refusal.candidates)
        return None, f"{refusal.sentence} {codes}".strip()
    assert choice.fit is not None
    if choice.fit.matched == "typo":
        # A list says who works where; a guess would put a person at the wrong school.
        said = tr("No school is called “{query}”.", query=query)
        return None, said + " " + tr("Did you mean “{word}”?", word=choice.fit.name)
    return choice.fit.school.code, ""


def find_role(region: str, text: str) -> tuple[str | None, str]:
    """The id of the role a contact list names, or ``None`` and the sentence that says why not."""
    found = roof.regions()
    data = found.people(region_id(found, region))
    assert data is not None
    word = _folded(text)
    exact = [role["id"] for role in data["roles"] if word in (_folded(role["id"]), _folded(role["name"]))]
    if len(exact) == 1:
        return exact[0], ""
    try:
        ids = roles_named(data, text)
    except Refusal as refusal:
        return None, refusal.sentence
    if len(ids) > 1:
        return None, tr("“{role}” fits several roles: {roles}.", role=text, roles=", ".join(ids))
    return ids[0], ""
