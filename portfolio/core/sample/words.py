"""Reads what the sample library says, and turns dates that count from today into dates."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from portfolio.core import dates
from portfolio.core.dates import PartialDate
from portfolio.core.paths import resources

_COUNTED = re.compile(r"([+-])(\d+)([dmy])(?: (month|year))?")


def read() -> dict[str, Any]:
    """The content of resources/samples/sample.toml."""
    with (resources() / "samples" / "sample.toml").open("rb") as file:
        return tomllib.load(file)


def when(text: str, today: date) -> PartialDate | None:
    """The date that `text` means on `today`: `2024-05` as it is, `-14m` fourteen months before, `-3y year` a year."""
    counted = _COUNTED.fullmatch(text)
    if counted is None:
        return dates.parse(text)
    sign, number, unit, precision = counted.groups()
    day = _moved(today, int(sign + number), unit)
    if precision == "year":
        return PartialDate(day.year)
    return PartialDate(day.year, day.month, None if precision == "month" else day.day)


def _moved(day: date, number: int, unit: str) -> date:
    if unit == "d":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
