"""Places: where a school stands, typed with its name (``de ark heemstede``) or asked for by itself."""

from __future__ import annotations

from kernketen.model.municipality import find, name_of
from kernketen.register.names import flat

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from kernketen.model.school import School

# The register tells places of one name apart by these.
_PROVINCES = frozenset(("DR", "FL", "FR", "GLD", "GN", "GR", "LB", "NB", "NH", "OV", "UT", "ZH", "ZL", "ZLD"))
_SMALL_WORDS = "aan bij de den der en het in of op over 't te ten ter tot van"
_QUARTERS = frozenset(("noord", "oost", "zuid", "west"))
_SMALL = frozenset(_SMALL_WORDS.split())

# An import asks for the same places thousands of times.
_keys: dict[str, tuple[str, ...]] = {}
_towns: dict[str, str] = {}


class Place:
    """A place of the register (``Bennebroek``) and the CBS code of the municipality it lies in."""

    __slots__ = ("municipality", "name")

    def __init__(self, name: str, municipality: str) -> None:
        self.name = name
        self.municipality = municipality

    def __repr__(self) -> str:
        return f"Place({self.name!r} {self.municipality})"


class Where:
    """What a typed place covers: a municipality of that name, and places of that name."""

    __slots__ = ("_around", "_municipalities", "_names")

    def __init__(self, names: frozenset[str], municipalities: frozenset[str], around: frozenset[str]) -> None:
        self._names = names
        self._municipalities = municipalities
        self._around = around

    def holds(self, school: School) -> bool:
        """Whether the school stands there; where its place is not known, whether it may."""
        if school.municipality in self._municipalities or (school.place and school.place in self._names):
            return True
        return not school.place and school.municipality in self._around

    def cores(self, connection: sqlite3.Connection) -> list[str]:
        """The cores of all schools that may stand there."""
        sql = "SELECT DISTINCT core FROM spelling JOIN school USING (code) WHERE municipality = ?"
        found: set[str] = set()
        for code in self._municipalities | self._around:
            found.update(core for (core,) in connection.execute(sql, (code,)))
        return sorted(found)


def where(connection: sqlite3.Connection, key: str) -> Where | None:
    """The place or municipality with this ``flat`` name; ``None`` where nothing is called so."""
    rows = connection.execute("SELECT name, municipality FROM place WHERE key = ?", (key,)).fetchall()
    codes = {code for name, code in rows if not name}
    if not rows:
        # A store without places: the municipalities are known all the same.
        town = None if _any_place(connection) else find(key)
        if town is None:
            return None
        codes = {town.code}
    return Where(
        frozenset(name for name, _ in rows if name), frozenset(codes), frozenset(code for _, code in rows)
    )


def places_called(connection: sqlite3.Connection, text: str) -> tuple[Place, ...]:
    """The places called so (``Bennebroek``, ``hoofddorp``), each with its municipality; none without a
    register."""
    sql = "SELECT name, municipality FROM place WHERE key = ? AND name <> '' ORDER BY name, municipality"
    return tuple(Place(name, code) for name, code in connection.execute(sql, (flat(text),)))


def keys(place: str, municipality: str) -> frozenset[str]:
    """How people type a place or its municipality (CBS code), ``flat``; the register's addition may be
    left out."""
    if municipality not in _towns:
        _towns[municipality] = flat(name_of(municipality))
    return frozenset((*place_keys(place), _towns[municipality]))


def place_keys(place: str) -> tuple[str, ...]:
    """How people type a place of the register: with and without the province, municipality or quarter of
    the compass behind it (``Santpoort`` for ``Santpoort-Noord``)."""
    if place not in _keys:
        words = place.split()
        short = 0
        if len(words) > 1 and words[-1].upper() in _PROVINCES:
            short = len(words) - 1
        elif len(words) > 2:
            short = next((at for at, word in enumerate(words) if word.lower() == "gem"), 0)
        keys = [place, " ".join(words[:short])] if short else [place]
        keys += [key.rpartition("-")[0] for key in keys if key.rpartition("-")[2].lower() in _QUARTERS]
        _keys[place] = tuple(flat(key) for key in keys if key)
    return _keys[place]


def written(place: str) -> str:
    """The name of a place as people write it, from the capitals of the register: ``'s-Gravenhage`` is
    Den Haag."""
    if place.upper().endswith("GRAVENHAGE"):
        return "Den Haag"
    if not place.isupper():
        return place
    words = place.split()
    result = []
    for at, word in enumerate(words):
        if at and (word in _PROVINCES and at == len(words) - 1):
            result.append(word)
        elif word.lower() in _SMALL and at:
            result.append(word.lower())
        else:
            result.append("-".join(_capital(part, at + n) for n, part in enumerate(word.split("-"))))
    return " ".join(result)


def _capital(word: str, at: int) -> str:
    low = word.lower()
    if low.startswith(("'s", "'t")):
        return low
    if at and low in _SMALL:
        return low
    return "IJ" + low[2:] if low.startswith("ij") else low[:1].upper() + low[1:]


def _any_place(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM place LIMIT 1").fetchone() is not None
