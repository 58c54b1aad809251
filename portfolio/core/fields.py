"""What each field of a record accepts: one table for the form, the command line and the verbs."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from portfolio.core import dates
from portfolio.core.dates import PartialDate
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

LINE_LIMIT, TEXT_LIMIT, URL_LIMIT = 1_000, 100_000, 2_000
NUMBER_LIMIT = Decimal(10_000_000)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile(r"[\n\r\t\u2028\u2029]+")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")


class Shape(StrEnum):
    """How a field is typed, kept and shown."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    URL = "url"
    NUMBER = "number"
    WHOLE = "whole"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in records and options, the label people see, and what it accepts."""

    name: str
    label: str
    shape: Shape = Shape.LINE
    hint: str = ""
    choices: tuple[str, ...] = ()
    group: str = "main"
    required: bool = False


KINDS = ("badge", "certificate", "micro-credential", "nanodegree", "course", "licence", "degree")
EVIDENCE_KINDS = ("file", "link", "note")
CLAIM_SOURCES = ("self", "attended", "tested", "supervised", "referee")
IDENTITY_KINDS = ("email", "phone", "website", "profile", "did", "other")

CREDENTIAL = (
    Field("title", "Title", hint="As it stands on the certificate", required=True),
    Field("kind", "Kind", Shape.CHOICE, choices=KINDS),
    Field("issuer", "Issuer", hint="Who awarded it"),
    Field("platform", "Platform", hint="Where it was taken, if that is not the issuer"),
    Field("issued", "Issued", Shape.DATE),
    Field("expires", "Expires", Shape.DATE),
    Field("number", "Credential number", hint="The number or id that the issuer printed"),
    Field("url", "Verification link", Shape.URL, hint="The page where anyone can check it"),
    Field("description", "Description", Shape.TEXT),
    Field("featured", "Highlight", Shape.FLAG, hint="Shown on the cover of the portfolio"),
    Field("private", "Private", Shape.FLAG, hint="Never leaves this library"),
    Field("outcomes", "Learning outcomes", Shape.TEXT, group="learning"),
    Field("hours", "Workload in hours", Shape.NUMBER, group="learning"),
    Field("ects", "ECTS credits", Shape.NUMBER, group="learning"),
    Field("eqf_level", "EQF level", Shape.WHOLE, hint="1 to 8", group="learning"),
    Field("assessment", "Assessment", hint="Exam, project, portfolio, attendance …", group="learning"),
    Field("supervision", "Supervision and identity check", group="learning"),
    Field("participation", "Form of participation", hint="Online, on site, blended", group="learning"),
    Field("quality_assurance", "Quality assurance", group="learning"),
    Field("prerequisites", "Prerequisites", group="learning"),
    Field("stackability", "Stacks into", group="learning"),
    Field("grade", "Grade", group="learning"),
    Field("language", "Language", group="learning"),
    Field("cost", "Cost", Shape.NUMBER, group="own"),
    Field("currency", "Currency", hint="EUR, GBP, USD …", group="own"),
    Field("notes", "Notes", Shape.TEXT, hint="For yourself; never exported", group="own"),
)
PROJECT = (
    Field("title", "Title", required=True),
    Field("role", "Role", hint="What you were in it"),
    Field("organisation", "For", hint="Employer, client, club, yourself"),
    Field("started", "Started", Shape.DATE),
    Field("ended", "Ended", Shape.DATE, hint="Empty while it goes on"),
    Field("summary", "Summary", Shape.TEXT, hint="What it was and what you did"),
    Field("outcome", "Outcome", Shape.TEXT, hint="What came of it, with numbers where you have them"),
    Field("url", "Link", Shape.URL),
    Field("featured", "Highlight", Shape.FLAG, hint="Shown on the cover of the portfolio"),
    Field("private", "Private", Shape.FLAG, hint="Never leaves this library"),
    Field("notes", "Notes", Shape.TEXT, hint="For yourself; never exported", group="own"),
)
EVIDENCE = (
    Field("title", "Title", required=True),
    Field("shows", "What it shows", Shape.TEXT),
    Field("happened", "Date", Shape.DATE),
    Field("url", "Link", Shape.URL),
    Field("text", "Note", Shape.TEXT),
    Field("private", "Private", Shape.FLAG, hint="Never leaves this library"),
)
PROFILE = (
    Field("name", "Name"),
    Field("headline", "Headline", hint="What you do, in one line"),
    Field("location", "Place", hint="City, country"),
    Field("email", "E-mail"),
    Field("phone", "Phone"),
    Field("website", "Website", Shape.URL),
    Field("summary", "Summary", Shape.TEXT, hint="Two or three sentences about you"),
)


def clean(fields: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the library keeps them: text without control characters, dates, Decimals, booleans.

    Raises PortfolioError naming the field. A name that is not in `fields` is refused, too.
    """
    table = {field.name: field for field in fields}
    for name in values:
        if name not in table:
            raise PortfolioError(
                _("There is no field “{name}”.").format(name=name),
                _("The fields are: {names}.").format(names=", ".join(table)),
            )
    return {name: clean_value(table[name], value) for name, value in values.items()}


