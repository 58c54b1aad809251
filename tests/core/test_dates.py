"""Partial dates: what people type, what is kept, and what is refused with a reason."""

from __future__ import annotations

import struct
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core import dates, i18n
from portfolio.core.dates import MONTHS, PartialDate, from_iso, parse
from portfolio.core.errors import PortfolioError


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Any date that can be kept."""
    year, month = draw(st.integers(dates.FIRST_YEAR, dates.LAST_YEAR)), draw(st.none() | st.integers(1, 12))
    if month is None:
        return PartialDate(year)
    return PartialDate(year, month, draw(st.none() | st.integers(1, monthrange(year, month)[1])))


@contextmanager
def language(folder: Path, code: str, words: dict[str, str]) -> Iterator[None]:
    """Speak a language with these words."""
    place = folder / code / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "laurel.mo").write_bytes(compiled({"": "Content-Type: text/plain; charset=UTF-8\n"} | words))
    i18n.use_language(code, folder)
    try:
        yield
    finally:
        i18n.use_language("en", folder)


def compiled(words: dict[str, str]) -> bytes:
    """A catalogue as gettext reads it (GNU gettext manual, section 10.3)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items())
    start = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), start + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + texts


@given(partial_dates())
def test_what_is_kept_comes_back(when: PartialDate) -> None:
    assert from_iso(str(when)) == when
    assert parse(str(when)) == when
    assert parse(when.words()) == when
    assert parse(f"  {when} \n") == when


@given(partial_dates(), partial_dates())
def test_texts_sort_like_the_first_days(one: PartialDate, two: PartialDate) -> None:
    if one.first < two.first:
        assert str(one) < str(two)


