"""One record whole, as people read it in a terminal: labels and values, then what belongs to it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio.cli import wording
from portfolio.cli.console import Console
from portfolio.cli.naming import SHORT
from portfolio.cli.plain import safe, safe_line, width
from portfolio.core import fields
from portfolio.core.dates import PartialDate
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Claim, Credential, Evidence, Identity, Period, Profile, Project, Skill, standing

_MEASURE = 88  # columns beyond which running text is hard to read


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a record: the name that programs know, the label that people read, the value for each of them."""

    name: str
    label: str
    value: str
    plain: str | None = None


def show(
    console: Console, record: Credential | Project | Evidence | Skill | Profile, titles: Mapping[str, str] | None = None
) -> None:
    """Write the record: aligned for a terminal, `name<tab>value` lines elsewhere. Nothing with `--json`.

    `titles` says how the credentials and projects are called that the record names by their ids.
    """
    entries = [entry for entry in _entries(record, titles or {}) if entry.value]
    if not console.for_people:
        values = [(entry.name, entry.value if entry.plain is None else entry.plain) for entry in entries]
        console.lines((f"{name}\t{safe_line(value)}", "") for name, value in values)
        return
    console.lines(_laid_out(entries, console.columns()))


def _laid_out(entries: Sequence[Entry], columns: int) -> Iterator[tuple[str, str]]:
    margin = max((width(entry.label) for entry in entries), default=0) + 2
    measure = max(20, min(columns, _MEASURE) - margin)
    for entry in entries:
        wrapped: list[str] = []
        for line in safe(entry.value).split("\n"):
            wrapped += textwrap.wrap(line, measure, break_on_hyphens=False, break_long_words=False) or [""]
        first = entry.label + " " * (margin - width(entry.label))
        for number, line in enumerate(wrapped):
            yield ((first if number == 0 else " " * margin) + line).rstrip(), "heading" if entry.name == "title" else ""


def _entries(record: Any, titles: Mapping[str, str]) -> Iterator[Entry]:
    match record:
        case Credential():
            yield from _fields(record, fields.CREDENTIAL)
            yield Entry("status", _("Status"), _(standing(record.expires, date.today()).value))  # noqa: DTZ011
            yield from _claims(record.claims)
            yield from _evidence(record.evidence)
            yield from _periods(record.periods)
        case Project():
            yield from _fields(record, fields.PROJECT)
            yield from _claims(record.claims)
            yield from _evidence(record.evidence)
        case Evidence():
            yield Entry("kind", _("Kind"), _(record.kind))
            yield from _fields(record, fields.EVIDENCE)
            yield from _file(record)
            yield from _names("credential", _("Credential"), record.credentials, titles)
            yield from _names("project", _("Project"), record.projects, titles)
        case Skill():
            yield from _skill(record, titles)
        case Profile():
            yield from _fields(record, fields.PROFILE)
            yield from map(_identity, record.identities)
            return
    yield from _trash_and_id(record)


def _fields(record: Any, table: tuple[Field, ...]) -> Iterator[Entry]:
    for field in table:
        raw = getattr(record, field.name)
        yield Entry(field.name, _(field.label), wording.value(raw), str(raw) if isinstance(raw, PartialDate) else None)


def _claims(claims: Sequence[Claim]) -> Iterator[Entry]:
    for number, claim in enumerate(claims):
        about = [claim.level, _(claim.source) if claim.source else "", claim.claimed.words() if claim.claimed else ""]
        said = ", ".join(part for part in about if part)
        yield Entry("skill", "" if number else _("Skills"), f"{claim.skill} ({said})" if said else claim.skill)


def _evidence(items: Sequence[Evidence]) -> Iterator[Entry]:
    for number, one in enumerate(items):
        what = wording.content(one)
        parts = [one.id[:SHORT], one.title, "" if what == one.title else what, *wording.marks(False, one.private)]
        line = " · ".join(safe_line(part) for part in parts if part)
        yield Entry("evidence", "" if number else _("Evidence"), line)


def _periods(periods: Sequence[Period]) -> Iterator[Entry]:
    for number, period in enumerate(periods):
        span = " – ".join(one.words() for one in (period.issued, period.expires) if one is not None)
        line = " · ".join(part for part in (span, period.number) if part)
        yield Entry("period", "" if number else _("Earlier periods"), line)


def _file(one: Evidence) -> Iterator[Entry]:
    if one.kind == "file":
        yield Entry("name", _("File"), one.name)
        yield Entry("media_type", _("Type"), one.media_type)
        yield Entry("size", _("Size"), wording.size(one.size), str(one.size))
        yield Entry("sha256", _("SHA-256"), one.sha256)


def _names(name: str, label: str, ids: Sequence[str], titles: Mapping[str, str]) -> Iterator[Entry]:
    for number, one in enumerate(ids):
        yield Entry(name, "" if number else label, f"{one[:SHORT]} · {titles.get(one, '')}", one)


def _skill(skill: Skill, titles: Mapping[str, str]) -> Iterator[Entry]:
    yield Entry("name", _("Skill"), skill.name)
    yield Entry("framework", _("Framework"), skill.framework)
    yield Entry("uri", _("URI"), skill.uri)
    yield from _names("credential", _("Credential"), skill.credentials, titles)
    yield from _names("project", _("Project"), skill.projects, titles)
    yield Entry("evidence", _("Evidence"), str(skill.evidence))


def _identity(one: Identity) -> Entry:
    return Entry(one.kind, _(one.kind), one.value if one.shown else f"{one.value} ({_('not shown')})")


def _trash_and_id(record: Any) -> Iterator[Entry]:
    if getattr(record, "deleted", False):
        yield Entry("deleted", _("Removed"), _("It is in the trash."))
    yield Entry("id", _("Id"), record.id)
