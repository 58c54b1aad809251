"""The schema as it is today. Nothing outside core.store, library and lookup imports these classes.

Ids are UUIDs as text. Times are ISO 8601 in UTC. A column that may be empty text has the default '';
NULL means "not said" for dates, numbers and references. Everything a person removes goes to the trash first
(`deleted`, a time) and is a row like any other until it is purged.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portfolio.core.dates import PartialDate
from portfolio.core.store.types import Hundredths, Partial, PlainText


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can name it too."""

    type_annotation_map = {str: PlainText, PartialDate: Partial, Decimal: Hundredths}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _reference(target: str, *, null: bool = False, lost: str = "CASCADE") -> Mapped[str]:
    return mapped_column(ForeignKey(f"{target}.id", ondelete=lost), nullable=null, index=True)


def _empty() -> Mapped[str]:
    return mapped_column(default="", server_default="")


def _no() -> Mapped[bool]:
    return mapped_column(default=False, server_default="0")


def _position() -> Mapped[int]:
    return mapped_column(default=0, server_default="0")


class Row:
    """What every table has: an id, and when the row was made and last changed (set by the store's write())."""

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid4()))
    created: Mapped[str] = _empty()
    updated: Mapped[str] = _empty()


class ProfileTable(Row, Base):
    __tablename__ = "profile"
    name: Mapped[str] = _empty()
    headline: Mapped[str] = _empty()
    location: Mapped[str] = _empty()
    email: Mapped[str] = _empty()
    phone: Mapped[str] = _empty()
    website: Mapped[str] = _empty()
    summary: Mapped[str] = _empty()


class IdentityTable(Row, Base):
    __tablename__ = "identities"
    kind: Mapped[str]
    value: Mapped[str]
    shown: Mapped[bool] = mapped_column(default=True, server_default="1")
    position: Mapped[int] = _position()


class IssuerTable(Row, Base):
    __tablename__ = "issuers"
    __table_args__ = (UniqueConstraint("name"),)
    name: Mapped[str]
    url: Mapped[str] = _empty()
    identifier: Mapped[str] = _empty()
    description: Mapped[str] = _empty()


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
    kind: Mapped[str] = _empty()
    title: Mapped[str]
    description: Mapped[str] = _empty()
    issuer_id: Mapped[str | None] = _reference("issuers", null=True, lost="SET NULL")
    platform: Mapped[str] = _empty()
    issued: Mapped[PartialDate | None]
    expires: Mapped[PartialDate | None]
    number: Mapped[str] = _empty()
    url: Mapped[str] = _empty()
    featured: Mapped[bool] = _no()
    private: Mapped[bool] = _no()
    outcomes: Mapped[str] = _empty()
    hours: Mapped[Decimal | None]
    ects: Mapped[Decimal | None]
    eqf_level: Mapped[int | None]
    assessment: Mapped[str] = _empty()
    supervision: Mapped[str] = _empty()
    participation: Mapped[str] = _empty()
    quality_assurance: Mapped[str] = _empty()
    prerequisites: Mapped[str] = _empty()
    stackability: Mapped[str] = _empty()
    grade: Mapped[str] = _empty()
    language: Mapped[str] = _empty()
    cost: Mapped[Decimal | None]
    currency: Mapped[str] = _empty()
    notes: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class PeriodTable(Row, Base):
    """An earlier validity of a credential; the present one stands in the credential itself."""

    __tablename__ = "periods"
    credential_id: Mapped[str] = _reference("credentials")
    issued: Mapped[PartialDate | None]
    expires: Mapped[PartialDate | None]
    number: Mapped[str] = _empty()
    position: Mapped[int] = _position()


class ProjectTable(Row, Base):
    __tablename__ = "projects"
    title: Mapped[str]
    role: Mapped[str] = _empty()
    organisation: Mapped[str] = _empty()
    started: Mapped[PartialDate | None]
    ended: Mapped[PartialDate | None]
    summary: Mapped[str] = _empty()
    outcome: Mapped[str] = _empty()
    url: Mapped[str] = _empty()
    featured: Mapped[bool] = _no()
    private: Mapped[bool] = _no()
    notes: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class ActivityTable(Row, Base):
    __tablename__ = "activities"
    title: Mapped[str]
    category: Mapped[str] = _empty()
    happened: Mapped[PartialDate | None]
    hours: Mapped[Decimal | None]
    reflection: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class ActivityAllocationTable(Row, Base):
    """Which part of an activity's hours counts for which credential; the parts never exceed the whole."""

    __tablename__ = "activity_allocations"
    activity_id: Mapped[str] = _reference("activities")
    credential_id: Mapped[str] = _reference("credentials")
    hours: Mapped[Decimal]


