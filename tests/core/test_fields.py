"""What each shape of field takes, empties and refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core import fields
from portfolio.core.dates import PartialDate
from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field, Shape, clean, clean_value, one_line, plain_text, safe_url

TABLES = (fields.CREDENTIAL, fields.PROJECT, fields.EVIDENCE, fields.PROFILE)
FORBIDDEN = {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0xFFFE, 0xFFFF, 0xD800, 0xDFFF)}
HOSTILE = [
    "", " ", "<b>bold</b>", "<img src=x onerror=alert(1)>", "&amp;&lt;", '=HYPERLINK("http://x")', "+1+1", "-2",
    "@SUM(A1)",
    "'; DROP TABLE credentials; --", "%s %n {0} {name}", "a\x00b", "\x1b[31mred\x1b[0m", "\ud800", "a\udfffb",
    "\u202eevil",
    "שלום עולם", "مرحبا بالعالم", "١٢٣", "😀👩‍👩‍👧", "e\u0301", "\ufeffmark", "line\nbreak\r\nand\ttab\u2028x",
    "1e400", "NaN",
    "Infinity", "-Infinity", "0x10", "1_000", "2026-13-45", "../../etc/passwd", "C:\\CON", "\U0010ffff", "ﷺ" * 10,
]  # fmt: skip
WRONG = [[], {}, set(), (1,), object(), b"bytes", 1j, lambda: None, ["a"], {"a": 1}]


VALUES = [*HOSTILE, "x" * 1_001, "x" * 200_001, 1e400, float("nan"), -0.0, 0, 1, True, 10**400]


def names(values: Sequence[Any]) -> list[str]:
    """Names of tests for values that are long, alike or cannot be printed."""
    return [f"{number}-{ascii(value)[:24]}" for number, value in enumerate(values)]


def cleaned(shape: Shape, value: Any) -> Any:
    return clean_value(Field("field", "A field", shape, choices=("one", "two")), value)


def kept_or_error(shape: Shape, value: Any) -> Any:
    try:
        return cleaned(shape, value)
    except PortfolioError as error:
        return error


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("value", VALUES, ids=names(VALUES))
def test_every_shape_keeps_or_refuses_in_words(shape: Shape, value: Any) -> None:
    kept = kept_or_error(shape, value)
    if isinstance(kept, PortfolioError):
        assert kept.message.startswith("A field: ")
        assert len(kept.message) < 200
        assert kept.hint.endswith((".", "https://"))
        str(kept).encode()
    elif isinstance(kept, str):
        assert not FORBIDDEN & set(kept)
        assert cleaned(shape, kept) == kept, "what is kept is kept as it is"
        kept.encode()


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("value", WRONG, ids=names(range(len(WRONG))))
def test_wrong_types_are_refused(shape: Shape, value: Any) -> None:
    with pytest.raises(PortfolioError, match=r"^A field: a text was expected"):
        cleaned(shape, value)


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("empty", [None, "", "  ", "\x00\x01"])
def test_nothing_empties(shape: Shape, empty: str | None) -> None:
    assert not cleaned(shape, empty)


@given(st.sampled_from(Shape), st.text(max_size=50) | st.floats() | st.integers() | st.booleans() | st.none())
def test_no_value_is_anything_but_kept_or_refused(shape: Shape, value: Any) -> None:
    str(kept_or_error(shape, value)).encode()


@given(st.text())
def test_plain_text_has_no_controls_and_stays(text: str) -> None:
    plain = plain_text(text)
    assert not FORBIDDEN & set(plain)
    assert plain_text(plain) == plain
    plain.encode()
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line == line.strip()


def test_a_line_is_one_line_and_text_keeps_its_lines() -> None:
    assert cleaned(Shape.LINE, " one\r\ntwo\u2028three\t") == "one two three"
    assert cleaned(Shape.TEXT, " one\r\ntwo\rthree\t ") == "one\ntwo\nthree"
    assert cleaned(Shape.LINE, "<b>&amp;=1+1\u202e") == "<b>&amp;=1+1\u202e", "kept as the plain text that it is"


def test_limits_are_in_characters_and_said() -> None:
    assert len(cleaned(Shape.LINE, "ä" * 1_000)) == 1_000
    assert len(cleaned(Shape.TEXT, "😀" * 100_000)) == 100_000
    with pytest.raises(PortfolioError, match="1,001 characters"):
        cleaned(Shape.LINE, "x" * 1_001)
    with pytest.raises(PortfolioError, match="100,001 characters"):
        cleaned(Shape.TEXT, "x" * 100_001)
    with pytest.raises(PortfolioError, match="2,021 characters"):
        cleaned(Shape.URL, "https://example.org/" + "x" * 2_001)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12.00"), ("12.5", "12.50"), ("12,5", "12.50"), (" 7.25 ", "7.25"), ("1 000", "1000.00"),
        ("12\u202f500,5", "12500.50"),
        ("1'234'567", "1234567.00"), ("1e3", "1000.00"), (12, "12.00"), (0.5, "0.50"), (Decimal("3.1"), "3.10"),
        ("-0", "0.00"),
        ("0", "0.00"), ("10000000", "10000000.00"), ("٣", "3.00"),
    ],
    ids=repr,
)  # fmt: skip
def test_numbers(typed: Any, kept: str) -> None:
    assert str(cleaned(Shape.NUMBER, typed)) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "-1",
        "10000000.01",
        "1e400",
        "1e-400",
        "1e99999999999999999999",
        "NaN",
        "sNaN",
        "inf",
        "twelve",
        "1.2.3",
        "1,234.5",
        "12 h",
        "1 2",
        "0x1f",
        "½",
    ],
)
def test_what_is_no_number_here(typed: str) -> None:
    with pytest.raises(PortfolioError, match=r"is not a number|two decimals"):
        cleaned(Shape.NUMBER, typed)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12.500", "0.001", 0.125])
def test_three_decimals_may_be_thousands_and_are_not_guessed(typed: Any) -> None:
    with pytest.raises(PortfolioError, match="more than two decimals"):
        cleaned(Shape.NUMBER, typed)


def test_levels() -> None:
    assert [cleaned(Shape.WHOLE, value) for value in ("1", 8, "5.0", None)] == [1, 8, 5, None]
    for wrong in ("0", "9", "5.5", "-1"):
        with pytest.raises(PortfolioError):
            cleaned(Shape.WHOLE, wrong)


def test_choices_and_flags() -> None:
    assert cleaned(Shape.CHOICE, " ONE ") == "one"
    with pytest.raises(PortfolioError, match="“three” is not one") as caught:
        cleaned(Shape.CHOICE, "three")
    assert "one, two" in caught.value.hint
    assert [cleaned(Shape.FLAG, value) for value in (True, "yes", "ON", 1, "true")] == [True] * 5
    assert [cleaned(Shape.FLAG, value) for value in (False, "no", "Off", 0, "false", None, "")] == [False] * 7
    with pytest.raises(PortfolioError, match="neither yes nor no"):
        cleaned(Shape.FLAG, "perhaps")


def test_dates_of_every_kind() -> None:
    when = PartialDate(2026, 11)
    assert cleaned(Shape.DATE, when) is when
    assert cleaned(Shape.DATE, "Nov 2026") == when
    assert cleaned(Shape.DATE, date(2026, 11, 23)) == PartialDate(2026, 11, 23)
    assert cleaned(Shape.DATE, datetime(2026, 11, 23, 8, 30)) == PartialDate(2026, 11, 23)  # noqa: DTZ001
    assert cleaned(Shape.DATE, 2026) == PartialDate(2026)
    with pytest.raises(PortfolioError, match=r"^A field: a text was expected"):
        cleaned(Shape.LINE, when)


def test_required_fields_refuse_what_is_empty_once_cleaned() -> None:
    for empty in ("", None, " \n", "\x00\x07"):
        with pytest.raises(PortfolioError, match="Title is empty"):
            clean(fields.CREDENTIAL, {"title": empty})


def test_unknown_fields_are_named() -> None:
    with pytest.raises(PortfolioError, match="no field “titel”") as caught:
        clean(fields.CREDENTIAL, {"titel": "x"})
    assert "title" in caught.value.hint


def test_the_tables_are_sound() -> None:
    for table in TABLES:
        names = [field.name for field in table]
        assert len(names) == len(set(names))
        for field in table:
            assert bool(field.choices) == (field.shape is Shape.CHOICE)
            assert clean_value(field, "x" if field.required else "") in ("x", "", None, False)


GOOD = [
    "https://example.org", "http://example.org/", "HTTPS://EXAMPLE.ORG/A", "https://example.org:8443/a",
    "https://example.org:/a",
    "https://sub.example.org/a/b?c=d&e=f#g", "https://example.org/a%20b", "https://example.org/(a)",
    "https://example.org/ü?q=ä",
    "https://münchen.example/", "https://xn--mnchen-3ya.example/", "https://пример.example/путь",
    "https://हिन्दी.example/",
    "https://例え.テスト/", "https://192.0.2.7/a", "http://[2001:db8::1]/", "http://[2001:db8::1]:8080/a",
    "https://localhost/a",
    "https://example.org./", "https://a_b.example.org/", "https://example.org/@name", "https://example.org/a:b@c",
    "https://example.org/" + "x" * 1_900, "https://example.org/?u=https://other.example/", "https://example.org/'",
    "https://example.org/[1]", "https://example.org/a;b=c,d", "https://example.org?x",
    "https://example.org/\u0061\u0301",
]  # fmt: skip
NOT_WEB = [
    "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "java\nscript:alert(1)",
    "data:text/html,<b>x</b>",
    "file:///etc/passwd", "ftp://example.org/", "mailto:ada@example.org", "example.org", "www.example.org/a",
    "//example.org/a",
    "/etc/passwd", "C:\\Windows", "\\\\server\\share", "vbscript:x", "blob:https://example.org/1", "about:blank",
    "x", "=1+1",
    "tel:+100", "http", "https", "htps://example.org", "h\u0442tps://example.org", "1https://example.org",
    "\u202ehttps://example.org",
]  # fmt: skip
NOT_WHOLE = [
    "https://", "https:///a", "https:example.org", "https:/example.org", "http://:80/", "https://exa mple.org/",
    "https://example.org/a b",
    "https://example.org:99999/", "https://example.org:0/", "https://example.org:x/", "https://example.org:-1/",
    "http://[2001:db8::1",
    "http://[::zz]/", "http://[]/", "https://a..example/", "https://.example/", "https://example.org\\a",
    "https://exa<b>mple.org/",
    'https://example.org/"a', "https://example.org/{a}", "https://example.org/`a", "https://example.org/a|b",
    "https://example.org/^",
    "https://exa%6dple.org/", "https://" + "a" * 64 + ".example/", "https://" + "a." * 130 + "example/",
    "https://ex!mple.org/",
    "https://example.org/a\u00a0b", "https://example.org/a\u3000b", "https://example。org/",
    "https://exa\u2044mple.org/", "https://?x",
    "https://#x",
]  # fmt: skip
WITH_SECRETS = [
    "https://ada@example.org/",
    "https://ada:secret@example.org/",
    "https://@example.org/",
    "https://:x@example.org/",
    "https://example.org@evil.example/",
]
HIDING = [
    f"https://example.org/a{mark}b"
    for mark in "\u200b\u200d\u200e\u200f\u061c\u202a\u202e\u2066\u2069\ufeff\u00ad\u2060"
] + ["https://exa\u200bmple.org/", "https://\u202egro.elpmaxe/"]
BAD = [
    *((url, "is not a web address") for url in NOT_WEB),
    *((url, "is not a complete web address") for url in NOT_WHOLE),
    *((url, "carries a name or a password") for url in WITH_SECRETS),
    *((url, "nobody sees") for url in HIDING),
]


@pytest.mark.parametrize("url", GOOD, ids=names(GOOD))
def test_web_addresses_stay_as_they_were_given(url: str) -> None:
    assert safe_url(url) == url
    assert safe_url(f"  {url}\n") == url


@pytest.mark.parametrize(("url", "why"), BAD, ids=names([url for url, _why in BAD]))
def test_other_addresses_are_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(PortfolioError, match=why) as caught:
        safe_url(url)
    assert caught.value.hint
    assert "secret" not in str(caught.value), "a password is not repeated"


def test_control_characters_do_not_survive_in_an_address() -> None:
    assert safe_url("https://example.org/\x00a\x1b\x7f") == "https://example.org/a"


@given(
    st.text(max_size=40), st.sampled_from(["", "http://", "https://", "https://example.org", "https://[", "https://a:"])
)
def test_what_is_taken_is_http_to_a_host(text: str, start: str) -> None:
    try:
        kept = safe_url(start + text)
    except PortfolioError:
        return
    assert not kept or kept.lower().startswith(("http://", "https://"))
    assert not set(kept) & set(' "<>\\\n\t')
    assert safe_url(kept) == kept
