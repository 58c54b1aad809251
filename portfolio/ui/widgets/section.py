"""A part of the detail pane: a quiet heading, perhaps a button beside it, and a body below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from portfolio.ui import theme
from portfolio.ui.widgets.button import IconButton
from portfolio.ui.widgets.plain_label import PlainLabel

LABEL_WIDTH = 98  # of the column that says what a field is


class Section(QWidget):
    """Put widgets into `body` with `add`, or rows of label and field with `add_field`."""

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.GRID)
        self.heading = PlainLabel(title, "caption")
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addStretch()
        outer.addLayout(self._head)
        self.heading.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GRID)
        outer.addLayout(self.body)
        self._grid: QGridLayout | None = None

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there already, over the whole width."""
        self.body.addWidget(widget)
        self._grid = None

    def add_button(self, icon: str, name: str) -> IconButton:
        """Put a small button at the end of the heading and return it."""
        button = IconButton(icon, name, small=True)
        self._head.addWidget(button)
        return button

    def add_control(self, button: QAbstractButton) -> None:
        """Put any button at the end of the heading."""
        self._head.addWidget(button)

    def add_field(self, label: str, field: QWidget, *, tall: bool = False) -> QLabel:
        """Add a row: what it is, then the field. `tall` puts the label at the top of a field of several lines.

        `&` in the label marks the access key. The field gets the label as its accessible name if it has none.
        """
        grid = self._grid or self._new_grid()
        shown = PlainLabel(label, "soft")
        shown.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label.replace("&", ""))
        row = grid.rowCount()
        align = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        if tall:
            shown.setContentsMargins(0, theme.px(7), 0, 0)
        grid.addWidget(shown, row, 0, align)
        grid.addWidget(field, row, 1)
        return shown

    def _new_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self._grid = grid
        return grid

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for grid in self.findChildren(QGridLayout, options=Qt.FindChildOption.FindChildrenRecursively):
                if grid.columnMinimumWidth(0) and grid.parentWidget() is self:
                    grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
