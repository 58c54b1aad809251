"""The commands that change records: `add`, `edit`, `renew`, `remove`, `restore`, `purge`, `undo`, `redo`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from portfolio.cli import editor
from portfolio.cli.attaching import attach_to, existing
from portfolio.cli.console import Console
from portfolio.cli.naming import RECORDS, Found, find, in_trash, kind_of, record
from portfolio.cli.parser import UsageError, given_fields
from portfolio.cli.place import reading, writing
from portfolio.core import fields, library, lookup
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Claim, ItemChoice
from portfolio.core.store import Batch, Store

_TABLES: dict[str, tuple[Field, ...]] = {
    "credential": fields.CREDENTIAL,
    "project": fields.PROJECT,
    "evidence": fields.EVIDENCE,
}
_ADDERS: dict[str, Callable[..., str]] = {"credential": library.add_credential, "project": library.add_project}
_EDITORS: dict[str, Callable[..., None]] = {
    "credential": library.edit_credential,
    "project": library.edit_project,
    "evidence": library.edit_evidence,
}


def add(args: Namespace, console: Console) -> int:
    """`portfolio add TITLE` and `portfolio project add TITLE`: the id on standard output."""
    values = given_fields(args) | {"title": args.title}
    fields.clean(_TABLES[args.adds], values)  # refused before a library is made for it
    files = existing(args.attach)
    with writing(args, console, create=True) as store:
        batch = Batch()
        with store.write(_("Add {kind}").format(kind=_(args.adds)), batch) as session:
            made = Found(args.adds, _ADDERS[args.adds](session, skills=args.skill, **values))
        problems = attach_to(store, files, [made], console, batch) if files else ()
        _tell(store, made, console, _("Added “{title}”."), problems=problems)
    console.write(made.id)
    return 1 if problems else 0


def edit(args: Namespace, console: Console) -> int:
    """`portfolio edit ID` and `portfolio project edit ID`: by options, or in the editor when there are none."""
    changes, more, fewer = given_fields(args), args.add_skill, args.remove_skill
    by_hand = not (changes or more or fewer)
    if by_hand:  # with the library closed: it may take long
        with reading(args) as store, store.read() as session:
            before = record(session, find(session, args.record, args.kinds or RECORDS))
        changes = editor.changed_fields(_TABLES[kind_of(before)], before, console)
        args.record = before.id
    with writing(args, console) as store:
        with store.read() as session:
            found = find(session, args.record, args.kinds or RECORDS)
        if changes or more or fewer:
            _change(store, found, changes, more, fewer)
        unchanged = by_hand and not changes
        _tell(store, found, console, _("Nothing was changed in “{title}”.") if unchanged else _("Changed “{title}”."))
    return 0


def _change(store: Store, found: Found, changes: dict[str, Any], more: Sequence[str], fewer: Sequence[str]) -> None:
    with store.write(_("Edit {kind}").format(kind=_(found.kind))) as session:
        if changes:
            _EDITORS[found.kind](session, found.id, **fields.clean(_TABLES[found.kind], changes))
        if more or fewer:
            change_skills(session, found, more, fewer)


def change_skills(session: Any, found: Found, more: Sequence[str], fewer: Sequence[str] = ()) -> None:
    """Add skills to a credential or project and take others away from it. Raises PortfolioError for what it lacks."""
    if found.kind == "evidence":
        raise PortfolioError(_("Evidence has no skills of its own."), _("Give them to what it is evidence for."))
    claims: tuple[Claim, ...] = getattr(record(session, found), "claims", ())
    present = {claim.skill.casefold(): claim.skill for claim in claims}
    for name in fewer:
        if present.pop(fields.one_line(name).casefold(), None) is None:
            raise NotFoundError(
                _("“{name}” is not among its skills.").format(name=name[:60]), _("See them with: portfolio show")
            )
    library.set_skills(session, *found.subject, [*present.values(), *more])


def renew(args: Namespace, console: Console) -> int:
    """`portfolio renew ID --issued DATE`: a new period, the old one stays on record."""
    with writing(args, console) as store:
        with store.read() as session:
            found = find(session, args.record, ("credential",))
        with store.write(_("Renew credential")) as session:
            library.renew_credential(
                session, found.id, issued=args.issued, expires=args.expires or None, number=args.number
            )
        _tell(store, found, console, _("Renewed “{title}”; its earlier period is kept."))
    return 0


def remove(args: Namespace, console: Console) -> int:
    """`portfolio remove ID...`: into the trash, all in one step."""
    with writing(args, console) as store:
        with store.read() as session:
            found = list(dict.fromkeys(find(session, text, args.kinds or RECORDS) for text in args.records))
            gone = [_choice(session, one) for one in found]
        with store.write(_("Remove")) as session:
            for one in found:
                library.remove(session, one.kind, one.id)
    console.document(removed=gone)
    _note_each(console, _("Removed “{title}”; it is in the trash."), gone)
    return 0


def restore(args: Namespace, console: Console) -> int:
    """`portfolio restore ID...`: out of the trash again."""
    chosen = _from_trash(args, console, _("Restore"), library.restore)
    console.document(restored=chosen)
    _note_each(console, _("Restored “{title}”."), chosen)
    return 0


def purge(args: Namespace, console: Console) -> int:
    """`portfolio purge ID...`: delete what lies in the trash."""
    chosen = _from_trash(args, console, _("Delete for good"), library.purge)
    console.document(purged=chosen)
    _note_each(console, _("Deleted “{title}” from the trash."), chosen)
    return 0


def _from_trash(
    args: Namespace, console: Console, label: str, verb: Callable[[Any, str, str], None]
) -> list[dict[str, str]]:
    with writing(args, console) as store:
        with store.read() as session:
            items = lookup.trash(session)
        chosen: list[ItemChoice] = list(dict.fromkeys(in_trash(items, text) for text in args.records))
        with store.write(label) as session:
            for one in chosen:
                verb(session, one.subject, one.id)
    return [{"subject": str(one.subject), "id": one.id, "title": one.title} for one in chosen]


def undo(args: Namespace, console: Console) -> int:
    """`portfolio undo`: the last change of the library, whoever made it."""
    with writing(args, console) as store:
        label = store.undo()
    if label is None:
        raise PortfolioError(_("There is nothing to undo."))
    console.document(undone=label)
    console.note(_("Undone: {label}. “portfolio redo” makes it again.").format(label=label))
    return 0


def redo(args: Namespace, console: Console) -> int:
    """`portfolio redo`."""
    with writing(args, console) as store:
        label = store.redo()
    if label is None:
        raise PortfolioError(_("There is nothing to redo."))
    console.document(redone=label)
    console.note(_("Made again: {label}.").format(label=label))
    return 0


def edit_profile(args: Namespace, console: Console) -> int:
    """`portfolio profile edit`."""
    changes = given_fields(args)
    adds, drops = _identities(args), args.remove_identity
    if not (changes or adds or drops):
        with reading(args) as store, store.read() as session:
            before = lookup.profile(session)
        changes = editor.changed_fields(fields.PROFILE, before, console)
    cleaned = fields.clean(fields.PROFILE, changes)
    with writing(args, console, create=True) as store:
        if cleaned or adds or drops:
            with store.write(_("Edit profile")) as session:
                library.edit_profile(session, **cleaned)
                _change_identities(session, adds, drops)
        with store.read() as session:
            console.document(profile=lookup.profile(session))
    console.note(_("Changed the profile.") if cleaned or adds or drops else _("Nothing was changed in the profile."))
    return 0


def _identities(args: Namespace) -> list[tuple[str, str, bool]]:
    shown = [(kind, value, True) for kind, value in args.add_identity]
    return shown + [(kind, value, False) for kind, value in args.add_hidden_identity]


def _change_identities(session: Any, adds: Sequence[tuple[str, str, bool]], drops: Sequence[str]) -> None:
    if not (adds or drops):
        return
    present = [(one.kind, one.value, one.shown) for one in lookup.profile(session).identities]
    for value in drops:
        kept = [one for one in present if one[1].casefold() != fields.one_line(value).casefold()]
        if len(kept) == len(present):
            raise NotFoundError(
                _("The profile has no identity “{value}”.").format(value=value[:60]),
                _("See them with: portfolio profile"),
            )
        present = kept
    if any(not fields.one_line(value) for _kind, value, _shown in adds):
        raise UsageError(_("an identity needs a value: KIND=VALUE"))
    library.set_identities(session, [*present, *adds])


def _choice(session: Any, found: Found) -> dict[str, str]:
    return {"subject": found.kind, "id": found.id, "title": record(session, found).title}


def _note_each(console: Console, sentence: str, items: Sequence[dict[str, str]]) -> None:
    for one in items:
        console.note(sentence.format(title=one["title"]))


def _tell(store: Store, found: Found, console: Console, sentence: str, **more: Any) -> None:
    with store.read() as session:
        now = record(session, found)
    console.document(**{found.kind: now}, **more)
    console.note(sentence.format(title=now.title))
