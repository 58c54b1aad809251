"""Runs one command and turns every way in which it can end into words and an exit code."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portfolio.cli.console import Console
from portfolio.cli.grammar import build
from portfolio.cli.parser import UsageError, option
from portfolio.core.errors import Cancelled, LibraryBusyError, NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _

GOOD, FAILED, USAGE, NOT_FOUND, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 4, 5, 130


@dataclass(frozen=True, slots=True)
class DemoResult:
    """How the demo ended: the sample library's folder, the exit code, whether a window is to be opened on it."""

    library: Path
    exit_code: int
    open_window: bool


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments (without the program's name) make; its exit code.

    Raises BrokenPipeError when the reader of standard output has gone, and no other exception.
    """
    return _run(argv)[1]


def demo(argv: Sequence[str]) -> DemoResult:
    """Run `portfolio demo`; the arguments are all of the command line, or those after the word `demo`."""
    args, code = _run(argv if _is_demo(argv) else ["demo", *argv])
    if args is None:
        return DemoResult(Path(), code, False)
    from portfolio.cli.folders import paths_of

    return DemoResult(paths_of(args).sample, code, code == GOOD and not args.no_window and not option(args, "json"))


def _is_demo(argv: Sequence[str]) -> bool:
    if "demo" not in argv:
        return False
    try:
        return bool(build().parse_args(_without_help(argv)).command == "demo")
    except UsageError:
        return True  # said again, with its reason, when it is run


def _without_help(argv: Sequence[str]) -> list[str]:
    return [word for word in argv if word not in ("-h", "--help", "--version")]


def _run(argv: Sequence[str]) -> tuple[Namespace | None, int]:
    _never_fail_on_characters()
    args: Namespace | None = None
    console = Console.standard(as_json=_wants(argv, "--json"), quiet=_wants(argv, "--quiet"))
    try:
        args = build().parse_args(list(argv))
        console = Console.standard(as_json=option(args, "json", False), quiet=option(args, "quiet", False))
        return args, _ended(args.run, args, console)
    except UsageError as error:
        _say_usage(error, console)
        return None, USAGE
    except SystemExit as ended:  # argparse has printed help or the version
        return None, ended.code if isinstance(ended.code, int) else GOOD


def _ended(command: Callable[[Namespace, Console], int], args: Namespace, console: Console) -> int:
    try:
        code = command(args, console)
        console.out.flush()
        return code
    except UsageError as error:
        _say_usage(error, console)
        return USAGE
    except PortfolioError as error:
        console.fail(error.message, error.hint)
        return _code(error)
    except (Cancelled, KeyboardInterrupt):
        console.fail(_("Stopped; nothing that was unfinished is kept."))
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        console.fail(*_system_words(error))
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last door before a traceback
        console.fail(*_unexpected(error, args))
        return FAILED


def _code(error: PortfolioError) -> int:
    if isinstance(error, NotFoundError):
        return NOT_FOUND
    return UNAVAILABLE if isinstance(error, LibraryBusyError | ReadOnlyError) else FAILED


def _say_usage(error: UsageError, console: Console) -> None:
    message = error.message if len(error.message) <= 400 else error.message[:400] + "…"
    hint = _("See: {command} --help").format(command=error.command)
    if error.usage and not console.json:
        console.err.write(error.usage)
    console.fail(message, hint)


def _system_words(error: OSError) -> tuple[str, str]:
    where = f" ({error.filename})" if error.filename else ""
    reason = error.strerror or type(error).__name__
    return _("The system refused{where}: {reason}.").format(where=where, reason=reason), _("Nothing else was changed.")


def _unexpected(error: Exception, args: Namespace) -> tuple[str, str]:
    from portfolio.cli.folders import paths_of

    path = paths_of(args).log
    message = _("Something went wrong that should not have, so the command was not completed.")
    if not _logged(error, path):
        return message, _("It could not be written to the log either.")
    return message, _("What happened is in {log}, without personal data. Please report it.").format(log=path)


def _logged(error: Exception, path: Path) -> bool:
    import logging

    from portfolio.core import log

    log.start(path)
    try:
        if not logging.getLogger(log.NAME).handlers:
            return False
        logging.raiseExceptions = False  # a log that cannot be written prints a traceback otherwise
        log.failed(error, "command line")
        return os.access(path, os.W_OK)
    finally:
        log.stop()


def _wants(argv: Sequence[str], name: str) -> bool:
    words = list(argv)
    return name in (words[: words.index("--")] if "--" in words else words)


def _never_fail_on_characters() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
