"""The further addresses by which others know the owner: a row each, shown in exports or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import IDENTITY_KINDS
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Identity
from portfolio.ui.desk import Desk
from portfolio.ui.views.field_row import complaint_label, show_complaint
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.plain_label import PlainLabel

_LABELS = {
    "email": "E-mail",
    "phone": "Phone",
    "website": "Website",
    "profile": "Profile page",
    "did": "DID",
    "other": "Other",
}
Value = tuple[str, str, bool]


class IdentityRow(QWidget):
    """Kind, value, and whether it is shown."""

    edited = Signal()
    removed = Signal()

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind"))
        for kind in IDENTITY_KINDS:
            self.kind.addItem(_(_LABELS[kind]), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(value[0])))
        self.value = QLineEdit(value[1])
        self.value.setAccessibleName(_("Address or name"))
        self.value.setPlaceholderText(_("Address or name"))
        self.shown = IconButton("eye", _("Shown in exports"))
        self.shown.setCheckable(True)
        self.shown.setChecked(value[2])
        self.remove = IconButton("x", _("Remove"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.value, 1)
        row.addWidget(self.shown)
        row.addWidget(self.remove)
        self.kind.activated.connect(lambda _index: self.edited.emit())
        self.value.editingFinished.connect(self.edited)
        self.shown.clicked.connect(self._show_or_hide)
        self.remove.clicked.connect(self.removed)
        self._name_toggle()

    def read(self) -> Value:
        """What stands in the row."""
        return str(self.kind.currentData()), self.value.text().strip(), self.shown.isChecked()

    def _show_or_hide(self) -> None:
        self._name_toggle()
        self.edited.emit()

    def _name_toggle(self) -> None:
        shown = self.shown.isChecked()
        self.shown.set_icon("eye" if shown else "eye-off")
        self.shown.set_name(_("Shown in exports") if shown else _("Not shown in exports"))


class Identities(QWidget):
    """Saves all rows that have a value, each change one step to undo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[IdentityRow] = []
        self._saved: list[Value] = []
        self.hint = PlainLabel(
            _("Other e-mail addresses, profile pages or DIDs that your credentials name."), "soft", wrap=True
        )
        self.complaint = complaint_label()
        self.add_button = Button(_("Add another"), "plus")
        self.add_button.clicked.connect(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(self.hint)
        outer.addLayout(self._column)
        outer.addWidget(self.complaint)
        outer.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_items(self, identities: Sequence[Identity]) -> None:
        """Show these, unless they are shown already."""
        values = [(one.kind, one.value, one.shown) for one in identities]
        if values == self._saved and self.rows:
            return
        self._saved = values
        for row in list(self.rows):
            self._drop(row)
        for value in values:
            self._append(value)

    def add(self) -> None:
        """A new empty row."""
        self._append(("email", "", True)).value.setFocus()

    def save(self) -> None:
        """Save the rows, if they differ from what was saved."""
        values = [value for row in self.rows if (value := row.read())[1]]
        if values == self._saved or not self.desk.can_write:
            return

        def verb(session: Any) -> None:
            from portfolio.core import library

            library.set_identities(session, values)

        try:
            self.desk.write(_("Edit identities"), verb)
        except PortfolioError as error:
            show_complaint(self.complaint, error)
            return
        self._saved = values
        show_complaint(self.complaint, None)

    def _append(self, value: Value) -> IdentityRow:
        row = IdentityRow(value)
        row.edited.connect(self.save)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: IdentityRow) -> None:
        self._drop(row)
        self.save()

    def _drop(self, row: IdentityRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
