"""Which characters of a portfolio no font of the document has: what an export would print as a white square."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portfolio.core import fields
from portfolio.core.document import characters as printed
from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Claim, Credential, Evidence, MissingGlyphs, Portfolio, Profile, Project

_PRINTED = (Shape.LINE, Shape.TEXT, Shape.URL)
_NEVER_PRINTED = ("notes", "currency")


def lacking(portfolio: Portfolio, characters: frozenset[int]) -> tuple[MissingGlyphs, ...]:
    """What of the printed texts is not among `characters`, by item and field, in the order of the document."""
    found: dict[MissingGlyphs, None] = {}
    for item, field, value in _texts(portfolio):
        if lack := printed.missing(value, characters):
            found[MissingGlyphs(item, field, lack)] = None
    return tuple(found)


def _texts(portfolio: Portfolio) -> Iterator[tuple[str, str, str]]:
    """Every printed text with the title of its item and the label of its field."""
    yield from _fields(_("Profile"), fields.PROFILE, portfolio.profile)
    for identity in portfolio.profile.identities:
        if identity.shown:
            yield _("Profile"), _("Further identities"), identity.value
    for credential in portfolio.credentials:
        if not credential.private and not credential.deleted:
            yield from _item(fields.CREDENTIAL, credential)
            for period in credential.periods:
                yield credential.title, _("Credential number"), period.number
    for project in portfolio.projects:
        if not project.private and not project.deleted:
            yield from _item(fields.PROJECT, project)
    for skill in portfolio.skills:
        yield skill.name, _("Skill"), skill.name


def _item(table: tuple[Field, ...], item: Credential | Project) -> Iterator[tuple[str, str, str]]:
    yield from _fields(item.title, table, item)
    yield from _claims(item.title, item.claims)
    for evidence in item.evidence:
        if not evidence.private and not evidence.deleted:
            yield from _fields(evidence.title, fields.EVIDENCE, evidence)
            yield evidence.title, _("File name"), evidence.name


def _claims(title: str, claims: Iterable[Claim]) -> Iterator[tuple[str, str, str]]:
    for claim in claims:
        yield title, _("Skills"), f"{claim.skill} {claim.level}"


def _fields(
    title: str, table: tuple[Field, ...], item: Profile | Credential | Project | Evidence
) -> Iterator[tuple[str, str, str]]:
    for field in table:
        if field.shape in _PRINTED and field.name not in _NEVER_PRINTED:
            yield title, _(field.label), getattr(item, field.name)
