"""Makes the pages of the window, when they are first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.ui.views.view import View

if TYPE_CHECKING:
    from portfolio.ui.window import Window


def make(key: str, window: Window) -> View:
    """The page of this key of window.PAGES."""
    if key in ("credentials", "projects"):
        return _list(key, window)
    if key == "profile":
        from portfolio.ui.views.profile_view import ProfileView

        return ProfileView(window.desk)
    if key == "export":
        from portfolio.ui.views.export_view import ExportView

        return ExportView(window.desk)
    if key == "trash":
        from portfolio.ui.views.trash_view import TrashView

        return TrashView(window.desk)
    from portfolio.ui.views.settings_view import SettingsView

    return SettingsView(window)


def _list(key: str, window: Window) -> View:
    from portfolio.ui.views.list_view import ListView
    from portfolio.ui.views.shelves import CREDENTIALS, PROJECTS

    view = ListView(CREDENTIALS if key == "credentials" else PROJECTS, window.desk)
    view.sample_wanted.connect(window.sample_wanted)
    view.current_changed.connect(window.update_actions)
    if key == "projects":
        view.finish()
    return view
