"""The main job, end to end, with the keys and clicks of somebody who does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from portfolio.core import lookup
from portfolio.core.store import Store
from portfolio.ui.views.export_view import ExportView
from portfolio.ui.views.list_view import ListView
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

LEFT = Qt.MouseButton.LeftButton
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f0005000201a5f645400000000049454e44ae426082"
)


def credentials(window: Window) -> ListView:
    view = window.views["credentials"]
    assert isinstance(view, ListView)
    return view


def titles(window: Window) -> list[str]:
    pane = credentials(window).pane
    return [card.title for row in range(pane.model.rowCount()) if (card := pane.model.card(row))]


def press(window: Window, action: str) -> None:
    """Trigger an action by its shortcut."""
    QTest.keySequence(QApplication.focusWidget() or window, window.actions_[action].shortcut())


def drop(window: Window, paths: list[Path], on: QWidget, at: QPoint | None = None) -> None:
    """What the system sends when files are dropped on a widget of the window."""
    place = QPointF(on.mapTo(window, at or on.rect().center()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), copy, data, LEFT, none))
    QApplication.sendEvent(window, QDropEvent(place, copy, data, LEFT, none))


def test_record_attach_search_undo_redo_export(
    qtbot: QtBot, window: Window, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(qtbot, window)
    attach(qtbot, window, store, tmp_path / "scan of it.png")
    search(qtbot, window)
    undo_and_redo(qtbot, window)
    export(qtbot, window, tmp_path / "portfolio.pdf", monkeypatch)


def record(qtbot: QtBot, window: Window) -> None:
    pane = credentials(window).pane
    press(window, "new-credential")
    detail = credentials(window).finish()
    title = detail.header.title.editor
    assert title.hasFocus()
    QTest.keyClicks(title, "Climbing Instructor")
    QTest.keyClick(title, Qt.Key.Key_Return)
    for name, text in (("issuer", "Alpine Club of Laurelia"), ("issued", "2026-05")):
        editor = detail.form.rows[name].editor
        editor.setFocus()
        QTest.keyClicks(editor, text)
    detail.skills.line.setFocus()
    QTest.keyClicks(detail.skills.line, "climbing,rope work,")
    qtbot.waitUntil(lambda: titles(window) == ["Climbing Instructor"])
    qtbot.waitUntil(lambda: pane.model.card(0).chips == ("climbing", "rope work"))  # type: ignore[union-attr]
    card = pane.model.card(0)
    assert card is not None
    assert card.subtitle == "Alpine Club of Laurelia  ·  May 2026"


def attach(qtbot: QtBot, window: Window, store: Store, scan: Path) -> None:
    detail = credentials(window).finish()
    scan.write_bytes(PNG)
    drop(window, [scan], detail)
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 1)
    tile = next(iter(detail.evidence.tiles.values()))
    assert tile.item.name == "scan of it.png"
    assert store.files.verified(tile.item.sha256).read_bytes() == PNG


def search(qtbot: QtBot, window: Window) -> None:
    field = credentials(window).pane.search
    press(window, "find")
    assert field.hasFocus()
    QTest.keyClicks(field, "welding")
    qtbot.waitUntil(lambda: titles(window) == [])
    field.selectAll()
    QTest.keyClicks(field, "rope")
    qtbot.waitUntil(lambda: titles(window) == ["Climbing Instructor"])
    QTest.keyClick(field, Qt.Key.Key_Escape)


def undo_and_redo(qtbot: QtBot, window: Window) -> None:
    detail = credentials(window).finish()
    credentials(window).pane.cards.setFocus()
    assert window.actions_["undo"].text() == "Undo: Attach 1 file"
    press(window, "undo")
    qtbot.waitUntil(lambda: not detail.evidence.tiles)
    press(window, "undo")
    qtbot.waitUntil(lambda: detail.skills.chips() == ["climbing"])
    press(window, "redo")
    qtbot.waitUntil(lambda: detail.skills.chips() == ["climbing", "rope work"])
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 1)


def export(qtbot: QtBot, window: Window, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    window.show_page("export")
    page = window.page()
    assert isinstance(page, ExportView)
    qtbot.waitUntil(lambda: page.preview.page_count() >= 2, timeout=15000)
    qtbot.waitUntil(lambda: 0 in page.preview.drawn_pages(), timeout=15000)
    QTest.mouseClick(page.button, LEFT)
    qtbot.waitUntil(page.exporting.isVisible, timeout=15000)
    assert out.read_bytes().startswith(b"%PDF")
    assert window.parts().toasts.toasts()[-1].text.endswith("portfolio.pdf")


def test_delete_offers_undo_and_the_trash_gives_back(
    qtbot: QtBot, filled: Store, open_window: Callable[[Store], Window]
) -> None:
    window = open_window(filled)
    view = credentials(window)
    first = titles(window)[0]
    view.pane.cards.select_row(0)
    view.pane.cards.setFocus()
    press(window, "delete")
    qtbot.waitUntil(lambda: first not in titles(window))
    assert len(titles(window)) == 4
    toast = window.parts().toasts.toasts()[-1]
    assert first in toast.text
    assert toast.button is not None
    QTest.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: first in titles(window))


def test_several_are_deleted_in_one_step(qtbot: QtBot, filled: Store, open_window: Callable[[Store], Window]) -> None:
    window = open_window(filled)
    view = credentials(window)
    view.pane.cards.setFocus()
    view.pane.cards.selectAll()
    press(window, "delete")
    qtbot.waitUntil(lambda: titles(window) == [])
    window.desk.undo()
    qtbot.waitUntil(lambda: len(titles(window)) == 5)
    with filled.read() as session:
        assert lookup.trash(session) == []
