"""The dialog for a piece of evidence: a new link or note, or what is said about one that is there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import EVIDENCE, clean_value
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Evidence, Subject
from portfolio.ui import theme
from portfolio.ui.desk import Desk
from portfolio.ui.views.field_row import FieldRow
from portfolio.ui.views.text_editor import TextEditor
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import PlainLabel

_FIELDS = {
    "file": ("title", "shows", "happened", "private"),
    "link": ("url", "title", "shows", "happened", "private"),
    "note": ("text", "title", "shows", "happened", "private"),
}
_TITLES = {"file": "Edit evidence", "link": "Link", "note": "Note"}


class EvidenceDialog(QDialog):
    """Saves on OK. What is wrong with a field is said under it, and the dialog stays."""

    def __init__(
        self, desk: Desk, kind: str, item: Evidence | None, to: tuple[Subject, str] | None, parent: QWidget
    ) -> None:
        """`item` None means a new one, which is linked to `to`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.kind, self.item, self.to = desk, kind, item, to
        self.setWindowTitle(_(_TITLES[kind]))
        table = {field.name: field for field in EVIDENCE}
        self.rows = {name: FieldRow(table[name], at_rest=True) for name in _FIELDS[kind]}
        self.save = Button(_("Save"), kind="primary")
        self.cancel = Button(_("Cancel"))
        self._build()
        self._fill()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.windowTitle(), "heading"))
        column.addSpacing(6)
        for name, row in self.rows.items():
            if name == "private":
                row.label.setText("")
                row.frame.inside.setContentsMargins(0, 0, 0, 0)
                row.frame.set_at_rest(False)
            if isinstance(row.editor, TextEditor):
                row.editor.set_least(5 if name == "text" else 3)
            column.addWidget(row)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addSpacing(10)
        column.addStretch()
        column.addLayout(buttons)
        self.save.setDefault(True)
        self.save.setEnabled(self.desk.can_write)
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.setMinimumWidth(theme.px(520))

    def _fill(self) -> None:
        for name, row in self.rows.items():
            row.editor.set_value(getattr(self.item, name) if self.item else None)
        if self.item is None and "title" in self.rows:
            title = self.rows["title"].editor
            title.setProperty("placeholderText", _("Made from the text if you leave it empty"))
        next(iter(self.rows.values())).editor.setFocus()

    def accept(self) -> None:
        """Save and close, if everything is in order."""
        values = self._values()
        if values is None:
            return
        try:
            self._write(values)
        except PortfolioError as error:
            next(iter(self.rows.values())).complain(error)
            return
        super().accept()

    def _values(self) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        wrong = None
        for name, row in self.rows.items():
            raw = row.editor.value()
            try:
                if not (self.item is None and name == "title" and not raw):
                    values[name] = clean_value(row.field, raw)
                row.complain(None)
            except PortfolioError as error:
                row.complain(error)
                wrong = wrong or row
        if wrong is not None:
            wrong.editor.setFocus()
            return None
        return values

    def _write(self, values: dict[str, Any]) -> None:
        if self.item is not None:
            item = self.item
            changed = {name: value for name, value in values.items() if value != getattr(item, name)}
            if changed:
                self.desk.write(_("Edit evidence"), lambda session: _edit(session, item.id, changed))
        elif self.to is not None:
            to, kind = self.to, self.kind
            label = _("Add link") if kind == "link" else _("Add note")
            self.desk.write(label, lambda session: _add(session, kind, to, values))


def _edit(session: Any, evidence_id: str, values: dict[str, Any]) -> None:
    from portfolio.core import library

    library.edit_evidence(session, evidence_id, **values)


def _add(session: Any, kind: str, to: tuple[Subject, str], values: dict[str, Any]) -> None:
    from portfolio.core import library

    given = dict(values)
    if kind == "link":
        evidence_id = library.add_link(session, given.pop("url"), **given)
    else:
        evidence_id = library.add_note(session, given.pop("text"), **given)
    library.link_evidence(session, evidence_id, *to)
