"""A chip: a short word on a pill, such as a skill or a status, that can perhaps be removed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import icons, theme
from portfolio.ui.widgets.card import TONES
from portfolio.ui.widgets.plain_label import plain_tip

WIDEST = 260  # pixels at 100 %; what is longer ends in …


class Chip(QWidget):
    """`tone` is "none", "ok", "warn", "bad" or "info". `removed` comes when its × is clicked or Delete is pressed."""

    removed = Signal()
    pressed = Signal()

    def __init__(
        self, text: str, tone: str = "none", *, removable: bool = False, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon, self._removable = text, tone, icon, removable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if removable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, removable)
        self.setMouseTracking(removable)
        self._say()

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Say something else, perhaps in another tone."""
        self._text, self._tone = text, self._tone if tone is None else tone
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = min(self._metrics().horizontalAdvance(self._text), theme.px(WIDEST))
        return QSize(wide + self._before() + self._after(), theme.px(24 if self._removable else 22))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(60)), self.sizeHint().height())

    def close_rect(self) -> QRect:
        """Where the × is; empty if the chip cannot be removed."""
        if not self._removable:
            return QRect()
        side = theme.px(20)
        rect = QRect(self.width() - side - 2, (self.height() - side) // 2, side, side)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint())
        if inside and self.close_rect().contains(event.position().toPoint()):
            self.removed.emit()
        elif inside:
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, ground = TONES.get(self._tone, TONES["none"])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1) if self.hasFocus() else QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self._icon:
            icons.paint(painter, self._place(theme.px(8), theme.px(13)), self._icon, ink)
        room = self.width() - self._before() - self._after()
        painter.setFont(self._font())
        painter.setPen(theme.color(ink))
        shown = self._metrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room + 1)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(self._place(self._before(), room), flags, shown)
        if self._removable:
            self._paint_close(painter, ink)

    def _paint_close(self, painter: QPainter, ink: str) -> None:
        rect = self.close_rect()
        if rect.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed"))
            painter.drawEllipse(QPointF(rect.center()) + QPointF(0.5, 0.5), rect.width() / 2 - 1, rect.width() / 2 - 1)
        inset = theme.px(4)
        icons.paint(painter, rect.adjusted(inset, inset, -inset, -inset), "x", ink)

    def _font(self) -> QFont:
        weight = QFont.Weight.Medium if self._tone == "none" else QFont.Weight.DemiBold
        return theme.font(theme.SMALL, weight)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _before(self) -> int:
        return theme.px(26 if self._icon else 10)

    def _after(self) -> int:
        return theme.px(24 if self._removable else 10)

    def _place(self, x: int, width: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))

    def _say(self) -> None:
        self.setAccessibleName(self._text)
        self.setAccessibleDescription(_("Delete removes it") if self._removable else "")
        cut = self._metrics().horizontalAdvance(self._text) > theme.px(WIDEST)
        self.setToolTip(plain_tip(self._text) if cut else "")
