"""What every table is made of: the names of constraints, the columns that all have, and the shapes of the others."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from sqlalchemy import ForeignKey, MetaData
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


def reference(target: str, *, null: bool = False, lost: str = "CASCADE") -> Mapped[str]:
    """A column that refers to another table, NULL when `null`; `lost` says what goes with the row it names."""
    return mapped_column(ForeignKey(f"{target}.id", ondelete=lost), nullable=null, index=True)


def blank() -> Mapped[str]:
    """A column for text that may be empty."""
    return mapped_column(default="", server_default="")


def off() -> Mapped[bool]:
    """A switch that is off until somebody turns it on."""
    return mapped_column(default=False, server_default="0")


def first() -> Mapped[int]:
    """A place in an order of one's own, from 0."""
    return mapped_column(default=0, server_default="0")


class Row:
    """What every table has: an id, and when the row was made and last changed (set by the store's write())."""

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid4()))
    created: Mapped[str] = blank()
    updated: Mapped[str] = blank()