@given(partial_dates())
def test_first_and_last_day_enclose_the_date(when: PartialDate) -> None:
    assert when.first <= when.last
    if when.day:
        assert when.first == when.last == date(when.year, when.month or 0, when.day)
    following = when.last + timedelta(days=1)
    assert (following.month, following.day) == (1, 1) if when.month is None else True
    assert following.day == 1 if when.day is None else True


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2023-02", "2023-02-28"),
        ("2024-02", "2024-02-29"),
        ("2000-02", "2000-02-29"),
        ("2100-02", "2100-02-28"),
        ("2026-04", "2026-04-30"),
        ("2026-12", "2026-12-31"),
        ("2026", "2026-12-31"),
        ("2024-02-29", "2024-02-29"),
        ("2999", "2999-12-31"),
    ],
)
def test_the_last_day_at_month_ends_and_in_leap_years(text: str, last: str) -> None:
    assert from_iso(text).last == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("2026-1", "2026-01"),
        ("2026-11-23", "2026-11-23"),
        ("2026-1-5", "2026-01-05"),
        ("2026/11/23", "2026-11-23"),
        ("2026.11.23", "2026-11-23"),
        ("2026-11-23T08:30:00Z", "2026-11-23"),
        ("2026-11-23 08:30:00+00:00", "2026-11-23"),
        ("11/2026", "2026-11"),
        ("11.2026", "2026-11"),
        ("11-2026", "2026-11"),
        ("1/2026", "2026-01"),
        ("23.11.2026", "2026-11-23"),
        ("5. 6. 2026", "2026-06-05"),
        ("23/11/2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"),
        ("23-11-2026", "2026-11-23"),
        ("7/7/2026", "2026-07-07"),
        ("23 Nov 2026", "2026-11-23"),
        ("23. November 2026", "2026-11-23"),
        ("23rd November 2026", "2026-11-23"),
        ("1st of May, 2026", "2026-05-01"),
        ("23-Nov-2026", "2026-11-23"),
        ("Nov 23, 2026", "2026-11-23"),
        ("Nov. 23 2026", "2026-11-23"),
        ("November 2nd, 2026", "2026-11-02"),
        ("NOVEMBER 2026", "2026-11"),
        ("Nov. 2026", "2026-11"),
        ("Nov, 2026", "2026-11"),
        ("Sept 2026", "2026-09"),
        ("Septem 2026", "2026-09"),
        ("2026 Nov", "2026-11"),
        ("2026 Nov 23", "2026-11-23"),
        ("  2026 \t Nov\n23 ", "2026-11-23"),
        ("٢٠٢٦-١١", "2026-11"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_friendly_forms(typed: str, kept: str) -> None:
    found = parse(typed)
    assert str(found) == kept
    assert found == from_iso(kept)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0"])
def test_nothing_is_no_date(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "readings"), [("5/6/2026", ("2026-06-05", "2026-05-06")), ("1-12-2026", ("2026-12-01", "2026-01-12"))]
)
def test_what_can_mean_two_dates_is_refused_with_both(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(PortfolioError, match="two dates") as caught:
        parse(text)
    for reading in readings:
        assert reading in caught.value.hint
        assert str(parse(reading)) == reading


@pytest.mark.parametrize(
    "text",
    [
        "2026-13", "2026-00", "2026-02-30", "2023-02-29", "30 Feb 2026", "31.4.2026", "0/5/2026", "13/14/2026",
        "32/1/2026",
        "1899", "3000", "0000", "9999-12-31", "0001-01-01",
    ],
)  # fmt: skip
def test_dates_that_no_calendar_has(text: str) -> None:
    with pytest.raises(PortfolioError, match="of the calendar from 1900 to 2999"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "soon", "26", "20260", "2026-", "-2026", "2026 or so", "2026 garbage", "2026T10:00", "2026-11 10:00",
        "2026--11",
        "2026-11-23-1", "2026/11-23", "Marzipan 2026", "Augean 2026", "No 2026", "J 2026", "Ju 2026",
        "Movember 2026",
        "23 24 Nov 2026", "23 Nov 24 2026", "Nov", "Nov 23", "11.23", "2026 Nov Dec", "today", "1e3", "NaN",
        "²⁰²⁶",
        "<b>2026</b>", "=2026", "2026\x00", "\ud800", "\u202e2026", "😀", "2" * 100_000, "Nov " * 10_000 + "2026",
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(PortfolioError, match="is not a date") as caught:
        parse(text)
    assert len(caught.value.message) < 120
    assert caught.value.hint.startswith("Write a year")
    str(caught.value).encode()


@given(st.text(max_size=60) | st.from_regex(r"[\w./ -]{0,14}", fullmatch=True))
def test_no_text_is_anything_but_a_date_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except PortfolioError:
        return
    assert found is None or from_iso(str(found)) == found


@given(st.text(max_size=12) | st.from_regex(r"[0-9-]{0,12}", fullmatch=True))
def test_only_what_is_kept_is_read_back(text: str) -> None:
    try:
        found = from_iso(text)
    except ValueError:
        return
    assert str(found) == text


@pytest.mark.parametrize("text", ["2026-1", "2026-11-23-1", " 2026", "2_26", "٢٠٢٦", "", "-2026", "2026-13"])
def test_what_was_never_kept_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        from_iso(text)
    assert type(caught.value) is ValueError


@pytest.mark.parametrize(
    "parts", [(2026, None, 3), (1899,), (3000,), (2026, 0), (2026, 13), (2026, 2, 29), (2026, 2, 0)]
)
def test_no_impossible_date_can_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"year|month|day"):
        PartialDate(*parts)


def test_words_have_the_precision_of_the_date() -> None:
    assert [from_iso(text).words() for text in ("2026", "2026-11", "2026-11-03")] == ["2026", "Nov 2026", "3 Nov 2026"]


FRENCH = dict(
    zip(
        (*MONTHS, *dates.FULL_MONTHS),
        [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
            "janvier",
            "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        strict=True,
    )
)  # fmt: skip


def test_words_of_another_language(tmp_path: Path) -> None:
    with language(tmp_path, "fr", FRENCH):
        for month in range(1, 13):
            when = PartialDate(2026, month, 9)
            assert when.words() == f"9 {FRENCH[MONTHS[month - 1]]} 2026"
            assert parse(when.words()) == when
            assert parse(f"{FRENCH[dates.FULL_MONTHS[month - 1]].upper()} 2026") == PartialDate(2026, month)
            assert parse(f"{MONTHS[month - 1]} 2026") == PartialDate(2026, month), "English stays understood"
        with pytest.raises(PortfolioError):
            parse("jui 2026")  # juin or juillet
    assert PartialDate(2026, 2).words() == "Feb 2026"


def test_words_of_a_language_without_latin_letters(tmp_path: Path) -> None:
    russian = {"Feb": "февр.", "February": "февраль", "May": "май"}
    with language(tmp_path, "ru", russian):
        assert PartialDate(2026, 2, 1).words() == "1 февр. 2026"
        assert parse("1 февр. 2026") == PartialDate(2026, 2, 1)
        assert parse("ФЕВРАЛЬ 2026") == PartialDate(2026, 2)
        assert parse("май 2026") == PartialDate(2026, 5)
