"""Owns the child process that draws foreign files: starts it, asks it, ends it when it takes too long."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import IO

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

TIMEOUT, START_TIMEOUT = 5.0, 30.0  # seconds
SMALLEST, LARGEST = 16, 4096  # pixels of a thumbnail's longer side
READY = b"laurel-preview-1\n"
_LENGTH = 4  # bytes of an answer's length, big-endian
_ANSWER_LIMIT = 128 << 20
_TEXT_KINDS = ("application/json", "application/xml", "application/yaml", "application/toml")
_IMAGE_KINDS = tuple(f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "tiff", "bmp", "avif"))


def can_draw(media_type: str) -> bool:
    """Whether there can be a picture of such a file at all."""
    return media_type == "application/pdf" or media_type in _IMAGE_KINDS or is_text(media_type)


def is_text(media_type: str) -> bool:
    """Whether such a file is drawn as lines of text."""
    return media_type.startswith("text/") or media_type in _TEXT_KINDS


def worker_command() -> list[str]:
    """The command that starts the child; an application frozen into one executable needs another one here."""
    return [sys.executable, "-m", "portfolio.core.preview.worker"]


class Previewer:
    """One child process, kept between requests, started anew when it had to be ended. Safe to use from any thread."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        """`timeout`: seconds after which a drawing is given up and the child ended."""
        self._timeout = timeout
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        child = self._child
        return child.pid if child else None

    def thumbnail(self, source: Path, media_type: str, longest: int) -> bytes | None:
        """A PNG of the file, at most `longest` pixels (16 to 4096) a side; None when there is no picture of it.

        PortfolioError when no child can be started or the previewer is closed: then nothing is known about the file.
        """
        if not can_draw(media_type):
            return None
        question = {
            "source": str(source.absolute()),
            "media_type": media_type,
            "longest": min(max(longest, SMALLEST), LARGEST),
            "seconds": self._timeout,
        }
        line = json.dumps(question).encode("ascii") + b"\n"
        with self._lock:
            return self._answer(line)

    def close(self) -> None:
        """End the child now, even in the middle of a drawing. Further requests raise PortfolioError."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._end()

    def _answer(self, line: bytes) -> bytes | None:
        """Ask twice at most: a child that was ended from outside is not the file's fault, but a second death is."""
        for _attempt in range(2):
            child = self._running()
            late = False

            def give_up(child: subprocess.Popen[bytes] = child) -> None:
                nonlocal late
                late = True
                child.kill()

            timer = Timer(self._timeout, give_up)
            timer.daemon = True
            timer.start()
            try:
                return _exchange(child, line) or None
            except (OSError, EOFError):
                self._end()
            finally:
                timer.cancel()
            if late:
                return None
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise PortfolioError(_("Previews are switched off."), _("Start Laurel again to see them."))
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        self._child = _start()
        return self._child

    def _end(self) -> None:
        """Kill and reap the child, so that no zombie and no open pipe is left."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass
        child.wait()


def _start() -> subprocess.Popen[bytes]:
    try:
        child = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
            cwd=Path(sys.executable).anchor or os.sep,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _no_child(str(error)) from error
    timer = Timer(START_TIMEOUT, child.kill)
    timer.daemon = True
    timer.start()
    try:
        ready = _read(child.stdout, len(READY)) == READY
    except (OSError, EOFError):
        ready = False
    finally:
        timer.cancel()
    if ready:
        return child
    child.kill()
    child.communicate()
    raise _no_child(_("it ended at once, with code {code}").format(code=child.returncode))


def _no_child(reason: str) -> PortfolioError:
    return PortfolioError(
        _("The program that draws previews does not start: {reason}.").format(reason=reason),
        _("Everything else works; install Laurel again to get previews back."),
    )


def _environment() -> dict[str, str]:
    """Only what Python itself needs: no proxies, tokens or preload hooks reach the child."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "PATH") if name in os.environ}
    package_folder = str(Path(__file__).resolve().parents[3])
    return kept | {
        "PYTHONPATH": package_folder,
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


def _exchange(child: subprocess.Popen[bytes], line: bytes) -> bytes:
    if child.stdin is None:
        raise EOFError
    while line:
        line = line[child.stdin.write(line) :]
    size = int.from_bytes(_read(child.stdout, _LENGTH), "big")
    if size > _ANSWER_LIMIT:
        raise EOFError
    return _read(child.stdout, size)


def _read(pipe: IO[bytes] | None, size: int) -> bytes:
    parts = []
    while size:
        part = pipe.read(size) if pipe is not None else b""
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


_shared: Previewer | None = None
_shared_lock = Lock()


def thumbnail(source: Path, media_type: str, longest: int) -> bytes | None:
    """The same as Previewer.thumbnail, by one child for the whole process that ends with it."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = Previewer()
            atexit.register(_shared.close)
    return _shared.thumbnail(source, media_type, longest)
