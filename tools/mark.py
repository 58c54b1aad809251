"""Draws our mark: resources/icons/laurel.svg, and laurel-dark.svg for dark grounds.

Two sprigs of laurel that all but close into a wreath around a badge. Few and full leaves, no thin lines: it has to
read at 16 pixels as well as at 256. Run it after changing a number:  python tools/mark.py
"""

from __future__ import annotations

import math
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
CENTRE = (32.0, 33.5)
RADIUS = 20.0  # of the circle along which the leaves sit
LEAVES = ((172, 1.0, 8), (130, 1.04, 8), (92, 1.04, 10), (57, 0.98, 12))  # degrees from the top, size, turn outwards
LENGTH, WIDTH = 18.0, 11.5
BADGE = 10.5  # radius of the hexagon
COLOURS = {"laurel": ("#3B5BDB", "#2743B5"), "laurel-dark": ("#7C95FF", "#A9BAFF")}


def main() -> None:
    """Write both variants."""
    for name, (leaf, badge) in COLOURS.items():
        leaves = "\n".join(f'  <path fill="{leaf}" d="{path}"/>' for path in wreath())
        drawing = f'{leaves}\n  <path fill="{badge}" d="{hexagon()}"/>'
        size = 'width="64" height="64" viewBox="0 0 64 64"'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{drawing}\n</svg>\n'
        (ICONS / f"{name}.svg").write_text(svg, encoding="utf-8")


def wreath() -> list[str]:
    """The leaves of both sprigs."""
    return [leaf(angle, size, turn, side) for side in (-1, 1) for angle, size, turn in LEAVES]


def leaf(angle: float, size: float, turn: float, side: int) -> str:
    """A pointed oval that begins on the circle, `angle` degrees from the top, and grows upwards along it."""
    at = math.radians(angle)
    base = (CENTRE[0] + side * RADIUS * math.sin(at), CENTRE[1] - RADIUS * math.cos(at))
    along = math.radians(angle - 90 + turn)  # the direction of growth, measured as `angle` is
    way = (side * math.sin(along), -math.cos(along))
    across = (-way[1], way[0])
    length, width = LENGTH * size, WIDTH * size

    def point(forward: float, aside: float) -> str:
        x = base[0] + way[0] * forward * length + across[0] * aside * width
        y = base[1] + way[1] * forward * length + across[1] * aside * width
        return f"{x:.2f} {y:.2f}"

    return (
        f"M{point(0, 0)}C{point(0.18, 0.62)} {point(0.62, 0.62)} {point(1, 0)}"
        f"C{point(0.62, -0.62)} {point(0.18, -0.62)} {point(0, 0)}Z"
    )


def hexagon() -> str:
    """The badge in the middle, standing on a corner."""
    angles = [math.pi / 6 + index * math.tau / 6 for index in range(6)]
    corners = [f"{CENTRE[0] + BADGE * math.cos(a):.2f} {CENTRE[1] + BADGE * math.sin(a):.2f}" for a in angles]
    return f"M{'L'.join(corners)}Z"


if __name__ == "__main__":
    main()
