"""Fields as TOML text, and an editor that changes it, in a terminal of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.cli.editor import as_toml, from_toml
from portfolio.core import fields
from portfolio.core.dates import PartialDate
from portfolio.core.errors import PortfolioError
from portfolio.core.records import Credential
from tests.cli.conftest import Portfolio

ROOT = Path(__file__).resolve().parents[2]


@given(st.text(), st.text(), st.booleans(), st.decimals(0, 1000, places=2))
def test_what_is_not_touched_stays_the_same(title: str, description: str, featured: bool, hours: Decimal) -> None:
    record = Credential(
        "1",
        fields.one_line(title) or "x",
        description=fields.plain_text(description).strip(),
        featured=featured,
        hours=hours,
        issued=PartialDate(2026, 11),
    )
    present = {field.name: getattr(record, field.name) for field in fields.CREDENTIAL}
    assert fields.clean(fields.CREDENTIAL, from_toml(as_toml(fields.CREDENTIAL, present))) == present


def test_the_text_explains_every_field() -> None:
    text = as_toml(fields.CREDENTIAL, asdict(Credential("1", "X")))
    for field in fields.CREDENTIAL:
        assert f"# {field.label}" in text
        assert f"\n{field.name} = " in text


def test_dates_and_numbers_may_be_written_bare() -> None:
    assert from_toml("issued = 2026-11-23\nexpires = 2027\nhours = 12.5\nfeatured = true") == {
        "issued": "2026-11-23", "expires": "2027", "hours": "12.5", "featured": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["title = ", "title = 'a", "= 1", "a.b = 1", "[x]", "title = ['a']", "x" * 100_000, "\x00"]
)
def test_text_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(PortfolioError) as caught:
        from_toml(text)
    assert caught.value.hint


@pytest.mark.needs("posix")
@pytest.mark.parametrize(
    ("script", "code", "said", "number"),
    [
        ('s/^number = .*/number = "42"/', 0, "Changed", "42"),
        ("s/nothing/nothing/", 0, "Nothing was changed", ""),
        ("s/^number = .*/number = /", 1, "kept in", ""),
        ('s/^issued = .*/issued = "soon"/', 1, "Issued", ""),
        ('s/^title = .*/title = ""/', 1, "Title is empty", ""),
        ("s/(/(/;s/[/", 1, "ended with code", ""),
    ],
)  # fmt: skip
def test_the_editor_changes_what_it_leaves_changed(
    run: Portfolio, tmp_path: Path, script: str, code: int, said: str, number: str
) -> None:
    run("add", "X", "--description", "Two\nlines")
    before = run.json("show", "X")["credential"]
    ended, output = in_terminal(run, tmp_path, f"sed -i -e '{script}'")
    assert said in output
    assert ended == code
    assert run.json("show", "X")["credential"] == before | {"number": number}
    assert len(list(tmp_path.glob("laurel-*"))) == code


@pytest.mark.needs("posix")
def test_an_editor_that_is_not_there_is_said(run: Portfolio, tmp_path: Path) -> None:
    run("add", "X")
    code, output = in_terminal(run, tmp_path, "no-such-editor-anywhere --wait")
    assert code == 1
    assert "does not start" in output
    assert in_terminal(run, tmp_path, "unbalanced 'quote")[0] == 1


def in_terminal(run: Portfolio, tmp_path: Path, editor: str) -> tuple[int, str]:
    """`portfolio edit X` in a pseudo-terminal; its exit code and all that it wrote."""
    import pty

    leader, follower = pty.openpty()
    environment = os.environ | {"EDITOR": editor, "TMPDIR": str(tmp_path), "COLUMNS": "100"}
    environment.pop("VISUAL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "portfolio", "--data-dir", str(run.data_dir), "edit", "X"],
        cwd=ROOT, env=environment, stdin=follower, stdout=follower, stderr=follower,
    )  # fmt: skip
    os.close(follower)
    output = b""
    try:
        while block := os.read(leader, 4096):
            output += block
    except OSError:  # Linux says so when the other end has closed
        pass
    finally:
        os.close(leader)
    return process.wait(60), output.decode()
