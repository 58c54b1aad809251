"""What a person set: a frozen dataclass, kept as TOML. A missing, old or broken file means the defaults."""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

SCHEMES = ("system", "light", "dark")
TEXT_SCALES = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """`text_scale` is in percent; `library` is the folder opened last, "" for the default one; sizes are in pixels."""

    scheme: str = "system"
    text_scale: int = 100
    library: str = ""
    language: str = ""
    window: str = ""
    splitter: str = ""
    last_export_folder: str = ""


def load(path: Path) -> Settings:
    """The settings of the file; the default for each value that is missing or of the wrong kind."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):  # the last: brackets in brackets in brackets
        return Settings()
    known = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    kept = {name: value for name, value in found.items() if name in known and type(value) is type(known[name])}
    return _within(Settings(**kept))


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all. Raises PortfolioError in words."""
    import tomli_w

    content = tomli_w.dumps({name: _writable(value) for name, value in asdict(settings).items()}).encode()
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise PortfolioError(
            _("The settings could not be saved."), _("Look whether the disk is full or the settings' folder read-only.")
        ) from error


def _writable(value: str | int) -> str | int:
    """The value, or nothing in place of a path whose bytes are no Unicode: TOML cannot hold it."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return ""
    return value


def _within(settings: Settings) -> Settings:
    scheme = settings.scheme if settings.scheme in SCHEMES else "system"
    scale = min(TEXT_SCALES, key=lambda one: abs(one - settings.text_scale))
    return replace(settings, scheme=scheme, text_scale=scale)
