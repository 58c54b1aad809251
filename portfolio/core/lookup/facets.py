"""What a list can be narrowed by, with how many rows each choice would leave.

A facet counts as if its own field were not in the query, so that a second value can be added. The rows are read once
and counted here: a question to SQLite for each choice would search the whole index again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from portfolio.core import dates
from portfolio.core.i18n import gettext as _
from portfolio.core.lookup.conditions import CREDENTIALS, PROJECTS, with_evidence, with_skills
from portfolio.core.lookup.lists import chosen_ids
from portfolio.core.query import HAS, STATUSES, Query, folded
from portfolio.core.rows import Facet, FacetValue, standing

MOST_VALUES = 12
Chosen = Callable[[str], frozenset[str]]


def credential_facets(db: sqlite3.Connection, query: Query, *, today: date) -> tuple[Facet, ...]:
    """Kind, status, issuer, skill and what is there or missing, over the credentials that the query wants."""
    chosen = _chosen(db, CREDENTIALS, query, today)
    rows = db.execute(
        "SELECT d.id, d.kind, d.issuer_id, d.expires, d.url <> '', d.number <> '' FROM credentials d"
        " WHERE d.deleted IS NULL"
    ).fetchall()
    issuers = dict(db.execute("SELECT id, name FROM issuers").fetchall())
    kinds, named, ends = chosen("kind"), chosen("issuer"), chosen("status")
    expiry = Counter(row[3] for row in rows if row[0] in ends)
    has = _linked(db, CREDENTIALS) | {
        "link": [row[0] for row in rows if row[4]],
        "number": [row[0] for row in rows if row[5]],
    }
    return _filled(
        Facet("kind", _("Kind"), _values("kind", Counter(row[1] for row in rows if row[0] in kinds))),
        Facet("status", _("Status"), _fixed("status", STATUSES, _standings(expiry, today))),
        Facet(
            "issuer", _("Issuer"), _named("issuer", Counter(issuers.get(row[2], "") for row in rows if row[0] in named))
        ),
        _skills(db, CREDENTIALS, chosen),
        Facet("has", _("Has"), _fixed("has", HAS, _having(has, chosen("has")))),
    )


def project_facets(db: sqlite3.Connection, query: Query, *, today: date) -> tuple[Facet, ...]:
    """Year, skill and what is there or missing, over the projects that the query wants."""
    chosen = _chosen(db, PROJECTS, query, today)
    rows = db.execute(
        "SELECT d.id, substr(d.started, 1, 4), d.url <> '' FROM projects d WHERE d.deleted IS NULL"
    ).fetchall()
    years = chosen("year")
    has = _linked(db, PROJECTS) | {"link": [row[0] for row in rows if row[2]]}
    return _filled(
        Facet("year", _("Started"), _values("year", Counter(row[1] or "" for row in rows if row[0] in years))),
        _skills(db, PROJECTS, chosen),
        Facet("has", _("Has"), _fixed("has", ("evidence", "link", "skills"), _having(has, chosen("has")))),
    )


def _chosen(db: sqlite3.Connection, table: str, query: Query, today: date) -> Chosen:
    """A function that gives the ids that the query wants when one field is left out of it."""

    @cache
    def rest(without: str) -> frozenset[str]:
        return frozenset(chosen_ids(db, table, query, today, without=without))

    used = {term.field for term in query.conditions}
    return lambda field: rest(field if field in used else "")


def _linked(db: sqlite3.Connection, table: str) -> dict[str, Iterable[str]]:
    """The ids of the rows that have evidence, and skills."""
    questions = {"evidence": with_evidence(table), "skills": with_skills(table)}
    return {name: {row[0] for row in db.execute(sql).fetchall()} for name, sql in questions.items()}


def _having(has: Mapping[str, Iterable[str]], chosen: frozenset[str]) -> dict[str, int]:
    return {name: sum(one in chosen for one in ids) for name, ids in has.items()}


def _standings(expiry: Mapping[str | None, int], today: date) -> Counter[str]:
    """How many there are of each value of the field “status”, from how many expire on each date."""
    found: Counter[str] = Counter()
    for expires, count in expiry.items():
        state = standing(dates.from_iso(expires) if expires else None, today)
        found[state.value.replace(" ", "-")] += count
    return found


def _skills(db: sqlite3.Connection, table: str, chosen: Chosen) -> Facet:
    column = "credential_id" if table == CREDENTIALS else "project_id"
    names = dict(db.execute("SELECT id, name FROM skills").fetchall())
    claims = db.execute(f"SELECT {column}, skill_id FROM skill_claims WHERE {column} IS NOT NULL").fetchall()
    ids = chosen("skill")
    # A set, since one name in two frameworks counts once.
    count = Counter(name for _subject, name in {(one, names[skill]) for one, skill in claims if one in ids})
    return Facet("skill", _("Skill"), _named("skill", count))


def _named(field: str, count: Mapping[str, int]) -> tuple[FacetValue, ...]:
    """The values of a field of names. Names that differ in case or accents alone are one term of a query: one value."""
    spelling: dict[str, str] = {}
    together: Counter[str] = Counter()
    for name, number in sorted(count.items(), key=lambda one: (-one[1], one[0])):
        together[spelling.setdefault(folded(name), name)] += number
    # A quotation mark cannot stand inside quotation marks; the words alone find the name, too.
    return _values(field, together, lambda name: f'"{name}"' if '"' not in name else name.replace('"', " ").split()[0])


def _values(field: str, count: Mapping[str, int], term: Callable[[str], str] = str) -> tuple[FacetValue, ...]:
    """The most frequent values that are not empty."""
    ordered = sorted(
        ((name, number) for name, number in count.items() if name), key=lambda one: (-one[1], folded(one[0]))
    )
    return tuple(FacetValue(f"{field}:{term(name)}", name, number) for name, number in ordered[:MOST_VALUES])


def _fixed(field: str, choices: tuple[str, ...], count: Mapping[str, int]) -> tuple[FacetValue, ...]:
    """The values of a field that has but a few, in their own order."""
    return tuple(FacetValue(f"{field}:{one}", _(one), count[one]) for one in choices if count.get(one))


def _filled(*facets: Facet) -> tuple[Facet, ...]:
    return tuple(facet for facet in facets if facet.values)
