"""The lists: narrowed by words and facets, ordered, kept in place, and quick with two thousand rows."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from portfolio.core import library
from portfolio.core.store import Store
from portfolio.ui.views.facets import FacetChip, FacetPopup
from portfolio.ui.views.list_view import ListView
from portfolio.ui.widgets.empty import EmptyState
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(filled: Store, open_window: Callable[[Store], Window]) -> ListView:
    found = open_window(filled).views["credentials"]
    assert isinstance(found, ListView)
    return found


def titles(view: ListView) -> list[str]:
    model = view.pane.model
    return [card.title for row in range(model.rowCount()) if (card := model.card(row))]


def test_the_newest_comes_first_and_is_shown(view: ListView) -> None:
    assert titles(view) == ["First Aid", "Kubernetes Basics", "Data Protection", "Welding Licence", "Teaching Adults"]
    assert view.finish().title() == "First Aid"
    statuses = [card.status for row in range(5) if (card := view.pane.model.card(row))]
    assert statuses == ["Expires in 27 days", "No expiry", "Expired Jun 2025", "Valid to 2029", "No expiry"]


def test_search_keys_and_conditions(qtbot: QtBot, view: ListView) -> None:
    pane = view.pane
    pane.search.setFocus()
    QTest.keyClicks(pane.search, "harbour has:link")
    qtbot.waitUntil(lambda: titles(view) == ["Kubernetes Basics"])
    assert pane.count.text() == "1 credential"
    assert not pane.unknown.isVisible()
    qtbot.waitUntil(lambda: view.finish().title() == "Kubernetes Basics")
    pane.search.selectAll()
    QTest.keyClicks(pane.search, "colour:red")
    qtbot.waitUntil(pane.unknown.isVisible)
    assert "“colour:red”" in pane.unknown.text()
    assert titles(view) == []
    empty = pane.pages.currentWidget()
    assert isinstance(empty, EmptyState)
    QTest.mouseClick(empty.buttons[0], LEFT)
    assert len(titles(view)) == 5


def test_letters_typed_into_the_list_search(qtbot: QtBot, view: ListView) -> None:
    view.pane.cards.setFocus()
    QTest.keyClick(view.pane.cards, Qt.Key.Key_W)
    assert view.pane.search.hasFocus()
    QTest.keyClicks(view.pane.search, "eld")
    qtbot.waitUntil(lambda: titles(view) == ["Welding Licence"])
    QTest.keyClick(view.pane.search, Qt.Key.Key_Down)
    assert view.pane.cards.hasFocus()


def test_facets_count_and_toggle_conditions(qtbot: QtBot, view: ListView) -> None:
    QTest.mouseClick(view.pane.filters, LEFT)
    popup = view.findChild(FacetPopup)
    assert popup is not None

    def button(name: str) -> FacetChip:
        return next(one for one in popup.findChildren(FacetChip) if one.accessibleName().startswith(name))

    assert button("Issuer: Harbour Academy").accessibleName() == "Issuer: Harbour Academy, 3"
    QTest.mouseClick(button("Issuer: Harbour Academy"), LEFT)
    assert view.pane.search.text() == 'issuer:"Harbour Academy"'
    assert len(titles(view)) == 3
    assert button("Issuer: Harbour Academy").isChecked()
    QTest.keyClick(button("Kind: Badge"), Qt.Key.Key_Space)
    assert titles(view) == ["Kubernetes Basics"]
    QTest.mouseClick(button("Issuer: Harbour Academy"), LEFT)
    assert view.pane.search.text() == "kind:badge"
    popup.close()


def test_orders(view: ListView) -> None:
    view.pane.set_order("title")
    assert titles(view)[0] == "Data Protection"
    assert view.pane.order_button.text() == "By title"
    assert view.finish().title() == "First Aid"


def test_an_edit_that_moves_the_card_does_not_move_the_pane(qtbot: QtBot, view: ListView) -> None:
    view.pane.set_order("title")
    view.pane.cards.select_row(0)
    view._show_current()
    detail = view.finish()
    kept = detail.record_id
    title = detail.header.title.editor
    title.setFocus()
    title.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(title, "Zebra care")
    qtbot.waitUntil(lambda: titles(view)[-1] == "Zebra care", timeout=3000)
    assert detail.record_id == kept
    assert view.pane.current_id() == kept
    assert title.hasFocus()


def test_changes_elsewhere_keep_selection_and_scroll(qtbot: QtBot, view: ListView) -> None:
    with view.desk.store.write("Many") as session:
        for number in range(40):
            library.add_credential(session, title=f"Course {number:02}", issued="2020")
    qtbot.waitUntil(lambda: view.pane.model.rowCount() == 45)
    bar = view.pane.cards.verticalScrollBar()
    view.pane.cards.select_row(20)
    bar.setValue(900)
    kept = view.pane.current_id()
    with view.desk.store.write("One") as session:
        library.add_credential(session, title="Last", issued="1990")
    qtbot.waitUntil(lambda: view.pane.model.rowCount() == 46)
    assert view.pane.current_id() == kept
    assert bar.value() == 900


def test_a_hidden_list_catches_up_when_it_is_shown(qtbot: QtBot, view: ListView) -> None:
    window = view.window()
    assert isinstance(window, Window)
    window.show_page("projects")
    projects = window.page()
    assert isinstance(projects, ListView)
    qtbot.waitUntil(lambda: titles(projects) == ["Harbour dashboard"])
    with view.desk.store.write("Elsewhere") as session:
        library.add_credential(session, title="Unseen", issued="2026-11")
    qtbot.waitUntil(lambda: window.sidebar.button("credentials").accessibleName() == "Credentials, 6")
    assert "Unseen" not in titles(view)
    window.show_page("credentials")
    qtbot.waitUntil(lambda: "Unseen" in titles(view))


def test_two_thousand_rows_scroll(qtbot: QtBot, store: Store, open_window: Callable[[Store], Window]) -> None:
    with store.write("Many") as session:
        for number in range(2000):
            library.add_credential(session, title=f"Credential {number}", issuer=f"Issuer {number % 40}")
    view = open_window(store).views["credentials"]
    assert isinstance(view, ListView)
    cards, bar = view.pane.cards, view.pane.cards.verticalScrollBar()
    spent = []
    for _frame in range(60):
        begin = time.thread_time()
        bar.setValue(bar.value() + 90)
        cards.viewport().repaint()
        spent.append(time.thread_time() - begin)
    assert sorted(spent)[57] < 0.030  # seconds; measured 0.003 on a quiet machine
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_End)
    assert view.pane.cards.currentIndex().row() == 1999
    qtbot.waitUntil(lambda: view.finish().title().startswith("Credential"))


def test_without_records_the_empty_page_leads_on(qtbot: QtBot, window: Window) -> None:
    view = window.views["credentials"]
    assert isinstance(view, ListView)
    empty = view.pane.pages.currentWidget()
    assert isinstance(empty, EmptyState)
    with qtbot.waitSignal(window.sample_wanted):
        QTest.mouseClick(empty.buttons[1], LEFT)
    QTest.mouseClick(empty.buttons[0], LEFT)
    assert view.finish().is_draft()
    assert QApplication.focusWidget() is view.finish().header.title.editor
