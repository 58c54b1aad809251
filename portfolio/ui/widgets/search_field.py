"""The search field: says what to look for once typing pauses, and is emptied with Escape."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import icons, theme
from portfolio.ui.widgets.button import IconButton

PAUSE = 60  # milliseconds without a key before a search begins


class SearchField(QLineEdit):
    """Search as you type. `searched(text)` comes at once on Enter, otherwise after a pause; never twice the same.

    `descended` comes when Down is pressed: the list below wants the focus.
    """

    searched = Signal(str)
    descended = Signal()

    def __init__(self, placeholder: str, name: str, *, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the field."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Escape clears it, Down goes to the results"))
        self._told = ""
        self._clear = IconButton("x", _("Clear the search (Esc)"), small=True, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self.clear_now)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show `text` without searching for it, as when a saved view is opened."""
        self._told = text
        self.setText(text)
        self._pause.stop()

    def clear_now(self) -> None:
        """Empty the field and say so without a pause."""
        self.clear()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_now()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.descended.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        lens = QRect(theme.px(11), (self.height() - side) // 2, side, side)
        role = "text_soft" if self.isEnabled() else "disabled"
        icons.paint(QPainter(self), QStyle.visualRect(self.layoutDirection(), self.rect(), lens), "search", role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_pause"):
            self._fit()

    def _fit(self) -> None:
        lens, cross = theme.px(22), theme.px(22) if self._clear.isVisibleTo(self) else 0
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        self.setTextMargins(*((lens, 0, cross, 0) if left_to_right else (cross, 0, lens, 0)))
        self._place_clear()

    def _place_clear(self) -> None:
        self._clear.adjustSize()
        size = self._clear.size()
        corner = QRect(
            self.width() - size.width() - 4, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self._clear.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), corner))

    def _on_text(self, text: str) -> None:
        if self._clear.isVisibleTo(self) != bool(text):
            self._clear.setVisible(bool(text))
            self._fit()
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)
