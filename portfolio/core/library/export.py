"""Chooses and orders what an export says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import is_language
from portfolio.core.library import rows
from portfolio.core.records import ORDERS, PAPERS, Subject
from portfolio.core.store.tables import PortfolioItemTable, PortfolioTable

OPTIONS = (
    Field("paper", "Paper", Shape.CHOICE, choices=tuple(paper.lower() for paper in PAPERS), required=True),
    Field("order", "Order", Shape.CHOICE, choices=ORDERS, required=True),
    Field("skills", "Skills page", Shape.FLAG),
    Field("evidence", "Evidence annex", Shape.FLAG),
    Field("language", "Language", required=True),
)
EXPORTED = (Subject.CREDENTIAL, Subject.PROJECT)
UNPLACED = 1 << 30  # after everything that has a place of its own
_PAPERS = {paper.lower(): paper for paper in PAPERS}


def default_portfolio(session: Session) -> PortfolioTable:
    """The portfolio that is exported when none is named; made when there is none yet."""
    row = session.scalar(
        select(PortfolioTable).where(PortfolioTable.deleted.is_(None)).order_by(PortfolioTable.created).limit(1)
    )
    if row is None:
        row = PortfolioTable()
        session.add(row)
        session.flush()
    return row


def edit_export(session: Session, **options: Any) -> None:
    """Change the given options of records.ExportOptions."""
    row = default_portfolio(session)
    cleaned = fields.clean(OPTIONS, options)
    if not is_language(cleaned.get("language", "en")):
        raise PortfolioError(
            _("“{tag}” is not a language.").format(tag=cleaned["language"][:40]), _("Write it as de or pt-BR.")
        )
    if "paper" in cleaned:
        cleaned["paper"] = _PAPERS[cleaned["paper"]]
    if "order" in cleaned:
        cleaned["arrangement"] = cleaned.pop("order")
    rows.assign(row, cleaned)


def include(session: Session, subject: Subject, subject_id: str, included: bool) -> None:
    """Say whether a credential or project goes into the export. Private ones never do."""
    _item(session, subject, subject_id).included = included


def arrange(session: Session, items: Sequence[tuple[Subject, str]]) -> None:
    """Put the export into this order of one's own; what had a place and is not named comes after, as it was."""
    named = [_item(session, subject, subject_id) for subject, subject_id in dict.fromkeys(items)]
    portfolio = default_portfolio(session)
    placed = select(PortfolioItemTable).where(
        PortfolioItemTable.portfolio_id == portfolio.id, PortfolioItemTable.position < UNPLACED
    )
    others = [item for item in session.scalars(placed.order_by(PortfolioItemTable.position)) if item not in named]
    for position, item in enumerate([*named, *others]):
        item.position = position
    portfolio.arrangement = "own"


def _item(session: Session, subject: Subject, subject_id: str) -> PortfolioItemTable:
    rows.of_subject(session, subject, subject_id, EXPORTED)
    portfolio = default_portfolio(session)
    column = getattr(PortfolioItemTable, rows.column(subject))
    found = session.scalar(
        select(PortfolioItemTable).where(PortfolioItemTable.portfolio_id == portfolio.id, column == subject_id)
    )
    if found is None:
        found = PortfolioItemTable(portfolio_id=portfolio.id, position=UNPLACED, **{rows.column(subject): subject_id})
        session.add(found)
        session.flush()
    return found
