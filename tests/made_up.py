"""Made-up schools in real municipalities, written as the files that a user would import."""

from __future__ import annotations

from pathlib import Path

# code, name, municipality number and name, place, postcode
BO = (
    ("99AA00", "De Zilverreiger", "0392", "HAARLEM", "HAARLEM", "2012 AB"),
    ("99AB00", "Basisschool de Gele Plomp", "0397", "HEEMSTEDE", "HEEMSTEDE", "2101 AB"),
    ("99AC00", "'t Korenveldje", "0394", "HAARLEMMERMEER", "HOOFDDORP", "2131 AB"),
    ("99AD00", "De Dijkwachter", "0394", "HAARLEMMERMEER", "HALFWEG", "2065 AB"),
    ("99AE00", "De Strandloper", "0453", "VELSEN", "IJMUIDEN", "1972 AB"),
    ("99AF00", "OBS Berenklauw", "0377", "BLOEMENDAAL", "BENNEBROEK", "2121 AB"),
    ("99AG00", "De Ooievaarsveer", "0518", "S GRAVENHAGE", "S GRAVENHAGE", "2511 AB"),
    ("99AH00", "De Kastanjebol", "0603", "RIJSWIJK", "RIJSWIJK", "2282 AB"),
    ("99AJ00", "De Vlietvonder", "1916", "LEIDSCHENDAM-VOORBURG", "VOORBURG", "2272 AB"),
    ("99AK00", "De Duinkapper", "0629", "WASSENAAR", "WASSENAAR", "2242 AB"),
    ("99AL00", "De Heiklank", "0861", "VELDHOVEN", "VELDHOVEN", "5501 AB"),
    ("99AM00", "De Terpkijker", "0014", "GRONINGEN", "GRONINGEN", "9711 AB"),
    ("99AN00", "De Grachtgevel", "0363", "AMSTERDAM", "AMSTERDAM", "1012 AB"),
    ("99AP00", "De Parel", "0363", "AMSTERDAM", "AMSTERDAM", "1013 AB"),
    ("99AQ00", "De Sterrenschipper", "0518", "S GRAVENHAGE", "S GRAVENHAGE", "2512 AB"),
    ("99AQ01", "De Sterrenschipper", "0603", "RIJSWIJK", "RIJSWIJK", "2283 AB"),
)
VO = (
    ("99BA00", "Duinrand Lyceum", "0453", "VELSEN", "IJMUIDEN", "1971 AB"),
    ("99BB00", "Wadwijs College", "0014", "GRONINGEN", "GRONINGEN", "9712 AB"),
    ("99BC00", "Terpstra Lyceum", "0014", "GRONINGEN", "GRONINGEN", "9713 AB"),
    ("99BD00", "Praktijkschool de Aduarderzijl", "0014", "GRONINGEN", "GRONINGEN", "9714 AB"),
    ("99BE00", "Kempenland Lyceum", "0861", "VELDHOVEN", "VELDHOVEN", "5502 AB"),
    ("99BF00", "Spaarneboog College", "0392", "HAARLEM", "HAARLEM", "2013 AB"),
    ("99BG00", "Hofvijver Lyceum", "0518", "S GRAVENHAGE", "S GRAVENHAGE", "2513 AB"),
)
SPECIAL = (
    ("99CA00", "SBO de Zeilklipper", "0518", "S GRAVENHAGE", "S GRAVENHAGE", "2514 AB", "SBO"),
    ("99CB00", "De Kempenroos", "0861", "VELDHOVEN", "VELDHOVEN", "5503 AB", "SO"),
    ("99CC00", "VSO het Bolwerkje", "0014", "GRONINGEN", "GRONINGEN", "9715 AB", "VSO"),
)
_OLD = "BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PLAATSNAAM;POSTCODE"
_NEW = "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PLAATSNAAM;POSTCODE"
POSTCODES = (
    "PC4;GEMEENTE;PO_SWV;VO_SWV\n"
    "2242;Wassenaar;PO0001 Duin;VO0001 Duin\n"
    "1012;Amsterdam;PO0002 Gracht;VO0002 Gracht\n"
)


def register_files(folder: Path) -> list[str]:
    """Write the register as four files, of both generations and both encodings; returns their paths."""
    files = {
        "bo-2026-10.csv": (_NEW, [";".join((row[0][:4], *row)) for row in BO], "cp1252"),
        "vo-2026-10.csv": (
            _NEW + ";ONDERWIJSSTRUCTUUR",
            [";".join((row[0][:4], *row, "HAVO/VWO")) for row in VO],
            "utf-8-sig",
        ),
        "speciaal-2026-10.csv": (
            _OLD + ";SOORT PRIMAIR ONDERWIJS",
            [";".join((row[0][:4], *row)) for row in SPECIAL],
            "cp1252",
        ),
    }
    for name, (head, rows, encoding) in files.items():
        text = "\r\n".join((head, *rows)) + "\r\n"
        (folder / name).write_text(text, encoding=encoding, newline="")
    (folder / "pc4-swv-2015.csv").write_text(POSTCODES, encoding="utf-8")
    return [str(folder / name) for name in (*files, "pc4-swv-2015.csv")]


_REGION = {
    "region.yaml": """\
id: {id}
name: {name}
documents:
  - id: afspraken
    title: {title}
    date: unknown
    kind: agreement
    covers: {{schoolgemeente: {municipality}}}
    sections:
      - {{id: leden, heading: Leden}}
""",
    "partners.yaml": """\
partners:
  - id: loket
    name: {partner}
    source: leden
    roles: [loketmedewerker]
    contacts:
      - {{id: balie, purpose: {purpose}, source: leden, phone: "000-0000001", email: balie@example.org}}
""",
    "roles.yaml": """\
roles:
  - {{id: loketmedewerker, name: {role}, source: leden, canonical: toegang_jeugdhulp, match: close}}
""",
    "teams.yaml": """\
teams:
  - id: kring
    name: {team}
    source: leden
    per: school
    compositions:
      - id: eerste
        source: leden
        list: exact
        members:
          - {{id: medewerker, who: loketmedewerker, presence: fixed, note: {note}}}
""",
}
_PLAIN = {
    "id": "proefstad",
    "name": "Proefstad",
    "title": "Afspraken van Proefstad",
    "municipality": "Amsterdam",
    "partner": "Loket Jeugd",
    "purpose": "Een vraag stellen",
    "role": "loketmedewerker",
    "team": "kring",
    "note": "Komt elke week.",
}


def region_folder(folder: Path, **texts: str) -> Path:
    """Write a small region about the schools of Amsterdam; ``texts`` replace its names, as YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _REGION.items():
        (folder / name).write_text(text.format(**{**_PLAIN, **texts}), encoding="utf-8")
    return folder
