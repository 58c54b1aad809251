"""A form made from a table of fields: the main group open, the others folded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.ui.views.field_row import FieldRow
from portfolio.ui.views.fold import Fold


class Form(QWidget):
    """`rows` has one FieldRow a field; `groups` names the groups that are folded, in order."""

    def __init__(
        self, fields: Sequence[Field], groups: Sequence[tuple[str, str]] = (), *, at_rest: bool = False
    ) -> None:
        """`at_rest` frames the editors also while nobody is near them."""
        super().__init__()
        self._at_rest = at_rest
        self.rows: dict[str, FieldRow] = {}
        self.folds: dict[str, Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8 if at_rest else 2)
        self._fill(self._column, fields, "main")
        for group, heading in groups:
            self._add_fold(group, heading, fields)

    def _add_fold(self, group: str, heading: str, fields: Sequence[Field]) -> None:
        fold = Fold(_(heading))
        self._fill(fold.body, fields, group)
        self._column.addSpacing(6)
        self._column.addWidget(fold)
        self.folds[group] = fold

    def _fill(self, column: QVBoxLayout, fields: Sequence[Field], group: str) -> None:
        for field in fields:
            if field.group == group:
                row = FieldRow(field, at_rest=self._at_rest)
                column.addWidget(row)
                self.rows[field.name] = row
