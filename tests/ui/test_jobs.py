"""The jobs lane: order, answers on the UI thread, progress, cancel, owners that are gone, and very many jobs."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from portfolio.core.errors import PortfolioError
from portfolio.core.progress import Progress
from portfolio.ui.jobs import FRAME, Job, Jobs, State


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


def number(value: int) -> Callable[[Progress], int]:
    return lambda progress: value


def test_work_is_done_elsewhere_and_answered_here(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    answers: list[tuple[int, threading.Thread]] = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    with qtbot.waitSignal(jobs.finished):
        job = jobs.run("Count", work, then=lambda result: answers.append((result, threading.current_thread())))
    assert answers == [(42, threading.main_thread())]
    assert threads[0] is not threading.main_thread()
    assert job.state is State.DONE
    assert jobs.unfinished() == []


def test_jobs_run_one_at_a_time_in_their_order(jobs: Jobs, qtbot: QtBot) -> None:
    running: list[str] = []
    order: list[str] = []
    seen: list[str] = []

    def work(name: str) -> Callable[[Progress], None]:
        def do(progress: Progress) -> None:
            assert not running
            running.append(name)
            order.append(name)
            time.sleep(0.01)
            running.remove(name)

        return do

    for name in "abcde":
        jobs.run(name, work(name), then=lambda _: seen.append("ok"), failed=lambda error: seen.append(str(error)))
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == ["ok"] * 5
    assert order == list("abcde")


def test_signals_tell_the_whole_story(jobs: Jobs, qtbot: QtBot) -> None:
    story: list[str] = []
    jobs.started.connect(lambda job: story.append(f"started {job.label} {job.state.value}"))
    jobs.finished.connect(lambda job: story.append(f"finished {job.state.value}"))
    with qtbot.waitSignal(jobs.finished):
        jobs.run("Tell", number(1), then=lambda _: story.append("then"))
    assert story == ["started Tell running", "then", "finished done"]


def test_a_failure_is_told_to_the_job_or_else_to_the_lane(qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    jobs = Jobs(failed=lambda error: told.append(("lane", str(error))))

    def fail(progress: Progress) -> None:
        raise PortfolioError("No.")

    jobs.run("a", fail)
    jobs.run("b", fail, failed=lambda error: told.append(("job", str(error))))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [("lane", "No."), ("job", "No.")]
    jobs.stop()


def test_a_failure_that_nobody_takes_is_not_lost(jobs: Jobs, qtbot: QtBot) -> None:
    def fail(progress: Progress) -> None:
        raise ZeroDivisionError("by nobody")

    with capture_exceptions() as caught, qtbot.waitSignal(jobs.finished) as finished:
        jobs.run("a", fail)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert finished.args is not None
    assert finished.args[0].state is State.FAILED


def test_a_callback_that_fails_does_not_hold_up_the_lane(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[int] = []

    def trip(result: int) -> None:
        raise KeyError(result)

    with capture_exceptions() as caught:
        jobs.run("a", number(1), then=trip)
        jobs.run("b", number(2), then=answers.append)
        qtbot.waitUntil(lambda: answers == [2])
    assert len(caught) == 1
    assert jobs.unfinished() == []


def test_progress_is_passed_on_a_few_times_and_the_last_one_always(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[int, int, str]] = []
    jobs.progressed.connect(lambda job, done, total, label: seen.append((done, total, label)))

    def work(progress: Progress) -> None:
        for step in range(20_001):
            progress(step, 20_000, "reading")
            if step % 1000 == 0:
                time.sleep(0.01)

    began = time.monotonic()
    with qtbot.waitSignal(jobs.finished):
        jobs.run("Read", work)
    most = (time.monotonic() - began) * 1000 / FRAME + 2
    assert seen[-1] == (20_000, 20_000, "reading")
    assert 2 <= len(seen) <= most
    assert seen == sorted(seen)


def test_progress_before_a_long_pause_arrives_during_it(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    go_on = threading.Event()
    jobs.progressed.connect(lambda job, done, total, label: seen.append(done))

    def work(progress: Progress) -> None:
        progress(1, 3)
        progress(2, 3)
        go_on.wait(5)

    jobs.run("Pause", work)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 2)
    assert jobs.unfinished()
    go_on.set()


def test_cancelling_stops_the_running_job_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []

    def forever(progress: Progress) -> None:
        while True:
            progress(0, 0)
            time.sleep(0.001)

    with qtbot.waitSignal(jobs.started):
        job = jobs.run("Forever", forever, then=told.append, failed=told.append)
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert job.state is State.CANCELLED
    assert told == []


def test_a_job_cancelled_while_it_waits_never_starts(jobs: Jobs, qtbot: QtBot) -> None:
    hold, ran, ended = threading.Event(), [], list[Job]()
    jobs.finished.connect(ended.append)
    jobs.run("Hold", lambda progress: hold.wait(5))
    waiting = jobs.run("Wait", lambda progress: ran.append(1))
    waiting.cancel()
    hold.set()
    qtbot.waitUntil(lambda: waiting in ended)
    assert ran == []
    assert waiting.state is State.CANCELLED


def test_nobody_is_called_for_an_owner_that_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    hold, called = threading.Event(), list[object]()
    owner = QObject()
    living = QObject()
    jobs.run("Hold", lambda progress: hold.wait(5), then=called.append, owner=owner)
    jobs.run("Live", number(7), then=called.append, owner=living)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    hold.set()
    qtbot.waitUntil(lambda: called == [7])


def test_stop_ends_everything_and_takes_nothing_new(qtbot: QtBot) -> None:
    jobs = Jobs()
    called: list[object] = []

    def forever(progress: Progress) -> None:
        while True:
            progress(0, 0)
            time.sleep(0.001)

    with qtbot.waitSignal(jobs.started):
        jobs.run("Forever", forever, then=called.append)
    jobs.run("Never", number(1), then=called.append)
    before = time.monotonic()
    jobs.stop()
    assert time.monotonic() - before < 2
    qtbot.wait(50)
    assert called == []
    with pytest.raises(RuntimeError):
        jobs.run("Late", number(1))


def test_thousands_of_jobs_leave_nothing_behind(jobs: Jobs, qtbot: QtBot) -> None:
    total, answers = 4000, list[int]()
    for value in range(total):
        jobs.run(f"Job {value}", number(value), then=answers.append)
        if value % 7 == 0:
            jobs.unfinished()[-1].cancel()
    qtbot.waitUntil(lambda: not jobs.unfinished(), timeout=30_000)
    assert len(answers) <= total
    assert set(answers) >= {value for value in range(total) if value % 7}
    assert answers == sorted(answers)
    gc.collect()
    assert sum(isinstance(thing, Job) for thing in gc.get_objects()) <= 2
