"""What an export costs, against a plain ReportLab loop that draws the same content (bench/export_floor.py).

`python -m bench.export [small|large] [ROUNDS]` makes invented portfolios in a temporary folder: 40 credentials, 10
projects, 20 photos and 60 codes; 1,000, 200, 400 and 1,400. Each run is a process of its own with nothing cached, ours
and the floor's in turn. It prints medians, the median of the ratios by round, and the goals of the project.
"""

from __future__ import annotations

import gettext
import io
import json
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIB = 1024 * 1024


@dataclass(frozen=True)
class Case:
    """A size of portfolio, how often it is exported, and what was promised for it."""

    credentials: int
    projects: int
    rounds: int
    most_cpu: float
    most_memory: float


CASES = {"small": Case(40, 10, 9, 1.1, 120.0), "large": Case(1000, 200, 3, 1.1, 120.0)}


def prepare(folder: Path, case: Case) -> None:
    """Write the portfolio, and the plan that the floor is given."""
    from bench import export_fixture
    from portfolio.core.document import plan
    from portfolio.core.document.wording import Wording
    from portfolio.core.records import ExportOptions

    made = export_fixture.portfolio(folder, case.credentials, case.projects)
    said = plan.make(made, ExportOptions(), Wording(gettext.NullTranslations(), NOW.date()))
    (folder / "portfolio").write_bytes(pickle.dumps(made))
    (folder / "plan").write_bytes(pickle.dumps(said))


def run_ours(folder: Path) -> None:
    """One export, as the application makes it."""
    from portfolio.core import document
    from portfolio.core.records import ExportOptions

    made = pickle.loads((folder / "portfolio").read_bytes())
    with (folder / "ours.pdf").open("wb") as out:
        document.export(made, ExportOptions(), out, now=NOW)


def run_floor(folder: Path) -> None:
    """One run of the plain loop."""
    from bench import export_floor
    from portfolio.core import paths

    said = pickle.loads((folder / "plan").read_bytes())
    with (folder / "floor.pdf").open("wb") as out:
        export_floor.draw(said, out, paths.resources() / "fonts")


def measure(who: str, folder: Path) -> dict[str, float]:
    """CPU seconds and peak MiB of one run in a fresh process."""
    command = [sys.executable, "-m", "bench.export", who, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def report_self() -> None:
    """What this process took so far, interpreter and imports included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "memory": _peak() / MIB}))


def _peak() -> int:
    """The highest resident size in bytes, by the kernel where it tells: a fork inherits the figure of getrusage."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def compare(name: str, case: Case, rounds: int) -> bool:
    """Measure one case, print it, and say whether the promises are kept."""
    with tempfile.TemporaryDirectory(prefix="laurel-bench-") as place:
        folder = Path(place)
        prepare(folder, case)
        pairs = []
        for number in range(rounds):
            order = ("ours", "floor") if number % 2 else ("floor", "ours")
            found = {who: measure(who, folder) for who in order}
            pairs.append((found["ours"], found["floor"]))
        sizes = {who: (folder / f"{who}.pdf").stat().st_size for who in ("ours", "floor")}
        photos = sum(path.stat().st_size for path in folder.glob("*.jpg"))
    return _print(name, case, pairs, sizes, photos)


def _print(
    name: str, case: Case, pairs: list[tuple[dict[str, float], dict[str, float]]], sizes: dict[str, int], photos: int
) -> bool:
    ratio = statistics.median(ours["cpu"] / floor["cpu"] for ours, floor in pairs)
    memory = max(ours["memory"] for ours, _floor in pairs)
    print(f"{name}: {case.credentials} credentials, {case.projects} projects, {len(pairs)} rounds")
    for index, who in enumerate(("ours", "floor")):
        cpu = statistics.median(pair[index]["cpu"] for pair in pairs)
        peak = max(pair[index]["memory"] for pair in pairs)
        print(f"  {who:5}  {cpu:6.2f} s CPU  {peak:6.1f} MiB peak  {sizes[who] / 1e6:7.2f} MB file")
    print(f"  photos alone {photos / 1e6:.2f} MB")
    kept = ratio <= case.most_cpu and memory <= case.most_memory
    print(
        f"  CPU {ratio:.2f} x the floor (goal {case.most_cpu}), {memory:.0f} MiB (goal {case.most_memory:.0f}): ",
        end="",
    )
    print("kept" if kept else "NOT KEPT")
    return kept


def main(arguments: list[str]) -> int:
    """The command."""
    runs: dict[str, Any] = {"ours": run_ours, "floor": run_floor}
    if arguments and arguments[0] in runs:
        runs[arguments[0]](Path(arguments[1]))
        report_self()
        return 0
    names = [name for name in arguments if name in CASES] or list(CASES)
    rounds = next((int(word) for word in arguments if word.isdigit()), 0)
    kept = [compare(name, CASES[name], rounds or CASES[name].rounds) for name in names]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, line_buffering=True)
    sys.exit(main(sys.argv[1:]))
