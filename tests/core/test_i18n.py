"""The application speaks one language; a document may speak another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.core import i18n
from tests.core.test_dates import compiled


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Two catalogues, and English again afterwards."""
    head = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"}
    for code, words in (
        ("de", {"Save": "Sichern", "{n} file\0{n} files": "{n} Datei\0{n} Dateien"}),
        ("pt_BR", {"Save": "Salvar"}),
    ):
        place = tmp_path / "locale" / code / "LC_MESSAGES"
        place.mkdir(parents=True)
        (place / "laurel.mo").write_bytes(compiled(head | words))
    yield tmp_path / "locale"
    i18n.use_language("en", tmp_path)


def test_words_of_the_chosen_language(folder: Path) -> None:
    assert i18n.gettext("Save") == "Save"
    i18n.use_language("de", folder)
    assert i18n.gettext("Save") == "Sichern"
    assert i18n.gettext("Undo") == "Undo"
    assert [i18n.ngettext("{n} file", "{n} files", n) for n in (1, 2)] == ["{n} Datei", "{n} Dateien"]
    i18n.use_language("pt-BR", folder)
    assert i18n.gettext("Save") == "Salvar"
    i18n.use_language("de_AT", folder)
    assert i18n.gettext("Save") == "Sichern"


def test_a_document_has_a_language_of_its_own(folder: Path) -> None:
    i18n.use_language("de", folder)
    assert i18n.catalogue("pt_BR", folder).gettext("Save") == "Salvar"
    assert i18n.gettext("Save") == "Sichern"


@pytest.mark.parametrize(
    "language", ["", "xx", "../locale/de", "de/../de", "de\x00", "\ud800", "x" * 300, "C:", "de.UTF-8"]
)
def test_what_is_no_language_is_english(folder: Path, language: str) -> None:
    i18n.use_language(language, folder)
    assert i18n.gettext("Save") == "Save"
    assert i18n.ngettext("{n} file", "{n} files", 2) == "{n} files"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xde\x12\x04\x95",
        b"nonsense" * 9,
        compiled({"": "Content-Type: text/plain; charset=nonsense\n", "Save": "x"}),
    ],
    ids=range(4),
)
def test_a_damaged_catalogue_is_english(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "eo" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "laurel.mo").write_bytes(content)
    assert i18n.catalogue("eo", tmp_path).gettext("Save") == "Save"
