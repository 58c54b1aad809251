"""The child process: reads one request a line, draws, answers with the length and the bytes of a PNG (length 0: none).

It ends when its input ends, when one drawing takes too long, and when it wants more memory or processor time than it
was given. It can write no file. Started by `process.Previewer` only.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from portfolio.core.preview.process import READY

MEMORY = 1 << 30  # bytes of address space; the libraries themselves take about a fifth
Draw = Callable[[Path, str, int, float], bytes | None]
GRACE = 2.0  # seconds that the parent gets to end the child before the child ends itself


def main() -> None:  # pragma: no cover - the child can write no file, so coverage cannot keep what it saw there
    """Serve the parent until it closes the pipe or is gone."""
    requests, answers = _pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's business
    from portfolio.core.preview.drawing import draw

    limit_memory()
    serve(requests, answers, guarded(draw))


def serve(requests: BinaryIO, answers: BinaryIO, draw: Draw) -> None:
    """Say that the child is ready, then answer requests one after another until there are no more."""
    with suppress(OSError):  # nobody reads the answers any more
        answers.write(READY)
        answers.flush()
        for line in iter(requests.readline, b""):
            picture = _picture(json.loads(line), draw)
            answers.write(len(picture).to_bytes(4, "big") + picture)
            answers.flush()


def _picture(request: dict[str, Any], draw: Draw) -> bytes:
    try:
        return draw(Path(request["source"]), request["media_type"], request["longest"], request["seconds"]) or b""
    except Exception:  # noqa: BLE001 - whatever a decoder makes of a damaged file: there is no picture of it
        return b""


def _pipes() -> tuple[BinaryIO, BinaryIO]:  # pragma: no cover - see main
    """The two pipes under new numbers: what a library prints to standard output must not look like an answer."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, answers


def guarded(draw: Callable[[Path, str, int], bytes | None]) -> Draw:  # pragma: no cover - see main
    """The drawing, ended together with the process when it takes longer than its seconds and some grace."""

    def watched(source: Path, media_type: str, longest: int, seconds: float) -> bytes | None:
        limit_time(seconds + GRACE)
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.__stderr__ or sys.stderr)
        try:
            return draw(source, media_type, longest)
        finally:
            faulthandler.cancel_dump_traceback_later()

    return watched


def limit_memory() -> None:  # pragma: no cover - see main
    """Cap what this process may take and write, where the system can (RLIMIT_* of POSIX; Windows has none)."""
    try:
        import resource
    except ImportError:
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, value in limits.items():
        _lower(resource.__dict__.get(name), value)
    os.nice(5)


def limit_time(seconds: float) -> None:  # pragma: no cover - see main
    """Let the system end this process after so many more seconds of processor time."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _lower(kind: int | None, value: int) -> None:  # pragma: no cover - see main
    import resource

    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(OSError, ValueError):  # macOS refuses some of them; the time-out of the parent remains
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":  # pragma: no cover - see main
    main()
