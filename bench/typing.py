"""How long a keystroke in the search field takes until the rows are painted, and how much memory the window needs.

`python -m bench.typing [COUNT]` opens the real window on COUNT (10,000) credentials, types queries letter by letter,
and measures from the end of the debounce (60 ms, see ui/widgets/search_field.py) to the painted list. Memory is the
resident size after that, against a process with an empty PySide6 window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.search import TYPED

GOAL_MS, GOAL_MB = 16.0, 50.0

MEMORY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
for _ in range(20):
    app.processEvents()
"""


def resident() -> float:
    """The resident memory of this process in MB (Linux: VmRSS of proc(5))."""
    return _resident(Path("/proc/self/status").read_text())


def _resident(status: str) -> float:
    for line in status.splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise SystemExit("This system does not say how much memory a process has.")


def empty_window() -> float:
    """The resident memory of a process with an empty window, in MB."""
    # Nothing of ours is imported there, not even resident(): its modules would count as part of the empty window.
    tell = f"{MEMORY}print(open('/proc/self/status').read())"
    return _resident(subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True).stdout)


def main(count: int = 10_000) -> int:
    """Print the figures; 1 when a goal was missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    from PySide6.QtTest import QTest

    from portfolio.core import paths as places
    from portfolio.core.settings import Settings
    from portfolio.ui import app as start

    with tempfile.TemporaryDirectory() as folder:
        fill_apart(Path(folder) / "library", count)
        app = start.make_application(Settings())
        application = start.Application(places.under(Path(folder) / "data"), Settings())
        application.start(Path(folder) / "library")
        window = application.windows[0]
        QTest.qWait(800)
        pane = window.list_view("credentials").pane
        taken = []
        for typed in TYPED:
            pane.search.clear_now()
            QTest.qWait(20)
            for end in range(1, len(typed) + 1):
                pane.search.setText(typed[:end])
                began = time.perf_counter()
                pane.search.returnPressed.emit()  # what the debounce does when it ends
                pane.cards.viewport().repaint()
                taken.append((time.perf_counter() - began) * 1000)
                QTest.qWait(1)
        memory, floor = resident(), empty_window()
        window.close()
        app.processEvents()
    p95 = statistics.quantiles(taken, n=20)[18]
    print(f"{len(taken)} keystrokes over {count:,} credentials, from key to painted rows:")
    print(f"  p50 {statistics.median(taken):.1f} ms   p95 {p95:.1f} ms (goal {GOAL_MS})   most {max(taken):.1f} ms")
    print(f"memory {memory:.0f} MB, an empty window {floor:.0f} MB, more by {memory - floor:.0f} MB (goal {GOAL_MB})")
    return int(p95 > GOAL_MS or memory - floor > GOAL_MB)


def fill_apart(folder: Path, count: int) -> None:
    """Make the library in another process, so that its memory does not count."""
    tell = f"from pathlib import Path; from bench.search import fill; fill(Path({str(folder)!r}), {count})"
    subprocess.run([sys.executable, "-c", tell], check=True, cwd=Path(__file__).parents[1])


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
