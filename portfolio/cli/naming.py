"""Which record a person means by an id, the beginning of one, or a title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from portfolio.core import lookup
from portfolio.core.errors import AmbiguousError, NotFoundError
from portfolio.core.fields import one_line
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Credential, Evidence, ItemChoice, Project, Subject

RECORDS = ("credential", "project", "evidence")
SUBJECTS = ("credential", "project")
SHORT = 8  # characters of an id that a person has to read
_SHORTEST_PREFIX = 4

Record = Credential | Project | Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """One record: what it is, and its id."""

    kind: str
    id: str

    @property
    def subject(self) -> tuple[Subject, str]:
        """The pair by which evidence and skills are joined to it."""
        return Subject(self.kind), self.id


def find(session: Any, text: str, kinds: Sequence[str] = RECORDS) -> Found:
    """The only record of these kinds that the text names: by its id or whole title, else by a part of its title.

    Raises NotFoundError with the candidates.
    """
    text = one_line(text)
    found: list[Found] = []
    failures: list[NotFoundError] = []
    for kind in kinds:
        try:
            found.append(Found(kind, lookup.find(session, kind, text)))
        except NotFoundError as error:
            failures.append(error)
    exact = [one for one in found if _is_exact(session, one, text)]
    if len(exact) == 1:
        return exact[0]
    if exact or len(found) > 1:
        raise _ambiguous(text, exact or found)
    several = [error for error in failures if isinstance(error, AmbiguousError)]
    if found and not several:
        return found[0]
    raise failures[0] if len(kinds) == 1 else _nowhere(text, several or failures, several=bool(several))


def _is_exact(session: Any, found: Found, text: str) -> bool:
    return found.id.startswith(text.lower()) or title_of(session, found).casefold() == text.casefold()


def title_of(session: Any, found: Found) -> str:
    """The title of a record, or the name of a skill."""
    if found.kind == "skill":
        return next((skill.name for skill in lookup.skills(session) if skill.id == found.id), "")
    return record(session, found).title


def record(session: Any, found: Found) -> Record:
    """The record whole."""
    if found.kind == "credential":
        return lookup.credential(session, found.id)
    if found.kind == "project":
        return lookup.project(session, found.id)
    return lookup.evidence(session, found.id)


def kind_of(one: Record) -> str:
    """The kind of a record."""
    return "evidence" if isinstance(one, Evidence) else "project" if isinstance(one, Project) else "credential"


def in_trash(items: Iterable[ItemChoice], text: str) -> ItemChoice:
    """The only thing in the trash that the text names, by the same rules. Raises NotFoundError."""
    there, wanted = list(items), one_line(text).casefold()
    conditions: tuple[Callable[[ItemChoice], bool], ...] = (
        lambda item: len(wanted) >= _SHORTEST_PREFIX and item.id.startswith(wanted),
        lambda item: item.title.casefold() == wanted,
        lambda item: wanted != "" and wanted in item.title.casefold(),
    )
    for condition in conditions:
        matches = [item for item in there if condition(item)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise _ambiguous(text, [Found(item.subject, item.id) for item in matches])
    raise NotFoundError(
        _("There is no “{text}” in the trash.").format(text=text[:60]),
        _("See what is there with: portfolio list trash"),
    )


def _ambiguous(text: str, found: Sequence[Found]) -> AmbiguousError:
    names = ", ".join(f"{_(one.kind)} {one.id[:SHORT]}" for one in found[:10])
    return AmbiguousError(
        _("“{text}” can mean several things.").format(text=text[:60]),
        _("Name one by its id: {names}.").format(names=names),
    )


def _nowhere(text: str, failures: Sequence[NotFoundError], *, several: bool) -> NotFoundError:
    hints = " ".join(dict.fromkeys(error.hint for error in failures if error.hint))
    if several:
        return AmbiguousError(_("“{text}” can mean several things.").format(text=text[:60]), hints)
    return NotFoundError(_("Nothing in the library is called “{text}”.").format(text=text[:60]), hints)
