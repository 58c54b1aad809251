"""Writes requirements/run.txt and dev.txt anew: exact versions and hashes for every system, and no host.

Needs uv (`python3 -m pip install uv`, in any environment); nobody needs it to run Laurel or its tests.
`--upgrade` takes the newest versions that run.in and dev.in allow; without it only what changed there is resolved.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--only-binary=:all:",
    "--custom-compile-command=python tools/lock.py",
    "--quiet",
)


def main(arguments: Sequence[str]) -> int:
    """Locks run.in, and then dev.in within its bounds; gives the exit status."""
    uv = [sys.executable, "-m", "uv"] if find_spec("uv") else [found] if (found := which("uv")) else []
    if not uv:
        print("The lock is written by uv, which is not here: python3 -m pip install uv", file=sys.stderr)
        return 1
    for name in ("run", "dev"):
        source, lock = f"requirements/{name}.in", f"requirements/{name}.txt"
        command = [*uv, "pip", "compile", *OPTIONS, *arguments, source, "-o", lock]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
        hosts = re.findall(r"https?://\S+", (ROOT / lock).read_text("utf-8"))
        if hosts:
            print(f"{lock} names a host, {hosts[0]}, and must not.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
