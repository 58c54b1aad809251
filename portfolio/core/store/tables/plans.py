"""What a person aims at: goals, programmes, the answers about their quality, and pathways."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from portfolio.core.dates import PartialDate
from portfolio.core.store.tables.base import Base, Row, blank, first, reference


class GoalTable(Row, Base):
    __tablename__ = "goals"
    kind: Mapped[str]
    title: Mapped[str]
    organisation: Mapped[str] = blank()
    url: Mapped[str] = blank()
    text: Mapped[str] = blank()
    due: Mapped[PartialDate | None]
    notes: Mapped[str] = blank()
    deleted: Mapped[str | None]


class RequirementTable(Row, Base):
    __tablename__ = "requirements"
    goal_id: Mapped[str] = reference("goals")
    skill_id: Mapped[str | None] = reference("skills", null=True, lost="SET NULL")
    label: Mapped[str]
    level: Mapped[str] = blank()
    need: Mapped[str] = blank()
    sentence: Mapped[str] = blank()
    position: Mapped[int] = first()


class ProgrammeTable(Row, Base):
    __tablename__ = "programmes"
    title: Mapped[str]
    issuer_id: Mapped[str | None] = reference("issuers", null=True, lost="SET NULL")
    url: Mapped[str] = blank()
    description: Mapped[str] = blank()
    cost: Mapped[Decimal | None]
    currency: Mapped[str] = blank()
    hours: Mapped[Decimal | None]
    valid_months: Mapped[int | None]
    notes: Mapped[str] = blank()
    deleted: Mapped[str | None]


class ProgrammeSkillTable(Row, Base):
    __tablename__ = "programme_skills"
    programme_id: Mapped[str] = reference("programmes")
    skill_id: Mapped[str] = reference("skills")
    level: Mapped[str] = blank()


class ProgrammePrerequisiteTable(Row, Base):
    __tablename__ = "programme_prerequisites"
    __table_args__ = (
        CheckConstraint("(skill_id IS NOT NULL) + (required_id IS NOT NULL) = 1", name="one_prerequisite"),
    )
    programme_id: Mapped[str] = reference("programmes")
    required_id: Mapped[str | None] = reference("programmes", null=True)
    skill_id: Mapped[str | None] = reference("skills", null=True)


class QualityAnswerTable(Row, Base):
    """One answer of the quality rubric about a programme or about a credential that one holds."""

    __tablename__ = "quality_answers"
    __table_args__ = (
        CheckConstraint("(credential_id IS NOT NULL) + (programme_id IS NOT NULL) = 1", name="one_subject"),
    )
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    programme_id: Mapped[str | None] = reference("programmes", null=True)
    criterion: Mapped[str]
    answer: Mapped[str] = blank()
    note: Mapped[str] = blank()


class PathwayTable(Row, Base):
    __tablename__ = "pathways"
    title: Mapped[str]
    goal_id: Mapped[str | None] = reference("goals", null=True, lost="SET NULL")
    description: Mapped[str] = blank()
    deleted: Mapped[str | None]


class StepTable(Row, Base):
    """A step of a pathway; done when `needed` of its options are (all of them where `needed` is NULL)."""

    __tablename__ = "steps"
    pathway_id: Mapped[str] = reference("pathways")
    title: Mapped[str] = blank()
    needed: Mapped[int | None]
    position: Mapped[int] = first()


class StepOptionTable(Row, Base):
    __tablename__ = "step_options"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (skill_id IS NOT NULL) + (programme_id IS NOT NULL) = 1", name="one_subject"
        ),
    )
    step_id: Mapped[str] = reference("steps")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    skill_id: Mapped[str | None] = reference("skills", null=True)
    programme_id: Mapped[str | None] = reference("programmes", null=True)


class StepPrerequisiteTable(Row, Base):
    __tablename__ = "step_prerequisites"
    step_id: Mapped[str] = reference("steps")
    required_id: Mapped[str] = reference("steps")
