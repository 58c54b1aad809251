"""Files dropped on the window: on a card or a record they become its evidence; elsewhere it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.ui import theme
from portfolio.ui.views.list_view import ListView

if TYPE_CHECKING:
    from portfolio.ui.window import Window


def paths_in(data: QMimeData) -> list[Path]:
    """The local files that are dragged; folders and addresses of the web are left out."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]


class DropMark(QWidget):
    """Shows while files are over the window where they would go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()

    def mark(self, place: QRect, text: str) -> None:
        """Frame a part of the window and say what a drop there would do."""
        self._text = text
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(6, 4, -6, -4)
        veil = theme.color("accent_soft")
        painter.setOpacity(0.6)
        painter.setBrush(veil)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 12, 12)
        painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 12, 12)
        painter.setFont(theme.font(theme.STRONG, QFont.Weight.DemiBold))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, box.width() - 40)
        pill = QRect(0, 0, metrics.horizontalAdvance(words) + 28, metrics.height() + 14)
        pill.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(theme.color("accent_text"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)


class Drops(QObject):
    """Listens to the drag events of the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._mark = DropMark(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDropEvent):
                return self._over(event)
            case QEvent.Type.DragLeave:
                self._mark.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._drop(event)
        return False

    def _over(self, event: QDropEvent) -> bool:
        if not self._window.desk.can_write or not paths_in(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._mark.mark(*self._meant(event.position().toPoint()))
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._mark.hide()
        paths = paths_in(event.mimeData())
        if not paths or not self._window.desk.can_write:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(paths, event.position().toPoint())
        return True

    def take(self, paths: Sequence[Path], at: QPoint) -> None:
        """Do with the files what a drop at this point of the window means."""
        page = self._window.page()
        if isinstance(page, ListView):
            card = self._card(page, at)
            if card:
                page.attach(paths, card)
                return
            if page.has_record() and self._in_detail(page, at):
                page.attach(paths)
                return
        self._ask(paths)

    def _meant(self, at: QPoint) -> tuple[QRect, str]:
        page = self._window.page()
        if isinstance(page, ListView):
            card = self._card(page, at)
            if card:
                index = page.pane.model.index(page.pane.model.row_of(card), 0)
                place = page.pane.cards.visualRect(index)
                corner = page.pane.cards.viewport().mapTo(self._window, place.topLeft())
                return QRect(corner, place.size()), _("Attach to “{title}”").format(title=self._title(page, card))
            if page.has_record() and self._in_detail(page, at):
                detail = page.finish()
                corner = detail.mapTo(self._window, QPoint(0, 0))
                return QRect(corner, detail.size()), _("Attach to “{title}”").format(title=detail.title())
        place = QRect(self._window.stack.mapTo(self._window, QPoint(0, 0)), self._window.stack.size())
        return place, _("Drop to add")

    def _card(self, page: ListView, at: QPoint) -> str:
        cards = page.pane.cards
        if not cards.isVisible():
            return ""
        inside = cards.viewport().mapFrom(self._window, at)
        if not cards.viewport().rect().contains(inside):
            return ""
        return page.pane.model.id_at(cards.indexAt(inside).row())

    def _title(self, page: ListView, record_id: str) -> str:
        card = page.pane.model.card(page.pane.model.row_of(record_id))
        return card.title if card else ""

    def _in_detail(self, page: ListView, at: QPoint) -> bool:
        detail = page.finish()
        return detail.isVisible() and detail.rect().contains(detail.mapFrom(self._window, at))

    def _ask(self, paths: Sequence[Path]) -> None:
        """Ask in a banner, which keeps nobody from working on."""
        count = len(paths)
        names = ", ".join(path.name for path in paths[:3]) + (" …" if count > 3 else "")
        asked = ngettext("What is this file for?", "What are these {n} files for?", count).format(n=count)
        banner = self._window.banner(asked, names)
        page = self._window.page()
        if isinstance(page, ListView) and page.has_record():
            detail = page.finish()
            button = banner.add_button(_("Attach to “{title}”").format(title=_short(detail.title())).replace("&", "&&"))
            button.clicked.connect(lambda: page.attach(paths))
            button.clicked.connect(banner.close_now)
        new = banner.add_button(ngettext("New credential", "New credential for each", count))
        new.clicked.connect(lambda: self._new(paths))
        new.clicked.connect(banner.close_now)

    def _new(self, paths: Sequence[Path]) -> None:
        from portfolio.core.errors import PortfolioError
        from portfolio.ui.views.attaching import new_credentials

        view = self._window.list_view("credentials")
        try:
            made = new_credentials(self._window.desk, paths)
        except PortfolioError as error:
            self._window.desk.tell(error)
            return
        view.pane.search_for("")
        view.show_record(made[0])


def _short(title: str) -> str:
    return title if len(title) <= 30 else title[:29] + "…"
