"""Which library is used, and what is said when it is missing, busy, read-only, damaged or foreign."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio.core.store import Store
from tests.cli.conftest import Portfolio

ROOT = Path(__file__).resolve().parents[2]
READS = [["list"], ["list", "evidence"], ["show", "X"], ["info"], ["check"], ["profile"], ["export"], ["skill", "list"]]
WRITES = [
    ["edit", "X", "--number=1"], ["remove", "X"], ["restore", "X"], ["purge", "X"], ["undo"], ["redo"],
    ["renew", "X", "--issued=2026"], ["skill", "add", "X", "--to=X"], ["skill", "rename", "X", "Y"],
    ["detach", "X", "--from=X"], ["export", "--include=X"],
]  # fmt: skip


@pytest.mark.parametrize("words", READS + WRITES, ids=" ".join)
def test_without_a_library_a_command_says_how_to_make_one(run: Portfolio, words: list[str]) -> None:
    assert "portfolio init" in run.refused(*words, code=4)
    assert not run.data_dir.exists()


@pytest.mark.parametrize("words", [["add", "X"], ["project", "add", "X"], ["profile", "edit", "--name=X"], ["list"]])
def test_a_library_that_was_named_is_never_made_on_the_way(
    run: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    folder = tmp_path / "a new place"
    assert f"portfolio init '{folder}'" in run.refused("--library", folder, *words, code=4)
    monkeypatch.setenv("LAUREL_LIBRARY", str(folder))
    assert f"portfolio init '{folder}'" in run.refused(*words, code=4)
    assert not folder.exists()


def test_init_makes_a_library_where_it_is_told(run: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run.json("init", tmp_path / "one")["library"]
    assert set(made) == {
        "path", "uuid", "schema", "credentials", "projects", "evidence", "skills", "files", "bytes", "trash",
    }  # fmt: skip
    assert made["path"] == str(tmp_path / "one")
    assert run("--library", tmp_path / "two", "init").out.strip() == str(tmp_path / "two")
    assert run("init").out.strip() == str(run.library)
    assert "already" in run.refused("init", tmp_path / "one")
    assert "twice" in run.refused("init", tmp_path / "three", "--library", tmp_path / "four", code=2)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert "not empty" in run.refused("init", tmp_path / "full")
    run.refused("init", tmp_path / "full" / "file")
    run("add", "X", "--library", tmp_path / "two")
    monkeypatch.setenv("LAUREL_LIBRARY", str(tmp_path / "two"))
    assert len(run("list").lines) == 1
    assert run("list", "--library", tmp_path / "one").lines == []
    monkeypatch.setenv("LAUREL_LIBRARY", "")
    assert run.json("info")["library"]["path"] == str(run.library)


def test_the_library_of_the_settings_is_used_but_not_made(run: Portfolio, tmp_path: Path) -> None:
    run("init", tmp_path / "mine")
    settings = run.data_dir / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"library = '{tmp_path / 'mine'}'\n", encoding="utf-8")
    assert run.json("info")["library"]["path"] == str(tmp_path / "mine")
    shutil.rmtree(tmp_path / "mine")
    assert str(tmp_path / "mine") in run.refused("add", "X", code=4)


def test_reading_goes_on_while_a_window_has_the_library_open(run: Portfolio) -> None:
    run("add", "X")
    run("attach", "--note", "n", "--to", "X")
    with Store.open(run.library):
        for words in READS:
            assert run(*words).code == 0
        for words in (["add", "Y"], ["undo"], ["edit", "X", "--number=1"], ["attach", "--note=x"]):
            assert f"process {os.getpid()}" in run.refused(*words, code=5)
    run("edit", "X", "--number=1")


@pytest.mark.needs("posix")
def test_a_read_only_library_is_read_and_not_changed(run: Portfolio) -> None:
    run("add", "X")
    command = [sys.executable, "-m", "portfolio", "--data-dir", str(run.data_dir)]
    if os.geteuid() == 0:  # root writes everywhere unless it gives that up
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and there is no setpriv to give that up")
        command = ["setpriv", "--bounding-set=-all", *command]
    paths = [run.library, *run.library.iterdir()]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        listed = _process(command, "list")
        refused = _process(command, "edit", "X", "--number=1")
        exported = _process(command, "export", "--out", str(run.data_dir / "x.pdf"))
    finally:
        for path in paths:
            path.chmod(0o700)
    assert (listed.returncode, listed.stdout.split("\t")[1:2]) == (0, ["X"])
    assert refused.returncode == 5, refused.stderr
    assert "read-only" in refused.stderr
    assert exported.returncode == 0, exported.stderr


def _process(command: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command, *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_check_finds_what_is_wrong(run: Portfolio, file: Path) -> None:
    run("add", "X", "--attach", file)
    assert run.json("check") == {"problems": []}
    (blob,) = (path for path in (run.library / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o600)
    blob.write_bytes(b"changed")
    problems = run.json("check", code=6)["problems"]
    assert set(problems[0]) == {"what", "where", "hint"}
    assert problems[0]["what"] in run("check", code=6).out
    run.refused("copy", file.name, "copy.txt")
    blob.unlink()
    assert len(run.json("check", code=6)["problems"]) == 1
    assert run("list").code == 0


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like one" * 50])
def test_a_foreign_or_damaged_database_is_said_and_left_alone(run: Portfolio, content: bytes) -> None:
    run("add", "X")
    database = run.library / "library.sqlite"
    database.write_bytes(content)
    for words in (["list"], ["show", "X"], ["info"], ["add", "Y"], ["undo"], ["export"], ["profile"]):
        assert run.refused(*words)
    assert run.json("check", code=6)["problems"]
    assert database.read_bytes() == content


def test_a_page_of_the_database_that_is_damaged_is_found_by_check(run: Portfolio) -> None:
    for number in range(30):
        run("add", f"Credential {number}", "--description", "text " * 400)
    database = run.library / "library.sqlite"
    content = bytearray(database.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 4096] = b"\xa5" * 4096
    database.write_bytes(content)
    assert run.json("check", code=6)["problems"]
    for words in (["list"], ["list", "evidence"], ["list", "text"], ["add", "Y"], ["export", "--force"]):
        run.ends(*words, codes=(0, 1))
