"""Where things are made and joined, once: the application, its windows and their libraries."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

import portfolio
from portfolio.core import paths as places
from portfolio.core import settings as settings_file
from portfolio.core.i18n import gettext as _
from portfolio.core.paths import Paths
from portfolio.core.settings import Settings
from portfolio.core.store import Store, exists, utc_now
from portfolio.ui import icons, theme
from portfolio.ui.desk import Desk
from portfolio.ui.jobs import Jobs
from portfolio.ui.window import Window


class Application(QObject):
    """The windows that are open, each with a library of its own."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        super().__init__()
        self.paths, self.settings = paths, settings
        self.windows: list[Window] = []

    def start(self, library: Path | None) -> bool:
        """Open the library that is wanted, the one of last time, or the default one; whether there is a window now."""
        store = self._last() if library is None else self._open(library, fresh=False)
        if store is None:
            return False
        self.open_window(store)
        return True

    def _last(self) -> Store | None:
        remembered = self.settings.library
        if remembered:
            return self._open(Path(remembered), fresh=False)
        return self._open(self.paths.library, fresh=True)

    def _open(self, folder: Path, *, fresh: bool, parent: Window | None = None) -> Store | None:
        from portfolio.ui.opening import Wanted, open_store

        return open_store(Wanted(folder, fresh=fresh), parent)

    def open_window(self, store: Store) -> Window:
        """A window on an open library."""
        desk = Desk(store, Jobs(), self.paths, self.settings, utc_now)
        window = Window(desk)
        window.library_wanted.connect(partial(self._replace, window))
        window.sample_wanted.connect(partial(self._open_sample, window))
        window.restyled.connect(partial(self._restyle, desk))
        window.closed.connect(partial(self._closed, window))
        desk.settings_changed.connect(partial(self._keep, desk))
        self.windows.append(window)
        if store.folder != self.paths.sample and str(store.folder) != self.settings.library:
            self._remember = partial(desk.remember, library=str(store.folder))
            window.settled.connect(self._remember)
        window.show()
        return window

    def _keep(self, desk: Desk) -> None:
        """Settings are the same in all windows."""
        self.settings = desk.settings
        for window in self.windows:
            window.desk.settings = desk.settings

    def _restyle(self, desk: Desk) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, _scheme(desk.settings.scheme), desk.settings.text_scale)

    def _replace(self, window: Window, folder: object) -> None:
        """Open another library in place of a window's."""
        assert isinstance(folder, Path)
        store = self._open(folder, fresh=False, parent=window)
        if store is not None:
            self.open_window(store)
            window.close()

    def _open_sample(self, window: Window) -> None:
        """Open the sample library, made now if it is not there yet."""
        for other in self.windows:
            if other.is_sample():
                other.activateWindow()
                other.raise_()
                return
        if exists(self.paths.sample):
            self._show_sample(window)
            return
        from portfolio.core import tasks

        def make(progress: object) -> None:
            tasks.make_sample(self.paths.sample, now=utc_now(), progress=progress).close()  # type: ignore[arg-type]

        desk = window.desk
        desk.jobs.run(
            _("Making the sample library"), make, then=lambda _none: self._show_sample(window), failed=desk.tell
        )

    def _show_sample(self, window: Window) -> None:
        store = self._open(self.paths.sample, fresh=False, parent=window)
        if store is not None:
            self.open_window(store)

    def _closed(self, window: Window) -> None:
        self.windows.remove(window)
        window.deleteLater()


def _scheme(name: str) -> theme.Scheme:
    return "light" if name == "light" else "dark" if name == "dark" else "system"


def make_application(settings: Settings) -> QApplication:
    """The QApplication, dressed."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Laurel")
    app.setApplicationVersion(portfolio.__version__)
    app.setDesktopFileName("laurel")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    theme.apply(app, _scheme(settings.scheme), settings.text_scale)
    return app


def main(library: Path | None = None, data_dir: Path | None = None) -> int:
    """Open the window on a library, or on the one of last time; the exit code. `data_dir` holds everything."""
    paths = places.under(data_dir) if data_dir else places.system()
    settings = settings_file.load(paths.settings)
    app = make_application(settings)
    application = Application(paths, settings)
    if not application.start(library):
        return 1
    from portfolio.ui import errors

    errors.install()
    app.setWindowIcon(icons.application_icon())
    return app.exec()
