"""The detail pane: one credential or project, edited where it stands and saved by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.fields import Field, safe_url
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Credential
from portfolio.core.store import Batch
from portfolio.ui import theme
from portfolio.ui.desk import Desk
from portfolio.ui.views import completions
from portfolio.ui.views.autosave import Autosave, NotYet, Row
from portfolio.ui.views.detail_header import Header
from portfolio.ui.views.editors import LineEditor, lock
from portfolio.ui.views.evidence_strip import EvidenceStrip
from portfolio.ui.views.form import Form
from portfolio.ui.views.shelf import Shelf
from portfolio.ui.widgets.chips_edit import ChipsEdit
from portfolio.ui.widgets.section import Section

WIDEST = 760  # pixels at 100 %: longer lines are hard to read
IN_HEAD = ("title", "featured", "private")

if TYPE_CHECKING:
    from portfolio.ui.views.shelf import Record


class DetailPane(QScrollArea):
    """Shows one record, or a draft that becomes one as soon as it has a title."""

    created = Signal(str)
    remove_wanted = Signal()
    dropped_draft = Signal()

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        super().__init__()
        self.shelf, self.desk = shelf, desk
        self.record: Record | None = None
        self._draft = False
        self._unsaved: dict[str, dict[str, Any]] = {}  # what could not be saved of records that were left
        self.header = Header(shelf.fields)
        rest = tuple(field for field in shelf.fields if field.name not in IN_HEAD)
        self.form = Form(rest)
        self.more = Form([field for field in rest if field.group != "main"], shelf.groups)
        self.skills = ChipsEdit(_("Skills"), _("Add a skill …"), partial(completions.skills, desk.store))
        self.evidence = EvidenceStrip(desk, shelf.subject)
        self._build()
        self.autosave = Autosave(self._rows(), self._save, self)
        self._connect()
        self._restyle()

    @property
    def record_id(self) -> str:
        """The id of the record that is shown, or ""."""
        return self.record.id if self.record else ""

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        skills = Section(_("Skills").upper())
        skills.add(self.skills)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for widget in (self.header, self.form, skills, self.evidence, self.more):
            column.addWidget(widget)
        column.addStretch()
        self._outside = QWidget()
        self._around = QVBoxLayout(self._outside)
        self._around.addWidget(self._body)
        self._outside.setProperty("ground", "surface")
        self._outside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self._outside)

    def _rows(self) -> dict[str, Row]:
        rows: dict[str, Row] = {"title": self.header.title}
        rows |= {flag.field.name: flag for flag in self.header.flags}
        return rows | self.form.rows | self.more.rows

    def _connect(self) -> None:
        self.header.remove_wanted.connect(self.remove_wanted)
        self.header.link_wanted.connect(self._open_link)
        self.skills.changed.connect(self._save_skills)
        self.evidence.attach_wanted.connect(self.attach)
        self.evidence.add_wanted.connect(self._add_evidence)
        self.desk.stepping.connect(self.flush)
        if not self.desk.can_write:
            for row in self._rows().values():
                lock(row.editor)
            self.skills.setEnabled(False)
        issuer = self.form.rows.get("issuer")
        if issuer is not None and isinstance(issuer.editor, LineEditor):
            issuer.editor.complete_with(partial(completions.issuers, self.desk.store))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_around"):
            self._restyle()

    def _restyle(self) -> None:
        self._body.setMaximumWidth(theme.px(WIDEST))
        side = theme.px(22)
        self._around.setContentsMargins(side, side, side, side)

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> bool:
        """Show another record; whether there is one of this id."""
        if record_id == self.record_id:
            return True
        self._leave()
        try:
            self.record = self.desk.ask(partial(self.shelf.read, record_id=record_id))
        except PortfolioError as error:
            if not isinstance(error, NotFoundError):
                self.desk.tell(error)
            return False
        self._draft = False
        self.autosave.show(self.record, self._unsaved.pop(record_id, None))
        self._describe(self.record)
        self.verticalScrollBar().setValue(0)
        return True

    def clear(self) -> bool:
        """Show nothing. Always False: there is no record."""
        self._leave()
        self.record, self._draft = None, False
        return False

    def refresh(self) -> None:
        """Show what became of the record elsewhere."""
        if self.record is None or self._draft:
            return
        try:
            self.record = self.desk.ask(partial(self.shelf.read, record_id=self.record_id))
        except PortfolioError:
            return
        self.autosave.refresh(self.record)
        self._describe(self.record)

    def _describe(self, record: Record) -> None:
        seed = record.issuer if isinstance(record, Credential) else record.title
        self.header.describe(
            seed or record.title,
            self.shelf.line(record),
            self.shelf.status(record, self.desk.today),
            has_link=bool(record.url),
        )
        self.skills.set_chips([claim.skill for claim in record.claims])
        self.evidence.show_items(record.id, record.evidence)
        self.header.trash.setVisible(self.desk.can_write)
        for group, fold in self.more.folds.items():
            inside = [field.name for field in self.shelf.fields if field.group == group]
            fold.set_filled(sum(1 for name in inside if getattr(record, name)))

    def title(self) -> str:
        """What the record is called."""
        return (self.record or self.shelf.empty()).title or _(self.shelf.unnamed)

    def still_there(self, record_id: str) -> bool:
        """Whether a record exists and is not in the trash."""
        try:
            return not self.desk.ask(partial(self.shelf.read, record_id=record_id)).deleted
        except PortfolioError:
            return False

    def busy(self) -> bool:
        """Whether somebody is typing here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def edit_title(self) -> None:
        """Put the cursor into the title."""
        self.header.title.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.header.title)

    # --- drafts ------------------------------------------------------------------------------------------------

    def start_draft(self) -> None:
        """Show empty fields; what is typed becomes a record once it has a title."""
        self._leave()
        self.record, self._draft = self.shelf.empty(), True
        self.autosave.show(self.shelf.empty())
        self.skills.set_chips([])
        self._describe(self.shelf.empty())
        self.header.describe("", _(self.shelf.new), ("", "none"), has_link=False)
        self.verticalScrollBar().setValue(0)

    def is_draft(self) -> bool:
        """Whether what is shown is not in the library yet."""
        return self._draft

    def drop_draft(self) -> None:
        """Forget the draft."""
        self._draft, self.record = False, None
        self.dropped_draft.emit()

    def _create(self, title: str, batch: Batch | None = None, *, told: bool = True) -> str:
        values = self.autosave.valid() | {"title": title}
        skills = self.skills.chips()
        record_id = self.desk.write(
            _("Add {what}").format(what=f"“{title[:60]}”"), lambda s: self.shelf.add(s, skills, values), batch
        )
        self._draft = False
        self.autosave.kept(values)
        self.record = self.desk.ask(partial(self.shelf.read, record_id=record_id))
        if told:
            self.created.emit(record_id)
        return record_id

    # --- saving ------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Save what is being typed, as far as it can be saved."""
        self.skills.finish()
        self.autosave.flush()

    def _leave(self) -> None:
        if self.record is None:
            return
        self.flush()
        if self._draft:
            self._keep_draft()
        elif unsaved := self.autosave.unsaved():
            self._unsaved[self.record_id] = unsaved

    def _keep_draft(self) -> None:
        """A draft without a title is left: what was typed into it is not lost."""
        if any(self.autosave.valid().values()) or self.skills.chips():
            try:
                self._create(_(self.shelf.unnamed), told=False)
            except PortfolioError as error:
                self.desk.tell(error)

    def _save(self, field: Field, value: Any, batch: Batch) -> None:
        if self._draft:
            if field.name == "title":
                self._create(value, batch)
            elif self.autosave.valid().get("title"):
                self._create(self.autosave.valid()["title"])
            else:
                raise NotYet  # it waits in its editor for the title
            return
        label = _("Edit {field}").format(field=_(field.label).lower())
        record_id = self.record_id
        self.desk.write(label, lambda session: self.shelf.edit(session, record_id, {field.name: value}), batch)

    def _save_skills(self, names: list[str]) -> None:
        if self._draft or self.record is None:
            return
        subject, record_id = self.shelf.subject, self.record_id

        def verb(session: Any) -> None:
            from portfolio.core import library

            library.set_skills(session, subject, record_id, names)

        if not self.desk.change(_("Edit skills"), verb):
            self.refresh()

    def has_place(self, title: str = "") -> bool:
        """Whether evidence can be tied to what is shown; a draft is made a record now, under `title` if it has none."""
        if self.record is None:
            return False
        self.flush()
        if self._draft:
            try:
                self._create(str(self.header.title.editor.value()).strip() or title or _(self.shelf.unnamed))
            except PortfolioError as error:
                self.desk.tell(error)
                return False
            self.autosave.show(self.record)
            self._describe(self.record)
        return True

    def attach(self, paths: Sequence[Path]) -> None:
        """Copy files into the library as evidence of this record."""
        if not self.has_place(paths[0].stem):
            return
        from portfolio.ui.views.attaching import attach

        attach(self.desk, paths, [(self.shelf.subject, self.record_id)])

    def _add_evidence(self, kind: str) -> None:
        if self.has_place():
            self.evidence.add(kind)

    def _open_link(self) -> None:
        if self.record is not None and (url := safe_url(self.record.url)):
            QDesktopServices.openUrl(QUrl(url))
