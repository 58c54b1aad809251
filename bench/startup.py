"""How long the window takes to its first paint and to its first rows, against an empty PySide6 window.

`python -m bench.startup [COUNT] [ROUNDS]` opens a library of COUNT (2,000) credentials ROUNDS (15) times, interleaved
with an empty window, each in a fresh process, and prints the medians and the ratios. The clock starts before the
process does. Set QT_QPA_PLATFORM, or run it under a display; offscreen otherwise.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.search import fill

GOALS = {"paint": 1.5, "rows": 2.5}

EMPTY = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    painted = False
    def paintEvent(self, event):
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, done)

def done():
    print("paint", time.monotonic() - float(os.environ["BEGAN"]))
    app.quit()

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

LAUREL = """
import os, sys, time
from pathlib import Path
from portfolio.ui import app as start
from portfolio.core import paths as places, settings as settings_file
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    # Says when a widget is painted for the first time; filters the events of that widget alone.
    def __init__(self, widget, what, then=None):
        super().__init__(widget)
        self.what, self.then = what, then
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.done():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False
    def done(self):
        return True
    def tell(self):
        print(self.what, time.monotonic() - float(os.environ["BEGAN"]), flush=True)
        if self.then:
            self.then()

class RowsWatch(Watch):
    def done(self):
        return window.views["credentials"].pane.model.rowCount() > 0

folders = places.under(Path(sys.argv[2]))
settings = settings_file.load(folders.settings)
app = start.bare_application(settings)
application = start.Application(folders, settings)
window = application.start(Path(sys.argv[1]))
Watch(window, "paint")
take = window.take
def take_and_watch(desk):
    show_page = window.show_page
    def show_and_watch(key):
        show_page(key)
        if not watched:
            watched.append(RowsWatch(window.views[key].pane.cards.viewport(), "rows", app.quit))
    window.show_page = show_and_watch
    take(desk)
watched = []
window.take = take_and_watch
app.exec()
os._exit(0)
"""


def measure(code: str, *arguments: str) -> dict[str, float]:
    """Seconds from before the process started to what it reports, by name."""
    environment = os.environ | {"BEGAN": repr(time.monotonic()), "PYTHONPATH": str(Path(__file__).parents[1])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed application has its byte code
    environment.setdefault("QT_QPA_PLATFORM", "" if environment.get("DISPLAY") else "offscreen")
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    found = {line.split()[0]: float(line.split()[1]) for line in run.stdout.splitlines() if len(line.split()) == 2}
    if "paint" not in found:
        raise SystemExit(f"The window did not paint: {run.stderr[-2000:]}")
    return found


def main(count: int = 2000, rounds: int = 15) -> int:
    """Print the table; 1 when a goal was missed."""
    with tempfile.TemporaryDirectory() as folder:
        library, data = Path(folder) / "library", Path(folder) / "data"
        fill(library, count)
        measure(EMPTY), measure(LAUREL, str(library), str(data))  # the disk's cache is warm for both
        empty, laurel = [], []
        for _round in range(rounds):
            empty.append(measure(EMPTY)["paint"])
            laurel.append(measure(LAUREL, str(library), str(data)))
    floor = statistics.median(empty)
    print(f"empty window, first paint   {floor * 1000:6.0f} ms")
    missed = False
    for what, goal in GOALS.items():
        ratios = [one[what] / base for one, base in zip(laurel, empty, strict=True)]
        ratio = statistics.median(ratios)
        missed |= ratio > goal
        print(
            f"Laurel, first {what:<5}         {statistics.median(one[what] for one in laurel) * 1000:6.0f} ms"
            f"   {ratio:.2f} x   goal {goal} x   {'ok' if ratio <= goal else 'MISSED'}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
