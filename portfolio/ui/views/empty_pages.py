"""What stands where there is nothing: why it is empty, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.records import Subject
from portfolio.ui.views.shelf import Shelf
from portfolio.ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from portfolio.ui.views.list_pane import ListPane


def nothing_found(clear: Callable[[], None]) -> QWidget:
    """No row fits the search."""
    sentence = _("Try fewer words, or take out a condition.")
    return EmptyState("search", _("Nothing found"), sentence, [(_("Clear the search"), "x", clear)])


def nothing_yet(pane: ListPane) -> QWidget:
    """The shelf has no rows at all."""
    add, sample = pane.add_wanted.emit, pane.sample_wanted.emit
    if not pane.desk.can_write:
        return EmptyState(pane.shelf.icon, _("Nothing here"), _("This library is open for reading only."))
    if pane.shelf.subject is Subject.CREDENTIAL:
        return EmptyState(
            "award",
            _("Your credentials live here"),
            _("Certificates, badges, courses, licences: record the first one, or drop its file on this window."),
            [
                (_("Add the first"), "plus", add),
                (_("Look around in the sample library"), "sparkles", sample),
            ],
        )
    return EmptyState(
        "folder-kanban",
        _("Show what you can do"),
        _("A project says what you did and what came of it, with pictures, files and links that show it."),
        [(_("Add the first"), "plus", add)],
    )


def nothing_chosen(shelf: Shelf) -> QWidget:
    """The detail pane has no record to show."""
    if shelf.subject is Subject.CREDENTIAL:
        return EmptyState(shelf.icon, _("No credential chosen"), _("Choose one in the list to see and edit it here."))
    return EmptyState(shelf.icon, _("No project chosen"), _("Choose one in the list to see and edit it here."))
