"""Finds one record by what a person types on the command line: an id, the beginning of one, or a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core.errors import AmbiguousError, NotFoundError, PortfolioError
from portfolio.core.fields import one_line
from portfolio.core.i18n import gettext as _
from portfolio.core.query import folded
from portfolio.core.store.tables import CredentialTable, EvidenceTable, ProjectTable, SkillTable

SHORTEST_ID, LONGEST_ID, MOST_CANDIDATES = 4, 36, 5
_TABLES: dict[str, tuple[Any, Any]] = {
    "credential": (CredentialTable, CredentialTable.title),
    "project": (ProjectTable, ProjectTable.title),
    "evidence": (EvidenceTable, EvidenceTable.title),
    "skill": (SkillTable, SkillTable.name),
}


def find(session: Session, kind: str, text: str) -> str:
    """The id of the record that is meant. What is in the trash is found by its id alone.

    Raises NotFoundError; AmbiguousError, which names the candidates, when there are several.
    """
    if kind not in _TABLES:
        raise PortfolioError(
            _("“{kind}” is not a kind of record.").format(kind=kind),
            _("Choose from: {kinds}.").format(kinds=", ".join(_TABLES)),
        )
    table, title = _TABLES[kind]
    wanted = one_line(text)
    for found in _candidates(session, table, title, wanted) if wanted else ():
        if len(found) == 1:
            return found[0][0]
        if found:
            raise _several(wanted, found)
    raise NotFoundError(
        _("There is no {kind} “{text}”.").format(kind=_(kind), text=wanted[:80]),
        _("Give its id, or its title as “portfolio list” shows it."),
    )


def _candidates(session: Session, table: Any, title: Any, wanted: str) -> Iterator[list[tuple[str, str]]]:
    """The ids and titles that may be meant, from the most to the least certain."""
    columns = select(table.id, title)
    yield _pairs(session.execute(columns.where(table.id == wanted.lower())))
    live = columns.where(table.deleted.is_(None)) if hasattr(table, "deleted") else columns
    titles = _pairs(session.execute(live.order_by(title, table.id)))
    yield [one for one in titles if one[1] == wanted]
    if SHORTEST_ID <= len(wanted) <= LONGEST_ID:
        yield _pairs(session.execute(columns.where(table.id.startswith(wanted.lower(), autoescape=True))))
    if key := folded(wanted):
        yield [one for one in titles if folded(one[1]) == key]
        yield [one for one in titles if key in folded(one[1])]


def _pairs(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(row[0]), str(row[1])) for row in rows]


def _several(wanted: str, found: list[tuple[str, str]]) -> AmbiguousError:
    names = "; ".join(f"{row_id[:8]} {title[:40]}" for row_id, title in found[:MOST_CANDIDATES])
    return AmbiguousError(
        _("“{text}” can mean {count} records.").format(text=wanted[:80], count=len(found)),
        _("Give the id of one of them: {names}.").format(names=names),
    )
