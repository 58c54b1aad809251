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
_NOT_FOUND = (
    "SELECT s.subject FROM search_subjects s"
    " WHERE s.id NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH ?) AND s.kind = ?"
)
_MOST = (
    "SELECT 2 * (SELECT count(*) FROM search_index WHERE search_index MATCH ?) > (SELECT count(*) FROM search_subjects)"
)


def with_words(db: sqlite3.Connection, table: str, query: Query) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The ids of the rows that have all the words (None: all but the others), and the ids of those to leave out."""
    wanted = expression([term for term in query.words if not term.negative], " AND ")
    unwanted = expression([term for term in query.words if term.negative], " OR ")
    out = _ids(db, _FOUND, unwanted, table) if unwanted else frozenset()
    if not wanted:
        return None, out
    # A first letter is in nearly every document. Carrying ids costs more than finding them, so the fewer are carried.
    if db.execute(_MOST, (wanted,)).fetchone()[0]:
        return None, out | _ids(db, _NOT_FOUND, wanted, table)
    return _ids(db, _FOUND, wanted, table), out


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


def _ids(db: sqlite3.Connection, sql: str, words: str, table: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(db.execute(sql, (words, KINDS[table]))))
