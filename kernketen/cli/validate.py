"""``kernketen validate``: everything that is wrong with a region, each with its line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kernketen.checking.check import Check
from kernketen.checking.fingerprints import marked_with
from kernketen.checking.judging import Judged, judge
from kernketen.cli import mending, output, piped, plugged, roof, which_region
from kernketen.cli.side_by_side import each, without_pauses
from kernketen.finding import Finding, Report, Severity
from kernketen.reading import brought, plugins
from kernketen.reading.places import Document
from kernketen.reading.region import draft
from kernketen.refusal import Refusal
from kernketen.showing.plain import as_json
from kernketen.showing.reports import FORMATS, github, gitlab, json, junit, sarif, text
from kernketen.words import tr


def run(
    paths: Sequence[str],
    installed: bool,
    only: str | None,
    fail_on: str,
    on: str | None,
    form: str | None,
    out: str | None,
    fix: bool = False,
    filename: str | None = None,
) -> int:
    """Print the findings; the exit status is 1 where one of them is as bad as ``fail_on``.

    ``fix`` mends first what can be mended safely. A path ``-`` is the file ``filename`` from stdin.
    """
    form = output.checked_format(form, FORMATS)
    today = roof.on_day(on)[0]
    worst = _severity(fail_on)
    found = plugged.installed()
    is_piped = list(paths) == ["-"]
    _fixable(paths, installed, fix)
    places = (
        []
        if is_piped
        else (
            [(source.folder, source.shown) for source in found.sources]
            if installed
            else [place for path in paths or (".",) for place in places_in(path)]
        )
    )
    if not places and not is_piped:
        raise Refusal(tr("There is nothing to check here: no region.yaml."), reason="nothing_to_check")
    checks, problems = plugged.gathered(found)
    _checked(only, checks)
    questions = plugged.questions(found)
    places = list(dict.fromkeys(places))

    def one_judged(place: tuple[str, str]) -> Judged:
        return judge(draft(*place, questions=questions), checks, today, only)

    def all_judged() -> list[Judged]:
        if is_piped:
            return [piped.judged(filename, checks, questions, today, only)]
        with without_pauses():
            return each(one_judged, places)

    judged = all_judged()
    if fix and mending.mend(places, judged):
        judged = all_judged()
    report, documents = together([*judged, about_plugins([*found.findings, *problems], installed, only)])
    if form == "text":
        said = text.text(report, documents, is_coloured=out is None and output.is_bold())
    elif form == "github":
        said = github.text(report)
    elif form == "junit":
        said = junit.text(report, worst)
    elif form == "sarif":
        said = as_json(sarif.document(report, checks))
    else:
        said = as_json(gitlab.document(report) if form == "gitlab" else json.document(report))
    output.say(said, out)
    return 1 if report.at_least(worst) else 0


def places_in(path: str) -> list[tuple[str, str]]:
    """The region's folder that a path means, with its name for the user: (folder, shown).

    ``path`` is a folder with ``region.yaml``, a folder with one package that holds one, a zip with one, or a
    region's file. Raises ``Refusal`` where there is no such path.
    """
    if not os.path.exists(path):
        raise Refusal(tr("The folder {folder} does not exist.", folder=path), reason="path")
    if roof.is_archive(path):
        inside, name = roof.placed(path)
        return [(inside, os.path.join(os.path.dirname(path), name))]
    folder = roof.package(path if os.path.isdir(path) else _around(path))
    names = os.listdir(folder)
    if not any(name.endswith((".yaml", ".yml")) for name in names):
        return []
    shown = os.path.relpath(folder) if not os.path.isabs(path) else folder
    return [(os.path.abspath(folder), "" if shown == os.curdir else shown)]


def _fixable(paths: Sequence[str], installed: bool, fix: bool) -> None:
    """Raises ``Refusal`` where nothing can be mended: what is installed, a zip, a text from stdin."""
    if "-" in paths and (len(paths) > 1 or installed):
        raise Refusal(
            tr("“-” stands for one file from stdin; leave the other paths out."), reason="wrong_use"
        )
    fixed = installed or any(path == "-" or roof.is_archive(path) for path in paths)
    if fix and fixed:
        raise Refusal(tr("Only files in a folder can be mended (--fix)."), reason="wrong_use")


def about_plugins(findings: Sequence[Finding], installed: bool, only: str | None) -> Judged:
    """What is wrong with plugins, as a report of its own.

    Beside a region that is checked by itself it is a warning about the code that could have checked it.
    """
    if not installed:
        code = (plugins.IMPORT, plugins.HOOK, plugins.GIVES, brought.NAME_TAKEN)
        findings = [replace(f, weight=Severity.WARNING) for f in findings if f.rule in code]
    chosen = [f for f in findings if only is None or only in (f.rule.id, f.rule.id.partition(".")[0])]
    return Judged(Report.of(marked_with(chosen, {})), {})


def together(judged: Sequence[Judged]) -> tuple[Report, Mapping[str, Document]]:
    """The reports of several regions as one, and their files by name."""
    findings = [finding for one in judged for finding in one.report.findings]
    files = [file for one in judged for file in one.report.files]
    return Report.of(findings, files), {d.file: d for one in judged for d in one.documents.values()}


def _around(file: str) -> str:
    """The region's folder around a file: its own, or the one around ``rules/``."""
    folder = os.path.dirname(os.path.abspath(file))
    above = os.path.dirname(folder)
    is_inside = not os.path.exists(os.path.join(folder, "region.yaml"))
    found = above if is_inside and os.path.exists(os.path.join(above, "region.yaml")) else folder
    return os.path.relpath(found)


def _checked(only: str | None, checks: Sequence[Check]) -> None:
    """Raises ``Refusal`` for a rule or family that is not there: nothing found would say that all is well."""
    words = dict.fromkeys(word for check in checks for word in (check.family, check.rule.id))
    if only is None or only in words:
        return
    near = which_region.nearest(only, list(words))
    said = tr("There is no rule or family “{word}”.", word=only)
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(said, reason="unknown_rule", suggestions=tuple(near))


def _severity(word: str) -> Severity:
    names = [severity.value for severity in Severity]
    if word not in names:
        raise Refusal(
            tr("“{word}” is no severity; choose from {words}.", word=word, words=", ".join(names)),
            reason="severity",
            suggestions=tuple(names),
        )
    return Severity(word)
