"""Names that every file system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core.filenames import LONGEST_BYTES, safe_name

NAMES = st.text(max_size=300) | st.text(st.sampled_from('a.: /\\<>|?*"\x00\x1f\u202eé😀 conAUX1'), max_size=30)


@given(NAMES)
def test_every_name_becomes_one_that_can_be_written(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST_BYTES
    assert not set(safe) & set('<>:"/\\|?*\u202e\u2028')
    assert not any(unicodedata.category(mark) in ("Cc", "Cs") for mark in safe)
    assert safe == safe.strip(" .") or safe.startswith("_")
    assert safe.partition(".")[0].strip().lower() not in ("con", "prn", "aux", "nul", "com1", "lpt9", "conin$")
    assert safe_name(safe) == safe
    path = tmp_path_factory.getbasetemp() / safe
    path.write_bytes(b"")
    path.unlink()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Zertifikat Größe.pdf", "Zertifikat Größe.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("a/b\\c:d.pdf", "a_b_c_d.pdf"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Aux .tar.gz", "_Aux .tar.gz"),
        ("lpt¹", "_lpt¹"),
        ("console.log", "console.log"),
        (".bashrc", "bashrc"),
        ("name. ", "name"),
        ("", "file"),
        ("...", "file"),
        ("gpj.\u202eexe", "gpj._exe"),
        ("no extension", "no extension"),
        ("v1.0 and some more words", "v1.0 and some more words"),
        ("👩‍🔬.png", "👩‍🔬.png"),
        ("\udcff.pdf", "_.pdf"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_keep_their_extension_and_whole_characters() -> None:
    assert safe_name("é" * 300 + ".pdf") == "é" * 97 + ".pdf"
    assert safe_name("x" * 300 + "." + "y" * 40) == "x" * 199
    assert safe_name("", fallback="Export.pdf") == "Export.pdf"
    assert Path(safe_name("😀" * 100)).name == "😀" * 49
