"""How the values of records lie in SQLite columns: text, partial dates, exact decimals. There are no REAL columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeDecorator

from portfolio.core import dates
from portfolio.core.dates import PartialDate
from portfolio.core.fields import plain_text


class PlainText(TypeDecorator[str]):
    """Text without NUL, other controls or lone surrogates, whoever brings it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else plain_text(value)


class Partial(TypeDecorator[PartialDate]):
    """A PartialDate as its ISO 8601 text, so that it sorts as text and keeps its precision."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Any) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> PartialDate | None:
        return None if value is None else dates.from_iso(value)


class Hundredths(TypeDecorator[Decimal]):
    """A Decimal with two places as a whole number of hundredths: hours, credits, money."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / 100
