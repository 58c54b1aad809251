"""The two shelves of the library: credentials and projects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portfolio.core import fields, lookup
from portfolio.core.i18n import gettext as _
from portfolio.core.rows import CredentialRow, ProjectRow, Subject
from portfolio.ui import words
from portfolio.ui.views.shelf import Shelf
from portfolio.ui.widgets.cards import Card

if TYPE_CHECKING:  # whole records come after the first rows
    from portfolio.core.records import Credential, Project

_COMMON = frozenset({"evidence", "evidence_uses", "files", "skills", "skill_labels", "skill_claims"})


def _no_credential() -> Credential:
    from portfolio.core.records import Credential

    return Credential("", "")


def _no_project() -> Project:
    from portfolio.core.records import Project

    return Project("", "")


def _marks(row: CredentialRow | ProjectRow) -> tuple[str, ...]:
    marks = (("star", row.featured), ("paperclip", bool(row.evidence)), ("eye-off", row.private))
    return tuple(icon for icon, shown in marks if shown)


def _credential_card(row: CredentialRow, today: date) -> Card:
    status, tone = words.status(row.expires, today)
    issued = row.issued.words() if row.issued else ""
    line = words.joined(row.issuer, issued, words.kind(row.kind))
    return Card(row.issuer or row.title, row.title, line, row.skills, status, tone, _marks(row))


def _project_card(row: ProjectRow, today: date) -> Card:
    line = words.joined(row.role, words.span(row.started, row.ended))
    running = row.started is not None and row.ended is None
    status, tone = (_("Ongoing"), "info") if running else ("", "none")
    return Card(row.title, row.title, line, row.skills, status, tone, _marks(row))


def _credential_status(record: Credential, today: date) -> tuple[str, str]:
    return words.status(record.expires, today)


def _project_status(record: Project, today: date) -> tuple[str, str]:
    return (_("Ongoing"), "info") if record.started is not None and record.ended is None else ("", "none")


CREDENTIALS = Shelf(
    subject=Subject.CREDENTIAL,
    name="Credentials",
    icon="library",
    fields=fields.CREDENTIAL,
    groups=(("learning", "Learning details"), ("own", "Only for you")),
    tables=_COMMON | {"credentials", "issuers", "periods"},
    orders=(("newest", "Newest first"), ("oldest", "Oldest first"), ("title", "By title"), ("issuer", "By issuer")),
    empty=_no_credential,
    ids=lookup.credential_ids,
    rows=lookup.credential_rows,
    facets=lookup.credential_facets,
    card=_credential_card,
    status=_credential_status,
    line=lambda record: record.issuer,
    title="Credential",
    new="New credential",
    search="Search titles, issuers, skills …",
    unnamed="Untitled credential",
)
PROJECTS = Shelf(
    subject=Subject.PROJECT,
    name="Projects",
    icon="folder-kanban",
    fields=fields.PROJECT,
    groups=(("own", "Only for you"),),
    tables=_COMMON | {"projects"},
    orders=(("newest", "Newest first"), ("oldest", "Oldest first"), ("title", "By title")),
    empty=_no_project,
    ids=lookup.project_ids,
    rows=lookup.project_rows,
    facets=lookup.project_facets,
    card=_project_card,
    status=_project_status,
    line=lambda record: words.joined(record.role, record.organisation),
    title="Project",
    new="New project",
    search="Search titles, roles, skills …",
    unnamed="Untitled project",
)
