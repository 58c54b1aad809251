"""Search text as a row of terms: whether it has one, and the text with one more or one less."""

from __future__ import annotations

import re

from portfolio.core import query
from portfolio.core.query import Term

_TOKEN = re.compile(r'-?(?:\w+:)?(?:"[^"]*"?|\S+)')


def has_term(text: str, term: str) -> bool:
    """Whether the search text already holds the condition that `term` stands for."""
    wanted = _meaning(term)
    return any(_meaning(token) == wanted for token in _TOKEN.findall(text))


def toggled(text: str, term: str) -> str:
    """The search text without `term` if it has it, or with it at the end."""
    tokens = _TOKEN.findall(text)
    wanted = _meaning(term)
    kept = [token for token in tokens if _meaning(token) != wanted]
    return " ".join(kept if len(kept) < len(tokens) else [*tokens, term])


def _meaning(token: str) -> tuple[Term, ...]:
    return tuple(Term(term.field, term.text.casefold(), negative=term.negative) for term in query.parse(token).terms)
