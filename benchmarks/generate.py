"""Made-up regions and schools in any number, the same ones each time: a whole country, to measure with.

A generated region has the structure of a real one (its folder is copied) with other municipalities, other
schools and another id. The regions lie in one folder as installed packages, with their entry points, so that
finding them is measured too. The schools are a CSV file with DUO's headings.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kernketen.model import municipality

HEADINGS = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;"
    "INTERNETADRES;VAKANTIEREGIO"
)
UNCOVERED = "Vlieland"
"""A municipality of which no generated region speaks, with the namesakes of the school that is asked for."""

# Real codes begin with 00 up to 34; these never meet them.
_FIRST_BRIN = 40
_LETTERS = 26 * 26
_CODE = re.compile(r"\b(\d)(\d)([A-Z])([A-Z])(\d\d)\b")
_SYLLABLES = tuple(c + v for c in (*"bdfghjklmnprstvwz", "br", "kr", "st") for v in "aeiou")
_KINDS = ("Basisschool", "OBS", "CBS", "RKBS", "Kindcentrum", "", "", "", "")
_ARTICLES = ("De", "De", "Het", "Sint", "'t", "")
_BEGINNINGS = ("Linde", "Zonne", "Water", "Berken", "Wilgen", "Duin", "Bosch", "Vlinder", "Sterren", "Regen")
_ENDINGS = (
    "hof",
    "bloem",
    "boog",
    "molen",
    "wijzer",
    "rank",
    "burcht",
    "veld",
    "kring",
    "vuur",
    "poort",
    "brug",
)


def regions(folder: Path, number: int, originals: Sequence[Path]) -> None:
    """Write ``number`` regions as installed packages into ``folder``, which can then stand in ``PYTHONPATH``.

    ``originals`` are folders with a ``region.yaml``, taken in turn.
    """
    said = " ".join(path.read_text(encoding="utf-8") for each in originals for path in each.rglob("*.yaml"))
    taken = [town for town in municipalities() if re.search(rf"\b{re.escape(town)}\b", said)]
    plain = re.compile(r"[A-Za-z -]+")
    free = [t for t in municipalities() if t not in (*taken, UNCOVERED) and plain.fullmatch(t)]
    for index in range(number):
        original = originals[index % len(originals)]
        others = {town: free[(3 * index + at) % len(free)] for at, town in enumerate(taken)}
        package = f"kernketen_generated_{index:03}"
        target = folder / package
        target.mkdir(parents=True)
        (target / "__init__.py").touch()
        for path in sorted(original.rglob("*.yaml")):
            text = _elsewhere(path.read_text(encoding="utf-8"), index, others)
            if path.name == "region.yaml":
                text = re.sub(r"(?m)^(id|name): .*$", rf"\1: generated_{index:03}", text)
            elif path.name == "schools.yaml":
                text = _renamed(text, index)
            copy = target / path.relative_to(original)
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(text, encoding="utf-8")
        _installed(folder, package, f"generated_{index:03}")


def schools(path: Path, number: int) -> None:
    """Write a school file with ``number`` rows as DUO publishes them (cp1252, ``;``, CRLF)."""
    chance = random.Random(2026)
    towns = municipalities()
    rows = [HEADINGS]
    for index, code in zip(range(number), _codes(), strict=False):
        town = chance.choice(list(towns))
        name = _name(chance, town)
        if index % (number // 3) == 0:
            name, town = "De Parel", UNCOVERED
        postcode = f"{chance.randrange(1000, 10000)} {chance.choice('ABCDEG')}{chance.choice('ABCDEG')}"
        rows.append(
            f"Provincie;{10000 + index % 900};{code[:4]};{code};{name};Dorpsstraat;{index % 99 + 1};"
            f"{postcode};{town.upper()};{towns[town]};{town.upper()};Openbaar;0000000000; ;"
            f"{chance.choice(('Noord', 'Midden', 'Zuid'))}"
        )
    path.write_bytes("".join(row + "\r\n" for row in rows).encode("cp1252"))


def _codes() -> Iterator[str]:
    for location in range(100):
        for number in range(_FIRST_BRIN, 100):
            for letters in range(_LETTERS):
                yield f"{number}{_pair(letters)}{location:02}"


def _pair(number: int) -> str:
    return chr(65 + number // 26 % 26) + chr(65 + number % 26)


def _name(chance: random.Random, town: str) -> str:
    if chance.random() < 0.3:
        core = chance.choice(_BEGINNINGS) + chance.choice(_ENDINGS)
    else:
        core = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
    words = [chance.choice(_KINDS), chance.choice(_ARTICLES), core, town if chance.random() < 0.05 else ""]
    return " ".join(word for word in words if word)


def municipalities() -> dict[str, str]:
    """The present municipalities of the country: name → CBS code."""
    table = Path(municipality.__file__).with_name("municipalities.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {row[1]: row[0] for row in rows if row[2] != "former"}


def _elsewhere(text: str, index: int, others: dict[str, str]) -> str:
    names = sorted(others, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    text = pattern.sub(lambda match: others[match[1]], text)
    return _CODE.sub(lambda match: _other_code(match, index), text)


def _other_code(match: re.Match[str], index: int) -> str:
    letters = (ord(match[3]) - 65) * 26 + ord(match[4]) - 65
    return f"{int(match[1]) + 5}{match[2]}{_pair((letters + 7 * index) % _LETTERS)}{match[5]}"


def _renamed(text: str, index: int) -> str:
    chance = random.Random(index)
    lines = re.compile(r"(?m)^( +(?:- )?(?:name|register_name)): .*$")
    text = lines.sub(lambda m: f"{m[1]}: {_made_up(chance)}", text)
    return re.sub(r"(?m)^( +(?:names|aliases)): \[.*\]$", lambda m: f"{m[1]}: [{_made_up(chance)}]", text)


def _made_up(chance: random.Random) -> str:
    return "De " + "".join(chance.choice(_SYLLABLES) for _ in range(4)).capitalize()


def _installed(folder: Path, package: str, region: str) -> None:
    info = folder / f"{package}-0.1.0.dist-info"
    info.mkdir()
    name = package.replace("_", "-")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[kernketen.regions]\n{region} = {package}\n", encoding="utf-8")
