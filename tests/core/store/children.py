"""Runs what a test needs done in a process of its own: killed, limited, or without the rights of root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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


def environment(**more: str) -> dict[str, str]:
    """The environment of a child: ours, and the project on its path."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def run(code: str, *arguments: object, bound: bool = False, **more: str) -> str:
    """What the code printed. Fails when it fails, with what it said."""
    done = subprocess.run(
        command(code, *arguments, bound=bound),
        check=False,
        capture_output=True,
        text=True,
        env=environment(**more),
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that is ready when it has said its first line."""
    process = subprocess.Popen(command(code, *arguments), stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    assert process.stdout.readline()
    return process
