"""What a person set: a frozen dataclass, kept as TOML. A missing, old or broken file means the defaults."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

SCHEMES = ("system", "light", "dark")
TEXT_SCALES = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """`text_scale` is in percent; `library` is the folder opened last, "" for the default one; sizes are in pixels."""

    scheme: str = "system"
    text_scale: int = 100
    library: str = ""
    language: str = ""
    expiring_days: int = 90
    window: str = ""
    splitter: str = ""
    last_export_folder: str = ""


def load(path: Path) -> Settings:
    """The settings of the file; the default for each value that is missing or of the wrong kind."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    kept = {name: value for name, value in found.items() if name in known and type(value) is type(known[name])}
    return _within(Settings(**kept))


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all."""
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(tomli_w.dumps(asdict(settings)), "utf-8")
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _within(settings: Settings) -> Settings:
    scheme = settings.scheme if settings.scheme in SCHEMES else "system"
    return replace(
        settings,
        scheme=scheme,
        text_scale=min(max(settings.text_scale, TEXT_SCALES[0]), TEXT_SCALES[-1]),
        expiring_days=min(max(settings.expiring_days, 1), 3650),
    )
