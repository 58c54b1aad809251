"""What a person has: the profile, credentials, projects, activities, evidence, skills, and tags on them."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portfolio.core.dates import PartialDate
from portfolio.core.store.tables.base import Base, Row, blank, first, off, reference


class ProfileTable(Row, Base):
    __tablename__ = "profile"
    name: Mapped[str] = blank()
    headline: Mapped[str] = blank()
    location: Mapped[str] = blank()
    email: Mapped[str] = blank()
    phone: Mapped[str] = blank()
    website: Mapped[str] = blank()
    summary: Mapped[str] = blank()


class IdentityTable(Row, Base):
    __tablename__ = "identities"
    kind: Mapped[str]
    value: Mapped[str]
    shown: Mapped[bool] = mapped_column(default=True, server_default="1")
    position: Mapped[int] = first()


class IssuerTable(Row, Base):
    __tablename__ = "issuers"
    __table_args__ = (UniqueConstraint("name"),)
    name: Mapped[str]
    url: Mapped[str] = blank()
    identifier: Mapped[str] = blank()
    description: Mapped[str] = blank()


class CredentialTable(Row, Base):
    __tablename__ = "credentials"
    # All that a list asks of every row, in the order of the newest: 2 MB to read where the rows are 15.
    __table_args__ = (
        Index(
            "ix_credentials_list",
            "deleted",
            text("issued DESC"),
            text("title COLLATE NOCASE"),
            "id",
            "kind",
            "issuer_id",
            "expires",
            "featured",
            "private",
            "url",
            "number",
        ),
    )
    kind: Mapped[str] = blank()
    title: Mapped[str]
    description: Mapped[str] = blank()
    issuer_id: Mapped[str | None] = reference("issuers", null=True, lost="SET NULL")
    platform: Mapped[str] = blank()
    issued: Mapped[PartialDate | None]
    expires: Mapped[PartialDate | None]
    number: Mapped[str] = blank()
    url: Mapped[str] = blank()
    featured: Mapped[bool] = off()
    private: Mapped[bool] = off()
    outcomes: Mapped[str] = blank()
    hours: Mapped[Decimal | None]
    ects: Mapped[Decimal | None]
    eqf_level: Mapped[int | None]
    assessment: Mapped[str] = blank()
    supervision: Mapped[str] = blank()
    participation: Mapped[str] = blank()
    quality_assurance: Mapped[str] = blank()
    prerequisites: Mapped[str] = blank()
    stackability: Mapped[str] = blank()
    grade: Mapped[str] = blank()
    language: Mapped[str] = blank()
    cost: Mapped[Decimal | None]
    currency: Mapped[str] = blank()
    notes: Mapped[str] = blank()
    deleted: Mapped[str | None]


class PeriodTable(Row, Base):
    """An earlier validity of a credential; the present one stands in the credential itself."""

    __tablename__ = "periods"
    credential_id: Mapped[str] = reference("credentials")
    issued: Mapped[PartialDate | None]
    expires: Mapped[PartialDate | None]
    number: Mapped[str] = blank()
    position: Mapped[int] = first()


class ProjectTable(Row, Base):
    __tablename__ = "projects"
    title: Mapped[str]
    role: Mapped[str] = blank()
    organisation: Mapped[str] = blank()
    started: Mapped[PartialDate | None]
    ended: Mapped[PartialDate | None]
    summary: Mapped[str] = blank()
    outcome: Mapped[str] = blank()
    url: Mapped[str] = blank()
    featured: Mapped[bool] = off()
    private: Mapped[bool] = off()
    notes: Mapped[str] = blank()
    deleted: Mapped[str | None]


class ActivityTable(Row, Base):
    __tablename__ = "activities"
    title: Mapped[str]
    category: Mapped[str] = blank()
    happened: Mapped[PartialDate | None]
    hours: Mapped[Decimal | None]
    reflection: Mapped[str] = blank()
    deleted: Mapped[str | None]


class ActivityAllocationTable(Row, Base):
    """Which part of an activity's hours counts for which credential; the parts never exceed the whole."""

    __tablename__ = "activity_allocations"
    activity_id: Mapped[str] = reference("activities")
    credential_id: Mapped[str] = reference("credentials")
    hours: Mapped[Decimal]


class FileTable(Base):
    """A file that the library keeps under the SHA-256 of its bytes (64 hexadecimal digits)."""

    __tablename__ = "files"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    created: Mapped[str] = blank()


class EvidenceTable(Row, Base):
    __tablename__ = "evidence"
    kind: Mapped[str]
    title: Mapped[str]
    shows: Mapped[str] = blank()
    happened: Mapped[PartialDate | None]
    private: Mapped[bool] = off()
    url: Mapped[str] = blank()
    text: Mapped[str] = blank()
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    file_name: Mapped[str] = blank()
    media_type: Mapped[str] = blank()
    deleted: Mapped[str | None]


_ONE_SUBJECT = (
    "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) + (activity_id IS NOT NULL) = 1"
)


class EvidenceUseTable(Row, Base):
    """That a piece of evidence supports one credential, project, skill or activity."""

    __tablename__ = "evidence_uses"
    __table_args__ = (CheckConstraint(_ONE_SUBJECT, name="one_subject"),)
    evidence_id: Mapped[str] = reference("evidence")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    project_id: Mapped[str | None] = reference("projects", null=True)
    skill_id: Mapped[str | None] = reference("skills", null=True)
    activity_id: Mapped[str | None] = reference("activities", null=True)
    position: Mapped[int] = first()


class SkillTable(Row, Base):
    __tablename__ = "skills"
    __table_args__ = (UniqueConstraint("name", "framework"),)
    name: Mapped[str]
    framework: Mapped[str] = blank()
    uri: Mapped[str] = blank()
    description: Mapped[str] = blank()


class SkillLabelTable(Row, Base):
    __tablename__ = "skill_labels"
    skill_id: Mapped[str] = reference("skills")
    language: Mapped[str] = blank()
    label: Mapped[str]


class SkillClaimTable(Row, Base):
    """That a credential, a project or an activity shows a skill; none of the three: a self-assessment."""

    __tablename__ = "skill_claims"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL) <= 1",
            name="one_subject",
        ),
    )
    skill_id: Mapped[str] = reference("skills")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    project_id: Mapped[str | None] = reference("projects", null=True)
    activity_id: Mapped[str | None] = reference("activities", null=True)
    level: Mapped[str] = blank()
    source: Mapped[str] = blank()
    claimed: Mapped[PartialDate | None]
    note: Mapped[str] = blank()
    position: Mapped[int] = first()


class TagTable(Row, Base):
    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("name"),)
    name: Mapped[str]


class TagUseTable(Row, Base):
    __tablename__ = "tag_uses"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name="one_subject",
        ),
    )
    tag_id: Mapped[str] = reference("tags")
    credential_id: Mapped[str | None] = reference("credentials", null=True)
    project_id: Mapped[str | None] = reference("projects", null=True)
    evidence_id: Mapped[str | None] = reference("evidence", null=True)
