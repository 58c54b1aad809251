"""An icon that stands by itself, at a size that grows with the text and in the colour of a theme role."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio.ui import icons, theme


class Picture(QWidget):
    """Decoration: what it means stands in words beside it, so screen readers pass it by."""

    def __init__(self, icon: str, size: int = 18, role: str = "text_soft", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._role = icon, size, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, role: str = "") -> None:
        """Show another icon, perhaps in another colour."""
        self._icon, self._role = icon, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.rect(), self._icon, self._role)
