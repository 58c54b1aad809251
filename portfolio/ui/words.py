"""Values of records as people read them in the window: kinds, dates, standing, sizes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from portfolio.core.dates import PartialDate
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.rows import Standing, standing

if TYPE_CHECKING:  # whole records come after the first rows
    from portfolio.core.records import Evidence

DOT = "  ·  "
_TONES = {
    Standing.NO_EXPIRY: "none",
    Standing.VALID: "ok",
    Standing.EXPIRING: "warn",
    Standing.EXPIRED: "bad",
}
_FILE_WORDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "text/plain": "Text",
    "text/markdown": "Markdown",
    "application/json": "JSON",
    "application/zip": "ZIP",
    "message/rfc822": "E-mail",
}


def kind(name: str) -> str:
    """`micro-credential` as `Micro-credential`."""
    return _(name[:1].upper() + name[1:]) if name else ""


def joined(*parts: str) -> str:
    """The parts that are not empty, with a dot between them."""
    return DOT.join(part for part in parts if part)


def status(expires: PartialDate | None, today: date) -> tuple[str, str]:
    """What the pill of a credential says on `today`, and its tone: ok, warn, bad or none."""
    found = standing(expires, today)
    if expires is None:
        return _("No expiry"), _TONES[found]
    if found is Standing.EXPIRED:
        return _("Expired {date}").format(date=expires.words()), _TONES[found]
    if found is Standing.EXPIRING:
        days = (expires.last - today).days
        words = (
            ngettext("Expires in {n} day", "Expires in {n} days", days).format(n=days) if days else _("Expires today")
        )
        return words, _TONES[found]
    return _("Valid to {date}").format(date=_month(expires)), _TONES[found]


def _month(day: PartialDate) -> str:
    return PartialDate(day.year, day.month).words()


def span(started: PartialDate | None, ended: PartialDate | None) -> str:
    """`Mar 2025 – Jun 2026`, or what is known of it."""
    if started is None and ended is None:
        return ""
    first = started.words() if started else "…"
    return f"{first} – {ended.words() if ended else _('now')}"


def size(count: int) -> str:
    """A number of bytes in the unit that people would choose."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    """A count with the separators of the user's language."""
    return QLocale().toString(count)


def file_type(media_type: str, name: str = "") -> str:
    """A short word for a type of file: `PDF`, `PNG`, or the suffix of its name."""
    if media_type in _FILE_WORDS:
        return _FILE_WORDS[media_type]
    suffix = name.rpartition(".")[2] if "." in name else ""
    return suffix.upper()[:6] if suffix else _("File")


def evidence_line(item: Evidence) -> str:
    """The second line of a piece of evidence: what it is, how big, when."""
    when = item.happened.words() if item.happened else ""
    if item.kind == "file":
        return joined(file_type(item.media_type, item.name), size(item.size), when)
    return joined(_("Link") if item.kind == "link" else _("Note"), when)


def pages(count: int) -> str:
    """`1 page`, `12 pages`."""
    return ngettext("{n} page", "{n} pages", count).format(n=number(count))


_VALUES = {
    "valid": "Valid",
    "expiring": "Expiring soon",
    "expired": "Expired",
    "no-expiry": "No expiry",
    "evidence": "Evidence",
    "link": "Link",
    "skills": "Skills",
    "number": "Number",
}


def facet_value(facet: str, label: str) -> str:
    """A value of a facet; those that come from our own tables are written as words."""
    if facet in ("status", "has"):
        return _(_VALUES.get(label, label))
    return kind(label) if facet == "kind" else label
