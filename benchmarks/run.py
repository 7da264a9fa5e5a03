"""How long kernketen takes, as multiples of ``python -c pass``: each figure is the median over pairs.

In a pair the empty program and the command run one after the other, so that a busy or slow machine weighs on
both. Nothing here fails on a time; a command that does not end as it should does stop the run.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import comparing
import diffing
import generate
import validating

import kernketen
from kernketen.asking import ask
from kernketen.asking.topics.answer import Asker
from kernketen.model.dates import span
from kernketen.reading.region import read

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
REAL = "duo/bo-2026-08.csv"
SCHOOLS = 6122
MANY_REGIONS = 150
MANY_SCHOOLS = 100_000
WHO = ("who", "--school", "De Parel")
CODE = ("who", "--school", "18LW00")
TYPO = ("who", "--school", "De Parrel")
ASK = ("ask", "absence/te_laat", "te_laat_keer=13", "--region", "zuid_kennemerland")
LADDER = ("escalate", "--region", "veldhoven")
TOPIC_MS = 1.0


class Bench:
    """The rows of the table, and how to measure one more of them."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder = folder
        self.pairs = pairs
        self.empty: list[float] = []
        self.rows: list[tuple[str, float, str, str]] = []
        self.beside: list[tuple[str, str, str, str]] = []

    def measure(
        self,
        what: str,
        command: Sequence[str],
        environment: dict[str, str],
        must: str,
        goal: str,
        *,
        pairs: int = 0,
        before: Callable[[], None] | None = None,
    ) -> None:
        """A command of kernketen against the empty program; warm, unless ``before`` makes it cold."""
        program = [sys.executable, "-m", "kernketen", *command]
        ratios = []
        if before is None:
            self._seconds(program, environment)
        for _ in range(pairs or self.pairs):
            if before:
                before()
            empty = self._seconds([sys.executable, "-c", "pass"], environment)
            ratios.append(self._seconds(program, environment) / empty)
            self.empty.append(empty)
        self.rows.append((what, statistics.median(ratios), must, goal))

    def compare(
        self,
        what: str,
        command: Sequence[str],
        many: dict[str, str],
        few: dict[str, str],
        must: str,
        goal: str,
    ) -> None:
        """The same command in two environments, as a multiple of the second, both warm."""
        program = [sys.executable, "-m", "kernketen", *command]
        self._seconds(program, many)
        self._seconds(program, few)
        ratios = []
        for _ in range(self.pairs):
            base = self._seconds(program, few)
            ratios.append(self._seconds(program, many) / base)
        self.rows.append((what, statistics.median(ratios), must, goal))

    def _seconds(self, program: Sequence[str], environment: dict[str, str]) -> float:
        started = time.perf_counter()
        done = subprocess.run(
            program, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True
        )
        took = time.perf_counter() - started
        # 3 is an answer too: several schools fit, and they are listed.
        if done.returncode not in (0, 3):
            sys.exit(f"{' '.join(program)} ended with {done.returncode}:\n{done.stderr.decode()}")
        return took

    def table(self) -> str:
        """The table in Markdown."""
        lines = ["| what | × `python -c pass` | must | goal |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {what} | {ratio:.2f} | {must} | {goal} |" for what, ratio, must, goal in self.rows]
        python = ".".join(map(str, sys.version_info[:3]))
        milliseconds = 1000 * statistics.median(self.empty)
        lines += ["", f"Python {python}, `python -c pass` {milliseconds:.1f} ms, {self.pairs} pairs."]
        lines += ["", f"| what | × `{validating.OTHER}` | must | goal |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {what} | {said} | {must} | {goal} |" for what, said, must, goal in self.beside]
        return "\n".join([*lines, "", topics()])

    def validate(self, folders: Sequence[Path], must: str, goal: str, pairs: int) -> None:
        """``validate`` of these regions against ``check-jsonschema`` on their files."""
        what = f"`validate` of {len(folders)} regions, cross-checks included"
        program, reason = validating.other_program(self.folder)
        if not program:
            self.beside.append(
                (f"{what}: left out, `{validating.OTHER}` cannot be installed ({reason})", "", must, goal)
            )
            return
        scratch = self.folder / f"schemas-{len(folders)}"
        share, ours, other = validating.measure(
            folders, program, scratch, _environment(self.folder / f"validate-{len(folders)}"), pairs
        )
        self.beside.append((what, f"{share:.2f} ({ours:.1f} s, {other:.1f} s)", must, goal))


def topics() -> str:
    """How long the topics of the regions take to answer in the process, with nothing known of the case."""
    took: list[tuple[float, str]] = []
    for path in sorted(PLUGINS.glob("*/*/region.yaml")):
        region = read(str(path.parent), path.parent.name).region
        if region is None:
            sys.exit(f"{path.parent} does not load")
        for question in ask.questions(region):
            for topic in ask.topics(region, question):
                best = min(
                    _milliseconds(Asker(region, {}, span("2026-11-22")), question, topic) for _ in range(5)
                )
                took.append((best, f"{region['id']} {question}/{topic}"))
    worst, name = max(took)
    median = statistics.median(milliseconds for milliseconds, _ in took)
    return (
        f"One topic, nothing known, in the process: median {median:.2f} ms, worst {worst:.2f} ms ({name}), "
        f"of {len(took)} topics; must be under {TOPIC_MS:g} ms."
    )


