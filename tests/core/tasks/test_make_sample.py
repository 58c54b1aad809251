"""The sample library is made where it should be, afresh, and left closed when it cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.core import lookup
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.store import Store
from portfolio.core.tasks import make_sample
from tests.core.conftest import NOW


def test_the_sample_is_made_afresh_and_open(tmp_path: Path) -> None:
    with make_sample(tmp_path / "Sample", now=NOW) as first:
        with first.look() as db:
            counts = lookup.counts(db)
        uuid = first.uuid
    assert counts["credentials"] == 12
    with make_sample(tmp_path / "Sample", now=NOW) as second:
        with second.look() as db:
            assert lookup.counts(db) == counts
        assert second.uuid != uuid


def test_a_sample_that_was_stopped_is_not_left_open(tmp_path: Path) -> None:
    def stop(done: int, total: int, label: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sample(tmp_path / "Sample", now=NOW, progress=stop)
    with make_sample(tmp_path / "Sample", now=NOW) as again, again.look() as db:
        assert lookup.counts(db)["projects"] == 5


def test_a_library_of_ones_own_is_never_taken_for_the_sample(tmp_path: Path) -> None:
    with Store.create(tmp_path / "Library") as mine:
        uuid = mine.uuid
    with pytest.raises(PortfolioError):
        make_sample(tmp_path / "Library", now=NOW)
    with Store.open(tmp_path / "Library") as mine:
        assert mine.uuid == uuid
