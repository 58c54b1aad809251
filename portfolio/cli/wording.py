"""How values read in a terminal: dates, sizes, counts, marks and the content of evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portfolio.cli.table import Cell
from portfolio.core.dates import PartialDate
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.records import Evidence

_UNITS = ("kB", "MB", "GB", "TB")


def date_cell(value: PartialDate | None) -> Cell:
    """A date in words for people, in ISO 8601 for programs."""
    return Cell("", "") if value is None else Cell(value.words(), str(value))


def size(count: int) -> str:
    """Bytes with a decimal unit (SI), as file managers show them: `980 bytes`, `1.2 MB`."""
    if count < 1000:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    for power, unit in enumerate(_UNITS, 1):
        shown = count / 1000**power
        if shown < 999.5:
            return f"{shown:.1f} {unit}" if shown < 9.95 else f"{shown:.0f} {unit}"
    return _("more than 999 {unit}").format(unit=_UNITS[-1])


def counted(uses: int) -> str:
    """In how many records a piece of evidence is used."""
    return ngettext("{count} time", "{count} times", uses).format(count=uses)


def marks(featured: bool, private: bool) -> list[str]:
    """The marks of a record that are set, as words."""
    return [word for word, is_set in ((_("highlight"), featured), (_("private"), private)) if is_set]


def content(one: Evidence) -> str:
    """What a piece of evidence consists of, in one line: its file with the size, its address, or its text."""
    return f"{one.name} ({size(one.size)})" if one.kind == "file" else one.url or one.text


def value(raw: Any) -> str:
    """A field as people read it; "" for one that is empty or not set."""
    if raw is None or raw is False:
        return ""
    if raw is True:
        return _("yes")
    if isinstance(raw, PartialDate):
        return raw.words()
    return number(raw) if isinstance(raw, Decimal) else str(raw)


def number(raw: Decimal) -> str:
    """A number without the zeros that it does not need."""
    return f"{raw:f}".rstrip("0").rstrip(".") if "." in f"{raw:f}" else f"{raw:f}"
