"""The evidence strip, its menu and dialogs, and files dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio.core import library, lookup
from portfolio.core.records import Evidence, Subject
from portfolio.core.store import Store
from portfolio.ui.views.detail import DetailPane
from portfolio.ui.views.evidence_dialog import EvidenceDialog
from portfolio.ui.views.evidence_menu import EvidenceMenu
from portfolio.ui.views.evidence_opening import can_open
from portfolio.ui.views.list_view import ListView
from portfolio.ui.views.picker import Picker
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(filled: Store, open_window: Callable[[Store], Window]) -> Window:
    return open_window(filled)


@pytest.fixture
def view(window: Window) -> ListView:
    found = window.views["credentials"]
    assert isinstance(found, ListView)
    return found


@pytest.fixture
def detail(view: ListView) -> DetailPane:
    return view.finish()


@pytest.fixture
def two_notes(qtbot: QtBot, view: ListView, detail: DetailPane) -> DetailPane:
    """The first credential with two notes as its evidence."""
    with view.desk.store.write("Notes") as session:
        for text in ("Passed with distinction.", "Renewed by phone."):
            library.link_evidence(session, library.add_note(session, text), Subject.CREDENTIAL, detail.record_id)
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 2)
    return detail


def drag(window: Window, paths: list[Path], on: QWidget, at: QPoint | None = None) -> QDropEvent:
    place = QPointF(on.mapTo(window, at or on.rect().center()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), copy, data, LEFT, none))
    dropped = QDropEvent(place, copy, data, LEFT, none)
    QApplication.sendEvent(window, dropped)
    return dropped


def names(detail: DetailPane) -> list[str]:
    return [tile.item.title for tile in detail.evidence.tiles.values()]


def choose(menu: EvidenceMenu, text: str) -> None:
    action = next(one for one in menu.actions() if one.text() == text)
    assert isinstance(action, QAction)
    action.trigger()


def test_a_drop_on_a_card_attaches_to_that_one(qtbot: QtBot, window: Window, view: ListView, tmp_path: Path) -> None:
    file = tmp_path / "licence scan.txt"
    file.write_text("Welding", "utf-8")
    row = next(row for row in range(5) if (card := view.pane.model.card(row)) and card.title == "Welding Licence")
    place = view.pane.cards.visualRect(view.pane.model.index(row, 0)).center()
    drag(window, [file], view.pane.cards.viewport(), place)
    qtbot.waitUntil(lambda: view.finish().title() == "Welding Licence")
    qtbot.waitUntil(lambda: names(view.finish()) == ["licence scan.txt"])
    assert file.read_text("utf-8") == "Welding"


def test_a_drop_elsewhere_asks_without_blocking(qtbot: QtBot, window: Window, view: ListView, tmp_path: Path) -> None:
    files = [tmp_path / "climbing_level_2.txt", tmp_path / "first_steps.txt"]
    for file in files:
        file.write_text(file.stem, "utf-8")
    drag(window, files, window.sidebar)
    banner = window.banners.banners()[-1]
    assert "What are these 2 files for?" in banner.message
    texts = [button.text() for button in banner.findChildren(QPushButton)]
    assert texts[:2] == ["Attach to “First Aid”", "New credential for each"]
    QTest.mouseClick(banner.findChildren(QPushButton)[1], LEFT)
    qtbot.waitUntil(lambda: view.pane.model.rowCount() == 7)
    qtbot.waitUntil(lambda: view.finish().title() == "climbing level 2")
    qtbot.waitUntil(lambda: names(view.finish()) == ["climbing_level_2.txt"])
    assert window.banners.banners() == []


def test_folders_and_web_addresses_are_not_taken(window: Window, view: ListView, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf"), QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(QPointF(700, 400), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert window.banners.banners() == []


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    qtbot: QtBot, window: Window, detail: DetailPane, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    for file in (good, bad):
        file.write_text("text", "utf-8")
    target = tmp_path / "elsewhere.txt"
    bad.rename(target)
    detail.attach([good, bad])
    qtbot.waitUntil(lambda: names(detail) == ["good.txt"])
    qtbot.waitUntil(lambda: any("bad.txt" in banner.message for banner in window.banners.banners()))


def test_notes_and_links_are_added_in_a_dialog(qtbot: QtBot, window: Window, detail: DetailPane) -> None:
    QTest.mouseClick(detail.evidence.add_link, LEFT)
    dialog = window.findChild(EvidenceDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.rows["url"].editor, "ftp://example.org")
    QTest.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()
    assert "not a web address" in dialog.rows["url"].complaint.text()
    dialog.rows["url"].editor.set_value("https://example.org/talk")
    QTest.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: names(detail) == ["example.org"])
    assert window.actions_["undo"].text() == "Undo: Add link"


def test_a_piece_is_edited_hidden_and_removed(qtbot: QtBot, window: Window, two_notes: DetailPane) -> None:
    strip = two_notes.evidence
    tile = next(iter(strip.tiles.values()))
    choose(EvidenceMenu(strip, tile), "Keep private")
    qtbot.waitUntil(lambda: tile.item.private)
    assert "private" in tile.accessibleName()
    choose(EvidenceMenu(strip, tile), "Edit …")
    dialog = window.findChild(EvidenceDialog)
    assert dialog is not None
    dialog.rows["title"].editor.set_value("The letter")
    QTest.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: names(two_notes)[0] == "The letter")
    QTest.keyClick(tile, Key.Key_Delete)
    qtbot.waitUntil(lambda: len(strip.tiles) == 1)
    window.desk.undo()
    qtbot.waitUntil(lambda: names(two_notes)[0] == "The letter")


def test_keys_move_tiles(qtbot: QtBot, two_notes: DetailPane) -> None:
    first, second = two_notes.evidence.tiles.values()
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: list(two_notes.evidence.tiles) == [second.item.id, first.item.id])
    assert second.hasFocus()
    with two_notes.desk.store.read() as session:
        kept = lookup.credential(session, two_notes.record_id).evidence
    assert [item.id for item in kept] == [second.item.id, first.item.id]


def test_one_piece_belongs_to_several(qtbot: QtBot, window: Window, two_notes: DetailPane) -> None:
    strip = two_notes.evidence
    tile = next(iter(strip.tiles.values()))
    choose(EvidenceMenu(strip, tile), "Link to something else …")
    picker = window.findChild(Picker)
    assert picker is not None
    QTest.keyClicks(picker.search, "dashboard")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    picker.list.setCurrentRow(0)
    QTest.keyClick(picker.list, Key.Key_Space)
    picker.accept()
    qtbot.waitUntil(lambda: len(tile.item.projects) == 1)
    with window.desk.store.read() as session:
        project = lookup.project(session, tile.item.projects[0])
    assert [item.id for item in project.evidence] == [tile.item.id]


@pytest.mark.parametrize(
    ("name", "media_type", "opens"),
    [
        ("scan.pdf", "application/pdf", True),
        ("photo.JPG", "image/jpeg", True),
        ("photo.jpg", "application/x-msdownload", False),
        ("tool.exe", "image/png", False),
        ("page.html", "text/html", False),
        ("script.sh", "text/plain", False),
        ("letter.desktop", "text/plain", False),
        ("noextension", "application/pdf", False),
    ],
)
def test_only_what_cannot_run_is_opened(name: str, media_type: str, opens: bool) -> None:
    item = Evidence(id="x", kind="file", title=name, name=name, media_type=media_type, sha256="0" * 64)
    assert can_open(item) is opens


def test_a_copy_is_opened_and_a_program_is_offered_to_be_saved(
    qtbot: QtBot, window: Window, detail: DetailPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    text, program = tmp_path / "list.txt", tmp_path / "setup.sh"
    text.write_text("one\n", "utf-8")
    program.write_text("#!/bin/sh\nrm -rf x\n", "utf-8")
    detail.attach([text, program])
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 2)
    tiles = {tile.item.name: tile for tile in detail.evidence.tiles.values()}
    QTest.keyClick(tiles["list.txt"], Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].read_text("utf-8") == "one\n"
    assert opened[0].parent == window.desk.copies
    assert opened[0].stat().st_mode & 0o111 == 0
    QTest.mouseClick(tiles["setup.sh"], LEFT)
    toast = window.parts().toasts.toasts()[-1]
    assert "can run programs" in toast.text
    assert toast.button is not None
    assert len(opened) == 1
