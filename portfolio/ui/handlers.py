"""What each action does in its window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from portfolio.core.i18n import gettext as _
from portfolio.core.settings import TEXT_SCALES
from portfolio.ui import theme
from portfolio.ui.actions import Actions
from portfolio.ui.views.list_view import ListView

if TYPE_CHECKING:
    from portfolio.ui.window import Window


def make_actions(window: Window) -> Actions:
    """The actions of a window, in its menus."""
    desk = window.desk
    pages = {key: partial(window.show_page, key) for key in ("credentials", "projects", "profile", "trash", "settings")}
    actions = Actions(
        window,
        pages
        | {
            "export-view": partial(window.show_page, "export"),
            "new-credential": lambda: window.list_view("credentials").add(),
            "new-project": lambda: window.list_view("projects").add(),
            "attach": partial(_attach, window),
            "add-link": partial(_add_evidence, window, "link"),
            "add-note": partial(_add_evidence, window, "note"),
            "open-library": partial(_open_library, window),
            "show-library": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(desk.store.folder))),
            "open-sample": window.sample_wanted.emit,
            "export": partial(_export, window),
            "check": partial(_check, window),
            "close": window.close,
            "quit": QApplication.closeAllWindows,
            "undo": desk.undo,
            "redo": desk.redo,
            "delete": partial(_delete, window),
            "find": partial(_find, window),
            "larger": partial(_scale, window, 1),
            "smaller": partial(_scale, window, -1),
            "normal": partial(_scale, window, 0),
            "dark": partial(_switch_scheme, window),
            "about": partial(_about, window),
        },
    )
    actions.fill(window.menus)
    return actions


def _attach(window: Window) -> None:
    page = window.page()
    if isinstance(page, ListView) and page.has_record():
        page.finish().evidence.choose_files()


def _add_evidence(window: Window, kind: str) -> None:
    page = window.page()
    if isinstance(page, ListView) and page.has_record():
        page.add_evidence(kind)


def _delete(window: Window) -> None:
    page = window.page()
    if isinstance(page, ListView):
        page.remove()


def _find(window: Window) -> None:
    page = window.page()
    if not isinstance(page, ListView):
        page = window.list_view("credentials")
    page.begin_search()


def _export(window: Window) -> None:
    from portfolio.ui.views.export_view import ExportView

    window.show_page("export")
    page = window.page()
    assert isinstance(page, ExportView)
    page.export()


def _open_library(window: Window) -> None:
    begin = str(window.desk.store.folder.parent)
    name = QFileDialog.getExistingDirectory(window, _("Open another library"), begin)
    if name:
        window.library_wanted.emit(Path(name))


def _check(window: Window) -> None:
    from portfolio.ui.checking import check

    check(window)


def _scale(window: Window, step: int) -> None:
    now = min(TEXT_SCALES, key=lambda scale: abs(scale - window.desk.settings.text_scale))
    place = TEXT_SCALES.index(now) + step if step else 0
    window.desk.remember(text_scale=TEXT_SCALES[min(max(place, 0), len(TEXT_SCALES) - 1)])
    window.restyled.emit()


def _switch_scheme(window: Window) -> None:
    window.desk.remember(scheme="light" if theme.tokens().dark else "dark")
    window.restyled.emit()


def _about(window: Window) -> None:
    from portfolio.ui.views.about import about

    about(window)
