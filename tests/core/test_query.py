"""The text of a search field: what it means, and that no text is ever an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core import query
from portfolio.core.query import FIELDS, Query, Term, folded, parse

TYPED = st.text(max_size=80) | st.lists(
    st.sampled_from(["-", '"', ":", " ", "\\", "%", "*", "(", "NEAR", *FIELDS, "x", "é", "2026", "\x00", "\ud800"]),
    max_size=20,
).map("".join)


@given(TYPED)
def test_no_text_is_an_error(text: str) -> None:
    found = parse(text)
    for term in found.terms:
        assert term.text.strip()
        assert term.field in ("", *FIELDS)
        term.text.encode()
    assert len(found.terms) <= query.MOST_TERMS
    assert {*found.words, *found.conditions} == {*found.terms}
    for part in found.unknown:
        assert part in text.encode("utf-8", "ignore").decode()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  \t ", []),
        ("- --", [Term("", "-", negative=True)]),
        ('"" issuer:"" skill:', []),
        ("kubernetes safety", [Term("", "kubernetes"), Term("", "safety")]),
        ('"data  protection" x', [Term("", "data  protection", phrase=True), Term("", "x")]),
        ('-"data protection"', [Term("", "data protection", phrase=True, negative=True)]),
        ("-draft", [Term("", "draft", negative=True)]),
        ('"never closed', [Term("", "never closed", phrase=True)]),
        ('issuer:"Acme Institute"', [Term("issuer", "Acme Institute", phrase=True)]),
        ("ISSUER:acme Skill:Go", [Term("issuer", "acme"), Term("skill", "Go")]),
        ("-skill:go -is:PRIVATE", [Term("skill", "go", negative=True), Term("is", "PRIVATE", negative=True)]),
        ("issuer: acme", [Term("", "acme")]),
        ("Note: a title", [Term("", "Note"), Term("", "a"), Term("", "title")]),
        ("C++ C#", [Term("", "C++"), Term("", "C#")]),
        ("status:no-expiry has:number", [Term("status", "no-expiry"), Term("has", "number")]),
        ("year:2026 expiring:2027-03", [Term("year", "2026"), Term("expiring", "2027-03")]),
        ("a\ud800b", [Term("", "ab")]),
    ],
)
def test_texts_and_their_terms(text: str, terms: list[Term]) -> None:
    assert parse(text) == Query(tuple(terms))


@pytest.mark.parametrize(
    ("text", "term", "unknown"),
    [
        ("colour:red", Term("", "colour red"), "colour:red"),
        ("status:vald", Term("", "status vald"), "status:vald"),
        ('-has:"a cat"', Term("", "has a cat", phrase=True, negative=True), '-has:"a cat"'),
        ("is:secret", Term("", "is secret"), "is:secret"),
        ("https://example.org", Term("", "https //example.org"), "https://example.org"),
    ],
)
def test_what_is_not_known_is_said_and_looked_for_as_words(text: str, term: Term, unknown: str) -> None:
    assert parse(text) == Query((term,), (unknown,))


def test_too_much_is_left_out_and_said() -> None:
    many = " ".join(f"w{number}" for number in range(50))
    found = parse(many)
    assert [term.text for term in found.terms] == many.split()[: query.MOST_TERMS]
    assert found.unknown == (many[many.index(" w32") + 1 :],)
    long = "x" * 100_000
    assert parse(long) == Query((Term("", "x" * query.LONGEST),), ("x" * (100_000 - query.LONGEST),))


@given(st.text(max_size=20))
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()) == folded(text.upper().lower())


def test_folding_takes_case_accents_and_spaces() -> None:
    assert folded("  Écriture \t SÃO\u00a0Rafael ") == "ecriture sao rafael"
    assert folded("e\u0301") == folded("é") == folded("É") == "e"
    assert folded("ŁÓDŹ Straße") == "łodz strasse"
