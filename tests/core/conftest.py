"""A new library for each test of the verbs, the questions and the tasks, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio.core.paths import Paths, under
from portfolio.core.store import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new library, open; every change happens at NOW."""
    with Store.create(tmp_path / "Library", clock=lambda: NOW) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """Where settings, thumbnails and logs go."""
    return under(tmp_path / "home")
