"""Text made safe, measured, cut and put into columns."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.cli import wording
from portfolio.cli.plain import clip, safe, safe_json, safe_line, width
from portfolio.cli.shape import plain_data
from portfolio.cli.table import Cell, Column, aligned, tab_separated
from portfolio.core.dates import PartialDate
from portfolio.core.records import Evidence, Period, Subject

ANY = st.text(st.characters(), max_size=60)


@given(ANY)
def test_safe_text_has_nothing_that_a_terminal_obeys(text: str) -> None:
    for character in safe(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )
    assert not {"\n", "\t"} & set(safe_line(text))
    assert safe(safe(text)) == safe(text)


@given(ANY)
def test_safe_json_is_the_same_document(text: str) -> None:
    document = safe_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(document) == {"text": text}
    assert safe(document) == document


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("ä", 1), ("a\u0301", 1), ("龍", 2), ("ｗ", 2), ("\u200b", 0), ("é龍", 3)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(ANY, st.integers(0, 40))
def test_clip_fits_and_keeps_the_beginning(text: str, columns: int) -> None:
    cut = clip(text, columns)
    assert width(cut) <= columns
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=5), st.integers(30, 120))
def test_columns_are_aligned_and_fit(rows: list[tuple[str, str, str]], terminal: int) -> None:
    columns = (Column("id", gives_way=True), Column("title", gives_way=True), Column("x", gives_way=True))
    lines = aligned(columns, [[Cell(text) for text in row] for row in rows], terminal, lambda text, _tone: text)
    assert len(lines) == len(rows) + 1
    assert all(width(line) <= terminal for line in lines)


def test_columns_that_do_not_give_way_stay_whole() -> None:
    columns = (Column("id"), Column("title", gives_way=True), Column("status"))
    rows = [[Cell("1a2b3c4d"), Cell("A very long title of a credential"), Cell("expired", tone="bad")]]
    heading, line = aligned(columns, rows, 32, lambda text, tone: f"<{text}>" if tone == "bad" else text)
    assert heading == "ID        TITLE          STATUS"
    assert line == "1a2b3c4d  A very long…   <expired>"
    narrow = aligned(columns, rows, 10, lambda text, _tone: text)[1]
    assert "expired" in narrow


def test_programs_get_whole_values() -> None:
    assert tab_separated([[Cell("Nov 2026", "2026-11"), Cell("a\tb\nc\x1b")]]) == [r"2026-11" + "\t" + r"a\tb\nc\x1b"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1_200_000, "1.2 MB"), (9_960_000, "10 MB"),
     (999_499_999, "999 MB"), (999_600_000, "1.0 GB"), (2 * 10**12, "2.0 TB"), (10**18, "more than 999 TB")],
)  # fmt: skip
def test_sizes(count: int, words: str) -> None:
    assert wording.size(count) == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [(None, ""), (False, ""), (True, "yes"), (Decimal("12.50"), "12.5"), (Decimal("120.00"), "120"),
     (Decimal(100), "100"), (PartialDate(2026, 11), "Nov 2026"), (0, "0"), ("text", "text")],
)  # fmt: skip
def test_values(raw: object, words: str) -> None:
    assert wording.value(raw) == words


def test_what_evidence_consists_of() -> None:
    assert wording.content(Evidence("1", "file", "T", name="a.pdf", size=1500)) == "a.pdf (1.5 kB)"
    assert wording.content(Evidence("1", "link", "T", url="https://example.org")) == "https://example.org"
    assert wording.content(Evidence("1", "note", "T", text="words")) == "words"


def test_records_as_json() -> None:
    period = Period("1", PartialDate(2026), None, "x")
    assert plain_data(
        {"a": (period, Decimal("1.50"), Decimal("2.00"), Path("x"), Subject.PROJECT, {3}, None, True)}
    ) == {"a": [{"id": "1", "issued": "2026", "expires": None, "number": "x"}, 1.5, 2, "x", "project", [3], None, True]}
