"""Keeps of a list what has the words of a Query, by the full-text index."""

from __future__ import annotations

import sqlite3
import unicodedata
from itertools import chain

from portfolio.core.lookup.conditions import KINDS
from portfolio.core.query import Query, Term

# A narrow table between the index and the ids: the documents themselves are wide, and reading them is what costs.
_FOUND = (
    "SELECT s.subject FROM search_index f CROSS JOIN search_subjects s"
    " WHERE f.search_index MATCH ? AND s.id = f.rowid AND s.kind = ?"
)


def with_words(db: sqlite3.Connection, table: str, query: Query) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The ids of the rows that have all the words (None when there are none to have), and of those to leave out."""
    wanted = expression([term for term in query.words if not term.negative], " AND ")
    unwanted = expression([term for term in query.words if term.negative], " OR ")
    return (
        _found(db, table, wanted) if wanted else None,
        _found(db, table, unwanted) if unwanted else frozenset(),
    )


def expression(terms: list[Term], joined: str) -> str:
    """The FTS5 expression (sqlite.org/fts5.html, section 3) for the words of some terms; "" when there is none.

    The last letters of a word may be missing, unless it was quoted. Punctuation separates words, as in the index.
    """
    return joined.join(f'"{words}"{"" if term.phrase else " *"}' for term in terms if (words := _words(term.text)))


def _words(text: str) -> str:
    """The words as the index cuts them: without a letter or digit between marks nothing would ever be found."""
    words = "".join(mark if _part_of_word(mark) else " " for mark in text).split()
    return " ".join(word for word in words if any(unicodedata.category(mark)[0] != "M" for mark in word))


def _part_of_word(mark: str) -> bool:
    # What unicode61 takes for tokens, and the accents that it takes away.
    return unicodedata.category(mark)[0] in "LNM" or unicodedata.category(mark) == "Co"


def _found(db: sqlite3.Connection, table: str, words: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(db.execute(_FOUND, (words, KINDS[table])).fetchall()))
