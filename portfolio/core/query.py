"""What a person types into a search field, taken apart: `kubernetes issuer:acme expiring:2027 has:evidence`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S*))')

FIELDS = ("issuer", "skill", "kind", "year", "status", "has", "expiring", "is")
STATUSES = ("valid", "expiring", "expired", "no-expiry")
HAS = ("evidence", "link", "skills", "number")
IS = ("private", "shown", "featured")
LONGEST, MOST_TERMS = 1_000, 32  # each term costs a search of the whole index
_CLOSED = {"status": STATUSES, "has": HAS, "is": IS}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. An empty `field` searches all text; `phrase` was quoted; `negative` began with a minus."""

    field: str
    text: str
    phrase: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All conditions, joined by "and"; values of one field are joined by "or". `unknown` was not understood."""

    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Term, ...]:
        """The terms that search the text."""
        return tuple(term for term in self.terms if not term.field)

    @property
    def conditions(self) -> tuple[Term, ...]:
        """The terms that name a field."""
        return tuple(term for term in self.terms if term.field)


def parse(text: str) -> Query:
    """The query that a text means. Never fails: what has an unknown field or value is looked for as words.

    A field without a value says nothing yet: its value is still to be typed. What exceeds LONGEST characters or
    MOST_TERMS terms is left out and `unknown`.
    """
    text = text.encode("utf-8", "ignore").decode()  # halves of surrogate pairs are no text for SQLite
    terms: list[Term] = []
    unknown: list[str] = []
    for match in _TOKEN.finditer(text[:LONGEST]):
        term, known = _term(*match.groups())
        if term is None:
            continue
        if len(terms) == MOST_TERMS:
            unknown.append(text[match.start() : LONGEST])
            break
        terms.append(term)
        if not known:
            unknown.append(match.group())
    if len(text) > LONGEST:
        unknown.append(text[LONGEST:])
    return Query(tuple(terms), tuple(unknown))


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """The text as names are compared: without case and accents, spaces as one."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def _term(minus: str, field: str | None, quoted: str | None, word: str | None) -> tuple[Term | None, bool]:
    """One token as a term, or None if it says nothing; and whether its field and value are known."""
    value, phrase, name = quoted if quoted is not None else word or "", quoted is not None, (field or "").lower()
    if not value.strip():
        return (None if name in FIELDS or not field else Term("", field, False, bool(minus))), True
    if name and (name not in FIELDS or value.lower() not in _CLOSED.get(name, (value.lower(),))):
        return Term("", f"{field} {value}", phrase, bool(minus)), False
    return Term(name, value, phrase, bool(minus)), True
