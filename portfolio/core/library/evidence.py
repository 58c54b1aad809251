"""Adds files, links and notes as evidence, and ties them to what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.library import rows
from portfolio.core.records import Subject
from portfolio.core.store.tables import EvidenceTable, EvidenceUseTable, FileTable

NAME_LIMIT = 255
TITLE_FROM_NOTE = 60


def add_file(session: Session, sha256: str, size: int, *, name: str, media_type: str, **values: Any) -> str:
    """Add a published file as evidence; its id. `size` is in bytes, `name` what the user called the file."""
    if session.get(FileTable, sha256) is None:
        session.add(FileTable(sha256=sha256, size=size, created=session.info.get("now", "")))
        session.flush()
    shown = fields.one_line(name)[:NAME_LIMIT] or _("Unnamed file")
    return _add(session, "file", shown, values, file_sha256=sha256, file_name=shown, media_type=media_type)


def add_link(session: Session, url: str, *, title: str = "", **values: Any) -> str:
    """Add a web address as evidence; its id."""
    address = fields.safe_url(url)
    if not address:
        raise _no_link()
    return _add(session, "link", urlsplit(address).hostname or address, values | {"title": title, "url": address})


def add_note(session: Session, text: str, *, title: str = "", **values: Any) -> str:
    """Add a text of one's own as evidence; its id."""
    note = fields.plain_text(text).strip()
    if not note:
        raise PortfolioError(_("The note is empty."), _("Write what happened, in a sentence or two."))
    first = note.splitlines()[0][:TITLE_FROM_NOTE]
    return _add(session, "note", first, values | {"title": title, "text": text})


def edit_evidence(session: Session, evidence_id: str, **values: Any) -> None:
    """Change the given fields of fields.EVIDENCE. A link keeps an address; a note may be empty while it is redone."""
    row = rows.get(session, EvidenceTable, evidence_id)
    cleaned = fields.clean(fields.EVIDENCE, values)
    if row.kind == "link" and not cleaned.get("url", row.url):
        raise _no_link()
    rows.assign(row, cleaned)


def link_evidence(session: Session, evidence_id: str, subject: Subject, subject_id: str) -> None:
    """Say that the evidence supports this credential, project, skill or activity. Twice is once."""
    rows.get(session, EvidenceTable, evidence_id)
    rows.of_subject(session, subject, subject_id)
    column = getattr(EvidenceUseTable, rows.column(subject))
    if session.scalar(_use(evidence_id, subject, subject_id)) is None:
        last = session.scalar(select(func.max(EvidenceUseTable.position)).where(column == subject_id))
        position = 0 if last is None else last + 1
        session.add(EvidenceUseTable(evidence_id=evidence_id, position=position, **{rows.column(subject): subject_id}))
        session.flush()


def unlink_evidence(session: Session, evidence_id: str, subject: Subject, subject_id: str) -> None:
    """Take the evidence away from it; the evidence itself stays."""
    rows.of_subject(session, subject, subject_id)
    use = session.scalar(_use(evidence_id, subject, subject_id))
    if use is not None:
        session.delete(use)


def arrange_evidence(session: Session, subject: Subject, subject_id: str, evidence_ids: Sequence[str]) -> None:
    """Put the evidence of one subject into this order; what is not named comes after, as it was."""
    rows.of_subject(session, subject, subject_id)
    uses = select(EvidenceUseTable).where(getattr(EvidenceUseTable, rows.column(subject)) == subject_id)
    place = {evidence_id: number for number, evidence_id in enumerate(dict.fromkeys(evidence_ids))}
    found = list(session.scalars(uses))
    found.sort(key=lambda use: (place.get(use.evidence_id, len(place)), use.position))
    for position, use in enumerate(found):
        use.position = position


def _add(session: Session, kind: str, title: str, values: dict[str, Any], **columns: Any) -> str:
    given = {name: value for name, value in values.items() if not _says_nothing(value)}
    cleaned = fields.clean(fields.EVIDENCE, {"title": title} | given)
    row = EvidenceTable(kind=kind, **cleaned, **columns)
    session.add(row)
    session.flush()
    return row.id


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not fields.plain_text(value).strip())


def _no_link() -> PortfolioError:
    return PortfolioError(_("The link is empty."), _("Begin it with https://"))


def _use(evidence_id: str, subject: Subject, subject_id: str) -> Any:
    column = getattr(EvidenceUseTable, rows.column(subject))
    return select(EvidenceUseTable).where(EvidenceUseTable.evidence_id == evidence_id, column == subject_id)
