"""Fills a new library with the sample, through the same verbs that the window and the command line use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from portfolio.core import library, lookup, tasks
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress, silent
from portfolio.core.records import Claim, Subject
from portfolio.core.sample import words
from portfolio.core.sample.removal import mark
from portfolio.core.store import Store

Session = Any  # of SQLAlchemy, which the store and the verbs alone know
_DATES = ("issued", "expires", "started", "ended", "happened")
_OWN = ("key", "skills", "levels", "source", "renewals", "draw", "paper", "make", "name", "credentials", "projects")


def build(store: Store, *, now: datetime, progress: Progress = silent) -> None:
    """Fill a new, empty library with the sample as it looks on the day of `now`; `progress` counts its items.

    The same day gives the same texts and the same files, byte for byte. Nothing of it can be undone: the history of
    the library begins afterwards. PortfolioError when the library holds anything already; Cancelled leaves a library
    that `remove` takes away.
    """
    with store.look() as db:
        if any(lookup.counts(db).values()):
            raise PortfolioError(
                _("The library is not empty, so the sample was not put into it."), _("Make the sample in a new folder.")
            )
    mark(store.folder, store.uuid)
    content = words.read()
    items = sum(len(content[name]) for name in ("credentials", "projects", "files"))
    work = _Work(store, content, now.date(), progress, items)
    work.records()
    work.files()
    work.links_and_notes()
    work.begin_history()
    progress(items, items)


@dataclass(slots=True)
class _Work:
    """One building of the sample: which records were made, by their keys in sample.toml."""

    store: Store
    content: Mapping[str, Any]
    today: date
    progress: Progress
    items: int
    done: int = 0
    subjects: dict[tuple[Subject, str], str] = field(default_factory=dict)

    def records(self) -> None:
        """The profile, the credentials with their renewals, the projects."""
        profile = dict(self.content["profile"])
        with self._write() as session:
            identities = profile.pop("identities")
            library.edit_profile(session, **profile)
            library.set_identities(
                session, [(item["kind"], item["value"], item.get("shown", True)) for item in identities]
            )
            for item in self.content["credentials"]:
                self._step(item["title"])
                self._credential(session, item)
            for item in self.content["projects"]:
                self._step(item["title"])
                added = library.add_project(session, skills=item["skills"], **self._values(item))
                self.subjects[Subject.PROJECT, item["key"]] = added
                _claims(session, Subject.PROJECT, added, item, self._dated(item["started"]))

    def files(self) -> None:
        """The evidence files: made in a folder for the moment, then attached as any file is."""
        from portfolio.core.sample import making

        with tempfile.TemporaryDirectory(prefix="laurel-sample-") as folder:
            paths = []
            maker = making.Maker(self.content, self.today)
            for item in self.content["files"]:
                self._step(item["title"])
                path = Path(folder) / item["name"]
                path.write_bytes(maker.bytes_of(item))
                paths.append(path)
            attached = tasks.attach_files(self.store, paths)
        for problem in attached.problems:
            raise PortfolioError(f"{problem.where}: {problem.what}", problem.hint)
        with self._write() as session:
            for item, evidence_id in zip(self.content["files"], attached.evidence, strict=True):
                library.edit_evidence(session, evidence_id, **self._values(item))
                self._tie(session, evidence_id, item)

    def links_and_notes(self) -> None:
        """The evidence that is no file."""
        with self._write() as session:
            for item in self.content["links"]:
                self._tie(session, library.add_link(session, **self._values(item)), item)
            for item in self.content["notes"]:
                self._tie(session, library.add_note(session, **self._values(item)), item)

    def begin_history(self) -> None:
        """Ctrl+Z in a sample that was just made must not take it apart."""
        with self._write() as session:
            for table in ("undo_log", "undo_steps"):
                session.connection().exec_driver_sql(f"DELETE FROM {table}")

    def _credential(self, session: Session, item: Mapping[str, Any]) -> None:
        added = library.add_credential(session, skills=item["skills"], **self._values(item))
        self.subjects[Subject.CREDENTIAL, item["key"]] = added
        for renewal in item.get("renewals", ()):
            library.renew_credential(session, added, **self._values(renewal) | {"number": renewal["number"]})
        _claims(session, Subject.CREDENTIAL, added, item, self._dated(item["issued"]))

    def _tie(self, session: Session, evidence_id: str, item: Mapping[str, Any]) -> None:
        for subject, name in ((Subject.CREDENTIAL, "credentials"), (Subject.PROJECT, "projects")):
            for key in item.get(name, ()):
                library.link_evidence(session, evidence_id, subject, self.subjects[subject, key])

    def _values(self, item: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in item.items() if name not in _OWN}
        return values | {name: self._dated(values[name]) for name in _DATES if name in values}

    def _dated(self, text: str) -> Any:
        return words.when(text, self.today)

    def _step(self, title: str) -> None:
        self.progress(self.done, self.items, title)
        self.done += 1

    def _write(self) -> AbstractContextManager[Session]:
        return self.store.write(_("Make the sample"))


def _claims(session: Session, subject: Subject, subject_id: str, item: Mapping[str, Any], claimed: Any) -> None:
    levels = item.get("levels", {})
    for claim in _claims_of(session, subject, subject_id):
        library.edit_claim(
            session,
            subject,
            subject_id,
            claim.skill_id,
            level=levels.get(claim.skill, ""),
            source=item["source"],
            claimed=claimed,
        )


def _claims_of(session: Session, subject: Subject, subject_id: str) -> Iterable[Claim]:
    if subject is Subject.CREDENTIAL:
        return lookup.credential(session, subject_id).claims
    return lookup.project(session, subject_id).claims
