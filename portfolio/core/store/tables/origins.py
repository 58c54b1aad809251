"""Where records came from and what was checked about them: originals, findings, imports."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portfolio.core.store.tables.base import Base, Row, blank, first, reference


class OriginalTable(Row, Base):
    """The bytes that a credential was imported from, untouched."""

    __tablename__ = "originals"
    credential_id: Mapped[str] = reference("credentials")
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    format: Mapped[str] = blank()
    media_type: Mapped[str] = blank()
    source_name: Mapped[str] = blank()
    source_url: Mapped[str] = blank()


class OriginalPartTable(Row, Base):
    """What an original's proof needs, as it was when fetched: DID document, status list, issuer profile, proof page."""

    __tablename__ = "original_parts"
    original_id: Mapped[str] = reference("originals")
    kind: Mapped[str]
    url: Mapped[str] = blank()
    file_sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    fetched: Mapped[str] = blank()


class FindingTable(Row, Base):
    """One check of one axis of a credential. Findings are added, never changed: the history stays."""

    __tablename__ = "findings"
    credential_id: Mapped[str] = reference("credentials")
    original_id: Mapped[str | None] = reference("originals", null=True, lost="SET NULL")
    axis: Mapped[str]
    result: Mapped[str]
    method: Mapped[str] = blank()
    checked: Mapped[str]
    detail: Mapped[str] = blank()


class ImportBatchTable(Row, Base):
    __tablename__ = "import_batches"
    source: Mapped[str] = blank()


class DraftTable(Row, Base):
    """A record that an import read, waiting for review: its fields as JSON, and what became of it."""

    __tablename__ = "drafts"
    batch_id: Mapped[str] = reference("import_batches")
    kind: Mapped[str]
    content: Mapped[str]
    state: Mapped[str] = blank()
    credential_id: Mapped[str | None] = reference("credentials", null=True, lost="SET NULL")
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("files.sha256", ondelete="RESTRICT"), index=True)
    position: Mapped[int] = first()