def clean_value(field: Field, value: Any) -> Any:
    """One value of one field; None and "" empty it. Raises PortfolioError naming the field."""
    try:
        kept = field.shape is Shape.DATE and isinstance(value, PartialDate)
        cleaned = _CLEANERS[field.shape](field, value if kept else _typed(value))
    except PortfolioError as error:
        raise PortfolioError(f"{_(field.label)}: {error.message}", error.hint) from error
    if field.required and not cleaned:
        raise PortfolioError(_("{field} is empty.").format(field=_(field.label)), _("Please give it a value."))
    return cleaned


def plain_text(text: str) -> str:
    """The text without what no file or page can hold: NUL and other controls, halves of surrogate pairs."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text cleaned, on one line, without space around it."""
    return _LINE_BREAKS.sub(" ", plain_text(text)).strip()


def safe_url(text: str) -> str:
    """An http or https address as it was given, or PortfolioError saying why it is none (RFC 3986, section 3)."""
    text = one_line(text)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        complete = (parts.port is None or parts.port > 0) and _is_host(parts.hostname or "", parts.netloc)
    except ValueError:
        parts, complete = None, False
    if parts is None or parts.scheme.lower() not in ("http", "https"):
        if not text.lower().startswith(("http://", "https://")):
            raise PortfolioError(_("“{url}” is not a web address.").format(url=text[:60]), _("Begin it with https://"))
    elif parts.username is not None or parts.password is not None:
        raise PortfolioError(_("The address carries a name or a password."), _("Take out the part before the @."))
    if any(unicodedata.category(mark) == "Cf" for mark in text):
        raise PortfolioError(_("The address has characters that nobody sees, or that turn its direction."), _web_hint())
    if not complete or any(mark in '"<>\\^`{|}' or mark.isspace() for mark in text):
        raise PortfolioError(_("“{url}” is not a complete web address.").format(url=text[:60]), _web_hint())
    return text


def _is_host(host: str, netloc: str) -> bool:
    """Whether it is a name (international or not) or a number of a host; RFC 3986, section 3.2.2."""
    if "[" in netloc or ":" in host:
        return bool(ipaddress.ip_address(host))
    labels = host.removesuffix(".").split(".")
    return len(host) <= 253 and all(0 < len(label) <= 63 and all(map(_in_host, label)) for label in labels)


def _in_host(mark: str) -> bool:
    return mark in "-_" or unicodedata.category(mark)[0] in "LMN"


def _web_hint() -> str:
    return _("Write it as https://example.org/page.")


def _typed(value: Any) -> str:
    """What a person could have typed for the value. Other programs may give numbers; anything else is no value."""
    if value is None or isinstance(value, str):
        return plain_text(value or "")
    if isinstance(value, (bool, int, float, Decimal, date)):
        return str(value)
    raise PortfolioError(_("a text was expected."), _("Give one value, not a list or a group of them."))


def _limited(text: str, limit: int) -> str:
    if len(text) > limit:
        raise PortfolioError(
            _("the text has {size:,} characters.").format(size=len(text)),
            _("Laurel keeps up to {limit:,} here; attach the long text as a file.").format(limit=limit),
        )
    return text


def _line(_field: Field, text: str) -> str:
    return _limited(one_line(text), LINE_LIMIT)


def _text(_field: Field, text: str) -> str:
    return _limited(text.strip(), TEXT_LIMIT)


def _date(_field: Field, value: PartialDate | str) -> PartialDate | None:
    return value if isinstance(value, PartialDate) else dates.parse(value)


def _url(_field: Field, text: str) -> str:
    return safe_url(_limited(text.strip(), URL_LIMIT))


def _number(_field: Field, text: str) -> Decimal | None:
    text = _GROUPS.sub("", text.strip()).replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= NUMBER_LIMIT:
        raise PortfolioError(
            _("“{text}” is not a number from 0 to {limit:,}.").format(text=text[:40], limit=NUMBER_LIMIT),
            _("Write it with digits, such as 12 or 12.5."),
        )
    if int(number.as_tuple().exponent) < -2:
        raise PortfolioError(
            _("“{text}” has more than two decimals.").format(text=text[:40]),
            _("Is its comma or point meant to part the thousands? Then write it without."),
        )
    return abs(round(number, 2))


def _whole(field: Field, text: str) -> int | None:
    number = _number(field, text)
    if number is None:
        return None
    if number != number.to_integral_value() or not 1 <= number <= 8:
        raise PortfolioError(_("“{text}” is not a level.").format(text=text[:40]), _("Levels go from 1 to 8."))
    return int(number)


def _choice(field: Field, text: str) -> str:
    text = one_line(text).lower()
    if text and text not in field.choices:
        raise PortfolioError(
            _("“{text}” is not one of the choices.").format(text=text[:40]),
            _("Choose from: {choices}.").format(choices=", ".join(field.choices)),
        )
    return text


def _flag(_field: Field, text: str) -> bool:
    text = text.strip().lower()
    if text in ("yes", "true", "1", "on"):
        return True
    if text in ("no", "false", "0", "off", ""):
        return False
    raise PortfolioError(_("“{text}” is neither yes nor no.").format(text=text[:40]), _("Write yes or no."))


_CLEANERS = {
    Shape.LINE: _line,
    Shape.TEXT: _text,
    Shape.DATE: _date,
    Shape.URL: _url,
    Shape.NUMBER: _number,
    Shape.WHOLE: _whole,
    Shape.CHOICE: _choice,
    Shape.FLAG: _flag,
}
