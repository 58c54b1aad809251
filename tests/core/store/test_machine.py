"""Whatever is done to a library, undo and redo restore it exactly, and the search index goes with it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text

from portfolio.core import library
from portfolio.core.records import Subject
from portfolio.core.store import Batch, Store
from portfolio.core.tasks import attach_files
from tests.core.store import examined
from tests.core.store.examined import Dump

PICK = st.integers(0, 10_000)
WORDS = st.text(st.sampled_from("aZé 'Ωя\"%?:{}\n\\😀"), min_size=1, max_size=8).map(lambda text: f"w{text}")
SKILLS = st.lists(st.sampled_from(["python", "Python", "sql", "Ωmega", "first 'aid'", "100%"]), max_size=4)
DATES = st.sampled_from([None, "2024", "2025-02", "2026-11-23"])
KINDS = {"credential": "credentials", "project": "projects", "evidence": "evidence"}
SUBJECTS = {Subject.CREDENTIAL: "credentials", Subject.PROJECT: "projects", Subject.SKILL: "skills"}
BULK = (
    "UPDATE credentials SET featured = NOT featured",
    "UPDATE credentials SET notes = notes || ' more', updated = 'x' WHERE private = 0",
    "UPDATE issuers SET name = name || '!'",
    "UPDATE skills SET name = name || '’'",
    "UPDATE evidence_uses SET position = position + 1",
    "UPDATE credentials SET title = title",
    "DELETE FROM credentials WHERE kind = 'badge'",
    "DELETE FROM issuers",
    "DELETE FROM skills WHERE rowid % 2",
    "DELETE FROM skill_claims WHERE project_id IS NOT NULL",
    "DELETE FROM evidence_uses",
    "DELETE FROM evidence WHERE kind = 'note'",
    "DELETE FROM evidence WHERE kind = 'file'",
    "DELETE FROM projects",
    "DELETE FROM portfolios",
    "INSERT OR REPLACE INTO tags (id, name) VALUES ('t' || (SELECT count(*) FROM tags) % 2, 'same')",
    "UPDATE OR REPLACE tags SET name = 'same'",
    "INSERT OR IGNORE INTO tag_uses (id, tag_id, credential_id) SELECT c.id, t.id, c.id FROM credentials c, tags t",
)


class Undoing(RuleBasedStateMachine):
    """A person, and a model that keeps a copy of the whole database before and after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="laurel-machine-"))
        self.folder = self.home / "Library"
        self.clock = examined.ticking()
        self.store = Store.create(self.folder, clock=self.clock)
        self.now = examined.dump(self.folder)
        self.done: list[tuple[str, Dump, Dump, int]] = []  # label, before, after, number
        self.undone: list[tuple[str, Dump, Dump, int]] = []
        self.batch: tuple[Batch, int] | None = None
        self.count = 0

    def teardown(self) -> None:
        self.store.close()
        assert examined.loose_ends(self.folder) == []
        shutil.rmtree(self.home)

    # --- what the model knows ------------------------------------------------------------------------------------

    def ids(self, table: str) -> list[str]:
        return [str(row[0]) for row in self.rows(f"SELECT id FROM {table} ORDER BY created, id")]

    def rows(self, sql: str, *values: str) -> list[Any]:
        with self.store.look() as db:
            return db.execute(sql, values).fetchall()

    def pick(self, table: str, pick: int) -> str | None:
        found = self.ids(table)
        return found[pick % len(found)] if found else None

    def recorded(self, label: str, *, batch: Batch | None = None) -> None:
        """Compares what a write left behind: a step if anything changed, otherwise nothing at all."""
        before, self.now = self.now, examined.dump(self.folder)
        if self.now == before:
            return
        if self.batch and batch is self.batch[0] and self.done and self.done[-1][3] == self.batch[1]:
            first, earlier, _after, number = self.done.pop()
            self.done.append((first, earlier, self.now, number))
        else:
            self.count += 1
            self.done.append((label, before, self.now, self.count))
            if self.batch and batch is self.batch[0]:
                self.batch = (self.batch[0], self.count)
        self.undone.clear()

    def write(self, verb: Any, *args: Any, batch: Batch | None = None, **fields: Any) -> None:
        label = f"{getattr(verb, '__name__', 'step')} {self.count}"
        with self.store.write(label, batch) as session:
            verb(session, *args, **fields)
        self.recorded(label, batch=batch)

    # --- what a person does ----------------------------------------------------------------------------------------

    @initialize(title=WORDS, skills=SKILLS)
    def begin(self, title: str, skills: list[str]) -> None:
        self.add_credential(title, "badge", "Acme", None, skills)

    @rule(
        title=WORDS,
        kind=st.sampled_from(["", "badge", "course"]),
        issuer=st.sampled_from(["", "Acme", "Übung & Söhne"]),
        issued=DATES,
        skills=SKILLS,
    )
    def add_credential(self, title: str, kind: str, issuer: str, issued: str | None, skills: list[str]) -> None:
        self.write(library.add_credential, title=title, kind=kind, issuer=issuer, issued=issued, skills=skills)

    @rule(title=WORDS, skills=SKILLS)
    def add_project(self, title: str, skills: list[str]) -> None:
        self.write(library.add_project, title=title, organisation="Ω", skills=skills)

    @rule(pick=PICK, title=WORDS, issuer=st.sampled_from(["", "Acme", "Other"]), hours=st.sampled_from([None, "12.5"]))
    def edit_credential(self, pick: int, title: str, issuer: str, hours: str | None) -> None:
        if one := self.pick("credentials", pick):
            self.write(library.edit_credential, one, title=title, issuer=issuer, hours=hours)

    @rule(pick=PICK, summary=WORDS, ended=DATES)
    def edit_project(self, pick: int, summary: str, ended: str | None) -> None:
        if one := self.pick("projects", pick):
            self.write(library.edit_project, one, summary=summary, ended=ended)

    @rule(pick=PICK)
    def renew(self, pick: int) -> None:
        if one := self.pick("credentials", pick):
            self.write(library.renew_credential, one, issued="2026-12", number=f"N{pick}")

    @rule(kind=st.sampled_from(sorted(KINDS)), pick=PICK, verb=st.sampled_from(["remove", "restore", "purge"]))
    def trash(self, kind: str, pick: int, verb: str) -> None:
        one = self.pick(KINDS[kind], pick)
        if one is None:
            return
        if verb == "purge":
            self.write(library.remove, kind, one)
        self.write(getattr(library, verb), kind, one)

    @rule(subject=st.sampled_from([Subject.CREDENTIAL, Subject.PROJECT]), pick=PICK, skills=SKILLS)
    def set_skills(self, subject: Subject, pick: int, skills: list[str]) -> None:
        if one := self.pick(SUBJECTS[subject], pick):
            self.write(library.set_skills, subject, one, skills)

    @rule(pick=PICK, name=st.sampled_from(["python", "sql", "new name", "Ωmega"]))
    def rename_skill(self, pick: int, name: str) -> None:
        if one := self.pick("skills", pick):
            self.write(library.rename_skill, one, name)

    @rule(words=WORDS, link=st.booleans())
    def add_evidence(self, words: str, link: bool) -> None:
        if link:
            self.write(library.add_link, f"https://example.org/{self.count}", title=words)
        else:
            self.write(library.add_note, words)

    @rule(content=st.sampled_from([b"", b"one", b"two"]), names=st.lists(WORDS, min_size=1, max_size=3), pick=PICK)
    def attach(self, content: bytes, names: list[str], pick: int) -> None:
        paths = [self.home / f"source {number}" for number in range(len(names))]
        for path in paths:
            path.write_bytes(content)
        one = self.pick("credentials", pick)
        attached = attach_files(self.store, paths, [(Subject.CREDENTIAL, one)] if one else [])
        assert not attached.problems
        self.recorded(self.store.next_undo() or "")

    @rule(subject=st.sampled_from(list(SUBJECTS)), pick=PICK, other=PICK, tie=st.booleans())
    def link(self, subject: Subject, pick: int, other: int, tie: bool) -> None:
        evidence, one = self.pick("evidence", pick), self.pick(SUBJECTS[subject], other)
        if evidence and one:
            self.write(library.link_evidence if tie else library.unlink_evidence, evidence, subject, one)

    @rule(subject=st.sampled_from(list(SUBJECTS)), pick=PICK, shuffle=st.randoms(use_true_random=False))
    def arrange(self, subject: Subject, pick: int, shuffle: Any) -> None:
        if one := self.pick(SUBJECTS[subject], pick):
            order = self.ids("evidence")
            shuffle.shuffle(order)
            self.write(library.arrange_evidence, subject, one, order)

    @rule(name=WORDS, shown=st.booleans())
    def profile(self, name: str, shown: bool) -> None:
        self.write(library.edit_profile, name=name)
        self.write(library.set_identities, [("email", name, shown), ("did", "did:example:1", True)])

    @rule(pick=PICK, included=st.booleans())
    def export(self, pick: int, included: bool) -> None:
        if one := self.pick("credentials", pick):
            self.write(library.include, Subject.CREDENTIAL, one, included)

    @rule(sql=st.sampled_from(BULK))
    def bulk(self, sql: str) -> None:
        self.write(lambda session: session.execute(text(sql)))

    @rule(pick=PICK, title=WORDS, new=st.booleans())
    def autosave(self, pick: int, title: str, new: bool) -> None:
        """Typing: several writes of one batch, with whatever else happens between them."""
        if new or self.batch is None:
            self.batch = (Batch(), 0)
        if one := self.pick("credentials", pick):
            self.write(library.edit_credential, one, title=title, batch=self.batch[0])

    @rule(pick=PICK)
    def fail(self, pick: int) -> None:
        """A change that breaks half-way keeps nothing and leaves undo and redo as they were."""
        before = self.now
        try:
            with self.store.write("broken") as session:
                library.add_credential(session, title="half")
                session.execute(text("DELETE FROM skills"))
                raise KeyError(pick)
        except KeyError:
            assert examined.dump(self.folder) == before

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder, clock=self.clock)

    # --- what must hold --------------------------------------------------------------------------------------------

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        step = self.done.pop()
        assert self.store.undo() == step[0]
        self.now = examined.dump(self.folder)
        assert self.now == step[1]
        self.undone.append(step)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        step = self.undone.pop()
        assert self.store.redo() == step[0]
        self.now = examined.dump(self.folder)
        assert self.now == step[2]
        self.done.append(step)

    @rule()
    def there_and_back(self) -> None:
        """All the way back to the empty library, and forth again."""
        last, far = self.now, len(self.done)
        for label, before, _after, _number in reversed(self.done):
            assert self.store.undo() == label
            assert examined.dump(self.folder) == before
        assert self.store.undo() is None
        for label, _before, after, _number in self.done:
            assert self.store.redo() == label
            assert examined.dump(self.folder) == after
        assert len(self.done) == far
        assert examined.dump(self.folder) == last

    @invariant()
    def labels(self) -> None:
        assert self.store.next_undo() == (self.done[-1][0] if self.done else None)
        assert self.store.next_redo() == (self.undone[-1][0] if self.undone else None)

    @invariant()
    def search_follows(self) -> None:
        assert examined.search_problems(self.folder) == []

    @invariant()
    def files_follow(self) -> None:
        assert examined.loose_ends(self.folder) == []


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(
    # A dozen long lives say more than a hundred short ones; HYPOTHESIS_PROFILE=search takes its own number.
    max_examples=12 if settings().max_examples <= 100 else settings().max_examples,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
