"""Decides what the arguments ask for: the window, the sample library, or the command line. Imports no more than that.

`portfolio` and `portfolio --library DIR --data-dir DIR` open the window. `portfolio demo` makes the sample library,
exports its PDF and opens the window on it. Everything else belongs to the command line, which never loads Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NO_WINDOW = 3
_INTERRUPTED = 130  # 128 + SIGINT and 128 + SIGPIPE: what a shell reports for a program that they ended
_PIPE_CLOSED = 141


@dataclass(frozen=True)
class _Request:
    """The options that come before any command, and what follows them."""

    library: Path | None
    data_dir: Path | None
    rest: tuple[str, ...]


def main(argv: Sequence[str]) -> int:
    """Does what the arguments (without the program's name) ask for; gives the exit status."""
    try:
        status = _dispatch(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has what they wanted. Nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    return status


def main_entry() -> None:
    """The `portfolio` command of an installed Laurel."""
    sys.exit(main(sys.argv[1:]))


def _dispatch(argv: Sequence[str]) -> int:
    request = _read(argv)
    if not request.rest:
        return _window(request.library, request.data_dir)
    from portfolio import cli

    if request.rest[0] != "demo":
        return cli.main(argv)
    made = cli.demo(argv)
    if made.exit_code or not made.open_window:
        return made.exit_code
    return _window(made.library, request.data_dir, without=0)


def _read(argv: Sequence[str]) -> _Request:
    """Reads `--library DIR` and `--data-dir DIR` (or with =) up to the first other word; for the demo after it too."""
    found: dict[str, Path] = {}
    at = _options(argv, 0, found)
    rest = tuple(argv[at:])
    if rest[:1] == ("demo",):
        for here in range(len(rest)):
            _options(rest, here, found)
    return _Request(found.get("--library"), found.get("--data-dir"), rest)


def _options(argv: Sequence[str], at: int, found: dict[str, Path]) -> int:
    """Puts the options from there on into `found`; gives the place of the first word that is none of them."""
    while at < len(argv):
        option, joined, value = argv[at].partition("=")
        if option not in ("--library", "--data-dir"):
            break
        if not joined:
            value = argv[at + 1] if at + 1 < len(argv) else ""
        if not value:
            break  # the command line says what is wrong with it
        found[option] = Path(value)
        at += 1 if joined else 2
    return at


def _window(library: Path | None, data_dir: Path | None, without: int = NO_WINDOW) -> int:
    """Opens the window; where there can be none, says why and gives the status `without`."""
    from portfolio import preflight

    outcome = preflight.check()
    if not outcome.ok:
        print(outcome.sentence(), file=sys.stderr)
        return without
    try:
        from portfolio.ui import app
    except ImportError as problem:
        if not (problem.name or "").startswith(("PySide6", "shiboken6")):
            raise
        print(f"Laurel cannot open its window: Qt does not load here ({problem}).", file=sys.stderr)
        return without
    return app.main(library, data_dir)


if __name__ == "__main__":
    main_entry()
