"""A new library for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.core.store import Store
from tests.core.store.examined import ticking


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "My Library"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A new library, open, with a clock that ticks."""
    with Store.create(folder, clock=ticking()) as made:
        yield made
