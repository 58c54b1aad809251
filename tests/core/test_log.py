"""The log tells where in the code something failed, and nothing about people."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.core import fields, log
from portfolio.core.errors import PortfolioError


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    log.stop()


def failure() -> BaseException:
    try:
        fields.clean(fields.CREDENTIAL, {"title": "Ada Lovelace", "cost": "secret 4711"})
    except PortfolioError as error:
        return error
    raise AssertionError


def test_a_failure_is_written_without_what_is_personal(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "laurel.log"
    log.start(path)
    log.failed(failure(), "adding a credential")
    text = path.read_text("utf-8")
    assert "ERROR portfolio adding a credential: PortfolioError at fields.py:" in text
    assert "clean_value" in text
    for personal in ("Ada", "Lovelace", "secret", "4711", str(tmp_path), str(Path.home())):
        assert personal not in text


def test_what_did_not_happen_in_our_code_is_outside() -> None:
    assert log.where(ValueError("Ada")) == "ValueError at outside Laurel"


def test_starting_again_writes_to_the_new_place_alone(tmp_path: Path) -> None:
    log.start(tmp_path / "one.log")
    log.start(tmp_path / "two.log")
    logging.getLogger("portfolio.ui").warning("only once")
    assert not (tmp_path / "one.log").exists()
    assert (tmp_path / "two.log").read_text("utf-8").count("only once") == 1


def test_without_a_log_nothing_is_said_and_nothing_fails(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.log").mkdir()
    for path in (tmp_path / "file" / "laurel.log", tmp_path / "folder.log"):
        log.start(path)
        log.failed(failure(), "adding a credential")
    assert capfd.readouterr() == ("", "")


@pytest.mark.needs("posix")
def test_a_full_disk_costs_the_entry_alone(capfd: pytest.CaptureFixture[str]) -> None:
    log.start(Path("/dev/full"))
    log.failed(failure(), "adding a credential")
    log.stop()
    assert capfd.readouterr() == ("", "")


def test_what_is_no_unicode_is_written_all_the_same(tmp_path: Path) -> None:
    log.start(tmp_path / "laurel.log")
    logging.getLogger(log.NAME).info("half a pair: %s", "\ud800")
    assert "half a pair: \\ud800" in (tmp_path / "laurel.log").read_text("utf-8")


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    log.start(tmp_path / "laurel.log")
    for _number in range(40):
        logging.getLogger(log.NAME).info("x" * 60_000)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"laurel.log", "laurel.log.1", "laurel.log.2"}
    assert max(sizes.values()) <= log.LARGEST + 60_100
