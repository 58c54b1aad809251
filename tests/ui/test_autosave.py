"""Fields that save themselves: when, as which step, and what becomes of text that cannot be saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio.core import library, lookup
from portfolio.core.query import parse
from portfolio.core.records import Credential
from portfolio.core.store import Store
from portfolio.ui.views.detail import DetailPane
from portfolio.ui.views.editors import LineEditor
from portfolio.ui.views.list_view import ListView
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

Key = Qt.Key


@pytest.fixture
def view(filled: Store, open_window: Callable[[Store], Window]) -> ListView:
    found = open_window(filled).views["credentials"]
    assert isinstance(found, ListView)
    return found


@pytest.fixture
def detail(view: ListView) -> DetailPane:
    view.pane.cards.select_row(1)
    view._show_current()
    detail = view.finish()
    assert detail.title() == "Kubernetes Basics"
    return detail


def saved(detail: DetailPane) -> Credential:
    with detail.desk.store.read() as session:
        return lookup.credential(session, detail.record_id)


def steps(store: Store) -> list[str]:
    """The labels of all steps that could be undone, the last first; they are made again afterwards."""
    found = []
    while (label := store.next_undo()) is not None:
        found.append(label)
        store.undo()
    for _label in found:
        store.redo()
    return found


def test_saved_after_a_pause_without_leaving(qtbot: QtBot, detail: DetailPane) -> None:
    number = detail.form.rows["number"].editor
    number.setFocus()
    QTest.keyClicks(number, "K8S-99")
    assert saved(detail).number == ""
    qtbot.waitUntil(lambda: saved(detail).number == "K8S-99", timeout=3000)
    assert number.hasFocus()


def test_one_session_in_a_field_is_one_step(qtbot: QtBot, detail: DetailPane) -> None:
    before = len(steps(detail.desk.store))
    number = detail.form.rows["number"].editor
    number.setFocus()
    QTest.keyClicks(number, "A")
    qtbot.waitUntil(lambda: saved(detail).number == "A", timeout=3000)
    QTest.keyClicks(number, "B")
    QTest.keyClick(number, Key.Key_Tab)
    assert saved(detail).number == "AB"
    assert steps(detail.desk.store)[0] == "Edit credential number"
    assert len(steps(detail.desk.store)) == before + 1
    number.setFocus()
    QTest.keyClicks(number, "C")
    QTest.keyClick(number, Key.Key_Tab)
    assert len(steps(detail.desk.store)) == before + 2


def test_invalid_date_keeps_the_text_and_saves_nothing(qtbot: QtBot, view: ListView, detail: DetailPane) -> None:
    row = detail.form.rows["issued"]
    row.editor.setFocus()
    row.editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(row.editor, "03/04/2026")
    QTest.keyClick(row.editor, Key.Key_Tab)
    assert row.complaint.isVisible()
    assert "can mean two dates" in row.complaint.text()
    assert row.frame.wrong
    assert row.editor.value() == "03/04/2026"
    assert str(saved(detail).issued) == "2026-01-15"
    kept = detail.record_id

    view.pane.cards.select_row(0)
    view._show_current()
    assert not row.complaint.isVisible()
    view.show_record(kept)
    assert row.editor.value() == "03/04/2026"
    assert row.complaint.isVisible()

    row.editor.setFocus()
    row.editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(row.editor, "2026-04-03")
    QTest.keyClick(row.editor, Key.Key_Return)
    assert not row.complaint.isVisible()
    assert row.editor.value() == "3 Apr 2026"
    assert str(saved(detail).issued) == "2026-04-03"


def test_half_a_date_is_no_reason_to_complain_while_typing(qtbot: QtBot, detail: DetailPane) -> None:
    row = detail.form.rows["expires"]
    row.editor.setFocus()
    QTest.keyClicks(row.editor, "203")
    qtbot.wait(800)
    assert not row.complaint.isVisible()
    QTest.keyClicks(row.editor, "1")
    qtbot.waitUntil(lambda: str(saved(detail).expires) == "2031", timeout=3000)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("url", "javascript:alert(1)", "is not a web address"),
        ("url", "https://user:pw@example.org", "carries a name or a password"),
        ("expires", "2020", "lies before"),
        ("hours", "many", "is not a number"),
        ("eqf_level", "11", "is not a level"),
    ],
)
def test_each_wrong_value_gets_a_sentence(
    qtbot: QtBot, detail: DetailPane, name: str, text: str, sentence: str
) -> None:
    row = {**detail.form.rows, **detail.more.rows}[name]
    for fold in detail.more.folds.values():
        fold.set_open(True)
    before = saved(detail)
    row.editor.setFocus()
    row.editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(row.editor, text)
    QTest.keyClick(row.editor, Key.Key_Tab)
    assert sentence in row.complaint.text()
    assert row.complaint.isVisible()
    assert row.editor.value() == text
    assert saved(detail) == before


def test_an_empty_title_is_refused_and_the_old_one_stays(qtbot: QtBot, detail: DetailPane) -> None:
    title = detail.header.title
    title.editor.setFocus()
    title.editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClick(title.editor, Key.Key_Delete)
    QTest.keyClick(title.editor, Key.Key_Tab)
    assert "Title is empty" in title.complaint.text()
    assert saved(detail).title == "Kubernetes Basics"


def test_ctrl_z_takes_back_typing_first_and_then_the_last_step(
    qtbot: QtBot, view: ListView, detail: DetailPane
) -> None:
    window = view.window()
    number = detail.form.rows["number"].editor
    number.setFocus()
    QTest.keyClicks(number, "first")
    QTest.keyClick(number, Key.Key_Tab)
    platform = detail.form.rows["platform"].editor
    platform.setFocus()
    QTest.keyClicks(platform, "x")
    QTest.keyClick(platform, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert platform.value() == ""
    assert saved(detail).number == "first"
    QTest.keyClick(platform, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: saved(detail).number == "", timeout=2000)
    qtbot.waitUntil(lambda: number.value() == "")
    assert window is not None


def test_choices_and_flags_are_saved_at_once(qtbot: QtBot, detail: DetailPane) -> None:
    kind = detail.form.rows["kind"].editor
    kind.setFocus()
    QTest.keyClicks(kind, "deg")
    QTest.keyClick(kind, Key.Key_Return)
    detail.flush()
    assert saved(detail).kind == "degree"
    star = detail.header.flags[0].button
    QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    assert saved(detail).featured
    assert steps(detail.desk.store)[0] == "Edit highlight"


def test_what_changes_elsewhere_is_shown_but_not_under_the_cursor(qtbot: QtBot, detail: DetailPane) -> None:
    number = detail.form.rows["number"].editor
    number.setFocus()
    QTest.keyClicks(number, "mine")
    with detail.desk.store.write("Elsewhere") as session:
        library.edit_credential(session, detail.record_id, number="theirs", platform="Elsewhere")
    qtbot.waitUntil(lambda: detail.form.rows["platform"].editor.value() == "Elsewhere")
    assert number.value() == "mine"


def test_issuers_are_offered(qtbot: QtBot, detail: DetailPane) -> None:
    issuer = detail.form.rows["issuer"].editor
    issuer.setFocus()
    issuer.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(issuer, "gui")
    assert isinstance(issuer, LineEditor)
    completer = issuer.completer()
    assert completer is not None
    assert completer.model().index(0, 0).data() == "Guild of Smiths"


def test_a_draft_without_a_title_waits_and_is_not_lost(qtbot: QtBot, view: ListView) -> None:
    view.add()
    detail = view.finish()
    assert detail.is_draft()
    issuer = detail.form.rows["issuer"].editor
    issuer.setFocus()
    QTest.keyClicks(issuer, "Night School")
    QTest.keyClick(issuer, Key.Key_Tab)
    assert detail.is_draft()
    assert not detail.form.rows["issuer"].complaint.isVisible()
    view.pane.cards.select_row(0)
    view._show_current()
    with view.desk.store.look() as db:
        assert len(lookup.credential_ids(db, parse("night school"), today=view.desk.today)) == 1


def test_an_empty_draft_leaves_nothing(qtbot: QtBot, view: ListView) -> None:
    view.add()
    view.pane.cards.select_row(0)
    view._show_current()
    with view.desk.store.look() as db:
        assert lookup.counts(db)["credentials"] == 5
