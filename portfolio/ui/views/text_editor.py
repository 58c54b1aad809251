"""Text that is typed where it stands: an editor that grows with it, and whose turn Ctrl+Z is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from portfolio.core.dates import PartialDate
from portfolio.ui import theme

INSET = 2  # pixels that QLineEdit keeps free around its text: all editors begin at the same place


def as_text(value: Any) -> str:
    """A value of a record as it stands in its editor."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.words()
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


class TypingUndo(QObject):
    """Leaves Ctrl+Z and Ctrl+Y to the window where an editor has no typing of its own to take back."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = _can(watched)
            nothing = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
                event.matches(QKeySequence.StandardKey.Redo) and not redo
            )
            if nothing:
                event.ignore()
                return True
        return False


def _can(editor: QObject) -> tuple[bool, bool]:
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable(), editor.isRedoAvailable()
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isUndoAvailable(), editor.document().isRedoAvailable()
    return False, False


class TextEditor(QPlainTextEdit):
    """Text that wraps and makes room for itself. With `one_line`, Enter leaves it and breaks are not taken."""

    edited = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, one_line: bool = False) -> None:
        super().__init__(parent)
        self._one_line, self._least, self._quiet = one_line, 1, False
        self.setProperty("look", "bare")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(INSET, INSET, INSET, INSET)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._changed)
        self.installEventFilter(TypingUndo(self))

    def set_least(self, lines: int) -> None:
        """Be at least so many lines high."""
        self._least = lines
        self.fit()

    def value(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a value without telling that it was edited; the typing before can no longer be undone here."""
        if (text := as_text(value)) != self.toPlainText():
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False
            self.fit()

    def _changed(self) -> None:
        self.fit()
        if not self._quiet:
            self.edited.emit()

    def fit(self) -> None:
        """Become as high as the text."""
        lines = max(self._least, self._lines())
        height = lines * self.fontMetrics().lineSpacing() + 2 * INSET + 1
        if self.height() != height:
            self.setFixedHeight(height)

    def _lines(self) -> int:
        block, lines = self.document().begin(), 0
        while block.isValid():
            self.blockBoundingRect(block)  # has the block laid out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def insertFromMimeData(self, source: Any) -> None:
        """Take what is pasted as plain text."""
        text = source.text()
        self.insertPlainText(" ".join(text.split()) if self._one_line else text)

    def canInsertFromMimeData(self, source: Any) -> bool:
        return source.hasText() and not source.hasUrls()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it has no place to scroll to; the pane around it has

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)
        self.left.emit()
