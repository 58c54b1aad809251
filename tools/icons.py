"""Makes resources/icons/ from a pinned package, and the ticks and arrows of the style sheet in each theme's colours.

Run it with Node's npm installed:  python tools/icons.py
A style sheet can only show pictures from files, so ticks and arrows are written once per theme; every other icon
is tinted when it is painted (portfolio/ui/icons.py). Our own mark, laurel.svg, is drawn by tools/mark.py.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path

PACKAGE = "lucide-static"
VERSION = "1.62.0"
SHA256 = "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
ICONS = RESOURCES / "icons"
THEMES = RESOURCES / "themes"

NAMES = """
archive archive-restore arrow-down arrow-up arrow-up-down award badge-check book-open book-user briefcase building-2
calendar check chevron-down chevron-left chevron-right chevron-up chevrons-up-down circle-alert circle-check
circle-help circle-stop circle-user circle-x clock command copy download ellipsis external-link eye eye-off file
file-archive file-badge file-down file-image file-plus file-spreadsheet file-text folder folder-kanban folder-open
globe graduation-cap grip-vertical history house id-card image import inbox info keyboard languages layers library
link list-filter mail map-pin minus monitor moon music paperclip pencil phone plus qr-code redo-2 refresh-cw search
settings shield-check sparkles star sticky-note sun tag tags target trash-2 triangle-alert undo-2 unlink video x
zoom-in zoom-out
""".split()  # noqa: SIM905 - easier to read and to sort than a list of a hundred strings

# file name -> (icon, token that colours it, stroke width in a drawing of 24 × 24)
CONTROLS = {
    "check": ("check", "accent_text", "3.5"),
    "check-disabled": ("check", "surface", "3.5"),
    "partly": ("minus", "accent_text", "3.5"),
    "down": ("chevron-down", "text_soft", "2.5"),
    "down-disabled": ("chevron-down", "disabled", "2.5"),
    "up": ("chevron-up", "text_soft", "2.5"),
    "up-disabled": ("chevron-up", "disabled", "2.5"),
    "right": ("chevron-right", "text_soft", "2.5"),
    "left": ("chevron-left", "text_soft", "2.5"),
    "close": ("x", "text_soft", "2.5"),
    "menu-check": ("check", "text", "3"),
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shape}</svg>\n'
DOT = '<circle cx="12" cy="12" r="6" fill="{colour}"/>'

SOURCES = """# Icons

* What: {count} outline icons in this folder, and the ticks and arrows in `../themes/light` and `../themes/dark`
* From: Lucide; npm package `{package}` {version}, tarball SHA-256
  `{sha256}`
* Licence: ISC, and MIT for those that came from Feather: `LICENSE-lucide.txt`
* Made by `tools/icons.py`

`laurel.svg` and `laurel-dark.svg` are our own, drawn by `tools/mark.py`, under the licence of the project.
"""


def main() -> None:
    """Download, check, pick, write."""
    ICONS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(download(Path(folder))) as archive:
        (ICONS / "LICENSE-lucide.txt").write_bytes(member(archive, "LICENSE"))
        for name in NAMES:
            (ICONS / f"{name}.svg").write_bytes(member(archive, f"icons/{source(name)}.svg"))
    write_controls()
    text = SOURCES.format(count=len(NAMES), package=PACKAGE, version=VERSION, sha256=SHA256)
    (ICONS / "SOURCES.md").write_text(text, encoding="utf-8")


def source(name: str) -> str:
    """The name that this version of the package uses, where it has moved on from a better known one."""
    return {"circle-help": "circle-question-mark"}.get(name, name)


def download(folder: Path) -> Path:
    """Fetch the pinned tarball with npm and refuse any other bytes."""
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (tarball,) = folder.glob("*.tgz")
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{tarball.name} has SHA-256 {found}, but this script trusts {SHA256}.")
    return tarball


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """The bytes of one file of the package."""
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise SystemExit(f"{PACKAGE} {VERSION} has no file {name}.")
    return file.read()


def write_controls() -> None:
    """Write the pictures for ticks and arrows, in the colours of each theme."""
    for theme in ("light", "dark"):
        colours = tomllib.loads((THEMES / f"{theme}.toml").read_text(encoding="utf-8"))["colours"]
        folder = THEMES / theme
        folder.mkdir(exist_ok=True)
        for name, (icon, token, stroke) in CONTROLS.items():
            svg = (ICONS / f"{icon}.svg").read_text(encoding="utf-8")
            svg = svg.replace("currentColor", colours[token]).replace('stroke-width="2"', f'stroke-width="{stroke}"')
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        (folder / "dot.svg").write_text(SVG.format(shape=DOT.format(colour=colours["accent_text"])), encoding="utf-8")


if __name__ == "__main__":
    main()
