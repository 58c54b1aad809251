"""The command line as a process: terminals, pipes that close, full disks, Ctrl+C, and what nobody expected."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.core.store import Store
from tests.cli.conftest import Portfolio

ROOT = Path(__file__).resolve().parents[2]


def command(run: Portfolio, *words: str) -> list[str]:
    return [sys.executable, "-m", "portfolio", "--data-dir", str(run.data_dir), *words]


def process(run: Portfolio, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(run, *words), cwd=ROOT, env=os.environ | environment, capture_output=True, timeout=60, check=False
    )


def in_terminal(run: Portfolio, *words: str, **environment: str) -> str:
    """What the command shows in a terminal of 80 columns."""
    import pty

    leader, follower = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        command(run, *words), cwd=ROOT, env=variables | {"COLUMNS": "80", "TERM": "xterm"} | environment,
        stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE,
    ):  # fmt: skip
        os.close(follower)
        output = b""
        try:
            while block := os.read(leader, 4096):
                output += block
        except OSError:  # Linux says so when the other end has closed
            pass
        finally:
            os.close(leader)
    return output.decode().replace("\r\n", "\n")


@pytest.mark.needs("posix")
def test_a_terminal_gets_columns_words_and_colours(run: Portfolio) -> None:
    run("add", "A credential with a title that is longer than any table has room for", "--issued", "2019-11",
        "--expires", "2020-01-31", "--issuer", "Institute \x1b[31mof\x1b[0m Applied Table Widths")  # fmt: skip
    shown = in_terminal(run, "list", NO_COLOR="1")
    assert "\x1b" not in shown
    heading, line = shown.splitlines()
    assert heading.split() == ["ID", "TITLE", "ISSUER", "ISSUED", "EXPIRES", "STATUS"]
    assert len(line) <= 80
    assert "31 Jan 2020  expired" in line
    assert "…" in line
    assert "\x1b[31mexpired" in in_terminal(run, "list")
    assert "\x1b" not in in_terminal(run, "list", TERM="dumb")
    assert "Nov 2019" in in_terminal(run, "show", "credential")
    assert "2019-11" in process(run, "show", "credential").stdout.decode()
    assert "PDF" in process(run, "export", "--out", "-", "--quiet").stdout[:5].decode()
    assert in_terminal(run, "export", "--out", "-") == ""


@pytest.mark.needs("posix")
def test_a_reader_that_has_enough_is_no_failure(run: Portfolio) -> None:
    run("init")
    with Store.open(run.library) as store, store.write("Many") as session:
        from portfolio.core import library

        for number in range(2000):
            library.add_credential(session, title=f"Credential {number} " + "x" * 500)
    with subprocess.Popen(command(run, "list"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.read(10)
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_behind_standard_output_is_said(run: Portfolio) -> None:
    run("add", "X")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            command(run, "list"), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert b"No space left" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_output_will_do(run: Portfolio, encoding: str) -> None:
    run("add", "龍 ä 🚀")
    plain = process(run, "list", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert plain.returncode == 0
    document = process(run, "list", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    import json

    assert json.loads(document.stdout.decode(encoding))["credentials"][0]["title"] == "龍 ä 🚀"
    assert process(run, "help", "json", PYTHONIOENCODING=encoding, PYTHONUTF8="0").returncode == 0


@pytest.mark.needs("posix")
def test_ctrl_c_stops_an_import_and_leaves_nothing_behind(run: Portfolio, tmp_path: Path) -> None:
    run("add", "X")
    huge = tmp_path / "huge.bin"
    with huge.open("wb") as file:
        file.truncate(3 << 30)  # sparse: it takes seconds to read and no space
    with subprocess.Popen(
        command(run, "attach", str(huge), "--to", "X"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        staging = run.library / "staging"
        deadline = time.monotonic() + 30
        while not any(staging.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        _out, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert b"Stopped" in said
    assert b"Traceback" not in said
    assert run.json("show", "X")["credential"]["evidence"] == []
    assert not any(staging.iterdir())


def test_what_nobody_expected_is_one_sentence_and_a_line_in_the_log(
    run: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "A secret title")

    # A bug put in on purpose: one that is there by itself would have to be mended instead.
    def fails(*_anything: object) -> None:
        raise RuntimeError("A secret title broke it")

    monkeypatch.setattr("portfolio.cli.listing.reading", fails)
    code = main(["--data-dir", str(run.data_dir), "list"])
    said = capsys.readouterr().err
    log = run.data_dir / "logs" / "laurel.log"
    assert code == 1
    assert str(log) in said
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "secret" not in said + written
    log.unlink()
    log.parent.rmdir()
    log.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert main(["--data-dir", str(run.data_dir), "list"]) == 1
    said = capsys.readouterr().err
    assert "could not be written" in said
    assert "Traceback" not in said


def test_interrupting_is_130(
    run: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_anything: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("portfolio.cli.listing.reading", interrupted)
    assert main(["--data-dir", str(run.data_dir), "list"]) == 130
    assert "Stopped" in capsys.readouterr().err
