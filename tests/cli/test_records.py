"""Credentials from the first to the last command on them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Portfolio

ROW = {
    "id", "kind", "title", "issuer", "issued", "expires", "skills", "evidence", "featured", "private", "standing",
}  # fmt: skip
WHOLE = {
    "id", "title", "kind", "issuer", "platform", "issued", "expires", "number", "url", "description", "featured",
    "private", "outcomes", "hours", "ects", "eqf_level", "assessment", "supervision", "participation",
    "quality_assurance", "prerequisites", "stackability", "grade", "language", "cost", "currency", "notes", "claims",
    "evidence", "periods", "deleted",
}  # fmt: skip


def test_the_first_credential_makes_the_default_library(run: Portfolio) -> None:
    ended = run("add", "First aid", "--issued", "2026-11")
    assert (run.library / "library.sqlite").is_file()
    assert str(run.library) in ended.err
    assert run("list").lines == [[ended.id, "First aid", "", "2026-11", "", "no expiry"]]


def test_a_refused_first_credential_makes_no_library(run: Portfolio) -> None:
    run.refused("add", "First aid", "--issued", "yesterday")
    assert not run.library.exists()


def test_every_field_is_kept_and_shown(run: Portfolio) -> None:
    given = {
        "--kind": "Licence", "--issuer": "Harbour Office", "--platform": "Sea School", "--issued": "Nov 2025",
        "--expires": "2027", "--number": "0042", "--url": "https://example.org/check?id=1&lang=en",
        "--description": "Coastal waters", "--outcomes": "Navigates", "--hours": "12,5", "--ects": "3",
        "--eqf-level": "4", "--assessment": "exam", "--supervision": "on site", "--participation": "blended",
        "--quality-assurance": "ISO 21001", "--prerequisites": "none", "--stackability": "Skipper", "--grade": "1.3",
        "--language": "sv", "--cost": "250", "--currency": "EUR", "--notes": "ask for the card",
    }  # fmt: skip
    words = [word for pair in given.items() for word in pair]
    made = run("add", "Boat licence", *words, "--featured", "--private", "--skill", "Knots", "--skill", "Charts").id
    shown = run.json("show", made)["credential"]
    assert set(shown) == WHOLE
    assert shown["issued"] == "2025-11"
    assert (shown["hours"], shown["ects"], shown["eqf_level"], shown["cost"]) == (12.5, 3, 4, 250)
    assert (shown["featured"], shown["private"], shown["kind"]) == (True, True, "licence")
    assert [claim["skill"] for claim in shown["claims"]] == ["Knots", "Charts"]
    plain = {words[0]: words[1] for words in run("show", "Boat").lines}
    assert plain["issued"] == "2025-11"
    assert plain["hours"] == "12.5"
    assert plain["private"] == "yes"
    assert plain["id"] == made


def test_list_searches_sorts_and_limits(run: Portfolio) -> None:
    run("add", "Kubernetes", "--issuer", "Acme", "--issued", "2024")
    run("add", "Algebra", "--issuer", "Old University", "--issued", "2025", "--expires", "2025-02")
    run("add", "Zoology", "--issuer", "Acme", "--issued", "2023", "--skill", "Birds")

    def titles(*words: str) -> list[str]:
        return [row[1] for row in run("list", *words).lines]

    assert titles() == ["Algebra", "Kubernetes", "Zoology"]
    assert titles("--sort", "oldest") == ["Zoology", "Kubernetes", "Algebra"]
    assert titles("issuer:acme", "--sort", "title", "--limit", "1") == ["Kubernetes"]
    assert titles("--sort", "title", "credentials", "birds") == ["Zoology"]
    assert titles("status:expired") == ["Algebra"]
    assert titles("issuer:Old University") == titles('issuer:"Old University"') == ["Algebra"]
    assert titles("--", "-issuer:acme") == ["Algebra"]
    assert titles("nothing of the kind") == []
    document = run.json("list", "algebra")
    assert set(document) == {"credentials"}
    assert set(document["credentials"][0]) == ROW
    assert document["credentials"][0]["standing"] == "expired"


def test_list_says_when_there_is_nothing_and_what_it_did_not_understand(run: Portfolio) -> None:
    run("add", "Kubernetes")
    assert "“foo:bar”" in run("list", "foo:bar").err
    assert "matches" in run("list", "zzz").err
    for kind in ("projects", "evidence", "trash"):
        assert run.json("list", kind) == {kind: []}
        assert run("list", kind).err
        assert run("list", kind, "--quiet").err == ""


@pytest.mark.parametrize(("kind", "order"), [("skills", "title"), ("trash", "newest"), ("projects", "issuer")])
def test_list_refuses_an_order_that_a_kind_does_not_have(run: Portfolio, kind: str, order: str) -> None:
    run("add", "Kubernetes")
    assert order in run.refused("list", kind, "--sort", order, code=2)


def test_edit_changes_only_what_is_said(run: Portfolio) -> None:
    made = run("add", "Kubernetes", "--issuer", "Acme", "--number", "1", "--skill", "Go", "--skill", "YAML").id
    run("edit", made[:8], "--number", "2", "--featured", "--set", "issuer=", "--set", "eqf-level=5")
    run("edit", "Kubernetes", "--add-skill", "Helm", "--remove-skill", "yaml")
    shown = run.json("show", made)["credential"]
    assert (shown["number"], shown["featured"], shown["issuer"], shown["eqf_level"]) == ("2", True, "", 5)
    assert [claim["skill"] for claim in shown["claims"]] == ["Go", "Helm"]
    assert run.json("edit", made, "--no-featured")["credential"]["featured"] is False
    assert "Excel" in run.refused("edit", made, "--remove-skill", "Excel", code=4)


def test_edit_refuses_what_makes_no_sense(run: Portfolio) -> None:
    made = run("add", "Kubernetes", "--issued", "2025").id
    assert "twice" in run.refused("edit", made, "--number", "2", "--set", "number=3", code=2)
    assert "role" in run.refused("edit", made, "--role", "Builder")
    assert "colour" in run.refused("edit", made, "--set", "colour=red")
    assert "NAME=VALUE" in run.refused("edit", made, "--set", "number", code=2)
    assert "before" in run.refused("edit", made, "--expires", "2024")
    assert "terminal" in run.refused("edit", made, code=2)
    assert "empty" in run.refused("edit", made, "--title", "  ")
    assert run.json("show", made)["credential"]["issued"] == "2025"


def test_renewal_keeps_the_earlier_period(run: Portfolio) -> None:
    made = run("add", "First aid", "--issued", "2023-05", "--expires", "2025-05", "--number", "A1").id
    shown = run.json("renew", "First aid", "--issued", "2026-11-23", "--expires", "2028-11", "--number", "B2")
    now = shown["credential"]
    assert (now["id"], now["issued"], now["expires"], now["number"]) == (made, "2026-11-23", "2028-11", "B2")
    assert [(one["issued"], one["expires"], one["number"]) for one in now["periods"]] == [("2023-05", "2025-05", "A1")]
    assert ["period", "May 2023 – May 2025 · A1"] in run("show", made).lines
    run.refused("renew", made, "--issued", "")
    run.refused("renew", made, code=2)


def test_remove_restore_and_purge(run: Portfolio) -> None:
    first, second = run("add", "First aid").id, run("add", "Second aid").id
    removed = run.json("remove", first, "Second aid", first)["removed"]
    assert removed == [
        {"subject": "credential", "id": first, "title": "First aid"},
        {"subject": "credential", "id": second, "title": "Second aid"},
    ]
    assert run("list").lines == []
    assert {row[0] for row in run("list", "trash").lines} == {first, second}
    assert [row[2] for row in run("list", "trash", "second").lines] == ["Second aid"]
    assert "several" in run.refused("restore", "aid", code=4)
    run.refused("restore", "First aid", "no such thing", code=4)
    assert len(run("list", "trash").lines) == 2
    assert run.json("restore", "first AID")["restored"][0]["id"] == first
    assert run.json("purge", second[:6])["purged"][0]["id"] == second
    assert run("list", "trash").lines == []
    run("undo")
    assert [row[0] for row in run("list", "trash").lines] == [second]
    run.refused("purge", first, code=4)


def test_removing_several_is_one_step(run: Portfolio) -> None:
    made = [run("add", title).id for title in ("One", "Two", "Three")]
    run("remove", *made)
    assert run("list").lines == []
    run("undo")
    assert len(run("list").lines) == 3


def test_undo_and_redo_go_through_every_step(run: Portfolio) -> None:
    made = run("add", "Kubernetes", "--skill", "Go").id
    run("edit", made, "--number", "7")
    before = run.json("show", made)
    assert run.json("undo") == {"undone": "Edit credential"}
    assert run.json("undo") == {"undone": "Add credential"}
    assert run("list").lines == []
    assert "nothing to undo" in run.refused("undo")
    assert run.json("redo") == {"redone": "Add credential"}
    assert "Edit credential" in run("redo").err
    assert run.json("show", made) == before
    assert "nothing to redo" in run.refused("redo")


def test_names_are_ids_beginnings_of_ids_and_titles(run: Portfolio) -> None:
    made = run("add", "Kubernetes Administrator").id
    run("add", "Kubernetes Developer")
    for name in (made, made[:6], made.upper()[:8], "Kubernetes Administrator", "administrator"):
        assert run.json("show", name)["credential"]["id"] == made
    said = run.refused("show", "Kubernetes", code=4)
    assert "several" in said
    assert made[:8] in said
    assert "Nothing" in run.refused("show", "Cobol", code=4)
    run.refused("show", "", code=4)


def test_a_whole_title_wins_over_a_part_of_another_kind(run: Portfolio) -> None:
    made = run("add", "Python").id
    run("project", "add", "A snake called Python")
    run("attach", "--note", "It was fun", "--title", "Python notes", "--to", "Python")
    assert run.json("show", "python")["credential"]["id"] == made
    assert "several" in run.refused("show", "pyth", code=4)
    run("add", "Pytest")
    # "pyt" is a part of two credentials and of one project: not a reason to take the project
    assert "several" in run.refused("remove", "pyt", code=4)


def test_every_option_stands_before_and_after_the_command(run: Portfolio) -> None:
    made = run("add", "Kubernetes").id
    assert run("--json", "list").out == run("list", "--json").out
    assert run("--quiet", "edit", made, "--number", "1").err == run("edit", made, "-q", "--number", "1").err == ""
    folder = str(run.library)
    assert run("--library", folder, "list").out == run("list", "--library", folder).out != ""
