"""A window over a real library in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from portfolio.core import library
from portfolio.core.paths import under
from portfolio.core.settings import Settings
from portfolio.core.store import Store
from portfolio.ui import theme
from portfolio.ui.desk import Desk
from portfolio.ui.window import Window

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
Fill = Callable[[Any], None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library."""
    with Store.create(tmp_path / "Library", clock=lambda: NOW) as made:
        yield made


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Store], Window]]:
    """Opens windows as the application does, and closes them in the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 100)
    opened: list[Window] = []

    def make(store: Store, settings: Settings | None = None) -> Window:
        desk = Desk(store, under(tmp_path / "home"), settings or Settings(), lambda: NOW)
        window = Window()
        window.resize(1280, 800)
        opened.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.take(desk)
        window.finish()
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    theme.apply(app, "light", 100)


@pytest.fixture
def window(store: Store, open_window: Callable[[Store], Window]) -> Window:
    """A window over the empty library."""
    return open_window(store)


@pytest.fixture
def filled(store: Store) -> Store:
    """Five credentials of three issuers and a project."""
    rows: list[dict[str, Any]] = [
        {"title": "First Aid", "issuer": "Red Kite Training", "kind": "certificate", "issued": "2026-03",
         "expires": "2026-12-20", "skills": ["first aid"]},
        {"title": "Kubernetes Basics", "issuer": "Harbour Academy", "kind": "badge", "issued": "2026-01-15",
         "skills": ["kubernetes", "docker"], "url": "https://example.org/k8s"},
        {"title": "Data Protection", "issuer": "Harbour Academy", "kind": "course", "issued": "2025",
         "expires": "2025-06", "skills": ["privacy"]},
        {"title": "Welding Licence", "issuer": "Guild of Smiths", "kind": "licence", "issued": "2024-05-02",
         "expires": "2029"},
        {"title": "Teaching Adults", "issuer": "Harbour Academy", "kind": "micro-credential", "issued": "2023",
         "private": True, "skills": ["teaching"]},
    ]  # fmt: skip
    with store.write("Fill") as session:
        for row in rows:
            library.add_credential(session, **row)
        library.add_project(session, title="Harbour dashboard", role="Lead", started="2025-02", skills=["python"])
    return store
