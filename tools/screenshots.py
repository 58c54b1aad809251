"""Takes the pictures of the README: `python -m tools.screenshots [FOLDER]` opens the real window on the sample library.

Needs a display (or Xvfb); QT_QPA_PLATFORM=offscreen works, too. The default folder is docs/images.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from portfolio.core import paths, tasks
from portfolio.core.document.pages import render
from portfolio.core.settings import Settings
from portfolio.core.store import Store
from portfolio.ui import theme
from portfolio.ui.app import make_application
from portfolio.ui.desk import Desk
from portfolio.ui.views.export_view import ExportView
from portfolio.ui.window import Window

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # the same pictures tomorrow
WIDE, HIGH, PAGE_WIDE = 1280, 800, 900
PATIENCE = 20_000  # milliseconds


def wait(until: Callable[[], object]) -> None:
    """Let the window work until something is so."""
    deadline = QDeadlineTimer(PATIENCE)
    while not until():
        if deadline.hasExpired():
            raise TimeoutError("The window did not come so far.")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def quiet(window: Window) -> None:
    """Wait until nothing is drawn or computed any more."""
    pause = QDeadlineTimer(500)
    wait(lambda: pause.hasExpired() and not window.desk.quiet.unfinished() and not window.desk.jobs.unfinished())


def credentials(window: Window) -> None:
    """The list with a credential that has evidence."""
    view = window.list_view("credentials")
    rows = range(view.pane.model.rowCount())
    best = max(rows, key=lambda row: (len(card.marks) if (card := view.pane.model.card(row)) else 0, -row))
    view.pane.cards.select_row(best)


def search(window: Window) -> None:
    """The list narrowed by a condition."""
    window.list_view("credentials").pane.search_for("has:evidence status:valid")


def projects(window: Window) -> None:
    """The projects."""
    window.list_view("projects")


def export(window: Window) -> None:
    """The export with the preview of the real PDF."""
    window.show_page("export")
    page = window.page()
    assert isinstance(page, ExportView)
    wait(page.preview.drawn_pages)


SCENES: dict[str, Callable[[Window], None]] = {
    "credentials": credentials,
    "search": search,
    "projects": projects,
    "export": export,
    "profile": lambda window: window.show_page("profile"),
}


def shoot(store: Store, home: Path, folder: Path, scheme: theme.Scheme, scale: int) -> None:
    """All scenes in one theme."""
    desk = Desk(store, paths.under(home), Settings(scheme=scheme, text_scale=scale), lambda: NOW)
    window = Window()
    window.resize(WIDE, HIGH)
    window.show()
    window.take(desk)
    window.finish()
    window.banners.clear()
    for name, scene in SCENES.items():
        scene(window)
        quiet(window)
        window.grab().save(str(folder / f"{name}-{scheme}.png"))
    window.list_view("credentials").pane.search_for("")
    window.close()


def pages(store: Store, home: Path, folder: Path) -> None:
    """The cover and the first page of credentials of the exported PDF."""
    pdf, _made = tasks.render(store, now=NOW, paths=paths.under(home))
    for number, name in enumerate(("pdf-cover", "pdf-credentials")):
        width, height, rgb = render(pdf, number, PAGE_WIDE)
        QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(folder / f"{name}.png"))


def main(folder: Path) -> int:
    """Pictures in light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(Settings(scheme="light"))
    with tempfile.TemporaryDirectory() as home:
        with tasks.make_sample(Path(home) / "Library", now=NOW) as store:
            pages(store, Path(home), folder)
        for scheme, scale in LOOKS:
            theme.apply(app, scheme, scale)
            shoot(Store.open(Path(home) / "Library", clock=lambda: NOW), Path(home), folder, scheme, scale)
    return 0


LOOKS: tuple[tuple[theme.Scheme, int], ...] = (("light", 100), ("dark", 100))

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "images"))
