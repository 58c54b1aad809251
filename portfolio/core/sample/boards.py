"""Draws the sample's photographs of boards: a whiteboard after a lesson, and the trainer board."""

from __future__ import annotations

import random
from itertools import pairwise
from math import cos, pi, sin

from portfolio.core.sample.scenes import gauge
from portfolio.core.sample.sheet import (
    AMBER,
    INK,
    LEAF,
    RUST,
    SLATE,
    TEAL,
    WHITE,
    Colour,
    Point,
    Sheet,
    mixed,
)

_BLUE, _RED, _GREEN, _BLACK = (36, 84, 158), (190, 52, 44), (40, 128, 78), (44, 48, 54)


def whiteboard() -> bytes:
    """A flow of questions in four pens on a whiteboard, upright; stored lying, as a telephone would."""
    sheet = Sheet(960, 1280, (178, 170, 156))
    sheet.slope(0, 0, 960, 1280, (196, 188, 174), (158, 150, 138))
    sheet.shadow(60, 60, 840, 1120, 22, 120)
    sheet.box(60, 60, 840, 1120, (168, 174, 178), radius=12)
    sheet.slope(80, 80, 800, 1080, (252, 253, 252), (236, 240, 241))
    sheet.shape([(80, 80), (420, 80), (80, 640)], (254, 255, 255))
    hand = _Hand(sheet, 4)
    sheet.text(150, 170, "It does not work.", 46, _BLACK, "Medium")
    hand.stroke([(150, 190), (350, 186), (545, 192)], _RED)
    _questions(sheet, hand)
    sheet.box(330, 1166, 300, 22, (140, 146, 150), radius=8)
    for place, colour in enumerate((_BLUE, _RED, _GREEN, _BLACK)):
        sheet.box(350 + place * 66, 1154, 52, 14, colour, radius=6)
    return sheet.photo(4, turned=True)


