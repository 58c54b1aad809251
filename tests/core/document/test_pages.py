"""Pages as pictures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portfolio.core.document import pages
from portfolio.core.errors import PortfolioError
from tests.core.document import people


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return people.export(people.person(tmp_path_factory.mktemp("pages"), 3, 1))[0]


def test_pages_are_counted(pdf: bytes) -> None:
    assert pages.count(pdf) == 4


def test_a_page_is_drawn_as_wide_as_was_asked(pdf: bytes) -> None:
    width, height, data = pages.render(pdf, 0, 420)
    assert (width, height, len(data)) == (420, 595, 420 * 595 * 3)
    tint = data[:3]
    assert tint == bytes((0xF3, 0xF6, 0xF8))  # red first: the colours are not exchanged
    assert data[-3:] == b"\xff\xff\xff"


@pytest.mark.parametrize("page", [-1, 4])
def test_a_page_that_there_is_not_is_refused_in_words(pdf: bytes, page: int) -> None:
    with pytest.raises(PortfolioError, match=f"no page {page + 1}"):
        pages.render(pdf, page, 100)


@pytest.mark.parametrize("data", [b"", b"no PDF"])
def test_what_is_no_pdf_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PortfolioError, match="not a PDF"):
        pages.count(data)


def test_several_threads_may_ask(pdf: bytes, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda number: pages.render(pdf, number % 3, 200), range(12)))
    assert drawn[0] == drawn[3] == drawn[9]
