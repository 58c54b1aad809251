"""Text from people and files stays text: markup is shown, not obeyed, wherever it turns up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio.core import library
from portfolio.core.records import Subject
from portfolio.core.store import Store
from portfolio.ui.views.evidence_dialog import EvidenceDialog
from portfolio.ui.views.facets import FacetPopup
from portfolio.ui.views.list_view import ListView
from portfolio.ui.views.picker import Picker
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

HOSTILE = "<b>Bold</b><img src='x'> & \u202eevil =1+1 " + "long " * 40
LINK = "https://example.org/?a=<x>"


@pytest.fixture
def window(store: Store, open_window: Callable[[Store], Window]) -> Window:
    with store.write("Hostile") as session:
        values = {"title": HOSTILE, "description": HOSTILE, "number": HOSTILE, "notes": HOSTILE}
        credential = library.add_credential(session, issuer=HOSTILE, platform=HOSTILE, skills=[HOSTILE[:60]], **values)
        library.add_project(session, title=HOSTILE, role=HOSTILE, summary=HOSTILE, skills=[HOSTILE[:60]])
        note = library.add_note(session, HOSTILE, title=HOSTILE[:90], shows=HOSTILE)
        library.link_evidence(session, note, Subject.CREDENTIAL, credential)
        gone = library.add_credential(session, title=HOSTILE)
        library.remove(session, "credential", gone)
        library.edit_profile(session, name=HOSTILE, headline=HOSTILE)
        library.set_identities(session, [("other", HOSTILE, True)])
    return open_window(store)


def everything(window: Window) -> Iterator[QWidget]:
    for key in ("credentials", "projects", "profile", "export", "trash", "settings"):
        window.show_page(key)
        view = window.page()
        if isinstance(view, ListView):
            detail = view.finish()
            for fold in detail.more.folds.values():
                fold.set_open(True)
    yield from window.findChildren(QWidget)


def test_no_label_reads_markup(qtbot: QtBot, window: Window) -> None:
    view = window.views["credentials"]
    assert isinstance(view, ListView)
    detail = view.finish()
    item = next(iter(detail.evidence.tiles.values())).item
    popups: list[QWidget] = [
        FacetPopup(view.pane),
        Picker(window.desk, item, window),
        EvidenceDialog(window.desk, "note", item, None, window),
    ]
    for popup in popups:
        popup.show()
    window.desk.change("Remove", lambda session: library.remove(session, "evidence", item.id), done=HOSTILE)
    window.banner(HOSTILE, HOSTILE)
    labels = [one for one in everything(window) if isinstance(one, QLabel)]
    assert len(labels) > 60
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    rich = [one for one in window.findChildren(QTextEdit) if one.acceptRichText()]
    assert rich == []
    for popup in popups:
        popup.close()


def test_tool_tips_show_markup_as_it_is(qtbot: QtBot, window: Window) -> None:
    tips = [tip for widget in everything(window) if (tip := widget.toolTip())]
    assert any("&lt;b&gt;Bold" in tip for tip in tips)
    assert not [tip for tip in tips if "<b>" in tip]


def test_every_control_has_a_name(qtbot: QtBot, window: Window) -> None:
    controls = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox
    nameless = []
    for widget in everything(window):
        if not isinstance(widget, controls) or widget.objectName().startswith("qt_"):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not (widget.accessibleName() or text):
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert nameless == []
