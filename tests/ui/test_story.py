"""The main job, end to end, with the keys and clicks of somebody who does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
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


def press(qtbot: QtBot, window: Window, action: str) -> None:
    """Trigger an action by its shortcut."""
    sequence = window.actions_[action].shortcut()[0]
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, sequence.key(), sequence.keyboardModifiers())


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
    view = credentials(window)

    # record
    press(qtbot, window, "new-credential")
    detail = view.finish()
    title = detail.header.title.editor
    assert title.hasFocus()
    qtbot.keyClicks(title, "Climbing Instructor")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    issuer = detail.form.rows["issuer"].editor
    issuer.setFocus()
    qtbot.keyClicks(issuer, "Alpine Club of Laurelia")
    issued = detail.form.rows["issued"].editor
    issued.setFocus()
    qtbot.keyClicks(issued, "2026-05")
    detail.skills.line.setFocus()
    qtbot.keyClicks(detail.skills.line, "climbing,rope work,")
    qtbot.waitUntil(lambda: titles(window) == ["Climbing Instructor"])
    qtbot.waitUntil(lambda: view.pane.model.card(0).chips == ("climbing", "rope work"))  # type: ignore[union-attr]
    card = view.pane.model.card(0)
    assert card is not None
    assert "Alpine Club of Laurelia" in card.subtitle
    assert "May 2026" in card.subtitle

    # attach
    scan = tmp_path / "scan of it.png"
    scan.write_bytes(PNG)
    drop(window, [scan], detail)
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 1)
    tile = next(iter(detail.evidence.tiles.values()))
    assert tile.item.name == "scan of it.png"
    assert store.files.verified(tile.item.sha256).read_bytes() == PNG

    # search
    press(qtbot, window, "find")
    assert view.pane.search.hasFocus()
    qtbot.keyClicks(view.pane.search, "welding")
    qtbot.waitUntil(lambda: titles(window) == [])
    view.pane.search.selectAll()
    qtbot.keyClicks(view.pane.search, "rope")
    qtbot.waitUntil(lambda: titles(window) == ["Climbing Instructor"])
    qtbot.keyClick(view.pane.search, Qt.Key.Key_Escape)

    # undo and redo
    view.pane.cards.setFocus()
    assert "Attach" in window.actions_["undo"].text()
    press(qtbot, window, "undo")
    qtbot.waitUntil(lambda: not detail.evidence.tiles)
    press(qtbot, window, "undo")
    qtbot.waitUntil(lambda: detail.skills.chips() == ["climbing"])
    press(qtbot, window, "redo")
    qtbot.waitUntil(lambda: detail.skills.chips() == ["climbing", "rope work"])
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: len(detail.evidence.tiles) == 1)

    # export
    out = tmp_path / "portfolio.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    window.show_page("export")
    export = window.page()
    assert isinstance(export, ExportView)
    qtbot.waitUntil(lambda: export.preview.page_count() >= 2, timeout=15000)
    qtbot.waitUntil(lambda: 0 in export.preview.drawn_pages(), timeout=15000)
    qtbot.mouseClick(export.button, LEFT)
    qtbot.waitUntil(lambda: export.exporting.isVisible(), timeout=15000)
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
    press(qtbot, window, "delete")
    qtbot.waitUntil(lambda: first not in titles(window))
    assert len(titles(window)) == 4
    toast = window.parts().toasts.toasts()[-1]
    assert first in toast.text
    assert toast.button is not None
    qtbot.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: first in titles(window))


def test_several_are_deleted_in_one_step(
    qtbot: QtBot, filled: Store, open_window: Callable[[Store], Window]
) -> None:
    window = open_window(filled)
    view = credentials(window)
    view.pane.cards.setFocus()
    view.pane.cards.selectAll()
    press(qtbot, window, "delete")
    qtbot.waitUntil(lambda: titles(window) == [])
    window.desk.undo()
    qtbot.waitUntil(lambda: len(titles(window)) == 5)
    with filled.read() as session:
        assert lookup.trash(session) == []
