"""What others get to see: portfolios, what was sent to whom, and what referees said."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portfolio.core.dates import PartialDate
from portfolio.core.store.tables.base import Base, Row, blank, first, off, reference


class PortfolioTable(Row, Base):
    """A saved selection over the library with the options of its export. The first one is the default."""

    __tablename__ = "portfolios"
    title: Mapped[str] = blank()
    theme: Mapped[str] = blank()
    paper: Mapped[str] = mapped_column(default="A4", server_default="A4")
    arrangement: Mapped[str] = mapped_column(default="newest", server_default="newest")
    skills: Mapped[bool] = mapped_column(default=True, server_default="1")
    evidence: Mapped[bool] = mapped_column(default=True, server_default="1")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    deleted: Mapped[str | None]


class PortfolioItemTable(Row, Base):
    """What one portfolio says of one item: whether it is in, where, and in which words. No row: it is in."""

    __tablename__ = "portfolio_items"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name="one_subject",
        ),
    )
    portfolio_id: Mapped[str] = reference("portfolios")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    project_id: Mapped[str | None] = reference("projects", null=True)
    evidence_id: Mapped[str | None] = reference("evidence", null=True)
    included: Mapped[bool] = mapped_column(default=True, server_default="1")
    position: Mapped[int] = first()
    text: Mapped[str] = blank()


class SubmissionTable(Row, Base):
    """Which exact file went to whom, and when."""

    __tablename__ = "submissions"
    portfolio_id: Mapped[str | None] = reference("portfolios", null=True, lost="SET NULL")
    goal_id: Mapped[str | None] = reference("goals", null=True, lost="SET NULL")
    recipient: Mapped[str]
    sent: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    file_name: Mapped[str] = blank()
    notes: Mapped[str] = blank()


class RefereeTable(Row, Base):
    __tablename__ = "referees"
    name: Mapped[str]
    role: Mapped[str] = blank()
    organisation: Mapped[str] = blank()
    email: Mapped[str] = blank()
    phone: Mapped[str] = blank()
    agreed: Mapped[bool] = off()
    deleted: Mapped[str | None]


class StatementTable(Row, Base):
    """What a referee said of a credential, a project or a skill."""

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) = 1", name="one_subject"
        ),
    )
    referee_id: Mapped[str] = reference("referees")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    project_id: Mapped[str | None] = reference("projects", null=True)
    skill_id: Mapped[str | None] = reference("skills", null=True)
    given: Mapped[PartialDate | None]
    text: Mapped[str] = blank()
