"""Adds, edits, renews and removes credentials and projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.library import rows
from portfolio.core.library.skills import forget_skills, set_skills, skills_of
from portfolio.core.records import Subject
from portfolio.core.store.tables import CredentialTable, IssuerTable, PeriodTable, ProjectTable


def add_credential(session: Session, *, skills: Iterable[str] = (), **values: Any) -> str:
    """Add a credential; its id. `values` are fields of fields.CREDENTIAL, `title` among them."""
    cleaned = _complete(fields.CREDENTIAL, values)
    row = CredentialTable(**_with_issuer(session, cleaned))
    _dates_in_order(row.issued, row.expires, _("Issued"), _("Expires"))
    session.add(row)
    session.flush()
    set_skills(session, Subject.CREDENTIAL, row.id, skills)
    return row.id


def edit_credential(session: Session, credential_id: str, **values: Any) -> None:
    """Change the given fields of a credential."""
    row = rows.get(session, CredentialTable, credential_id)
    issuer_id = row.issuer_id
    rows.assign(row, _with_issuer(session, fields.clean(fields.CREDENTIAL, values)))
    if {"issued", "expires"} & values.keys():
        _dates_in_order(row.issued, row.expires, _("Issued"), _("Expires"))
    if row.issuer_id != issuer_id:
        _forget_issuer(session, issuer_id)


def renew_credential(
    session: Session, credential_id: str, *, issued: Any, expires: Any = None, number: str = ""
) -> None:
    """Begin a new period of validity; the present one is kept as an earlier one. An empty number keeps the old.

    A renewal that lies before the present period is refused.
    """
    row = rows.get(session, CredentialTable, credential_id)
    cleaned = fields.clean(fields.CREDENTIAL, {"issued": issued, "expires": expires, "number": number})
    if cleaned["issued"] is None:
        raise PortfolioError(_("A renewal needs the date when it was issued."), _("Write it as 2026-11 or 2026-11-23."))
    _dates_in_order(cleaned["issued"], cleaned["expires"], _("Issued"), _("Expires"))
    _dates_in_order(row.issued, cleaned["issued"], _("the present period"), _("The renewal"))
    count = session.scalar(select(func.count()).where(PeriodTable.credential_id == credential_id)) or 0
    session.add(
        PeriodTable(
            credential_id=credential_id, issued=row.issued, expires=row.expires, number=row.number, position=count
        )
    )
    rows.assign(row, {**cleaned, "number": cleaned["number"] or row.number})


def add_project(session: Session, *, skills: Iterable[str] = (), **values: Any) -> str:
    """Add a project; its id. `values` are fields of fields.PROJECT, `title` among them."""
    row = ProjectTable(**_complete(fields.PROJECT, values))
    _dates_in_order(row.started, row.ended, _("Started"), _("Ended"))
    session.add(row)
    session.flush()
    set_skills(session, Subject.PROJECT, row.id, skills)
    return row.id


def edit_project(session: Session, project_id: str, **values: Any) -> None:
    """Change the given fields of a project."""
    row = rows.get(session, ProjectTable, project_id)
    rows.assign(row, fields.clean(fields.PROJECT, values))
    if {"started", "ended"} & values.keys():
        _dates_in_order(row.started, row.ended, _("Started"), _("Ended"))


def remove(session: Session, kind: str, record_id: str) -> None:
    """Put a credential, a project or a piece of evidence into the trash."""
    rows.get(session, rows.in_trash_table(kind), record_id).deleted = session.info.get("now", "")


def restore(session: Session, kind: str, record_id: str) -> None:
    """Take it out of the trash again."""
    rows.get(session, rows.in_trash_table(kind), record_id).deleted = None


def purge(session: Session, kind: str, record_id: str) -> None:
    """Delete it for good, with what belongs to it alone. Only what lies in the trash can be purged."""
    row = rows.get(session, rows.in_trash_table(kind), record_id)
    if row.deleted is None:
        raise PortfolioError(_("This is not in the trash."), _("Remove it first; then it can be deleted for good."))
    session.flush()
    skills = skills_of(session, kind, record_id)
    session.delete(row)
    forget_skills(session, skills)
    if isinstance(row, CredentialTable):
        _forget_issuer(session, row.issuer_id)


def _complete(table: tuple[fields.Field, ...], values: dict[str, Any]) -> dict[str, Any]:
    required = {field.name: "" for field in table if field.required}
    return fields.clean(table, required | values)


def _with_issuer(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    if "issuer" not in values:
        return values
    name = values.pop("issuer")
    return values | {"issuer_id": _issuer_id(session, name) if name else None}


def _issuer_id(session: Session, name: str) -> str:
    found = session.scalar(select(IssuerTable.id).where(IssuerTable.name == name))
    if found is not None:
        return found
    issuer = IssuerTable(name=name)
    session.add(issuer)
    session.flush()
    return issuer.id


def _forget_issuer(session: Session, issuer_id: str | None) -> None:
    """An issuer is kept while something refers to it, or something was said of it."""
    rows.drop_unused(session, IssuerTable, [issuer_id], ("url", "identifier", "description"))


def _dates_in_order(first: Any, last: Any, first_label: str, last_label: str) -> None:
    if first and last and last.last < first.first:
        raise PortfolioError(
            _("{last_label} ({last}) lies before {first_label} ({first}).").format(
                last_label=last_label, last=last.words(), first_label=first_label, first=first.words()
            ),
            _("Correct one of the two dates."),
        )
