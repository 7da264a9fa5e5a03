"""Work on many regions, shared out over the processors of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

FEWEST = 8
"""For fewer regions it takes longer to begin than it saves."""

Place = TypeVar("Place")
Result = TypeVar("Result")

# What is asked of the workers: they are copies of this process and need not be told.
_task: list[tuple[Callable[[object], object], Sequence[object]]] = []


def each(work: Callable[[Place], Result], places: Sequence[Place]) -> list[Result]:
    """What ``work`` makes of each place, in their order. The results must be such as can be pickled."""
    workers = min(_processors(), len(places) // (FEWEST // 2))
    if len(places) < FEWEST or workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(place) for place in places]
    _task.append((work, places))  # type: ignore[arg-type]
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_one, range(len(places)), chunksize=2))  # type: ignore[arg-type]
    except Exception:
        # A worker was ended, or a plugin made what cannot be sent. What is really wrong shows here too.
        return [work(place) for place in places]
    finally:
        _task.pop()


@contextmanager
def without_pauses() -> Iterator[None]:
    """Do not look for circles of unused values in between: there are hardly any, and it takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _one(number: int) -> object:
    work, places = _task[-1]
    return work(places[number])


def _processors() -> int:
    # On Linux a process may be held to some of them.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
