"""The command `list`: what the library holds, searched and in order."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from portfolio.cli import wording
from portfolio.cli.console import Console
from portfolio.cli.naming import SHORT
from portfolio.cli.parser import UsageError
from portfolio.cli.place import reading
from portfolio.cli.table import Cell, Column
from portfolio.core import lookup, query
from portfolio.core.fields import one_line
from portfolio.core.i18n import gettext as _
from portfolio.core.query import Query
from portfolio.core.records import CredentialRow, Evidence, ItemChoice, ProjectRow, Skill, Standing, standing
from portfolio.core.store import Store

KINDS = ("credentials", "projects", "evidence", "skills", "trash")
_ORDERS = {"credentials": ("newest", "oldest", "title", "issuer", "expires"), "projects": ("newest", "oldest", "title")}
_TONES = {Standing.EXPIRED: "bad", Standing.EXPIRING: "warning", Standing.VALID: "good", Standing.NO_EXPIRY: ""}

Rows = Sequence[Sequence[Cell]]


def list_records(args: Namespace, console: Console) -> int:
    """`portfolio list [KIND] [QUERY...]`."""
    kind, text = _kind_and_query(args)
    if args.sort and args.sort not in _ORDERS.get(kind, ()):
        raise UsageError(_("{kind} cannot be sorted by “{order}”").format(kind=kind, order=args.sort))
    asked = query.parse(text)
    for term in asked.unknown:
        console.note(_("There is no condition “{term}”: looked for its words.").format(term=term))
    with reading(args) as store:
        found = _FINDERS[kind](store, asked, args.sort or "newest")[: args.limit]
    console.document(**{kind: _with_standing(found)})
    if not found:
        console.note(_nothing(kind, text))
    columns, cells = _COLUMNS[kind]
    console.table(columns(), [cells(one) for one in found])
    return 0


def _kind_and_query(args: Namespace) -> tuple[str, str]:
    words: list[str] = [one_line(word) for word in args.query]
    kind: str = args.kind or (words.pop(0) if words and words[0] in KINDS else "credentials")
    # A word from the shell that has spaces was quoted there, so it is a phrase here.
    return kind, " ".join(f'"{word}"' if " " in word and not {'"', ":"} & set(word) else word for word in words)


def _nothing(kind: str, text: str) -> str:
    if text:
        return _("Nothing among the {kind} matches “{text}”.").format(kind=_(kind), text=text)
    return {
        "credentials": _("There are no credentials yet. Add one with: portfolio add TITLE"),
        "projects": _("There are no projects yet. Add one with: portfolio project add TITLE"),
        "evidence": _("There is no evidence yet. Add some with: portfolio attach FILE --to TITLE"),
        "skills": _("There are no skills yet. Add some with: portfolio skill add NAME --to TITLE"),
        "trash": _("The trash is empty."),
    }[kind]


# --- finding ---------------------------------------------------------------------------------------------------------


def _credentials(store: Store, asked: Query, order: str) -> list[Any]:
    with store.look() as db:
        return list(lookup.credential_rows(db, lookup.credential_ids(db, asked, order, today=date.today())))  # noqa: DTZ011


def _projects(store: Store, asked: Query, order: str) -> list[Any]:
    with store.look() as db:
        return list(lookup.project_rows(db, lookup.project_ids(db, asked, order, today=date.today())))  # noqa: DTZ011


def _evidence(store: Store, asked: Query, order: str) -> list[Any]:
    with store.look() as db:
        ids = lookup.evidence_ids(db, asked)
    place = {evidence_id: number for number, evidence_id in enumerate(ids)}
    with store.read() as session:
        found = [one for one in lookup.evidence_items(session) if one.id in place]
    return sorted(found, key=lambda one: place[one.id])


def _skills(store: Store, asked: Query, order: str) -> list[Any]:
    with store.read() as session:
        return [one for one in lookup.skills(session) if _has_words(one.name, asked)]


def _trash(store: Store, asked: Query, order: str) -> list[Any]:
    with store.read() as session:
        return [one for one in lookup.trash(session) if _has_words(one.title, asked)]


def _has_words(text: str, asked: Query) -> bool:
    folded = text.casefold()
    return all((term.text.casefold() in folded) is not term.negative for term in asked.terms)


_FINDERS: dict[str, Callable[[Store, Query, str], list[Any]]] = {
    "credentials": _credentials,
    "projects": _projects,
    "evidence": _evidence,
    "skills": _skills,
    "trash": _trash,
}


def _with_standing(found: Sequence[Any]) -> list[Any]:
    today = date.today()  # noqa: DTZ011 - a date as the calendar on the wall has it
    return [
        asdict(one) | {"standing": standing(one.expires, today)} if isinstance(one, CredentialRow) else one
        for one in found
    ]


# --- showing ---------------------------------------------------------------------------------------------------------


def _id(record_id: str) -> Cell:
    return Cell(record_id[:SHORT], record_id, "quiet")


def _credential_columns() -> tuple[Column, ...]:
    return (
        Column(_("id")),
        Column(_("title"), gives_way=True),
        Column(_("issuer"), gives_way=True),
        Column(_("issued")),
        Column(_("expires")),
        Column(_("status")),
    )


def _credential_cells(row: CredentialRow) -> tuple[Cell, ...]:
    found = standing(row.expires, date.today())  # noqa: DTZ011
    status = ", ".join([_(found.value), *wording.marks(row.featured, row.private)])
    return (
        _id(row.id),
        Cell(row.title),
        Cell(row.issuer),
        wording.date_cell(row.issued),
        wording.date_cell(row.expires),
        Cell(status, tone=_TONES[found]),
    )


def _project_columns() -> tuple[Column, ...]:
    return (
        Column(_("id")),
        Column(_("title"), gives_way=True),
        Column(_("role"), gives_way=True),
        Column(_("started")),
        Column(_("ended")),
        Column(_("status")),
    )


def _project_cells(row: ProjectRow) -> tuple[Cell, ...]:
    return (
        _id(row.id),
        Cell(row.title),
        Cell(row.role),
        wording.date_cell(row.started),
        wording.date_cell(row.ended),
        Cell(", ".join(wording.marks(row.featured, row.private))),
    )


def _evidence_columns() -> tuple[Column, ...]:
    return (
        Column(_("id")),
        Column(_("kind")),
        Column(_("title"), gives_way=True),
        Column(_("what"), gives_way=True),
        Column(_("used")),
        Column(_("status")),
    )


def _evidence_cells(one: Evidence) -> tuple[Cell, ...]:
    uses = len(one.credentials) + len(one.projects)
    used = wording.counted(uses) if uses else _("nowhere")
    return (
        _id(one.id),
        Cell(_(one.kind)),
        Cell(one.title),
        Cell(wording.content(one), one.url or one.text or one.name),
        Cell(used, str(uses)),
        Cell(", ".join(wording.marks(False, one.private))),
    )


def _skill_columns() -> tuple[Column, ...]:
    return (
        Column(_("id")),
        Column(_("skill"), gives_way=True),
        Column(_("credentials")),
        Column(_("projects")),
        Column(_("evidence")),
    )


def _skill_cells(one: Skill) -> tuple[Cell, ...]:
    counts = (len(one.credentials), len(one.projects), one.evidence)
    return (_id(one.id), Cell(one.name), *(Cell(str(count)) for count in counts))


def _trash_columns() -> tuple[Column, ...]:
    return (Column(_("id")), Column(_("kind")), Column(_("title"), gives_way=True))


def _trash_cells(one: ItemChoice) -> tuple[Cell, ...]:
    return (_id(one.id), Cell(_(one.subject)), Cell(one.title))


_COLUMNS: dict[str, tuple[Callable[[], tuple[Column, ...]], Callable[[Any], tuple[Cell, ...]]]] = {
    "credentials": (_credential_columns, _credential_cells),
    "projects": (_project_columns, _project_cells),
    "evidence": (_evidence_columns, _evidence_cells),
    "skills": (_skill_columns, _skill_cells),
    "trash": (_trash_columns, _trash_cells),
}
