"""Long work off the UI thread: one job at a time, with progress and cancel, and the answers back on the UI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from portfolio.core import log
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.progress import Progress

T = TypeVar("T")

FRAME = 33  # milliseconds between two reports of progress: as often as an eye can use
PATIENCE = 10.0  # seconds that stop() waits for a job that does not look at its progress


class State(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job:
    """A piece of work that somebody waits for. A plain object: Qt never owns it.

    `label` says what it is, in words for people; `done`, `total` and `step` are the last progress (0 of 0: unknown).
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self.state = State.WAITING
        self.done, self.total, self.step = 0, 0, ""
        self._stop = Event()
        self.latest: tuple[int, int, str] = (0, 0, "")  # replaced as a whole by the worker, read by the UI thread

    def cancel(self) -> None:
        """Ask the job to stop at its next report of progress, or not to start at all."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int, label: str = "") -> None:
        """The `progress` that the work is given. Raises Cancelled once somebody asked the job to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.latest = (done, total, label)


class Jobs(QObject):
    """The lane. Jobs run in the order in which they were asked for; every signal and callback is on the UI thread.

    Only a bare signal crosses threads; answers wait in a deque until the UI thread takes them out.
    """

    started = Signal(object)  # Job
    progressed = Signal(object, int, int, str)  # Job, done, total, label; at most 30 a second, the last one always
    finished = Signal(object)  # Job; after its callbacks, however it ended
    _answered = Signal()

    def __init__(self, parent: QObject | None = None, *, failed: Callable[[Exception], object] | None = None) -> None:
        """`failed` is told of failures of jobs that bring no `failed` of their own; else they go to sys.excepthook."""
        super().__init__(parent)
        self._failed = failed
        self._todo: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._answers: deque[Callable[[], None]] = deque()
        self._unfinished: list[Job] = []
        self._thread: Thread | None = None
        self._closed = False
        self._clock = QTimer(self, interval=FRAME)
        self._clock.timeout.connect(self._look)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        *,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do `work(progress)` in the lane, then call `then(result)` or `failed(error)` here.

        A cancelled job calls neither. When `owner` has been destroyed meanwhile, nobody is called.
        Raises RuntimeError after stop().
        """
        if self._closed:
            raise RuntimeError("The jobs have been stopped.")
        job = Job(label)
        self._unfinished.append(job)
        tell = failed or self._failed or _raise
        self._todo.put(partial(self._work, job, work, partial(_call, owner, then), partial(_call, owner, tell)))
        self._wake()
        return job

    def unfinished(self) -> list[Job]:
        """The running job and those that wait, in their order."""
        return list(self._unfinished)

    def cancel_all(self) -> None:
        """Ask every unfinished job to stop."""
        for job in self._unfinished:
            job.cancel()

    def stop(self) -> None:
        """Cancel everything and wait until the lane is empty. For closing time; no callback follows."""
        self._closed = True
        self.cancel_all()
        self._todo.put(None)
        if self._thread is not None:
            self._thread.join(PATIENCE)
        self._clock.stop()
        self._answers.clear()
        self._unfinished.clear()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._lane, name="jobs", daemon=True)
            self._thread.start()

    # In the lane's thread

    def _lane(self) -> None:
        while (task := self._todo.get()) is not None:
            task()
            del task  # or its closure, and what it holds, would live until the next job

    def _work(
        self,
        job: Job,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if job.cancelled:
            self._answer(partial(self._end, job, State.CANCELLED, None))
            return
        self._answer(partial(self._start, job))
        try:
            result = work(job.report)
        except Cancelled:
            self._answer(partial(self._end, job, State.CANCELLED, None))
        except Exception as error:  # noqa: BLE001 - whatever it is, the UI thread is told
            if not isinstance(error, PortfolioError):
                log.failed(error, "A job failed")  # its label may hold names: left out
            self._answer(partial(self._end, job, State.FAILED, partial(failed, error)))
        else:
            self._answer(partial(self._end, job, State.DONE, partial(then, result)))

    def _answer(self, answer: Callable[[], None]) -> None:
        self._answers.append(answer)
        with suppress(RuntimeError):  # the window may be gone while the last job runs out
            self._answered.emit()

    # On the UI thread

    @Slot()
    def _take(self) -> None:
        for _ in range(len(self._answers)):  # one round, or a flood of short jobs would starve the window
            if self._answers:  # a callback may have run a round of its own, or stopped the lane
                self._answers.popleft()()

    def _start(self, job: Job) -> None:
        job.state = State.RUNNING
        self._clock.start()
        self.started.emit(job)

    @Slot()
    def _look(self) -> None:
        for job in self._unfinished[:1]:
            self._pass_on(job)

    def _pass_on(self, job: Job) -> None:
        latest = job.latest
        if latest != (job.done, job.total, job.step):
            job.done, job.total, job.step = latest
            self.progressed.emit(job, *latest)

    def _end(self, job: Job, state: State, callback: Callable[[], None] | None) -> None:
        self._pass_on(job)
        job.state = state
        self._unfinished.remove(job)
        self._clock.stop()
        try:
            if callback is not None:
                callback()
        finally:
            self.finished.emit(job)


def _call(owner: QObject | None, callback: Callable[[Any], object] | None, value: Any) -> None:
    if callback is not None and (owner is None or isValid(owner)):
        callback(value)


def _raise(error: Exception) -> None:
    raise error  # to sys.excepthook, as any error of the UI thread that nobody expects
