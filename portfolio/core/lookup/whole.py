"""Whole records: a credential, a project, a piece of evidence with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.errors import NotFoundError
from portfolio.core.i18n import gettext as _
from portfolio.core.query import folded
from portfolio.core.records import (
    Claim,
    Credential,
    Evidence,
    Identity,
    ItemChoice,
    Period,
    Profile,
    Project,
    Skill,
    Subject,
)
from portfolio.core.store.tables import (
    CredentialTable,
    EvidenceTable,
    EvidenceUseTable,
    FileTable,
    IdentityTable,
    IssuerTable,
    PeriodTable,
    ProfileTable,
    ProjectTable,
    SkillClaimTable,
    SkillTable,
)


def credential(session: Session, credential_id: str) -> Credential:
    """The credential with this id. Raises NotFoundError."""
    found = credentials(session, [credential_id])
    if not found:
        raise _gone()
    return found[0]


def project(session: Session, project_id: str) -> Project:
    """The project with this id. Raises NotFoundError."""
    found = projects(session, [project_id])
    if not found:
        raise _gone()
    return found[0]


def evidence(session: Session, evidence_id: str) -> Evidence:
    """The evidence with this id. Raises NotFoundError."""
    found = _evidence(session, [evidence_id])
    if not found:
        raise _gone()
    return found[evidence_id]


def credentials(session: Session, ids: Iterable[str]) -> list[Credential]:
    """The credentials with these ids, in their order, with a number of questions that does not grow with them."""
    order = list(ids)
    statement = select(CredentialTable, IssuerTable.name).outerjoin(
        IssuerTable, IssuerTable.id == CredentialTable.issuer_id
    )
    rows = {row.id: (row, issuer or "") for row, issuer in _in(session, statement, CredentialTable.id, order)}
    claims, shown = _claims(session, Subject.CREDENTIAL, order), _shown(session, Subject.CREDENTIAL, order)
    periods: dict[str, list[Period]] = {}
    earlier = select(PeriodTable).order_by(PeriodTable.position)
    for (row,) in _in(session, earlier, PeriodTable.credential_id, order):
        periods.setdefault(row.credential_id, []).append(Period(row.id, row.issued, row.expires, row.number))
    names = [field.name for field in fields.CREDENTIAL if field.name != "issuer"]
    return [
        Credential(
            id=one,
            issuer=rows[one][1],
            **{name: getattr(rows[one][0], name) for name in names},
            claims=tuple(claims.get(one, ())),
            evidence=tuple(shown.get(one, ())),
            periods=tuple(periods.get(one, ())),
            deleted=rows[one][0].deleted is not None,
        )
        for one in order
        if one in rows
    ]


def projects(session: Session, ids: Iterable[str]) -> list[Project]:
    """The projects with these ids, in their order."""
    order = list(ids)
    rows = {row.id: row for (row,) in _in(session, select(ProjectTable), ProjectTable.id, order)}
    claims, shown = _claims(session, Subject.PROJECT, order), _shown(session, Subject.PROJECT, order)
    names = [field.name for field in fields.PROJECT]
    return [
        Project(
            id=one,
            **{name: getattr(rows[one], name) for name in names},
            claims=tuple(claims.get(one, ())),
            evidence=tuple(shown.get(one, ())),
            deleted=rows[one].deleted is not None,
        )
        for one in order
        if one in rows
    ]


def evidence_items(session: Session) -> list[Evidence]:
    """All evidence outside the trash, by title."""
    found = _evidence(session, session.scalars(select(EvidenceTable.id).where(EvidenceTable.deleted.is_(None))).all())
    return sorted(found.values(), key=lambda one: (folded(one.title), one.title, one.id))


def skills(session: Session, *, public: bool = False) -> list[Skill]:
    """All skills by name, with the credentials and projects (ids, none of them in the trash) that claim them.

    `public` leaves private evidence out of the count.
    """
    rows = sorted(session.scalars(select(SkillTable)), key=lambda row: (folded(row.name), row.name, row.framework))
    by_credential = _claimed(session, SkillClaimTable.credential_id, CredentialTable)
    by_project = _claimed(session, SkillClaimTable.project_id, ProjectTable)
    uses: dict[str, int] = {}
    shown = EvidenceTable.deleted.is_(None) & (EvidenceTable.private.is_(False) if public else true())
    statement = select(EvidenceUseTable.skill_id).join(EvidenceTable).where(shown)
    for skill_id in session.scalars(statement.where(EvidenceUseTable.skill_id.is_not(None))):
        uses[str(skill_id)] = uses.get(str(skill_id), 0) + 1
    return [
        Skill(
            id=row.id,
            name=row.name,
            framework=row.framework,
            uri=row.uri,
            credentials=tuple(by_credential.get(row.id, ())),
            projects=tuple(by_project.get(row.id, ())),
            evidence=uses.get(row.id, 0),
        )
        for row in rows
    ]


def profile(session: Session) -> Profile:
    """Whose library it is; empty fields where nothing was said."""
    row = session.scalar(select(ProfileTable))
    further = session.scalars(select(IdentityTable).order_by(IdentityTable.position)).all()
    identities = tuple(Identity(one.id, one.kind, one.value, one.shown) for one in further)
    if row is None:
        return Profile(identities=identities)
    return Profile(**{field.name: getattr(row, field.name) for field in fields.PROFILE}, identities=identities)


def trash(session: Session) -> list[ItemChoice]:
    """What lies in the trash, the latest first."""
    found: list[tuple[str, ItemChoice]] = []
    for kind, table in (("credential", CredentialTable), ("project", ProjectTable), ("evidence", EvidenceTable)):
        statement = select(table.id, table.title, table.deleted).where(table.deleted.is_not(None))
        found += [
            (str(when), ItemChoice(kind, row_id, title, False, False))
            for row_id, title, when in session.execute(statement)
        ]
    return [choice for _when, choice in sorted(found, key=lambda one: one[0], reverse=True)]


def _gone() -> NotFoundError:
    return NotFoundError(_("This is not in the library any more."), _("It may have been removed or undone."))


def _in(session: Session, statement: Any, column: Any, ids: Iterable[str]) -> list[Any]:
    """The rows whose column is among the ids, asked in parts that SQLite's parameter limit allows."""
    order, found = list(ids), list[Any]()
    for start in range(0, len(order), 500):
        found += session.execute(statement.where(column.in_(order[start : start + 500]))).all()
    return found


