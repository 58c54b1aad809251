"""The dialog that says why a library could not be opened, and the ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.ui import theme
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel


class TroubleDialog(QDialog):
    """Why a library could not be opened, and the ways on. `choice` is the way that was taken."""

    def __init__(
        self, error: PortfolioError, folder: Path, ways: list[tuple[str, str]], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Laurel")
        self.choice = "quit"
        self.buttons: dict[str, Button] = {}
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture("triangle-alert", 28, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        sentences = QVBoxLayout()
        sentences.setSpacing(6)
        sentences.addWidget(PlainLabel(error.message, "heading", wrap=True))
        sentences.addWidget(PlainLabel(error.hint, "soft", wrap=True))
        place = ElidedLabel(str(folder), "small", mode=Qt.TextElideMode.ElideMiddle)
        sentences.addWidget(place)
        head.addLayout(sentences, 1)
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for number, (key, text) in enumerate(ways):
            button = Button(text, "", "plain" if number else "primary")
            button.clicked.connect(lambda _checked=False, key=key: self._take(key))
            self.buttons[key] = button
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(row)
        self.setMinimumWidth(theme.px(500))
        next(iter(self.buttons.values())).setDefault(True)

    def _take(self, key: str) -> None:
        self.choice = key
        self.accept()
