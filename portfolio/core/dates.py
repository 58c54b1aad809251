"""Dates as certificates print them: a year, a month or a day, never more precise than what was given.

The text form is ISO 8601-1:2019 section 5.2.2 with reduced precision (`2026`, `2026-11`, `2026-11-23`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_YEAR, LAST_YEAR = 1900, 2999

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([^\W\d]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar year, month or day. `month` is 1 to 12 or None; `day` is None wherever `month` is."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year {self.year}")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day needs a month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month}")
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise ValueError(f"day {self.day}")

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def first(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date can mean: a licence "valid to 2026" is valid on 31 December."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def words(self) -> str:
        """`23 Nov 2026`, `Nov 2026` or `2026`: the precision that it has."""
        if self.month is None:
            return str(self.year)
        name = _(MONTHS[self.month - 1])
        return f"{name} {self.year}" if self.day is None else f"{self.day} {name} {self.year}"


@lru_cache(maxsize=4096)
def from_iso(text: str) -> PartialDate:
    """The date that `str()` of a PartialDate gave. Raises ValueError for anything else."""
    return PartialDate(*(int(part) for part in text.split("-")))


def parse(text: str) -> PartialDate | None:
    """The date that a person typed, or None for nothing. What could mean two dates is refused with the reason."""
    text = " ".join(text.split())
    if not text:
        return None
    try:
        found = _numbers(text) or _words(text)
    except ValueError as error:
        raise PortfolioError(
            _("“{text}” is not a date of the calendar.").format(text=text[:40]), _how_to_write()
        ) from error
    if found is None:
        raise PortfolioError(_("“{text}” is not a date.").format(text=text[:40]), _how_to_write())
    return found


def _how_to_write() -> str:
    return _("Write a year, a month or a day: 2026, 2026-11 or 2026-11-23.")


def _numbers(text: str) -> PartialDate | None:
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    if match := _DAY_FIRST.fullmatch(text):
        return PartialDate(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH_YEAR.fullmatch(text):
        return PartialDate(int(match[2]), int(match[1]))
    if match := _NUMERIC.fullmatch(text):
        return _either_order(int(match[1]), int(match[2]), int(match[3]), text)
    return None


def _either_order(first: int, second: int, year: int, text: str) -> PartialDate:
    if first != second and first <= 12 and second <= 12:
        raise PortfolioError(
            _("“{text}” can mean two dates.").format(text=text),
            _("Write it as {a} or {b}.").format(a=PartialDate(year, second, first), b=PartialDate(year, first, second)),
        )
    day, month = (first, second) if first > 12 else (second, first)
    return PartialDate(year, month, day)


def _words(text: str) -> PartialDate | None:
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    names = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    names |= {_(name).lower()[:3]: number for number, name in enumerate(MONTHS, 1)}
    month = names.get(match[2].lower()[:3])
    if month is None or (match[1] and match[3]):
        return None
    day = match[1] or match[3]
    return PartialDate(int(match[4]), month, int(day) if day else None)
