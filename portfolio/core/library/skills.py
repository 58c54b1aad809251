"""Says which credential or project shows which skill."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core import dates, fields
from portfolio.core.dates import PartialDate
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _
from portfolio.core.library import rows
from portfolio.core.records import Subject
from portfolio.core.store.tables import SkillClaimTable, SkillTable

NAME = Field("skill", "Skill", required=True)
LEVEL = Field("level", "Level")
SOURCE = Field("source", "Source", Shape.CHOICE, choices=fields.CLAIM_SOURCES)
MOST_SKILLS = 200


def set_skills(session: Session, subject: Subject, subject_id: str, names: Iterable[str]) -> None:
    """Make these the skills of a credential or project, in this order. Claims that stay keep level, source, date."""
    rows.of_subject(session, subject, subject_id)
    wanted = [_skill_id(session, name) for name in _distinct(names)]
    claims = {claim.skill_id: claim for claim in session.scalars(_claims(subject, subject_id))}
    for position, skill_id in enumerate(wanted):
        claim = claims.pop(skill_id, None)
        if claim is None:
            claim = SkillClaimTable(skill_id=skill_id, **{rows.column(subject): subject_id})
            session.add(claim)
        claim.position = position
    for claim in claims.values():
        session.delete(claim)
    session.flush()


def edit_claim(
    session: Session,
    subject: Subject,
    subject_id: str,
    skill_id: str,
    *,
    level: str | None = None,
    source: str | None = None,
    claimed: PartialDate | str | None = None,
) -> None:
    """Say at what level, by whom and when a skill was shown. What is None stays as it is; "" empties it."""
    claim = session.scalar(_claims(subject, subject_id).where(SkillClaimTable.skill_id == skill_id))
    if claim is None:
        raise NotFoundError(_("This skill is not among the skills shown here."), _("Add it first."))
    if level is not None:
        claim.level = fields.clean_value(LEVEL, level)
    if source is not None:
        claim.source = fields.clean_value(SOURCE, source)
    if claimed is not None:
        claim.claimed = claimed if isinstance(claimed, PartialDate) else dates.parse(claimed)


def rename_skill(session: Session, skill_id: str, name: str) -> None:
    """Give a skill another name. When there is one of that name already, the two become one."""
    row = rows.get(session, SkillTable, skill_id)
    cleaned = fields.clean_value(NAME, name)
    other = session.scalar(_named(cleaned).where(SkillTable.id != skill_id))
    if other is None:
        row.name = cleaned
        return
    for claim in session.scalars(select(SkillClaimTable).where(SkillClaimTable.skill_id == skill_id)):
        same = select(SkillClaimTable.id).where(
            SkillClaimTable.skill_id == other.id,
            SkillClaimTable.credential_id.is_(claim.credential_id),
            SkillClaimTable.project_id.is_(claim.project_id),
            SkillClaimTable.activity_id.is_(claim.activity_id),
        )
        if session.scalar(same) is None:
            claim.skill_id = other.id
    session.flush()
    session.delete(row)


def remove_skill(session: Session, skill_id: str) -> None:
    """Delete a skill and every claim of it."""
    session.delete(rows.get(session, SkillTable, skill_id))


def _claims(subject: Subject, subject_id: str) -> Any:
    return select(SkillClaimTable).where(getattr(SkillClaimTable, rows.column(subject)) == subject_id)


def _named(name: str) -> Any:
    # One's own skills; case makes no difference: "python" and "Python" are one skill.
    return select(SkillTable).where(SkillTable.framework == "", SkillTable.name.collate("NOCASE") == name)


def _distinct(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        cleaned = fields.one_line(name)
        if cleaned:
            found.setdefault(cleaned.casefold(), fields.clean_value(NAME, cleaned))
    if len(found) > MOST_SKILLS:
        raise PortfolioError(
            _("{count} skills are too many for one record.").format(count=len(found)),
            _("Up to {most} are kept.").format(most=MOST_SKILLS),
        )
    return list(found.values())


def _skill_id(session: Session, name: str) -> str:
    row = session.scalar(_named(name))
    if row is None:
        row = SkillTable(name=name)
        session.add(row)
        session.flush()
    return str(row.id)
