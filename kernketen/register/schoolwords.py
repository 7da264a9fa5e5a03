"""The words around the names of schools, as ``names.words`` writes them (``y`` for ``ij``, no accents)."""

from __future__ import annotations

# Words of one meaning: the left one is read as the right one.
SAME = {
    "sint": "st", "sinte": "st", "professor": "prof", "doctor": "dr", "dokter": "dr", "dominee": "ds",
    "meester": "mr", "monseigneur": "mgr", "burgemeester": "burg", "koningin": "kon", "koning": "kon",
    "prins": "pr", "prinses": "pr", "pastoor": "past", "kardinaal": "kard", "minister": "min",
    "gebroeders": "gebr", "johannes": "joh", "joannes": "joh", "1e": "eerste", "1ste": "eerste",
    "2e": "tweede", "2de": "tweede", "3e": "derde", "3de": "derde", "4e": "vierde", "5e": "vyfde",
}  # fmt: skip

# Kinds of school and denominations: left out or added at will, so they never tell two schools apart.
_KINDS = """
    abbs bbs bs cb cbs chrbs ckc cns dkc ebs gbs gkc ibs icbs ikc kb kbs kc kdc mkc nbs ob obs obbs okc oec
    pc pcb pcbo pcbs pckc pco rbs rk rkb rkbs rkk sbao sbo so ssbo ssvo svo sws swbs vbs vso
    basisschool basissch basisskoalle basisonderwys basis school sch skoalle scholen onderwys
    kindcentrum kindercentrum integraal integrale brede nuts nutsschool nutsbasisschool nutsbasissch
    samenwerkingsschool samenwerkingschool samenwerkingsbasisschool samenwerking
    speciaal speciale praktykonderwys praktykschool praktyksch pro
    alg grondsl algemeen algemene byzonder byzondere bz openb opb openbaar openbare
    chr christelyk christelyke prot protestants protestantse protestantschristelyk protestantschristelyke
    evangelisch evangelische geref ger gereformeerd gereformeerde herv hervormd hervormde
    ref reformatorisch reformatorische interconfessioneel interconfessionele oecumenisch oecumenische
    kath katholiek katholieke rooms roomskatholiek roomskatholieke islamitisch islamitische
    scholengemeenschap scholengemeensch sgm sg rsg csg osg gsg psg regionale gem
    vwo havo mavo vbo vmbo lwoo atheneum ath
"""
KINDS = frozenset(_KINDS.split())

# Kinds of school that do tell namesakes apart (De Molenwiek Dalton, De Molenwiek Montessori).
_ENDS = (
    "",
    "school",
    "sch",
    "basisschool",
    "basissch",
    "onderwys",
    "basisonderwys",
    "kindcentrum",
    "scholen",
)
MARKS = {
    **{kind + end: kind for kind in ("dalton", "montessori", "jenaplan", "freinet") for end in _ENDS},
    "vryeschool": "vryeschool", "vryesch": "vryeschool", "lyceum": "lyceum", "lyc": "lyceum",
    "college": "college", "coll": "college", "gymnasium": "gymnasium", "gym": "gymnasium",
}  # fmt: skip
# These three are levels: a lyceum is never the college of that name.
LEVELS = frozenset(("lyceum", "college", "gymnasium"))

ARTICLES = frozenset(("de", "het", "t", "it", "een"))
CONNECTORS = frozenset(("voor", "v", "van", "en", "met"))
# What a school offers, after "voor".
COURSES = frozenset(["revalidatie", "zorg", "opvang", "kinderopvang", "epilepsie", "en"])
TITLES = frozenset(["dr", "prof", "mr", "ds", "mgr", "ir", "drs"])
# From here on the words say which building.
TAILS = frozenset(
    ["locatie", "lokatie", "loc", "afdeling", "afd", "vestiging", "nevenvestiging", "dependance"]
)
