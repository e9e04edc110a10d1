"""Items in, what a function makes of each out: in their order, on all cores, with a bounded number in flight."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["cores", "ordered"]

Item = TypeVar("Item")
Result = TypeVar("Result")

QUEUED = 2  # batches that a worker holds: the next one lies there when one is done
AHEAD = 4  # batches for each worker that may be done before their turn


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def ordered(
    batches: Iterable[list[Item]],
    work: Callable[[Item], Result],
    lost: Callable[[Item], Result],
    workers: int,
) -> Iterator[Result]:
    """``work`` of each item of each batch, in order. An item whose process dies gives ``lost`` of it.

    One batch, or one worker, is worked off here; processes are started for more. Never more than ``AHEAD`` batches
    for each worker are held, however slow one of them is. ``work`` must not raise; where processes are not forked, it
    and the items are pickled.
    """
    waiting = iter(batches)
    first = list(islice(waiting, 2))
    if workers < 2 or len(first) < 2:
        yield from (work(item) for batch in chain(first, waiting) for item in batch)
        return
    crew = _Crew(work, lost, workers)
    try:
        yield from crew.run(chain(first, waiting))
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Task(Generic[Item]):
    """A batch that was given out: which results it holds so far, and whether its items are tried one by one."""

    number: int
    items: list[Item]
    done: list[Any] = field(default_factory=list)
    singly: bool = False

    def part(self) -> list[Item]:
        """What a worker is sent."""
        rest = self.items[len(self.done) :]
        return rest[:1] if self.singly else rest


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    tasks: list[_Task[Item]] = field(default_factory=list)


class _Crew(Generic[Item, Result]):
    """Processes with a pipe each. When this process dies, the pipes close and the others end, too."""

    def __init__(self, work: Callable[[Item], Result], lost: Callable[[Item], Result], size: int) -> None:
        import multiprocessing

        # Where nothing else runs in this process, a fork shares what was imported already.
        self.forks = _may_fork()
        self.context: Any = multiprocessing.get_context("fork" if self.forks else "spawn")
        self.work, self.lost, self.size = work, lost, size
        self.workers: list[_Worker[Item]] = []

    def run(self, batches: Iterator[list[Item]]) -> Iterator[Result]:
        finished: dict[int, list[Result]] = {}
        numbered = enumerate(batches)
        given = turn = 0
        more = True
        while more or turn < given:
            while more and given < turn + AHEAD * self.size and (worker := self._free()) is not None:
                task = next(numbered, None)
                if task is None:
                    more = False
                else:
                    given += 1
                    self._give(worker, _Task(*task))
            if turn in finished:
                yield from finished.pop(turn)
                turn += 1
            elif turn < given:
                finished.update((task.number, task.done) for task in self._wait())

    def dismiss(self) -> None:
        """End the processes; nothing that they do is wanted any more."""
        for worker in self.workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()

    def _free(self) -> _Worker[Item] | None:
        """The worker with the least to do, a new one where all are at work; none where all have enough."""
        idle = min(self.workers, key=lambda one: len(one.tasks), default=None)
        if idle is not None and (not idle.tasks or (len(self.workers) == self.size and len(idle.tasks) < QUEUED)):
            return idle
        return self._hire() if len(self.workers) < self.size else None

    def _hire(self) -> _Worker[Item]:
        here, there = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(there, self.work, self.forks), daemon=True)
        process.start()
        there.close()
        worker: _Worker[Item] = _Worker(process, here)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker[Item], task: _Task[Item]) -> None:
        worker.tasks.append(task)
        # A worker that died in between is found out when its answer is read.
        with contextlib.suppress(OSError):
            worker.pipe.send(task.part())

    def _wait(self) -> Iterator[_Task[Item]]:
        """The tasks that were finished since, at least one answer later."""
        from multiprocessing.connection import wait

        busy = {worker.pipe: worker for worker in self.workers if worker.tasks}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                results = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            task = worker.tasks.pop(0)
            task.done += results
            if len(task.done) == len(task.items):
                yield task
            else:
                self._give(worker, task)

    def _bury(self, worker: _Worker[Item]) -> Iterator[_Task[Item]]:
        """Give the tasks of a process that died to a new one; the item that killed it twice, alone, is lost."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        first, *rest = worker.tasks
        if first.singly or len(first.items) == 1:
            first.done.append(self.lost(first.items[len(first.done)]))
        first.singly = True
        heir = self._hire()
        if len(first.done) == len(first.items):
            yield first
        else:
            self._give(heir, first)
        for task in rest:
            self._give(heir, task)


def _may_fork() -> bool:
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


def _serve(pipe: Connection, work: Callable[[Any], Any], forked: bool) -> None:
    """What a process does: answer batch after batch until nobody is there."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the one who reads the answers
    if forked:
        # A copy of another worker's pipe, or of a locked file, would outlive the process that it was copied from.
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send([work(item) for item in pipe.recv()])
    os._exit(0)
