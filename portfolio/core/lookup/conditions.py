"""Turns a Query into the WHERE of a list: SQL text with its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from portfolio.core.query import Query, Term
from portfolio.core.records import EXPIRING_DAYS

CREDENTIALS, PROJECTS, EVIDENCE = "credentials", "projects", "evidence"
_KINDS = {CREDENTIALS: "credential", PROJECTS: "project", EVIDENCE: "evidence"}
_SINCE = {CREDENTIALS: "d.issued", PROJECTS: "d.started", EVIDENCE: "d.happened"}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over the table alias `d`, with its parameters in order."""

    sql: str
    values: tuple[str, ...] = ()


def where(table: str, query: Query, today: date, *, without: str = "") -> Where:
    """All conditions of the query on one table, and that the row is not in the trash.

    Values of one field are joined by "or", fields by "and". `without` leaves one field out, to count its facet.
    """
    parts = [Where("d.deleted IS NULL"), *_words(table, query)]
    groups: dict[tuple[str, bool], list[Where]] = {}
    for term in query.conditions:
        if term.field != without:
            groups.setdefault((term.field, term.negative), []).append(_condition(table, term, today))
    for (_field, negative), conditions in groups.items():
        parts.append(_joined(conditions, " OR ", "NOT " if negative else ""))
    return _joined(parts, " AND ", "")


def _joined(parts: list[Where], by: str, before: str) -> Where:
    sql = by.join(f"({part.sql})" for part in parts)
    return Where(f"{before}({sql})", tuple(value for part in parts for value in part.values))


def _words(table: str, query: Query) -> list[Where]:
    wanted = match(tuple(term for term in query.words if not term.negative))
    unwanted = [match((term,)) for term in query.words if term.negative]
    return [_found(table, "IN", expression) for expression in (wanted,) if expression] + [
        _found(table, "NOT IN", expression) for expression in unwanted if expression
    ]


def _found(table: str, how: str, expression: str) -> Where:
    return Where(
        f"d.id {how} (SELECT s.subject FROM search_index f JOIN search_docs s ON s.id = f.rowid"
        " WHERE f.search_index MATCH ? AND s.kind = ?)",
        (expression, _KINDS[table]),
    )


def match(terms: tuple[Term, ...]) -> str:
    """The FTS5 expression (sqlite.org/fts5.html, section 3) for words that must all occur; "" when there is none.

    The last letters of a word may be missing, unless it was quoted. Punctuation separates words, as in the index.
    """
    parts = []
    for term in terms:
        words = "".join(mark if mark.isalnum() or ord(mark) > 127 else " " for mark in term.text).split()
        if words:
            parts.append('"' + " ".join(words).replace('"', "") + '"' + ("" if term.phrase else " *"))
    return " AND ".join(parts)


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


NOTHING = Where("0")


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
            if term.phrase:
                return Where("d.issuer_id IN (SELECT id FROM issuers WHERE name = ? COLLATE NOCASE)", (text,))
            return Where("d.issuer_id IN (SELECT id FROM issuers WHERE name LIKE ? ESCAPE '\\')", (_like(text),))
        case "kind" if table != PROJECTS:
            return Where("d.kind = ?", (text.lower(),))
        case "status" if table == CREDENTIALS:
            return _status(text.lower(), today)
        case "expiring" if table == CREDENTIALS:
            return Where("d.expires LIKE ? ESCAPE '\\'", (_like(text)[1:],))
    return NOTHING


def _featured(table: str) -> str:
    return "0" if table == EVIDENCE else "d.featured"


def _skill(table: str, term: Term) -> Where:
    if table == EVIDENCE:
        return NOTHING
    column = f"{_KINDS[table]}_id"
    compare, value = ("= ? COLLATE NOCASE", term.text) if term.phrase else ("LIKE ? ESCAPE '\\'", _like(term.text))
    return Where(
        f"d.id IN (SELECT k.{column} FROM skill_claims k JOIN skills s ON s.id = k.skill_id WHERE s.name {compare})",
        (value,),
    )


def _has(table: str, what: str) -> Where:
    if what == "link":
        return Where("d.url <> ''")
    if table == EVIDENCE:
        return NOTHING
    column = f"{_KINDS[table]}_id"
    match what:
        case "evidence":
            return Where(
                f"d.id IN (SELECT u.{column} FROM evidence_uses u JOIN evidence e ON e.id = u.evidence_id"
                f" WHERE e.deleted IS NULL AND u.{column} IS NOT NULL)"
            )
        case "skills":
            return Where(f"d.id IN (SELECT {column} FROM skill_claims WHERE {column} IS NOT NULL)")
        case "number" if table == CREDENTIALS:
            return Where("d.number <> ''")
    return NOTHING


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
