"""How dates, amounts, sizes and facts read in the language of a document."""

from __future__ import annotations

import gettext
import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from portfolio.core import fields
from portfolio.core.dates import MONTHS, PartialDate
from portfolio.core.document import qr
from portfolio.core.document.blocks import Labelled, Link, Proof
from portfolio.core.errors import PortfolioError
from portfolio.core.records import Claim, Credential, Evidence, Identity, Period, Project, Standing, standing

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?[\d\s()/.-]{5,30}")


def web_address(url: str) -> str:
    """The address if it is a safe http or https one, or nothing."""
    try:
        return fields.safe_url(url)
    except PortfolioError:
        return ""


class Wording:
    """Phrases in one language. `today` decides what has expired."""

    def __init__(self, catalogue: gettext.NullTranslations, today: date) -> None:
        self.gettext, self.ngettext, self.today = catalogue.gettext, catalogue.ngettext, today

    def day(self, when: PartialDate | None) -> str:
        """`23 Nov 2026`, `Nov 2026` or `2026`, held together by fixed spaces; nothing for None."""
        if when is None:
            return ""
        parts = [str(when.day)] if when.day else []
        parts += [self.gettext(MONTHS[when.month - 1])] if when.month else []
        return "\u00a0".join([*parts, str(when.year)])

    def validity(self, expires: PartialDate | None) -> str:
        """Until when something holds; said in words when that is over."""
        _ = self.gettext
        if expires is None:
            return ""
        if standing(expires, self.today) is Standing.EXPIRED:
            return _("Expired {date}").format(date=self.day(expires))
        return _("Valid to {date}").format(date=self.day(expires))

    def span(self, project: Project) -> str:
        """`2024 – 2026`, `2024 – today`, or the one date that there is."""
        _ = self.gettext
        if project.started is None:
            return self.day(project.ended)
        if project.ended == project.started:
            return self.day(project.started)
        end = self.day(project.ended) if project.ended else _("today")
        return f"{self.day(project.started)} \u2013 {end}"

    def period(self, period: Period) -> str:
        """An earlier period of validity in one phrase."""
        _ = self.gettext
        dates = " \u2013 ".join(filter(None, (self.day(period.issued), self.day(period.expires))))
        number = _("No. {number}").format(number=period.number) if period.number else ""
        return ", ".join(filter(None, (dates, number)))

    def kind(self, kind: str) -> str:
        """A kind of credential as people write it."""
        return self.gettext(kind[:1].upper() + kind[1:]) if kind else ""

    def credential_facts(self, item: Credential) -> str:
        """Kind, platform when it is not the issuer, and number, in one line."""
        _ = self.gettext
        other = item.platform and item.platform.casefold() != item.issuer.casefold()
        parts = (
            self.kind(item.kind),
            _("on {platform}").format(platform=item.platform) if other else "",
            _("No. {number}").format(number=item.number) if item.number else "",
        )
        return " \u00b7 ".join(filter(None, parts))

    def learning(self, item: Credential) -> str:
        """Workload, level, grade and how it was assessed, in one line (the EU elements of a micro-credential)."""
        _ = self.gettext
        pairs = (
            (_("{amount} hours"), _amount(item.hours)),
            (_("{amount} ECTS"), _amount(item.ects)),
            (_("EQF level {amount}"), str(item.eqf_level or "")),
            (_("Grade {amount}"), item.grade),
            (_("Assessment: {amount}"), item.assessment),
            (_("Supervision: {amount}"), item.supervision),
            (_("Participation: {amount}"), item.participation),
            (_("Language: {amount}"), item.language),
        )
        return " \u00b7 ".join(phrase.format(amount=amount) for phrase, amount in pairs if amount)

    def further(self, item: Credential) -> list[Labelled]:
        """The longer elements, each in a line of its own."""
        _ = self.gettext
        pairs = (
            (_("Learning outcomes"), item.outcomes),
            (_("Prerequisites"), item.prerequisites),
            (_("Stacks into"), item.stackability),
            (_("Quality assurance"), item.quality_assurance),
        )
        return [Labelled(label, text) for label, text in pairs if text]

    def proof(self, url: str) -> Proof:
        """The proof that an address gives: with a code when it is not too long for one."""
        _ = self.gettext
        address = web_address(url)
        if not address:
            return Proof(words=_("Link as given: {text}").format(text=url) if url else "")
        if qr.fits(address):
            return Proof(address, coded=True)
        return Proof(address, words=_("The link is too long for a code; please use it as printed."))

    def credential_proof(self, item: Credential, annex: str) -> Proof:
        """How a credential can be checked; `annex` names its first file in the annex."""
        found = self.proof(item.url)
        return found if found.link else Proof(words=" ".join(filter(None, (found.words, self._by_hand(item, annex)))))

    def _by_hand(self, item: Credential, annex: str) -> str:
        _ = self.gettext
        if item.number and item.issuer:
            return _("To check: ask {issuer} about number {number}.").format(issuer=item.issuer, number=item.number)
        if annex:
            return _("To check: ask the holder for the original ({file} in the annex).").format(file=annex)
        if item.issuer:
            return _("To check: ask {issuer}, or the holder for the original.").format(issuer=item.issuer)
        return _("To check: ask the holder for the original.")

    def claim(self, title: str, claim: Claim | None) -> str:
        """What proves a skill: its title, with the level and how it was shown where that is known."""
        _ = self.gettext
        sources = {
            "self": _("self-assessed"),
            "attended": _("attended"),
            "tested": _("tested"),
            "supervised": _("supervised"),
            "referee": _("with a referee"),
        }
        notes = (claim.level, sources.get(claim.source, "")) if claim else ()
        note = ", ".join(filter(None, notes))
        return f"{title} ({note})" if note else title

    def evidence_count(self, number: int) -> str:
        """`3 items`; a dash for none."""
        return self.ngettext("{n} item", "{n} items", number).format(n=number) if number else "\u2013"

    def file_facts(self, item: Evidence) -> str:
        """Name, size and the beginning of the SHA-256 of a file, by which the original can be told from a copy."""
        _ = self.gettext
        digest = item.sha256[:16]
        parts = (
            item.name,
            size(item.size) if item.size else "",
            _("SHA-256 {digest}").format(digest=" ".join((digest[:8], digest[8:]))) if digest else "",
        )
        return " \u00b7 ".join(filter(None, parts))


def size(count: int) -> str:
    """A number of bytes in the unit that people read it in (decimal, as files are sold)."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f}\u00a0{unit}" if amount >= 10 or unit == "B" else f"{amount:.1f}\u00a0{unit}"


def _amount(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def email(address: str) -> Link:
    """An e-mail address that opens a message, or plain text when it is none (RFC 6068)."""
    return Link(address, f"mailto:{address}" if _EMAIL.fullmatch(address) else "")


def phone(number: str) -> Link:
    """A telephone number that can be called, or plain text when it is none (RFC 3966)."""
    digits = re.sub(r"[^\d+]", "", number)
    return Link(number, f"tel:{quote(digits, safe='+')}" if _PHONE.fullmatch(number) else "")


def identity(item: Identity) -> Link:
    """A further e-mail, number or profile of the owner."""
    if item.kind == "email":
        return email(item.value)
    if item.kind == "phone":
        return phone(item.value)
    return Link(item.value, web_address(item.value))
