"""Files, links and notes attached, found, copied out and taken away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Portfolio

EVIDENCE = {
    "id", "kind", "title", "shows", "happened", "private", "url", "text", "sha256", "name", "media_type", "size",
    "credentials", "projects", "deleted",
}  # fmt: skip


def test_a_file_is_attached_shown_and_copied_out(run: Portfolio, file: Path, tmp_path: Path) -> None:
    credential = run("add", "First aid").id
    made = run("attach", file, "--to", "First aid").id
    shown = run.json("show", made)["evidence"]
    assert set(shown) == EVIDENCE
    assert (shown["kind"], shown["name"], shown["size"]) == ("file", file.name, file.stat().st_size)
    assert shown["credentials"] == [credential]
    assert run.json("show", credential)["credential"]["evidence"] == [shown]
    assert ["credential", credential] in run("show", made).lines
    copied = Path(run("copy", made, tmp_path / "copy.txt").out.strip())
    assert copied.read_bytes() == file.read_bytes()
    assert run.json("copy", file.name, tmp_path)["copied"] == str(tmp_path / "certificate (2).txt")
    assert "exists" in run.refused("copy", made, copied)
    run.refused("copy", made, tmp_path / "no" / "such" / "folder" / "x.txt")


def test_several_files_go_to_several_records_between_options(run: Portfolio, file: Path, tmp_path: Path) -> None:
    credential, project = run("add", "First aid").id, run("project", "add", "Garden robot").id
    other = tmp_path / "-dash.txt"
    other.write_text("x", encoding="utf-8")
    document = run.json("attach", file, "--to", credential, "--private", "--to", "robot", "--shows", "it", "--", other)
    assert document["problems"] == []
    assert [one["name"] for one in document["evidence"]] == [file.name, "-dash.txt"]
    for one in document["evidence"]:
        assert (one["private"], one["shows"]) == (True, "it")
        assert (one["credentials"], one["projects"]) == ([credential], [project])


def test_links_and_notes(run: Portfolio) -> None:
    run("add", "First aid")
    link = run.json("attach", "--link", "https://example.org/talk", "--to", "First aid", "--happened", "2026-05")
    assert (link["evidence"][0]["title"], link["evidence"][0]["happened"]) == ("example.org", "2026-05")
    note = run.json("attach", "--note", "Passed at once", "--title", "Remark", "--private")["evidence"][0]
    assert (note["text"], note["title"], note["private"], note["credentials"]) == ("Passed at once", "Remark", True, [])
    rows = run("list", "evidence").lines
    assert [row[1] for row in rows] == ["link", "note"]
    assert run.json("list", "evidence", "remark")["evidence"] == [note]
    assert "file" in run.refused("copy", "Remark", "x.txt")


def test_evidence_is_linked_to_more_and_taken_away_again(run: Portfolio, file: Path) -> None:
    run("add", "First aid")
    run("project", "add", "Garden robot")
    made = run("attach", file).id
    run("attach", "--evidence", made, "--to", "robot", "--to", "First aid")
    assert len(run.json("show", made)["evidence"]["projects"]) == 1
    now = run.json("detach", made, "--from", "First aid")["evidence"]
    assert (now["credentials"], len(now["projects"])) == ([], 1)
    run("undo")
    assert len(run.json("show", made)["evidence"]["credentials"]) == 1
    run("edit", made, "--title", "Certificate", "--set", "shows=that I can")
    assert run.json("show", "Certificate")["evidence"]["shows"] == "that I can"
    run("remove", made)
    assert run("list", "evidence").lines == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--link", "https://example.org", "--note", "x"],
        ["a.txt", "--note", "x"],
        ["a.txt", "b.txt", "--title", "both"],
        ["--evidence", "x"],
        ["--evidence", "x", "--to", "y", "--title", "z"],
        [""],
        ["a\0b"],
    ],
)
def test_attach_refuses_what_it_cannot_mean(run: Portfolio, words: list[str]) -> None:
    run.refused("attach", *words, code=2)
    assert not run.library.exists()


def test_a_file_that_is_none_leaves_everything_as_it_was(run: Portfolio, file: Path, tmp_path: Path) -> None:
    run.refused("add", "First aid", "--attach", tmp_path / "missing.pdf", code=4)
    run.refused("add", "First aid", "--attach", tmp_path)
    assert not run.library.exists()
    run("add", "First aid", "--attach", file)
    assert run.json("show", "First aid")["credential"]["evidence"][0]["name"] == file.name
    run.refused("attach", file, tmp_path / "missing.pdf", "--to", "First aid", code=4)
    run.refused("attach", file, "--to", "Nothing like it", code=4)
    run.refused("attach", "--link", "javascript:alert(1)", "--to", "First aid")
    run.refused("attach", "--note", "  ", "--to", "First aid")
    assert len(run("list", "evidence").lines) == 1


@pytest.mark.needs("posix")
def test_what_cannot_be_taken_in_is_said_and_the_rest_goes_on(run: Portfolio, file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    run("add", "First aid")
    ended = run("attach", link, file, "--to", "First aid", code=1)
    assert len(ended.out.split()) == 1
    assert "link.txt" in ended.err
    document = run.json("attach", link, code=1)
    assert document["evidence"] == []
    assert set(document["problems"][0]) == {"what", "where", "hint"}
    assert "added" in run("add", "With a link", "--attach", link, code=1).err.lower()


@pytest.mark.needs("posix")
def test_file_names_of_every_sort(run: Portfolio, tmp_path: Path) -> None:
    names = ["ü" * 120 + ".txt", "CON.txt", "no extension", "a\nb\x1b[31m.txt", "\u202egpj.exe", "ends with dot."]
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    raw = os.fsencode(tmp_path) + b"/not-\xff-utf8.txt"
    Path(os.fsdecode(raw)).write_text("x", encoding="utf-8")
    ended = run("attach", *(tmp_path / name for name in names), os.fsdecode(raw))
    assert len(ended.out.split()) == len(names) + 1
    assert not {"\x1b", "\u202e"} & set(ended.out + ended.err + run("list", "evidence").out)
    for number, made in enumerate(ended.out.split()):
        folder = tmp_path / f"out{number}"
        folder.mkdir()
        assert run("copy", made, folder).code == 0
        assert len(list(folder.iterdir())) == 1
