"""Events assessed by several processes, with their results in the order of the events.

A process that dies, by a crash in C or by lack of memory, is replaced. What it was working on is tried once
more alone; what dies again is halved until the event is found that nobody survives. That one is reported, and
nothing else is lost.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Final

from caatsa.assessment.desk import Desk, Setting, Work
from caatsa.domain.errors import EngineDisagreement, EngineError
from caatsa.domain.record import Record
from caatsa.domain.reported import Event

CHUNK: Final = 100
"""Events that a process is given at a time."""
WAITING: Final = 3
"""Chunks for each process that are assessed or waiting; more would only take memory."""
LOST: Final = "the process that assessed it ended, twice"


class Outcome(Record):
    """What was made of an event; `lost` says why nothing was."""

    event: str
    made: Any
    lost: str = ""


def outcomes(setting: Setting, events: Iterable[Event], work: Work, jobs: int) -> Iterator[Outcome]:
    """The outcome of each event, in order, by that many processes; by this one if there is one job."""
    if jobs > 1:
        yield from _by_processes(setting, events, work, jobs)
        return
    desk = Desk(setting)
    for event in events:
        yield _outcome(desk, work, event)


def _outcome(desk: Desk, work: Work, event: Event) -> Outcome:
    try:
        return Outcome(event.id, work(desk.brief(event)))
    except EngineDisagreement:
        raise
    except EngineError as error:
        return Outcome(event.id, None, str(error))


class _Here:
    """What a process keeps from chunk to chunk."""

    desk: Desk
    work: Work


_here = _Here()


def _open(setting: Setting, work: Work) -> None:
    _here.desk, _here.work = Desk(setting), work


def _assessed(chunk: Sequence[Event]) -> list[Outcome]:
    return [_outcome(_here.desk, _here.work, event) for event in chunk]


def _by_processes(setting: Setting, events: Iterable[Event], work: Work, jobs: int) -> Iterator[Outcome]:
    chunks = _chunks(events)
    started: deque[_Started] = deque()
    pool = _pool(setting, work, jobs)
    try:
        while True:
            started.extend(_start(pool, chunk) for chunk in islice(chunks, WAITING * jobs - len(started)))
            if not started:
                return
            first = started.popleft()
            try:
                made = first.future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                made = _alone(setting, work, first.chunk)
                pool = _pool(setting, work, jobs)
                started = deque(one if _done(one) else _start(pool, one.chunk) for one in started)
            yield from made
    finally:
        pool.shutdown(cancel_futures=True)


class _Started(Record):
    chunk: Sequence[Event]
    future: Future[list[Outcome]]


def _start(pool: ProcessPoolExecutor, chunk: Sequence[Event]) -> _Started:
    try:
        return _Started(chunk, pool.submit(_assessed, chunk))
    except BrokenProcessPool as error:
        failed: Future[list[Outcome]] = Future()
        failed.set_exception(error)
        return _Started(chunk, failed)


def _done(started: _Started) -> bool:
    """Whether it was finished before the processes broke down."""
    future = started.future
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _alone(setting: Setting, work: Work, chunk: Sequence[Event]) -> list[Outcome]:
    """The outcomes of a chunk by a process of its own; by halves where that one dies too."""
    with _pool(setting, work, 1) as pool:
        try:
            return pool.submit(_assessed, chunk).result()
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        return [Outcome(chunk[0].id, None, LOST)]
    half = len(chunk) // 2
    return [*_alone(setting, work, chunk[:half]), *_alone(setting, work, chunk[half:])]


def _chunks(events: Iterable[Event]) -> Iterator[tuple[Event, ...]]:
    waiting = iter(events)
    while chunk := tuple(islice(waiting, CHUNK)):
        yield chunk


def _pool(setting: Setting, work: Work, jobs: int) -> ProcessPoolExecutor:
    # Not forked: a fork shares the locks and handles of whatever the program has running.
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, fresh, _open, (setting, work))
