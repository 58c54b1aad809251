"""The look in one place: colours by role from resources/themes, Inter, and sizes that grow with the text.

`apply(app, scheme, scale)` sets everything and may be called again at any time; nothing has to be built anew. Code that
paints asks `color(role)`, `px(size)` and `font(size, weight)` at the time it paints, so a switch needs only an update.
Widgets that cache sizes recompute them in `changeEvent` when `is_restyle(event)`.
All sizes are logical pixels at a text scale of 100 %; contrast follows WCAG 2.2, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from portfolio.core.paths import resources

Scheme = Literal["system", "light", "dark"]

RESOURCES = resources()
FACES = ("Regular", "Medium", "SemiBold", "Bold")
FAMILY = "Inter"

CAPTION, SMALL, BODY, STRONG, HEADING, TITLE = 11, 12, 13, 14, 16, 20  # the type scale, in pixels at 100 %
RADIUS = 8  # buttons and inputs
CARD_RADIUS = 12
GRID = 8
LEAST_SCALE, MOST_SCALE = 100, 200


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme by role, as `#RRGGBB`."""

    name: str
    dark: bool
    window: str
    sidebar: str
    surface: str
    card: str
    card_selected: str
    sunken: str
    hover: str
    pressed: str
    border: str
    border_input: str
    scrollbar: str
    scrollbar_hover: str
    text: str
    text_soft: str
    text_faint: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_soft: str
    on_soft: str
    link: str
    focus: str
    chip: str
    chip_text: str
    chip_selected: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    raised: str
    toast: str
    toast_edge: str
    toast_hover: str
    toast_text: str
    toast_action: str
    toast_ok: str
    toast_bad: str


GROUNDS = ("window", "sidebar", "surface", "card", "card_selected", "sunken", "hover", "raised")
# Text on its ground: at least 4.5:1 each. tests/ui/test_theme.py computes them for both themes.
TEXT_PAIRS = (
    *(("text", ground) for ground in GROUNDS),
    *(("text_soft", ground) for ground in GROUNDS),
    *(("text_faint", ground) for ground in ("window", "sidebar", "surface", "card", "sunken", "raised")),
    *(("accent_text", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("link", ground) for ground in ("window", "surface", "card", "sunken", "raised")),
    *(("bad", ground) for ground in ("surface", "window", "hover")),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "info")),
    *(("text", f"{tone}_soft") for tone in ("ok", "warn", "bad", "info")),
    *(("text_soft", f"{tone}_soft") for tone in ("ok", "warn", "bad", "info")),
    *((text, "toast") for text in ("toast_text", "toast_action", "toast_ok", "toast_bad")),
    ("text", "pressed"),
    ("toast_action", "toast_hover"),
    ("on_soft", "accent_soft"),
    ("on_soft", "card_selected"),
    ("chip_text", "chip"),
    ("chip_text", "chip_selected"),
)
# The edge of what can be operated, and the focus ring, on what lies around it: at least 3:1 each.
EDGE_PAIRS = (
    *(("border_input", ground) for ground in ("window", "surface", "card", "sunken")),
    *(("focus", ground) for ground in ("window", "sidebar", "surface", "card", "sunken", "raised")),
    *(("scrollbar", ground) for ground in ("window", "surface", "raised")),
)


@lru_cache(maxsize=2)
def load_tokens(name: Literal["light", "dark"]) -> Tokens:
    """Read one theme. Raises TypeError when the file lacks a role or has one that nobody knows."""
    data = tomllib.loads((RESOURCES / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    return Tokens(name=data["name"], dark=data["dark"], **data["colours"])


@dataclass
class _State:
    tokens: Tokens | None = None
    colors: dict[str, QColor] = field(default_factory=dict)
    scheme: Scheme = "system"
    scale: int = 100
    following: bool = False
    loaded: bool = False


_state = _State()


def tokens() -> Tokens:
    """The theme in use."""
    if _state.tokens is None:
        _use(load_tokens("light"))
    assert _state.tokens is not None
    return _state.tokens


def color(role: str) -> QColor:
    """The colour of a role (a field of Tokens) in the theme in use. Not a copy: do not change it."""
    if not _state.colors:
        tokens()
    return _state.colors[role]


def scale() -> int:
    """The text scale in per cent."""
    return _state.scale


def px(size: float) -> int:
    """A length in logical pixels that grows with the text."""
    return round(size * _state.scale / 100)


def font(size: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter at `size` pixels of the type scale, grown with the text."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made


def is_restyle(event: QEvent) -> bool:
    """Whether this change event means that colours or sizes may be others now."""
    return event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


def set_ground(widget: QWidget, ground: Literal["surface", "window", "sunken", "card"]) -> None:
    """Give a plain widget a ground of the style sheet; "sunken" and "card" bring a border and round corners."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # or subclasses in Python would stay transparent
    widget.setProperty("ground", ground)


def load_fonts() -> None:
    """Give Qt the faces that the application brings along. Raises FileNotFoundError when one is missing."""
    if _state.loaded:
        return
    for face in FACES:
        path = RESOURCES / "fonts" / f"{FAMILY}-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    _state.loaded = True


def apply(app: QApplication, scheme: Scheme = "system", scale: int = 100) -> None:
    """Dress the application, now and whenever the system switches between light and dark.

    `scale` is the text scale in per cent, kept between 100 and 200.
    """
    load_fonts()
    _state.scheme, _state.scale = scheme, max(LEAST_SCALE, min(MOST_SCALE, scale))
    if not _state.following:
        _state.following = True
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(lambda _: _follow())
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[scheme]
    app.styleHints().setColorScheme(wanted)  # title bars and file dialogs of the system follow too
    _dress(app)


def _follow() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _wanted() != tokens():
        _dress(app)


def _wanted() -> Tokens:
    if _state.scheme != "system":
        return load_tokens(_state.scheme)
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return load_tokens("dark" if dark else "light")


def _dress(app: QApplication) -> None:
    from portfolio.ui.stylesheet import stylesheet

    _use(_wanted())
    app.setFont(font())
    app.setPalette(palette(tokens()))
    app.setStyleSheet(stylesheet(tokens(), _state.scale))


def _use(chosen: Tokens) -> None:
    _state.tokens = chosen
    names = (entry.name for entry in fields(Tokens) if entry.type == "str" and entry.name != "name")
    _state.colors = {name: QColor(getattr(chosen, name)) for name in names}


def palette(chosen: Tokens) -> QPalette:
    """What Fusion paints with, from the same colours as the style sheet."""
    role = QPalette.ColorRole
    made = QPalette()
    colors = {
        role.Window: chosen.window, role.WindowText: chosen.text, role.Base: chosen.surface, role.Text: chosen.text,
        role.AlternateBase: chosen.sunken, role.Button: chosen.surface, role.ButtonText: chosen.text,
        role.BrightText: chosen.accent_text, role.Highlight: chosen.accent, role.HighlightedText: chosen.accent_text,
        role.Accent: chosen.accent, role.Link: chosen.link, role.LinkVisited: chosen.link,
        role.ToolTipBase: chosen.raised, role.ToolTipText: chosen.text, role.PlaceholderText: chosen.text_faint,
        role.Light: chosen.raised, role.Midlight: chosen.border, role.Mid: chosen.border,
        role.Dark: chosen.border_input, role.Shadow: chosen.border_input,
    }  # fmt: skip
    for name, value in colors.items():
        made.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(chosen.border))
    return made
