"""The real PDF, page below page: only the pages that are in sight are drawn, off the UI thread."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress
from portfolio.ui import theme, words
from portfolio.ui.desk import Desk

HEIGHT_PER_WIDTH = {"A4": 297 / 210, "Letter": 11 / 8.5}
KEPT = 24  # pages in memory
GAP, MARGIN, WIDEST = 16, 20, 820
Picture = tuple[int, int, bytes]


class PreviewPane(QAbstractScrollArea):
    """Pages fit the width. While a new version is drawn, the old one stays in sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pdf = b""
        self._version = 0
        self._pages = 0
        self._ratio = HEIGHT_PER_WIDTH["A4"]
        self._drawn: OrderedDict[int, tuple[int, int, QPixmap]] = OrderedDict()  # page: version, width, picture
        self._asked: set[tuple[int, int, int]] = set()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def show_pdf(self, pdf: bytes, pages: int, paper: str) -> None:
        """Show a new version of the document."""
        self._pdf, self._pages, self._version = pdf, pages, self._version + 1
        self._ratio = HEIGHT_PER_WIDTH.get(paper, HEIGHT_PER_WIDTH["A4"])
        self._asked.clear()
        for page in [known for known in self._drawn if known >= pages]:
            del self._drawn[page]
        self.setAccessibleDescription(words.pages(pages))
        self._measure()
        self.viewport().update()

    def page_count(self) -> int:
        """How many pages there are."""
        return self._pages

    def drawn_pages(self) -> list[int]:
        """The pages whose pictures are up to date, for tests."""
        return sorted(page for page, (version, _width, _picture) in self._drawn.items() if version == self._version)

    def _page_width(self) -> int:
        return max(80, min(self.viewport().width() - 2 * MARGIN, theme.px(WIDEST)))

    def _page_height(self) -> int:
        return round(self._page_width() * self._ratio)

    def _measure(self) -> None:
        whole = self._pages * (self._page_height() + GAP) + 2 * MARGIN - GAP
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, bar.maximum())
        had = bar.maximum() > 0
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, whole - self.viewport().height()))
        if had:
            bar.setValue(round(before * bar.maximum()))

    def _place(self, page: int) -> QRect:
        width, height = self._page_width(), self._page_height()
        top = MARGIN + page * (height + GAP) - self.verticalScrollBar().value()
        return QRect((self.viewport().width() - width) // 2, top, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_drawn"):
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("hover"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(self._pages):
            place = self._place(page)
            if place.bottom() < 0:
                continue
            if place.top() > self.viewport().height():
                break
            self._paint_page(painter, page, place)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(QColor("white"))  # paper is white in both themes
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        wanted = round(place.width() * self.devicePixelRatioF())
        known = self._drawn.get(page)
        if known is not None:
            self._drawn.move_to_end(page)
            painter.drawPixmap(place, known[2])
        if known is None or known[:2] != (self._version, wanted):
            self._ask(page, wanted)

    def _ask(self, page: int, width: int) -> None:
        key = (self._version, page, width)
        if key in self._asked:
            return
        self._asked.add(key)
        work = partial(self._draw, self._pdf, page, width)
        then = partial(self._take, key)
        self.desk.quiet.run("", work, then=then, failed=self._failed, owner=self)

    def _draw(self, pdf: bytes, page: int, width: int, _progress: Progress) -> Picture | None:
        """In the lane. A page that was scrolled away or replaced meanwhile is not drawn."""
        if pdf is not self._pdf:
            return None
        from portfolio.core.document import pages

        return pages.render(pdf, page, width)

    def _take(self, key: tuple[int, int, int], picture: Picture | None) -> None:
        version, page, width = key
        if picture is None or version != self._version:
            return
        wide, high, rows = picture
        image = QImage(rows, wide, high, wide * 3, QImage.Format.Format_RGB888)
        self._drawn[page] = (version, width, QPixmap.fromImage(image))
        self._drawn.move_to_end(page)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, PortfolioError):
            self.desk.tell(error)
