"""Settings come back as they were saved, and a broken file means the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core.errors import PortfolioError
from portfolio.core.settings import SCHEMES, TEXT_SCALES, Settings, load, save

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


@given(
    st.builds(
        Settings,
        scheme=st.sampled_from(SCHEMES),
        text_scale=st.sampled_from(TEXT_SCALES),
        library=TEXTS,
        language=TEXTS,
        window=TEXTS,
        splitter=TEXTS,
        last_export_folder=TEXTS,
    )
)
def test_what_is_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.getbasetemp() / "settings" / "settings.toml"
    save(settings, path)
    assert load(path) == settings
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00\xff\xfe", b"scheme = ", b"[", b"scheme = 3", b"text_scale = 'big'", b"text_scale = true",
        b"unknown = 1",
        b"scheme = 'purple'", b"a = " + b"[" * 100_000, b"library = 1979-05-27", b"[scheme]\nx = 1",
        b"text_scale = 1e999",
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_broken_or_wrong_means_the_default(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.toml").write_bytes(content)
    assert load(tmp_path / "s.toml") == Settings()


def test_no_file_or_a_folder_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing.toml") == Settings()
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(("found", "meant"), [("-5", 100), ("0", 100), ("137", 125), ("140", 150), ("9" * 40, 200)])
def test_the_text_scale_is_one_that_can_be_chosen(tmp_path: Path, found: str, meant: int) -> None:
    (tmp_path / "s.toml").write_text(f"text_scale = {found}\nscheme = 'dark'\n")
    assert load(tmp_path / "s.toml") == Settings(text_scale=meant, scheme="dark")


def test_a_path_that_is_no_unicode_is_not_kept_and_spoils_nothing(tmp_path: Path) -> None:
    save(Settings(library="/home/\udcff", scheme="dark"), tmp_path / "s.toml")
    assert load(tmp_path / "s.toml") == Settings(scheme="dark")


def test_a_place_that_cannot_be_written_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    save(Settings(scheme="dark"), path)
    (tmp_path / "s.toml.part").mkdir()
    with pytest.raises(PortfolioError, match="settings could not be saved"):
        save(Settings(scheme="light"), path)
    assert load(path).scheme == "dark"
    (tmp_path / "file").touch()
    with pytest.raises(PortfolioError, match="settings could not be saved"):
        save(Settings(), tmp_path / "file" / "s.toml")
