"""The window of one library. Its frame comes first; when that is painted, the library is opened and fills it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _

if TYPE_CHECKING:  # all of this is imported after the first paint
    from portfolio.ui.actions import Actions
    from portfolio.ui.desk import Desk, Offer
    from portfolio.ui.frame_parts import FrameParts
    from portfolio.ui.views.list_view import ListView
    from portfolio.ui.views.view import View
    from portfolio.ui.widgets.banner import Banner, Banners
    from portfolio.ui.widgets.sidebar import Sidebar

NARROW = 900  # pixels at 100 %: below this width the sidebar shows icons alone
PAGES = (
    ("credentials", "Credentials", "library", False),
    ("projects", "Projects", "folder-kanban", False),
    ("profile", "Profile", "circle-user", False),
    ("export", "Export", "file-down", False),
    ("trash", "Trash", "trash-2", True),
    ("settings", "Settings", "settings", True),
)
ROWS_FIRST = 25  # milliseconds: a window that is shown already paints with the next frame, later than a timer of 0
MENU_TITLES = ("&File", "&Edit", "&View", "&Help")


class Window(QMainWindow):
    """Empty at first: `build` gives it its parts, `take` a library. The rest follows in steps after the first rows.

    Nothing before the first paint names the `Qt` namespace: PySide6 makes all of its enumerations at the first
    mention, which takes a fifth as long as an empty window does.
    """

    desk: Desk
    actions_: Actions
    banners: Banners
    sidebar: Sidebar

    painted = Signal()  # the frame is on the screen
    settled = Signal()  # everything that the first rows did not wait for is there
    library_wanted = Signal(object)  # Path
    sample_wanted = Signal()
    sample_unwanted = Signal()
    restyled = Signal()
    closed = Signal()

    def __init__(self, geometry: str = "") -> None:
        """`geometry` is what `saved_geometry` gave."""
        super().__init__()
        self.views: dict[str, View] = {}
        self._later: list[Callable[[], object]] = []
        self._parts: FrameParts | None = None
        self._painted = self._built = self._open = False
        self.setWindowTitle("Laurel")
        kept = QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1280, 800)

    def build(self) -> None:
        """Make the frame: sidebar, menus, and the place where the pages go. Twice is once."""
        if self._built:
            return
        from portfolio.ui.widgets.sidebar import Sidebar

        self._built = True
        self.setMinimumSize(QSize(640, 440))
        self.sidebar = Sidebar("Laurel", _("Pages"))
        self.stack, self.body, self.column = QStackedWidget(), QWidget(), QVBoxLayout()
        for key, label, icon, foot in PAGES:
            self.sidebar.add_page(key, _(label), icon, foot=foot)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.stack, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self.column, 1)
        self.setCentralWidget(self.body)
        self.menus = [self.menuBar().addMenu(_(title)) for title in MENU_TITLES]
        self._fit_sidebar()

    # --- start -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def take(self, desk: Desk) -> None:
        """Show the library of a desk: its rows at once, the rest in steps."""
        self.build()
        self.desk, self._open = desk, True
        self.setWindowTitle(_("{library} – Laurel").format(library=self.library_name()))
        self.show_page("credentials")
        self.list_view("credentials").show_rows()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.repaint()  # the rows, before all that answers them
        from portfolio.ui.handlers import make_actions
        from portfolio.ui.widgets.banner import Banners

        self.banners = Banners()
        self.column.insertWidget(0, self.banners)
        self.actions_ = make_actions(self)
        desk.changed.connect(self._on_change)
        desk.said.connect(self._say)
        desk.failed.connect(self.tell)
        desk.warned.connect(self._warn)
        self.sidebar.chosen.connect(self.show_page)
        self._later = [self._show_counts, self._finish_list, self._finish_frame, self._settle]
        QTimer.singleShot(ROWS_FIRST, self, self._next_step)

    def _next_step(self) -> None:
        """One step of what the first rows did not wait for; then the event loop has its turn again."""
        if self._later:
            self._later.pop(0)()
            QTimer.singleShot(0, self, self._next_step if self._later else self.settled.emit)

    def finish(self) -> None:
        """Do at once what is left of the start."""
        while self._later:
            self._later.pop(0)()

    def _show_counts(self) -> None:
        from portfolio.core import lookup
        from portfolio.core.errors import PortfolioError

        try:
            with self.desk.store.look() as db:
                counts = lookup.counts(db)
        except PortfolioError as error:
            self.tell(error)
            return
        for key in ("credentials", "projects"):
            self.sidebar.set_count(key, counts[key])
        self.sidebar.set_count("trash", counts["trash"] or None)
        self.update_actions()

    def _finish_list(self) -> None:
        self.list_view("credentials", show=False).finish()

    def _finish_frame(self) -> None:
        from portfolio.ui import errors
        from portfolio.ui.frame_parts import FrameParts

        if self._parts is None:
            self._parts = FrameParts(self)
            errors.use(self.banners)
            self.update_actions()

    def parts(self) -> FrameParts:
        """Toasts, status and drops, made now if they are not there yet."""
        self._finish_frame()
        assert self._parts is not None
        return self._parts

    def _settle(self) -> None:
        """What the store does once before its first change; so that it is done when somebody types."""
        if self.desk.can_write:
            self.desk.quiet.run("", lambda _progress: self.desk.store.settle(), failed=self.tell, owner=self)

    def library_name(self) -> str:
        """What the library's folder is called."""
        return _("Sample library") if self.is_sample() else self.desk.store.folder.name

    def is_sample(self) -> bool:
        """Whether this is the sample library."""
        return self._open and self.desk.store.folder == self.desk.paths.sample

    # --- pages -------------------------------------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Show a page, made now if it is shown for the first time."""
        if self.stack.count():
            self.page().flush()
        if key not in self.views:
            from portfolio.ui.views.pages import make

            self.views[key] = make(key, self)
            self.stack.addWidget(self.views[key])
        self.stack.setCurrentWidget(self.views[key])
        self.sidebar.set_current(key)
        self.update_actions()

    def page(self) -> View:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return next(view for view in self.views.values() if view is shown)

    def list_view(self, key: str, *, show: bool = True) -> ListView:
        """The credentials or the projects page, shown unless that is not wanted."""
        from portfolio.ui.views.list_view import ListView

        if show:
            self.show_page(key)
        view = self.views[key]
        assert isinstance(view, ListView)
        return view

    # --- what happened -----------------------------------------------------------------------------------------

    def _on_change(self, _tables: frozenset[str]) -> None:
        self._show_counts()

    def update_actions(self) -> None:
        """Allow what can be done now."""
        from portfolio.core.errors import PortfolioError

        if not hasattr(self, "actions_"):
            return
        store = self.desk.store
        try:
            undo, redo = (store.next_undo(), store.next_redo()) if self.desk.can_write else (None, None)
        except PortfolioError:
            undo = redo = None
        self.actions_.enable(writable=self.desk.can_write, record=self.page().has_record(), undo=undo, redo=redo)

    def _say(self, sentence: str, offer: Offer | None) -> None:
        self.parts().toasts.show(sentence, offer.text if offer else "", offer.take if offer else None)

    def tell(self, error: Exception) -> None:
        """Show what went wrong, in this window."""
        from portfolio.ui import errors

        if hasattr(self, "banners"):
            errors.use(self.banners)
        errors.tell(error)

    def _warn(self, lines: str) -> None:
        head, *rest = lines.splitlines()
        more = _("{n} more: see the details.").format(n=len(rest)) if rest else ""
        self.banners.say(head, more, "warn", lines if rest else "")

    def banner(self, message: str, hint: str = "", tone: str = "info") -> Banner:
        """A message that stays until it is closed."""
        return self.banners.say(message, hint, tone)

    # --- the frame ---------------------------------------------------------------------------------------------

    def saved_geometry(self) -> str:
        """Where the window is, for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        if self._built:
            from portfolio.ui import theme

            self.sidebar.set_compact(self.width() < theme.px(NARROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._parts is not None:
            from portfolio.ui import errors

            errors.use(self.banners)
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit_sidebar()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._later.clear()
        if self._open:
            self.page().flush()
            self.desk.remember(
                window=self.saved_geometry(), splitter=self.list_view("credentials", show=False).saved_splitter()
            )
        self.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()
        if self._open:
            self.desk.close()
        self.closed.emit()
        event.accept()
