"""A group of fields that is folded away until somebody wants it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import icons, theme


class FoldHead(QAbstractButton):
    """A heading like those of the other sections, with an arrow that says whether what follows is open."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.opened = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.text().upper()) + theme.px(24), theme.px(28))

    def _font(self) -> QFont:
        return theme.font(theme.CAPTION, QFont.Weight.DemiBold)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        ink = "text" if self.underMouse() else "text_faint"
        side = theme.px(14)
        arrow = "chevron-down" if self.opened else "chevron-right"
        if not self.opened and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            arrow = "chevron-left"
        icons.paint(painter, self._place(0, side), arrow, ink)
        painter.setFont(self._font())
        painter.setPen(theme.color(ink))
        start = theme.px(20)
        align = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._place(start, self.width() - start), align, self.text().upper())

    def _place(self, x: int, width: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))


class Fold(QWidget):
    """A heading that opens and closes what lies below it."""

    unfolded = Signal(bool)

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._open = title, False
        self.head = FoldHead(title)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open()))
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self.head)
        outer.addWidget(self._inside)
        self.set_open(False)

    def is_open(self) -> bool:
        """Whether one sees what is inside."""
        return self._open

    def set_open(self, opened: bool) -> None:
        """Open or close it."""
        self._open = self.head.opened = opened
        self._inside.setVisible(opened)
        self.head.setAccessibleDescription(_("Open") if opened else _("Closed"))
        self.head.update()
        self.unfolded.emit(opened)

    def set_filled(self, count: int) -> None:
        """Say how many of the fields inside are filled in."""
        self.head.setText(f"{self._title} · {count}" if count else self._title)
        self.head.setAccessibleName(self.head.text())
        self.head.updateGeometry()
