"""Whole records, the trash, and records found by what a person types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from portfolio.core import library, lookup
from portfolio.core.errors import AmbiguousError, NotFoundError, PortfolioError
from portfolio.core.records import ItemChoice
from portfolio.core.store import Store


def test_what_is_gone_is_said(store: Store) -> None:
    with store.read() as session:
        for question in (lookup.credential, lookup.project, lookup.evidence):
            for wrong in ("nothing", "", "x" * 10_000, "\ud800", "' OR 1=1"):
                with pytest.raises(NotFoundError, match="not in the library any more"):
                    question(session, wrong)
    with pytest.raises(AttributeError, match="nonsense"):
        lookup.nonsense  # noqa: B018


def test_evidence_and_skills_come_by_name_in_any_script(store: Store) -> None:
    with store.write("Add") as session:
        for title in ("zebra", "Écho", "Apple", "echo"):
            library.add_note(session, title, title=title)
        library.add_credential(session, title="a", skills=["zebra", "Écho", "Apple", "Eder"])
        library.add_project(session, title="b", skills=["Écho"])
    with store.read() as session:
        assert [item.title for item in lookup.evidence_items(session)] == ["Apple", "echo", "Écho", "zebra"]
        assert [skill.name for skill in lookup.skills(session)] == ["Apple", "Écho", "Eder", "zebra"]
        assert [len(skill.projects) for skill in lookup.skills(session)] == [0, 1, 0, 0]


@pytest.fixture
def ticking(tmp_path: Path) -> Iterator[Store]:
    """A library whose clock goes on by a minute each time that it is asked."""
    moments = (datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=number) for number in range(1_000))
    with Store.create(tmp_path / "Ticking", clock=lambda: next(moments)) as made:
        yield made


def test_the_trash_shows_the_latest_first(ticking: Store) -> None:
    with ticking.write("Add") as session:
        one, other = library.add_credential(session, title="a", private=True), library.add_project(session, title="b")
        note = library.add_note(session, "c")
    for kind, record_id in (("project", other), ("evidence", note), ("credential", one)):
        with ticking.write("Remove") as session:
            library.remove(session, kind, record_id)
    with ticking.read() as session:
        assert lookup.trash(session) == [
            ItemChoice("credential", one, "a", False, False),
            ItemChoice("evidence", note, "c", False, False),
            ItemChoice("project", other, "b", False, False),
        ]
        assert lookup.credential(session, one).deleted


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Credentials with ids and titles that could be mistaken for one another."""
    found = {
        "abcd1111-x": "Kubernetes",
        "abcd2222-x": "Écriture",
        "1234ffff-x": "abcd",
        "9999aaaa-x": "100% Öko_logisch",
        "7777-x": "Rust",
    }
    with store.write("Add") as session:
        for credential_id, title in found.items():
            session.execute(
                text("INSERT INTO credentials (id, title) VALUES (:id, :title)"), {"id": credential_id, "title": title}
            )
        session.execute(text("INSERT INTO credentials (id, title, deleted) VALUES ('dddddddd-x', 'Rust', '2026')"))
        library.add_project(session, title="Kubernetes", skills=["Go", "Golang"])
        library.add_note(session, "It went well.", title="Rusty bridge")
    return {title: credential_id for credential_id, title in found.items()}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("abcd1111-x", "Kubernetes"), ("ABCD1111-X", "Kubernetes"), ("abcd1", "Kubernetes"),
        (" ABCD2\n", "Écriture"), ("abcd", "abcd"),
        ("kubernetes", "Kubernetes"), ("KUBE", "Kubernetes"), ("ecrit", "Écriture"),
        ("E\u0301criture", "Écriture"), ("oko_", "100% Öko_logisch"),
        ("100%", "100% Öko_logisch"), ("rust", "Rust"), ("7777", "Rust"),
    ],
)  # fmt: skip
def test_a_credential_is_found_by_id_beginning_or_title(
    store: Store, ids: dict[str, str], typed: str, title: str
) -> None:
    with store.read() as session:
        assert lookup.find(session, "credential", typed) == ids[title]


def test_what_lies_in_the_trash_is_found_by_its_id_alone(store: Store, ids: dict[str, str]) -> None:
    with store.read() as session:
        assert lookup.find(session, "credential", "dddd") == "dddddddd-x"
        assert lookup.find(session, "credential", "Rust") == ids["Rust"]


def test_several_are_named(store: Store, ids: dict[str, str]) -> None:
    with store.write("Add") as session:
        for number in range(9):
            library.add_credential(session, title=f"Course {number}")
    with store.read() as session:
        with pytest.raises(AmbiguousError, match="“e” can mean 11 records"):
            lookup.find(session, "credential", "e")
        with pytest.raises(AmbiguousError) as caught:
            lookup.find(session, "credential", "course")
        assert caught.value.message == "“course” can mean 9 records."
        assert caught.value.hint.count("Course") == 5
    assert ids


@pytest.mark.parametrize("kind", ["credential", "project", "evidence", "skill"])
@pytest.mark.parametrize(
    "typed", ["", " ", "nothing", "%%", "__", "' OR 1=1", "\ud800", "\x00", "abz", "x" * 100_000, "😀", "́"]
)
def test_what_is_not_there_is_said(store: Store, ids: dict[str, str], kind: str, typed: str) -> None:
    with store.read() as session, pytest.raises(NotFoundError) as caught:
        lookup.find(session, kind, typed)
    assert caught.value.message.startswith(f"There is no {kind} “")
    assert len(caught.value.message) < 130
    str(caught.value).encode()
    assert ids


def test_each_kind_is_found_and_others_are_no_kind(store: Store, ids: dict[str, str]) -> None:
    with store.read() as session:
        one = lookup.find(session, "project", "kube")
        assert lookup.project(session, one).title == "Kubernetes"
        assert lookup.find(session, "evidence", "bridge")
        skills = {skill.name: skill.id for skill in lookup.skills(session)}
        assert lookup.find(session, "skill", "go") == skills["Go"]
        assert lookup.find(session, "skill", "golang") == skills["Golang"]
        for wrong in ("issuer", "", "Credential"):
            with pytest.raises(PortfolioError, match="is not a kind of record") as caught:
                lookup.find(session, wrong, "x")
            assert "credential, project, evidence, skill" in caught.value.hint
    assert ids
