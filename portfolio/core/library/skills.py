"""Says which credential or project shows which skill."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.dates import PartialDate
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _
from portfolio.core.library import rows
from portfolio.core.records import Subject
from portfolio.core.store.tables import EvidenceUseTable, SkillClaimTable, SkillTable

NAME = Field("skill", "Skill", required=True)
LEVEL = Field("level", "Level")
CLAIMED = Field("claimed", "Date", Shape.DATE)
SOURCE = Field("source", "Source", Shape.CHOICE, choices=fields.CLAIM_SOURCES)
MOST_SKILLS = 200
CLAIMING = (Subject.CREDENTIAL, Subject.PROJECT, Subject.ACTIVITY)


def set_skills(session: Session, subject: Subject, subject_id: str, names: Iterable[str]) -> None:
    """Make these the skills of a credential or project, in this order. Claims that stay keep level, source, date."""
    rows.of_subject(session, subject, subject_id, CLAIMING)
    wanted = _skill_ids(session, _distinct(names))
    claims = {claim.skill_id: claim for claim in session.scalars(_claims(subject, subject_id))}
    for position, skill_id in enumerate(wanted):
        claim = claims.pop(skill_id, None)
        if claim is None:
            claim = SkillClaimTable(skill_id=skill_id, **{rows.column(subject): subject_id})
            session.add(claim)
        claim.position = position
    for claim in claims.values():
        session.delete(claim)
    forget_skills(session, claims)


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
    rows.of_subject(session, subject, subject_id, CLAIMING)
    claim = session.scalar(_claims(subject, subject_id).where(SkillClaimTable.skill_id == skill_id))
    if claim is None:
        raise NotFoundError(_("This skill is not among the skills shown here."), _("Add it first."))
    if level is not None:
        claim.level = fields.clean_value(LEVEL, level)
    if source is not None:
        claim.source = fields.clean_value(SOURCE, source)
    if claimed is not None:
        claim.claimed = fields.clean_value(CLAIMED, claimed)


def rename_skill(session: Session, skill_id: str, name: str) -> None:
    """Give a skill another name. When there is one of that name already, the two become one."""
    row = rows.get(session, SkillTable, skill_id)
    cleaned = fields.clean_value(NAME, name)
    other = _own_skills(session, row.framework).get(_key(cleaned), skill_id)
    if other == skill_id:
        row.name = cleaned
    else:
        _merge(session, row, other)


def remove_skill(session: Session, skill_id: str) -> None:
    """Delete a skill and every claim of it."""
    session.delete(rows.get(session, SkillTable, skill_id))


def skills_of(session: Session, kind: str, record_id: str) -> list[str]:
    """The ids of the skills that a credential or project claims; evidence claims none."""
    if kind not in CLAIMING:
        return []
    return [claim.skill_id for claim in session.scalars(_claims(Subject(kind), record_id))]


def forget_skills(session: Session, ids: Iterable[str]) -> None:
    """Drop those of the skills, if they are one's own words, that nothing refers to any more."""
    rows.drop_unused(session, SkillTable, ids, ("framework", "uri", "description"))


def _merge(session: Session, row: SkillTable, other_id: str) -> None:
    """Let everything that refers to the skill refer to the other one."""
    for claim in session.scalars(select(SkillClaimTable).where(SkillClaimTable.skill_id == row.id)):
        same = session.scalar(
            select(SkillClaimTable).where(
                SkillClaimTable.skill_id == other_id,
                SkillClaimTable.credential_id.is_(claim.credential_id),
                SkillClaimTable.project_id.is_(claim.project_id),
                SkillClaimTable.activity_id.is_(claim.activity_id),
            )
        )
        if same is not None:
            for column in ("level", "source", "claimed", "note"):
                setattr(same, column, getattr(same, column) or getattr(claim, column))
            session.delete(claim)
    shown = select(EvidenceUseTable.evidence_id).where(EvidenceUseTable.skill_id == other_id)
    doubled = select(EvidenceUseTable).where(
        EvidenceUseTable.skill_id == row.id, EvidenceUseTable.evidence_id.in_(shown)
    )
    for use in session.scalars(doubled):
        session.delete(use)
    session.flush()
    for reference in rows.references(SkillTable):
        session.execute(update(reference.table).where(reference == row.id).values({reference.name: other_id}))
    session.delete(row)


def _claims(subject: Subject, subject_id: str) -> Any:
    return select(SkillClaimTable).where(getattr(SkillClaimTable, rows.column(subject)) == subject_id)


def _key(name: str) -> str:
    # Case makes no difference: "python" and "Python" are one skill. SQLite's NOCASE knows the letters of English only.
    return unicodedata.normalize("NFC", name).casefold()


def _own_skills(session: Session, framework: str = "") -> dict[str, str]:
    """The ids of the skills of one framework, or of one's own words, by what makes their names equal."""
    found = session.execute(select(SkillTable.name, SkillTable.id).where(SkillTable.framework == framework))
    return {_key(name): skill_id for name, skill_id in found}


def _distinct(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        cleaned = fields.one_line(name)
        if cleaned:
            found.setdefault(_key(cleaned), fields.clean_value(NAME, cleaned))
    if len(found) > MOST_SKILLS:
        raise PortfolioError(
            _("{count} skills are too many for one record.").format(count=len(found)),
            _("Up to {most} are kept.").format(most=MOST_SKILLS),
        )
    return list(found.values())


def _skill_ids(session: Session, names: list[str]) -> list[str]:
    known = _own_skills(session) if names else {}
    new = [SkillTable(name=name) for name in names if _key(name) not in known]
    session.add_all(new)
    session.flush()
    known |= {_key(row.name): row.id for row in new}
    return [known[_key(name)] for name in names]
