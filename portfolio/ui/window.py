"""The window of one library: it places the pages, answers the actions, and tells what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.actions import Actions
from portfolio.ui.desk import Desk, Offer
from portfolio.ui.views.list_view import ListView
from portfolio.ui.views.shelves import CREDENTIALS, PROJECTS
from portfolio.ui.views.view import View
from portfolio.ui.widgets.banner import Banner, Banners
from portfolio.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from portfolio.ui.frame_parts import FrameParts

NARROW = 900  # pixels at 100 %: below this width the sidebar shows icons alone
PAGES = (
    ("credentials", "Credentials", "library", False),
    ("projects", "Projects", "folder-kanban", False),
    ("profile", "Profile", "circle-user", False),
    ("export", "Export", "file-down", False),
    ("trash", "Trash", "trash-2", True),
    ("settings", "Settings", "settings", True),
)


class Window(QMainWindow):
    """What is needed for the first paint is made here; the rest follows in steps, when nothing else is to be done."""

    library_wanted = Signal(object)  # Path
    sample_wanted = Signal()
    restyled = Signal()
    settled = Signal()  # everything that the first paint did not wait for is there
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.views: dict[str, View] = {}
        self._later: list[Callable[[], object]] = []
        self._parts: FrameParts | None = None
        self._painted = False
        self.sidebar = Sidebar("Laurel", _("Pages"))
        self.banners = Banners()
        self.stack = QStackedWidget()
        self.actions_ = Actions(self, self._handlers())
        self._build()
        self._connect()
        self.show_page("credentials")
        self._restore()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(_("{library} – Laurel").format(library=self.library_name()))
        self.setMinimumSize(QSize(640, 440))
        self.setAcceptDrops(True)
        for key, label, icon, foot in PAGES:
            self.sidebar.add_page(key, _(label), icon, foot=foot)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.stack, 1)
        self.body = QWidget()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(self.body)
        self.actions_.fill(self.menuBar())

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.show_page)
        self.desk.changed.connect(self._on_change)
        self.desk.said.connect(self._say)
        self.desk.failed.connect(self._tell)
        self.desk.warned.connect(self._warn)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        go = {key: partial(self.show_page, key) for key, *_rest in PAGES if key != "export"}
        return go | {
            "new-credential": partial(self._new, "credentials"),
            "new-project": partial(self._new, "projects"),
            "attach": self._attach,
            "add-link": partial(self._add_evidence, "link"),
            "add-note": partial(self._add_evidence, "note"),
            "open-library": self._open_library,
            "show-library": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.store.folder))),
            "open-sample": self.sample_wanted.emit,
            "export": self._export,
            "export-view": partial(self.show_page, "export"),
            "check": self._check,
            "close": self.close,
            "quit": self._quit,
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "delete": self._delete,
            "find": self._find,
            "larger": partial(self._scale, 1),
            "smaller": partial(self._scale, -1),
            "normal": partial(self._scale, 0),
            "dark": self._switch_scheme,
            "about": self._about,
        }

    def library_name(self) -> str:
        """What the library's folder is called."""
        folder = self.desk.store.folder
        return _("Sample library") if folder == self.desk.paths.sample else folder.name

    def is_sample(self) -> bool:
        """Whether this is the sample library."""
        return self.desk.store.folder == self.desk.paths.sample

    # --- start -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._later = [self._show_rows, self._show_counts, self._finish_list, self._finish_frame, self._settle]
            QTimer.singleShot(0, self, self._next_step)

    def _next_step(self) -> None:
        """One step of what the first paint did not wait for; then the event loop has its turn again."""
        if self._later:
            self._later.pop(0)()
            QTimer.singleShot(0, self, self._next_step if self._later else self.settled.emit)

    def finish(self) -> None:
        """Do at once what is left of the start."""
        if not self._painted:
            self._painted = True
            self._later = [self._show_rows, self._show_counts, self._finish_list, self._finish_frame]
        while self._later:
            self._later.pop(0)()

    def _show_rows(self) -> None:
        view = self.views["credentials"]
        if isinstance(view, ListView):
            view.catch_up()

    def _show_counts(self) -> None:
        from portfolio.core import lookup

        try:
            with self.desk.store.look() as db:
                counts = lookup.counts(db)
        except PortfolioError as error:
            self._tell(error)
            return
        for key in ("credentials", "projects"):
            self.sidebar.set_count(key, counts[key])
        self.sidebar.set_count("trash", counts["trash"] or None)
        self.update_actions()

    def _finish_list(self) -> None:
        view = self.views["credentials"]
        if isinstance(view, ListView):
            view.finish()

    def _finish_frame(self) -> None:
        from portfolio.ui import errors, frame_parts

        self._parts = frame_parts.FrameParts(self)
        errors.use(self.banners)
        self.update_actions()

    def parts(self) -> FrameParts:
        """Toasts, status and drops, made now if they are not there yet."""
        if self._parts is None:
            self._finish_frame()
        assert self._parts is not None
        return self._parts

    def _settle(self) -> None:
        """What the store does once before its first change; so that it is done when somebody types."""
        if self.desk.can_write:
            self.desk.quiet.run("", lambda _progress: self.desk.store.settle(), failed=self._tell, owner=self)

    # --- pages -------------------------------------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Show a page, made now if it is shown for the first time."""
        current = self.stack.currentWidget()
        if isinstance(current, View):
            current.flush()
        if key not in self.views:
            self.views[key] = self._make(key)
            self.stack.addWidget(self.views[key])
        self.stack.setCurrentWidget(self.views[key])
        self.sidebar.set_current(key)
        self.update_actions()

    def _make(self, key: str) -> View:
        if key in ("credentials", "projects"):
            view = ListView(CREDENTIALS if key == "credentials" else PROJECTS, self.desk)
            view.sample_wanted.connect(self.sample_wanted)
            view.current_changed.connect(self.update_actions)
            if key == "projects":
                view.finish()
            return view
        from portfolio.ui.views.pages import make

        return make(key, self)

    def page(self) -> View:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, View)
        return shown

    def list_view(self, key: str) -> ListView:
        """The credentials or the projects page, shown."""
        self.show_page(key)
        view = self.views[key]
        assert isinstance(view, ListView)
        return view

    # --- what happened -----------------------------------------------------------------------------------------

    def _on_change(self, _tables: frozenset[str]) -> None:
        if self._painted:
            self._show_counts()

    def update_actions(self) -> None:
        """Allow what can be done now."""
        if not self.views:
            return
        store = self.desk.store
        try:
            undo, redo = (store.next_undo(), store.next_redo()) if self.desk.can_write else (None, None)
        except PortfolioError:
            undo = redo = None
        record = self.page().has_record()
        self.actions_.enable(writable=self.desk.can_write, record=record, undo=undo, redo=redo)

    def _say(self, sentence: str, offer: Offer | None) -> None:
        self.parts().toasts.show(sentence, offer.text if offer else "", offer.take if offer else None)

    def _tell(self, error: Exception) -> None:
        from portfolio.ui import errors

        errors.use(self.banners)
        errors.tell(error)

    def _warn(self, lines: str) -> None:
        head, *rest = lines.splitlines()
        more = _("{n} more: see the details.").format(n=len(rest)) if rest else ""
        self.banners.say(head, more, "warn", lines if rest else "")

    def banner(self, message: str, hint: str = "", tone: str = "info") -> Banner:
        """A message that stays until it is closed."""
        return self.banners.say(message, hint, tone)

    # --- actions -----------------------------------------------------------------------------------------------

    def _new(self, key: str) -> None:
        self.list_view(key).add()

    def _attach(self) -> None:
        page = self.page()
        if isinstance(page, ListView) and page.has_record():
            page.finish().evidence.choose_files()

    def _add_evidence(self, kind: str) -> None:
        page = self.page()
        if isinstance(page, ListView) and page.has_record():
            page.add_evidence(kind)

    def _delete(self) -> None:
        page = self.page()
        if isinstance(page, ListView):
            page.remove()

    def _find(self) -> None:
        if not isinstance(self.page(), ListView):
            self.show_page("credentials")
        self.page().begin_search()

    def _export(self) -> None:
        from portfolio.ui.views.export_view import ExportView

        self.show_page("export")
        page = self.page()
        assert isinstance(page, ExportView)
        page.export()

    def _open_library(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Open another library"), str(self.desk.store.folder.parent))
        if name:
            self.library_wanted.emit(Path(name))

    def _check(self) -> None:
        from portfolio.ui.checking import check

        check(self)

    def _quit(self) -> None:
        from PySide6.QtWidgets import QApplication

        QApplication.closeAllWindows()

    def _scale(self, step: int) -> None:
        from portfolio.core.settings import TEXT_SCALES

        now = min(TEXT_SCALES, key=lambda scale: abs(scale - self.desk.settings.text_scale))
        place = TEXT_SCALES.index(now) + step if step else 0
        self.desk.remember(text_scale=TEXT_SCALES[min(max(place, 0), len(TEXT_SCALES) - 1)])
        self.restyled.emit()

    def _switch_scheme(self) -> None:
        self.desk.remember(scheme="light" if theme.tokens().dark else "dark")
        self.restyled.emit()

    def _about(self) -> None:
        from portfolio.ui.views.about import about

        about(self)

    # --- the frame ---------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        kept = QByteArray.fromBase64(self.desk.settings.window.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1280, 800)

    def _remember(self) -> None:
        kept = {"window": bytes(self.saveGeometry().toBase64().data()).decode("ascii")}
        view = self.views["credentials"]
        if isinstance(view, ListView):
            kept["splitter"] = bytes(view.splitter.saveState().toBase64().data()).decode("ascii")
        self.desk.remember(**kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_compact(event.size().width() < theme.px(NARROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._painted:
            from portfolio.ui import errors

            errors.use(self.banners)
        elif theme.is_restyle(event) and hasattr(self, "sidebar"):
            self.sidebar.set_compact(self.width() < theme.px(NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page().flush()
        self._later.clear()
        self._remember()
        self.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.desk.close()
        self.closed.emit()
        event.accept()
