"""The child process: strangers' files cannot crash, block or swell Laurel, and no process is left behind."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from portfolio.core import preview
from portfolio.core.errors import PortfolioError
from portfolio.core.preview import Previewer, process, worker
from tests.core.preview.foreign import endless_pdf, pdf_page, picture, png_bomb, written

LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
POSIX = pytest.mark.skipif(os.name != "posix", reason="sends signals")
MEBI = 1 << 20
KINDS = ("good", "bad", "none", "good")


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def red(tmp_path: Path) -> Path:
    return written(tmp_path, "red.png", picture("PNG"))


def works(previewer: Previewer, red: Path) -> bool:
    data = previewer.thumbnail(red, "image/png", 64)
    return data is not None and data.startswith(b"\x89PNG")


def memory(pid: int | None, line: str = "VmHWM") -> int:
    """The largest resident size of the process so far, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(text.split()[1]) * 1024 for text in status.splitlines() if text.startswith(line))


def is_there(pid: int) -> bool:
    """Whether the process runs or waits as a zombie of ours."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_child_serves_many_requests(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    assert previewer.pid is None
    assert works(previewer, red)
    first = previewer.pid
    assert previewer.thumbnail(written(tmp_path, "a.pdf", pdf_page()), "application/pdf", 64)
    assert previewer.thumbnail(written(tmp_path, "a.txt", b"words"), "text/plain", 64)
    assert previewer.thumbnail(written(tmp_path, "ž 日本.png", picture("PNG")), "image/png", 64)
    assert previewer.pid == first


def test_no_child_is_started_for_what_cannot_be_drawn(previewer: Previewer, red: Path) -> None:
    for kind in ("image/svg+xml", "application/zip", "video/mp4", "application/octet-stream", ""):
        assert previewer.thumbnail(red, kind, 64) is None
    assert previewer.pid is None


def test_sizes_stay_in_bounds(previewer: Previewer, tmp_path: Path) -> None:
    page = written(tmp_path, "a.pdf", pdf_page())
    tiny, vast = (previewer.thumbnail(page, "application/pdf", size) for size in (0, 10**9))
    assert tiny is not None
    assert vast is not None
    assert int.from_bytes(tiny[20:24], "big") == 16
    assert int.from_bytes(vast[20:24], "big") == 4096


def test_many_threads_share_the_child(previewer: Previewer, red: Path) -> None:
    results: list[bool] = []
    threads = [Thread(target=lambda: results.append(works(previewer, red))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 8


def test_damaged_and_missing_files_have_no_picture(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    for name, kind in (
        ("PNG", "png"),
        ("JPEG", "jpeg"),
        ("GIF", "gif"),
        ("TIFF", "tiff"),
        ("WEBP", "webp"),
        ("BMP", "bmp"),
    ):
        whole = picture(name)
        for size in (0, 1, 7, 30, len(whole) // 2):
            previewer.thumbnail(written(tmp_path, f"{kind}{size}", whole[:size]), f"image/{kind}", 64)
        assert previewer.thumbnail(tmp_path / f"{kind}7", f"image/{kind}", 64) is None
    for size in (0, 5, 60):
        assert previewer.thumbnail(written(tmp_path, "cut", pdf_page()[:size]), "application/pdf", 64) is None
    assert previewer.thumbnail(tmp_path / "gone", "image/png", 64) is None
    assert works(previewer, red)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_links_and_folders_have_no_picture(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(red)
    assert works(previewer, red)
    start = time.monotonic()
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path):
        assert previewer.thumbnail(path, "image/png", 64) is None
    assert time.monotonic() - start < 2


@LINUX
def test_bombs_stay_small_in_memory(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    for side in (5_000, 20_000, 60_000):
        drawn = previewer.thumbnail(written(tmp_path, "bomb.png", png_bomb(side)), "image/png", 256)
        assert (drawn is not None) == (side == 5_000)
    previewer.thumbnail(
        written(tmp_path, "vast.pdf", pdf_page(box=b"0 0 1000000000 1000000000")), "application/pdf", 256
    )
    assert works(previewer, red)
    assert memory(previewer.pid) < 300 * MEBI


def test_mutated_pdfs_never_stop_the_next_request(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    chance = random.Random(9)
    whole = pdf_page(b"1 0 0 rg 0 0 100 400 re f BT /F1 12 Tf (words) Tj ET " * 5)
    drawn = 0
    for _ in range(200):
        data = bytearray(whole)
        for _change in range(chance.choice((1, 5, 40))):
            place = chance.randrange(len(data) - 60)
            if chance.random() < 0.7:
                data[place] = chance.randrange(256)
            else:
                del data[place : place + chance.randrange(1, 50)]
        drawn += previewer.thumbnail(written(tmp_path, "mutated.pdf", bytes(data)), "application/pdf", 64) is not None
    assert 0 < drawn < 200
    assert works(previewer, red)


def test_a_pdf_that_never_ends_is_given_up(red: Path, tmp_path: Path) -> None:
    page = written(tmp_path, "endless.pdf", endless_pdf())
    assert page.stat().st_size < 500_000
    previewer = Previewer(timeout=1.0)
    try:
        assert works(previewer, red)
        busy = previewer.pid
        start = time.monotonic()
        assert previewer.thumbnail(page, "application/pdf", 1024) is None
        assert 0.9 < time.monotonic() - start < 3
        assert works(previewer, red)
        assert previewer.pid != busy
    finally:
        previewer.close()


@POSIX
def test_a_child_ended_from_outside_is_replaced(previewer: Previewer, red: Path) -> None:
    assert works(previewer, red)
    for name in ("SIGKILL", "SIGTERM", "SIGSEGV"):
        first = previewer.pid
        assert first is not None
        os.kill(first, signal.Signals[name])
        assert works(previewer, red)
        assert previewer.pid != first


@POSIX
def test_a_child_ended_in_the_middle_is_asked_once_more(red: Path, tmp_path: Path) -> None:
    page = written(tmp_path, "endless.pdf", endless_pdf())
    previewer = Previewer(timeout=1.5)
    try:
        assert works(previewer, red)
        first = previewer.pid
        assert first is not None
        worker = Thread(target=previewer.thumbnail, args=(page, "application/pdf", 1024))
        worker.start()
        time.sleep(0.3)
        os.kill(first, signal.SIGKILL)
        worker.join(30)
        assert not worker.is_alive()
        assert works(previewer, red)
    finally:
        previewer.close()


@LINUX
def test_closing_leaves_no_process(red: Path) -> None:
    previewer = Previewer()
    assert works(previewer, red)
    pid = previewer.pid
    assert pid is not None
    previewer.close()
    previewer.close()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(PortfolioError, match="switched off"):
        previewer.thumbnail(red, "image/png", 64)


@LINUX
def test_closing_does_not_wait_for_a_drawing(red: Path, tmp_path: Path) -> None:
    page = written(tmp_path, "endless.pdf", endless_pdf())
    previewer = Previewer(timeout=20)
    assert works(previewer, red)
    pid = previewer.pid
    results: list[object] = []

    def ask() -> None:
        try:
            results.append(previewer.thumbnail(page, "application/pdf", 1024))
        except PortfolioError as error:
            results.append(error)

    worker = Thread(target=ask)
    worker.start()
    time.sleep(0.3)
    start = time.monotonic()
    previewer.close()
    worker.join(10)
    assert time.monotonic() - start < 2
    assert isinstance(results[0], PortfolioError)
    assert not Path(f"/proc/{pid}").exists()


PARENT = """
import os, sys, threading, time
from pathlib import Path
from portfolio.core.preview import Previewer
previewer = Previewer(timeout=1.0)
previewer.thumbnail(Path(sys.argv[1]), "image/png", 64)
threading.Thread(target=previewer.thumbnail, args=(Path(sys.argv[2]), sys.argv[3], 1024), daemon=True).start()
time.sleep(0.2)
print(previewer.pid, flush=True)
os._exit(9)
"""


@LINUX
@pytest.mark.parametrize("busy", [False, True])
def test_the_child_ends_with_its_parent(busy: bool, red: Path, tmp_path: Path) -> None:
    source, kind = (written(tmp_path, "x.pdf", endless_pdf()), "application/pdf") if busy else (red, "image/png")
    command = [sys.executable, "-c", PARENT, str(red), str(source), kind]
    pid = int(subprocess.run(command, capture_output=True, timeout=30, check=False).stdout)
    deadline = time.monotonic() + 8
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(pid)


@LINUX
def test_the_child_has_limits_and_knows_little(
    previewer: Previewer, red: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "canary")
    assert works(previewer, red)
    limits = Path(f"/proc/{previewer.pid}/limits").read_text()
    rows = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()}
    assert int(rows["Max address space"]) == 1 << 30
    assert int(rows["Max file size"]) == 0
    assert int(rows["Max core file size"]) == 0
    assert int(rows["Max cpu time"]) < 30
    assert b"canary" not in Path(f"/proc/{previewer.pid}/environ").read_bytes()


def test_a_child_that_does_not_start_is_told_in_words(red: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (["/nowhere/python"], [sys.executable, "-c", "raise SystemExit(3)"]):
        monkeypatch.setattr(process, "worker_command", lambda command=command: command)
        previewer = Previewer()
        with pytest.raises(PortfolioError, match="does not start") as caught:
            previewer.thumbnail(red, "image/png", 64)
        assert caught.value.hint
        assert previewer.pid is None
        previewer.close()


def test_a_child_that_talks_nonsense_is_given_up(red: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f"import sys; sys.stdout.buffer.write({process.READY!r} + b'\\xff' * 99); sys.stdout.flush(); input()"
    monkeypatch.setattr(process, "worker_command", lambda: [sys.executable, "-c", script])
    previewer = Previewer()
    assert previewer.thumbnail(red, "image/png", 64) is None
    previewer.close()


def test_requests_are_answered_in_turn_and_failures_are_empty() -> None:
    def draw(source: Path, media_type: str, longest: int, seconds: float) -> bytes | None:
        if media_type == "image/bad":
            raise SyntaxError("broken")
        return None if media_type == "image/none" else f"{source.name} {longest} {seconds}".encode()

    asked = [{"source": f"/x/{kind}", "media_type": f"image/{kind}", "longest": 9, "seconds": 1.5} for kind in KINDS]
    answers = BytesIO()
    worker.serve(BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in asked)), answers, draw)
    good = b"good 9 1.5"
    expected = [b"\0\0\0\x0a" + good, bytes(4), bytes(4), b"\0\0\0\x0a" + good]
    assert answers.getvalue() == process.READY + b"".join(expected)


def test_a_parent_that_does_not_listen_any_more_ends_the_child() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=0) as answers:
        worker.serve(BytesIO(), answers, lambda *_request: None)


def test_the_shared_previewer(red: Path) -> None:
    first = preview.thumbnail(red, "image/png", 64)
    assert first == preview.thumbnail(red, "image/png", 64)
    assert first is not None
