"""Finds one record by what a person types on the command line: an id, the beginning of one, or a title."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.store.tables import CredentialTable, EvidenceTable, ProjectTable, SkillTable

SHORTEST_ID, MOST_CANDIDATES = 4, 5
_TABLES: dict[str, tuple[Any, Any]] = {
    "credential": (CredentialTable, CredentialTable.title),
    "project": (ProjectTable, ProjectTable.title),
    "evidence": (EvidenceTable, EvidenceTable.title),
    "skill": (SkillTable, SkillTable.name),
}


def find(session: Session, kind: str, text: str) -> str:
    """The id of the record that is meant. What is in the trash is found by its id alone.

    Raises NotFoundError, naming the candidates when there are several.
    """
    if kind not in _TABLES:
        raise PortfolioError(
            _("“{kind}” is not a kind of record.").format(kind=kind),
            _("Choose from: {kinds}.").format(kinds=", ".join(_TABLES)),
        )
    table, title = _TABLES[kind]
    wanted = text.strip()
    for condition in _conditions(table, title, wanted):
        found = session.execute(select(table.id, title).where(condition).order_by(title).limit(50)).all()
        if len(found) == 1:
            return str(found[0][0])
        if found:
            raise _several(wanted, [(str(row[0]), str(row[1])) for row in found])
    raise NotFoundError(
        _("There is no {kind} “{text}”.").format(kind=_(kind), text=wanted[:80]),
        _("Give its id, or its title as “portfolio list” shows it."),
    )


def _conditions(table: Any, title: Any, wanted: str) -> list[Any]:
    live = table.deleted.is_(None) if hasattr(table, "deleted") else table.id.is_not(None)
    found = [table.id == wanted]
    if len(wanted) >= SHORTEST_ID:
        found.append(table.id.startswith(wanted.lower(), autoescape=True))
    if wanted:
        found += [live & (title == wanted), live & title.icontains(wanted, autoescape=True)]
    return found


def _several(wanted: str, found: list[tuple[str, str]]) -> NotFoundError:
    names = "; ".join(f"{row_id[:8]} {title[:40]}" for row_id, title in found[:MOST_CANDIDATES])
    return NotFoundError(
        _("“{text}” can mean {count} records.").format(text=wanted[:80], count=len(found)),
        _("Give the id of one of them: {names}.").format(names=names),
    )
