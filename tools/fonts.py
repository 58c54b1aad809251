"""Makes resources/fonts/: the four static faces of Inter, from one variable font in a pinned package.

Run it with the development environment, and pip on the path:  python tools/fonts.py
The same package and the same fontTools give the same bytes; the result is committed, so nobody needs to run it.
Qt on Linux cannot reach weights 500 and 600 of a variable font, and the PDF engine reads only static outlines:
that is why the axes are frozen here.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGE = "fontpkg-inter"
VERSION = "4.1.post1"
SHA256 = "b1105c8b368787112e9352ba657fe4fd32feb0722cc3046a308f65962298ddf8"
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
OPTICAL_SIZE = 14  # drawn for text, not for headlines: the window and the PDF set 8 to 24 points
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case"]  # no "calt": it would turn a typed -> into an arrow
KEPT_NAMES = frozenset({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17})

SOURCES = """# Fonts

* What: `Inter-Regular.ttf`, `Inter-Medium.ttf`, `Inter-SemiBold.ttf`, `Inter-Bold.ttf`
* From: Inter 4.001 by The Inter Project Authors; PyPI package `{package}` {version}, wheel SHA-256
  `{sha256}`
* Licence: SIL Open Font License 1.1, `OFL.txt`. It reserves no font name, so the faces are still called Inter.
* Made by `tools/fonts.py` with fontTools {fonttools}: the axes are frozen (optical size {opsz}; weights 400, 500, 600
  and 700), every character of the original is kept, stylistic alternates are left out, the names follow the weight.

| File | SHA-256 |
|---|---|
{files}
"""


def main() -> None:
    """Download, check, freeze, write."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            variable = archive.read("fontpkg_inter/files/Inter[opsz,wght].ttf")
            licence = archive.read("fontpkg_inter/LICENSE")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "OFL.txt").write_bytes(licence)
    for style, weight in WEIGHTS.items():
        (FOLDER / f"Inter-{style}.ttf").write_bytes(face(variable, style, weight))
    write_sources()


def download(folder: Path) -> Path:
    """Fetch the pinned wheel with pip and refuse any other bytes."""
    command = ["pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "--dest", str(folder), f"{PACKAGE}=={VERSION}"], check=True)
    (wheel,) = folder.glob("*.whl")
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{wheel.name} has SHA-256 {found}, but this script trusts {SHA256}.")
    return wheel


def face(variable: bytes, style: str, weight: int) -> bytes:
    """One static face as the bytes of a TrueType file with glyf outlines."""
    font = instancer.instantiateVariableFont(
        TTFont(BytesIO(variable), recalcTimestamp=False), {"wght": weight, "opsz": OPTICAL_SIZE}
    )
    subset(font)
    rename(font, style)
    font["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = 1 if bold else 0
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def subset(font: TTFont) -> None:
    """Keep every character; drop alternates that nothing here asks for, and hints for screens of the past."""
    options = Options(layout_features=FEATURES, name_IDs=list(KEPT_NAMES), name_languages=["*"], notdef_outline=True)
    options.glyph_names = False
    options.hinting = False
    options.recalc_timestamp = False
    options.drop_tables = [*options.drop_tables, "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Names by the OpenType rule: IDs 1 and 2 know only Regular and Bold, 16 and 17 know the real weight."""
    table = font["name"]
    plain = style in ("Regular", "Bold")
    names = {
        1: "Inter" if plain else f"Inter {style}",
        2: style if plain else "Regular",
        3: f"{VERSION};Laurel;Inter-{style}",
        4: f"Inter {style}",
        6: f"Inter-{style}",
    }
    if not plain:
        names |= {16: "Inter", 17: style}
    for name_id in (16, 17):
        table.removeNames(nameID=name_id)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def write_sources() -> None:
    """Record where the files come from and what they are."""
    files = sorted(FOLDER.glob("*.ttf"))
    rows = "\n".join(f"| `{file.name}` | `{hashlib.sha256(file.read_bytes()).hexdigest()}` |" for file in files)
    text = SOURCES.format(
        package=PACKAGE, version=VERSION, sha256=SHA256, fonttools=fontTools.version, opsz=OPTICAL_SIZE, files=rows
    )
    (FOLDER / "SOURCES.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
