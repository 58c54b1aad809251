"""Finds the row that a verb is about, sets its fields, and drops what nothing refers to any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, delete, select
from sqlalchemy.orm import Session

from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Subject
from portfolio.core.store.tables import (
    ActivityTable,
    Base,
    CredentialTable,
    EvidenceTable,
    ProjectTable,
    SkillTable,
)

T = TypeVar("T", bound=Base)

SUBJECTS: dict[Subject, type[Base]] = {
    Subject.CREDENTIAL: CredentialTable,
    Subject.PROJECT: ProjectTable,
    Subject.SKILL: SkillTable,
    Subject.ACTIVITY: ActivityTable,
}
IN_TRASH: dict[str, type[CredentialTable | ProjectTable | EvidenceTable]] = {
    "credential": CredentialTable,
    "project": ProjectTable,
    "evidence": EvidenceTable,
}


def get(session: Session, table: type[T], row_id: str) -> T:
    """The row with this id. Raises NotFoundError."""
    row = session.get(table, row_id)
    if row is None:
        raise NotFoundError(_("This is not in the library any more."), _("It may have been removed or undone."))
    return row


def of_subject(
    session: Session, subject: Subject, subject_id: str, among: Collection[Subject] = tuple(Subject)
) -> Base:
    """The subject with this id. Raises NotFoundError, and PortfolioError for a subject that is not among those."""
    if subject not in among:
        raise PortfolioError(
            _("This cannot be done with a “{subject}”.").format(subject=subject),
            _("Choose from: {kinds}.").format(kinds=", ".join(among)),
        )
    return get(session, SUBJECTS[Subject(subject)], subject_id)


def in_trash_table(kind: str) -> type[CredentialTable | ProjectTable | EvidenceTable]:
    """The table of a kind of record that goes through the trash."""
    try:
        return IN_TRASH[kind]
    except KeyError:
        raise PortfolioError(
            _("“{kind}” cannot be removed this way.").format(kind=kind),
            _("Choose from: {kinds}.").format(kinds=", ".join(IN_TRASH)),
        ) from None


def column(subject: Subject) -> str:
    """The name of the column that refers to this kind of subject."""
    return f"{Subject(subject).value}_id"


def assign(row: Base, values: Mapping[str, Any]) -> None:
    """Set the columns of a row."""
    for name, value in values.items():
        setattr(row, name, value)


def references(table: type[Base]) -> list[Column[Any]]:
    """Every column of any table that refers to this one."""
    keys = (key for other in Base.metadata.sorted_tables for key in other.foreign_keys)
    return [key.parent for key in keys if key.column.table is table.__table__]


def drop_unused(session: Session, table: type[Any], ids: Iterable[str | None], bare: Sequence[str]) -> None:
    """Delete those of the rows that nothing refers to and whose columns `bare` are empty: they say nothing any more."""
    unused = [~select(column).where(column == table.id).exists() for column in references(table)]
    empty = [getattr(table, name) == "" for name in bare]
    session.flush()
    session.execute(delete(table).where(table.id.in_([one for one in ids if one]), *empty, *unused))
