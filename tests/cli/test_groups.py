"""`project`, `skill` and `profile`."""

from __future__ import annotations

from tests.cli.conftest import Portfolio


def test_projects(run: Portfolio) -> None:
    made = run("project", "add", "Garden robot", "--role", "Builder", "--started", "2025-03", "--skill", "Python").id
    run("project", "edit", "robot", "--ended", "2026-10-01", "--outcome", "Mows 400 m²", "--featured")
    shown = run.json("project", "show", made)["project"]
    assert set(shown) == {
        "id", "title", "role", "organisation", "started", "ended", "summary", "outcome", "url", "featured", "private",
        "notes", "claims", "evidence", "deleted",
    }  # fmt: skip
    assert (shown["started"], shown["ended"], shown["outcome"]) == ("2025-03", "2026-10-01", "Mows 400 m²")
    assert run("project", "list", "mows").lines == [
        [made, "Garden robot", "Builder", "2025-03", "2026-10-01", "highlight"]
    ]
    assert run.json("list", "projects") == run.json("project", "list")
    run("add", "Kubernetes")
    run.refused("project", "show", "Kubernetes", code=4)
    run.refused("project", "edit", "Kubernetes", "--role", "x", code=4)
    assert run("show", "robot").out == run("project", "show", "robot").out
    run("edit", "robot", "--role", "Maker")
    assert run.json("show", made)["project"]["role"] == "Maker"
    run("remove", "robot")
    assert run("project", "list").lines == []


def test_skills(run: Portfolio) -> None:
    robot = run("project", "add", "Garden robot").id
    course = run("add", "Course", "--skill", "Python").id
    changed = run.json(
        "skill", "add", "Python", "--to", robot, "--level", "advanced", "--source", "supervised", "--claimed", "2026",
        "Soldering", "--to", course,
    )["changed"]  # fmt: skip
    assert [set(one) for one in changed] == [{"project"}, {"credential"}]
    claims = changed[0]["project"]["claims"]
    assert [claim.pop("skill") for claim in claims] == ["Python", "Soldering"]
    for claim in claims:
        assert (claim["level"], claim["source"], claim["claimed"]) == ("advanced", "supervised", "2026")
    assert [row[1:] for row in run("skill", "list").lines] == [["Python", "1", "1", "0"], ["Soldering", "1", "1", "0"]]
    assert [row[1] for row in run("skill", "list", "sold").lines] == ["Soldering"]
    skill = run.json("skill", "show", "python")["skill"]
    assert set(skill) == {"id", "name", "framework", "uri", "credentials", "projects", "evidence"}
    assert (skill["credentials"], skill["projects"]) == ([course], [robot])
    now = run.json("skill", "set", "robot", "Welding", "Python")["project"]
    assert [(claim["skill"], claim["level"]) for claim in now["claims"]] == [("Welding", ""), ("Python", "advanced")]
    assert run.json("skill", "rename", "Welding", "TIG welding")["skill"]["name"] == "TIG welding"
    run("skill", "rename", "TIG welding", "Soldering")
    assert [row[1] for row in run("list", "skills").lines] == ["Python", "Soldering"]
    removed = run.json("skill", "remove", "python")["removed"]
    assert removed == [{"subject": "skill", "id": skill["id"], "title": "Python"}]
    run("undo")
    assert len(run("skill", "list").lines) == 2
    run("skill", "set", "robot")
    assert run.json("show", robot)["project"]["claims"] == []


def test_skills_refuse_in_words(run: Portfolio) -> None:
    run("add", "Course", "--skill", "Python")
    note = run("attach", "--note", "x").id
    run.refused("skill", "add", "SQL", "--to", "Nothing", code=4)
    run.refused("skill", "add", "SQL", "--to", note, code=4)
    run.refused("edit", note, "--add-skill", "SQL")
    run.refused("skill", "add", "SQL", "--to", "Course", "--source", "a friend")
    run.refused("skill", "add", "SQL", "--to", "Course", "--claimed", "soon")
    run.refused("skill", "rename", "Cobol", "Fortran", code=4)
    run.refused("skill", "rename", "Python", " ")
    run.refused("skill", "remove", "Cobol", code=4)
    assert [row[1] for row in run("skill", "list").lines] == ["Python"]


def test_profile(run: Portfolio) -> None:
    run.refused("profile", code=4)
    run("profile", "edit", "--name", "Maya Lindqvist", "--website", "https://example.org", "--summary", "One\ntwo")
    document = run.json(
        "profile", "edit", "--add-identity", "email=Maya@example.org", "--add-hidden-identity", "phone=+46 1"
    )
    profile = document["profile"]
    assert set(profile) == {
        "name", "headline", "location", "email", "phone", "website", "summary", "identities",
    }  # fmt: skip
    assert [(one["kind"], one["value"], one["shown"]) for one in profile["identities"]] == [
        ("email", "Maya@example.org", True),
        ("phone", "+46 1", False),
    ]
    assert ["phone", "+46 1 (not shown)"] in run("profile").lines
    assert ["summary", r"One\ntwo"] in run("profile").lines
    run("profile", "edit", "--remove-identity", "maya@EXAMPLE.org", "--name", "")
    assert [one["kind"] for one in run.json("profile")["profile"]["identities"]] == ["phone"]
    assert "no name" in run("profile").err
    run.refused("profile", "edit", "--remove-identity", "nobody@example.org", code=4)
    run.refused("profile", "edit", "--add-identity", "pigeon=post")
    run.refused("profile", "edit", "--add-identity", "email=", code=2)
    run.refused("profile", "edit", "--add-identity", "email", code=2)
    run.refused("profile", "edit", "--website", "ftp://example.org")
    run.refused("profile", "edit", code=2)
    run("undo")
    assert run.json("profile")["profile"]["name"] == "Maya Lindqvist"
