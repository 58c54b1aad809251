"""The log file: what failed and where in the code, never names, e-mails, paths or file contents."""

from __future__ import annotations

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "portfolio"
LARGEST, KEPT = 512 * 1024, 2


class _Quiet(RotatingFileHandler):
    """A full disk or a folder that went away costs the entry, and nothing is printed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it
        """Do nothing."""


# Without any handler at all logging would print to the terminal.
logging.getLogger(NAME).addHandler(logging.NullHandler())


def start(path: Path) -> None:
    """Write the log to this file from now on. A place where none can be written means no log, not a failure."""
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    stop()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Quiet(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logger.addHandler(handler)


def stop() -> None:
    """Close the log file."""
    logger = logging.getLogger(NAME)
    for handler in [one for one in logger.handlers if isinstance(one, _Quiet)]:
        logger.removeHandler(handler)
        with contextlib.suppress(OSError):  # the last lines may not fit on the disk
            handler.close()


def where(error: BaseException) -> str:
    """The kind of an exception and the lines of our code that it went through. Its message may be personal."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "portfolio" in Path(frame.filename).parts
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(frames)) or 'outside Laurel'}"


def failed(error: BaseException, doing: str) -> None:
    """Note that something failed that nobody expected. `doing` is a fixed phrase of ours."""
    logging.getLogger(NAME).error("%s: %s", doing, where(error))
