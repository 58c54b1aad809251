"""The themes: every pair of colours that occurs can be read, and a switch reaches everything."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from typing import Literal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from portfolio.ui import icons, theme
from portfolio.ui.stylesheet import stylesheet
from portfolio.ui.widgets.badge import behind_initials, gradient, luminance
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.card import TONES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform
Name = Literal["light", "dark"]
both = pytest.mark.parametrize("name", ["light", "dark"])


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 100)
    yield
    theme.apply(qapp, "light", 100)


def contrast(first: str, second: str) -> float:
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    dark, light = sorted((luminance(QColor(first)), luminance(QColor(second))))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@both
def test_every_text_can_be_read_on_every_ground_it_stands_on(name: Name) -> None:
    colours = theme.load_tokens(name)
    found = {
        (text, ground): contrast(getattr(colours, text), getattr(colours, ground)) for text, ground in theme.TEXT_PAIRS
    }
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.5} == {}


@both
def test_every_edge_and_focus_ring_can_be_seen(name: Name) -> None:
    colours = theme.load_tokens(name)
    found = {
        (edge, ground): contrast(getattr(colours, edge), getattr(colours, ground)) for edge, ground in theme.EDGE_PAIRS
    }
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 3} == {}


def test_every_tone_of_a_chip_is_among_the_tested_pairs() -> None:
    assert set(TONES.values()) <= set(theme.TEXT_PAIRS)


@pytest.mark.parametrize(
    "seed", ["Northlight Academy", "Quarry", "Ünïversité", "جامعة المنارة", "", *map(str, range(120))]
)
def test_white_initials_can_be_read_on_every_badge(seed: str) -> None:
    for colour in gradient(seed):
        assert contrast(behind_initials(colour).name(), "#FFFFFF") >= 4.5


@both
def test_a_theme_has_every_role_and_no_other(name: Name) -> None:
    file = theme.RESOURCES / "themes" / f"{name}.toml"
    roles = set(tomllib.loads(file.read_text(encoding="utf-8"))["colours"])
    assert roles == {field.name for field in fields(theme.Tokens)} - {"name", "dark"}
    assert all(QColor(getattr(theme.load_tokens(name), role)).isValid() for role in roles)


@both
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_style_sheet_is_filled_in_completely(name: Name, scale: int) -> None:
    filled = stylesheet(theme.load_tokens(name), scale)
    assert not re.search(r"@\w|\dsp\b", filled)
    for picture in re.findall(r"url\(theme:([^)]+)\)", filled):
        assert (theme.RESOURCES / "themes" / picture).is_file(), picture


def test_lengths_grow_with_the_text() -> None:
    small, large = (stylesheet(theme.load_tokens("light"), scale) for scale in (100, 200))
    assert "font-size: 20px" in small
    assert "font-size: 40px" in large


def test_a_switch_changes_palette_icons_and_sizes(qapp: QApplication, qtbot: QtBot) -> None:
    button = Button("Add", "plus")
    qtbot.addWidget(button)
    button.show()
    before, hint = button.icon().pixmap(16).toImage(), button.sizeHint()
    theme.apply(qapp, "dark", 200)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.load_tokens("dark").window)
    assert theme.color("text") == QColor(theme.load_tokens("dark").text)
    assert button.icon().pixmap(16).toImage() != before
    assert button.sizeHint().width() > hint.width() * 1.7
    assert button.sizeHint().height() > hint.height() * 1.7
    assert theme.px(10) == 20


def test_the_text_scale_is_kept_within_bounds(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 900)
    assert theme.scale() == theme.MOST_SCALE
    theme.apply(qapp, "light", 1)
    assert theme.scale() == theme.LEAST_SCALE


def test_the_system_is_followed_only_when_asked(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    theme.apply(qapp, "dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens().dark
    theme.apply(qapp, "system")
    assert theme.tokens().dark == (hints.colorScheme() == Qt.ColorScheme.Dark)


def test_inter_comes_in_four_real_weights(qapp: QApplication) -> None:
    from PySide6.QtGui import QFont, QFontMetricsF

    weights = (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)
    widths = [QFontMetricsF(theme.font(40, weight)).horizontalAdvance("Hamburgefonts") for weight in weights]
    assert QFontInfo(theme.font()).family() == "Inter"
    assert widths == sorted(set(widths))


def test_disabled_and_checked_icons_have_their_own_colour(qapp: QApplication) -> None:
    made = icons.icon("star")
    pictures = [
        made.pixmap(QSize(16, 16), mode, state).toImage()
        for mode, state in (
            (QIcon.Mode.Normal, QIcon.State.Off),
            (QIcon.Mode.Disabled, QIcon.State.Off),
            (QIcon.Mode.Normal, QIcon.State.On),
        )
    ]
    assert pictures[0] != pictures[1]
    assert pictures[0] != pictures[2]


def test_icons_are_sharp_on_dense_screens() -> None:
    picture = icons.pixmap("star", 16, "#000000", 2.0)
    assert picture.size() == QSize(32, 32)
    assert picture.deviceIndependentSize().toSize() == QSize(16, 16)


@pytest.mark.parametrize("kind", [QLineEdit, QPushButton])
def test_the_focus_ring_is_painted(qtbot: QtBot, kind: type[QLineEdit | QPushButton]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(120, 34)
    widget.show()
    qtbot.waitExposed(widget)
    widget.clearFocus()
    before = widget.grab().toImage()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    after = widget.grab().toImage()
    assert after.pixelColor(60, 1) == QColor(theme.tokens().focus)
    assert before.pixelColor(60, 1) != after.pixelColor(60, 1)
