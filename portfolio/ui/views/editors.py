"""What one field is typed into: a line, a growing text, a choice or a switch, all with the same few signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _
from portfolio.ui import words
from portfolio.ui.views.text_editor import INSET, TextEditor, TypingUndo, as_text
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import plain_tip

LONG = 36  # characters of a line after which its tool tip shows the whole
Complete = Callable[[str], list[str]]
_FLAG_ICONS = {"featured": "star", "private": "eye-off"}


class LineEditor(QLineEdit):
    """One line of text, a date, a number or an address."""

    edited = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.textEdited.connect(self.edited)
        self.returnPressed.connect(self.left)
        self.installEventFilter(TypingUndo(self))

    def value(self) -> str:
        """The text as it stands."""
        return self.text()

    def set_value(self, value: Any) -> None:
        """Show a value without telling that it was edited; the typing before can no longer be undone here."""
        if (text := as_text(value)) != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)
            self.setToolTip(plain_tip(text) if len(text) > LONG else "")

    def complete_with(self, complete: Complete) -> None:
        """Offer what `complete(typed)` gives."""
        model = QStringListModel(self)
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setProperty("popup", True)
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.textEdited.connect(lambda text: model.setStringList(complete(text) if text.strip() else []))
        completer.activated.connect(lambda _text: self.edited.emit())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focused.emit(False)
            self.left.emit()


class ChoiceEditor(QComboBox):
    """One of a few words, or none."""

    edited = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setStyleSheet(f"QComboBox {{ padding-left: {INSET}px; }}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(_("Not said"), "")
        for choice in choices:
            self.addItem(words.kind(choice), choice)
        self.activated.connect(self._chosen)

    def _chosen(self) -> None:
        self.edited.emit()
        self.left.emit()

    def value(self) -> str:
        """The choice as records keep it."""
        return str(self.currentData() or "")

    def set_value(self, value: Any) -> None:
        """Show a value; one that the list does not know is shown as none."""
        self.setCurrentIndex(max(0, self.findData(value or "")))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the pane must not change a value under the mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class FlagEditor(Button):
    """Yes or no: a button with words that stays down."""

    edited = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(self, field: Field) -> None:
        super().__init__(_(field.label), _FLAG_ICONS.get(field.name, "check"))
        self.setCheckable(True)
        self.setToolTip(_(field.hint))
        self.setAccessibleDescription(_(field.hint))
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.edited.emit()
        self.left.emit()

    def value(self) -> bool:
        """Whether it is down."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.setChecked(bool(value))


Editor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


def lock(editor: Editor) -> None:
    """Show a value that cannot be changed here: text can still be selected and copied."""
    if isinstance(editor, LineEditor | TextEditor):
        editor.setReadOnly(True)
        editor.setPlaceholderText("")
    else:
        editor.setEnabled(False)


def make_editor(field: Field) -> Editor:
    """The editor that fits the shape of a field, with its name for screen readers and its hint."""
    editor: Editor
    if field.shape is Shape.FLAG:
        editor = FlagEditor(field)
    elif field.shape is Shape.CHOICE:
        editor = ChoiceEditor(field.choices)
    elif field.shape is Shape.TEXT:
        editor = TextEditor()
    else:
        editor = LineEditor()
    editor.setObjectName(field.name)
    editor.setAccessibleName(_(field.label))
    if isinstance(editor, LineEditor | TextEditor):
        editor.setPlaceholderText(_(field.hint) or _placeholder(field))
        editor.setAccessibleDescription(_(field.hint))
    return editor


def _placeholder(field: Field) -> str:
    return _("2026, Nov 2026 or 23 Nov 2026") if field.shape is Shape.DATE else _("Empty")
