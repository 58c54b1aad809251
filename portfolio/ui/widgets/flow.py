"""A layout that fills lines one after the other, as words in a paragraph: for chips."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; the last one on a line takes what is left if its policy expands.

    With the alignment AlignHCenter each line is centred.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place other than the end."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        wide = sum(item.sizeHint().width() + self.spacing() for item in self._shown())
        tall = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(wide + margins.left() + margins.right(), tall + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        wide = max((item.minimumSize().width() for item in self._shown()), default=0)
        tall = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(wide + margins.left() + margins.right(), tall + margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay out within `rect`, moving the items or not, and return the height that this takes."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.top()
        for line in self._lines(area.width()):
            tall = max(item.sizeHint().height() for item in line)
            if move:
                self._place_line(line, area, y, tall)
            y += tall + self.spacing()
        return max(0, y - self.spacing() - area.top()) + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = min(_width(item), width)
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _place_line(self, line: list[QLayoutItem], area: QRect, y: int, tall: int) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        x = area.left()
        if Qt.AlignmentFlag.AlignHCenter in self.alignment():
            x += max(0, area.width() - sum(_width(item) + self.spacing() for item in line) + self.spacing()) // 2
        for item in line:
            hint = item.sizeHint()
            wide = min(_width(item), area.width())
            if item is line[-1] and Qt.Orientation.Horizontal in item.expandingDirections():
                wide = area.left() + area.width() - x
            corner = QPoint(x, y + (tall - hint.height()) // 2)
            item.setGeometry(QStyle.visualRect(direction, area, QRect(corner, QSize(wide, hint.height()))))
            x += wide + self.spacing()


def _width(item: QLayoutItem) -> int:
    """What an item asks for on its line: the least if it grows anyway."""
    grows = Qt.Orientation.Horizontal in item.expandingDirections()
    return (item.minimumSize() if grows else item.sizeHint()).width()
