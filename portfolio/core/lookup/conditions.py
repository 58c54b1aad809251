"""Turns the conditions of a Query that name a field into the WHERE of a list: SQL text with its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from portfolio.core.query import Query, Term, folded
from portfolio.core.rows import EXPIRING_DAYS

CREDENTIALS, PROJECTS, EVIDENCE = "credentials", "projects", "evidence"
KINDS = {CREDENTIALS: "credential", PROJECTS: "project", EVIDENCE: "evidence"}
_SINCE = {CREDENTIALS: "d.issued", PROJECTS: "d.started", EVIDENCE: "d.happened"}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over the table alias `d`, with its parameters in order."""

    sql: str
    values: tuple[str, ...] = ()


NOTHING = Where("0")


def where(table: str, query: Query, today: date, *, without: str = "") -> Where:
    """All conditions of the query on one table that name a field, and that the row is not in the trash.

    Values of one field are joined by "or", fields by "and". `without` leaves one field out, to count its facet.
    """
    parts = [Where("d.deleted IS NULL")]
    groups: dict[tuple[str, bool], list[Where]] = {}
    for term in query.conditions:
        if term.field != without:
            groups.setdefault((term.field, term.negative), []).append(_condition(table, term, today))
    for (_field, negative), conditions in groups.items():
        # What is not said (NULL) does not have the value, so a negative term keeps it.
        parts.append(_joined(conditions, " OR ", " IS NOT TRUE" if negative else ""))
    return _joined(parts, " AND ", "")


def _joined(parts: list[Where], by: str, after: str) -> Where:
    sql = by.join(f"({part.sql})" for part in parts)
    return Where(f"({sql}){after}", tuple(value for part in parts for value in part.values))


def _condition(table: str, term: Term, today: date) -> Where:
    text = term.text
    match term.field:
        case "skill":
            return _skill(table, term)
        case "year":
            return Where(f"substr({_SINCE[table]}, 1, 4) = ?", (text,))
        case "is":
            return Where({"private": "d.private", "shown": "NOT d.private"}.get(text.lower(), _featured(table)))
        case "has":
            return _has(table, text.lower())
        case "issuer" if table == CREDENTIALS:
            # The plus keeps SQLite from an index that is not in the order of the list.
            named = _named(term)
            return Where(f"+d.issuer_id IN (SELECT id FROM issuers WHERE {named.sql})", named.values)
        case "kind" if table != PROJECTS:
            return Where("d.kind = ?", (text.lower(),))
        case "status" if table == CREDENTIALS:
            return _status(text.lower(), today)
        case "expiring" if table == CREDENTIALS:
            return Where("substr(d.expires, 1, length(?)) = ?", (text, text))
    return NOTHING


def _named(term: Term) -> Where:
    """That `name` is the quoted text, or holds the unquoted one; without case and accents."""
    return Where("folded(name) = ?" if term.phrase else "instr(folded(name), ?)", (folded(term.text),))


def _featured(table: str) -> str:
    return "0" if table == EVIDENCE else "d.featured"


def _skill(table: str, term: Term) -> Where:
    if table == EVIDENCE:
        return NOTHING
    named = _named(term)
    return Where(
        f"+d.id IN (SELECT {KINDS[table]}_id FROM skill_claims"
        f" WHERE skill_id IN (SELECT id FROM skills WHERE {named.sql}))",
        named.values,
    )


def _has(table: str, what: str) -> Where:
    if what == "link":
        return Where("d.url <> ''")
    if table == EVIDENCE:
        return NOTHING
    match what:
        case "evidence":
            return Where(f"+d.id IN ({with_evidence(table)})")
        case "skills":
            return Where(f"+d.id IN ({with_skills(table)})")
        case "number" if table == CREDENTIALS:
            return Where("d.number <> ''")
    return NOTHING


def with_evidence(table: str) -> str:
    """The SQL that gives the ids of the table's rows with evidence that is not in the trash."""
    column = f"u.{KINDS[table]}_id"
    return (
        f"SELECT {column} FROM evidence_uses u JOIN evidence e ON e.id = u.evidence_id"
        f" WHERE e.deleted IS NULL AND {column} IS NOT NULL"
    )


def with_skills(table: str) -> str:
    """The SQL that gives the ids of the table's rows with skills."""
    return f"SELECT {KINDS[table]}_id FROM skill_claims WHERE {KINDS[table]}_id IS NOT NULL"


def _status(status: str, today: date) -> Where:
    # A date of reduced precision ends with its last day; SQLite's date() knows how long a month is.
    end = (
        "CASE length(d.expires) WHEN 4 THEN d.expires || '-12-31'"
        " WHEN 7 THEN date(d.expires || '-01', '+1 month', '-1 day') ELSE d.expires END"
    )
    now, soon = today.isoformat(), (today + timedelta(days=EXPIRING_DAYS)).isoformat()
    match status:
        case "no-expiry":
            return Where("d.expires IS NULL")
        case "expired":
            return Where(f"{end} < ?", (now,))
        case "expiring":
            return Where(f"{end} BETWEEN ? AND ?", (now, soon))
        case "valid":
            return Where(f"{end} > ?", (soon,))
    return NOTHING
