"""Where things lie: the folders of the system, or all of them below one folder for `--data-dir`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

APPLICATION = "Laurel"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user. None of them has to exist yet."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @property
    def library(self) -> Path:
        """The library that opens when none is named."""
        return self.data / "Library"

    @property
    def sample(self) -> Path:
        """The sample library."""
        return self.data / "Sample library"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def thumbnails(self) -> Path:
        return self.cache / "thumbnails"

    @property
    def log(self) -> Path:
        return self.logs / "laurel.log"


def system() -> Paths:
    """The folders that the operating system gives to applications."""
    import platformdirs

    folders = platformdirs.PlatformDirs(APPLICATION, appauthor=False)
    return Paths(folders.user_data_path, folders.user_config_path, folders.user_cache_path, folders.user_log_path)


def under(folder: Path) -> Paths:
    """All folders below one."""
    folder = folder.absolute()
    return Paths(folder / "data", folder / "config", folder / "cache", folder / "logs")


def resources() -> Path:
    """The fonts, icons, themes and texts that come with the application."""
    return Path(__file__).resolve().parents[2] / "resources"
