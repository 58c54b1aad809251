"""Runs what a test needs done in a process of its own: killed at a point, limited, or without the rights of root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def command(code: str, *arguments: object, bound: bool = False) -> list[str]:
    """The command that runs the code. `bound`: permissions of files hold, for root too."""
    rights: list[str] = []
    if bound and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root without setpriv (util-linux) cannot give up its rights")
        rights = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    return [*rights, sys.executable, "-c", code, *map(str, arguments)]


def environment(*, doomed: bool = False) -> dict[str, str]:
    """The environment of a child: ours, and the project on its path. A doomed one would leave half a measurement of
    coverage behind, so none is taken.
    """
    ours = {name: value for name, value in os.environ.items() if not (doomed and name.startswith("COVERAGE"))}
    return ours | {"PYTHONPATH": str(ROOT)}


def run(code: str, *arguments: object, bound: bool = False) -> str:
    """What the code printed. Fails when it fails, with what it said."""
    done = subprocess.run(
        command(code, *arguments, bound=bound),
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that is ready when it has said its first line, and will be killed."""
    process = subprocess.Popen(
        command(code, *arguments), stdout=subprocess.PIPE, text=True, env=environment(doomed=True)
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


# Forks for each number that it reads, so that the imports are paid for once. The fork does the work and ends itself by
# SIGKILL right before the n-th call of those that touch the disk or the database; for 0 it says how many there were.
_MORTAL = """
import os, signal, sys, threading
from pathlib import Path
from portfolio.core import library, lookup
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files
DEADLY = {"execute", "commit", "rollback", "close", "fsync", "replace", "unlink", "open", "write", "connect", "mkdir"}
arguments = [Path(argument) for argument in sys.argv[1:]]
%s
print("ready", flush=True)
for line in sys.stdin:
    wanted = int(line)
    pid = os.fork()
    if not pid:
        count = 0
        def watch(frame, event, called):
            global count
            if event == "c_call" and getattr(called, "__name__", "") in DEADLY:
                count += 1
                if count == wanted:
                    os.kill(os.getpid(), signal.SIGKILL)
        def acknowledge(what):
            sys.setprofile(None)
            print(what, flush=True)
            sys.setprofile(watch)
        threading.setprofile(watch)
        sys.setprofile(watch)
        work()
        sys.setprofile(None)
        if not wanted:
            print(count, flush=True)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    print("killed" if os.WIFSIGNALED(status) else "survived", flush=True)
"""


@contextmanager
def mortal(work: str, *arguments: object) -> Iterator[Callable[[int], list[str]]]:
    """A process that does `work()` (code that defines it) and dies at the n-th call; called with n, it gives what the
    work acknowledged, and at the end "killed" or "survived". For 0 the number of calls stands before that.
    """
    with subprocess.Popen(
        command(_MORTAL % work, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(doomed=True),
    ) as process:
        asking, telling = process.stdin, process.stdout
        assert asking is not None
        assert telling is not None
        assert telling.readline() == "ready\n"

        def die(number: int) -> list[str]:
            asking.write(f"{number}\n")
            asking.flush()
            lines = [telling.readline().strip()]
            while lines[-1] not in ("killed", "survived", ""):
                lines.append(telling.readline().strip())
            return lines

        yield die
        asking.close()
        assert process.wait(30) == 0
