"""Profile, export, trash and settings, and the windows of the application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from portfolio.core import library, lookup, paths
from portfolio.core.settings import Settings, load
from portfolio.core.store import Store, exists
from portfolio.ui import theme
from portfolio.ui.app import Application
from portfolio.ui.views.export_view import ExportView
from portfolio.ui.views.list_view import ListView
from portfolio.ui.views.profile_view import ProfileView
from portfolio.ui.views.settings_view import SettingsView
from portfolio.ui.views.trash_view import TrashView
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

LEFT = Qt.MouseButton.LeftButton
Opener = Callable[[Store], Window]


def test_the_profile_saves_itself(qtbot: QtBot, window: Window, store: Store) -> None:
    window.show_page("profile")
    page = window.page()
    assert isinstance(page, ProfileView)
    name = page.form.rows["name"].editor
    name.setFocus()
    QTest.keyClicks(name, "Mara Lindqvist")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    website = page.form.rows["website"]
    website.editor.setFocus()
    QTest.keyClicks(website.editor, "not a page")
    QTest.keyClick(website.editor, Qt.Key.Key_Tab)
    assert "not a web address" in website.complaint.text()
    QTest.mouseClick(page.identities.add_button, LEFT)
    row = page.identities.rows[0]
    QTest.keyClicks(row.value, "mara@example.org")
    QTest.keyClick(row.value, Qt.Key.Key_Tab)
    QTest.mouseClick(row.shown, LEFT)
    with store.read() as session:
        profile = lookup.profile(session)
    assert (profile.name, profile.website) == ("Mara Lindqvist", "")
    assert [(one.kind, one.value, one.shown) for one in profile.identities] == [("email", "mara@example.org", False)]
    window.desk.undo()
    qtbot.waitUntil(lambda: [row.shown.isChecked() for row in page.identities.rows] == [True])


def test_what_goes_in_is_chosen_and_ordered(qtbot: QtBot, filled: Store, open_window: Opener) -> None:
    window = open_window(filled)
    window.show_page("export")
    page = window.page()
    assert isinstance(page, ExportView)
    qtbot.waitUntil(lambda: page.preview.page_count() > 0, timeout=15000)
    assert "page" in page.state.text()
    model = page.items.model
    row = next(row for row in range(model.rowCount()) if (item := model.item(row)) and item.title == "First Aid")
    page.items.list.setCurrentIndex(model.index(row))
    page.items.list.setFocus()
    QTest.keyClick(page.items.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (item := model.item(row)) is not None and not item.included)
    with filled.read() as session:
        assert "First Aid" not in [one.title for one in lookup.portfolio(session).credentials]
    QTest.keyClick(page.items.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.order.currentData() == "own")
    first = model.item(1)
    assert first is not None
    assert first.title == "Kubernetes Basics"
    QTest.mouseClick(page.items.none, LEFT)
    qtbot.waitUntil(lambda: not any(item.included for item in model.items()))
    window.desk.undo()
    qtbot.waitUntil(lambda: sum(item.included for item in model.items()) == 4)
    private = next(item for item in model.items() if item.private)
    assert private.title == "Teaching Adults"
    assert not private.included


def test_characters_that_cannot_be_printed_are_named(qtbot: QtBot, store: Store, open_window: Opener) -> None:
    with store.write("Add") as session:
        library.add_credential(session, title="Diploma \U00013000", issuer="Academy")
    window = open_window(store)
    window.show_page("export")
    page = window.page()
    assert isinstance(page, ExportView)
    qtbot.waitUntil(lambda: page._warnings.count() > 0, timeout=15000)
    item = page._warnings.itemAt(0)
    banner = item.widget() if item else None
    assert banner is not None
    assert "cannot be printed" in banner.accessibleName()
    assert "\U00013000" in banner.accessibleDescription()


def test_trash_gives_back_and_deletes_for_good(qtbot: QtBot, filled: Store, open_window: Opener) -> None:
    with filled.write("Delete") as session:
        for title in ("First Aid", "Data Protection"):
            library.remove(session, "credential", lookup.find(session, "credential", title))
    window = open_window(filled)
    window.show_page("trash")
    page = window.page()
    assert isinstance(page, TrashView)
    qtbot.waitUntil(lambda: page.list.count() == 2)
    page.list.setCurrentRow(0)
    back = page.chosen()[0].title
    QTest.mouseClick(page.restore, LEFT)
    qtbot.waitUntil(lambda: page.list.count() == 1)
    QTest.mouseClick(page.purge, LEFT)
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 1)
    window.show_page("credentials")
    view = window.page()
    assert isinstance(view, ListView)
    qtbot.waitUntil(lambda: view.pane.model.rowCount() == 4)
    assert back in [card.title for row in range(4) if (card := view.pane.model.card(row))]


def test_settings_apply_at_once_and_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    application = Application(paths.under(tmp_path / "home"), Settings(scheme="light"))
    window = application.start(None)
    qtbot.waitUntil(lambda: bool(window.views))
    window.show_page("settings")
    page = window.page()
    assert isinstance(page, SettingsView)
    dark = next(one for one in page.scheme.findChildren(QAbstractButton) if one.text() == "Dark")
    QTest.mouseClick(dark, LEFT)
    assert theme.tokens().dark
    page.scale.setCurrentIndex(page.scale.findData(150))
    page.scale.activated.emit(page.scale.currentIndex())
    assert theme.scale() == 150
    kept = load(application.paths.settings)
    assert (kept.scheme, kept.text_scale) == ("dark", 150)
    window.actions_["normal"].trigger()
    window.actions_["dark"].trigger()
    assert not theme.tokens().dark
    assert theme.scale() == 100
    window.close()


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    made = Application(paths.under(tmp_path / "home"), Settings(scheme="light"))
    yield made
    for window in list(made.windows):
        window.close()


def test_the_sample_opens_beside_and_goes_without_trace(qtbot: QtBot, application: Application) -> None:
    own = application.start(None)
    qtbot.waitUntil(lambda: bool(own.views))
    own.actions_["open-sample"].trigger()
    qtbot.waitUntil(lambda: len(application.windows) == 2, timeout=30000)
    sample = application.windows[1]
    qtbot.waitUntil(lambda: bool(sample.views))
    assert sample.is_sample()
    sample.finish()
    view = sample.list_view("credentials")
    assert view.pane.model.rowCount() == 12
    own.actions_["open-sample"].trigger()
    assert len(application.windows) == 2
    banner = sample.banners.banners()[0]
    assert "invented person" in banner.message
    QTest.mouseClick(banner.findChildren(QPushButton)[0], LEFT)
    qtbot.waitUntil(lambda: application.windows == [own])
    assert not application.paths.sample.exists()
    assert exists(application.paths.library)
    assert load(application.paths.settings).library != str(application.paths.sample)


def test_the_library_is_checked_and_damage_is_named(
    qtbot: QtBot, filled: Store, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    window = open_window(filled)
    window.actions_["show-library"].trigger()
    assert shown == [str(filled.folder)]
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: any("whole" in toast.text for toast in window.parts().toasts.toasts()), timeout=10000)
    file = tmp_path / "proof.txt"
    file.write_text("proof", "utf-8")
    detail = window.list_view("credentials").finish()
    detail.attach([file])
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 1)
    blob = filled.files.path(next(iter(detail.evidence.tiles.values())).item.sha256)
    blob.chmod(0o600)
    blob.write_text("other", "utf-8")
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: bool(window.banners.banners()), timeout=10000)
    assert "proof.txt" in window.banners.banners()[-1].message
