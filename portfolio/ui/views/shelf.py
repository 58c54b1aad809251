"""What makes the credentials view differ from the projects view: questions, verbs and words, as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from portfolio.core import lookup
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.query import Query
from portfolio.core.rows import CredentialRow, Facet, ProjectRow, Subject
from portfolio.ui import words
from portfolio.ui.widgets.cards import Card

if TYPE_CHECKING:  # whole records come after the first rows
    from portfolio.core.records import Credential, Project

    Record = Credential | Project

RowRecord = CredentialRow | ProjectRow


@dataclass(frozen=True)
class Shelf:
    """One kind of record with everything that its list and its detail pane need."""

    subject: Subject
    name: str  # of the view, and of its action
    icon: str
    fields: tuple[Field, ...]
    groups: tuple[tuple[str, str], ...]  # further groups of fields, with their headings
    tables: frozenset[str]  # whose changes concern it
    orders: tuple[tuple[str, str], ...]
    empty: Callable[[], Record]  # a record that is not there yet
    ids: Callable[..., list[str]]
    rows: Callable[..., Sequence[Any]]
    facets: Callable[..., tuple[Facet, ...]]
    card: Callable[[Any, date], Card]
    status: Callable[[Any, date], tuple[str, str]]
    line: Callable[[Any], str]  # what stands below the title
    title: str
    new: str
    search: str
    unnamed: str

    def find(self, db: Any, query: Query, order: str, today: date) -> list[str]:
        """The ids that a search gives, in order."""
        return self.ids(db, query, order, today=today)

    def read(self, session: Any, record_id: str) -> Record:
        """One record, whole. Raises NotFoundError."""
        question = lookup.credential if self.subject is Subject.CREDENTIAL else lookup.project
        return question(session, record_id)

    def add(self, session: Any, skills: Sequence[str], values: dict[str, Any]) -> str:
        """A new record; its id."""
        from portfolio.core import library  # with the database toolkit, which the first paint does not wait for

        verb = library.add_credential if self.subject is Subject.CREDENTIAL else library.add_project
        return verb(session, skills=skills, **values)

    def edit(self, session: Any, record_id: str, values: dict[str, Any]) -> None:
        """Change fields of a record."""
        from portfolio.core import library

        verb = library.edit_credential if self.subject is Subject.CREDENTIAL else library.edit_project
        verb(session, record_id, **values)

    def count_words(self, count: int) -> str:
        """`12 credentials`."""
        if self.subject is Subject.CREDENTIAL:
            return ngettext("{n} credential", "{n} credentials", count).format(n=words.number(count))
        return ngettext("{n} project", "{n} projects", count).format(n=words.number(count))

    def removed_words(self, title: str) -> str:
        """What is said after one went to the trash."""
        return _("“{title}” is in the trash.").format(title=title or _(self.unnamed))
