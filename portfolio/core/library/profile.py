"""Says whose library it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portfolio.core import fields
from portfolio.core.fields import Field, Shape
from portfolio.core.library import rows
from portfolio.core.store.tables import IdentityTable, ProfileTable

KIND = Field("kind", "Kind of contact", Shape.CHOICE, choices=fields.IDENTITY_KINDS, required=True)
VALUE = Field("value", "Contact", required=True)


def edit_profile(session: Session, **values: Any) -> None:
    """Change the given fields of fields.PROFILE."""
    row = session.scalar(select(ProfileTable))
    if row is None:
        row = ProfileTable()
        session.add(row)
    rows.assign(row, fields.clean(fields.PROFILE, values))


def set_identities(session: Session, identities: Iterable[tuple[str, str, bool]]) -> None:
    """Make these (kind, value, shown) the further contacts, in this order. An entry without a value is left out."""
    wanted = [
        (fields.clean_value(KIND, kind), fields.clean_value(VALUE, value), bool(shown))
        for kind, value, shown in identities
        if fields.one_line(value)
    ]
    for row in session.scalars(select(IdentityTable)):
        session.delete(row)
    session.flush()
    for position, (kind, value, shown) in enumerate(wanted):
        session.add(IdentityTable(kind=kind, value=value, shown=shown, position=position))