class FileTable(Base):
    """A file that the library keeps under the SHA-256 of its bytes (64 hexadecimal digits)."""

    __tablename__ = "files"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    created: Mapped[str] = _empty()


class EvidenceTable(Row, Base):
    __tablename__ = "evidence"
    kind: Mapped[str]
    title: Mapped[str]
    shows: Mapped[str] = _empty()
    happened: Mapped[PartialDate | None]
    private: Mapped[bool] = _no()
    url: Mapped[str] = _empty()
    text: Mapped[str] = _empty()
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    file_name: Mapped[str] = _empty()
    media_type: Mapped[str] = _empty()
    deleted: Mapped[str | None]


_ONE_SUBJECT = (
    "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) + (activity_id IS NOT NULL) = 1"
)


class EvidenceUseTable(Row, Base):
    """That a piece of evidence supports one credential, project, skill or activity."""

    __tablename__ = "evidence_uses"
    __table_args__ = (CheckConstraint(_ONE_SUBJECT, name="one_subject"),)
    evidence_id: Mapped[str] = _reference("evidence")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    project_id: Mapped[str | None] = _reference("projects", null=True)
    skill_id: Mapped[str | None] = _reference("skills", null=True)
    activity_id: Mapped[str | None] = _reference("activities", null=True)
    position: Mapped[int] = _position()


class SkillTable(Row, Base):
    __tablename__ = "skills"
    __table_args__ = (UniqueConstraint("name", "framework"),)
    name: Mapped[str]
    framework: Mapped[str] = _empty()
    uri: Mapped[str] = _empty()
    description: Mapped[str] = _empty()


class SkillLabelTable(Row, Base):
    __tablename__ = "skill_labels"
    skill_id: Mapped[str] = _reference("skills")
    language: Mapped[str] = _empty()
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
    skill_id: Mapped[str] = _reference("skills")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    project_id: Mapped[str | None] = _reference("projects", null=True)
    activity_id: Mapped[str | None] = _reference("activities", null=True)
    level: Mapped[str] = _empty()
    source: Mapped[str] = _empty()
    claimed: Mapped[PartialDate | None]
    note: Mapped[str] = _empty()
    position: Mapped[int] = _position()


class OriginalTable(Row, Base):
    """The bytes that a credential was imported from, untouched."""

    __tablename__ = "originals"
    credential_id: Mapped[str] = _reference("credentials")
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    format: Mapped[str] = _empty()
    media_type: Mapped[str] = _empty()
    source_name: Mapped[str] = _empty()
    source_url: Mapped[str] = _empty()


class OriginalPartTable(Row, Base):
    """What an original's proof needs, as it was when fetched: DID document, status list, issuer profile, proof page."""

    __tablename__ = "original_parts"
    original_id: Mapped[str] = _reference("originals")
    kind: Mapped[str]
    url: Mapped[str] = _empty()
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    fetched: Mapped[str] = _empty()


class FindingTable(Row, Base):
    """One check of one axis of a credential. Findings are added, never changed: the history stays."""

    __tablename__ = "findings"
    credential_id: Mapped[str] = _reference("credentials")
    original_id: Mapped[str | None] = _reference("originals", null=True, lost="SET NULL")
    axis: Mapped[str]
    result: Mapped[str]
    method: Mapped[str] = _empty()
    checked: Mapped[str]
    detail: Mapped[str] = _empty()


class GoalTable(Row, Base):
    __tablename__ = "goals"
    kind: Mapped[str]
    title: Mapped[str]
    organisation: Mapped[str] = _empty()
    url: Mapped[str] = _empty()
    text: Mapped[str] = _empty()
    due: Mapped[PartialDate | None]
    notes: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class RequirementTable(Row, Base):
    __tablename__ = "requirements"
    goal_id: Mapped[str] = _reference("goals")
    skill_id: Mapped[str | None] = _reference("skills", null=True, lost="SET NULL")
    label: Mapped[str]
    level: Mapped[str] = _empty()
    need: Mapped[str] = _empty()
    sentence: Mapped[str] = _empty()
    position: Mapped[int] = _position()


class ProgrammeTable(Row, Base):
    __tablename__ = "programmes"
    title: Mapped[str]
    issuer_id: Mapped[str | None] = _reference("issuers", null=True, lost="SET NULL")
    url: Mapped[str] = _empty()
    description: Mapped[str] = _empty()
    cost: Mapped[Decimal | None]
    currency: Mapped[str] = _empty()
    hours: Mapped[Decimal | None]
    valid_months: Mapped[int | None]
    notes: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class ProgrammeSkillTable(Row, Base):
    __tablename__ = "programme_skills"
    programme_id: Mapped[str] = _reference("programmes")
    skill_id: Mapped[str] = _reference("skills")
    level: Mapped[str] = _empty()


