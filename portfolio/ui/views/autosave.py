"""Saves the fields of one record while people type: soon after the last key, at once when they leave the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field, clean_value
from portfolio.core.store import Batch
from portfolio.ui.views.editors import Editor

PAUSE = 600  # milliseconds without a key after which what stands there is saved


class Row(Protocol):
    """A field with its editor and a place for what is wrong with it."""

    field: Field
    editor: Editor

    def complain(self, error: PortfolioError | None) -> None: ...


Save = Callable[[Field, Any, Batch], None]  # may raise PortfolioError or NotYet


class NotYet(Exception):  # noqa: N818 - it is not an error
    """The value is in order, but there is nothing yet that it could be saved to."""


class Autosave(QObject):
    """Between the editors of `rows` and `save(field, value, batch)`.

    Edits of one field while it keeps the focus share a batch, so that they are one step to undo. What cannot be saved
    stays in its editor, with the reason beside it.
    """

    def __init__(self, rows: Mapping[str, Row], save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows, self._save = rows, save
        self._saved: dict[str, Any] = {}
        self._dirty: set[str] = set()
        self._session: tuple[str, Batch] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._settle)
        for name, row in rows.items():
            row.editor.edited.connect(partial(self._edited, name))
            row.editor.left.connect(partial(self._left, name))

    def show(self, record: object, unsaved: Mapping[str, Any] | None = None) -> None:
        """Show another record, and on top of it what could not be saved of it before."""
        self._pause.stop()
        self._dirty.clear()
        self._session = None
        for name, row in self._rows.items():
            self._saved[name] = getattr(record, name)
            row.editor.set_value(self._saved[name])
            row.complain(None)
        for name, text in (unsaved or {}).items():
            self._rows[name].editor.set_value(text)
            self._dirty.add(name)
            self._store(name, final=True)

    def refresh(self, record: object) -> None:
        """Show what became of the same record elsewhere, but for the fields that are being edited."""
        for name in self._rows.keys() - self._dirty:
            value = getattr(record, name)
            if value != self._saved[name]:
                self._saved[name] = value
                self._rows[name].editor.set_value(value)
                self._rows[name].complain(None)

    def flush(self) -> None:
        """Save everything that can be saved, and end the step to undo."""
        self._pause.stop()
        for name in sorted(self._dirty):
            self._store(name, final=True)
        self._session = None

    def unsaved(self) -> dict[str, Any]:
        """What stands in editors and could not be saved, by field."""
        return {name: self._rows[name].editor.value() for name in self._dirty}

    def valid(self) -> dict[str, Any]:
        """The values of all edited fields that are in order, as the library keeps them."""
        values = {}
        for name in self._dirty:
            try:
                values[name] = clean_value(self._rows[name].field, self._rows[name].editor.value())
            except PortfolioError:
                continue
        return values

    def kept(self, values: Mapping[str, Any]) -> None:
        """These values were saved by other means: as part of a new record."""
        self._saved.update(values)
        self._dirty -= values.keys()

    def _edited(self, name: str) -> None:
        self._dirty.add(name)
        self._pause.start()

    def _settle(self) -> None:
        for name in sorted(self._dirty):
            self._store(name, final=False)

    def _left(self, name: str) -> None:
        if name in self._dirty:
            self._store(name, final=True)
        if self._session and self._session[0] == name:
            self._session = None

    def _store(self, name: str, *, final: bool) -> None:
        """Save one field. While people still type (`final` is False), half a date is no reason to complain."""
        row = self._rows[name]
        try:
            value = clean_value(row.field, row.editor.value())
            if value != self._saved.get(name):
                self._save(row.field, value, self._batch(name))
        except NotYet:
            row.complain(None)
            return
        except PortfolioError as error:
            if final:
                row.complain(error)
            return
        self._saved[name] = value
        self._dirty.discard(name)
        row.complain(None)
        if final:
            row.editor.set_value(value)

    def _batch(self, name: str) -> Batch:
        if self._session is None or self._session[0] != name:
            self._session = (name, Batch())
        return self._session[1]