def _milliseconds(asker: Asker, question: str, topic: str, times: int = 20) -> float:
    # Of the processor, so that a busy machine does not count.
    started = time.process_time()
    for _ in range(times):
        asker.answer(question, topic)
    return 1000 * (time.process_time() - started) / times


def main() -> None:
    """Measure and print."""
    options = _options()
    compileall.compile_dir(os.path.dirname(kernketen.__file__), quiet=1)
    with tempfile.TemporaryDirectory(prefix="kernketen-benchmark-") as folder:
        bench = Bench(Path(folder), options.pairs)
        few = _four_regions(bench)
        if not options.small:
            _many_regions(bench, few)
        numbers = comparing.NUMBERS[:1] if options.small else comparing.NUMBERS
        beside = comparing.section(Path(folder), _shipped(), numbers)
    print(bench.table())
    print("\n" + beside)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=15, help="pairs for each figure (15)")
    parser.add_argument("--small", action="store_true", help="leave out 150 regions and 100,000 schools")
    return parser.parse_args()


def _four_regions(bench: Bench) -> dict[str, str]:
    folder = bench.folder / "four"
    here = _environment(folder)
    register = _register(bench.folder)
    kind = "generated" if register.parent == bench.folder else "real"
    what = f"`schools import` of {SCHOOLS} rows ({kind} file)"

    def emptied() -> None:
        for left in folder.glob("store.db*"):
            left.unlink()

    bench.measure(what, ("schools", "import", str(register)), here, "40", "20", before=emptied)
    bench.measure("`who` by name", WHO, here, "7", "2")
    bench.measure("`who` by code", CODE, here, "7", "2")
    bench.measure("`who --format json`", (*CODE, "--format", "json"), here, "7", "2")
    bench.measure("`who` with a typing error", TYPO, here, "8", "3")
    bench.measure("`ask` one topic", ASK, here, "10", "7")
    bench.measure("`ask` a question", ("ask", "absence", *ASK[2:]), here, "10", "7")
    diffing.measure(bench, here)
    bench.measure("`ask --format json`", (*ASK, "--format", "json"), here, "10", "7")
    bench.measure("`escalate`", LADDER, here, "10", "7")
    bench.measure("`test --region`", ("test", "--region", "zuid_kennemerland"), here, "", "")
    for command in (
        ("--help",),
        ("--version",),
        ("regions",),
        ("show", "haaglanden", "roles"),
        ("search", "leerplicht"),
        ("schools", "find", "De Parel voor speciaal onderwijs, revalidatie en zorg"),
        ("schools", "status"),
    ):
        bench.measure(f"`{' '.join(command[:2])}`", command, here, "10", "7")
    bench.validate(_shipped(), "1", "0.2", bench.pairs)
    # Without KERNKETEN_HOME the folders are those of the platform, which takes finding out.
    there = {**here, "HOME": str(folder), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    del there["KERNKETEN_HOME"]
    bench.measure("`who` by name, no `KERNKETEN_HOME` and no register", WHO, there, "7", "2")
    return here


def _many_regions(bench: Bench, few: dict[str, str]) -> None:
    site = bench.folder / "site"
    originals = _shipped()
    generate.regions(site, MANY_REGIONS - len(originals), originals)
    register = bench.folder / "bo-2026-08.csv"
    generate.schools(register, MANY_SCHOOLS)
    here = {**_environment(bench.folder / "many"), "PYTHONPATH": str(site)}
    what = f"`schools import` of {MANY_SCHOOLS} rows (generated file)"
    bench.measure(what, ("schools", "import", str(register)), here, "", "", pairs=1)
    size = f"{MANY_REGIONS} regions, {MANY_SCHOOLS} schools"
    bench.measure(f"`who` by name, {size}", WHO, here, "", "")
    bench.measure(f"`who` with a typing error, {size}", TYPO, here, "", "")
    bench.compare("the same by name, × with four regions", WHO, here, few, "1.2", "1.1")
    bench.compare("the same by code, × with four regions", CODE, here, few, "1.2", "1.1")
    made = sorted(path.parent for path in site.glob("*/region.yaml"))
    # It takes minutes, and the two are far apart.
    bench.validate([*originals, *made], "0.33", "0.06", 1)


def _shipped() -> list[Path]:
    """The folders of the regions in this repository."""
    return sorted(path.parent for path in PLUGINS.glob("*/*/region.yaml"))


def _register(folder: Path) -> Path:
    """The real file where the test data is at hand, else a generated one of the same size."""
    given = os.environ.get("KERNKETEN_TEST_DATA")
    if given and (Path(given) / REAL).is_file():
        return Path(given) / REAL
    path = folder / "four-bo-2026-08.csv"
    generate.schools(path, SCHOOLS)
    return path


def _environment(home: Path) -> dict[str, str]:
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KERNKETEN", "PYTHON"))}
    return {**kept, "KERNKETEN_HOME": str(home)}


if __name__ == "__main__":
    main()
