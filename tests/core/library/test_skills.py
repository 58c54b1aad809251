"""Skills: one's own words, each once, and nothing lost when two become one."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from portfolio.core import library, lookup
from portfolio.core.dates import PartialDate
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.records import Claim, Skill, Subject
from portfolio.core.store import Store


def skills(store: Store) -> dict[str, Skill]:
    with store.read() as session:
        return {skill.name: skill for skill in lookup.skills(session)}


def claims(store: Store, credential_id: str) -> tuple[Claim, ...]:
    with store.read() as session:
        return lookup.credential(session, credential_id).claims


@pytest.fixture
def one(store: Store) -> str:
    """A credential with three skills."""
    with store.write("Add") as session:
        return library.add_credential(session, title="a", skills=["Go", "Rust", "Zig"])


def test_skills_are_set_in_order_each_once(store: Store, one: str) -> None:
    with store.write("Set") as session:
        library.set_skills(
            session, Subject.CREDENTIAL, one, ["rust", " Ökologie\n", "", "ÖKOLOGIE", "o\u0308kologie", "Go", "\x00"]
        )
    assert [claim.skill for claim in claims(store, one)] == ["Rust", "Ökologie", "Go"]
    with store.write("Set") as session:
        other = library.add_project(session, title="b", skills=["GO", "ökologie"])
    assert sorted(skills(store)) == ["Go", "Rust", "Ökologie"]
    assert skills(store)["Go"].projects == (other,)


def test_a_skill_that_nothing_names_is_forgotten(store: Store, one: str) -> None:
    with store.write("Set") as session:
        other = library.add_project(session, title="b", skills=["Zig"])
        library.set_skills(session, Subject.CREDENTIAL, one, ["Gol"])
        library.set_skills(session, Subject.CREDENTIAL, one, ["Golang"])
    assert sorted(skills(store)) == ["Golang", "Zig"]
    with store.write("Keep") as session:
        note = library.add_note(session, "I can.")
        library.link_evidence(session, note, Subject.SKILL, skills(store)["Zig"].id)
        library.set_skills(session, Subject.PROJECT, other, [])
        session.execute(text("UPDATE skills SET uri = 'https://example.org/golang' WHERE name = 'Golang'"))
        library.set_skills(session, Subject.CREDENTIAL, one, [])
    assert sorted(skills(store)) == ["Golang", "Zig"], "evidence supports one, and the other belongs to others"
    store.undo()
    store.undo()
    assert [claim.skill for claim in claims(store, one)] == ["Go", "Rust", "Zig"]


def test_too_many_and_too_long_names_are_said(store: Store, one: str) -> None:
    with pytest.raises(PortfolioError, match="201 skills are too many"), store.write("Set") as session:
        library.set_skills(session, Subject.CREDENTIAL, one, (f"skill {number}" for number in range(201)))
    with pytest.raises(PortfolioError, match=r"Skill: the text has 1,001"), store.write("Set") as session:
        library.set_skills(session, Subject.CREDENTIAL, one, ["x" * 1_001])
    with store.write("Set") as session:
        library.set_skills(session, Subject.CREDENTIAL, one, (f"skill {number}" for number in range(200)))
    assert len(claims(store, one)) == 200


@pytest.mark.parametrize("subject", [Subject.SKILL, "issuer", ""])
def test_only_what_can_show_a_skill_has_skills(store: Store, one: str, subject: Subject) -> None:
    skill = skills(store)["Go"].id
    with pytest.raises(PortfolioError, match="This cannot be done with a") as caught, store.write("Set") as session:
        library.set_skills(session, subject, skill, ["x"])
    assert "credential, project, activity" in caught.value.hint
    with pytest.raises(PortfolioError, match="This cannot be done with a"), store.write("Set") as session:
        library.edit_claim(session, subject, skill, skill, level="x")
    assert len(claims(store, one)) == 3


def test_claims_are_edited_and_stay_when_skills_are_set_again(store: Store, one: str) -> None:
    rust = skills(store)["Rust"].id
    with store.write("Edit") as session:
        library.edit_claim(session, Subject.CREDENTIAL, one, rust, level="B2", source="Tested", claimed="Nov 2026")
        library.set_skills(session, Subject.CREDENTIAL, one, ["Zig", "RUST"])
    assert claims(store, one)[1] == Claim(rust, "Rust", "B2", "tested", PartialDate(2026, 11))
    with store.write("Edit") as session:
        library.edit_claim(session, Subject.CREDENTIAL, one, rust, level="", claimed=PartialDate(2025))
    assert claims(store, one)[1] == Claim(rust, "Rust", "", "tested", PartialDate(2025))
    with store.write("Edit") as session:
        library.edit_claim(session, Subject.CREDENTIAL, one, rust, claimed="")
    assert claims(store, one)[1].claimed is None
    for wrong in ({"source": "hearsay"}, {"claimed": "5/6/2026"}, {"level": "x" * 1_001}):
        with pytest.raises(PortfolioError, match=r"^(Source|Date|Level): "), store.write("Edit") as session:
            library.edit_claim(session, Subject.CREDENTIAL, one, rust, **wrong)
    with pytest.raises(NotFoundError, match="not among the skills"), store.write("Edit") as session:
        library.edit_claim(session, Subject.CREDENTIAL, one, "nothing", level="x")


def test_renaming_changes_the_case_and_the_word(store: Store, one: str) -> None:
    go = skills(store)["Go"].id
    for name in ("GO", "Golang", "Go"):
        with store.write("Rename") as session:
            library.rename_skill(session, go, name)
        assert skills(store)[name].id == go
    for wrong in ("", "\x00 ", "x" * 1_001):
        with pytest.raises(PortfolioError, match=r"^Skill"), store.write("Rename") as session:
            library.rename_skill(session, go, wrong)


def test_two_skills_become_one_and_nothing_is_lost(store: Store, one: str) -> None:
    with store.write("Add") as session:
        other = library.add_project(session, title="b", skills=["Golang"])
        third = library.add_credential(session, title="c", skills=["Golang", "Go"])
        ids = {skill.name: skill.id for skill in lookup.skills(session)}
        shared, alone = library.add_note(session, "Both."), library.add_note(session, "One.")
        for note, name in ((shared, "Go"), (shared, "Golang"), (alone, "Golang")):
            library.link_evidence(session, note, Subject.SKILL, ids[name])
        library.edit_claim(
            session, Subject.CREDENTIAL, third, ids["Golang"], level="B2", source="tested", claimed="2026"
        )
        library.edit_claim(session, Subject.CREDENTIAL, third, ids["Go"], level="C1")
        session.execute(text("INSERT INTO goals (id, kind, title) VALUES ('g', 'role', 'x')"))
        session.execute(
            text("INSERT INTO requirements (id, goal_id, skill_id, label) VALUES ('r', 'g', :skill, 'x')"),
            {"skill": ids["Golang"]},
        )
    with store.write("Merge") as session:
        library.rename_skill(session, ids["Golang"], "GO")
    assert sorted(skills(store)) == ["Go", "Rust", "Zig"]
    go = skills(store)["Go"]
    assert (go.id, go.credentials, go.projects, go.evidence) == (ids["Go"], (one, third), (other,), 2)
    assert claims(store, third) == (Claim(go.id, "Go", "C1", "tested", PartialDate(2026)),)
    with store.look() as db:
        assert db.execute("SELECT skill_id FROM requirements").fetchall() == [(go.id,)]
    store.undo()
    assert sorted(skills(store)) == ["Go", "Golang", "Rust", "Zig"]
    assert skills(store)["Golang"].evidence == 2
    assert [claim.skill for claim in claims(store, third)] == ["Golang", "Go"]


def test_words_of_a_framework_are_not_merged_with_ones_own(store: Store, one: str) -> None:
    with store.write("Add") as session:
        session.execute(text("INSERT INTO skills (id, name, framework) VALUES ('f', 'golang', 'ESCO')"))
        library.rename_skill(session, "f", "Go")
    with store.read() as session:
        assert [(skill.name, skill.framework) for skill in lookup.skills(session)][:2] == [("Go", ""), ("Go", "ESCO")]


def test_removing_a_skill_takes_it_from_everything(store: Store, one: str) -> None:
    with store.write("Remove") as session:
        library.remove_skill(session, skills(store)["Rust"].id)
    assert [claim.skill for claim in claims(store, one)] == ["Go", "Zig"]
    assert store.undo() == "Remove"
    assert [claim.skill for claim in claims(store, one)] == ["Go", "Rust", "Zig"]
