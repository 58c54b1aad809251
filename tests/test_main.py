"""What the arguments lead to, how little is imported on the way, and how an interrupted program ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from portfolio.__main__ import _read
from tests.needs import ROOT


def _python(code: str, *, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("argv", "library", "data_dir", "rest"),
    [
        ((), None, None, ()),
        (("--library", "a b"), "a b", None, ()),
        (("--library=x", "--data-dir", "y"), "x", "y", ()),
        (("--data-dir=y", "list", "--library", "z"), None, "y", ("list", "--library", "z")),
        (("demo", "--out", "x.pdf"), None, None, ("demo", "--out", "x.pdf")),
        (("demo", "--quiet", "--data-dir", "y"), None, "y", ("demo", "--quiet", "--data-dir", "y")),
        (("--library",), None, None, ("--library",)),
        (("--library=",), None, None, ("--library=",)),
        (("--library", ""), None, None, ("--library", "")),
        (("--help",), None, None, ("--help",)),
        (("",), None, None, ("",)),
        (("--", "list"), None, None, ("--", "list")),
    ],
)
def test_the_options_before_the_command(
    argv: Sequence[str], library: str | None, data_dir: str | None, rest: tuple[str, ...]
) -> None:
    request = _read(argv)
    assert request.library == (Path(library) if library else None)
    assert request.data_dir == (Path(data_dir) if data_dir else None)
    assert request.rest == rest


def test_the_command_line_never_imports_qt() -> None:
    code = (
        "import pkgutil, importlib, sys, portfolio.cli as cli\n"
        "for module in pkgutil.walk_packages(cli.__path__, 'portfolio.cli.'): importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'portfolio.ui'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_is_given_without_qt_and_in_words() -> None:
    code = (
        "import sys; from portfolio.__main__ import main\n"
        "try: status = main(['--help'])\n"
        "except SystemExit as end: status = end.code\n"
        "print('STATUS', status, any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "STATUS 0 False"
    assert "--library" in done.stdout


def test_whoever_stops_reading_ends_it_quietly() -> None:
    code = (
        "import sys; from portfolio import __main__ as start\n"
        "def tell(argv):\n"
        "    for _ in range(100_000): print('line')\n"
        "    return 0\n"
        "start._dispatch = tell; sys.exit(start.main([]))"
    )
    with _python(code) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.needs("posix")
def test_an_interrupt_ends_it_quietly() -> None:
    code = (
        "import sys, time; from portfolio import __main__ as start\n"
        "def wait(argv):\n"
        "    print('here', flush=True); time.sleep(60)\n"
        "start._dispatch = wait; sys.exit(start.main([]))"
    )
    with _python(code) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130