class ProgrammePrerequisiteTable(Row, Base):
    __tablename__ = "programme_prerequisites"
    __table_args__ = (
        CheckConstraint("(skill_id IS NOT NULL) + (required_id IS NOT NULL) = 1", name="one_prerequisite"),
    )
    programme_id: Mapped[str] = _reference("programmes")
    required_id: Mapped[str | None] = _reference("programmes", null=True)
    skill_id: Mapped[str | None] = _reference("skills", null=True)


class QualityAnswerTable(Row, Base):
    """One answer of the quality rubric about a programme or about a credential that one holds."""

    __tablename__ = "quality_answers"
    __table_args__ = (
        CheckConstraint("(credential_id IS NOT NULL) + (programme_id IS NOT NULL) = 1", name="one_subject"),
    )
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    programme_id: Mapped[str | None] = _reference("programmes", null=True)
    criterion: Mapped[str]
    answer: Mapped[str] = _empty()
    note: Mapped[str] = _empty()


class PathwayTable(Row, Base):
    __tablename__ = "pathways"
    title: Mapped[str]
    goal_id: Mapped[str | None] = _reference("goals", null=True, lost="SET NULL")
    description: Mapped[str] = _empty()
    deleted: Mapped[str | None]


class StepTable(Row, Base):
    """A step of a pathway; done when `needed` of its options are (all of them where `needed` is NULL)."""

    __tablename__ = "steps"
    pathway_id: Mapped[str] = _reference("pathways")
    title: Mapped[str] = _empty()
    needed: Mapped[int | None]
    position: Mapped[int] = _position()


class StepOptionTable(Row, Base):
    __tablename__ = "step_options"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (skill_id IS NOT NULL) + (programme_id IS NOT NULL) = 1", name="one_subject"
        ),
    )
    step_id: Mapped[str] = _reference("steps")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    skill_id: Mapped[str | None] = _reference("skills", null=True)
    programme_id: Mapped[str | None] = _reference("programmes", null=True)


class StepPrerequisiteTable(Row, Base):
    __tablename__ = "step_prerequisites"
    step_id: Mapped[str] = _reference("steps")
    required_id: Mapped[str] = _reference("steps")


class PortfolioTable(Row, Base):
    """A saved selection over the library with the options of its export. The first one is the default."""

    __tablename__ = "portfolios"
    title: Mapped[str] = _empty()
    theme: Mapped[str] = _empty()
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
    portfolio_id: Mapped[str] = _reference("portfolios")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    project_id: Mapped[str | None] = _reference("projects", null=True)
    evidence_id: Mapped[str | None] = _reference("evidence", null=True)
    included: Mapped[bool] = mapped_column(default=True, server_default="1")
    position: Mapped[int] = _position()
    text: Mapped[str] = _empty()


class SubmissionTable(Row, Base):
    """Which exact file went to whom, and when."""

    __tablename__ = "submissions"
    portfolio_id: Mapped[str | None] = _reference("portfolios", null=True, lost="SET NULL")
    goal_id: Mapped[str | None] = _reference("goals", null=True, lost="SET NULL")
    recipient: Mapped[str]
    sent: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    file_name: Mapped[str] = _empty()
    notes: Mapped[str] = _empty()


class RefereeTable(Row, Base):
    __tablename__ = "referees"
    name: Mapped[str]
    role: Mapped[str] = _empty()
    organisation: Mapped[str] = _empty()
    email: Mapped[str] = _empty()
    phone: Mapped[str] = _empty()
    agreed: Mapped[bool] = _no()
    deleted: Mapped[str | None]


class StatementTable(Row, Base):
    """What a referee said of a credential, a project or a skill."""

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) = 1", name="one_subject"
        ),
    )
    referee_id: Mapped[str] = _reference("referees")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    project_id: Mapped[str | None] = _reference("projects", null=True)
    skill_id: Mapped[str | None] = _reference("skills", null=True)
    given: Mapped[PartialDate | None]
    text: Mapped[str] = _empty()


class ImportBatchTable(Row, Base):
    __tablename__ = "import_batches"
    source: Mapped[str] = _empty()


class DraftTable(Row, Base):
    """A record that an import read, waiting for review: its fields as JSON, and what became of it."""

    __tablename__ = "drafts"
    batch_id: Mapped[str] = _reference("import_batches")
    kind: Mapped[str]
    content: Mapped[str]
    state: Mapped[str] = _empty()
    credential_id: Mapped[str | None] = _reference("credentials", null=True, lost="SET NULL")
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    position: Mapped[int] = _position()


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
    tag_id: Mapped[str] = _reference("tags")
    credential_id: Mapped[str | None] = _reference("credentials", null=True)
    project_id: Mapped[str | None] = _reference("projects", null=True)
    evidence_id: Mapped[str | None] = _reference("evidence", null=True)
