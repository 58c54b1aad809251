"""What a list should hold, worked out the slow way over plain records: the answer that the SQL is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portfolio.core.dates import PartialDate
from portfolio.core.query import Query, Term, folded
from portfolio.core.records import standing


@dataclass(frozen=True)
class Item:
    """A credential or a project as a person recorded it. For projects `issued` and `expires` are start and end."""

    id: str
    title: str
    kind: str
    issuer: str
    platform: str
    issued: PartialDate | None
    expires: PartialDate | None
    url: str
    number: str
    text: str
    featured: bool
    private: bool
    skills: tuple[str, ...]
    evidence: bool
    project: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The text that is searched; a phrase does not reach from one column into another."""
        skills = " · ".join(self.skills)
        if self.project:
            return self.title, self.issuer, skills, f"{self.text} {self.url}"
        return self.title, f"{self.issuer} {self.platform}", skills, f"{self.text} {self.number} {self.kind} {self.url}"


def wanted(items: Iterable[Item], query: Query, today: date, without: str = "") -> list[Item]:
    """Those of the items that the query wants."""
    fields = {(term.field, term.negative) for term in query.conditions if term.field != without}
    return [
        item
        for item in items
        if all(_has_words(item, term) != term.negative for term in query.words if tokens(term.text))
        and all(
            any(_fits(item, term, today) for term in query.terms if (term.field, term.negative) == one) != one[1]
            for one in fields
        )
    ]


def tokens(text: str) -> list[str]:
    """The words as the index cuts them."""
    return re.findall(r"[^\W_]+", folded(text))


def _has_words(item: Item, term: Term) -> bool:
    words = tokens(term.text)
    return any(_phrase(tokens(column), words, whole=term.phrase) for column in item.columns)


def _phrase(text: Sequence[str], words: Sequence[str], *, whole: bool) -> bool:
    for start in range(len(text) - len(words) + 1):
        part = text[start : start + len(words)]
        if part[:-1] == words[:-1] and (part[-1] == words[-1] or (not whole and part[-1].startswith(words[-1]))):
            return True
    return False


def _fits(item: Item, term: Term, today: date) -> bool:
    value = term.text.lower()
    match term.field:
        case "issuer":
            return bool(item.issuer) and not item.project and _named(item.issuer, term)
        case "skill":
            return any(_named(name, term) for name in item.skills)
        case "kind":
            return not item.project and item.kind == value
        case "year":
            return item.issued is not None and str(item.issued.year) == term.text
        case "expiring":
            return not item.project and item.expires is not None and str(item.expires).startswith(term.text)
        case "status":
            return not item.project and standing(item.expires, today).value.replace(" ", "-") == value
        case "has":
            have = {"evidence": item.evidence, "link": item.url, "skills": item.skills, "number": item.number}
            return bool(have[value])
        case "is":
            return {"private": item.private, "shown": not item.private, "featured": item.featured}[value]
    raise AssertionError(term)


def _named(name: str, term: Term) -> bool:
    return folded(name) == folded(term.text) if term.phrase else folded(term.text) in folded(name)


def _nocase(item: Item) -> tuple[bytes, str]:
    return item.title.encode().lower(), item.id  # bytes.lower() knows the letters of English alone, as NOCASE does


def _reading(item: Item) -> tuple[str, bytes, str]:
    return folded(item.title), *_nocase(item)


def in_order(items: Iterable[Item], order: str) -> list[str]:
    """The ids of the items in an order of the lists."""
    orders: dict[str, Callable[[list[Item]], list[Item]]] = {
        "newest": lambda found: _latest(sorted(found, key=_nocase)),
        "oldest": lambda found: sorted(found, key=lambda one: (one.issued is None, str(one.issued), _nocase(one))),
        "expires": lambda found: sorted(found, key=lambda one: (one.expires is None, str(one.expires), _nocase(one))),
        "title": lambda found: sorted(found, key=_reading),
        "issuer": lambda found: sorted(found, key=lambda one: (not one.issuer, folded(one.issuer), _reading(one))),
    }
    return [one.id for one in orders[order](list(items))]


def _latest(found: list[Item]) -> list[Item]:
    """By when it was issued; of projects first by when they ended, and what goes on before all."""
    found = sorted(found, key=lambda one: str(one.issued or ""), reverse=True)
    if any(one.project for one in found):
        found = sorted(found, key=lambda one: str(one.expires or "9999"), reverse=True)
    return sorted(found, key=lambda one: one.issued is None)


def facets(items: Sequence[Item], query: Query, today: date) -> dict[str, Counter[str]]:
    """How many items each value of each facet would leave, names folded; empty values and facets left out."""
    projects = any(item.project for item in items)

    def counted(field: str, values: Callable[[Item], Iterable[str]]) -> Counter[str]:
        return Counter(value for item in wanted(items, query, today, field) for value in set(values(item)) if value)

    def having(item: Item) -> Iterable[str]:
        names = ("evidence", "link", "skills") if projects else ("evidence", "link", "skills", "number")
        return [name for name in names if _fits(item, Term("has", name), today)]

    found = {"skill": counted("skill", lambda item: map(folded, item.skills)), "has": counted("has", having)}
    if projects:
        found["year"] = counted("year", lambda item: [str(item.issued.year)] if item.issued else [])
    else:
        found["kind"] = counted("kind", lambda item: [item.kind])
        found["issuer"] = counted("issuer", lambda item: [folded(item.issuer)])
        found["status"] = counted("status", lambda item: [standing(item.expires, today).value.replace(" ", "-")])
    return {name: count for name, count in found.items() if count}
