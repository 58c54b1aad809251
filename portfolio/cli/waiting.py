"""How a long job shows on a terminal how far it has come, and stops well on Ctrl+C."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from portfolio.cli.console import Console
from portfolio.cli.plain import clip, safe_line
from portfolio.core.errors import Cancelled
from portfolio.core.progress import Progress

_BETWEEN = 0.1  # seconds between two paints: more than enough for an eye
_CLEAR = "\r\x1b[K"


class _Meter:
    """Progress that paints one line. A first Ctrl+C stops the job at its next report, a second one at once."""

    def __init__(self, stream: TextIO | None, columns: int) -> None:
        self._stream = stream
        self._columns = columns
        self._painted = 0.0
        self._stop = threading.Event()

    def __call__(self, done: int, total: int, label: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if self._stream is not None and now - self._painted >= _BETWEEN:
            self._painted = now
            share = f"{min(100, 100 * done // total):3d} % " if total > 0 else ""
            self._stream.write(_CLEAR + clip(share + safe_line(label), self._columns - 1))
            self._stream.flush()

    def interrupt(self, signum: int, frame: FrameType | None) -> None:
        """What Ctrl+C does while the job runs."""
        if self._stop.is_set():
            raise KeyboardInterrupt
        self._stop.set()

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._painted:
            self._stream.write(_CLEAR)
            self._stream.flush()


@contextmanager
def progress(console: Console) -> Iterator[Progress]:
    """Progress for one long job: painted where a person looks at the error stream, silent elsewhere."""
    shown = console.err.isatty() and not console.quiet
    meter = _Meter(console.err if shown else None, console.columns())
    if threading.current_thread() is not threading.main_thread():
        yield meter
        return
    before = signal.signal(signal.SIGINT, meter.interrupt)
    try:
        yield meter
    finally:
        signal.signal(signal.SIGINT, before)
        meter.clear()
