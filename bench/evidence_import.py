"""How fast files become evidence, against copying and hashing the same files plainly.

`python -m bench.evidence_import [MEGABYTES] [ROUNDS]` makes files of 10 KB to 20 MB, log-uniform, 500 MB in all, in a
temporary folder. The floor copies all of them (shutil.copyfile), calls os.sync() once, and hashes each copy (SHA-256):
the same bytes on the disk and the same hashes, with no library, no rows, no checks, and nothing safe before the end.
Ours is `attach_files` into a new library, acknowledged and durable batch by batch. Each run has a fresh folder and
begins with nothing waiting for the disk; the two take turns to be first. Goal: 0.6 x the floor's speed.

`python -m bench.evidence_import large` attaches a file of 2 GiB and says by how much the memory of the process grew
(Linux). Goal: less than 80 MiB.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from portfolio.core.store import Store
from portfolio.core.tasks import attach_files

SMALLEST, LARGEST, GOAL = 10_000, 20_000_000, 0.6


def make_files(folder: Path, total: int) -> list[Path]:
    """Files with random content, `total` bytes together."""
    choose = random.Random(total)
    paths: list[Path] = []
    while total > 0:
        size = min(total, int(SMALLEST * (LARGEST / SMALLEST) ** choose.random()))
        paths.append(folder / f"{len(paths)}.bin")
        paths[-1].write_bytes(choose.randbytes(size))
        total -= size
    return paths


def plainly(paths: list[Path], folder: Path) -> None:
    """The floor."""
    copies = [Path(shutil.copyfile(path, folder / path.name)) for path in paths]
    os.sync()
    for copy in copies:
        with copy.open("rb") as file:
            hashlib.file_digest(file, "sha256").hexdigest()


def as_evidence(paths: list[Path], folder: Path) -> None:
    """What Laurel does, from opening the library to the last acknowledgement."""
    with Store.open(folder / "Library") as store:
        attached = attach_files(store, paths)
        if len(attached.evidence) != len(paths):
            raise SystemExit(f"not attached: {attached.problems[:3]}")


def seconds(work: Callable[[list[Path], Path], None], paths: list[Path], folder: Path) -> float:
    """How long one run takes in a fresh folder."""
    folder.mkdir()
    Store.create(folder / "Library").close()
    os.sync()
    began = time.perf_counter()
    work(paths, folder)
    took = time.perf_counter() - began
    shutil.rmtree(folder)
    return took


LARGE = """
import resource, sys, time
from pathlib import Path
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files
home = Path(sys.argv[1])
with Store.create(home / "Library") as store:
    attach_files(store, [home / "tiny"])  # imports, and the first write
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    attached = attach_files(store, [home / "large"])
    took = time.perf_counter() - began
    assert len(attached.evidence) == 1, attached.problems
    print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def large(home: Path, size: int) -> tuple[float, float]:
    """Attaches a file with a hole of so many bytes in a fresh process: seconds, and MiB by which its memory grew."""
    (home / "tiny").write_bytes(b"tiny")
    with (home / "large").open("wb") as file:
        file.write(b"large")
        file.truncate(size)
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", LARGE, str(home)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    took, grown = done.stdout.split()
    return float(took), float(grown)


def main_large() -> int:
    """Print how long it took; 1 when the goal is missed."""
    with tempfile.TemporaryDirectory(prefix="laurel-bench-") as name:
        took, grown = large(Path(name), 2 << 30)
    print(f"2 GiB in {took:.1f} s; memory grew by {grown:.0f} MiB (goal: less than 80)")
    return 0 if grown < 80 else 1


def main(arguments: list[str]) -> int:
    """Print each round and the medians; 1 when the goal is missed."""
    if arguments == ["large"]:
        return main_large()
    megabytes, rounds = (*map(int, arguments), *(500, 7)[len(arguments) :])
    with tempfile.TemporaryDirectory(prefix="laurel-bench-") as name:
        home = Path(name)
        (home / "sources").mkdir()
        paths = make_files(home / "sources", megabytes * 1_000_000)
        print(f"{len(paths)} files, {megabytes} MB")
        seconds(as_evidence, paths[:2], home / "warm")  # imports
        ratios, ours, floors = [], [], []
        for number in range(rounds):
            turn = [("ours", as_evidence), ("floor", plainly)][:: -1 if number % 2 else 1]
            took = {who: seconds(work, paths, home / who) for who, work in turn}
            ratios.append(took["floor"] / took["ours"])
            ours.append(megabytes / took["ours"])
            floors.append(megabytes / took["floor"])
            print(f"  ours {ours[-1]:4.0f} MB/s   floor {floors[-1]:4.0f} MB/s   {ratios[-1]:.2f} x", flush=True)
    ratio = statistics.median(ratios)
    print(f"median: ours {statistics.median(ours):.0f} MB/s, floor {statistics.median(floors):.0f} MB/s")
    print(f"speed against copying and hashing plainly: {ratio:.2f} x (goal: {GOAL} x)")
    return 0 if ratio >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
