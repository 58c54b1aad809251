"""The files that come along: fonts for all names of people, icons that the code names, licences beside them."""

from __future__ import annotations

import ast
import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from portfolio.ui import theme

ROOT = Path(__file__).resolve().parents[2]
FONTS, ICONS, THEMES = (theme.RESOURCES / name for name in ("fonts", "icons", "themes"))
DRAWINGS = sorted(theme.RESOURCES.rglob("*.svg"))
FACES = sorted(FONTS.glob("*.ttf"))
BLOCKS = {
    "Basic Latin": (0x20, 0x7E, set()),
    "Latin-1": (0xA0, 0xFF, {0xAD}),
    "Latin Extended-A": (0x100, 0x17F, {0x149}),  # deprecated in Unicode
    "Latin Extended-B": (0x180, 0x24F, {0x1C4}),  # DŽ as one character: the original lacks it
    "Greek letters": (0x386, 0x3CE, {0x38B, 0x38D, 0x3A2}),  # not assigned
    "Cyrillic": (0x400, 0x479, set()),
    "Latin Extended Additional": (0x1E00, 0x1EFF, {0x1E9C}),
}
OTHERS = "–—‘’‚“”„†‡•…‰‹›€₤₦₩₫₱₴₹₺₽₿™←↑→↓↔↕−×÷±≈≠≤≥∞√∑∏∂∫µΩ"


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_a_face_covers_latin_greek_and_cyrillic(path: Path) -> None:
    known = TTFont(path).getBestCmap()
    for block, (first, last, absent) in BLOCKS.items():
        missing = {code for code in range(first, last + 1) if code not in known}
        assert missing <= absent, block
    assert [character for character in OTHERS if ord(character) not in known] == []


def test_the_four_faces_are_told_apart_by_their_names() -> None:
    names = {str(TTFont(path)["name"].getDebugName(6)) for path in FACES}
    assert names == {"Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"}
    for path in FACES:
        font = TTFont(path)
        assert (font["name"].getDebugName(16) or font["name"].getDebugName(1)) == "Inter"
        assert "glyf" in font, "the PDF engine reads no other outlines"
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0, "embedding is allowed"


def test_the_weights_are_those_of_the_names() -> None:
    found = {path.stem: TTFont(path)["OS/2"].usWeightClass for path in FACES}
    assert found == {"Inter-Regular": 400, "Inter-Medium": 500, "Inter-SemiBold": 600, "Inter-Bold": 700}


def test_the_fonts_are_those_that_the_sources_describe() -> None:
    described = dict(re.findall(r"`(Inter-\w+\.ttf)` \| `([0-9a-f]{64})`", (FONTS / "SOURCES.md").read_text("utf-8")))
    assert described == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FACES}


def test_every_licence_is_beside_what_it_covers() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
    assert "ISC License" in (ICONS / "LICENSE-lucide.txt").read_text("utf-8")
    for folder in (FONTS, ICONS):
        text = (folder / "SOURCES.md").read_text("utf-8")
        assert re.search(r"SHA-256\s+`[0-9a-f]{64}`", text)
        assert "://" not in text


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_drawing_can_be_drawn(path: Path) -> None:
    data = path.read_bytes()
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    assert renderer.viewBoxF().width() == renderer.viewBoxF().height() > 0
    assert b"<script" not in data
    assert b"href" not in data


def icons_named(source: str) -> set[str]:
    """The strings of a module that are handed to something that takes the name of an icon."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = PLACES.get(name)
            words = [word.value for word in node.keywords if word.arg == "icon"]
            words += node.args[place : place + 1] if place is not None else []
            found |= {str(word.value) for word in words if isinstance(word, ast.Constant)}
    return found - {""}


# what takes an icon -> which of its arguments that is
PLACES = {
    **dict.fromkeys(
        ("icon", "pixmap", "Picture", "IconButton", "EmptyState", "show_icon", "set_icon", "add_button"), 0
    ),
    **dict.fromkeys(("Button", "NavButton"), 1),
    **dict.fromkeys(("add_page", "add_action", "paint"), 2),
}


def test_every_icon_that_the_code_names_is_there() -> None:
    named = {
        (path.name, name)
        for path in sorted((ROOT / "portfolio" / "ui").rglob("*.py"))
        for name in icons_named(path.read_text(encoding="utf-8"))
    }
    assert len(named) >= 10, "the search finds what is plainly there"
    assert [(module, name) for module, name in sorted(named) if not (ICONS / f"{name}.svg").is_file()] == []


def test_the_ticks_and_arrows_have_the_colours_of_their_theme() -> None:
    for name in ("light", "dark"):
        colours = theme.load_tokens(name)
        for picture, role in (("check", "accent_text"), ("down", "text_soft"), ("up-disabled", "disabled")):
            assert getattr(colours, role) in (THEMES / name / f"{picture}.svg").read_text("utf-8")
