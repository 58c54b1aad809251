"""What happens when the library cannot simply be opened: each case gets a sentence and ways on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from portfolio.core import library, paths
from portfolio.core.settings import Settings, load
from portfolio.core.store import Store, exists
from portfolio.ui.app import Application
from portfolio.ui.opening import Wanted, open_store
from portfolio.ui.trouble import TroubleDialog
from portfolio.ui.views.list_view import ListView
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform


class Answers:
    """Takes one way after another in the dialogs that come up, and keeps what they said."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)
        self.said: list[list[str]] = []
        self.ways: list[list[str]] = []
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, TroubleDialog):
            self.said.append([label.text() for label in dialog.findChildren(PlainLabel)])
            self.ways.append(list(dialog.buttons))
            key = self.keys.pop(0)
            if not self.keys:
                self._timer.stop()
            dialog.buttons[key].click()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "Library"
    with Store.create(found) as store, store.write("Add") as session:
        library.add_credential(session, title="Kept")
    return found


def test_a_busy_library_names_the_holder_and_opens_for_reading(
    qtbot: QtBot, folder: Path, open_window: Callable[[Store], Window]
) -> None:
    with Store.open(folder):
        answers = Answers("again", "read")
        store = open_store(Wanted(folder))
        assert store is not None
        assert store.read_only
        assert "process" in " ".join(answers.said[0]) or "pid" in " ".join(answers.said[0]).lower()
        assert answers.ways[0] == ["read", "again", "other", "quit"]
        window = open_window(store)
        view = window.views["credentials"]
        assert isinstance(view, ListView)
        assert view.pane.model.rowCount() == 1
        assert not window.actions_["new-credential"].isEnabled()
        assert not window.actions_["undo"].isEnabled()
        assert "reading only" in window.banners.banners()[0].message
        detail = view.finish()
        assert detail.title() == "Kept"
        assert not detail.skills.isEnabled()
        assert detail.header.title.editor.isReadOnly()  # type: ignore[union-attr]
        assert not detail.header.trash.isVisible()


def test_giving_up_opens_nothing(qtbot: QtBot, folder: Path) -> None:
    with Store.open(folder):
        answers = Answers("quit")
        assert open_store(Wanted(folder)) is None
    assert answers.keys == []


def test_a_missing_library_is_asked_for_and_never_made_in_silence(qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "Gone"
    answers = Answers("quit")
    assert open_store(Wanted(gone)) is None
    assert not gone.exists()
    assert str(gone) in answers.said[0]
    again = Answers("new")
    store = open_store(Wanted(gone))
    assert store is not None
    store.close()
    assert exists(gone)
    assert again.keys == []


def test_a_damaged_library_says_so(qtbot: QtBot, folder: Path) -> None:
    (folder / "library.sqlite").write_bytes(b"not a database at all" * 400)
    answers = Answers("quit")
    assert open_store(Wanted(folder)) is None
    assert "damaged" in " ".join(answers.said[0]) or "not a database" in " ".join(answers.said[0])
    assert answers.ways[0] == ["other", "folder", "quit"]


def test_a_newer_library_is_refused_with_a_sentence(qtbot: QtBot, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "library.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    answers = Answers("quit")
    assert open_store(Wanted(folder)) is None
    assert "newer version" in " ".join(answers.said[0])


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    made = Application(paths.under(tmp_path / "home"), Settings())
    yield made
    for window in list(made.windows):
        window.close()


def test_the_first_start_makes_the_default_library_and_remembers_it(qtbot: QtBot, application: Application) -> None:
    window = application.start(None)
    with qtbot.waitSignal(window.settled, timeout=10000):
        pass
    assert exists(application.paths.library)
    assert load(application.paths.settings).library == str(application.paths.library)


def test_a_remembered_library_that_went_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "On a stick"
    application = Application(paths.under(tmp_path / "home"), Settings(library=str(gone)))
    answers = Answers("quit")
    window = application.start(None)
    with qtbot.waitSignal(window.closed):
        pass
    assert application.windows == []
    assert str(gone) in answers.said[0]
    assert not gone.exists()
    assert not exists(application.paths.library)


def test_another_library_takes_the_place_of_the_window(qtbot: QtBot, application: Application, folder: Path) -> None:
    first = application.start(None)
    qtbot.waitUntil(lambda: bool(first.views))
    first.library_wanted.emit(folder)
    assert len(application.windows) == 1
    assert application.windows[0].desk.store.folder == folder
    with Store.open(application.paths.library):
        pass  # the lock of the first one was released


def test_geometry_and_settings_are_kept(qtbot: QtBot, application: Application) -> None:
    window = application.start(None)
    qtbot.waitUntil(lambda: bool(window.views))
    window.resize(731, 600)
    window.actions_["larger"].trigger()
    window.close()
    kept = load(application.paths.settings)
    assert kept.text_scale == 110
    again = Application(application.paths, kept)
    other = again.start(None)
    assert other.width() == 731
    qtbot.waitUntil(lambda: bool(other.views))
    other.actions_["normal"].trigger()
    other.close()
