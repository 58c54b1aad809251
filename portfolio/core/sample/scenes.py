"""Draws the sample's photographs of buildings and rooms: a plant room, a school roof, a battery cabinet."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.core.sample.sheet import (
    AMBER,
    GREY,
    INK,
    LEAF,
    MIST,
    RUST,
    SKY,
    SLATE,
    TEAL,
    WHITE,
    Colour,
    Point,
    Sheet,
    mixed,
    on_circle,
)

_COPPER: Colour = (184, 115, 72)
_STEEL: Colour = (176, 186, 194)


def plant_room() -> bytes:
    """Two heat pumps, a buffer tank, copper pipes with gauges and pumps, labels on everything."""
    sheet = Sheet(1440, 1080, (214, 217, 215))
    sheet.slope(0, 0, 1440, 840, (226, 229, 226), (200, 204, 202))
    sheet.slope(0, 840, 1440, 240, (126, 128, 126), (92, 95, 95))
    for x in range(0, 1440, 180):
        sheet.line([(x, 0), (x, 840)], (208, 212, 209), 1.5)
    for number in range(2):
        _heat_pump(sheet, 90 + number * 290, number + 1)
    _tank(sheet, 1130, 330)
    _pipes(sheet)
    for x, value, words in ((800, 0.42, "flow"), (940, 0.31, "return")):
        gauge(sheet, x, 470, 52, value, words)
    for x, name in ((800, "P1"), (940, "P2")):
        _pump(sheet, x, 640, name)
    return sheet.photo(1)


def _heat_pump(sheet: Sheet, x: float, number: int) -> None:
    sheet.shadow(x, 400, 250, 520, 18, 110)
    sheet.box(x, 400, 250, 520, (236, 239, 240), (188, 195, 199), 2, 16)
    sheet.slope(x + 4, 640, 242, 268, (228, 232, 233), (200, 206, 209))
    sheet.box(x + 4, 630, 242, 4, (190, 197, 201))
    sheet.box(x + 30, 440, 190, 96, INK, radius=8)
    sheet.text(x + 48, 484, ("35.2 °C", "34.8 °C")[number - 1], 32, (140, 225, 200), "Medium")
    sheet.text(x + 48, 518, "flow · running", 17, (140, 170, 165))
    sheet.disc(x + 204, 462, 6, (120, 220, 140))
    sheet.text(x + 125, 592, f"HP {number}", 30, SLATE, "SemiBold", "ms")
    for row in range(7):
        sheet.box(x + 40, 690 + row * 24, 170, 9, (176, 184, 188), radius=4)
    sheet.box(x + 10, 918, 40, 14, (60, 64, 66))
    sheet.box(x + 200, 918, 40, 14, (60, 64, 66))


def _tank(sheet: Sheet, x: float, y: float) -> None:
    sheet.shadow(x - 110, y, 220, 560, 20, 110)
    colour: Colour = (70, 108, 128)
    for step in range(55):
        light = 1 - abs(step - 18) / 40
        sheet.box(
            x - 110 + step * 4, y, 4, 560, mixed(mixed(colour, INK, 0.35), mixed(colour, WHITE, 0.35), max(0, light))
        )
    sheet.box(x - 110, y - 30, 220, 62, mixed(colour, WHITE, 0.1), radius=30)
    sheet.box(x - 110, y + 526, 220, 62, mixed(colour, INK, 0.35), radius=24)
    sheet.box(x - 62, y + 210, 124, 104, WHITE, radius=6)
    sheet.text(x, y + 254, "Buffer", 26, INK, "SemiBold", "ms")
    sheet.text(x, y + 290, "1,000 l", 23, SLATE, anchor="ms")
    for level in (110, 380, 460):
        sheet.disc(x, y + level, 14, _STEEL, SLATE, 2)


def _pipes(sheet: Sheet) -> None:
    for points in (
        [(215, 400), (215, 210), (1130, 210), (1130, 298)],
        [(505, 400), (505, 210)],
        [(260, 400), (260, 280), (940, 280)],
        [(870, 280), (870, 820), (1020, 820)],
        [(550, 400), (550, 280)],
        [(800, 210), (800, 560), (800, 900)],
        [(940, 280), (940, 560), (940, 900)],
    ):
        _pipe(sheet, points)
    for x, y in ((505, 210), (800, 210), (550, 280), (940, 280), (870, 280)):
        sheet.disc(x, y, 17, mixed(_COPPER, INK, 0.25))
    for x, words, colour in ((690, "warm", RUST), (620, "cold", SKY)):
        y = 172 if words == "warm" else 316
        sheet.shape([(x, y - 13), (x + 82, y - 13), (x + 98, y), (x + 82, y + 13), (x, y + 13)], colour)
        sheet.text(x + 42, y + 1, words, 19, WHITE, "SemiBold", "mm")


def _pipe(sheet: Sheet, points: Sequence[Point]) -> None:
    sheet.line([(x + 7, y + 9) for x, y in points], (170, 172, 170), 20)
    sheet.line(points, mixed(_COPPER, INK, 0.3), 22)
    sheet.line(points, _COPPER, 16)
    sheet.line([(x - 3, y - 3) for x, y in points], mixed(_COPPER, WHITE, 0.45), 4)


def gauge(sheet: Sheet, x: float, y: float, radius: float, value: float, words: str) -> None:
    """A round pressure gauge whose needle stands at `value` (0 to 1)."""
    sheet.disc(x + 4, y + 7, radius + 6, (150, 152, 150))
    sheet.disc(x, y, radius + 6, _STEEL, mixed(_STEEL, INK, 0.4), 2)
    sheet.disc(x, y, radius, WHITE)
    sheet.arc(x, y, radius - 8, 135, 330, LEAF, 6)
    sheet.arc(x, y, radius - 8, 330, 405, RUST, 6)
    for step in range(11):
        mark = 135 + 27 * step
        sheet.line([on_circle(x, y, radius - 18, mark), on_circle(x, y, radius - 12, mark)], INK, 2)
    angle = 135 + 270 * value
    sheet.line([on_circle(x, y, -12, angle), on_circle(x, y, radius - 16, angle)], INK, 3.5)
    sheet.disc(x, y, 6, INK)
    sheet.text(x, y + radius * 0.68, words, 15, SLATE, "Medium", "ms")


def _pump(sheet: Sheet, x: float, y: float, name: str) -> None:
    sheet.shadow(x - 46, y - 46, 92, 92, 10, 100)
    sheet.box(x - 46, y - 46, 92, 92, mixed(TEAL, INK, 0.2), radius=18)
    sheet.disc(x, y, 32, mixed(TEAL, WHITE, 0.15), mixed(TEAL, INK, 0.4), 3)
    sheet.text(x, y + 1, name, 24, WHITE, "SemiBold", "mm")
    sheet.box(x - 40, y + 66, 80, 34, (250, 240, 190), radius=3)
    sheet.text(x, y + 84, "Δp var", 18, INK, "Medium", "mm")


def school_roof() -> bytes:
    """The school with its bell tower under a summer sky, the roof covered with modules."""
    sheet = Sheet(1440, 960, SKY)
    sheet.slope(0, 0, 1440, 640, (86, 150, 205), (206, 228, 240))
    for x, y, size in ((220, 130, 46), (290, 140, 62), (360, 138, 44), (1120, 90, 40), (1180, 96, 56), (1244, 98, 36)):
        sheet.disc(x, y, size, (244, 248, 251))
    sheet.box(170, 146, 240, 44, (244, 248, 251), radius=22)
    sheet.box(1080, 108, 200, 36, (244, 248, 251), radius=18)
    _hills(sheet)
    _school(sheet)
    _roof(sheet)
    _yard(sheet)
    return sheet.photo(2)


def _hills(sheet: Sheet) -> None:
    far, near = (128, 160, 150), (96, 140, 96)
    sheet.shape(
        [(0, 520), (180, 400), (380, 490), (620, 360), (900, 480), (1160, 380), (1440, 470), (1440, 760), (0, 760)], far
    )
    sheet.shape([(0, 600), (260, 520), (560, 590), (900, 530), (1200, 590), (1440, 540), (1440, 800), (0, 800)], near)
    for number in range(38):
        x = (number * 97) % 1440
        y = 560 + (number * 53) % 60
        sheet.shape([(x - 13, y + 40), (x, y - 12), (x + 13, y + 40)], mixed((52, 92, 66), near, (number % 5) / 9))


def _school(sheet: Sheet) -> None:
    wall, shade = (244, 236, 218), (222, 211, 190)
    sheet.box(300, 560, 860, 240, wall)
    sheet.slope(300, 560, 860, 40, shade, wall)
    for column in range(7):
        x = 350 + column * 115
        if column != 3:
            sheet.box(x, 625, 66, 96, WHITE)
            sheet.slope(x + 5, 630, 56, 86, (104, 140, 166), (160, 190, 206))
            sheet.line([(x + 33, 628), (x + 33, 718)], WHITE, 4)
            sheet.line([(x + 3, 664), (x + 63, 664)], WHITE, 4)
    sheet.box(684, 640, 92, 160, mixed(TEAL, INK, 0.25), WHITE, 5, 4)
    sheet.line([(730, 644), (730, 800)], WHITE, 3)
    sheet.text(730, 612, "VOLKSSCHULE", 25, mixed(RUST, INK, 0.25), "Bold", "ms")
    sheet.box(1176, 330, 112, 470, mixed(wall, WHITE, 0.25))
    sheet.slope(1250, 330, 38, 470, shade, mixed(shade, INK, 0.06))
    sheet.shape([(1164, 332), (1232, 190), (1300, 332)], (150, 72, 54))
    sheet.box(1210, 370, 44, 62, INK, radius=22)
    sheet.disc(1232, 500, 32, WHITE, INK, 3)
    sheet.line([(1232, 478), (1232, 500), (1248, 508)], INK, 4)


def _roof(sheet: Sheet) -> None:
    lower, upper = ((270, 570), (1176, 570)), ((370, 330), (1080, 330))
    sheet.shape([lower[0], lower[1], upper[1], upper[0]], (150, 74, 56))
    for row in range(1, 14):
        part = row / 14
        y = 570 - 240 * part
        sheet.line([(270 + 100 * part, y), (1176 - 96 * part, y)], (134, 62, 47), 1.5)
    for row in range(3):
        for column in range(11):
            _module(sheet, row, column)


def _module(sheet: Sheet, row: int, column: int) -> None:
    def place(across: float, up: float) -> tuple[float, float]:
        y = 570 - 240 * up
        left, right = 270 + 100 * up, 1176 - 96 * up
        return left + (right - left) * across, y

    low, high = 0.09 + row * 0.285, 0.09 + row * 0.285 + 0.265
    begin, end = 0.06 + column * 0.0805, 0.06 + column * 0.0805 + 0.0755
    corners = [place(begin, low), place(end, low), place(end, high), place(begin, high)]
    glow = 0.05 + 0.2 * ((column * 0.6 + row) % 7) / 7
    sheet.shape(corners, mixed((24, 42, 74), SKY, glow), (190, 202, 214))
    for part in (1 / 3, 2 / 3):
        x = begin + (end - begin) * part
        sheet.line([place(x, low), place(x, high)], mixed((24, 42, 74), SKY, glow + 0.15), 1)
    middle = (low + high) / 2
    sheet.line([place(begin, middle), place(end, middle)], mixed((24, 42, 74), SKY, glow + 0.15), 1)


def _yard(sheet: Sheet) -> None:
    sheet.slope(0, 796, 1440, 164, (150, 178, 112), (112, 146, 86))
    sheet.shape([(672, 798), (788, 798), (900, 960), (560, 960)], (214, 204, 184))
    for x, y, size in ((150, 700, 76), (96, 752, 58), (212, 756, 60)):
        sheet.disc(x, y, size, (76, 122, 72))
    sheet.box(140, 790, 24, 70, (96, 72, 52))
    for x, colour in ((450, RUST), (492, TEAL), (960, AMBER), (1010, SLATE)):
        sheet.disc(x, 838, 10, (226, 186, 158))
        sheet.box(x - 10, 850, 20, 36, colour, radius=8)
        sheet.box(x - 8, 880, 7, 26, INK)
        sheet.box(x + 1, 880, 7, 26, INK)


def battery_cabinet() -> bytes:
    """A cabinet with four battery modules in a cellar, upright."""
    sheet = Sheet(960, 1280, (205, 205, 200))
    sheet.slope(0, 0, 960, 1060, (216, 216, 211), (188, 189, 185))
    for row in range(9):
        for column in range(6):
            sheet.box(
                column * 180 - (90 if row % 2 else 0),
                row * 118,
                177,
                115,
                mixed((214, 214, 209), GREY, ((row * 5 + column * 3) % 7) / 40),
            )
    sheet.slope(0, 1060, 960, 220, (118, 120, 119), (86, 88, 88))
    sheet.box(395, 0, 26, 215, mixed(_STEEL, WHITE, 0.2), SLATE, 1)
    sheet.box(535, 0, 26, 215, mixed(_STEEL, WHITE, 0.2), SLATE, 1)
    sheet.shadow(270, 210, 420, 890, 24, 130)
    sheet.box(270, 210, 420, 890, (240, 242, 243), (186, 193, 198), 2, 22)
    _battery_head(sheet)
    for number in range(4):
        _battery_module(sheet, 410 + number * 158, number + 1)
    _fire_label(sheet)
    return sheet.photo(3)


def _battery_head(sheet: Sheet) -> None:
    sheet.box(310, 250, 340, 124, INK, radius=14)
    sheet.text(338, 318, "84 %", 50, (150, 230, 190), "SemiBold")
    sheet.text(340, 350, "16.8 of 20 kWh", 19, GREY)
    sheet.box(520, 282, 100, 46, None, (150, 230, 190), 3, 6)
    sheet.box(526, 288, 74, 34, (96, 196, 150), radius=3)
    sheet.box(622, 296, 7, 18, (150, 230, 190))


def _battery_module(sheet: Sheet, y: float, number: int) -> None:
    sheet.box(300, y, 360, 142, (224, 228, 230), (192, 199, 203), 2, 12)
    sheet.slope(304, y + 80, 352, 54, (222, 226, 228), (204, 210, 213))
    sheet.text(330, y + 58, f"Module {number}", 26, SLATE, "Medium")
    sheet.text(330, y + 90, "51.2 V · 5 kWh", 20, SLATE)
    for light in range(5):
        sheet.disc(540 + light * 24, y + 50, 7, (96, 196, 130) if light < (5, 4, 4, 4)[number - 1] else (180, 186, 190))
    for slot in range(6):
        sheet.box(530 + slot * 19, y + 84, 10, 34, (168, 176, 181), radius=4)


def _fire_label(sheet: Sheet) -> None:
    sheet.shape([(800, 330), (872, 458), (728, 458)], AMBER, INK)
    sheet.line([(800, 330), (872, 458), (728, 458), (800, 330)], INK, 6)
    sheet.shape([(806, 362), (780, 410), (798, 410), (790, 444), (822, 394), (803, 394)], INK)
    sheet.box(716, 486, 168, 118, WHITE, RUST, 4, 8)
    sheet.text(800, 530, "Fire brigade", 23, RUST, "SemiBold", "ms")
    sheet.text(800, 562, "main switch: hall", 18, INK, anchor="ms")
    sheet.text(800, 588, "20 kWh, LFP", 18, INK, anchor="ms")
    sheet.box(66, 560, 140, 210, mixed(RUST, INK, 0.05), radius=36)
    sheet.box(112, 520, 48, 46, MIST, SLATE, 2, 8)
    sheet.text(136, 668, "6 kg", 28, WHITE, "SemiBold", "ms")
    sheet.box(96, 690, 80, 8, WHITE)
