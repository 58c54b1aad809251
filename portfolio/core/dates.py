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
FULL_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIRST_YEAR, LAST_YEAR = 1900, 2999

_KEPT = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_DAY, _MONTH = r"(\d{1,2})(?:st|nd|rd|th|\.)?", r"([^\W\d_]+)\.?"
_WORDS = (
    re.compile(rf"(?:{_DAY}[ -](?:of )?)?{_MONTH},?[ -](\d{{4}})", re.IGNORECASE),  # 23 Nov 2026, November 2026
    re.compile(rf"{_MONTH} {_DAY}(?:, ?| )(\d{{4}})", re.IGNORECASE),  # Nov 23, 2026
    re.compile(rf"(\d{{4}}),?[ -]{_MONTH}(?:[ -]{_DAY})?", re.IGNORECASE),  # 2026 Nov 23
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
    if not _KEPT.fullmatch(text):
        raise ValueError(f"not a date as it is kept: {text[:40]!r}")
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
            _("“{text}” is not a date of the calendar from {first} to {last}.").format(
                text=text[:40], first=FIRST_YEAR, last=LAST_YEAR
            ),
            _how_to_write(),
        ) from error
    if found is None:
        raise PortfolioError(_("“{text}” is not a date.").format(text=text[:40]), _how_to_write())
    return found


def _how_to_write() -> str:
    return _("Write a year, a month or a day: 2026, 2026-11 or 2026-11-23.")


def _date(year: str, month: str | int | None = None, day: str | None = None) -> PartialDate:
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def _numbers(text: str) -> PartialDate | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(match[1], match[3], match[4])
    if match := _DAY_FIRST.fullmatch(text):
        return _date(match[3], match[2], match[1])
    if match := _MONTH_YEAR.fullmatch(text):
        return _date(match[2], match[1])
    if match := _NUMERIC.fullmatch(text):
        return _either_order(int(match[1]), int(match[3]), int(match[4]), text)
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
    day_first, month_first, year_first = (pattern.fullmatch(text) for pattern in _WORDS)
    if day_first and (month := _month(day_first[2])):
        return _date(day_first[3], month, day_first[1])
    if month_first and (month := _month(month_first[1])):
        return _date(month_first[3], month, month_first[2])
    if year_first and (month := _month(year_first[2])):
        return _date(year_first[1], month, year_first[3])
    return None


def _month(word: str) -> int | None:
    """The month that a word names in English or one's own language: short, whole, or three letters or more of it."""
    word = word.casefold()
    exact = {name.casefold().rstrip("."): number for number, name in _names(MONTHS)} | {"sept": 9}
    begun = {number for number, name in _names(FULL_MONTHS) if name.casefold().startswith(word)}
    if word in exact:
        return exact[word]
    return begun.pop() if len(word) >= 3 and len(begun) == 1 else None


def _names(months: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(number, name) for number, month in enumerate(months, 1) for name in (_(month), month)]
