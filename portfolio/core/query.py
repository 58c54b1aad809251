"""What a person types into a search field, taken apart: `kubernetes issuer:acme expiring:2027 has:evidence`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')

FIELDS = ("issuer", "skill", "kind", "year", "status", "has", "expiring", "is")
STATUSES = ("valid", "expiring", "expired", "no-expiry")
HAS = ("evidence", "link", "skills", "number")
IS = ("private", "shown", "featured")
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
    """The query that a text means. Never fails: what has an unknown field or value is looked for as words."""
    terms: list[Term] = []
    unknown: list[str] = []
    for match in _TOKEN.finditer(text):
        minus, field, quoted, word = match.groups()
        value = quoted if quoted is not None else word
        phrase = quoted is not None
        name = (field or "").lower()
        if not value:
            continue
        if name and (name not in FIELDS or value.lower() not in _CLOSED.get(name, (value.lower(),))):
            unknown.append(match.group())
            terms.append(Term("", f"{field} {value}", phrase, bool(minus)))
        else:
            terms.append(Term(name, value, phrase, bool(minus)))
    return Query(tuple(terms), tuple(unknown))
