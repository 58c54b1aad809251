"""A field that holds chips and a line to type the next one into, with completion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QListView, QSizePolicy, QWidget

from portfolio.ui import theme
from portfolio.ui.widgets.chip import Chip
from portfolio.ui.widgets.flow import FlowLayout

Complete = Callable[[str], list[str]]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BREAKS = (Qt.Key.Key_Comma, Qt.Key.Key_Semicolon)
LONGEST = 200  # characters of one chip


class _Line(QLineEdit):
    """Asks the field about each key first: an event filter would not see those that come by way of the popup."""

    def __init__(self, field: ChipsEdit) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.take_key(event):
            super().keyPressEvent(event)


class ChipsEdit(QFrame):
    """Enter or a comma adds what was typed, Backspace in the empty line removes the last chip, arrows reach the chips.

    A chip that is there already, in whatever case, is not added again. `changed(list of str)` comes after every
    change that the user makes; `set_chips` is silent. `complete(prefix)` gives what could be meant, best first.
    """

    changed = Signal(list)

    def __init__(
        self, name: str, placeholder: str = "", complete: Complete | None = None, *, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls the field."""
        super().__init__(parent)
        self.setProperty("look", "field")
        self.setAccessibleName(name)
        self._complete = complete
        self._placeholder = placeholder
        self._chips: list[Chip] = []
        self.line: QLineEdit = _Line(self)
        self._prepare_line(name)
        self.setFocusProxy(self.line)
        self._flow = FlowLayout(self, gap=5)
        self._flow.addWidget(self.line)
        self._words = QStringListModel(self)
        self._popup = QListView()
        self._completer = self._make_completer()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._fit()

    def _prepare_line(self, name: str) -> None:
        self.line.setProperty("look", "bare")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self._placeholder)
        self.line.setMaxLength(LONGEST)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_edited)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setWidget(self.line)
        popup = self._popup
        popup.setProperty("popup", True)
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        popup.setAccessibleName(self.accessibleName())
        completer.activated.connect(self.add)
        return completer

    def chips(self) -> list[str]:
        """The texts of the chips, in their order."""
        return [chip.text() for chip in self._chips]

    def set_chips(self, texts: list[str]) -> None:
        """Show these chips and no others."""
        if texts == self.chips():
            return
        for chip in self._chips:
            self._drop(chip)
        self._chips.clear()
        for text in texts:
            self._append(text)
        self._renew()

    def add(self, text: str) -> None:
        """Add a chip as if the user had typed it."""
        self.line.clear()
        self._popup.hide()
        clean = " ".join(text.split())[:LONGEST]
        if clean and clean.casefold() not in {chip.text().casefold() for chip in self._chips}:
            self._append(clean)
            self._renew()
            self.changed.emit(self.chips())

    def finish(self) -> None:
        """Add what is typed but not added yet, as before saving; what is known already keeps its known spelling."""
        typed = self.line.text().strip()
        if typed:
            known = self._complete(typed) if self._complete else []
            self.add(next((word for word in known if word.casefold() == typed.casefold()), typed))

    def remove(self, index: int) -> None:
        """Remove one chip as if the user had."""
        chip = self._chips.pop(index)
        had_focus = chip.hasFocus()
        self._drop(chip)
        self._renew()
        if had_focus:
            near = self._chips[min(index, len(self._chips) - 1)] if self._chips else self.line
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self.chips())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is not self.line and self._chip_key(watched, event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(event, QFocusEvent):
            self._show_focus(event)
        return False

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key in the line means for the chips; whether it meant anything."""
        key, at_start = event.key(), self.line.cursorPosition() == 0 and not self.line.hasSelectedText()
        if key in _ENTER and self._popup.isVisible() and self._popup.selectedIndexes():
            return False  # the completer takes what is chosen
        if key in _ENTER or key in _BREAKS:
            typed = bool(self.line.text().strip())
            self.finish()
            return typed or key in _BREAKS
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
            self.remove(len(self._chips) - 1)
            return True
        if key == self._towards_chips() and at_start and self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer()
            return True
        return False

    def _chip_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or watched not in self._chips:
            return False
        stops: list[QWidget] = [*self._chips, self.line]
        step = -1 if event.key() == self._towards_chips() else 1
        index = max(0, self._chips.index(watched) + step)
        stops[index].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _towards_chips(self) -> Qt.Key:
        return Qt.Key.Key_Left if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else Qt.Key.Key_Right

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_flow"):
            self._fit()

    def _fit(self) -> None:
        self._flow.setContentsMargins(theme.px(8), theme.px(5), theme.px(6), theme.px(5))
        self.line.setMinimumWidth(theme.px(90))

    def _append(self, text: str) -> None:
        chip = Chip(text, removable=True, parent=self)
        chip.removed.connect(lambda: self.remove(self._chips.index(chip)))
        chip.installEventFilter(self)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.removeEventFilter(self)
        chip.hide()
        chip.deleteLater()

    def _renew(self) -> None:
        self.line.setPlaceholderText("" if self._chips else self._placeholder)
        self.setAccessibleDescription(", ".join(self.chips()))
        self._flow.invalidate()
        self.updateGeometry()

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._offer()
        else:
            self._popup.hide()

    def _offer(self) -> None:
        there = {chip.text().casefold() for chip in self._chips}
        found = self._complete(self.line.text().strip()) if self._complete else []
        self._words.setStringList([word for word in found if word.casefold() not in there])
        if self._words.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _show_focus(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self.setProperty("active", event.type() == QEvent.Type.FocusIn)
        self.style().polish(self)
        if event.type() == QEvent.Type.FocusOut and not self._popup.isVisible():
            self.finish()