def _claims(session: Session, subject: Subject, ids: Iterable[str]) -> dict[str, list[Claim]]:
    column = getattr(SkillClaimTable, f"{subject.value}_id")
    statement = (
        select(column, SkillClaimTable, SkillTable.name)
        .join(SkillTable, SkillTable.id == SkillClaimTable.skill_id)
        .order_by(SkillClaimTable.position, SkillTable.name)
    )
    found: dict[str, list[Claim]] = {}
    for subject_id, row, name in _in(session, statement, column, ids):
        claim = Claim(row.skill_id, name, row.level, row.source, row.claimed)
        found.setdefault(subject_id, []).append(claim)
    return found


def _shown(session: Session, subject: Subject, ids: Iterable[str]) -> dict[str, list[Evidence]]:
    """The evidence outside the trash of each subject, in its order."""
    column = getattr(EvidenceUseTable, f"{subject.value}_id")
    statement = select(column, EvidenceUseTable.evidence_id).order_by(EvidenceUseTable.position)
    uses = _in(session, statement, column, ids)
    items = _evidence(session, {evidence_id for _subject, evidence_id in uses})
    found: dict[str, list[Evidence]] = {}
    for subject_id, evidence_id in uses:
        if not items[evidence_id].deleted:
            found.setdefault(subject_id, []).append(items[evidence_id])
    return found


def _evidence(session: Session, ids: Iterable[str]) -> dict[str, Evidence]:
    order = list(ids)
    statement = select(EvidenceTable, FileTable.size).outerjoin(
        FileTable, FileTable.sha256 == EvidenceTable.file_sha256
    )
    # Columns and not objects: one note can be tied to thousands of records.
    tied = select(EvidenceUseTable.evidence_id, EvidenceUseTable.credential_id, EvidenceUseTable.project_id)
    credentials, projects = dict[str, list[str]](), dict[str, list[str]]()
    for evidence_id, credential_id, project_id in _in(session, tied, EvidenceUseTable.evidence_id, order):
        if credential_id:
            credentials.setdefault(evidence_id, []).append(credential_id)
        if project_id:
            projects.setdefault(evidence_id, []).append(project_id)
    return {
        row.id: Evidence(
            id=row.id,
            kind=row.kind,
            title=row.title,
            shows=row.shows,
            happened=row.happened,
            private=row.private,
            url=row.url,
            text=row.text,
            sha256=row.file_sha256 or "",
            name=row.file_name,
            media_type=row.media_type,
            size=size or 0,
            credentials=tuple(credentials.get(row.id, ())),
            projects=tuple(projects.get(row.id, ())),
            deleted=row.deleted is not None,
        )
        for row, size in _in(session, statement, EvidenceTable.id, order)
    }


def _claimed(session: Session, column: Any, table: Any) -> dict[str, list[str]]:
    statement = (
        select(SkillClaimTable.skill_id, column)
        .join(table, table.id == column)
        .where(table.deleted.is_(None))
        .order_by(table.title.collate("NOCASE"))
    )
    found: dict[str, list[str]] = {}
    for skill_id, subject_id in session.execute(statement):
        found.setdefault(skill_id, []).append(subject_id)
    return found
