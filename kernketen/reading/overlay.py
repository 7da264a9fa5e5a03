"""A draft laid over a region: what would be different, in files of their own; the region's stay as they are.

An item with a known id gets the keys that the draft gives it, each as a whole; one with a new id is added;
``remove`` takes items away. The result is held against the same schemas and references as the region.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kernketen.finding import Finding, Location, Rule, Severity
from kernketen.model.region import OwnQuestion, Where
from kernketen.reading import document, opening, proposing, schema
from kernketen.reading.explaining import OTHER, REQUIRED
from kernketen.reading.laid import Laid, Origin
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.region import MAX_SIZE, Loaded, draft
from kernketen.reading.rules import OVERRIDES
from kernketen.reading.scalar import shortened
from kernketen.reading.vocabulary import DUPLICATE_ID, UNKNOWN, nearest
from kernketen.words import marked

# In which file of a region each list stands; rules stand in one for each question.
STEMS = {
    "roles": "roles",
    "partners": "partners",
    "teams": "teams",
    "schools": "schools",
    "terms": "glossary",
    "statements": "statements",
    "gaps": "statements",
    "matrix": "matrix",
    "cases": "cases",
    "cards": "cases",
    "documents": "region",
    "external_references": "region",
    "areas": "region",
    "topics": "region",
}
_RULES = "rules"
# Under which rule an id that is not there is known; the other lists have none of their own.
_UNKNOWN = {
    "rules": OVERRIDES,
    "roles": UNKNOWN["role"][0],
    "partners": UNKNOWN["partner"][0],
    "teams": UNKNOWN["team"][0],
    "external_references": UNKNOWN["external"][0],
}
_NEW = marked("The region has no “{word}” in {list}, so this is a new item, which must be complete.")
_GONE = marked("The region has no “{word}” in {list}; nothing can be removed.")
_OTHER_REGION = marked("This draft is for the region “{word}”, not for {region}.")


def laid_over(
    folder: str, shown: str, files: Sequence[str], questions: Mapping[str, OwnQuestion] | None = None
) -> Loaded:
    """The region in the folder with the drafts ``files`` laid over it, the last one on top.

    ``shown`` is how the region's files are named to the user, ``questions`` are those of plugins. What the
    drafts say is cited as a proposal, with its own file and line (``proposing``). The region is missing where
    a finding is an error, in a draft or in the region.
    """
    drafts: list[Document] = []
    findings: list[Finding] = []
    for file in files:
        read, problems = opened(file)
        findings += problems
        drafts += [read] if read is not None else []
    if any(f.rule.severity is Severity.ERROR for f in findings):
        return Loaded(folder, None, tuple(findings))

    unsourced: set[Where] = set()

    def laid(documents: dict[str, Document]) -> list[Finding]:
        return [problem for one in drafts for problem in _Laying(documents, one, unsourced).all()]

    found = draft(folder, shown, questions=questions, laid=laid)
    region = found.region
    if region is None:
        return Loaded(folder, None, found.findings)
    wrong = any(f.rule.severity is Severity.ERROR for f in found.findings)
    if not wrong:
        proposing.mark(region, [one.file for one in drafts], unsourced)
    return Loaded(folder, None if wrong else region, found.findings, region["name"], region["id"])


def opened(file: str) -> tuple[Document | None, list[Finding]]:
    """A draft as a file: read in bounds, and held against its schema."""
    read, findings = document.load(file, file)
    if read is None:
        return None, findings
    if read.size > MAX_SIZE:
        sentence = marked("The file holds more than {limit} values and is not read.")
        return None, [Finding(opening.TOO_LARGE, Location(file), sentence, {"limit": str(MAX_SIZE)})]
    return read, [*findings, *schema.check(read, "overlay")]


def region_of(read: Document) -> str:
    """The id of the region that a draft is for."""
    return str(read.data.get("region", "")) if isinstance(read.data, dict) else ""


@dataclass(slots=True)
class _New:
    """An item that the draft adds, and the ids it could have meant."""

    list: str
    word: str
    origin: Origin
    among: Sequence[str]


class _Laying:
    """One draft on its way over the files of a region, which are replaced one by one."""

    def __init__(self, documents: dict[str, Document], over: Document, unsourced: set[Where]) -> None:
        self._documents = documents
        self._unsourced = unsourced
        self._over = over
        self._data: dict[str, Any] = over.data
        self._findings: list[Finding] = []
        self._new: list[_New] = []
        self._touched: dict[str, None] = {}

    def all(self) -> list[Finding]:
        """Lay all of it over; what is wrong with the result is said at its place in the draft."""
        identifier = self._under("region").get("id")
        if identifier != self._data["region"]:
            self._note(OTHER, "/region", _OTHER_REGION, self._data["region"], region=str(identifier))
            return self._findings
        self._facts()
        self._rules()
        for name, stem in STEMS.items():
            given = self._given(name)
            gone = self._removed(name, [name_ for _, name_ in self._known(stem, name)])
            if given or gone:
                self._merge(stem, name, given, gone)
        for stem in self._touched:
            kind = _RULES if stem.startswith("rules/") else stem
            self._findings += self._told(schema.check(self._documents[stem], kind))
        return self._findings

    # -- which items ------------------------------------------------------------------------------

    def _given(self, name: str) -> list[tuple[str, dict[str, Any]]]:
        """The items of a list of the draft, with their pointers; a second one with an id is a finding."""
        seen: dict[str, str] = {}
        found = []
        for index, item in enumerate(self._data.get(name, ())):
            pointer = f"/{name}/{index}"
            if item["id"] in seen:
                place = self._over.location(pointer + "/id")
                sentence = marked("The id “{word}” is used twice.")
                related = (self._over.location(seen[item["id"]]),)
                self._findings.append(
                    Finding(DUPLICATE_ID, place, sentence, {"word": item["id"]}, related=related)
                )
                continue
            seen[item["id"]] = pointer + "/id"
            found.append((pointer, item))
        return found

    def _removed(self, name: str, known: Sequence[str]) -> set[str]:
        """The ids that are taken away; one that is not there is a finding with the nearest."""
        found = set()
        for index, word in enumerate(self._data.get("remove", {}).get(name, ())):
            if word in known:
                found.add(word)
            else:
                self._note(
                    _UNKNOWN.get(name, OTHER), f"/remove/{name}/{index}", _GONE, word, known, list=name
                )
        return found

    def _known(self, stem: str, name: str) -> list[tuple[int, str]]:
        """(index, id) for the items of a list of the region."""
        return [(index, word) for index, item in enumerate(self._listed(stem, name)) if (word := _id(item))]

    def _under(self, stem: str) -> dict[str, Any]:
        """The data of a file of the region; nothing where it has none, or none that can be used."""
        here = self._documents.get(stem)
        return here.data if here is not None and isinstance(here.data, dict) else {}

    def _listed(self, stem: str, name: str) -> list[Any]:
        listed = self._under(stem).get(name)
        return listed if isinstance(listed, list) else []

    def _rules(self) -> None:
        """Rules go where the region has them; a new one goes to the question that it names."""
        stems = [stem for stem in self._documents if stem.startswith("rules/")]
        home = {word: stem for stem in stems for _, word in self._known(stem, _RULES)}
        questions = {str(self._under(stem).get("question")): stem for stem in stems}
        gone = self._removed(_RULES, list(home))
        by_stem: dict[str, list[tuple[str, dict[str, Any]]]] = {home[word]: [] for word in gone}
        for pointer, item in self._given(_RULES):
            word, question = item["id"], item.get("question")
            rest = {key: value for key, value in item.items() if key != "question"}
            stem = home.get(word)
            if stem is None and question is None:
                sentence = marked("A new rule names its question: “question: absence”.")
                near = nearest(word, home)
                place = self._over.location(f"{pointer}/id")
                self._findings.append(Finding(REQUIRED, place, sentence, {}, near))
                continue
            if stem is None:
                stem = questions.setdefault(str(question), f"rules/{question}")
                if stem not in self._documents:
                    self._add_file(stem, pointer)
            elif question not in (None, self._under(stem).get("question")):
                sentence = marked(
                    "The rule “{word}” belongs to another question; remove it, and add a new one."
                )
                self._note(OVERRIDES, f"{pointer}/question", sentence, word)
                continue
            by_stem.setdefault(stem, []).append((pointer, rest))
        for stem, given in by_stem.items():
            self._merge(stem, _RULES, given, gone)

    def _add_file(self, stem: str, pointer: str) -> None:
        data = {"question": stem.removeprefix("rules/"), "rules": []}
        origins = {"/question": (self._over, f"{pointer}/question")}
        self._documents[stem] = Laid(self._over.file, data, "", (0, 0, 0, 0, None), origins=origins)

    # -- laying -----------------------------------------------------------------------------------

    def _facts(self) -> None:
        """Facts of the region's own are told by name, each as a whole."""
        if "facts" not in self._data:
            return
        before = self._under("region").get("facts")
        facts = {**(before if isinstance(before, dict) else {}), **self._data["facts"]}
        origins = {
            f"/facts{pointer_step(name)}": (self._over, f"/facts{pointer_step(name)}")
            for name in self._data["facts"]
            if not isinstance(before, dict) or before.get(name) != facts[name]
        }
        if origins:
            self._put("region", {**self._under("region"), "facts": facts}, origins)

    def _merge(
        self, stem: str, name: str, given: Sequence[tuple[str, dict[str, Any]]], gone: set[str]
    ) -> None:
        """Put the items of the draft into a list of the region; what stays the same stays where it stood."""
        under = self._documents.get(stem)
        if under is None:
            under = Laid(self._over.file, {name: []}, "", (0, 0, 0, 0, None))
            self._documents[stem] = under
        known = {word: index for index, word in self._known(stem, name)}
        changed = {item["id"]: (pointer, item) for pointer, item in given}
        entries: list[Any] = []
        origins: dict[str, Origin] = {}
        differs = False
        for index, item in enumerate(self._listed(stem, name)):
            word = _id(item)
            if word in gone:
                differs = True
                continue
            here, before = f"/{name}/{len(entries)}", f"/{name}/{index}"
            if word in changed:
                pointer, new = changed[word]
                item_now = {**item, **new}
                origins[here] = under, before
                if item_now != item:
                    differs = True
                    origins[here] = self._over, pointer
                    for key, value in item_now.items():
                        step = pointer_step(key)
                        old = (under, before + step)
                        written = (self._over, pointer + step) if key in new else old
                        _trace(origins, here + step, value, item.get(key), written, old)
                entries.append(item_now)
            else:
                origins[here] = under, before
                entries.append(item)
        for word, (pointer, item) in changed.items():
            if word not in known or word in gone:
                differs = True
                here = f"/{name}/{len(entries)}"
                origins[here] = self._over, pointer
                self._new.append(_New(name, word, (self._over, pointer), list(known)))
                entries.append(self._with_source(name, item, pointer))
        if differs:
            self._put(stem, {**self._under(stem), name: entries}, origins)

    def _with_source(self, name: str, item: dict[str, Any], pointer: str) -> dict[str, Any]:
        """A new item as the schema asks for it: without a source it gets one, until it is marked."""
        if "source" in item or name not in proposing.SOURCED:
            return item
        papers = [paper for paper in self._listed("region", "documents") if isinstance(paper, dict)]
        sections = [_id(section) for paper in papers for section in paper.get("sections") or ()]
        if not sections or not sections[0]:
            return item
        self._unsourced.add(self._over.where(pointer))
        return {**item, "source": sections[0]}

    def _put(self, stem: str, data: dict[str, Any], origins: dict[str, Origin]) -> None:
        under = self._documents[stem]
        for key in data:
            step = pointer_step(key)
            if not any(pointer == step or pointer.startswith(step + "/") for pointer in origins):
                origins[step] = under, step
        self._documents[stem] = Laid(
            under.file, data, under.text, under._marks, under.size + self._over.size, origins=origins
        )
        self._touched[stem] = None

    # -- what is wrong ----------------------------------------------------------------------------

    def _told(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, and beside a new item that is not complete what it may have meant."""
        found: list[Finding] = []
        for finding in findings:
            place = finding.location
            for new in self._new:
                inside = place.pointer == new.origin[1] or place.pointer.startswith(new.origin[1] + "/")
                if finding.rule is REQUIRED and place.file == self._over.file and inside:
                    near = nearest(new.word, new.among)
                    values = {"word": new.word, "list": new.list}
                    where = self._over.location(new.origin[1] + "/id")
                    found.append(Finding(_UNKNOWN.get(new.list, OTHER), where, _NEW, values, near))
                    self._new.remove(new)
                    break
            found.append(finding)
        return found

    def _note(
        self, rule: Rule, pointer: str, sentence: str, word: str, among: Sequence[str] = (), **values: str
    ) -> None:
        near = nearest(word, among) if among else None
        said = {"word": shortened(word), **values}
        self._findings.append(Finding(rule, self._over.location(pointer), sentence, said, near))


def _trace(origins: dict[str, Origin], here: str, now: Any, before: Any, new: Origin, old: Origin) -> None:
    """Note where each part of a value was written: what is the same as before, where it stood."""
    if now == before:
        origins[here] = old
        return
    origins[here] = new
    pairs: list[tuple[str, str]] = []
    if isinstance(now, dict) and isinstance(before, dict):
        pairs = [(pointer_step(key), pointer_step(key)) for key in now if key in before]
    elif isinstance(now, list) and isinstance(before, list):
        stood = {word: at for at, entry in enumerate(before) if (word := _id(entry))}
        pairs = [
            (f"/{at}", f"/{stood[word]}") for at, entry in enumerate(now) if (word := _id(entry)) in stood
        ]
    for mine, theirs in pairs:
        one, other = _at(now, mine), _at(before, theirs)
        _trace(origins, here + mine, one, other, (new[0], new[1] + mine), (old[0], old[1] + theirs))


def _id(item: Any) -> str:
    """The id of an item, or an empty string."""
    word = item.get("id") if isinstance(item, dict) else None
    return word if isinstance(word, str) else ""


def _at(data: Any, step: str) -> Any:
    key = step[1:]
    return data[int(key)] if isinstance(data, list) else data[key.replace("~1", "/").replace("~0", "~")]
