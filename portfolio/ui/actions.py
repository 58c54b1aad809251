"""Everything that the window can do, as two tables: what the actions are, and in which menus they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from portfolio.core.i18n import gettext as _
from portfolio.ui import icons


@dataclass(frozen=True)
class Entry:
    """One action. `when` says when it can be used: always, writable, record, writable record, undo or redo.

    `shortcut` is in Qt's portable form, or a standard key by its name after a colon.
    """

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    tip: str = ""
    when: str = "always"


ACTIONS = (
    Entry("new-credential", "New credential", "plus", "Ctrl+N", "Record something that you earned", "writable"),
    Entry("new-project", "New project", "folder-kanban", "Ctrl+Shift+N", "Describe something that you did", "writable"),
    Entry("attach", "Attach files …", "paperclip", "Ctrl+Shift+A", "Add evidence to what is shown", "writable record"),
    Entry("add-link", "Add a link …", "link", "Ctrl+Shift+L", "Add a web page as evidence", "writable record"),
    Entry("add-note", "Write a note …", "sticky-note", "Ctrl+Shift+M", "Add a note as evidence", "writable record"),
    Entry("open-library", "Open another library …", "folder-open", "Ctrl+O", "Work with the library of another folder"),
    Entry("show-library", "Show the library's folder", "folder", "", "Where everything is kept"),
    Entry(
        "open-sample",
        "Look around in the sample library",
        "sparkles",
        "",
        "An invented person's library, to try things",
    ),
    Entry("export", "Export as PDF …", "file-down", "Ctrl+Shift+E", "Make a portfolio to send"),
    Entry("check", "Check the library", "shield-check", "", "Look whether every file is there and unchanged"),
    Entry("close", "Close the window", "x", "Ctrl+W", ""),
    Entry("quit", "Quit", "", "Ctrl+Q", ""),
    Entry("undo", "Undo", "undo-2", ":Undo", "Take the last step back", "undo"),
    Entry("redo", "Redo", "redo-2", ":Redo", "Make it again", "redo"),
    Entry("delete", "Delete", "trash-2", "Ctrl+Del", "Put what is chosen into the trash", "writable record"),
    Entry("find", "Search", "search", ":Find", "Look for something in this list"),
    Entry("credentials", "Credentials", "library", "Ctrl+1", ""),
    Entry("projects", "Projects", "folder-kanban", "Ctrl+2", ""),
    Entry("profile", "Profile", "circle-user", "Ctrl+3", ""),
    Entry("export-view", "Export", "file-down", "Ctrl+4", ""),
    Entry("trash", "Trash", "trash-2", "Ctrl+5", ""),
    Entry("settings", "Settings", "settings", "Ctrl+,", ""),
    Entry("larger", "Larger text", "zoom-in", ":ZoomIn", ""),
    Entry("smaller", "Smaller text", "zoom-out", ":ZoomOut", ""),
    Entry("normal", "Normal text", "", "Ctrl+0", ""),
    Entry("dark", "Switch between light and dark", "moon", "Ctrl+Shift+D", ""),
    Entry("about", "About Laurel", "info", "", ""),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        (
            "new-credential",
            "new-project",
            "",
            "attach",
            "add-link",
            "add-note",
            "",
            "export",
            "",
            "open-library",
            "show-library",
            "open-sample",
            "check",
            "",
            "close",
            "quit",
        ),
    ),
    ("&Edit", ("undo", "redo", "", "delete", "", "find")),
    (
        "&View",
        (
            "credentials",
            "projects",
            "profile",
            "export-view",
            "trash",
            "settings",
            "",
            "larger",
            "smaller",
            "normal",
            "",
            "dark",
        ),
    ),
    ("&Help", ("open-sample", "about")),
)


class Actions:
    """The tables made real for one window. `handlers` has one function for each id."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self._made = {entry.id: self._make(entry, handlers[entry.id]) for entry in ACTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def _make(self, entry: Entry, do: Callable[[], object]) -> QAction:
        action = QAction(_(entry.text), self._window)
        action.setObjectName(entry.id)
        action.setMenuRole(_ROLES.get(entry.id, QAction.MenuRole.NoRole))
        if entry.icon:
            action.setIcon(icons.icon(entry.icon, "text_soft"))
        if entry.shortcut.startswith(":"):
            action.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey[entry.shortcut[1:]]))
        elif entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
        action.setToolTip(_(entry.tip) if entry.tip else _(entry.text))
        action.setStatusTip("")
        action.triggered.connect(lambda: do())  # noqa: PLW0108 - the signal brings a bool that nobody wants
        self._window.addAction(action)
        return action

    def fill(self, menus: Sequence[QMenu]) -> None:
        """Put the actions into the menus, one for each line of MENUS."""
        for menu, (_title, names) in zip(menus, MENUS, strict=True):
            for name in names:
                if name:
                    menu.addAction(self._made[name])
                else:
                    menu.addSeparator()

    def enable(self, *, writable: bool, record: bool, undo: str | None, redo: str | None) -> None:
        """Allow what can be done now, and name the steps that Undo and Redo would take."""
        states = {
            "always": True,
            "writable": writable,
            "record": record,
            "writable record": writable and record,
            "undo": writable and undo is not None,
            "redo": writable and redo is not None,
        }
        for entry in ACTIONS:
            self._made[entry.id].setEnabled(states[entry.when])
        self._made["undo"].setText(_step(_("Undo"), undo))
        self._made["redo"].setText(_step(_("Redo"), redo))


_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}


def _step(verb: str, label: str | None) -> str:
    """“Undo: Edit title”. An ampersand in the label is no access key."""
    return f"{verb}: {label}".replace("&", "&&") if label else verb