class _Hand:
    """Draws as a hand does: never quite straight, and always in the same way for one seed."""

    def __init__(self, sheet: Sheet, seed: int) -> None:
        self._sheet = sheet
        self._chance = random.Random(seed)  # noqa: S311 - always the same on purpose

    def stroke(self, points: list[Point], colour: Colour, width: float = 4) -> None:
        """A line through the points."""
        wobbly: list[Point] = []
        for (x, y), (next_x, next_y) in pairwise(points):
            steps = max(2, int((abs(next_x - x) + abs(next_y - y)) / 26))
            for step in range(steps):
                part = step / steps
                wobbly.append((x + (next_x - x) * part + self._shift(), y + (next_y - y) * part + self._shift()))
        self._sheet.line([*wobbly, points[-1]], colour, width)

    def ring(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """An oval that does not quite close."""
        self.stroke([(x + wide * cos(a * pi / 20), y + high * sin(a * pi / 20)) for a in range(-8, 34)], colour)

    def arrow(self, start: Point, end: Point, colour: Colour) -> None:
        """An arrow that points down or sideways."""
        self.stroke([start, end], colour)
        back = 16 if end[0] >= start[0] else -16
        if abs(end[0] - start[0]) > abs(end[1] - start[1]):
            self.stroke([(end[0] - back, end[1] - 12), end, (end[0] - back, end[1] + 12)], colour)
        else:
            self.stroke([(end[0] - 12, end[1] - 16), end, (end[0] + 12, end[1] - 16)], colour)

    def _shift(self) -> float:
        return self._chance.uniform(-1.3, 1.3)


def _questions(sheet: Sheet, hand: _Hand) -> None:
    steps = (
        (310, "Is it plugged in?", "(laugh, then look)"),
        (480, "Is the fuse whole?", "measure: Ω"),
        (650, "Is the cable whole?", "bend it, listen"),
        (820, "Who saw it last work?", "ask. wait. ask again."),
    )
    for number, (y, question, note) in enumerate(steps):
        hand.ring(350, y - 12, 210, 54, _BLUE)
        sheet.text(350, y - 2, question, 31, _BLUE, "Medium", "ms")
        hand.arrow((566, y - 12), (640, y - 12), _GREEN)
        sheet.text(656, y - 4, note, 22, _GREEN)
        if number < 3:
            hand.arrow((350, y + 46), (350, y + 98), _BLACK)
            sheet.text(372, y + 82, "yes", 21, _BLACK)
    hand.arrow((350, 866), (350, 930), _BLACK)
    hand.stroke([(170, 945), (545, 941), (548, 1020), (168, 1024), (170, 945)], _RED)
    sheet.text(358, 996, "Now open it. Unplugged!", 30, _RED, "SemiBold", "ms")
    _bulb(sheet, hand)


def _bulb(sheet: Sheet, hand: _Hand) -> None:
    hand.ring(735, 985, 52, 52, AMBER)
    hand.stroke([(713, 1036), (715, 1066), (757, 1066), (758, 1036)], _BLACK)
    hand.stroke([(716, 1051), (756, 1051)], _BLACK)
    for angle in range(-160, 0, 32):
        x, y = cos(angle * pi / 180), sin(angle * pi / 180)
        hand.stroke([(735 + 68 * x, 985 + 68 * y), (735 + 90 * x, 985 + 90 * y)], AMBER)
    sheet.text(735, 1110, "6 of 8 saved tonight", 22, _BLACK, anchor="ms")


def trainer_board() -> bytes:
    """The board on its easel, upright: terminals, wires, push-buttons, lamps, gauges and fourteen switches."""
    sheet = Sheet(960, 1280, (120, 110, 98))
    sheet.slope(0, 0, 960, 1000, (206, 201, 192), (178, 172, 162))
    sheet.slope(0, 1000, 960, 280, (134, 104, 76), (104, 80, 58))
    sheet.line([(200, 1080), (140, 1250)], (86, 64, 46), 26)
    sheet.line([(760, 1080), (820, 1250)], (86, 64, 46), 26)
    sheet.shadow(110, 90, 740, 1030, 26, 140)
    sheet.box(110, 90, 740, 1030, (176, 138, 96), radius=10)
    sheet.slope(132, 112, 696, 986, (244, 240, 230), (230, 225, 213))
    sheet.text(480, 172, "FIND THE FAULT", 42, INK, "Bold", "ms")
    sheet.text(480, 206, "24 V · nothing here can hurt you", 21, SLATE, anchor="ms")
    _wires(sheet)
    _upper_row(sheet)
    _middle_row(sheet)
    _fault_switches(sheet)
    return sheet.photo(5)


def _wires(sheet: Sheet) -> None:
    for points, colour in (
        ([(240, 330), (240, 420), (420, 420), (420, 320)], _RED),
        ([(720, 340), (720, 420), (540, 420), (540, 320)], _RED),
        ([(480, 560), (480, 480), (620, 480), (690, 550)], _BLACK),
        ([(290, 590), (350, 590), (350, 720), (460, 720), (460, 640)], _BLUE),
        ([(670, 590), (610, 590), (610, 720), (500, 720), (500, 640)], _BLUE),
        ([(220, 330), (190, 470), (220, 560)], _GREEN),
        ([(740, 330), (770, 470), (740, 560)], AMBER),
    ):
        sheet.line([(x + 3, y + 4) for x, y in points], (206, 200, 188), 9)
        sheet.line(points, colour, 8)
        sheet.line([(x - 1.5, y - 1.5) for x, y in points], mixed(colour, WHITE, 0.5), 2)


def _upper_row(sheet: Sheet) -> None:
    gauge(sheet, 240, 300, 62, 0.62, "volt")
    gauge(sheet, 720, 300, 62, 0.34, "ampere")
    for x, colour, words in ((420, LEAF, "H1"), (540, AMBER, "H2")):
        sheet.disc(x, 296, 46, mixed(colour, WHITE, 0.75))
        sheet.disc(x, 296, 34, mixed(colour, INK, 0.35))
        sheet.disc(x, 296, 28, mixed(colour, WHITE, 0.35))
        sheet.disc(x - 8, 287, 9, WHITE)
        sheet.text(x, 240, words, 20, INK, "Medium", "ms")


def _middle_row(sheet: Sheet) -> None:
    for x, colour, words in ((240, _RED, "S0 stop"), (720, LEAF, "S1 start")):
        sheet.shadow(x - 60, 530, 120, 120, 10, 90)
        sheet.box(x - 60, 530, 120, 120, (222, 196, 74) if x < 400 else (214, 218, 220), radius=14)
        sheet.disc(x, 590, 42, mixed(colour, INK, 0.35))
        sheet.disc(x, 586, 38, colour)
        sheet.disc(x - 10, 574, 12, mixed(colour, WHITE, 0.4))
        sheet.text(x, 684, words, 20, INK, "Medium", "ms")
    sheet.shadow(405, 530, 150, 130, 10, 90)
    sheet.box(405, 530, 150, 130, (58, 64, 70), radius=8)
    sheet.box(420, 556, 120, 52, (232, 236, 238), radius=4)
    sheet.text(480, 592, "K1", 28, INK, "SemiBold", "ms")
    for slot in range(5):
        sheet.disc(425 + slot * 27, 636, 8, (190, 196, 200), INK, 2)


def _fault_switches(sheet: Sheet) -> None:
    sheet.box(170, 790, 620, 250, mixed(TEAL, WHITE, 0.86), TEAL, 3, 12)
    sheet.text(196, 834, "Faults", 25, mixed(TEAL, INK, 0.3), "SemiBold")
    for number in range(14):
        x, y = 220 + number % 7 * 82, 868 + number // 7 * 86
        on = number in (2, 9)
        sheet.box(x, y, 30, 50, (72, 80, 86), radius=6)
        sheet.box(x + 4, y + (4 if on else 24), 22, 22, RUST if on else (214, 219, 222), radius=4)
        sheet.text(x + 15, y + 70, str(number + 1), 17, SLATE, "Medium", "ms")
    sheet.disc(742, 826, 22, (196, 178, 120), INK, 2)
    sheet.box(738, 816, 8, 20, INK, radius=2)
    sheet.text(712, 832, "key", 17, SLATE, anchor="rs")
