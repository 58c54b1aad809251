"""What can be done with one piece of evidence, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from portfolio.core.i18n import gettext as _
from portfolio.core.records import Evidence
from portfolio.ui import icons
from portfolio.ui.views.evidence_opening import can_open, open_item, save_copy

if TYPE_CHECKING:
    from portfolio.ui.views.evidence_strip import EvidenceStrip
    from portfolio.ui.views.evidence_tile import EvidenceTile


class EvidenceMenu(QMenu):
    """Goes away when it is closed."""

    def __init__(self, strip: EvidenceStrip, tile: EvidenceTile) -> None:
        super().__init__(strip)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip, self.item = strip, tile.item
        desk, item, window = strip.desk, tile.item, strip.window()
        if can_open(item):
            self._entry(_("Open"), "external-link", lambda: open_item(desk, item, window))
        if item.kind == "file":
            self._entry(_("Save a copy …"), "download", lambda: save_copy(desk, item, window))
        if not desk.can_write:
            return
        self._entry(_("Edit …"), "pencil", self._edit)
        if item.private:
            self._entry(_("Show in exports"), "eye", lambda: set_private(strip, item, private=False))
        else:
            self._entry(_("Keep private"), "eye-off", lambda: set_private(strip, item, private=True))
        self._entry(_("Link to something else …"), "link", self._link)
        order = list(strip.tiles)
        self.addSeparator()
        back = self._entry(_("Move forward"), "chevron-left", lambda: strip.move_item(tile, -1))
        back.setEnabled(order[:1] != [item.id])
        ahead = self._entry(_("Move back"), "chevron-right", lambda: strip.move_item(tile, 1))
        ahead.setEnabled(order[-1:] != [item.id])
        self.addSeparator()
        self._entry(_("Remove from here"), "unlink", lambda: unlink(strip, item))
        self._entry(_("Delete"), "trash-2", lambda: delete(strip, item))

    def _entry(self, text: str, icon: str, do: Callable[[], object]) -> Any:
        action = self.addAction(icons.icon(icon, "text_soft"), text)
        action.triggered.connect(lambda: do())  # noqa: PLW0108 - the signal brings a bool that nobody wants
        return action

    def _edit(self) -> None:
        from portfolio.ui.views.evidence_dialog import EvidenceDialog

        EvidenceDialog(self.strip.desk, self.item.kind, self.item, None, self.strip.window()).open()

    def _link(self) -> None:
        from portfolio.ui.views.picker import Picker

        Picker(self.strip.desk, self.item, self.strip.window()).open()


def set_private(strip: EvidenceStrip, item: Evidence, *, private: bool) -> None:
    """Keep a piece of evidence out of exports, or let it in again."""

    def verb(session: Any) -> None:
        from portfolio.core import library

        library.edit_evidence(session, item.id, private=private)

    strip.desk.change(_("Make evidence private") if private else _("Show evidence"), verb)


def unlink(strip: EvidenceStrip, item: Evidence) -> None:
    """Take the evidence away from this record; it stays in the library."""
    subject, record_id = strip.subject, strip.record_id

    def verb(session: Any) -> None:
        from portfolio.core import library

        library.unlink_evidence(session, item.id, subject, record_id)

    strip.desk.change(_("Remove evidence"), verb, done=_("“{title}” was removed from here.").format(title=item.title))


def delete(strip: EvidenceStrip, item: Evidence) -> None:
    """Put the evidence into the trash, wherever it is linked."""

    def verb(session: Any) -> None:
        from portfolio.core import library

        library.remove(session, "evidence", item.id)

    strip.desk.change(_("Delete evidence"), verb, done=_("“{title}” is in the trash.").format(title=item.title))
