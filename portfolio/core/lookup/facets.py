"""What a list can be narrowed by, with how many rows each choice would leave."""

from __future__ import annotations

import sqlite3
from datetime import date

from portfolio.core.i18n import gettext as _
from portfolio.core.lookup.conditions import CREDENTIALS, PROJECTS, Where, where
from portfolio.core.query import HAS, STATUSES, Query, Term
from portfolio.core.records import Facet, FacetValue

MOST_VALUES = 12


def credential_facets(db: sqlite3.Connection, query: Query, *, today: date) -> tuple[Facet, ...]:
    """Kind, status, issuer, skill and what is there or missing, over the credentials that the query wants.

    A facet counts as if its own field were not in the query, so that a second value can be added.
    """
    found = (
        _grouped(db, CREDENTIALS, query, today, "kind", _("Kind"), "d.kind", quoted=False),
        _fixed(db, CREDENTIALS, query, today, "status", _("Status"), STATUSES),
        _grouped(
            db,
            CREDENTIALS,
            query,
            today,
            "issuer",
            _("Issuer"),
            "(SELECT name FROM issuers WHERE id = d.issuer_id)",
        ),
        _skills(db, CREDENTIALS, query, today, "credential_id"),
        _fixed(db, CREDENTIALS, query, today, "has", _("Has"), HAS),
    )
    return tuple(facet for facet in found if facet.values)


def project_facets(db: sqlite3.Connection, query: Query, *, today: date) -> tuple[Facet, ...]:
    """Year, skill and what is there or missing, over the projects that the query wants."""
    found = (
        _grouped(db, PROJECTS, query, today, "year", _("Started"), "substr(d.started, 1, 4)", quoted=False),
        _skills(db, PROJECTS, query, today, "project_id"),
        _fixed(db, PROJECTS, query, today, "has", _("Has"), ("evidence", "link", "skills")),
    )
    return tuple(facet for facet in found if facet.values)


def _grouped(
    db: sqlite3.Connection,
    table: str,
    query: Query,
    today: date,
    field: str,
    label: str,
    expression: str,
    *,
    quoted: bool = True,
) -> Facet:
    condition = where(table, query, today, without=field)
    sql = f"SELECT {expression} AS value, count(*) FROM {table} d WHERE {condition.sql} GROUP BY 1"
    return Facet(field, label, _values(db, field, sql, condition, quoted=quoted))


def _skills(db: sqlite3.Connection, table: str, query: Query, today: date, column: str) -> Facet:
    condition = where(table, query, today, without="skill")
    sql = (
        f"SELECT s.name AS value, count(*) FROM {table} d JOIN skill_claims k ON k.{column} = d.id"
        f" JOIN skills s ON s.id = k.skill_id WHERE {condition.sql} GROUP BY 1"
    )
    return Facet("skill", _("Skill"), _values(db, "skill", sql, condition, quoted=True))


def _values(db: sqlite3.Connection, field: str, sql: str, condition: Where, *, quoted: bool) -> tuple[FacetValue, ...]:
    rows = db.execute(
        f"SELECT value, n FROM (SELECT value, n FROM ({sql.replace('count(*)', 'count(*) AS n')})"
        " WHERE value <> '') ORDER BY n DESC, value COLLATE NOCASE LIMIT ?",
        (*condition.values, MOST_VALUES),
    )
    return tuple(
        FacetValue(f'{field}:"{name}"' if quoted else f"{field}:{name}", str(name), int(count))
        for name, count in rows.fetchall()
        if not (quoted and '"' in name)
    )


def _fixed(
    db: sqlite3.Connection, table: str, query: Query, today: date, field: str, label: str, choices: tuple[str, ...]
) -> Facet:
    values = []
    for choice in choices:
        others = Query(tuple(term for term in query.terms if term.field != field))
        condition = where(table, Query((*others.terms, Term(field, choice))), today)
        count = db.execute(f"SELECT count(*) FROM {table} d WHERE {condition.sql}", condition.values).fetchone()[0]
        if count:
            values.append(FacetValue(f"{field}:{choice}", _(choice), int(count)))
    return Facet(field, label, tuple(values))
