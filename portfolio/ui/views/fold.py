"""A group of fields that is folded away until somebody wants it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui.widgets.button import Button


class Fold(QWidget):
    """A heading that opens and closes what lies below it."""

    unfolded = Signal(bool)

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Button(title, "chevron-right", "quiet")
        self.head.setCheckable(False)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open()))
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._inside)
        self._title, self._open = title, False
        self.set_open(False)

    def is_open(self) -> bool:
        """Whether one sees what is inside."""
        return self._open

    def set_open(self, opened: bool) -> None:
        """Open or close it."""
        self._open = opened
        self._inside.setVisible(opened)
        self.head.set_icon("chevron-down" if opened else "chevron-right")
        self.head.setAccessibleDescription(_("Open") if opened else _("Closed"))
        self.unfolded.emit(opened)

    def set_filled(self, count: int) -> None:
        """Say how many of the fields inside are filled in."""
        self.head.setText(f"{self._title}  ({count})" if count else self._title)
