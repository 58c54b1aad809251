"""What the start waits for: the frame needs no library, the first rows no database toolkit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from portfolio.core import library
from portfolio.core.store import Store

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from portfolio.core import paths
from portfolio.core.settings import Settings
from portfolio.ui.app import Application, make_application
seen = {}
app = make_application(Settings(scheme="light"))
application = Application(paths.under(Path(sys.argv[2])), Settings(scheme="light"))
window = application.start(Path(sys.argv[1]))
window.painted.connect(lambda: None)
watched = ("sqlalchemy", "alembic", "reportlab", "pypdfium2", "sqlite3", "portfolio.core.records")
note = lambda when: seen.__setitem__(when, [name for name in watched if name in sys.modules])
note("frame")
rows = window.take
def take(desk):
    rows(desk)
    note("rows")
    seen["titles"] = [window.views["credentials"].pane.model.card(0).title]
window.take = take
window.settled.connect(lambda: (note("settled"), window.close()))
window.closed.connect(app.quit)
app.exec()
print(json.dumps(seen))
"""


def unmeasured() -> dict[str, str]:
    """The environment without what makes children measure their coverage: that loads sqlite3 by itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    with Store.create(tmp_path / "Library") as store, store.write("Add") as session:
        library.add_credential(session, title="First")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "Library"), str(tmp_path / "home")],
        env=unmeasured() | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["frame"] == []
    assert seen["titles"] == ["First"]
    assert seen["rows"] == ["sqlite3"]
    assert "sqlalchemy" in seen["settled"]
