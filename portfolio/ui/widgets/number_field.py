"""A field for a whole number, as QSpinBox, with room before the digits: a style sheet cannot give it that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from portfolio.ui import theme


class NumberField(QSpinBox):
    """`least` to `most`. Scrolling past it with the mouse wheel changes nothing unless it has the focus."""

    def __init__(
        self, name: str, least: int = 0, most: int = 99_999, suffix: str = "", *, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls the field; `suffix` is a unit, such as " h"."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self._fit()

    def _fit(self) -> None:
        self.lineEdit().setTextMargins(theme.px(9), 0, theme.px(9), 0)
