"""What an export says: which items, in which order, with nothing private in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core.dates import PartialDate
from portfolio.core.lookup import whole
from portfolio.core.query import folded
from portfolio.core.records import (
    Credential,
    Evidence,
    ExportOptions,
    ItemChoice,
    Portfolio,
    Profile,
    Project,
    Subject,
)
from portfolio.core.store.tables import (
    CredentialTable,
    IssuerTable,
    PortfolioItemTable,
    PortfolioTable,
    ProjectTable,
)

T = TypeVar("T", Credential, Project)
LAST = 1 << 30


def export_options(session: Session) -> ExportOptions:
    """How the export is made up; the defaults where nothing was chosen."""
    row = _portfolio(session)
    if row is None:
        return ExportOptions()
    return ExportOptions(
        paper=row.paper, order=row.arrangement, skills=row.skills, evidence=row.evidence, language=row.language
    )


def export_items(session: Session, options: ExportOptions | None = None) -> list[ItemChoice]:
    """Every credential, then every project, in the order of the export, and whether it goes in."""
    order = (options or export_options(session)).order
    settings = _settings(session)
    found: list[ItemChoice] = []
    for subject, rows in ((Subject.CREDENTIAL, _credentials(session)), (Subject.PROJECT, _projects(session))):
        for row in _ordered(rows, order, settings, subject):
            chosen = settings.get((subject, row.id))
            included = not row.private and (chosen is None or chosen.included)
            found.append(ItemChoice(subject.value, row.id, row.title, included, row.private))
    return found


def portfolio(session: Session, options: ExportOptions | None = None) -> Portfolio:
    """The chosen content, without `files` and `previews`. Private items and private evidence are not in it."""
    items = [item for item in export_items(session, options) if item.included]
    shown = {item.id for item in items}
    credentials = whole.credentials(session, [item.id for item in items if item.subject == Subject.CREDENTIAL])
    projects = whole.projects(session, [item.id for item in items if item.subject == Subject.PROJECT])
    return Portfolio(
        profile=_public_profile(whole.profile(session)),
        credentials=tuple(_public(replace(one, cost=None, currency=""), shown) for one in credentials),
        projects=tuple(_public(one, shown) for one in projects),
        skills=tuple(_public_skills(session, shown)),
    )


def _public(record: T, shown: set[str]) -> T:
    """The record without what is private; what else its evidence supports is named only if it is shown, too."""
    evidence = [
        replace(
            one,
            credentials=tuple(other for other in one.credentials if other in shown),
            projects=tuple(other for other in one.projects if other in shown),
        )
        for one in record.evidence
        if not one.private
    ]
    return replace(record, notes="", evidence=tuple(evidence))


def _public_profile(profile: Profile) -> Profile:
    return replace(profile, identities=tuple(one for one in profile.identities if one.shown))


def _public_skills(session: Session, shown: set[str]) -> list[Any]:
    """Only what the chosen items prove; a skill that nothing chosen shows is not named."""
    found = []
    for skill in whole.skills(session, public=True):
        credentials = tuple(one for one in skill.credentials if one in shown)
        projects = tuple(one for one in skill.projects if one in shown)
        if credentials or projects:
            found.append(replace(skill, credentials=credentials, projects=projects))
    return found


def _portfolio(session: Session) -> PortfolioTable | None:
    return session.scalar(
        select(PortfolioTable).where(PortfolioTable.deleted.is_(None)).order_by(PortfolioTable.created).limit(1)
    )


def _settings(session: Session) -> dict[tuple[Subject, str], PortfolioItemTable]:
    row = _portfolio(session)
    found: dict[tuple[Subject, str], PortfolioItemTable] = {}
    if row is not None:
        for item in session.scalars(select(PortfolioItemTable).where(PortfolioItemTable.portfolio_id == row.id)):
            if item.credential_id:
                found[Subject.CREDENTIAL, item.credential_id] = item
            elif item.project_id:
                found[Subject.PROJECT, item.project_id] = item
    return found


def _credentials(session: Session) -> Sequence[Any]:
    return session.execute(
        select(
            CredentialTable.id,
            CredentialTable.title,
            CredentialTable.private,
            CredentialTable.issued.label("since"),
            IssuerTable.name.label("issuer"),
        )
        .outerjoin(IssuerTable, IssuerTable.id == CredentialTable.issuer_id)
        .where(CredentialTable.deleted.is_(None))
    ).all()


def _projects(session: Session) -> Sequence[Any]:
    return session.execute(
        select(
            ProjectTable.id,
            ProjectTable.title,
            ProjectTable.private,
            ProjectTable.started.label("since"),
            ProjectTable.organisation.label("issuer"),
        ).where(ProjectTable.deleted.is_(None))
    ).all()


def _ordered(
    rows: Sequence[Any], order: str, settings: dict[tuple[Subject, str], PortfolioItemTable], subject: Subject
) -> list[Any]:
    by_title = sorted(rows, key=lambda row: (folded(row.title), row.title, row.id))
    match order:
        case "title":
            return by_title
        case "issuer":
            return sorted(by_title, key=lambda row: (not row.issuer, folded(row.issuer or "")))
        case "oldest":
            return sorted(by_title, key=lambda row: _since(row.since) or "9")
        case "own":
            return sorted(_newest(by_title), key=lambda row: _place(settings.get((subject, row.id))))
    return _newest(by_title)


def _newest(by_title: list[Any]) -> list[Any]:
    return sorted(by_title, key=lambda row: _since(row.since), reverse=True)


def _since(value: PartialDate | None) -> str:
    return "" if value is None else str(value)


def _place(item: PortfolioItemTable | None) -> int:
    return LAST if item is None else item.position


def evidence_of(portfolio_: Portfolio) -> list[Evidence]:
    """Every piece of evidence that the chosen items show, each once, in their order."""
    found: dict[str, Evidence] = {}
    records: tuple[Credential | Project, ...] = (*portfolio_.credentials, *portfolio_.projects)
    for record in records:
        for item in record.evidence:
            found.setdefault(item.id, item)
    return list(found.values())
