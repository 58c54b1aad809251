"""Where things are made and joined, once: the application, its windows and their libraries."""

from __future__ import annotations

import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import portfolio
from portfolio.core import paths as places
from portfolio.core import settings as settings_file
from portfolio.core.i18n import gettext as _
from portfolio.core.paths import Paths
from portfolio.core.settings import Settings
from portfolio.ui.window import Window

if TYPE_CHECKING:  # all of this is imported after the first paint
    from portfolio.core.progress import Progress
    from portfolio.core.store import Store
    from portfolio.ui.desk import Desk
    from portfolio.ui.opening import Wanted


class Application(QObject):
    """The windows that are open, each with a library of its own."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        super().__init__()
        self.paths, self.settings = paths, settings
        self.windows: list[Window] = []

    def start(self, library: Path | None) -> Window:
        """A window; when it is painted, the library that is wanted, that of last time or the default one opens in it.

        The window closes again when the library cannot be opened and the user gives up.
        """
        window = self._frame()
        window.painted.connect(partial(self._fill, window, library))
        window.show()
        return window

    def _frame(self) -> Window:
        window = Window(self.settings.window)
        window.library_wanted.connect(partial(self._replace, window))
        window.sample_wanted.connect(partial(self._open_sample, window))
        window.sample_unwanted.connect(partial(self._remove_sample, window))
        window.closed.connect(partial(self._closed, window))
        self.windows.append(window)
        return window

    def _fill(self, window: Window, library: Path | None) -> None:
        dress(self.settings)
        window.build()
        from portfolio.ui.opening import Wanted, open_store

        store = open_store(self._wanted(library, Wanted), window)
        if store is None:
            window.close()
        else:
            self._give(window, store)

    def _wanted(self, library: Path | None, make: type[Wanted]) -> Wanted:
        if library is not None:
            return make(library)
        if self.settings.library:
            return make(Path(self.settings.library))
        return make(self.paths.library, fresh=True)

    def _give(self, window: Window, store: Store) -> None:
        """Let a window show an open library."""
        from portfolio.core.store import utc_now
        from portfolio.ui.desk import Desk

        desk = Desk(store, self.paths, self.settings, utc_now)
        desk.settings_changed.connect(partial(self._keep, desk))
        window.restyled.connect(partial(self._restyle, desk))
        if store.folder != self.paths.sample and str(store.folder) != self.settings.library:
            window.settled.connect(partial(desk.remember, library=str(store.folder)))
        window.settled.connect(_late)
        window.take(desk)

    def open_window(self, store: Store) -> Window:
        """A further window, on a library that is open already."""
        window = self._frame()
        dress(self.settings)
        window.build()
        window.show()
        self._give(window, store)
        return window

    def _keep(self, desk: Desk) -> None:
        """Settings are the same in all windows."""
        self.settings = desk.settings
        for window in self.windows:
            if window.views:
                window.desk.settings = desk.settings

    def _restyle(self, desk: Desk) -> None:
        dress(desk.settings, again=True)

    def _replace(self, window: Window, folder: Path) -> None:
        """Open another library in place of a window's."""
        from portfolio.ui.opening import Wanted, open_store

        store = open_store(Wanted(folder), window)
        if store is not None:
            self.open_window(store)
            window.close()

    def _open_sample(self, window: Window) -> None:
        """Open the sample library, made now if it is not there yet."""
        from portfolio.core.store import exists, utc_now

        for other in self.windows:
            if other.is_sample():
                other.activateWindow()
                other.raise_()
                return
        if exists(self.paths.sample):
            self._show_sample(window)
            return

        def make(progress: Progress) -> None:
            from portfolio.core import tasks

            tasks.make_sample(self.paths.sample, now=utc_now(), progress=progress).close()

        desk, label = window.desk, _("Making the sample library")
        desk.jobs.run(label, make, then=lambda _none: self._show_sample(window), failed=desk.tell, owner=window)

    def _show_sample(self, window: Window) -> None:
        from portfolio.ui.opening import Wanted, open_store

        store = open_store(Wanted(self.paths.sample), window)
        if store is not None:
            self.open_window(store)

    def _remove_sample(self, window: Window) -> None:
        """Close the window of the sample library and remove it without trace; there is always a window left."""
        from portfolio.core import sample
        from portfolio.core.errors import PortfolioError
        from portfolio.core.preview import Previewer, ThumbnailCache
        from portfolio.ui import errors

        if not window.is_sample():
            return
        if len(self.windows) == 1:
            self.start(None)
        window.close()
        previewer = Previewer()
        try:
            sample.remove(self.paths.sample, ThumbnailCache(self.paths.thumbnails, previewer))
        except PortfolioError as error:
            errors.tell(error)
        finally:
            previewer.close()

    def _closed(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()


def _late() -> None:
    """What an application has, and nobody waits for."""
    from portfolio.ui import errors, icons

    errors.install()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setWindowIcon(icons.application_icon())


def dress(settings: Settings, *, again: bool = False) -> None:
    """Give the application its colours, fonts and sizes; once, unless the settings changed."""
    from portfolio.ui import theme

    app = QApplication.instance()
    if isinstance(app, QApplication) and (again or not app.property("dressed")):
        app.setProperty("dressed", True)
        scheme: theme.Scheme = (
            "light" if settings.scheme == "light" else "dark" if settings.scheme == "dark" else "system"
        )
        theme.apply(app, scheme, settings.text_scale)


def bare_application(settings: Settings) -> QApplication:
    """The QApplication with nothing but the ground of the first paint: see window.Window."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Laurel")
    app.setApplicationVersion(portfolio.__version__)
    app.setDesktopFileName("laurel")
    dark = settings.scheme == "dark" or (
        settings.scheme != "light" and app.palette().window().color().lightness() < 128
    )
    ground = QColor(_ground("dark" if dark else "light"))
    app.setPalette(QPalette(ground, ground))
    return app


def _ground(name: str) -> str:
    tokens = tomllib.loads((places.resources() / "themes" / f"{name}.toml").read_text("utf-8"))
    return str(tokens["colours"]["window"])


def make_application(settings: Settings) -> QApplication:
    """The QApplication, dressed."""
    app = bare_application(settings)
    dress(settings, again=True)
    return app


def main(library: Path | None = None, data_dir: Path | None = None) -> int:
    """Open the window on a library, or on the one of last time; the exit code. `data_dir` holds everything."""
    paths = places.under(data_dir) if data_dir else places.system()
    settings = settings_file.load(paths.settings)
    app = bare_application(settings)
    application = Application(paths, settings)
    window = application.start(library)
    code = app.exec()
    return code if code or window.views else 1
