"""Whose library it is: what stands on the cover of every portfolio."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from portfolio.core import fields, lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Profile
from portfolio.core.store import Batch
from portfolio.ui.desk import Desk
from portfolio.ui.views.autosave import Autosave
from portfolio.ui.views.editors import lock
from portfolio.ui.views.form import Form
from portfolio.ui.views.identities import Identities
from portfolio.ui.views.page_frame import Box, PageFrame
from portfolio.ui.widgets.section import Section

TABLES = frozenset({"profile", "identities"})


class ProfileView(PageFrame):
    """Edited where it stands and saved by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Profile"), _("This stands on the cover of your portfolio. Everything may stay empty."))
        self.desk = desk
        self.form = Form(fields.PROFILE, at_rest=True)
        self.identities = Identities(desk)
        about = Box()
        about.column.addWidget(self.form)
        others = Box()
        section = Section(_("Also known as").upper())
        section.add(self.identities)
        others.column.addWidget(section)
        self.column.addWidget(about)
        self.column.addWidget(others)
        self.autosave = Autosave(self.form.rows, self._save, self)
        self.autosave.show(Profile())
        if not desk.can_write:
            for row in self.form.rows.values():
                lock(row.editor)
            self.identities.setEnabled(False)
        desk.changed.connect(self._on_change)
        desk.stepping.connect(self.flush)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Ask for the profile again."""
        if self.desk.closed:
            return
        try:
            profile = self.desk.ask(lookup.profile)
        except PortfolioError as error:
            self.desk.tell(error)
            return
        self.autosave.refresh(profile)
        self.identities.show_items(profile.identities)

    def flush(self) -> None:
        """Save what is being typed."""
        self.autosave.flush()
        self.identities.save()

    def _on_change(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():
            self.refresh()

    def _save(self, field: Field, value: Any, batch: Batch) -> None:
        def verb(session: Any) -> None:
            from portfolio.core import library

            library.edit_profile(session, **{field.name: value})

        self.desk.write(_("Edit {field}").format(field=_(field.label).lower()), verb, batch)
