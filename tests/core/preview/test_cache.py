"""Thumbnails on disk: drawn once, never half, bounded in size."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.core.preview import Previewer, ThumbnailCache
from tests.core.preview.foreign import picture, written


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def red(tmp_path: Path) -> Path:
    return written(tmp_path, "red", picture("PNG"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_drawn_once(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    key = digest(red)
    made = cache.get(key, red, "image/png", 64)
    assert made is not None
    assert made.read_bytes().startswith(b"\x89PNG")
    red.unlink()
    assert cache.get(key, red, "image/png", 64) == made
    assert ThumbnailCache(tmp_path / "cache", previewer).get(key, red, "image/png", 64) == made
    assert files(tmp_path / "cache") == [made]


def test_each_size_has_its_own(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    assert cache.get(digest(red), red, "image/png", 64) != cache.get(digest(red), red, "image/png", 32)


def test_a_failure_is_remembered(previewer: Previewer, tmp_path: Path) -> None:
    bad = written(tmp_path, "bad", b"no picture at all")
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    assert cache.get(digest(bad), bad, "image/png", 64) is None
    key = digest(bad)
    bad.write_bytes(picture("PNG"))
    assert cache.get(key, bad, "image/png", 64) is None
    assert [path.suffix for path in files(tmp_path / "cache")] == [".none"]


def test_what_cannot_be_drawn_leaves_no_trace(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    assert ThumbnailCache(tmp_path / "cache", previewer).get(digest(red), red, "application/zip", 64) is None
    assert not (tmp_path / "cache").exists()


def test_a_missing_child_is_not_the_files_fault(red: Path, previewer: Previewer, tmp_path: Path) -> None:
    closed = Previewer()
    closed.close()
    assert ThumbnailCache(tmp_path / "cache", closed).get(digest(red), red, "image/png", 64) is None
    assert ThumbnailCache(tmp_path / "cache", previewer).get(digest(red), red, "image/png", 64) is not None


def test_half_a_file_of_a_power_cut_is_drawn_again(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    made = cache.get(digest(red), red, "image/png", 64)
    assert made is not None
    whole = made.read_bytes()
    made.write_bytes(bytes(len(whole)))
    assert cache.get(digest(red), red, "image/png", 64) == made
    assert made.read_bytes() == whole


def test_the_least_recently_used_go_first(previewer: Previewer, tmp_path: Path) -> None:
    sources = [written(tmp_path, f"{n}", picture("PNG", (200 + n, 100))) for n in range(12)]
    first = ThumbnailCache(tmp_path / "cache", previewer).get(digest(sources[0]), sources[0], "image/png", 200)
    assert first is not None
    size = first.stat().st_size
    cache = ThumbnailCache(tmp_path / "cache", previewer, cap=size * 6)
    for age, source in enumerate(sources):
        made = cache.get(digest(source), source, "image/png", 200)
        assert made is not None
        os.utime(made, (1_000_000 + age, 1_000_000 + age))
        cache.get(digest(sources[0]), sources[0], "image/png", 200)
    left = {path.name[:64] for path in files(tmp_path / "cache")}
    assert digest(sources[0]) in left
    assert digest(sources[-1]) in left
    assert digest(sources[1]) not in left
    assert sum(path.stat().st_size for path in files(tmp_path / "cache")) <= size * 6


def test_a_name_that_is_no_hash_never_becomes_a_path(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    for name in ("../../etc/passwd", "A" * 64, "", "f" * 64 + "\n"):
        with pytest.raises(ValueError, match="SHA-256"):
            cache.get(name, red, "image/png", 64)


def test_a_folder_that_takes_no_files_is_no_failure(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    blocked = written(tmp_path, "blocked", b"a file where the folder should be")
    assert ThumbnailCache(blocked, previewer).get(digest(red), red, "image/png", 64) is None


def test_what_is_forgotten_is_gone_at_every_size(previewer: Previewer, red: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", previewer)
    other = written(tmp_path, "other", picture("PNG", (30, 30)))
    kept = cache.get(digest(other), other, "image/png", 64)
    for size in (32, 64):
        cache.get(digest(red), red, "image/png", size)
    cache.forget(digest(red))
    assert files(tmp_path / "cache") == [kept]
    with pytest.raises(ValueError, match="SHA-256"):
        cache.forget("..")
